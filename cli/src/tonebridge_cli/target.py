"""Which server a command asks, and with which key."""

import re
from functools import wraps
from pathlib import Path

import click
from msgspec import Struct

from tonebridge_cli.failures import CommandFailed, Exit
from tonebridge_cli.folder import DataFolder, default_folder
from tonebridge_cli.options import Command, data_option

ADDRESS = re.compile(r"https?://(\[[0-9a-fA-F:.]+\]|[^\s/\[\]:@?#]+)(:\d{1,5})?(/[^\s?#]*)?")


class Target(Struct, frozen=True, kw_only=True):
    """A server."""

    url: str
    api_key: str | None
    found: bool
    """It runs on this machine and nobody named it."""


class Wanted(Struct, frozen=True, kw_only=True):
    """What the person said about the server."""

    url: str | None
    api_key: str | None
    data: Path | None


def server_options(command: Command) -> Command:
    """Let the person name a server; the command gets it as `wanted`."""

    @wraps(command)
    def collected(
        *words: object, url: str | None, api_key: str | None, data: Path | None, **rest: object
    ) -> object:
        return command(*words, wanted=Wanted(url=url, api_key=api_key, data=data), **rest)

    named = data_option(collected)
    named = click.option(
        "--api-key",
        envvar="TONEBRIDGE_API_KEY",
        help="API key; better set TONEBRIDGE_API_KEY, which no process list shows.",
    )(named)
    return click.option(
        "--url",
        envvar="TONEBRIDGE_URL",
        help="Server to ask (default: the one that `tonebridge up` runs here).",
    )(named)


def find_target(wanted: Wanted, *, home: DataFolder) -> Target | None:
    """Choose the server that was named, else the one that runs here; None: neither.

    Raises:
        CommandFailed: what was named is no address, or a folder where nothing runs.
    """
    running = home.running()
    if wanted.url:
        url = wanted.url.rstrip("/")
        if not ADDRESS.fullmatch(url):
            what = f"{wanted.url!r} is no address of a server"
            raise CommandFailed(what, "write it as http://host:port", exit_code=Exit.USAGE)
        ours = home.api_key() if running is not None and running.url == url else None
        return Target(url=url, api_key=wanted.api_key or ours, found=False)
    key, named = wanted.api_key or home.api_key(), wanted.data is not None
    if running is not None:
        return Target(url=running.url, api_key=key, found=not named)
    if named:
        what = f"no ToneBridge runs on {home.path}"
        remedy = "start it with `tonebridge up --data …`, or name no folder"
        raise CommandFailed(what, remedy, exit_code=Exit.UNREACHABLE)
    return None


def data_folder(wanted: Wanted, environ: dict[str, str]) -> DataFolder:
    """Return the data folder that was named, or the person's own."""
    return DataFolder((wanted.data or default_folder(environ)).expanduser().absolute())


def required(target: Target | None) -> Target:
    """Return the target.

    Raises:
        CommandFailed: there is none.
    """
    if target is None:
        what = "no ToneBridge runs here"
        remedy = "start one with `tonebridge up`, or name one with --url"
        raise CommandFailed(what, remedy, exit_code=Exit.UNREACHABLE)
    return target
