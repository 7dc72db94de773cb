"""Answers on their way out."""

from collections.abc import Mapping
from datetime import UTC, datetime

import msgspec
from litestar import Response
from msgspec import Struct

from tonebridge_gateway.reading import JSON

_encoder = msgspec.json.Encoder()


def json_reply(
    answer: Struct, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response[bytes]:
    """Encode a struct."""
    return bytes_reply(_encoder.encode(answer), status=status, headers=headers)


def bytes_reply(
    body: bytes,
    *,
    status: int = 200,
    media_type: str = JSON,
    headers: Mapping[str, str] | None = None,
) -> Response[bytes]:
    """Send bytes as they are."""
    return Response(body, status_code=status, media_type=media_type, headers=headers)


def no_content() -> Response[None]:
    """Say that it is done."""
    return Response(None, status_code=204)


def instant(seconds: float) -> datetime:
    """Turn seconds since 1970 into a time that is written with a Z."""
    return datetime.fromtimestamp(seconds, UTC)


def instant_or_none(seconds: float | None) -> datetime | None:
    """Turn seconds since 1970, if there are any."""
    return None if seconds is None else instant(seconds)
