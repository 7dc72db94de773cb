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


def json_option(command: Command) -> Command:
    """Let a script ask for JSON."""
    return click.option("--json", is_flag=True, help="Print the answer as JSON.")(command)


def file_option(command: Command) -> Command:
    """Read from a file."""
    return click.option(
        "-f",
        "--file",
        type=click.Path(path_type=Path),
        help="Read it from this file (UTF-8).",
    )(command)


def language_option(command: Command) -> Command:
    """Let the person name the message's language."""
    return click.option(
        "-l",
        "--language",
        type=click.Choice(["auto", "ja", "en"]),
        default="auto",
        show_default=True,
        help="Its language.",
    )(command)


def offline_option(command: Command) -> Command:
    """Ask no server."""
    return click.option(
        "--offline", is_flag=True, help="Use the rules in this process; keep nothing."
    )(command)


def output_file_option(command: Command) -> Command:
    """Write to a file."""
    return click.option(
        "-o",
        "--output",
        "path",
        type=click.Path(path_type=Path),
        help="Write to this file.",
    )(command)
