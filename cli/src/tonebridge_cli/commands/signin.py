"""`tonebridge signin`."""

import os
from pathlib import Path

import click

from tonebridge_cli.folder import DataFolder, default_folder
from tonebridge_cli.laptop.administration import open_administration
from tonebridge_cli.laptop.signin import fresh_link
from tonebridge_cli.options import data_option


@click.command()
@data_option
def signin(data: Path | None) -> None:
    """Print a fresh link that signs the owner in to the page.

    For the ToneBridge that `tonebridge up` runs on this machine. The link works once,
    within auth.signin_ttl_s (10 minutes).
    """
    folder = (data or default_folder(os.environ)).expanduser().absolute()
    click.echo(fresh_link(DataFolder(folder), os.environ, open_administration))
