"""Clarify: say the same more plainly, and ask about words that leave the reader guessing."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from tonebridge.domain.message import Intensity, Language, Message
from tonebridge.domain.transform import Draft
from tonebridge.language.facts import Masked
from tonebridge.language.guard import judge
from tonebridge.language.lexicon import knowledge
from tonebridge.language.questions import appended, before_questions
from tonebridge.language.rewriting import applied, changes, reworded, safe, sparing
from tonebridge.language.tongue import Edit

AMBIGUOUS = "ambiguous"
ASK_BACK = "ask_back"
NOTHING_TO_CLARIFY = "nothing_to_clarify"
INTENSITY_NONE = "intensity_none"
GUARD_REFUSED = "guard_refused"

MOST_QUESTIONS = {Intensity.LIGHT: 2, Intensity.MEDIUM: 5, Intensity.STRONG: 7}
MOST_ADDED = 290
"""Characters that the questions may take."""


def transform(message: Message, masked: Masked) -> Draft:
    """Reword and ask; what the guard refuses gives way to a lighter rewriting.

    A message that carries its questions already gets no further ones. `details` lists
    the `questions`.
    """
    facts = tuple(fact.text for fact in masked.all_facts())
    if message.intensity is Intensity.NONE:
        return _unchanged(message, facts, INTENSITY_NONE)
    heading = knowledge(f"{message.language.value}_clarify")["heading"]
    end = before_questions(masked.text, heading)
    asked = end < len(masked.text)
    reason = NOTHING_TO_CLARIFY
    for intensity in range(message.intensity, Intensity.NONE - 1, -1):
        edits = safe(masked, _rewritten(message, masked.text[:end], Intensity(intensity)))
        edits = sparing(message.terms, masked, edits)
        open_points = () if asked else _doubts(message, masked, edits)
        added, questions = appended(masked.text, heading, open_points, most=MOST_ADDED)
        edits += _asking(len(masked.text), added)
        text = applied(masked, edits)
        if text == message.text:
            continue
        if not judge(message, text, masked=masked):
            return Draft(
                text=text,
                changes=changes(masked, edits),
                facts=facts,
                details={"questions": list(questions)},
            )
        reason = GUARD_REFUSED
    return _unchanged(message, facts, reason)


class _Knowing(NamedTuple):
    """What a language brings: plainer wording, and what it finds open."""

    clarified: Callable[[str, Intensity], Iterable[Edit]]
    doubts: Callable[[str, Masked, int], tuple[str, ...]]


@cache
def _knowing(language: Language) -> _Knowing:
    if language is Language.JA:
        from tonebridge.language.ja.clarify import clarified  # noqa: PLC0415 - loads a dictionary
        from tonebridge.language.ja.doubts import doubts  # noqa: PLC0415 - loads a dictionary

        return _Knowing(clarified, doubts)
    from tonebridge.language.en.clarify import clarified as clarified_en  # noqa: PLC0415 - on use
    from tonebridge.language.en.doubts import doubts as doubts_en  # noqa: PLC0415 - on use

    return _Knowing(clarified_en, doubts_en)


def _unchanged(message: Message, facts: tuple[str, ...], reason: str) -> Draft:
    return Draft(text=message.text, facts=facts, details={"questions": [], "unchanged": reason})


def _asking(end: int, added: str) -> tuple[Edit, ...]:
    if not added:
        return ()
    return (Edit(start=end, end=end, after=added, reason=AMBIGUOUS, strategy=ASK_BACK),)


def _rewritten(message: Message, text: str, intensity: Intensity) -> Iterable[Edit]:
    if intensity is Intensity.NONE:
        return ()
    return _knowing(message.language).clarified(text, intensity)


def _doubts(message: Message, masked: Masked, edits: Iterable[Edit]) -> tuple[str, ...]:
    """Return what the text leaves open once it is reworded."""
    most = MOST_QUESTIONS[message.intensity]
    return _knowing(message.language).doubts(reworded(masked, edits), masked, most)
