"""The command's beginning and end: what to run, and how failures are told.

Nothing heavy is imported here, so that `tonebridge --help` answers at once.
"""

import os
import sys
import traceback
from collections.abc import Sequence

import click
from msgspec import MsgspecError

from tonebridge_cli.commands import Commands
from tonebridge_cli.failures import CommandFailed, Exit


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="tonebridge-cli", message="tonebridge %(version)s")
@click.option("--debug", is_flag=True, help="Show where an unexpected failure happened.")
def cli(*, debug: bool) -> None:
    """Rewrite workplace messages and see what they sound like.

    `tonebridge up` runs everything on this machine. The other commands ask it, or the
    server at --url; transform, analyze and rank also work without any.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit; what went wrong becomes one line on standard error."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(run(words))


def run(words: list[str], *, transport: object = None) -> int:
    """Run the command; return its exit code.

    Args:
        words: what stands after `tonebridge`.
        transport: what carries HTTP requests (an `httpx2.BaseTransport`); None: the network.
    """
    try:
        cli.main(words, prog_name="tonebridge", standalone_mode=False, obj=transport)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # The reader (`| head`) has gone: nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:  # noqa: BLE001 - the last line of defence
        return _failed(error, debug="--debug" in words)
    return Exit.OK


def _failed(error: Exception, *, debug: bool) -> int:
    """Tell a failure in one line; return its exit code."""
    if debug:
        traceback.print_exception(error)
    line, code = _explained(error)
    if code is Exit.INTERNAL and not isinstance(error, OSError) and not debug:
        line += "; `tonebridge --debug …` shows where"
    click.echo("tonebridge: " + " ".join(line.split()), err=True)
    return code


def _explained(error: Exception) -> tuple[str, Exit]:
    """Put a failure into words."""
    from tonebridge.domain import errors  # noqa: PLC0415 - rare

    line = str(error)
    match error:
        case CommandFailed():
            code = error.exit_code
        case errors.SettingsInvalid():
            code = Exit.CONFIGURATION
        case errors.StoreUnavailable():
            code = Exit.UNREACHABLE
        case errors.ToneBridgeError():
            code = Exit.REFUSED
        case MsgspecError():
            line = "the answer is not what ToneBridge sends; is the address right?"
            code = Exit.REFUSED
        case OSError() if error.strerror:
            line = error.strerror + (f": {error.filename}" if error.filename else "")
            code = Exit.INTERNAL
        case _:
            line = f"unexpected {type(error).__name__}: {error}"
            code = Exit.INTERNAL
    return line, code
