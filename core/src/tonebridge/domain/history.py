"""What is kept of each transform."""

from enum import StrEnum

from msgspec import Struct

from tonebridge.domain.message import Intensity, Kind, Language


class HistoryEntry(Struct, frozen=True, kw_only=True, array_like=True):
    """One transform that was answered. Travels the stream as msgpack."""

    id: str
    """UUIDv7 of the request; makes writing it twice harmless."""
    created_at: float
    tenant_id: str
    member_id: str
    key_id: str | None
    transform_id: str
    """The answer's id; several requests that were served the same answer share it."""
    kind: Kind
    intensity: Intensity
    language: Language
    preset: str | None
    source: str
    text: str
    provider: str
    model: str | None
    degraded: bool
    cache: str
    """`l1`, `l2`, `coalesced` or `miss`."""


class HistoryFilter(Struct, frozen=True, kw_only=True):
    """Which entries are wanted; what is None does not narrow."""

    query: str | None = None
    """Words that source or answer hold; every one of them."""
    kind: Kind | None = None
    language: Language | None = None
    since: float | None = None
    until: float | None = None


class HistoryPage(Struct, frozen=True, kw_only=True):
    """Entries, newest first, and where to go on."""

    items: tuple[HistoryEntry, ...]
    next_cursor: str | None
    """Opaque; None: this was the last page."""


class Reception(StrEnum):
    """What a member made of an answer."""

    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"


class Feedback(Struct, frozen=True, kw_only=True):
    """What a member said of an answer."""

    id: str
    transform_id: str
    verdict: Reception
    text: str | None
    """How it should have read; with `edit` only."""
    created_at: float


class UsageDay(Struct, frozen=True, kw_only=True):
    """What a tenant did on one day (UTC)."""

    day: str
    """`2026-01-31`."""
    kind: Kind
    provider: str
    transforms: int
    characters: int
    """Of sources, in code points."""
    cached: int
    """Of the transforms, those that a cache answered."""
    degraded: int
