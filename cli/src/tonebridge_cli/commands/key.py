"""`tonebridge key`."""

from datetime import UTC, datetime

import click
import msgspec

from tonebridge_cli.asking import output_for, server
from tonebridge_cli.client import segment
from tonebridge_cli.options import json_option
from tonebridge_cli.show.tables import show_table
from tonebridge_cli.show.terminal import Output
from tonebridge_cli.target import Wanted, server_options
from tonebridge_cli.wire import Key, Keys, NewKey

PATH = "/api/v1/keys"
SCOPES = ("transform", "history", "dictionaries", "admin")


@click.group()
def key() -> None:
    """Make and revoke API keys."""


@key.command()
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice(SCOPES),
    multiple=True,
    help="What it is good for (default: all that yours is).",
)
@click.option(
    "--expires-at",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"]),
    help="When it ends (UTC).",
)
@json_option
@server_options
def create(
    name: str, scopes: tuple[str, ...], expires_at: datetime | None, *, json: bool, wanted: Wanted
) -> None:
    """Make a key. It is shown this once."""
    body: dict[str, object] = {"name": name}
    if scopes:
        body["scopes"] = scopes
    if expires_at is not None:
        body["expires_at"] = expires_at.replace(tzinfo=UTC)
    with server(wanted) as client:
        answer = client.post(PATH, body)
    _show_secret(output_for(json=json), answer)


@key.command("list")
@json_option
@server_options
def list_(*, json: bool, wanted: Wanted) -> None:
    """List your keys."""
    output = output_for(json=json)
    with server(wanted) as client:
        body = client.get(PATH)
    if json:
        output.raw(body)
        return
    show_table(
        output,
        ("id", "name", "begins", "scopes", "last used", "state"),
        (_row(k) for k in msgspec.json.decode(body, type=Keys).items),
        empty="None yet.",
    )


@key.command()
@click.argument("key_id", metavar="ID")
@click.option(
    "--overlap-s",
    type=click.IntRange(0, 30 * 86_400),
    help="How long the old key still works, in seconds (default: a day).",
)
@json_option
@server_options
def rotate(key_id: str, overlap_s: int | None, *, json: bool, wanted: Wanted) -> None:
    """Make a key in the place of another. It is shown this once."""
    body: dict[str, int] = {} if overlap_s is None else {"overlap_s": overlap_s}
    with server(wanted) as client:
        answer = client.post(f"{PATH}/{segment(key_id)}/rotate", body)
    _show_secret(output_for(json=json), answer)


@key.command()
@click.argument("key_id", metavar="ID")
@server_options
def revoke(key_id: str, *, wanted: Wanted) -> None:
    """End a key now."""
    with server(wanted) as client:
        client.delete(f"{PATH}/{segment(key_id)}")
    click.echo(f"Revoked {key_id}.", err=True)


def _show_secret(output: Output, body: bytes) -> None:
    if output.json:
        output.raw(body)
        return
    made = msgspec.json.decode(body, type=NewKey)
    output.plain(made.key or "")
    click.echo(f"Keep it: it is not shown again (id {made.id}).", err=True)


def _row(key: Key) -> tuple[str, ...]:
    used = (key.last_used_at or "never")[:16].replace("T", " ")
    return (key.id, key.name, key.prefix, " ".join(key.scopes), used, _state(key))


def _state(key: Key) -> str:
    if key.revoked_at:
        return "revoked"
    return f"until {key.expires_at[:16]}" if key.expires_at else "active"
