"""Soften: keep every fact and request; take the edge off the wording."""

from collections.abc import Iterator

from tonebridge.domain.message import Intensity, Message
from tonebridge.domain.transform import Draft
from tonebridge.language.facts import Masked
from tonebridge.language.guard import (
    CONDITION_LOST,
    FACT_INVENTED,
    FACT_LOST,
    LANGUAGE_CHANGED,
    LESS_POLITE,
    NEGATION_LOST,
    judge,
)
from tonebridge.language.rewriting import applied, changes, safe, sparing
from tonebridge.language.tongue import Edit
from tonebridge.language.tongues import tongue_of

INTENSITY_NONE = "intensity_none"
NOTHING_TO_SOFTEN = "nothing_to_soften"
GUARD_REFUSED = "guard_refused"
_MOST_TRIED = 40
"""With more edits than this none is tried alone: time must stay linear."""
_CULPABLE = frozenset(
    {FACT_LOST, FACT_INVENTED, NEGATION_LOST, CONDITION_LOST, LANGUAGE_CHANGED, LESS_POLITE}
)
"""What one edit can be wrong about by itself."""


def transform(message: Message, masked: Masked) -> Draft:
    """Soften as far as asked; a result that the guard refuses gives way to a weaker one.

    When nothing weaker is left either, the text comes back as it was, and `details`
    says why under `unchanged`.
    """
    facts = tuple(fact.text for fact in masked.all_facts())
    if message.intensity is Intensity.NONE:
        return Draft(text=message.text, facts=facts, details={"unchanged": INTENSITY_NONE})
    reason = NOTHING_TO_SOFTEN
    for attempt in _attempts(message, masked):
        edits = sparing(message.terms, masked, attempt)
        text = applied(masked, edits)
        if text == message.text:
            continue
        reason = GUARD_REFUSED
        wrong = judge(message, text, masked=masked)
        if wrong:
            edits = _without_culprits(message, masked, edits)
            text = applied(masked, edits)
            wrong = () if text == message.text else judge(message, text, masked=masked)
        if not wrong and text != message.text:
            return Draft(text=text, changes=changes(masked, edits), facts=facts)
    return Draft(text=message.text, facts=facts, details={"unchanged": reason})


def _attempts(message: Message, masked: Masked) -> Iterator[tuple[Edit, ...]]:
    """Give what could be changed, from as much as was asked for down to the rude words alone."""
    tongue = tongue_of(message.language)
    for intensity in range(message.intensity, Intensity.NONE, -1):
        yield safe(
            masked,
            tongue.soften(masked, intensity=Intensity(intensity), preset=message.preset),
        )
    yield safe(masked, tongue.clean(masked))


def _without_culprits(
    message: Message, masked: Masked, edits: tuple[Edit, ...]
) -> tuple[Edit, ...]:
    """Leave out the edits that the guard refuses even on their own."""
    if not 1 < len(edits) <= _MOST_TRIED:
        return ()
    return tuple(
        edit
        for edit in edits
        if _CULPABLE.isdisjoint(judge(message, applied(masked, (edit,)), masked=masked))
    )
