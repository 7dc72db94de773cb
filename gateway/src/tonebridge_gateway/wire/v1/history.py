"""What was transformed."""

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from tonebridge_gateway.wire.v1.base import KindName, LanguageName, Request, Response, Time, Uuid


class HistoryQuery(Request, frozen=True, kw_only=True):
    """Which entries, and where to go on."""

    q: Annotated[str, Meta(min_length=1, max_length=200)] | UnsetType = UNSET
    """Words that source or answer hold; every one of them."""
    kind: KindName | UnsetType = UNSET
    language: LanguageName | UnsetType = UNSET
    since: Time | UnsetType = UNSET
    until: Time | UnsetType = UNSET
    limit: Annotated[int, Meta(ge=1, le=100)] = 20
    cursor: Annotated[str, Meta(min_length=1, max_length=512)] | UnsetType = UNSET


class ExportQuery(Request, frozen=True, kw_only=True):
    """Which entries."""

    q: Annotated[str, Meta(min_length=1, max_length=200)] | UnsetType = UNSET
    kind: KindName | UnsetType = UNSET
    language: LanguageName | UnsetType = UNSET
    since: Time | UnsetType = UNSET
    until: Time | UnsetType = UNSET


class HistoryItem(Response, frozen=True, kw_only=True):
    """One transform that was answered."""

    id: Uuid
    created_at: Time
    kind: KindName
    intensity: Annotated[int, Meta(ge=0, le=3)]
    language: LanguageName
    preset: str | None
    source: str
    text: str
    provider: str
    model: str | None
    degraded: bool
    cache: str
    transform_id: Uuid


class HistoryResponse(Response, frozen=True, kw_only=True):
    """Entries, newest first."""

    items: tuple[HistoryItem, ...]
    next_cursor: str | None


class DeletedResponse(Response, frozen=True, kw_only=True):
    """How many are gone."""

    deleted: int
