"""The cluster, as the person who runs a command may use it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, Protocol, TypeVar
from urllib.parse import quote

import click
import msgspec

from tonebridge.domain.errors import SettingsInvalid
from tonebridge_operator.clock import Clock, SystemClock
from tonebridge_operator.cluster.connection import Query, Request, connected
from tonebridge_operator.cluster.kubeconfig import namespace_of
from tonebridge_operator.cluster.objects import MERGE, collection
from tonebridge_operator.cluster.store import BRIDGE
from tonebridge_operator.commands.failures import (
    CONFIGURATION,
    REFUSED,
    UNAUTHORIZED,
    UNREACHABLE,
    CommandFailed,
)
from tonebridge_operator.commands.options import Target
from tonebridge_operator.commands.words import say
from tonebridge_operator.desired.manifest import Body
from tonebridge_operator.errors import Refused, Unreachable

MANAGER = "tonebridge-cli"
"""Who the API server notes down as the author of an edit."""
BY_US: Query = (("fieldManager", MANAGER),)
PAGE = 500
BUSY = (429, 500, 502, 503, 504)

Result = TypeVar("Result")


class Sender(Protocol):
    """What carries requests: a `Connection`."""

    async def send(self, request: Request) -> bytes:
        """Send a request and return the answer's body.

        Raises:
            Refused: the answer is no success.
            Unreachable: there was none in time.
        """
        ...


class Cluster:
    """Reads and writes one at a time; what is refused ends the command."""

    def __init__(self, sender: Sender, *, namespace: str, clock: Clock) -> None:
        self._sender = sender
        self.namespace = namespace
        self.clock = clock

    async def bridge(self, name: str) -> Body:
        """Return a bridge.

        Raises:
            CommandFailed: there is none of this name, or as `ask`.
        """
        found = await self.get(BRIDGE, name)
        if found is None:
            what = say("no_bridge", name=name, namespace=self.namespace)
            raise CommandFailed(what, exit_code=REFUSED)
        return found

    async def edit(self, name: str, spec: Body) -> None:
        """Change fields of a bridge's spec.

        Raises:
            CommandFailed: as `bridge`.
        """
        await self.bridge(name)
        request = Request(
            method="PATCH",
            path=self._path(BRIDGE, name),
            query=BY_US,
            body={"spec": spec},
            content_type=MERGE,
        )
        await self.ask(request)

    async def get(self, kind: str, name: str) -> Body | None:
        """Return an object of the namespace, or None.

        Raises:
            CommandFailed: as `ask`.
        """
        try:
            answer = await self._sender.send(Request(path=self._path(kind, name)))
        except Refused as error:
            if error.status == HTTPStatus.NOT_FOUND:
                return None
            raise told(error) from None
        except Unreachable as error:
            raise told(error) from None
        return _decoded(answer)

    async def create(self, kind: str, body: Body) -> None:
        """Create an object in the namespace.

        Raises:
            CommandFailed: as `ask`.
        """
        path = collection(kind, self.namespace)
        await self.ask(Request(method="POST", path=path, query=BY_US, body=body))

    async def bridges(self, *, everywhere: bool = False) -> list[Body]:
        """Return the bridges of the namespace, or of all.

        Raises:
            CommandFailed: the cluster does not know the kind, or as `ask`.
        """
        return await self.listed(
            collection(BRIDGE, "" if everywhere else self.namespace), not_found="no_kind"
        )

    async def listed(
        self, path: str, *query: tuple[str, str], not_found: str = "refused"
    ) -> list[Body]:
        """Return all of a collection, page by page.

        Raises:
            CommandFailed: as `ask`.
        """
        found: list[Body] = []
        more = ""
        while True:
            page: Query = (*query, ("limit", str(PAGE)), *((("continue", more),) if more else ()))
            answer = _decoded(await self.ask(Request(path=path, query=page), not_found=not_found))
            found.extend(answer["items"])
            more = answer["metadata"].get("continue", "")
            if not more:
                return found

    async def ask(self, request: Request, *, not_found: str = "refused") -> bytes:
        """Send a request and return the answer; `not_found`: what is said of a 404.

        Raises:
            CommandFailed: it was refused, or there was no answer.
        """
        try:
            return await self._sender.send(request)
        except (Refused, Unreachable) as error:
            raise told(error, not_found=not_found) from None

    def _path(self, kind: str, name: str) -> str:
        return f"{collection(kind, self.namespace)}/{quote(name, safe='')}"


def using(target: Target, work: Callable[[Cluster], Awaitable[Result]]) -> Result:
    """Do something with the cluster that the person means.

    Raises:
        CommandFailed: it cannot be reached, or refuses.
    """
    given = click.get_current_context().find_object(Cluster)
    return asyncio.run(_connected(target, work) if given is None else _awaited(work(given)))


async def _connected(target: Target, work: Callable[[Cluster], Awaitable[Result]]) -> Result:
    logging.getLogger("kubernetes").addHandler(logging.NullHandler())  # we say what is wrong
    namespace = target.namespace or namespace_of(target.kubeconfig, target.context)
    try:
        async with connected(target.kubeconfig, target.context) as connection:
            return await work(Cluster(connection, namespace=namespace, clock=SystemClock()))
    except SettingsInvalid as error:
        what = say("no_kubeconfig", reason=error.remedy)
        raise CommandFailed(what, exit_code=CONFIGURATION) from None


async def _awaited(work: Awaitable[Result]) -> Result:
    return await work


def told(error: Refused | Unreachable, *, not_found: str = "refused") -> CommandFailed:
    """Return what a person is told of a refusal or of silence."""
    if isinstance(error, Unreachable):
        return CommandFailed(say("unreachable", reason=error), exit_code=UNREACHABLE)
    match error.status:
        case HTTPStatus.UNAUTHORIZED:
            code, exit_code = "unknown_person", UNAUTHORIZED
        case HTTPStatus.FORBIDDEN:
            code, exit_code = "forbidden", UNAUTHORIZED
        case HTTPStatus.NOT_FOUND:
            code, exit_code = not_found, REFUSED
        case status:
            code, exit_code = "refused", UNREACHABLE if status in BUSY else REFUSED
    return CommandFailed(say(code, reason=error.message or error), exit_code=exit_code)


def _decoded(answer: bytes) -> dict[str, Any]:
    return msgspec.json.decode(answer, type=dict[str, Any])
