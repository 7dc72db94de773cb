"""Where a page of history ended, as text that means nothing to its bearer."""

import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from uuid import UUID

from tonebridge.domain.errors import InvalidField

_FORM = struct.Struct(">q16s")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def write_cursor(created_at: float, id_: str) -> str:
    """Name the last entry of a page."""
    micros = (datetime.fromtimestamp(created_at, UTC) - _EPOCH) // _MICROSECOND
    return urlsafe_b64encode(_FORM.pack(micros, UUID(id_).bytes)).decode()


def read_cursor(cursor: str) -> tuple[float, str]:
    """Return when the last entry was made and its id, or raise `InvalidField`."""
    try:
        micros, id_ = _FORM.unpack(urlsafe_b64decode(cursor))
        created_at = (_EPOCH + timedelta(microseconds=micros)).timestamp()
        if write_cursor(created_at, str(UUID(bytes=id_))) == cursor:
            return created_at, str(UUID(bytes=id_))
    except (ValueError, OverflowError, struct.error):
        pass
    raise InvalidField("cursor", "use the one that the last page gave")
