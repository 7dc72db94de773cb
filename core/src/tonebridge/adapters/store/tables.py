"""The tables as queries name them; migrations/ says what they are."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    TypeDecorator,
    Uuid,
)
from typing_extensions import override

SCHEMA = "tonebridge"
NOBODY = str(UUID(int=0))
"""No row has this id."""

metadata = MetaData(schema=SCHEMA)


class Epoch(TypeDecorator[float]):
    """Seconds since 1970, kept as a timestamp with microseconds."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: float | None, dialect: Dialect) -> datetime | None:
        return to_moment(value)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> float | None:
        return None if value is None else value.timestamp()


def to_moment(value: float | None) -> datetime | None:
    """Turn seconds since 1970 into a time with its zone (UTC)."""
    return None if value is None else datetime.fromtimestamp(value, UTC)


def sought(id_: str) -> str:
    """Return an id to look for: itself, or one that nothing has if it is no UUID."""
    try:
        return str(UUID(id_))
    except ValueError:
        return NOBODY


def _id(name: str) -> Column[str]:
    return Column(name, Uuid(as_uuid=False))


def _text(name: str) -> Column[str]:
    return Column(name, Text())


def _time(name: str) -> Column[float]:
    return Column(name, Epoch())


def _table(name: str, *columns: Column[Any]) -> Table:
    return Table(name, metadata, *columns)


tenants = _table(
    "tenants", _id("id"), _text("name"), Column("store_text", Boolean()), _time("created_at")
)

members = _table(
    "members",
    _id("id"),
    _id("tenant_id"),
    _text("email"),
    _text("email_folded"),
    _text("role"),
    _text("language"),
    _text("time_zone"),
    _text("password_hash"),
    _time("created_at"),
)

sessions = _table(
    "sessions",
    _id("id"),
    _id("tenant_id"),
    _id("member_id"),
    _time("created_at"),
    _time("expires_at"),
    _time("revoked_at"),
)

refresh_tokens = _table(
    "refresh_tokens", _text("token_hash"), _id("tenant_id"), _id("session_id"), _time("used_at")
)

api_keys = _table(
    "api_keys",
    _id("id"),
    _id("tenant_id"),
    _id("member_id"),
    _text("name"),
    _text("key_hash"),
    _text("prefix"),
    Column("scopes", ARRAY(Text())),
    _time("created_at"),
    _time("expires_at"),
    _time("revoked_at"),
    _time("last_used_at"),
)

one_time_tokens = _table(
    "one_time_tokens",
    _text("token_hash"),
    _text("purpose"),
    _id("tenant_id"),
    _id("member_id"),
    _time("expires_at"),
)

dictionaries = _table(
    "dictionaries",
    _id("id"),
    _id("tenant_id"),
    _text("name"),
    _text("language"),
    Column("version", Integer()),
    _time("updated_at"),
)

terms = _table(
    "terms",
    _id("id"),
    _id("tenant_id"),
    _id("dictionary_id"),
    _text("term"),
    _text("plain"),
    _text("note"),
)

presets = _table(
    "presets",
    _id("id"),
    _id("tenant_id"),
    _text("name"),
    _text("audience"),
    Column("register", SmallInteger()),
    Column("intensity", SmallInteger()),
    _time("updated_at"),
)

history_entries = _table(
    "history_entries",
    _id("id"),
    _time("created_at"),
    _id("tenant_id"),
    _id("member_id"),
    _id("key_id"),
    _id("transform_id"),
    _text("kind"),
    Column("intensity", SmallInteger()),
    _text("language"),
    _text("preset"),
    _text("source"),
    _text("text"),
    _text("provider"),
    _text("model"),
    Column("degraded", Boolean()),
    _text("cache"),
)
"""Without `characters` and `search`, which only the writer and the search function touch."""

usage_daily = _table(
    "usage_daily",
    _id("tenant_id"),
    Column("day", Date()),
    _text("kind"),
    _text("provider"),
    Column("transforms", BigInteger()),
    Column("characters", BigInteger()),
    Column("cached", BigInteger()),
    Column("degraded", BigInteger()),
)

feedback_rows = _table(
    "feedback",
    _id("id"),
    _id("tenant_id"),
    _id("member_id"),
    _id("transform_id"),
    _text("verdict"),
    _text("text"),
    _time("created_at"),
)
