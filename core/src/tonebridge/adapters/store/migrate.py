"""Bringing the schema up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

from tonebridge.adapters.store.engine import open_owner_engine, transaction
from tonebridge.adapters.store.privileges import grant_access
from tonebridge.adapters.store.tables import SCHEMA
from tonebridge.domain.errors import SettingsInvalid
from tonebridge.settings import DatabaseSettings

MIGRATIONS = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = 0x746F6E65_62726964
"""Key of the advisory lock: `tonebrid` in ASCII."""


async def migrate(settings: DatabaseSettings, *, patience_s: float = 10.0) -> None:
    """Bring schema and access rights up to date, all or nothing.

    Of two at once the second waits and finds nothing to do. Running it again is harmless.
    A table that others keep locked for so long fails it rather than hold up their queries.

    Raises:
        SettingsInvalid: the owner's URL is missing, or a role is not as it must be.
        StoreUnavailable: PostgreSQL is away or busy; nothing was changed.
    """
    if not settings.owner_url:
        raise SettingsInvalid("TONEBRIDGE_DATABASE__OWNER_URL", "give the owner's URL to migrate")
    engine = open_owner_engine(settings.owner_url, settings)
    try:
        async with transaction(engine) as connection:
            key = {"key": _ONE_AT_A_TIME}
            await connection.execute(text("select pg_advisory_xact_lock(:key)"), key)
            await connection.execute(text(f"set local lock_timeout = {patience_s * 1000:.0f}"))
            await _ensure_schema(connection)
            await connection.run_sync(_upgrade)
            await grant_access(connection, settings)
    finally:
        await engine.dispose()


async def _ensure_schema(connection: AsyncConnection) -> None:
    """Make the schema unless an administrator did: asking twice needs rights on the database."""
    there = text("select to_regnamespace(:schema) is not null")
    if not (await connection.execute(there, {"schema": SCHEMA})).scalar_one():
        await connection.execute(text(f"create schema {SCHEMA}"))


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
