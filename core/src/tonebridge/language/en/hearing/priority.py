"""How soon an English message wants attention, by its wording alone."""

import re
from functools import cache
from typing import NamedTuple

from tonebridge.language.en.hearing.strategies import Heard
from tonebridge.language.en.patterns import pattern
from tonebridge.language.facts import FIRST_MASK, Masked
from tonebridge.language.lexicon import Lexicon, grouped, knowledge
from tonebridge.language.tongue import PriorityCues

_FULL = 1.0
_NEAR_FULL = 0.9
_SHOUTED = 0.7
_HOURS = re.compile(r"(?i)\b(?:min|minute|h|hr|hour|sec|second)s?$")
_DAYS = re.compile(r"(?i)\b(?:day|d)s?$")


class _Ground(NamedTuple):
    reason: str
    strength: float
    pattern: re.Pattern[str]


@cache
def _needs() -> Lexicon[tuple[str, ...]]:
    """Which grounds are worth trying, by the words that each cannot do without."""
    needs: dict[str, list[str]] = {}
    for value in knowledge("en_priority").values():
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, dict):
                needs[entry["reason"]] = entry["needs"]
    return grouped(needs, whole_words=False)


_BOUND = r"\b"


def _pattern(parts: list[str]) -> re.Pattern[str]:
    """Join the ways to say something; nearly all begin with a word, which is looked for once."""
    words = [part.removeprefix(_BOUND) for part in parts if part.startswith(_BOUND)]
    others = [f"(?:{part})" for part in parts if not part.startswith(_BOUND)]
    return re.compile("|".join([f"{_BOUND}(?:{'|'.join(words)})"] * bool(words) + others))


@cache
def _grounds(kind: str) -> tuple[_Ground, ...]:
    return tuple(
        _Ground(entry["reason"], entry["strength"], _pattern(entry["patterns"]))
        for entry in knowledge("en_priority")[kind]
    )


@cache
def _damper(kind: str) -> tuple[str, re.Pattern[str]]:
    entry = knowledge("en_priority")[kind]
    return entry["reason"], _pattern(entry["patterns"])


class _Reading:
    """A text being weighed: which grounds are worth trying, and which were found."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.worth = {reason for reasons in _needs().values(text) for reason in reasons}
        self.found: list[tuple[float, str]] = []

    def strongest(self, kind: str) -> float:
        """Return the strength of the first ground of a kind that the text gives."""
        for ground in _grounds(kind):
            if ground.reason in self.worth and ground.pattern.search(self.text):
                self.found.append((ground.strength, ground.reason))
                return ground.strength
        return 0.0

    def damped(self, kind: str) -> bool:
        """Tell whether the text itself takes the haste out."""
        reason, sought = _damper(kind)
        if reason in self.worth and sought.search(self.text):
            self.found.append((0.05, reason))
            return True
        return False


def cues(masked: Masked, heard: Heard) -> PriorityCues:
    """Weigh the words; facts count by their type: `T` a time, `H` hours, `D` days."""
    text = _typed(masked)
    reading = _Reading(text)
    impact = reading.strongest("impact")
    urgency = reading.strongest("urgency")
    blocking = reading.strongest("blocking")
    emphasis = _emphasis(masked.text, heard)
    if emphasis:
        reading.found.append((0.1, "emphasis"))
    if 0 < urgency < _FULL and not (_asks(heard) or _DUE.search(text) or _NEEDED.search(text)):
        urgency *= 0.3
    if reading.damped("informing"):
        impact, urgency, blocking = impact * 0.2, urgency * 0.25, blocking * 0.3
    impact = _real(impact, reading)
    if reading.damped("calm"):
        urgency, blocking, emphasis = 0.0, blocking * 0.3, 0.0
        impact *= 1.0 if impact >= _NEAR_FULL else 0.5
    if reading.damped("trivial"):
        impact, urgency = min(impact, 0.3), min(urgency, 0.5)
    if emphasis >= _SHOUTED and urgency == _FULL and not impact and not blocking:
        urgency = 0.7  # shouting alone never passes medium
    reasons = sorted(reading.found, key=lambda reason: -reason[0])
    return PriorityCues(
        impact=impact,
        urgency=urgency,
        blocking=blocking,
        emphasis=emphasis,
        reasons=tuple(dict.fromkeys(reason for _, reason in reasons)),
    )


def _real(impact: float, reading: _Reading) -> float:
    """Take off what happens elsewhere than in production, or only might happen."""
    if impact and reading.damped("elsewhere"):
        impact = min(impact, 0.5)
    if impact and reading.damped("potential"):
        impact *= 0.5
    return impact


_DUE = pattern("priority.due")
_NEEDED = re.compile(
    r"\b(?:can|could|will|would) (?:we|somebody|someone|anyone|anybody)\b|"
    r"\bneeds? (?:our|your|an?|the|to)\b|\bunless\b|\botherwise\b|\bruns? at T"
)


def _asks(heard: Heard) -> bool:
    """Tell whether the message asks for anything: a promise has no deadline for its reader."""
    return heard.has(
        "order", "please", "please_start", "counterfactual", "indicative", "prohibition"
    )


def _typed(masked: Masked) -> str:
    """Lower the text, with masks of times and spans of time as capital letters."""
    text = masked.text.lower()
    if not masked.facts:
        return text
    for place, fact in enumerate(masked.facts):
        letter = ""
        if fact.type == "TIME":
            letter = "T"
        elif fact.type == "QUANTITY" and _HOURS.search(fact.text):
            letter = "H"
        elif fact.type == "QUANTITY" and _DAYS.search(fact.text):
            letter = "D"
        elif fact.type == "ID" and fact.text.upper() in {"P0", "P1", "SEV1", "SEV0", "S1"}:
            letter = "urgent"
        if letter:
            text = text.replace(chr(FIRST_MASK + place), letter)
    return text


def _emphasis(text: str, heard: Heard) -> float:
    if heard.has("shouting"):
        return _FULL
    if heard.has("exclaimed", "stress"):
        return _SHOUTED
    return 0.5 if "!" in text else 0.0
