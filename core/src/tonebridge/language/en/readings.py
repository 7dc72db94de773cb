"""English sentences that can be read in two ways, as questions."""

import re
from itertools import pairwise

from msgspec import Struct, convert

from tonebridge.language.en.patterns import compiled
from tonebridge.language.en.raised import Raised
from tonebridge.language.facts import Masked
from tonebridge.language.lexicon import Lexicon, knowledge, marked

_DATA = knowledge("en_readings")
_NEGATORS: Lexicon[bool] = marked(_DATA["negators"])
_BREAKS = re.compile(r"[.!?;\n]|,\s")


class Reading(Struct, frozen=True, forbid_unknown_fields=True):
    """A turn of speech that can be read in two ways."""

    pattern: str
    """A group may be named `words`: what the question quotes; else all does."""
    question: str
    weak: bool = False
    time: bool = False


_READINGS = tuple(
    (compiled(each.pattern), each) for each in convert(_DATA["readings"], tuple[Reading, ...])
)


def readings(masked: Masked, text: str, low: str) -> list[Raised]:
    """Ask how what can be read in two ways is meant."""
    found = []
    for pattern, reading in _READINGS:
        match = pattern.search(low)
        if match is None:
            continue
        words = "words" if "words" in pattern.groupindex and match["words"] else 0
        start, end = match.span(words)
        question = reading.question.replace("{words}", text[start:end].strip())
        for name in pattern.groupindex:
            question = question.replace(f"{{{name}}}", text[slice(*match.span(name))])
        found.append(Raised(start, masked.unmask(question), reading.weak, reading.time))
    return [*found, *_joints(low), *_dates(masked), *_twice_denied(text, low)]


_TWO_ORDERS = re.compile(r"(\d{1,2})/(\d{1,2})(?:/\d{2,4})?")
_MONTHS = 12


def _dates(masked: Masked) -> list[Raised]:
    """Ask how 04/05 is to be read."""
    for fact, place in zip(masked.facts, masked.places, strict=True):
        date = _TWO_ORDERS.fullmatch(fact.text) if fact.type == "DATE" else None
        if date and date[1] != date[2] and max(int(date[1]), int(date[2])) <= _MONTHS:
            question = _DATA["dates"]["question"].replace("{words}", fact.text)
            return [Raised(place, question, weak=False)]
    return []


_CONDITION = re.compile(
    r"\b(?:if|when|unless|only|whether|whenever|until|to|either|for|from|with|send|buy|order|bring|take|choose|invite|use)\b"
)
_BOTH = re.compile(
    r"[^.!?;\n]{1,120}?\b(?:and\b[^.!?;\n]{1,120}?\bor|or\b[^.!?;\n]{1,120}?\band)\b"
)


def _joints(low: str) -> list[Raised]:
    """Ask how `and` and `or` belong together in one condition or one list."""
    if " and " not in low or " or " not in low:
        return []
    for condition in _CONDITION.finditer(low):
        both = _BOTH.match(low, condition.end())
        if both is not None:
            return [Raised(both.start(), _DATA["joints"]["question"], weak=False)]
    return []


_MOST = 90


def _twice_denied(text: str, low: str) -> list[Raised]:
    """Ask what a clause means that denies twice."""
    hits = _NEGATORS.find(low)
    for first, second in pairwise(hits):
        between = low[first.end : second.start]
        if second.end - first.start <= _MOST and not _BREAKS.search(between):
            words = text[first.start : second.end]
            question = _DATA["twice_denied"]["question"].replace("{words}", words)
            return [Raised(first.start, question, weak=False)]
    return []
