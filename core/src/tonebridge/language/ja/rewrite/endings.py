"""Rewrite how a sentence ends: the first rule that applies decides."""

from collections.abc import Callable

from tonebridge.language.ja.acts import Reading
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
from tonebridge.language.ja.rewrite.reminders import pointed_out, told
from tonebridge.language.ja.rewrite.requests import ban, presumed, refusal, request
from tonebridge.language.ja.rewrite.statements import statement
from tonebridge.language.ja.rewrite.style import Style
from tonebridge.language.ja.rewrite.verdicts import outrage, verdict

_RULES: tuple[Callable[[Case], Rewrites], ...] = (
    mocked,
    told,
    request,
    ban,
    refusal,
    presumed,
    reason,
    singled_out,
    culprit,
    exclaimed,
    pointed_out,
    pressed,
    outrage,
    verdict,
    mock_thanks,
    contempt,
    claim,
    reminder,
    rhetoric,
    question,
    statement,
)


def rewrite_ending(
    reading: Reading, style: Style, nth: int, *, hurts: bool = False
) -> list[Rewrite]:
    """Return how the sentence should end instead; empty where it may stay.

    `nth` counts the requests before it in the message; `hurts` says that something in it does.
    """
    if reading.tail.core < 0:
        return []
    case = Case(reading, style, nth, hurts)
    for rule in _RULES:
        made = rule(case)
        if made is not None:
            return made
    return []
