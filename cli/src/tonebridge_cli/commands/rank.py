"""`tonebridge rank`."""

import sys
from pathlib import Path

import click
import msgspec

from tonebridge_cli.answers import Item
from tonebridge_cli.asking import answers, output_for
from tonebridge_cli.given import MOST_BYTES, read_message
from tonebridge_cli.options import file_option, json_option, offline_option
from tonebridge_cli.show.tables import shortened, show_table
from tonebridge_cli.target import Wanted, server_options
from tonebridge_cli.wire import Ranking

MOST_SHOWN = 80


@click.command()
@click.argument("messages", nargs=-1)
@file_option
@json_option
@offline_option
@server_options
def rank(
    messages: tuple[str, ...],
    file: Path | None,
    *,
    json: bool,
    offline: bool,
    wanted: Wanted,
) -> None:
    """Order MESSAGES by how urgent they sound, the most urgent first.

    Each argument is a message; or give one a line, with --file or on standard input.
    An item's id is its number, from 1.
    """
    items = numbered(messages, file)
    output = output_for(json=json)
    with answers(wanted, offline=offline) as engine:
        body = engine.rank(items)
    if json:
        output.raw(body)
        return
    ranking = msgspec.json.decode(body, type=Ranking)
    places = {item.id: item for item in ranking.items}
    texts = {item.id: item.text for item in items}
    width = MOST_SHOWN if output.for_person else MOST_BYTES
    show_table(
        output,
        ("level", "score", "id", "message"),
        [
            (place.level, f"{place.score:.0f}", place.id, shortened(texts[place.id], width))
            for place in (places[identifier] for identifier in ranking.order)
        ],
        empty="No messages.",
    )


def numbered(messages: tuple[str, ...], file: Path | None) -> tuple[Item, ...]:
    """Give each message its number; blank lines are none."""
    lines = messages
    if not messages or messages == ("-",) or file is not None:
        text = read_message(messages, file, sys.stdin.buffer)
        lines = tuple(line for line in text.splitlines() if line.strip())
    return tuple(Item(id=str(number), text=line) for number, line in enumerate(lines, start=1))
