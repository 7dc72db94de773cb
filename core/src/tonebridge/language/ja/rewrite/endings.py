"""Rewrite how a sentence ends: the first rule that applies decides."""

from collections.abc import Callable
from functools import lru_cache

from tonebridge.language.ja.acts import Act, Reading
from tonebridge.language.ja.rewrite.change import Case, Rewrite, Rewrites
from tonebridge.language.ja.rewrite.claims import (
    claim,
    contempt,
    mock_thanks,
    mocked,
    reminder,
    rhetoric,
)
from tonebridge.language.ja.rewrite.culprits import culprit, singled_out
from tonebridge.language.ja.rewrite.pressing import pressed
from tonebridge.language.ja.rewrite.questions import exclaimed, question, reason
from tonebridge.language.ja.rewrite.reminders import REPROACHES, pointed_out, told
from tonebridge.language.ja.rewrite.requests import PRESUMING, ban, presumed, refusal, request
from tonebridge.language.ja.rewrite.signs import (
    AGAIN,
    DOUBT,
    JUDGEMENT,
    MOCKERY,
    ONLY,
    OUTRAGE,
    PERSON,
    SCORN,
    signs_of,
)
from tonebridge.language.ja.rewrite.statements import statement
from tonebridge.language.ja.rewrite.style import Style
from tonebridge.language.ja.rewrite.verdicts import outrage, verdict

_Rule = Callable[[Case], Rewrites]
_EVERY = frozenset(Act)
"""What needs no sign: every sentence has an act."""

_RULES: tuple[tuple[_Rule, frozenset[str]], ...] = (
    (mocked, frozenset({MOCKERY})),
    (told, REPROACHES | {AGAIN}),
    (request, frozenset({Act.REQUEST})),
    (ban, frozenset({Act.BAN})),
    (refusal, frozenset({Act.REFUSAL})),
    (presumed, PRESUMING),
    (reason, frozenset({Act.WHY})),
    (singled_out, frozenset({ONLY})),
    (culprit, frozenset({PERSON})),
    (exclaimed, frozenset({DOUBT})),
    (pointed_out, frozenset({"ne"})),
    (pressed, _EVERY),
    (outrage, frozenset({OUTRAGE})),
    (verdict, frozenset({JUDGEMENT})),
    (mock_thanks, frozenset({"ne", "na", "yo"})),
    (contempt, frozenset({SCORN})),
    (claim, frozenset({"jan", "daro"})),
    (reminder, frozenset({"ne"})),
    (rhetoric, frozenset({"maybe"})),
    (question, frozenset({Act.QUESTION})),
    (statement, _EVERY),
)
"""Each rule, and the signs of which it needs one."""


@lru_cache(maxsize=1024)
def _worth_trying(signs: frozenset[str]) -> tuple[_Rule, ...]:
    return tuple(rule for rule, needs in _RULES if not needs.isdisjoint(signs))


def rewrite_ending(
    reading: Reading, style: Style, nth: int, *, hurts: bool = False
) -> list[Rewrite]:
    """Return how the sentence should end instead; empty where it may stay.

    `nth` counts the requests before it in the message; `hurts` says that something in it does.
    """
    if reading.tail.core < 0:
        return []
    case = Case(reading, style, nth, hurts)
    for rule in _worth_trying(signs_of(reading)):
        made = rule(case)
        if made is not None:
            return made
    return []
