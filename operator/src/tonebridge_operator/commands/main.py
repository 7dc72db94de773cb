"""`kubectl tonebridge …`: the same commands, found by kubectl as `kubectl-tonebridge`."""

import os
import sys
from collections.abc import Sequence

import click

from tonebridge_operator.commands import bridge
from tonebridge_operator.commands.failures import INTERNAL, INTERRUPTED, line


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit; what went wrong becomes one line on standard error."""
    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))


def run(words: list[str], *, given: object = None) -> int:
    """Run the command; return its exit code.

    Args:
        words: what stands after `kubectl tonebridge`.
        given: the cluster to act on (`reach.Reached`); None: as the options say.
    """
    try:
        bridge.main(words, prog_name="kubectl tonebridge", standalone_mode=False, obj=given)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (`| head`) has gone: nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:  # noqa: BLE001 - the last line of defence
        click.echo(line(f"unexpected {type(error).__name__}: {error}"), err=True)
        return INTERNAL
    return 0
