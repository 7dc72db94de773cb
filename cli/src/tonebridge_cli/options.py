"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Command = Callable[..., Any]


def data_option(command: Command) -> Command:
    """Let the person name the data folder."""
    return click.option(
        "--data",
        envvar="TONEBRIDGE_DATA",
        type=click.Path(file_okay=False, path_type=Path),
        help="Data folder (default: your own, such as ~/.local/share/tonebridge).",
    )(command)
