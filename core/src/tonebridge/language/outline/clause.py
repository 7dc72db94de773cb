"""A piece of a message that can stand as one item, and the words by which it is judged."""

from collections.abc import Iterable

from msgspec import Struct

from tonebridge.language.facts import MASK_CLASS, Masked
from tonebridge.language.lexicon import folded

_DAY = "day"
_SMALLEST_MASK = MASK_CLASS[0]


class Clause(Struct, frozen=True):
    """One item: `masked.text[start:end]` with its ends tidied up as `text`."""

    start: int
    end: int
    text: str
    """Masked; without the punctuation and the joining word at its ends."""
    sentence: int
    """The number of the sentence that it is from."""
    last: bool = False
    """It closes its sentence."""
    asked: bool = False
    """The sentence ends in a question mark."""


def day_words(masked: Masked) -> tuple[str, ...]:
    """Return the days that stay readable in a text (tomorrow, 来週), the longest first."""
    words = {fact.text for fact in masked.noted if fact.type == "DEADLINE"}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def typed(masked: Masked, text: str, days: Iterable[str]) -> str:
    """Return folded text in which each mask reads as its type: `by <time>`, `<person>まで`.

    `days`, from `day_words`, read as `<day>`.
    """
    if any(char >= _SMALLEST_MASK for char in text):
        text = "".join(_type_of(masked, char) if char >= _SMALLEST_MASK else char for char in text)
    for word in days:
        if word in text:
            text = text.replace(word, f"<{_DAY}>")
    return folded(text)


def in_words(masked: Masked, text: str) -> str:
    """Put the facts back into one piece of a text; `Masked.unmask` costs all facts each time."""
    if not any(char >= _SMALLEST_MASK for char in text):
        return text
    return "".join(_fact(masked, char) if char >= _SMALLEST_MASK else char for char in text)


def _fact(masked: Masked, char: str) -> str:
    fact = masked.fact_of(char)
    return char if fact is None else fact.text


def _type_of(masked: Masked, char: str) -> str:
    fact = masked.fact_of(char)
    return char if fact is None else f"<{fact.type.lower()}>"
