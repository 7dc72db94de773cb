"""Health and metrics on a port of their own, from a thread of their own.

So probes and scrapes are answered while the event loop is busy with requests, and the
rendering of a scrape stops none of them.
"""

import os
import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Final

import msgspec
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from typing_extensions import override

from tonebridge_gateway.health import Health
from tonebridge_gateway.reading import JSON

MULTIPROCESS: Final = "PROMETHEUS_MULTIPROC_DIR"


def exposition() -> bytes:
    """Render every counter, of every process if there are several."""
    if MULTIPROCESS not in os.environ:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)


class _Server(ThreadingHTTPServer):
    """Shares its port with the other processes of this gateway, if there are any."""

    daemon_threads = True

    def __init__(self, host: str, port: int, health: Health, *, shared: bool) -> None:
        self.health = health
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.allow_reuse_port = shared
        super().__init__((host, port), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version = "tonebridge"
    sys_version = ""
    timeout = 10

    def do_GET(self) -> None:
        health = self.server.health
        match self.path.partition("?")[0]:
            case "/metrics":
                self._answer(200, exposition(), CONTENT_TYPE_LATEST)
            case "/health/live":
                self._report(*health.live())
            case "/health/ready":
                self._report(*health.ready())
            case "/health/startup":
                self._report(*health.started())
            case _:
                self._answer(404, b"", "text/plain")

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: probes come every few seconds."""

    def _report(self, status: int, report: msgspec.Struct) -> None:
        self._answer(status, msgspec.json.encode(report), JSON)

    def _answer(self, status: int, body: bytes, content_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(body)


class Management:
    """The port, open until it is closed."""

    def __init__(self, host: str, port: int, health: Health, *, shared: bool = False) -> None:
        """Open it; port 0 takes a free one. Raises `OSError` when it is taken."""
        self._server = _Server(host, port, health, shared=shared)
        self._thread = Thread(target=self._server.serve_forever, name="management", daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """The port that is open."""
        return int(self._server.server_address[1])

    def close(self) -> None:
        """Close it."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
