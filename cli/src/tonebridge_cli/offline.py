"""The engine in this process: for transform, analyze and rank without a server."""

import msgspec

from tonebridge.application.wish import Wish, settle
from tonebridge.domain.analysis import Analysis
from tonebridge.domain.dictionary import BUILT_IN_PRESETS
from tonebridge.domain.errors import InvalidField
from tonebridge.domain.message import Intensity, Language, Preset
from tonebridge.domain.transform import Guard
from tonebridge.language import engine
from tonebridge.language.catalogue import say
from tonebridge_cli.answers import Item, Request

MOST_CHARACTERS = 8_000
MOST_ITEMS = 100


class OfflineAnswers:
    """The rule engine's. Keeps nothing; knows no tenant's terms and presets.

    Raises:
        InvalidField: a text or a preset is not right.
        KindNotAvailable: the rules cannot do this kind.
    """

    def __init__(self, reader: Language) -> None:
        self._reader = reader

    def transform(self, request: Request) -> bytes:
        """Rewrite."""
        _check(request.text, "text")
        wish = Wish(
            text=request.text,
            kind=request.kind,
            intensity=None if request.intensity == "auto" else Intensity(int(request.intensity)),
            language=None if request.language == "auto" else Language(request.language),
            preset=request.preset,
        )
        message = settle(wish, _preset(request.preset), ())
        draft = engine.transform(message)
        body: dict[str, object] = {
            "id": None,
            "text": draft.text,
            "kind": message.kind,
            "intensity": message.intensity,
            "language": message.language,
            "changes": draft.changes,
            "facts": draft.facts,
            "details": draft.details,
            "provider": "rules",
            "model": None,
            "degraded": False,
            "guard": Guard(),
        }
        if isinstance(request.include, tuple) and "analysis" in request.include:
            texts = {"before": request.text, "after": draft.text}
            body["analysis"] = {
                when: self._described(engine.analyze(text, message.language))
                for when, text in texts.items()
            }
        return msgspec.json.encode(body)

    def analyze(self, text: str, language: Language | None) -> bytes:
        """Say what it sounds like."""
        _check(text, "text")
        return msgspec.json.encode(self._described(engine.analyze(text, language)))

    def rank(self, items: tuple[Item, ...]) -> bytes:
        """Order by urgency."""
        if not 1 <= len(items) <= MOST_ITEMS:
            raise InvalidField("items", f"give 1 to {MOST_ITEMS} messages")
        for number, item in enumerate(items):
            _check(item.text, f"items[{number}].text")
        ranked = engine.rank([(item.id, item.text) for item in items])
        return msgspec.json.encode(
            {
                "order": [each.id for each in ranked],
                "items": [
                    {"id": each.id, **msgspec.to_builtins(each.priority)} for each in ranked
                ],
            }
        )

    def _described(self, analysis: Analysis) -> dict[str, object]:
        """Give each finding its words, as the server does."""
        body: dict[str, object] = msgspec.to_builtins(analysis)
        body["findings"] = [
            {**msgspec.to_builtins(finding), "message": say(finding.check, self._reader)}
            for finding in analysis.findings
        ]
        return body


def _check(text: str, field: str) -> None:
    if not text.strip():
        raise InvalidField(field, "write something: it is empty")
    if len(text) > MOST_CHARACTERS:
        raise InvalidField(field, f"{len(text):,} characters; at most {MOST_CHARACTERS:,}")


def _preset(name: str | None) -> Preset | None:
    if name is None:
        return None
    for preset in BUILT_IN_PRESETS:
        if preset.name == name:
            return preset
    known = ", ".join(preset.name for preset in BUILT_IN_PRESETS)
    raise InvalidField("preset", f"without a server there are only {known}")
