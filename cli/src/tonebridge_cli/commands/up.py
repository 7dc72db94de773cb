"""`tonebridge up`."""

import os
from pathlib import Path

import click
from rich.console import Console

from tonebridge_cli.folder import DataFolder, default_folder
from tonebridge_cli.laptop.administration import open_administration
from tonebridge_cli.laptop.screen import Screen
from tonebridge_cli.laptop.up import Platform
from tonebridge_cli.options import data_option

PROVIDERS = ("rules",)


@click.command()
@click.option("--port", type=click.IntRange(0, 65_535), help="Port of the gateway; 0: any free.")
@click.option(
    "--llm",
    type=click.Choice(PROVIDERS),
    default=PROVIDERS[0],
    show_default=True,
    help="What rewrites: the built-in rules.",
)
@data_option
def up(port: int | None, llm: str, data: Path | None) -> None:  # noqa: ARG001 - Click checked it
    """Run ToneBridge on this machine until Ctrl-C.

    Starts PostgreSQL and Valkey (unless TONEBRIDGE_DATABASE__URL and TONEBRIDGE_REDIS__URL
    name others), a worker and the gateway, and prints where to sign in.
    """
    folder = (data or default_folder(os.environ)).expanduser().absolute()
    Platform(
        DataFolder(folder),
        port=port,
        environ=os.environ,
        administration=open_administration,
        screen=Screen(Console(), Console(stderr=True)),
    ).run()
