"""What a command has at hand: who is asked, and where the answer goes."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
import httpx2

from tonebridge.domain.terminal import reader_language
from tonebridge_cli.answers import Answers, ServerAnswers
from tonebridge_cli.client import Client
from tonebridge_cli.failures import CommandFailed, Exit
from tonebridge_cli.show.terminal import Output
from tonebridge_cli.target import Target, Wanted, data_folder, find_target, required


def output_for(*, json: bool) -> Output:
    """Return where this command's answer goes."""
    return Output(reader_language(os.environ), json=json)


@contextmanager
def server(wanted: Wanted) -> Iterator[Client]:
    """Connect to the server that was named or runs here.

    Raises:
        CommandFailed: there is none.
    """
    target = required(_target(wanted))
    with _client(target) as client:
        yield client


@contextmanager
def answers(wanted: Wanted, *, offline: bool) -> Iterator[Answers]:
    """Ask the server that was named or runs here; with none, the engine in this process."""
    target = None if offline else _target(wanted)
    if target is None:
        yield _engine("" if offline else "no server: ")
        return
    with _client(target) as client:
        if target.found and not _answers(client):
            yield _engine("the server here does not answer: ")
        else:
            yield ServerAnswers(client)


def _client(target: Target) -> Client:
    transport = click.get_current_context().find_object(httpx2.BaseTransport)
    return Client(target, reader=reader_language(os.environ), transport=transport)


def _target(wanted: Wanted) -> Target | None:
    return find_target(wanted, home=data_folder(wanted, dict(os.environ)))


def _answers(client: Client) -> bool:
    try:
        client.get("/health/live")
    except CommandFailed as failure:
        if failure.exit_code is not Exit.UNREACHABLE:
            raise
        return False
    return True


def _engine(why: str) -> Answers:
    """Use the engine here; say so where a person reads it."""
    from tonebridge_cli.offline import OfflineAnswers  # noqa: PLC0415 - loads the lexicons

    if sys.stderr.isatty():
        line = f"{why}the rules in this process answer, nothing is kept"
        click.secho(line, err=True, dim=True)
    return OfflineAnswers(reader_language(os.environ))
