"""Health and metrics over HTTP, on a port of their own."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus

import msgspec
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from tonebridge.domain.errors import SettingsInvalid

Check = Callable[[], Mapping[str, str]]
"""Returns what is wrong, by name; nothing: all is well."""
GRACE_S = 0.5


@asynccontextmanager
async def serving(host: str, port: int, checks: Mapping[str, Check]) -> AsyncIterator[int]:
    """Answer `/health/<name>` for each check and `/metrics`; yields the port in use.

    Raises:
        SettingsInvalid: the port is taken, or the host is not this machine.
    """
    app = web.Application()
    app.router.add_get("/metrics", _metrics)
    for name, check in checks.items():
        app.router.add_get(f"/health/{name}", _health(check))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=GRACE_S)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        try:
            await site.start()
        except OSError as error:
            raise SettingsInvalid(
                "TONEBRIDGE_OPERATOR__MANAGEMENT_PORT",
                f"cannot listen on {host}:{port} ({error.strerror}): choose another",
            ) from None
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


async def _metrics(_: web.Request) -> web.Response:
    return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})


def _health(check: Check) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(_: web.Request) -> web.Response:
        wrong = check()
        status = HTTPStatus.SERVICE_UNAVAILABLE if wrong else HTTPStatus.OK
        said = {"status": "unavailable" if wrong else "ok", "wrong": dict(wrong)}
        return web.Response(
            status=status, body=msgspec.json.encode(said), content_type="application/json"
        )

    return answer
