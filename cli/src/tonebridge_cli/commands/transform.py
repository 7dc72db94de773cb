"""`tonebridge transform`."""

import sys
from pathlib import Path

import click
import msgspec
from msgspec import UNSET

from tonebridge.domain.message import Kind
from tonebridge_cli.answers import Request
from tonebridge_cli.asking import answers, output_for
from tonebridge_cli.given import read_message
from tonebridge_cli.options import file_option, json_option, language_option, offline_option
from tonebridge_cli.show.rewriting import show_rewriting
from tonebridge_cli.target import Wanted, server_options
from tonebridge_cli.wire import Rewriting


@click.command()
@click.argument("message", nargs=-1)
@click.option(
    "-k",
    "--kind",
    type=click.Choice([kind.value for kind in Kind]),
    default=Kind.SOFTEN.value,
    show_default=True,
    help="What to do with it.",
)
@click.option(
    "-i",
    "--intensity",
    type=click.Choice(["auto", "0", "1", "2", "3"]),
    default="auto",
    show_default=True,
    help="How far to go: 0 not at all, 1 light, 2 medium, 3 strong.",
)
@click.option("-p", "--preset", help="Who reads it: client, manager, peer, support, or your own.")
@language_option
@click.option(
    "--include",
    type=click.Choice(["analysis"]),
    multiple=True,
    help="Extras: how it sounds before and after.",
)
@click.option(
    "--degrade",
    type=click.Choice(["allow", "never"]),
    default="allow",
    show_default=True,
    help="Whether the rules may answer where the wanted provider is away.",
)
@file_option
@json_option
@offline_option
@server_options
def transform(  # noqa: PLR0913 - Click passes an argument an option
    message: tuple[str, ...],
    *,
    kind: str,
    intensity: str,
    preset: str | None,
    language: str,
    include: tuple[str, ...],
    degrade: str,
    file: Path | None,
    json: bool,
    offline: bool,
    wanted: Wanted,
) -> None:
    """Rewrite MESSAGE: given here, with --file, or on standard input.

    A terminal shows what changed and why; a pipe gets the new text alone.
    """
    text = read_message(message, file, sys.stdin.buffer)
    request = Request(
        text=text,
        kind=Kind(kind),
        intensity=intensity if intensity == "auto" else int(intensity),
        language=language,
        preset=preset,
        degrade=UNSET if degrade == "allow" else degrade,
        include=include or UNSET,
    )
    output = output_for(json=json)
    with answers(wanted, offline=offline) as engine:
        body = engine.transform(request)
    if json:
        output.raw(body)
    else:
        show_rewriting(output, text, msgspec.json.decode(body, type=Rewriting))
