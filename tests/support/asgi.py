"""Requests without a socket: by a client, or by bare ASGI for what no client would send."""

import asyncio
import json
from dataclasses import dataclass, field

from httpx2 import ASGITransport, AsyncClient


def connect(app):
    """Return a client of an app in this event loop."""
    transport = ASGITransport(app, raise_app_exceptions=False, client=("203.0.113.9", 1234))
    return AsyncClient(transport=transport, base_url="http://testserver")


@dataclass
class Answer:
    """What came back."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    read: int = 0
    """How many pieces of the request's body were taken."""

    @property
    def problem(self):
        assert self.headers["content-type"] == "application/problem+json"
        return json.loads(self.body)


async def ask(app, method, target, *, headers=(), body=b"", pieces=(), ends=True, client=None):
    """Make one request; a body of None comes in pieces, and need not end."""
    path, _, query = target.partition("?")
    answer = Answer()
    waiting = list(pieces) if body is None else [body]

    async def receive():
        if waiting:
            answer.read += 1
            piece = waiting.pop(0)
            return {
                "type": "http.request",
                "body": piece,
                "more_body": bool(waiting) or not ends,
            }
        await asyncio.Event().wait()
        raise AssertionError

    async def send(event):
        if event["type"] == "http.response.start":
            answer.status = event["status"]
            answer.headers = {
                name.decode().lower(): value.decode("latin-1") for name, value in event["headers"]
            }
        else:
            answer.body += event.get("body", b"")

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", b"testserver"), *headers],
        "client": client or ("203.0.113.9", 1234),
        "server": ("testserver", 80),
        "extensions": {},
        "state": {},
    }
    await app(scope, receive, send)
    return answer
