"""What of a history entry can be kept: databases hold less than Python does."""

import re
from datetime import UTC, date, datetime
from uuid import UUID

from msgspec.structs import replace

from tonebridge.domain.history import HistoryEntry

_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL and unpaired surrogates: PostgreSQL holds neither."""
_YEARS = range(1970, 2200)
"""What lies outside was stamped by a broken clock, and each day takes a partition."""


def keepable(entry: HistoryEntry) -> HistoryEntry | None:
    """Return an entry with its texts mended by U+FFFD, or None if its ids or time are none."""
    try:
        for id_ in (entry.id, entry.tenant_id, entry.member_id, entry.transform_id):
            UUID(id_)
        if entry.key_id is not None:
            UUID(entry.key_id)
        if day_of(entry).year not in _YEARS:
            return None
    except (ValueError, OverflowError, OSError):
        return None
    return replace(
        entry,
        source=_mended(entry.source),
        text=_mended(entry.text),
        provider=_mended(entry.provider),
        cache=_mended(entry.cache),
        preset=entry.preset and _mended(entry.preset),
        model=entry.model and _mended(entry.model),
    )


def day_of(entry: HistoryEntry) -> date:
    """Return the day (UTC) on which an entry was made."""
    return datetime.fromtimestamp(entry.created_at, UTC).date()


def _mended(text: str) -> str:
    return _UNKEEPABLE.sub("\ufffd", text)
