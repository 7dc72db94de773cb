"""What PostgreSQL and its driver say, in the product's words."""

import asyncpg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from tonebridge.domain.errors import (
    Conflict,
    InvalidField,
    NotFound,
    StoreUnavailable,
    ToneBridgeError,
)

_AWAY_CLASSES = ("08", "28", "3D", "53", "57", "58")
"""Connection, authorization, no such database, resources, operator's intervention, system."""
_AWAY_STATES = frozenset({"25006", "40001", "40P01", "55P03"})
"""A standby, a serialization failure, a deadlock, a lock not had in time: all pass."""
_UNIQUE = "23505"
_FOREIGN_KEY = "23503"
_VALUE_CLASSES = ("22", "54")
"""Data and program limits: no number, too long for an index."""
_UNTRANSLATABLE = frozenset({"22021", "22P05"})

_REFERRED = {
    "members_tenant_id_fkey": "tenant",
    "dictionaries_tenant_id_fkey": "tenant",
    "presets_tenant_id_fkey": "tenant",
    "feedback_tenant_id_fkey": "tenant",
    "sessions_member_fkey": "member",
    "api_keys_member_fkey": "member",
    "one_time_tokens_member_fkey": "member",
    "refresh_tokens_session_fkey": "session",
    "terms_dictionary_fkey": "dictionary",
}
"""What is not there when a foreign key refuses."""

_TAKEN = {
    "members_email_folded_key": ("email", "use another one"),
    "dictionaries_name_key": ("name", "there is one of that name; choose another"),
    "presets_name_key": ("name", "there is one of that name; choose another"),
}


def in_our_words(error: Exception) -> ToneBridgeError | None:
    """Return what an error means, or None if it is a mistake in this program."""
    if isinstance(error, OSError | PoolExhausted | asyncpg.InterfaceError):
        return StoreUnavailable("database")
    if isinstance(error, asyncpg.PostgresError):  # while connecting: nothing else gets here
        return StoreUnavailable("database")
    if not isinstance(error, DBAPIError):
        return None
    if error.connection_invalidated:
        return StoreUnavailable("database")
    return _by_state(error)


def is_about_values(error: DBAPIError) -> bool:
    """Say whether a statement failed for what its values are, so others would pass."""
    driver, state = _said(error)
    return isinstance(driver, asyncpg.DataError) or state.startswith(_VALUE_CLASSES)


def _by_state(error: DBAPIError) -> ToneBridgeError | None:
    driver, state = _said(error)
    constraint: str = getattr(driver, "constraint_name", None) or ""
    if state.startswith(_AWAY_CLASSES) or state in _AWAY_STATES:
        return StoreUnavailable("database")
    if state == _UNIQUE:
        return Conflict(*_TAKEN.get(constraint, ("id", "it is taken; choose another")))
    if state == _FOREIGN_KEY and constraint in _REFERRED:
        return NotFound(_REFERRED[constraint])
    if state in _UNTRANSLATABLE or isinstance(driver and driver.__cause__, UnicodeEncodeError):
        return InvalidField("text", "leave out NUL and unpaired surrogates")
    return None


def _said(error: DBAPIError) -> tuple[BaseException | None, str]:
    """Return the driver's own error and its SQLSTATE, empty if the server never saw it."""
    driver = getattr(error.orig, "__cause__", None)
    return driver, getattr(driver, "sqlstate", None) or ""
