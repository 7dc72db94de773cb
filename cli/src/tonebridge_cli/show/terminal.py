"""The terminal: whether a person reads there, and in which language."""

import sys
from typing import TextIO

import msgspec
from rich.console import Console

from tonebridge.domain.message import Language
from tonebridge.language.catalogue import say


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
