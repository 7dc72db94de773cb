"""Health and metrics over HTTP/1.1, on a port of their own. Knows GET and nothing else."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus

import msgspec
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from tonebridge.domain.errors import SettingsInvalid

log = logging.getLogger(__name__)

REQUEST_LIMIT_BYTES = 16_384
REQUEST_S = 5.0
HEALTH = "application/json"

Answer = tuple[HTTPStatus, str, bytes]
Check = Callable[[], Awaitable[Mapping[str, str]]]
"""Returns what is wrong, by name; nothing: all is well."""


@asynccontextmanager
async def serving(host: str, port: int, checks: Mapping[str, Check]) -> AsyncIterator[int]:
    """Answer `/health/<name>` for each check and `/metrics`; yields the port in use.

    Raises:
        SettingsInvalid: the port is taken, or the host is not this machine.
    """

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(REQUEST_S):
                head = await reader.readuntil(b"\r\n\r\n")
            status, kind, body = await _answer(head, checks)
            writer.write(_packed(status, kind, body))
            await writer.drain()
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    try:
        server = await asyncio.start_server(converse, host, port, limit=REQUEST_LIMIT_BYTES)
    except OSError as error:
        raise SettingsInvalid(
            "TONEBRIDGE_WORKER__MANAGEMENT_PORT",
            f"cannot listen on {host}:{port} ({error.strerror}): choose another",
        ) from None
    async with server:
        yield server.sockets[0].getsockname()[1]


async def _answer(head: bytes, checks: Mapping[str, Check]) -> Answer:
    method, _, rest = head.partition(b"\r\n")[0].decode("latin-1").partition(" ")
    path = rest.partition(" ")[0].partition("?")[0]
    if method != "GET":
        return HTTPStatus.METHOD_NOT_ALLOWED, HEALTH, b"{}"
    if path == "/metrics":
        return HTTPStatus.OK, CONTENT_TYPE_LATEST, await asyncio.to_thread(generate_latest)
    check = checks.get(path.removeprefix("/health/"))
    if check is None:
        return HTTPStatus.NOT_FOUND, HEALTH, b"{}"
    wrong = await check()
    status = HTTPStatus.SERVICE_UNAVAILABLE if wrong else HTTPStatus.OK
    said = {"status": "unavailable" if wrong else "ok", "wrong": wrong}
    return status, HEALTH, msgspec.json.encode(said)


def _packed(status: HTTPStatus, kind: str, body: bytes) -> bytes:
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\n"
        f"Content-Type: {kind}\r\n"
        f"Content-Length: {len(body)}\r\n"
        "Cache-Control: no-store\r\n"
        "Connection: close\r\n\r\n"
    )
    return head.encode("latin-1") + body
