"""Stands between an operator and the API server, and does to requests what networks do."""

import asyncio
import json
import ssl
import threading
from concurrent.futures import Future
from functools import cache
from http import HTTPStatus

import aiohttp
from aiohttp import web

NOT_COUNTED = ("/leases", "/events")
"""Writes that are no change of a bridge or its objects."""
GONE = {
    "type": "ERROR",
    "object": {
        "kind": "Status",
        "apiVersion": "v1",
        "status": "Failure",
        "reason": "Expired",
        "code": 410,
        "message": "too old resource version",
    },
}
DROPPED = frozenset({"content-length", "transfer-encoding", "connection", "host"})


@cache
def the_loop():
    """Return the loop of all proxies; it outlives them, so that their connections can end."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="proxies", daemon=True).start()
    return loop


class FaultProxy:
    """A plain HTTP server beside the test that forwards to the API server.

    Without faults set it changes nothing. All methods may be called from the test's thread.
    """

    def __init__(self, plane, *, folder):
        self._plane = plane
        self._folder = folder
        self._loop = the_loop()
        self._runner = None
        self._session = None
        self._watches = set()
        self._port = 0
        self.writes = []
        """Counted writes that came, in order."""
        self.before_write = None
        """Called with the number of each write, from 1; an answer's status, or None to pass."""
        self.after_write = None
        """The same once it was committed; True: the answer is lost."""
        self.refuse_watches = False
        """Watches end and new ones are not answered."""
        self.expire_watches = False
        """The next watch of each path is told that its version is too old."""
        self._expired = set()
        self._silent = set()

    def __enter__(self):
        self._do(self._start())
        return self

    def __exit__(self, *_):
        self._do(self._stop())

    def kubeconfig(self, user="operator"):
        """Return the path of a kubeconfig that leads here."""
        config = json.loads(self._plane.kubeconfig(user).read_text(encoding="utf-8"))
        config["clusters"][0]["cluster"] = {"server": f"http://127.0.0.1:{self._port}"}
        path = self._folder / f"proxy-{self._port}.kubeconfig"
        path.write_text(json.dumps(config), encoding="utf-8")
        return path

    def cut_watches(self):
        """End every watch in the middle."""
        self._do(self._cut())

    def silence_watches(self):
        """Keep every watch that there is open, and say nothing on it any more."""
        self._silent |= self._watches

    def _do(self, coroutine):
        done: Future = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        return done.result(timeout=30.0)

    async def _start(self):
        trust = ssl.create_default_context(cafile=str(self._plane.ca))
        connector = aiohttp.TCPConnector(ssl=trust, limit=0)
        timeout = aiohttp.ClientTimeout(total=None)
        self._session = aiohttp.ClientSession(
            connector=connector, timeout=timeout, auto_decompress=False
        )
        app = web.Application(client_max_size=16 * 1024**2)
        app.router.add_route("*", "/{path:.*}", self._forward)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def _stop(self):
        await self._cut()
        await self._runner.cleanup()
        await self._session.connector.close(abort_ssl=True)
        await self._session.close()

    async def _cut(self):
        for watch in list(self._watches):
            watch.cancel()

    async def _forward(self, request):
        if request.query.get("watch") == "true":
            return await self._watch(request)
        number = self._number(request)
        if number and self.before_write and (status := self.before_write(number)):
            return _refusal(status)
        async with await self._send(request) as answer:
            body = await answer.read()
        if number and self.after_write and self.after_write(number):
            request.transport.abort()
        return web.Response(status=answer.status, body=body, headers=_headers(answer))

    def _number(self, request):
        if request.method == "GET" or any(one in request.path for one in NOT_COUNTED):
            return 0
        self.writes.append(f"{request.method} {request.path}")
        return len(self.writes)

    async def _watch(self, request):
        if self.refuse_watches:
            return _refusal(HTTPStatus.SERVICE_UNAVAILABLE)
        if self.expire_watches and request.path not in self._expired:
            self._expired.add(request.path)
            return web.json_response(GONE)
        task = asyncio.current_task()
        reply = None
        self._watches.add(task)
        try:
            async with await self._send(request) as answer:
                reply = web.StreamResponse(status=answer.status, headers=_headers(answer))
                await reply.prepare(request)
                async for chunk in answer.content.iter_any():
                    if task not in self._silent:
                        await reply.write(chunk)
                await reply.write_eof()
                return reply
        except ConnectionError:
            return reply  # whoever asked is gone
        except asyncio.CancelledError:
            if request.transport is not None:
                request.transport.abort()
            raise
        finally:
            self._watches.discard(task)

    async def _send(self, request):
        headers = {
            name: text for name, text in request.headers.items() if name.lower() not in DROPPED
        }
        url = f"{self._plane.url}{request.raw_path}"
        body = await request.read() or None
        return await self._session.request(request.method, url, headers=headers, data=body)


def _headers(answer):
    return {name: text for name, text in answer.headers.items() if name.lower() not in DROPPED}


def _refusal(status):
    message = f"the proxy says {int(status)}"
    body = {"kind": "Status", "apiVersion": "v1", "code": int(status), "message": message}
    headers = {"Retry-After": "1"} if status == HTTPStatus.TOO_MANY_REQUESTS else None
    return web.json_response(body, status=int(status), headers=headers)
