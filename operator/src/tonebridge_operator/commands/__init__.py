"""`tonebridge bridge …` and `kubectl tonebridge …`: a person's tools for bridges.

The group is found by its entry point (`tonebridge.commands`); nothing heavy is imported before
a command runs.
"""

from importlib import import_module

import click
from typing_extensions import override

COMMANDS = {
    "render": "Print what the operator would make of a manifest, without a cluster.",
    "status": "Show how bridges are.",
    "events": "Show what happened to a bridge and its objects.",
    "suspend": "Have the operator leave a bridge as it is.",
    "resume": "Have the operator look after a bridge again.",
    "backup": "Dump a bridge's database now.",
    "restore": "Put a dump in the place of a bridge's database.",
}
"""Each in a module of its own name, as a command of its own name."""


class Commands(click.Group):
    """Lists commands without importing them."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{cmd_name}"), cmd_name)
        return command

    @override
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
def bridge() -> None:
    """Look after a ToneBridge in a cluster.

    Acts as you, on the cluster of the current kubeconfig context.
    """
