"""The stores that the contract suites run on: in memory, and on a real PostgreSQL."""

import asyncio
from contextlib import asynccontextmanager
from typing import NamedTuple

import asyncpg
import pytest

from tonebridge.adapters.store.accounts import PostgresAccounts
from tonebridge.adapters.store.dictionaries import PostgresDictionaries
from tonebridge.adapters.store.engine import open_engine
from tonebridge.adapters.store.history import PostgresHistory
from tonebridge.adapters.store.history_writer import PostgresHistoryWriter
from tonebridge.adapters.store.migrate import migrate
from tonebridge.adapters.store.presets import PostgresPresets
from tonebridge.application.stores import Accounts, Dictionaries, History, HistoryWriter, Presets
from tonebridge.settings import DatabaseSettings
from tonebridge.testing.stores import (
    FakeAccounts,
    FakeDictionaries,
    FakeHistory,
    FakeHistoryWriter,
    FakePresets,
    FakeTables,
)

EMPTY = """
    truncate tonebridge.tenants, tonebridge.history_entries, tonebridge.usage_daily cascade;
    select tonebridge.drop_history_before('2200-01-01');
"""
NOBODY_LISTENS = "postgresql://app:secret@127.0.0.1:1/tonebridge"


class Stores(NamedTuple):
    """One store a port, all on the same rows."""

    accounts: Accounts
    dictionaries: Dictionaries
    presets: Presets
    history: History
    writer: HistoryWriter


@pytest.fixture(scope="session")
def database(new_database):
    """The settings of a migrated database with three roles, shared by a test process."""
    urls = new_database()
    return _migrated(DatabaseSettings(url=urls.app, owner_url=urls.owner, writer_url=urls.writer))


@pytest.fixture(scope="session")
def database_without_writer(new_database):
    """The same, with the app's role writing the history."""
    urls = new_database()
    return _migrated(DatabaseSettings(url=urls.app, owner_url=urls.owner))


@pytest.fixture(params=[None, pytest.param("database", marks=pytest.mark.services)])
def kept_in(request):
    """The settings of the database under the stores; None: they are fakes."""
    return request.param and request.getfixturevalue(request.param)


@pytest.fixture
async def stores(kept_in):
    if kept_in is None:
        yield fake_stores(FakeTables())
    else:
        async with postgres_stores(kept_in) as stores:
            yield stores


@pytest.fixture(params=["fake", "postgres"])
async def absent_stores(request):
    """Stores whose database is away."""
    if request.param == "fake":
        tables = FakeTables()
        tables.away = True
        yield fake_stores(tables)
    else:
        settings = DatabaseSettings(url=NOBODY_LISTENS, timeout_s=1.0)
        async with _connected(settings) as stores:
            yield stores


def fake_stores(tables):
    return Stores(
        FakeAccounts(tables),
        FakeDictionaries(tables),
        FakePresets(tables),
        FakeHistory(tables),
        FakeHistoryWriter(tables),
    )


@asynccontextmanager
async def postgres_stores(settings):
    """Stores on an empty database."""
    owner = await asyncpg.connect(settings.owner_url)
    await owner.execute(EMPTY)
    await owner.close()
    async with _connected(settings) as stores:
        yield stores


@asynccontextmanager
async def _connected(settings):
    engine = open_engine(settings.url, settings)
    writer = open_engine(settings.writer_url or settings.url, settings)
    yield Stores(
        PostgresAccounts(engine),
        PostgresDictionaries(engine),
        PostgresPresets(engine),
        PostgresHistory(engine),
        PostgresHistoryWriter(writer),
    )
    await engine.dispose()
    await writer.dispose()


def _migrated(settings):
    asyncio.run(migrate(settings))
    return settings
