"""The message that a command works on: from its words, a file or standard input."""

from pathlib import Path
from typing import BinaryIO

import click

from tonebridge_cli.failures import CommandFailed, Exit

MOST_BYTES = 1_000_000
"""More is refused before it is decoded; the limit of a message itself is the engine's."""


def read_message(words: tuple[str, ...], file: Path | None, stdin: BinaryIO) -> str:
    """Return the text, without the one line end that editors and `echo` put after it.

    Raises:
        CommandFailed: there is none, or it is no text.
    """
    if words and file is not None:
        message = "Give the message or --file, not both."
        raise click.UsageError(message)
    if file is not None:
        return _decoded(_read_file(file), str(file))
    if words and words != ("-",):
        return _clean(" ".join(words), "the message")
    if not words and stdin.isatty():
        message = "Give a message: as an argument, with --file, or on standard input."
        raise click.UsageError(message)
    return _decoded(stdin.read(MOST_BYTES + 1), "standard input")


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError as error:
        what = f"cannot read {path}: {error.strerror}"
        raise CommandFailed(what, exit_code=Exit.USAGE) from None


def _decoded(content: bytes, source: str) -> str:
    if len(content) > MOST_BYTES:
        what = f"{source} is larger than {MOST_BYTES:,} bytes"
        raise CommandFailed(what, "send a message at a time", exit_code=Exit.REFUSED)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"{source} is not UTF-8 (byte {error.start:,})"
        raise CommandFailed(what, "convert it, as iconv does", exit_code=Exit.REFUSED) from None
    if text.endswith("\n"):
        text = text[:-1].removesuffix("\r")
    return _clean(text, source)


def _clean(text: str, source: str) -> str:
    """Refuse what no JSON can carry: bytes of an argument that were no UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        what = f"{source} holds bytes that are not UTF-8"
        raise CommandFailed(what, exit_code=Exit.REFUSED) from None
    return text
