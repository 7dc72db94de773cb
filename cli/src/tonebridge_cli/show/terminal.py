"""The terminal: whether a person reads there, and text that can do it no harm."""

import sys
from typing import TextIO

import msgspec
from rich.console import Console

from tonebridge.domain.message import Language
from tonebridge.language.catalogue import say

BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str) -> str:
    """Spell out control characters, so that a message cannot steer the terminal."""
    return "".join(char if _harmless(char) else ascii(char)[1:-1] for char in text)


def _harmless(char: str) -> bool:
    if char in "\n\t":
        return True
    return char not in BIDI and not (char < " " or "\x7f" <= char <= "\x9f")


class Output:
    """Where a command's answer goes.

    A person gets colours (unless NO_COLOR is set) and words; a pipe gets plain text.
    """

    def __init__(self, reader: Language, *, json: bool, stream: TextIO | None = None) -> None:
        self.json = json
        self.reader = reader
        self.console = Console(file=stream or sys.stdout, highlight=False, soft_wrap=True)

    @property
    def for_person(self) -> bool:
        """Whether somebody reads along."""
        return self.console.is_terminal and not self.json

    def plain(self, text: str) -> None:
        """Print a text as it is."""
        self.console.file.write(text if text.endswith("\n") else text + "\n")

    def raw(self, body: bytes) -> None:
        """Print a JSON body: on one line, or readable where a person asked for it."""
        if self.console.is_terminal:
            body = msgspec.json.format(body)
        self.plain(body.decode())

    def words(self, code: str) -> str:
        """Put a code of the catalogue into the reader's words."""
        return say(code, self.reader)
