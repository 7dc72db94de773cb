"""Let in who may come in: every route says what it takes, and none can forget."""

from urllib.parse import urlsplit

from litestar.handlers import BaseRouteHandler

from tonebridge.application.identity import need_scope
from tonebridge.application.secrets import COOKIE
from tonebridge.domain.errors import Forbidden, Unauthenticated
from tonebridge_gateway.context import Connection, Context, context_of
from tonebridge_gateway.described import Access, docs_of, is_described
from tonebridge_gateway.reactions import Refused

COOKIE_NAME = "tonebridge"
PAGE_HEADER = "x-tonebridge-page"
"""What our page sends beside its cookie; no other site's page can."""
_BEARER = "bearer "


async def authorise(connection: Connection, handler: BaseRouteHandler) -> None:
    """Check what the route takes: nothing, an address's permits, a caller, or a scope."""
    if not is_described(handler):  # the framework's answer to OPTIONS, which is not ours
        raise Refused(405, "method_not_allowed")
    access = docs_of(handler).access
    if access is Access.PUBLIC:
        return
    context = context_of(connection)
    services = context.services
    if access is Access.VISITOR:
        context.admission = await services.admit.visitor(context.address)
        return
    context.credential = credential_of(connection, context)
    if services.identify.must_ask(context.credential):
        await services.lookups.admit(context.address)
    caller = await services.identify(context.credential)
    context.caller = caller
    context.admission = await services.admit.caller(caller)
    if access is not Access.MEMBER:
        need_scope(caller, access.scope)


def credential_of(connection: Connection, context: Context) -> str:
    """Find the credentials of a request.

    Raises:
        Unauthenticated: there are none, or of a form that we do not know.
        Forbidden: there is a cookie, but our page did not send it.
    """
    headers = connection.headers
    stated = headers.get("authorization")
    if stated is not None:
        if not stated[: len(_BEARER)].lower() == _BEARER:
            raise Unauthenticated("send Authorization: Bearer …")
        return _not_a_cookie(stated[len(_BEARER) :].strip())
    key = headers.get("x-api-key")
    if key is not None:
        return _not_a_cookie(key.strip())
    cookie = connection.cookies.get(COOKIE_NAME)
    if cookie is None or not cookie.startswith(COOKIE):
        raise Unauthenticated("this needs credentials")
    need_our_page(connection, context)
    return cookie


def from_our_page(connection: Connection) -> bool:
    """Say whether the request claims to come from our page."""
    return connection.headers.get(PAGE_HEADER) == "1"


def need_our_page(connection: Connection, context: Context) -> None:
    """Refuse what another site's page may have had the browser send."""
    if not from_our_page(connection):
        raise Forbidden("the header X-ToneBridge-Page: 1 beside a cookie")
    site = connection.headers.get("sec-fetch-site", "same-origin")
    origin = connection.headers.get("origin")
    foreign = origin is not None and _host_of(origin) not in context.hosts
    if site not in ("same-origin", "none") or foreign:
        raise Forbidden("a request from this page's own origin")


def _host_of(origin: str) -> str:
    """Return the host of an Origin header, with its port; what is none stays as it is."""
    try:
        return urlsplit(origin).netloc or origin
    except ValueError:
        return origin


def _not_a_cookie(credential: str) -> str:
    if not credential or credential.startswith(COOKIE):
        raise Unauthenticated("this is neither a token nor an API key")
    return credential
