"""Locked facts: what no transform may change, found and masked.

Each fact becomes one code point of the private-use area, so that offsets stay simple
and no rule can cut into it. A private-use code point or a `⟦…⟧` that the source itself
holds is locked as a fact too, so nothing that a sender types can pass for a mask.
"""

from msgspec import Struct

FIRST_MASK = 0xF0000
"""Facts are numbered from here (Supplementary Private Use Area-A, 65,534 places)."""


class Fact(Struct, frozen=True):
    """One locked span of the source."""

    start: int
    """Offset in code points of the source."""
    end: int
    type: str
    """`CODE`, `URL`, `EMAIL`, `MENTION`, `CHANNEL`, `TICKET`, `TIME`, `DATE`, `MONEY`, …"""
    text: str


class Masked(Struct, frozen=True):
    """A text in which each locked fact is one private-use code point."""

    source: str
    text: str
    facts: tuple[Fact, ...]
    """In order; `chr(FIRST_MASK + i)` stands for `facts[i]`."""

    def unmask(self, text: str) -> str:
        """Put the facts back, verbatim."""
        raise NotImplementedError

    def source_offset(self, offset: int) -> int:
        """Turn an offset in the masked text into one in the source."""
        raise NotImplementedError


def mask(source: str) -> Masked:
    """Lock every fact of a text. Never raises; linear in its length."""
    raise NotImplementedError
