"""Whether the database's schema is the one that this code needs."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from tonebridge.adapters.store.engine import transaction
from tonebridge.domain.errors import SchemaOutdated

REVISIONS = ("0001",)
"""Every revision in order, as in migrations/versions; spares processes that check Alembic."""

HEAD = REVISIONS[-1]


async def check_schema(engine: AsyncEngine) -> None:
    """Refuse a schema that is older than this code; a newer one is fine (expand, contract).

    Raises:
        SchemaOutdated: run `tonebridge migrate`, then start again.
        StoreUnavailable: nobody can tell now.
    """
    found = await _revision(engine)
    if found is None or found in REVISIONS[:-1]:
        raise SchemaOutdated(found=found, needed=HEAD)


async def _revision(engine: AsyncEngine) -> str | None:
    async with transaction(engine) as connection:
        there = text("select to_regclass('tonebridge.alembic_version') is not null")
        if not (await connection.execute(there)).scalar_one():
            return None
        revision = text("select version_num from tonebridge.alembic_version")
        found: str | None = (await connection.execute(revision)).scalar_one_or_none()
        return found
