"""How a command fails: one line, one remedy, one exit code. No stack trace reaches a person."""

from enum import IntEnum


class Exit(IntEnum):
    """What a script can tell from the exit code; listed in docs/guide/cli.md."""

    OK = 0
    INTERNAL = 1
    """Something that should not happen; `--debug` shows where."""
    USAGE = 2
    REFUSED = 3
    """The server, or the engine here, refused what it was given."""
    UNREACHABLE = 4
    """Nothing answers at the address, or it is away for now."""
    UNAUTHORIZED = 5
    """The key is missing, unknown or not allowed to do this."""
    NOT_STARTED = 6
    """`tonebridge up` could not start."""
    CONFIGURATION = 7
    """A setting holds what it may not."""
    INTERRUPTED = 130


def joined(what: str, remedy: str) -> str:
    """Put what happened and the remedy on one line: a sentence each, or with a colon."""
    if not remedy:
        return what
    if what.endswith("。"):
        return what + remedy
    between = ". " if remedy[0].isupper() else ": "
    return what.removesuffix(".") + between + remedy


class CommandFailed(Exception):
    """Ends a command; what is said goes to standard error as one line."""

    def __init__(self, what: str, remedy: str = "", *, exit_code: Exit) -> None:
        """Say what happened and what the person can do about it."""
        super().__init__(joined(what, remedy))
        self.what = what
        self.remedy = remedy
        self.exit_code = exit_code


class CannotStart(CommandFailed):
    """A part of the laptop platform did not come up."""

    def __init__(self, what: str, remedy: str = "") -> None:
        """Say which part, why, and what the person can do about it."""
        super().__init__(what, remedy, exit_code=Exit.NOT_STARTED)
