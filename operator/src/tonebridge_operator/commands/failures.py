"""How a command fails: one line with its remedy, and the exit codes of docs/guide/cli.md."""

from typing import IO, Any

import click
from typing_extensions import override

INTERNAL = 1
"""Something that should not happen."""
REFUSED = 3
"""The cluster, or the check here, refused what it was given."""
UNREACHABLE = 4
"""Nothing answers, or not in time."""
UNAUTHORIZED = 5
"""The cluster does not know the person, or they may not do this."""
CONFIGURATION = 7
"""The kubeconfig does not say which cluster."""
INTERRUPTED = 130


class CommandFailed(click.ClickException):
    """Ends a command; what is said goes to standard error as one line."""

    def __init__(self, what: str, *, exit_code: int) -> None:
        """Say what happened and what the person can do about it."""
        super().__init__(what)
        self.exit_code = exit_code  # type: ignore[misc] # Click reads it of the instance too

    @override
    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(line(self.message), file=file, err=True)


def line(what: str) -> str:
    """Return what standard error shows of a failure."""
    return "tonebridge: " + " ".join(what.split())
