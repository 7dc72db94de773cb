"""What browsers get beside the API: the page, the documentation, their assets, the sign-in."""

import re
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from litestar import Response, get
from msgspec import Struct

from tonebridge.domain.errors import InvalidField, Unauthenticated
from tonebridge_gateway.context import HttpRequest, context_of
from tonebridge_gateway.cookies import signed_in_cookie
from tonebridge_gateway.described import Access, Docs, described
from tonebridge_gateway.freshness import names_tag
from tonebridge_gateway.openapi import document
from tonebridge_gateway.reactions import Refused
from tonebridge_gateway.reading import query_of
from tonebridge_gateway.replies import bytes_reply, json_reply
from tonebridge_gateway.wire import v1

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
_TYPES = {
    "css": "text/css",
    "html": "text/html",
    "ico": "image/x-icon",
    "js": "text/javascript",
    "json": "application/json",
    "map": "application/json",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "webmanifest": "application/manifest+json",
    "woff2": "font/woff2",
}
_HASHED = re.compile(r".*\.[A-Za-z0-9]{8}\.[a-z0-9]+")
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_PERSON = "text/html"
"""What a browser that follows a link accepts; a program asks for anything, or for JSON."""


class StaticFile(Struct, frozen=True):
    """A file, read once at the start."""

    body: bytes
    media_type: str
    etag: str
    cache_control: str


def read_site() -> dict[str, StaticFile]:
    """Read every file of the page, by its path (`index.html`, `assets/…`)."""
    found: dict[str, StaticFile] = {}
    _collect(files("tonebridge_gateway") / "page", "", found)
    return found


def _collect(folder: Traversable, path: str, found: dict[str, StaticFile]) -> None:
    if not folder.is_dir():
        return
    for entry in folder.iterdir():
        name = f"{path}{entry.name}"
        media_type = _TYPES.get(entry.name.rpartition(".")[2])
        if entry.is_dir():
            _collect(entry, f"{name}/", found)
        elif media_type is not None:
            body = entry.read_bytes()
            keep = _FOR_EVER if _HASHED.fullmatch(entry.name) else _ASK_AGAIN
            found[name] = StaticFile(body, media_type, f'"{sha256(body).hexdigest()[:32]}"', keep)


@get("/", opt={"site": True})
async def index(request: HttpRequest) -> Response[bytes]:
    """Serve the page."""
    return _file(request, "index.html")


@get("/docs", opt={"site": True})
async def docs(request: HttpRequest) -> Response[bytes]:
    """Serve the API's documentation."""
    return _file(request, "docs/index.html")


@get("/assets/{path:path}", opt={"site": True})
async def asset(request: HttpRequest) -> Response[bytes]:
    """Serve a script, style or image."""
    return _file(request, f"assets{request.path_params['path']}")


@get("/favicon.ico", opt={"site": True})
async def favicon(request: HttpRequest) -> Response[bytes]:
    """Serve the page's icon."""
    site = request.app.state["site"]
    icons = [name for name in site if name.startswith("assets/favicon.")]
    return _file(request, icons[0] if icons else "")


@get("/openapi.json", opt={"site": True})
async def openapi(request: HttpRequest) -> Response[bytes]:
    """Serve the OpenAPI document."""
    return bytes_reply(document(request.app), headers={"Cache-Control": _ASK_AGAIN})


class SignInQuery(v1.Request, frozen=True, kw_only=True):
    """The token of the link."""

    token: v1.Secret


@get("/signin", opt={"site": True})
async def signin(request: HttpRequest) -> Response[bytes]:
    """Sign in by a one-time link, then go to the page; it tells people of a spent one."""
    context = context_of(request)
    services = context.services
    await services.lookups.admit(context.address)
    try:
        member = await services.signin(query_of(request, SignInQuery).token)
    except (Unauthenticated, InvalidField):
        if _PERSON not in request.headers.get("accept", ""):
            raise
        return Response(b"", status_code=303, headers={"Location": "/#signin=expired"})
    secret = await services.sessions.open_cookie(member)
    cookie = signed_in_cookie(
        secret, lives_s=int(services.settings.auth.refresh_ttl_s), secure=context.secure
    )
    return Response(b"", status_code=303, headers={"Location": "/", "Set-Cookie": cookie})


_HEALTH = described(
    Docs(access=Access.PUBLIC, tag="health", answer=v1.HealthResponse, problems=False)
)


@get("/health/live", **_HEALTH)
async def live(request: HttpRequest) -> Response[bytes]:
    """Say whether the process is worth keeping."""
    status, report = request.app.state["health"].live()
    return json_reply(report, status=status)


@get("/health/ready", **_HEALTH)
async def ready(request: HttpRequest) -> Response[bytes]:
    """Say whether requests should be sent here."""
    status, report = request.app.state["health"].ready()
    return json_reply(report, status=status)


@get("/health/startup", **_HEALTH)
async def startup(request: HttpRequest) -> Response[bytes]:
    """Say whether the start is over."""
    status, report = request.app.state["health"].started()
    return json_reply(report, status=status)


SITE = (index, docs, asset, favicon, openapi, signin, live, ready, startup)


def _file(request: HttpRequest, name: str) -> Response[bytes]:
    found: StaticFile | None = request.app.state["site"].get(name)
    if found is None:
        raise Refused(404, "no_such_path")
    headers = {
        "ETag": found.etag,
        "Cache-Control": found.cache_control,
        "Content-Security-Policy": PAGE_POLICY,
    }
    if names_tag(request.headers.get("if-none-match", ""), found.etag):
        return Response(b"", status_code=304, headers=headers)
    return bytes_reply(found.body, media_type=found.media_type, headers=headers)
