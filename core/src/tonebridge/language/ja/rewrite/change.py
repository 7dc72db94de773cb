"""One change that rewriting makes to a sentence."""

from typing import NamedTuple

from msgspec import Struct

from tonebridge.language.ja.acts import Reading
from tonebridge.language.ja.rewrite.style import Style


class Rewrite(NamedTuple):
    """What to write over `text[start:end]`, in the offsets of the sentence's text."""

    start: int
    end: int
    after: str
    reason: str
    """A code of the message catalogue."""
    strategy: str

    @property
    def asks(self) -> bool:
        return self.after.endswith("か")


class Case(Struct, frozen=True, gc=False):
    """A sentence to rewrite, and how."""

    reading: Reading
    style: Style
    nth: int
    """How many requests come before it in the message."""
    hurts: bool = False
    """Something in the message does."""

    def to_the_end(self, start: int, after: str, reason: str, strategy: str) -> Rewrite:
        """Write over everything from here to the end of the sentence's words."""
        return Rewrite(start, self.reading.tail.end, after, reason, strategy)

    def without_opening(self, openings: tuple[str, ...]) -> list[Rewrite]:
        """Leave out a word that opens the sentence, with the comma after it."""
        text, start = self.reading.sentence.text, self.reading.sentence.start
        for opening in openings:
            if text.startswith(opening):
                comma = text[len(opening) : len(opening) + 1] in {"、", "，"}
                end = start + len(opening) + comma
                return [Rewrite(start, end, "", "ja_blame", "ja_left_out")]
        return []


Rewrites = list[Rewrite] | None
"""None where the rule does not apply; an empty list where the sentence may stay."""
