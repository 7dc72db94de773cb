"""Lists: columns for a person, tab-separated lines for a program."""

import sys
from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width

import click
import msgspec

from tonebridge.domain.terminal import visible
from tonebridge_operator.commands.words import say

GAP = "  "


def show_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Show rows under their columns; where there are none, a person reads so."""
    lines = [[" ".join(visible(cell).split()) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for line in lines:
            click.echo("\t".join(line))
        return
    if not lines:
        click.echo(say("nothing_found"))
        return
    for text in aligned([[name.upper() for name in columns], *lines]):
        click.echo(text)


def aligned(lines: Sequence[Sequence[str]]) -> list[str]:
    """Return lines whose cells stand under each other; East Asian characters are two wide.

    >>> aligned([["a", "b"], ["言葉", "c"]])
    ['a     b', '言葉  c']
    """
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    return [
        GAP.join(
            cell + " " * (room - width(cell)) for cell, room in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    ]


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def show_json(value: object) -> None:
    """Print JSON: on one line, or readable where a person asked for it."""
    text = msgspec.json.encode(value)
    click.echo(msgspec.json.format(text) if sys.stdout.isatty() else text)
