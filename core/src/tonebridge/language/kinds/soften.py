"""Soften: keep every fact and request; take the edge off the wording."""

from tonebridge.domain.message import Intensity, Message
from tonebridge.domain.transform import Draft
from tonebridge.language.facts import Masked
from tonebridge.language.guard import judge
from tonebridge.language.rewriting import applied, changes, safe
from tonebridge.language.tongues import tongue_of

INTENSITY_NONE = "intensity_none"
NOTHING_TO_SOFTEN = "nothing_to_soften"
GUARD_REFUSED = "guard_refused"


def transform(message: Message, masked: Masked) -> Draft:
    """Soften as far as asked; a result that the guard refuses gives way to a weaker one.

    When nothing weaker is left either, the text comes back as it was, and `details`
    says why under `unchanged`.
    """
    facts = tuple(fact.text for fact in masked.all_facts())
    if message.intensity is Intensity.NONE:
        return Draft(text=message.text, facts=facts, details={"unchanged": INTENSITY_NONE})
    tongue = tongue_of(message.language)
    reason = NOTHING_TO_SOFTEN
    for intensity in range(message.intensity, Intensity.NONE, -1):
        edits = safe(
            masked,
            tongue.soften(masked, intensity=Intensity(intensity), preset=message.preset),
        )
        text = applied(masked, edits)
        if text == message.text:
            continue
        if not judge(message, text, masked=masked):
            return Draft(text=text, changes=changes(masked, edits), facts=facts)
        reason = GUARD_REFUSED
    return Draft(text=message.text, facts=facts, details={"unchanged": reason})
