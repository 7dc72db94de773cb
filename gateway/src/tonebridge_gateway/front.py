"""What every request passes first and every answer last: one ASGI wrapper, for speed."""

import asyncio
import logging
import os
import re
from typing import Any
from urllib.parse import urlsplit

from litestar.enums import HttpMethod, ScopeType
from litestar.types import ASGIApp, HTTPResponseStartEvent, Message, Receive, Scope, Send

from tonebridge.application.ports import Admission
from tonebridge.application.services import Services
from tonebridge.domain.message import Language
from tonebridge_gateway import measures
from tonebridge_gateway.addresses import Proxies
from tonebridge_gateway.context import SCOPE_KEY, Context
from tonebridge_gateway.problems import MEDIA_TYPE, problem
from tonebridge_gateway.reactions import HTTP_CODES
from tonebridge_gateway.words import preferred_language

LONGEST_URL = 8_192
MOST_HEADER_BYTES = 32_768
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,128}")
_TRACEPARENT = re.compile(rb"00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})")
_ALWAYS: tuple[tuple[bytes, bytes], ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"vary", b"accept-language, authorization, cookie, origin, x-api-key"),
)
_NOTHING_RUNS = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")
_NOT_STORED = (b"cache-control", b"no-store")
_SECURE = (b"strict-transport-security", b"max-age=31536000")
_SPENT_BY_READING = "/signin"
"""What a GET uses up, a HEAD, which must be safe, does not reach."""
_log = logging.getLogger("tonebridge_gateway.access")


class Front:
    """Names each request, refuses what is too long, adds the headers, counts and times."""

    def __init__(self, app: ASGIApp, services: Services) -> None:
        self._app = app
        self._services = services
        self._proxies = Proxies(services.settings.gateway.trusted_proxies)
        self._public = urlsplit(services.settings.gateway.public_url)
        self._own_quota: dict[tuple[str, int, int], bytes] = {}
        self._last_left: asyncio.Event | None = None
        self.in_flight = 0
        """Requests that are being answered now."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        began = self._services.clock.monotonic()
        context, trace, header_bytes = self._read(scope)
        scope[SCOPE_KEY] = context  # type: ignore[literal-required]
        method: str = scope["method"]
        bodiless = method == "HEAD" and scope["path"] != _SPENT_BY_READING
        if bodiless:
            scope["method"] = HttpMethod.GET
        status = 500

        async def send_with_headers(event: Message) -> None:
            nonlocal status
            if event["type"] == "http.response.start":
                status = event["status"]
                took_s = self._services.clock.monotonic() - began
                self._dress(event, context, trace, took_s)
                route = scope.get("path_template") or measures.NO_ROUTE
                measures.answered(str(route), method, status, took_s)
            elif bodiless and event["type"] == "http.response.body":
                event["body"] = b""
            await send(event)

        self.in_flight += 1
        measures.IN_FLIGHT.inc()
        try:
            if header_bytes > MOST_HEADER_BYTES:
                await _refuse(send_with_headers, context, 431)
            elif len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST_URL:
                await _refuse(send_with_headers, context, 414)
            else:
                await self._app(scope, receive, send_with_headers)
        finally:
            self.in_flight -= 1
            if self._last_left is not None and not self.in_flight:
                self._last_left.set()
            measures.IN_FLIGHT.dec()
            if _log.isEnabledFor(logging.DEBUG):
                _log.debug(
                    "%s %s %d %s",
                    method,
                    scope.get("path_template") or measures.NO_ROUTE,
                    status,
                    context.request_id,
                )

    async def empty(self) -> None:
        """Wait until no request is being answered."""
        while self.in_flight:
            self._last_left = asyncio.Event()
            await self._last_left.wait()

    def _read(self, scope: Any) -> tuple[Context, bytes, int]:  # noqa: ANN401 - an ASGI scope
        """Read the headers once: the request's id, its trace, its caller's address."""
        request_id = accept = host = trace = forwarded_for = forwarded_proto = b""
        size = 0
        for name, value in scope["headers"]:
            size += len(name) + len(value)
            match name:
                case b"x-request-id":
                    request_id = value
                case b"accept-language":
                    accept = value
                case b"host":
                    host = value
                case b"traceparent":
                    trace = value
                case b"x-forwarded-for":
                    forwarded_for = forwarded_for + b"," + value if forwarded_for else value
                case b"x-forwarded-proto":
                    forwarded_proto = value
                case _:
                    pass
        if _REQUEST_ID.fullmatch(request_id) is None:
            named = self._services.ids.new()
        else:
            named = request_id.decode("ascii")
        client = scope.get("client")
        origin = self._proxies.origin(
            client[0] if client else "",
            forwarded_for.decode("latin-1"),
            forwarded_proto.decode("latin-1"),
            scope.get("scheme", "http"),
        )
        context = Context(
            self._services,
            request_id=named,
            address=origin.address,
            secure="https" in (self._public.scheme, origin.scheme),
            hosts=frozenset(filter(None, (host.decode("latin-1"), self._public.netloc))),
            language=preferred_language(accept.decode("latin-1")) if accept else None,
        )
        return context, _next_trace(trace), size

    def _dress(
        self, event: HTTPResponseStartEvent, context: Context, trace: bytes, took_s: float
    ) -> None:
        """Add what every answer carries, but over nothing that a route has said itself."""
        headers = list(event["headers"])
        said = {name for name, _ in headers}
        headers.extend(_ALWAYS)
        if b"content-security-policy" not in said:
            headers.append(_NOTHING_RUNS)
        if b"cache-control" not in said:
            headers.append(_NOT_STORED)
        if context.secure:
            headers.append(_SECURE)
        headers.append((b"x-request-id", context.request_id.encode()))
        headers.append((b"traceparent", trace))
        if b"server-timing" not in said:
            headers.append((b"server-timing", b"total;dur=%.2f" % (1000 * took_s)))
        if context.admission is not None and b"ratelimit" not in said:
            headers.extend(self._limits(context.admission))
        event["headers"] = headers

    def _limits(self, admission: Admission) -> tuple[tuple[bytes, bytes], ...]:
        quota = (admission.limit, admission.quota, admission.window_s)
        policy = self._own_quota.get(quota)
        if policy is None:
            policy = b'"%s";q=%d;w=%d' % (admission.limit.encode(), *quota[1:])
            self._own_quota[quota] = policy
        left = b'"%s";r=%d;t=%d' % (
            admission.limit.encode(),
            max(0, admission.remaining),
            max(0, -int(-admission.reset_s // 1)),
        )
        return (b"ratelimit-policy", policy), (b"ratelimit", left)


def _next_trace(trace: bytes) -> bytes:
    """Go on with the caller's trace in a span of our own, or begin one."""
    parent = _TRACEPARENT.fullmatch(trace)
    fresh = os.urandom(24).hex().encode()
    if parent is None:
        return b"00-" + fresh[:32] + b"-" + fresh[32:] + b"-00"
    return b"00-" + parent[1] + b"-" + fresh[32:] + b"-" + parent[2]


async def _refuse(send: Send, context: Context, status: int) -> None:
    """Answer before any route is looked for."""
    reader = context.language or Language.EN
    body = problem(
        status=status, code=HTTP_CODES[status], request_id=context.request_id, reader=reader
    )
    headers = [
        (b"content-type", MEDIA_TYPE.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"content-language", reader.value.encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
