"""What children print: kept in files that cannot fill the disk."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

LIMIT_BYTES = 5_000_000
"""At twice this a child's logs stop growing: the current file and the one before."""

LineSink = Callable[[str, str], None]
"""Takes the child's name and one line of what it printed."""


class BoundedLog:
    """A log file that moves aside once (`.1`) when it is full."""

    def __init__(self, path: Path, *, limit_bytes: int = LIMIT_BYTES) -> None:
        self._path = path
        self._limit_bytes = limit_bytes
        self._stream = path.open("ab", buffering=0)
        self._size = self._stream.tell()

    def write(self, line: bytes) -> None:
        """Append one line, its end included.

        A line that the disk does not take is lost: whoever reads a child's output must go
        on reading, or the child stands still.
        """
        with suppress(OSError):
            if self._size + len(line) > self._limit_bytes and self._size:
                self._begin_anew()
            self._size += self._stream.write(line)

    def _begin_anew(self) -> None:
        with suppress(FileNotFoundError):  # moved aside before, when there was no new one
            self._path.replace(self._path.with_name(self._path.name + ".1"))
        following = self._path.open("ab", buffering=0)
        self._stream.close()
        self._stream = following
        self._size = 0

    def close(self) -> None:
        """End it; nothing is buffered."""
        self._stream.close()

    def tail(self, lines: int = 5) -> list[str]:
        """Return the last lines, oldest first."""
        kept = self._path.read_bytes()[-20_000:].decode(errors="replace").splitlines()
        return [line for line in kept if line.strip()][-lines:]
