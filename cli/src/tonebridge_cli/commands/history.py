"""`tonebridge history`."""

import sys
from pathlib import Path

import click
import msgspec

from tonebridge.domain.message import Kind
from tonebridge.domain.terminal import visible
from tonebridge_cli.asking import output_for, server
from tonebridge_cli.client import segment
from tonebridge_cli.options import json_option
from tonebridge_cli.show.rewriting import LEVELS
from tonebridge_cli.show.tables import shortened, show_table
from tonebridge_cli.show.terminal import Output
from tonebridge_cli.target import Wanted, server_options
from tonebridge_cli.wire import Entry, History

PATH = "/api/v1/history"
kind_option = click.option(
    "-k",
    "--kind",
    type=click.Choice([kind.value for kind in Kind]),
    help="Only this kind of transform.",
)
limit_option = click.option(
    "-n",
    "--limit",
    type=click.IntRange(1, 100),
    default=20,
    show_default=True,
    help="At most so many, the newest.",
)
cursor_option = click.option("--cursor", help="Go on where a page ended (its next_cursor).")


@click.group()
def history() -> None:
    """Find what was transformed."""


@history.command("list")
@kind_option
@limit_option
@cursor_option
@json_option
@server_options
def list_(kind: str | None, limit: int, cursor: str | None, *, json: bool, wanted: Wanted) -> None:
    """List entries, newest first."""
    _show_page(wanted, json=json, kind=kind, limit=limit, cursor=cursor)


@history.command()
@click.argument("words", nargs=-1, required=True)
@kind_option
@limit_option
@cursor_option
@json_option
@server_options
def search(  # noqa: PLR0913 - Click passes an argument an option
    words: tuple[str, ...],
    kind: str | None,
    limit: int,
    cursor: str | None,
    *,
    json: bool,
    wanted: Wanted,
) -> None:
    """List entries whose message or answer holds all WORDS."""
    query = " ".join(words)
    _show_page(wanted, json=json, q=query, kind=kind, limit=limit, cursor=cursor)


@history.command()
@click.argument("entry_id", metavar="ID")
@json_option
@server_options
def show(entry_id: str, *, json: bool, wanted: Wanted) -> None:
    """Show one entry."""
    output = output_for(json=json)
    with server(wanted) as client:
        body = client.get(f"{PATH}/{segment(entry_id)}")
    if json:
        output.raw(body)
    else:
        _show_entry(output, msgspec.json.decode(body, type=Entry))


@history.command()
@click.argument("entry_ids", metavar="ID...", nargs=-1, required=True)
@server_options
def delete(entry_ids: tuple[str, ...], *, wanted: Wanted) -> None:
    """Delete entries."""
    with server(wanted) as client:
        for entry_id in entry_ids:
            client.delete(f"{PATH}/{segment(entry_id)}")
            click.echo(f"Deleted {entry_id}.", err=True)


@history.command()
@click.option(
    "-o", "--output", "path", type=click.Path(path_type=Path), help="Write to this file."
)
@kind_option
@server_options
def export(path: Path | None, kind: str | None, *, wanted: Wanted) -> None:
    """Write all entries as NDJSON: one JSON object a line."""
    with server(wanted) as client:
        pieces = client.stream(f"{PATH}/export", kind=kind)
        if path is None:
            for piece in pieces:
                sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
            return
        first = next(pieces, b"")  # a refusal leaves the file as it is
        with path.open("wb") as stream:
            stream.write(first)
            for piece in pieces:
                stream.write(piece)


def _show_page(wanted: Wanted, *, json: bool, **query: str | int | None) -> None:
    output = output_for(json=json)
    with server(wanted) as client:
        body = client.get(PATH, **query)
    if json:
        output.raw(body)
        return
    page = msgspec.json.decode(body, type=History)
    show_table(
        output,
        ("id", "when", "kind", "before", "after"),
        (
            (
                e.id,
                e.created_at[:16].replace("T", " "),
                e.kind,
                shortened(e.source or "", 40),
                shortened(e.text or "", 40),
            )
            for e in page.items
        ),
        empty="Nothing yet.",
    )
    if page.next_cursor and output.for_person:
        output.console.print(f"more: --cursor {page.next_cursor}", style="dim")


def _show_entry(output: Output, entry: Entry) -> None:
    rows = [
        ("id", entry.id),
        ("when", entry.created_at),
        ("kind", f"{entry.kind}, {LEVELS[entry.intensity]}"),
        ("provider", entry.provider),
        ("before", entry.source or ""),
        ("after", entry.text or ""),
    ]
    for name, value in rows:
        output.plain(f"{name:<9}{visible(value)}")
