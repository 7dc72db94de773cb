"""The tone cases, and the rule engine's answers to them."""

import json
from functools import cache
from pathlib import Path

from tonebridge.domain.message import Intensity, Kind, Language, Message, Term, TermMode
from tonebridge.language import engine

DATA = Path(__file__).parents[1] / "data" / "tone"


@cache
def cases(*kinds, file="cases.jsonl"):
    """Return the cases of these kinds, in order."""
    rows = [json.loads(line) for line in (DATA / file).read_text("utf-8").splitlines() if line]
    return tuple(row for row in rows if not kinds or row["kind"] in kinds)


def message_of(case):
    """Return the message of a case, with the terms of its dictionary that it holds."""
    options = case.get("options") or {}
    known = options.get("dictionary") or {}
    return Message(
        text=case["text"],
        kind=Kind(case["kind"]),
        language=Language(case["lang"]),
        intensity=Intensity(case.get("intensity", 2)),
        mode=TermMode(options.get("mode", "explain")),
        terms=tuple(
            Term(term=term, plain=known[term])
            for term in sorted(known, key=len, reverse=True)
            if term.lower() in case["text"].lower()
        ),
    )


def answer_to(case):
    """Have the rule engine answer a case, in the scorer's words."""
    if "items" in case:
        ranked = engine.rank([(item["id"], item["text"]) for item in case["items"]])
        return {"output": case["text"], "order": [each.id for each in ranked]}
    draft = engine.transform(message_of(case))
    return {
        "output": draft.text,
        "level": draft.details.get("level"),
        "quadrants": draft.details.get("quadrants"),
    }


def softened(text, intensity=2, language=Language.EN):
    """Return a text as the rule engine softens it."""
    message = Message(
        text=text,
        kind=Kind.SOFTEN,
        language=Language(language),
        intensity=Intensity(intensity),
    )
    return engine.transform(message).text
