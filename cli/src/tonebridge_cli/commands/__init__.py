"""The commands, one module each; imported when they are run."""

from importlib import import_module

import click
from click.exceptions import NoSuchCommand
from click.shell_completion import CompletionItem
from typing_extensions import override

COMMANDS = {
    "up": "Run ToneBridge on this machine.",
    "signin": "Print a fresh link to sign in on this machine.",
    "transform": "Rewrite a message.",
    "analyze": "Say what a message sounds like.",
    "rank": "Order messages by how urgent they sound.",
    "history": "Find what was transformed.",
    "dictionary": "Keep the terms of your trade.",
    "key": "Make and revoke API keys.",
    "lexicon": "Check the knowledge that the rules work with.",
    "config": "Show and check the settings.",
    "migrate": "Bring the database's schema up to date.",
    "tenant": "Open a tenant on the database that the settings name.",
    "bridge": "Look after a ToneBridge in a cluster.",
    "completion": "Complete commands in your shell.",
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
    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except NoSuchCommand as error:
            # Click looks for near ones among imported commands alone.
            raise NoSuchCommand(error.command_name, possibilities=COMMANDS, ctx=ctx) from None

    @override
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    @override
    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [
            CompletionItem(name, help=text)
            for name, text in COMMANDS.items()
            if name.startswith(incomplete)
        ]
