"""Read a digit that stands for a word: `need 2 conf` is need to confirm, `4 Jo` is for Jo."""

import re
from typing import NamedTuple

from tonebridge.language.en.patterns import word_set
from tonebridge.language.en.verbs import BASES, NOUNS_TOO
from tonebridge.language.facts import MASK_CLASS

_DIGIT = re.compile(
    r"(?<![A-Za-z0-9/.,:$#+-])(?P<digit>[24])[ \t]+"
    rf"(?P<next>@?[A-Za-z][A-Za-z']*|[{MASK_CLASS}])"
)
_PREVIOUS = re.compile(r"([A-Za-z']+)[ \t]+$")
_SOUNDS = {"2": "to", "4": "for"}
_TO_BEFORE = word_set("digits.to_before")
_TO_AFTER = word_set("digits.to_after")
_FOR_BEFORE = word_set("digits.for_before")
_FOR_AFTER = word_set("digits.for_after")
_OBJECTS = word_set("digits.objects")
_UNITS = word_set("digits.units")


class Reading(NamedTuple):
    """A digit and the word that it stands for."""

    start: int
    end: int
    word: str


def readings_of(text: str, *, loose: bool) -> list[Reading]:
    """Return the digits of a text that are words, in order; fewer where it is not `loose`."""
    found = []
    for digit in _DIGIT.finditer(text):
        sound = _SOUNDS.get(digit["digit"])
        previous = _PREVIOUS.search(text, max(0, digit.start() - 20), digit.start())
        before = previous[1].lower() if previous else ""
        if sound and _is_word(sound, before, digit["next"], loose=loose):
            found.append(Reading(digit.start(), digit.end("digit"), sound))
    return found


def _is_word(sound: str, before: str, following: str, *, loose: bool) -> bool:
    low = following.lower()
    if low in _UNITS:
        return False
    if low in _OBJECTS:
        return bool(before)
    names = following[:1].isupper() and following[1:].islower()
    if sound == "to":
        acts = low in BASES and (loose or low not in NOUNS_TOO)
        return (before in _TO_BEFORE and (acts or loose)) or (
            loose and before in _TO_AFTER and (names or not low.endswith("s"))
        )
    if before in _FOR_BEFORE:
        return loose or names
    return loose and (names or low in _FOR_AFTER)
