"""Bodies, queries and ids of requests, within bounds of size and time."""

import asyncio
from typing import TypeVar
from uuid import UUID

from tonebridge.domain.errors import InvalidField, NotFound
from tonebridge_gateway.context import HttpRequest, context_of
from tonebridge_gateway.reactions import Refused
from tonebridge_gateway.wire.decoding import convert, decode
from tonebridge_gateway.wire.refusals import NotOfThisShape

T = TypeVar("T")

JSON = "application/json"


class CallerLeft(Exception):
    """The connection ended before the body did; nobody waits for an answer."""


async def body_of(request: HttpRequest, media_type: str = JSON) -> bytes:
    """Read the whole body.

    Raises:
        Refused: it is of another media type, larger than `gateway.body_limit_bytes`, or
            not there after `gateway.body_timeout_s`.
        CallerLeft: it never will be.
    """
    settings = context_of(request).services.settings.gateway
    stated = request.headers.get("content-type", media_type)
    if stated.partition(";")[0].strip().lower() != media_type:
        raise Refused(415, "unsupported_media_type")
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Refused(415, "unsupported_media_type")
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > settings.body_limit_bytes:
        raise Refused(413, "body_too_large", close=True)
    pieces: list[bytes] = []
    arrived = 0
    try:
        async with asyncio.timeout(settings.body_timeout_s):
            while True:
                event = await request.receive()
                if event["type"] != "http.request":
                    raise CallerLeft
                pieces.append(event["body"])
                arrived += len(event["body"])
                if arrived > settings.body_limit_bytes:
                    raise Refused(413, "body_too_large", close=True)
                if not event.get("more_body", False):
                    return b"".join(pieces)
    except TimeoutError:
        raise Refused(408, "body_too_slow", close=True) from None


async def json_of(request: HttpRequest, shape: type[T]) -> T:
    """Read a JSON body of this shape. Raises as `body_of`, and `InvalidField`."""
    return decode(await body_of(request), shape)


def query_of(request: HttpRequest, shape: type[T]) -> T:
    """Read the query parameters. Raises `InvalidField`."""
    return convert(list(request.query_params.multi_items()), shape)


def no_query(request: HttpRequest) -> None:
    """Refuse query parameters where there are none to give."""
    for name, _ in request.query_params.multi_items():
        raise NotOfThisShape(name[:64], "remove this field: there is none of that name")


def id_of(request: HttpRequest, parameter: str, what: str) -> str:
    """Return an id from the path in its one form. Raises `NotFound` if it can be none."""
    try:
        return str(UUID(request.path_params[parameter]))
    except ValueError:
        raise NotFound(what) from None


def check_text(text: str, field: str = "text") -> str:
    """Refuse a text of white space alone. Raises `InvalidField`."""
    if not text.strip():
        raise InvalidField(field, "write something that is not white space")
    return text


def as_id(text: str, field: str) -> str:
    """Return an id from a body in its one form. Raises `InvalidField` if it can be none."""
    try:
        return str(UUID(text))
    except ValueError:
        raise InvalidField(field, "give an id as it was answered, a UUID") from None
