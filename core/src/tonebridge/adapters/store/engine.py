"""Connections to PostgreSQL, and transactions that fail in our words."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import asyncpg
from sqlalchemy import ColumnElement, Text, cast, event, func, select, true
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DisconnectionError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from tonebridge.adapters.store.failures import in_our_words
from tonebridge.adapters.store.tables import sought
from tonebridge.domain.errors import SettingsInvalid
from tonebridge.settings import DatabaseSettings

_SCHEMES = frozenset({"postgresql", "postgres", "postgresql+asyncpg"})
GRACE_S = 1.0
"""The server ends an overlong statement itself; we only give up on a server that is stuck."""


def open_engine(
    url: str, settings: DatabaseSettings, *, application: str = "tonebridge"
) -> AsyncEngine:
    """Return a pool of connections; none is made before the first one is needed.

    The URL is libpq's (`postgresql://user:password@host/database?sslmode=require`).
    `application` is what PostgreSQL lists its connections under. Dispose of the engine
    at the end.

    A connection that the server has closed is replaced when it is taken from the pool:
    asyncpg knows without asking, so no query is spent on a ping. The first failure on a
    connection that died unnoticed, or a server that does not answer in time, throws the
    whole pool away.

    Raises:
        SettingsInvalid: the URL is none, or the pool's bounds cross.
    """
    dsn = read_dsn(url)
    if settings.pool_min > settings.pool_max:
        raise SettingsInvalid("TONEBRIDGE_DATABASE__POOL_MIN", "make it at most pool_max")
    limit_ms = str(int(settings.timeout_s * 1000))
    return _pooled(
        dsn,
        settings,
        command_timeout=settings.timeout_s + GRACE_S,
        server_settings={
            "application_name": application,
            "statement_timeout": limit_ms,
            "lock_timeout": limit_ms,
            "idle_in_transaction_session_timeout": "60000",
        },
    )


def open_owner_engine(url: str, settings: DatabaseSettings) -> AsyncEngine:
    """Return an engine for migrations: its statements take as long as they take."""
    return _pooled(
        read_dsn(url, setting="TONEBRIDGE_DATABASE__OWNER_URL"),
        settings,
        command_timeout=None,
        server_settings={"application_name": "tonebridge migrate"},
    )


def read_dsn(url: str, *, setting: str = "TONEBRIDGE_DATABASE__URL") -> str:
    """Return the URL as asyncpg reads it, or raise `SettingsInvalid`."""
    try:
        parts = urlsplit(url)
        several_hosts = "," in parts.netloc
        known = parts.scheme in _SCHEMES and (several_hosts or parts.port != 0)
    except ValueError:
        known = False
    if not known:
        raise SettingsInvalid(setting, "write it as postgresql://user:password@host:5432/database")
    return "postgresql://" + url.split("://", 1)[1]


def _pooled(dsn: str, settings: DatabaseSettings, **connecting: object) -> AsyncEngine:
    async def connect() -> Any:  # noqa: ANN401 - asyncpg has no types
        return await asyncpg.connect(dsn, timeout=settings.timeout_s, **connecting)

    engine = create_async_engine(
        "postgresql+asyncpg://",
        async_creator=connect,
        pool_size=settings.pool_min,
        max_overflow=max(0, settings.pool_max - settings.pool_min),
        pool_timeout=settings.timeout_s,
        pool_recycle=int(settings.lifetime_s),
        hide_parameters=True,  # errors are logged, and messages of people are not
    )
    event.listen(engine.sync_engine, "checkout", _refuse_closed)
    event.listen(engine.sync_engine, "handle_error", _disconnect_when_stuck)
    return engine


def _refuse_closed(connection: Any, *_: object) -> None:  # noqa: ANN401 - the pool's type
    if connection.driver_connection.is_closed():
        raise DisconnectionError


def _disconnect_when_stuck(context: ExceptionContext) -> None:
    if isinstance(context.original_exception, TimeoutError):
        context.is_disconnect = True


@asynccontextmanager
async def transaction(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Open a transaction; commit at the end, roll back on any error.

    Raises:
        StoreUnavailable: PostgreSQL is away, starting, stopping, full or too slow.
        Conflict: a name or id is taken.
        NotFound: what a row refers to is not there.
        InvalidField: a text holds what PostgreSQL cannot.
    """
    try:
        async with engine.begin() as connection:
            yield connection
    except (SQLAlchemyError, asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        ours = in_our_words(error)
        if ours is None:
            raise
        raise ours from error


@asynccontextmanager
async def as_tenant(engine: AsyncEngine, tenant_id: str) -> AsyncIterator[AsyncConnection]:
    """Open a transaction that sees one tenant; errors as in `transaction`."""
    async with transaction(engine) as connection:
        await enter_tenant(connection, tenant_id)
        yield connection


@asynccontextmanager
async def as_tenant_of(
    engine: AsyncEngine, lookup: ColumnElement[str]
) -> AsyncIterator[AsyncConnection]:
    """Open a transaction that sees the tenant that a lookup function finds, or none at all."""
    async with transaction(engine) as connection:
        found = func.coalesce(cast(lookup, Text), "")
        await connection.execute(select(func.set_config("tonebridge.tenant", found, true())))
        yield connection


async def enter_tenant(connection: AsyncConnection, tenant_id: str) -> None:
    """Let the transaction see this tenant from now on."""
    known = sought(tenant_id)
    await connection.execute(select(func.set_config("tonebridge.tenant", known, true())))
