"""One gateway process, from its start to the end of its last request."""

import asyncio
import gc
import logging
import signal
import socket

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server.embed import Server

from tonebridge.language import engine
from tonebridge.settings import GatewaySettings, Settings
from tonebridge.wiring.gateway import open_gateway
from tonebridge_gateway.app import create_app
from tonebridge_gateway.front import Front
from tonebridge_gateway.health import Health
from tonebridge_gateway.management import Management

BACKLOG = 8_192
IDLE_S = 75
"""How long a connection may wait between requests, or over a request's head. Longer than
the 60 s of common load balancers, so that it is never us who close under a request."""

_log = logging.getLogger(__name__)


class PortTaken(Exception):
    """Somebody listens there already."""

    def __init__(self, host: str, port: int) -> None:
        """Name the address."""
        super().__init__(f"port {port} of {host} is taken")


def need_ports(gateway: GatewaySettings) -> None:
    """Raise `PortTaken` unless both ports are free.

    Granian shares a port with whoever listens there already, so it must be asked first.
    """
    for port in (gateway.port, gateway.management_port):
        _need_free(gateway.host, port)


async def serve(settings: Settings, *, shared: bool = False) -> None:
    """Serve until SIGTERM or SIGINT; then drain, and return.

    `shared`: other processes of this gateway listen on the same ports.

    Raises:
        SettingsInvalid, SchemaOutdated: as `open_gateway`.
    """
    gateway = settings.gateway
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    async with open_gateway(settings) as services:
        app = create_app(services)
        health: Health = app.state["health"]
        front: Front = app.state["front"]
        await asyncio.to_thread(engine.warm_up)
        await health.look()
        watch = asyncio.create_task(health.watch(), name="health")
        server = _server(app, gateway)
        gc.collect()
        gc.freeze()  # what is there now stays: no collection has to look at it again
        serving = asyncio.create_task(server.serve(), name="serve")
        management = await asyncio.to_thread(
            Management, gateway.host, gateway.management_port, health, shared=shared
        )
        _log.info("serving on http://%s:%d", gateway.host, gateway.port)
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
            await drain(health, front, within_s=gateway.drain_s)
        finally:
            stopping.cancel()
            watch.cancel()
            server.stop()  # type: ignore[no-untyped-call]
            await asyncio.wait({serving}, timeout=gateway.drain_s)
            await asyncio.to_thread(management.close)


async def drain(health: Health, front: Front, *, within_s: float) -> None:
    """Fail readiness, then let the requests in flight finish, no longer than this."""
    health.draining = True
    try:
        async with asyncio.timeout(within_s):
            await front.empty()
    except TimeoutError:
        _log.warning("%d requests were cut off by the end of the drain", front.in_flight)


def _server(app: object, gateway: GatewaySettings) -> Server:
    return Server(
        app,
        address=gateway.host,
        port=gateway.port,
        interface=Interfaces.ASGINL,
        http=HTTPModes.http1,  # waiting to see which one it is, Granian waits for ever
        websockets=False,
        backlog=BACKLOG,
        backpressure=gateway.max_connections,
        http1_settings=HTTP1Settings(header_read_timeout=IDLE_S * 1_000),
        log_enabled=False,
    )


def _need_free(host: str, port: int) -> None:
    if port == 0:
        return
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise PortTaken(host, port) from None
