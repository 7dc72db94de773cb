"""Who owns data, who acts, and what they may do."""

from enum import StrEnum

from msgspec import Struct


class Role(StrEnum):
    """What a member may do in a tenant."""

    OWNER = "owner"
    """Everything, and the tenant itself."""
    MEMBER = "member"
    """Own work; sees no other member's history."""


class Scope(StrEnum):
    """What a key or a token is good for."""

    TRANSFORM = "transform"
    """Transform, analyze, rank, give feedback."""
    HISTORY = "history"
    DICTIONARIES = "dictionaries"
    """Dictionaries and presets."""
    ADMIN = "admin"
    """Keys, profile, usage, purging."""


ALL_SCOPES = frozenset(Scope)


class Tenant(Struct, frozen=True, kw_only=True):
    """Who owns data."""

    id: str
    name: str
    store_text: bool = True
    """False: history keeps neither source nor answer, only what was done."""


class Member(Struct, frozen=True, kw_only=True):
    """A person of one tenant."""

    id: str
    tenant_id: str
    email: str
    role: Role
    language: str = "en"
    """In which reasons and pages are read."""
    time_zone: str = "UTC"
    """IANA name."""


class Caller(Struct, frozen=True, kw_only=True):
    """Who acts in this request, verified."""

    tenant_id: str
    member_id: str
    role: Role
    scopes: frozenset[Scope]
    key_id: str | None = None
    """The API key that was shown, if one was."""
    session_id: str | None = None
    """The session that the token belongs to, if it was a token."""
    language: str = "en"


class ApiKey(Struct, frozen=True, kw_only=True):
    """A key as it is listed: never its secret."""

    id: str
    tenant_id: str
    member_id: str
    name: str
    scopes: frozenset[Scope]
    prefix: str
    """The first characters of the secret, so that people can tell keys apart."""
    created_at: float
    """Seconds since 1970, as all times in core."""
    expires_at: float | None = None
    revoked_at: float | None = None
    last_used_at: float | None = None
