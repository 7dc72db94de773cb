"""`tonebridge bridge`: the operator's own command, where its package is installed.

Doors never import each other; this one is found by its entry point.
"""

from importlib.metadata import entry_points

import click

from tonebridge_cli.failures import CommandFailed, Exit

GROUP = "tonebridge.commands"


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def absent(words: tuple[str, ...]) -> None:  # noqa: ARG001 - whatever was asked for
    """Look after a ToneBridge in a cluster; comes with the operator's package."""
    what = "the commands for clusters are not installed"
    raise CommandFailed(what, "pip install 'tonebridge-cli[kubernetes]'", exit_code=Exit.USAGE)


def found() -> click.Command:
    """Return the command that another package brings, else one that says which."""
    for entry in entry_points(group=GROUP, name="bridge"):
        command: click.Command = entry.load()
        return command
    return absent


bridge = found()
