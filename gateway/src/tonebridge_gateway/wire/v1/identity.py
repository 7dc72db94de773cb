"""Accounts, sessions and keys."""

from typing import Annotated, Literal

from msgspec import Meta

from tonebridge_gateway.wire.v1.base import (
    Email,
    Name,
    Password,
    Request,
    Response,
    ScopeName,
    Secret,
    Time,
    Uuid,
)


class RegisterRequest(Request, frozen=True, kw_only=True):
    """A new tenant and its owner."""

    email: Email
    password: Password
    tenant: Name | None = None


class RegisterResponse(Response, frozen=True, kw_only=True):
    """The new owner."""

    id: Uuid
    email: str
    role: Literal["owner", "member"]


class LoginRequest(Request, frozen=True, kw_only=True):
    """Who wants in."""

    email: Email
    password: Annotated[str, Meta(min_length=1, max_length=200)]


class TokensResponse(Response, frozen=True, kw_only=True):
    """A pair of tokens."""

    access_token: str
    refresh_token: str
    expires_in: int
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - its type, not the token


class RefreshRequest(Request, frozen=True, kw_only=True):
    """A refresh token, which works once."""

    refresh_token: Secret


class ResetRequest(Request, frozen=True, kw_only=True):
    """Whose password is forgotten."""

    email: Email


class ResetConfirmRequest(Request, frozen=True, kw_only=True):
    """A new password, with the token from the mail."""

    token: Secret
    password: Password


class KeyRequest(Request, frozen=True, kw_only=True):
    """A new API key."""

    name: Name
    scopes: Annotated[tuple[ScopeName, ...], Meta(min_length=1, max_length=4)] | None = None
    """None: all that the caller's own credentials are good for."""
    expires_at: Time | None = None


class RotateRequest(Request, frozen=True, kw_only=True):
    """How long the old key still works."""

    overlap_s: Annotated[int, Meta(ge=0, le=30 * 86_400)] = 86_400


class KeyResponse(Response, frozen=True, kw_only=True):
    """A key as it is listed."""

    id: Uuid
    name: str
    scopes: tuple[ScopeName, ...]
    prefix: str
    created_at: Time
    expires_at: Time | None
    revoked_at: Time | None
    last_used_at: Time | None


class NewKeyResponse(KeyResponse, frozen=True, kw_only=True):
    """A new key, shown once."""

    key: str | None
    """The secret. None where a repeated request is answered again: it is stored nowhere."""


class KeysResponse(Response, frozen=True, kw_only=True):
    """A member's keys, newest first."""

    items: tuple[KeyResponse, ...]
