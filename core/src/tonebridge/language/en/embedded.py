"""Accusations inside a sentence: `it failed because you forgot to restart the server`."""

from tonebridge.language.en.blame import told_of_you
from tonebridge.language.en.grammar import has_mask, lower_first
from tonebridge.language.en.patterns import pattern
from tonebridge.language.en.requests import Composer, Turn

_INSIDE = pattern("embedded.inside")


def embedded(text: str, composer: Composer) -> Turn | None:
    """Tell what is said about `you` after a conjunction as a fact; None where nothing is."""
    low = text.lower()
    if " you" not in low and " some" not in low:
        return None
    for found in _INSIDE.finditer(text):
        told = told_of_you(f"you {found['deed']}", composer)
        if told is None or has_mask(text[found.start("who") : found.start("deed")]):
            continue
        said = text[: found.start("who")] + lower_first(told)
        return Turn(said, ".", "blame", "state_the_fact")
    return None
