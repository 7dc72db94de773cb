"""What `tonebridge up` shows.

Progress and worries go to standard error, what the person needs to standard output.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console

from tonebridge_cli.laptop.said import worry


class Screen:
    """Talks to the person at the terminal; a terminal that went away is no error."""

    def __init__(self, results: Console, progress: Console) -> None:
        self._results = results
        self._progress = progress
        self._quiet = False

    @contextmanager
    def step(self, doing: str, done: str) -> Iterator[None]:
        """Show that something is going on, and afterwards that it is done."""
        began = monotonic()
        if self._progress.is_terminal:
            with self._progress.status(f"{doing} …"):
                yield
        else:
            self._say(f"{doing} …")
            yield
        self._say(f"[green]✓[/green] {done} [dim]({monotonic() - began:.1f} s)[/dim]")

    def result(self, label: str, value: str) -> None:
        """Show something that the person needs."""
        try:
            self._results.print(
                f"{label:<10} {value}", soft_wrap=True, highlight=False, markup=False
            )
            self._results.file.flush()
        except OSError:
            return

    def warn(self, line: str) -> None:
        """Show that something went wrong and is being dealt with."""
        if not self._quiet:
            self._say_plain(line)

    def child_line(self, name: str, line: str) -> None:
        """Show a child's line if it warns of something."""
        if (told := worry(name, line)) is not None:
            self.warn(f"{name}: {told}")

    def note(self, line: str) -> None:
        """Show what happens next."""
        self._say_plain(line)

    def hush(self) -> None:
        """Show no more warnings: what stops, complains."""
        self._quiet = True

    def _say(self, line: str) -> None:
        try:
            self._progress.print(line, soft_wrap=True, highlight=False)
        except OSError:
            return

    def _say_plain(self, line: str) -> None:
        try:
            self._progress.print(line, soft_wrap=True, highlight=False, markup=False)
        except OSError:
            return
