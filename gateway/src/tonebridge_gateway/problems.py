"""Errors as problem details (RFC 9457)."""

import logging
import math
import traceback
from http import HTTPStatus

import msgspec
from litestar import Response
from litestar.exceptions import HTTPException

from tonebridge.application.services import Services
from tonebridge.domain import errors
from tonebridge.domain.message import Language
from tonebridge_gateway.context import HttpRequest, context_of
from tonebridge_gateway.reactions import HTTP_CODES, Refused, reaction_to
from tonebridge_gateway.sentences import as_sentence
from tonebridge_gateway.wire.v1 import Problem
from tonebridge_gateway.words import words_of

MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger(__name__)


def problem(
    *,
    status: int,
    code: str,
    request_id: str,
    reader: Language,
    detail: str | None = None,
    field: str | None = None,
    remedy: str | None = None,
) -> bytes:
    """Render one; without a detail of its own it has its code's.

    What is of the caller stands in it as JSON text, which no browser runs.
    """
    words = words_of(code, reader)
    advice = as_sentence(remedy, reader) if remedy else words.remedy
    what = as_sentence(detail, reader) if detail else words.detail.format(field=field or "")
    return msgspec.json.encode(
        Problem(
            type=f"urn:tonebridge:problem:{code}",
            title=words.title,
            status=status,
            code=code,
            detail=what,
            field=field or msgspec.UNSET,
            remedy=advice or msgspec.UNSET,
            request_id=request_id,
        )
    )


def of_core(request: HttpRequest, error: errors.ToneBridgeError) -> Response[bytes]:
    """Answer an error that a use case raised."""
    context = context_of(request)
    reaction = reaction_to(error)
    headers = {}
    if reaction.retry:
        wait_s = getattr(error, "retry_after_s", 1.0)
        headers["Retry-After"] = str(max(1, math.ceil(wait_s)))
    detail = None
    if isinstance(error, errors.Unauthenticated):
        headers["WWW-Authenticate"] = 'Bearer realm="tonebridge"'
        detail = str(error)
    if isinstance(error, errors.RateLimited):
        headers |= _refused_limit(error, context.services)
    if reaction.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.info("request %s: %s", context.request_id, error)
    field, remedy = _advice(error)
    return _answer(
        request, reaction.status, error.code, headers, detail=detail, field=field, remedy=remedy
    )


def of_refusal(request: HttpRequest, error: Refused) -> Response[bytes]:
    """Answer a use of HTTP that we refuse."""
    headers = {"Connection": "close"} if error.close else {}
    if error.status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(_methods_at(request))
    return _answer(request, error.status, error.code, headers)


def of_http(request: HttpRequest, error: HTTPException) -> Response[bytes]:
    """Answer an error that the framework raised."""
    status = error.status_code
    code = HTTP_CODES.get(status)
    if code is None:
        status, code = (400, HTTP_CODES[400]) if status < 500 else (500, HTTP_CODES[500])  # noqa: PLR2004 - HTTP's own line
    headers = {}
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(_methods_at(request))
    return _answer(request, status, code, headers)


def of_bug(request: HttpRequest, error: Exception) -> Response[bytes]:
    """Answer what nobody expected: the log has the place, the caller the request's id.

    The error's own words stay out of the log: they may hold what somebody wrote.
    """
    place = "".join(traceback.format_tb(error.__traceback__))
    name = type(error).__name__
    _log.error("request %s failed: %s at\n%s", context_of(request).request_id, name, place)
    return _answer(request, 500, HTTP_CODES[500], {})


def of_caller_left(request: HttpRequest, error: Exception) -> Response[bytes]:
    """Close the books on a request whose caller is gone; nobody reads this."""
    del error
    return _answer(request, 400, HTTP_CODES[400], {"Connection": "close"})


def _advice(error: errors.ToneBridgeError) -> tuple[str | None, str | None]:
    match error:
        case errors.InvalidField() | errors.Conflict():
            return error.field, error.remedy
        case errors.KindNotAvailable():
            return "kind", f"use one of {', '.join(error.available)}"
        case errors.Forbidden():
            return None, f"this needs {error.needed}"
        case _:
            return None, None


def _methods_at(request: HttpRequest) -> list[str]:
    """List the methods of the route at this path; one without parameters goes first."""
    path = request.scope["path"].rstrip("/")
    steps = path.split("/")
    methods: set[str] = set()
    for route in request.app.routes:
        if route.path_format == path:
            methods = set(route.methods)
            break
        template = route.path_format.split("/")
        if len(template) == len(steps) and all(
            wanted == given or wanted.startswith("{")
            for wanted, given in zip(template, steps, strict=True)
        ):
            methods |= set(route.methods)
    return sorted(methods - {"OPTIONS"})


def _refused_limit(error: errors.RateLimited, services: Services) -> dict[str, str]:
    limits = services.settings.limits
    quota = {
        "tenant": limits.tenant_per_min,
        "member": limits.member_per_min,
        "key": limits.key_per_min,
        "preview": limits.preview_per_min,
        "login": limits.login_per_min,
    }.get(error.limit)
    headers = {"RateLimit": f'"{error.limit}";r=0;t={math.ceil(error.retry_after_s)}'}
    if quota is not None:
        headers["RateLimit-Policy"] = f'"{error.limit}";q={quota};w=60'
    return headers


def _answer(
    request: HttpRequest,
    status: int,
    code: str,
    headers: dict[str, str],
    *,
    detail: str | None = None,
    field: str | None = None,
    remedy: str | None = None,
) -> Response[bytes]:
    context = context_of(request)
    reader = context.reader()
    body = problem(
        status=status,
        code=code,
        request_id=context.request_id,
        reader=reader,
        detail=detail,
        field=field,
        remedy=remedy,
    )
    headers["Content-Language"] = reader.value
    return Response(body, status_code=status, media_type=MEDIA_TYPE, headers=headers)
