"""Priority: say how soon a message wants attention; its text stays as it is."""

from tonebridge.domain.analysis import Level, Priority
from tonebridge.domain.message import Message
from tonebridge.domain.transform import Draft
from tonebridge.language.facts import Masked
from tonebridge.language.tongue import PriorityCues
from tonebridge.language.tongues import tongue_of

_CRITICAL, _HIGH, _MEDIUM = 75, 50, 25
_ALONE = {"impact": 80, "urgency": 60, "blocking": 50, "emphasis": 30}
"""What a ground at full strength scores with nothing else: an outage is critical, a
"right now" high, shouting medium."""
_WEIGHTS = {"impact": 40, "urgency": 35, "blocking": 15, "emphasis": 10}
"""What it adds to a stronger ground, before `_SHARE`."""
_SHARE = 0.4


def transform(message: Message, masked: Masked) -> Draft:
    """Score the wording alone; no clock is read."""
    priority = weigh(tongue_of(message.language).hear(masked).cues)
    return Draft(
        text=message.text,
        facts=tuple(fact.text for fact in masked.all_facts()),
        details={
            "level": priority.level.value,
            "score": priority.score,
            "reasons": list(priority.reasons),
        },
    )


def weigh(cues: PriorityCues) -> Priority:
    """Weigh the grounds for haste into a score from 0 to 100 and a level.

    The strongest ground sets the level and the others add to it. A plain weighted sum
    would call an outage medium whenever nobody writes "now" beside it.
    """
    strengths = {
        "impact": cues.impact,
        "urgency": cues.urgency,
        "blocking": cues.blocking,
        "emphasis": cues.emphasis,
    }
    first = max(strengths, key=lambda ground: _ALONE[ground] * strengths[ground])
    rest = sum(_WEIGHTS[ground] * strengths[ground] for ground in strengths if ground != first)
    points = max(0, min(100, round(_ALONE[first] * strengths[first] + _SHARE * rest)))
    return Priority(level=level_of(points), score=points, reasons=cues.reasons)


def level_of(score: int) -> Level:
    """Name the level of a score."""
    if score >= _CRITICAL:
        return Level.CRITICAL
    if score >= _HIGH:
        return Level.HIGH
    return Level.MEDIUM if score >= _MEDIUM else Level.LOW
