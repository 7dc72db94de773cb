"""Whom to evaluate: the rule engine in this process, or a running ToneBridge with any provider."""

import json
from urllib.request import Request, urlopen

from tests.support.cases import message_of

from tonebridge.domain.message import Intensity, Kind, Language, Message
from tonebridge.language import engine

_TIMEOUT_S = 60


class Rules:
    """The rule engine."""

    name = "rules"

    def answer(self, case):
        """Answer a case in the scorer's words."""
        if "items" in case:
            ranked = engine.rank([(item["id"], item["text"]) for item in case["items"]])
            return {"output": case["text"], "order": [each.id for each in ranked]}
        message = message_of(case)
        if message.kind not in engine.available():
            return _scored(case["text"], {})
        draft = engine.transform(message)
        return _scored(draft.text, draft.details)

    def soften(self, text, language, intensity):
        """Return a softened text."""
        message = Message(
            text=text,
            kind=Kind.SOFTEN,
            language=Language(language),
            intensity=Intensity(intensity),
        )
        return engine.transform(message).text

    def analyze(self, text):
        """Return the parts of an analysis that are scored."""
        heard = engine.analyze(text)
        return {
            "language": heard.language.value,
            "tone": heard.tone.label.value,
            "politeness": heard.politeness,
            "keigo_level": heard.keigo_level,
            "sentiment": heard.sentiment,
            "priority": heard.priority.level.value,
            "intensity_suggested": int(heard.intensity_suggested),
        }


class Running:
    """A ToneBridge that answers at an address, with the provider that it is set up for.

    Without a key it is asked for previews, which are strictly limited by default.
    """

    def __init__(self, address, key=None):
        self.name = address
        self._base = f"{address.rstrip('/')}/api/v1/" + ("" if key else "preview/")
        self._headers = {"Content-Type": "application/json"} | ({"X-API-Key": key} if key else {})

    def answer(self, case):
        """Answer a case in the scorer's words; a batch is ranked by its items' scores."""
        if "items" in case:
            scores = {
                item["id"]: self._transformed(item["text"], "priority", 2, None)["details"][
                    "score"
                ]
                for item in case["items"]
            }
            ordered = sorted(scores, key=lambda name: -scores[name])
            return {"output": case["text"], "order": ordered}
        told = self._transformed(
            case["text"], case["kind"], case.get("intensity", 2), case["lang"], _options(case)
        )
        return _scored(told["text"], told["details"])

    def soften(self, text, language, intensity):
        """Return a softened text."""
        return self._transformed(text, "soften", intensity, language)["text"]

    def analyze(self, text):
        """Return the parts of an analysis that are scored."""
        heard = self._posted("analyze", {"text": text})
        return heard | {
            "tone": heard["tone"]["label"],
            "priority": heard["priority"]["level"],
        }

    def _transformed(self, text, kind, intensity, language, options=None):
        body = {
            "text": text,
            "kind": kind,
            "intensity": intensity,
            "language": language or "auto",
            "options": options or {},
        }
        return self._posted("transform", body)

    def _posted(self, path, body):
        request = Request(  # noqa: S310 - the address is the caller's own
            self._base + path, json.dumps(body).encode(), self._headers, method="POST"
        )
        with urlopen(request, timeout=_TIMEOUT_S) as reply:  # noqa: S310 - as above
            return json.load(reply)


def _options(case):
    options = case.get("options") or {}
    known = options.get("dictionary") or {}
    terms = [{"term": term, "plain": plain} for term, plain in known.items()]
    return options | ({"dictionary": terms} if terms else {})


def _scored(text, details):
    return {
        "output": text,
        "level": details.get("level"),
        "quadrants": details.get("quadrants"),
    }
