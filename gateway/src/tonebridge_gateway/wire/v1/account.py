"""Profile, usage, feedback and health."""

from datetime import date
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from tonebridge_gateway.wire.v1.base import (
    KindName,
    LanguageName,
    Request,
    Response,
    TextIn,
    Time,
    Uuid,
)


class ProfileRequest(Request, frozen=True, kw_only=True):
    """What to change; what is absent stays."""

    language: LanguageName | None = None
    time_zone: Annotated[str, Meta(min_length=1, max_length=64)] | None = None
    store_text: bool | None = None
    """Whether history keeps texts; the owner's to choose, for the whole tenant."""


class ProfileResponse(Response, frozen=True, kw_only=True):
    """Who the caller is."""

    email: str
    tenant: str
    role: Literal["owner", "member"]
    language: LanguageName
    time_zone: str
    store_text: bool


class UsageQuery(Request, frozen=True, kw_only=True):
    """From when to when, both included, in UTC."""

    since: date | UnsetType = UNSET
    until: date | UnsetType = UNSET


class UsageItem(Response, frozen=True, kw_only=True):
    """What a tenant did on one day."""

    day: date
    kind: KindName
    provider: str
    transforms: int
    characters: int
    cached: int
    degraded: int


class UsageResponse(Response, frozen=True, kw_only=True):
    """Days, oldest first."""

    items: tuple[UsageItem, ...]


class FeedbackRequest(Request, frozen=True, kw_only=True):
    """What the caller made of an answer."""

    transform_id: Uuid
    verdict: Literal["accept", "edit", "reject"]
    text: TextIn | None = None
    """With `edit`: how it should have read."""


class FeedbackResponse(Response, frozen=True, kw_only=True):
    """What was kept."""

    id: Uuid
    transform_id: Uuid
    verdict: Literal["accept", "edit", "reject"]
    created_at: Time


class HealthResponse(Response, frozen=True, kw_only=True):
    """How the process is. `degraded`: it serves, but something that it relies on is away."""

    status: Literal["ready", "degraded", "draining"]
    version: str
    parts: dict[str, Literal["up", "away"]]
