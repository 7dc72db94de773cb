"""`tonebridge analyze`."""

import sys
from pathlib import Path

import click
import msgspec

from tonebridge.domain.message import Language
from tonebridge_cli.asking import answers, output_for
from tonebridge_cli.given import read_message
from tonebridge_cli.options import file_option, json_option, language_option, offline_option
from tonebridge_cli.show.analysis import show_analysis
from tonebridge_cli.target import Wanted, server_options
from tonebridge_cli.wire import Analysis


@click.command()
@click.argument("message", nargs=-1)
@language_option
@file_option
@json_option
@offline_option
@server_options
def analyze(  # noqa: PLR0913 - Click passes an argument an option
    message: tuple[str, ...],
    language: str,
    file: Path | None,
    *,
    json: bool,
    offline: bool,
    wanted: Wanted,
) -> None:
    """Say what MESSAGE sounds like: tone, politeness, clarity, urgency, and which words are why.

    Give it here, with --file, or on standard input.
    """
    text = read_message(message, file, sys.stdin.buffer)
    known = None if language == "auto" else Language(language)
    output = output_for(json=json)
    with answers(wanted, offline=offline) as engine:
        body = engine.analyze(text, known)
    if json:
        output.raw(body)
    else:
        show_analysis(output, text, msgspec.json.decode(body, type=Analysis))
