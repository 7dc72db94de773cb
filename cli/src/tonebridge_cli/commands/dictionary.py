"""`tonebridge dictionary`."""

import sys
from pathlib import Path
from typing import BinaryIO

import click
import msgspec

from tonebridge_cli.asking import output_for, server
from tonebridge_cli.client import Client, segment
from tonebridge_cli.failures import CommandFailed, Exit
from tonebridge_cli.options import json_option
from tonebridge_cli.show.tables import show_table
from tonebridge_cli.target import Wanted, server_options
from tonebridge_cli.wire import Dictionaries, Dictionary, Imported, StoredTerm, Terms

PATH = "/api/v1/dictionaries"
PAGE = 500


@click.group()
def dictionary() -> None:
    """Keep the terms of your trade; they apply in every transform.

    DICTIONARY is a name or an id.
    """


@dictionary.command("list")
@click.argument("name", metavar="[DICTIONARY]", required=False)
@json_option
@server_options
def list_(name: str | None, *, json: bool, wanted: Wanted) -> None:
    """List the dictionaries, or the terms of one."""
    output = output_for(json=json)
    with server(wanted) as client:
        if name is None:
            body = client.get(PATH)
            found = msgspec.json.decode(body, type=Dictionaries).items
            columns: tuple[str, ...] = ("id", "name", "language", "terms")
            rows = [(d.id, d.name, d.language, str(d.terms)) for d in found]
        else:
            terms = _terms(client, _named(client, name))
            body = msgspec.json.encode(Terms(items=terms))
            columns = ("id", "term", "plain", "note")
            rows = [(t.id, t.term, t.plain, t.note) for t in terms]
    if json:
        output.raw(body)
    else:
        show_table(output, columns, rows, empty="None yet.")


@dictionary.command()
@click.argument("name")
@click.option("-l", "--language", type=click.Choice(["ja", "en"]), required=True)
@json_option
@server_options
def create(name: str, language: str, *, json: bool, wanted: Wanted) -> None:
    """Make an empty dictionary."""
    with server(wanted) as client:
        body = client.post(PATH, {"name": name, "language": language})
    output = output_for(json=json)
    if json:
        output.raw(body)
    else:
        output.plain(msgspec.json.decode(body, type=Dictionary).id)


@dictionary.command()
@click.argument("name", metavar="DICTIONARY")
@click.argument("term")
@click.argument("plain")
@click.option("--note", default="", help="What else to know.")
@server_options
def add(name: str, term: str, plain: str, note: str, *, wanted: Wanted) -> None:
    """Add TERM with its PLAIN wording, or change it."""
    with server(wanted) as client:
        path = f"{PATH}/{_named(client, name).id}/terms"
        client.post(path, {"term": term, "plain": plain, "note": note})
    click.echo(f"{term} = {plain}", err=True)


@dictionary.command()
@click.argument("name", metavar="DICTIONARY")
@click.argument("term", required=False)
@click.option("--yes", is_flag=True, help="Remove a whole dictionary without asking.")
@server_options
def remove(name: str, term: str | None, *, yes: bool, wanted: Wanted) -> None:
    """Remove TERM, or the whole dictionary."""
    with server(wanted) as client:
        found = _named(client, name)
        if term is None:
            if not yes:
                click.confirm(
                    f"Remove {found.name} with {found.terms} terms?", abort=True, err=True
                )
            client.delete(f"{PATH}/{found.id}")
            return
        for stored in _terms(client, found):
            if term in (stored.term, stored.id):
                client.delete(f"{PATH}/{found.id}/terms/{segment(stored.id)}")
                return
    what = f"{found.name} has no term {term!r}"
    raise CommandFailed(what, exit_code=Exit.REFUSED)


@dictionary.command("import")
@click.argument("name", metavar="DICTIONARY")
@click.argument("file", type=click.File("rb"), default="-")
@server_options
def import_(name: str, file: BinaryIO, *, wanted: Wanted) -> None:
    """Add the terms of a CSV FILE with the columns term, plain and note: all or none."""
    table = file.read()
    with server(wanted) as client:
        body = client.post_csv(f"{PATH}/{_named(client, name).id}/import", table)
    click.echo(f"{msgspec.json.decode(body, type=Imported).imported} terms.", err=True)


@dictionary.command()
@click.argument("name", metavar="DICTIONARY")
@click.option(
    "-o", "--output", "path", type=click.Path(path_type=Path), help="Write to this file."
)
@server_options
def export(name: str, path: Path | None, *, wanted: Wanted) -> None:
    """Write the terms as CSV."""
    with server(wanted) as client:
        table = client.get(f"{PATH}/{_named(client, name).id}/export")
    if path is None:
        sys.stdout.buffer.write(table)
        sys.stdout.buffer.flush()
    else:
        path.write_bytes(table)


def _named(client: Client, name: str) -> Dictionary:
    """Find a dictionary by its name or id."""
    found = msgspec.json.decode(client.get(PATH), type=Dictionaries).items
    for each in found:
        if name in (each.id, each.name):
            return each
    known = ", ".join(each.name for each in found) or "none"
    what = f"there is no dictionary {name!r}"
    raise CommandFailed(what, f"there is {known}", exit_code=Exit.REFUSED)


def _terms(client: Client, found: Dictionary) -> list[StoredTerm]:
    """Fetch every term, page by page."""
    terms: list[StoredTerm] = []
    after: str | None = None
    while True:
        body = client.get(f"{PATH}/{found.id}/terms", limit=PAGE, after=after)
        page = msgspec.json.decode(body, type=Terms).items
        terms += page
        if len(page) < PAGE:
            return terms
        after = page[-1].term
