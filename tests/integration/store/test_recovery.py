"""PostgreSQL goes away in every way it can, and the stores go on by themselves."""

import asyncio
import os
import signal
from time import monotonic

import pytest
from msgspec.structs import replace
from sqlalchemy import text
from sqlalchemy.engine import make_url
from tests.support.people import NOW, a_member, a_tenant, an_entry, uid
from tests.support.services import run_sql

from tonebridge.adapters.store.accounts import PostgresAccounts
from tonebridge.adapters.store.engine import open_engine, transaction
from tonebridge.adapters.store.history_writer import PostgresHistoryWriter
from tonebridge.adapters.store.migrate import migrate
from tonebridge.adapters.store.schema import check_schema
from tonebridge.domain.errors import SettingsInvalid, StoreUnavailable
from tonebridge.settings import DatabaseSettings
from tonebridge_cli.laptop.postgres import PostgresServer

CONNECTIONS = 4


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server of this module's own, to be killed; it forgets nothing that it confirmed."""
    with PostgresServer(tmp_path_factory.mktemp("killed"), options={"fsync": "off"}) as server:
        url = server.url("admin", "postgres")
        run_sql(url, "CREATE DATABASE tb OWNER tonebridge_owner")
        asyncio.run(migrate(settings_of(server)))
        yield server


def settings_of(server, **fields):
    urls = {
        "url": server.url("app", "tb"),
        "owner_url": server.url("owner", "tb"),
        "writer_url": server.url("writer", "tb"),
    }
    return DatabaseSettings(
        **{**urls, "pool_min": CONNECTIONS, "pool_max": CONNECTIONS, "timeout_s": 1.0, **fields}
    )


@pytest.fixture
async def engine(server):
    """A pool whose connections are all open, idle and known to work."""
    settings = settings_of(server)
    engine = open_engine(settings.url, settings)
    await warm(engine)
    yield engine
    await engine.dispose()


async def warm(engine):
    everybody = asyncio.Barrier(CONNECTIONS)

    async def use():
        async with transaction(engine) as connection:
            await connection.execute(text("select 1"))
            await everybody.wait()

    await asyncio.gather(*(use() for _ in range(CONNECTIONS)))


async def answers(engine, calls=CONNECTIONS * 2):
    """What so many concurrent calls come to."""
    accounts = PostgresAccounts(engine)
    return await asyncio.gather(
        *(accounts.tenant(uid(9)) for _ in range(calls)), return_exceptions=True
    )


class TestAfterAKill:
    async def test_the_next_calls_work_as_soon_as_it_is_back(self, server, engine):
        os.kill(server.child.pid, signal.SIGKILL)
        server.child.wait(10)

        while_away = await answers(engine)
        server.restart()

        assert {type(answer) for answer in while_away} == {StoreUnavailable}
        assert await answers(engine) == [None] * CONNECTIONS * 2

    async def test_the_next_calls_work_when_nobody_called_meanwhile(self, server, engine):
        os.kill(server.child.pid, signal.SIGKILL)
        server.child.wait(10)
        server.restart()
        for _ in range(10):
            await asyncio.sleep(0)  # the loop stood still meanwhile: let it see the sockets close

        assert await answers(engine) == [None] * CONNECTIONS * 2

    async def test_a_batch_that_was_cut_off_can_be_written_again(self, server, engine):
        settings = settings_of(server)
        writer_engine = open_engine(settings.writer_url, settings)
        writer = PostgresHistoryWriter(writer_engine)
        accounts = PostgresAccounts(engine)
        await accounts.register(a_tenant(), a_member(), password_hash=None, now=NOW)
        batches = [[an_entry(n * 50 + i) for i in range(50)] for n in range(20)]

        async def write(batch):
            try:
                await writer.write(batch)
            except StoreUnavailable:
                return batch
            return None

        writing = [asyncio.create_task(write(batch)) for batch in batches]
        await asyncio.wait(writing, return_when=asyncio.FIRST_COMPLETED)
        os.kill(server.child.pid, signal.SIGKILL)
        cut_off = [batch for batch in await asyncio.gather(*writing) if batch]
        server.child.wait(10)
        server.restart()
        for batch in cut_off or batches:
            await writer.write(batch)
        for batch in batches:
            assert await writer.write(batch) == 0
        await writer_engine.dispose()

        counted = "select sum(transforms), sum(characters) from tonebridge.usage_daily"
        there = "select count(*), sum(characters) from tonebridge.history_entries"
        assert run_sql(settings.owner_url, counted) == run_sql(settings.owner_url, there)
        run_sql(settings.owner_url, "truncate tonebridge.tenants, tonebridge.usage_daily cascade")


class TestWhileStopping:
    async def test_calls_say_that_the_database_is_away(self, server, engine):
        run_sql(
            server.url("admin", "tb"),
            "select pg_terminate_backend(pid) from pg_stat_activity where usename like '%app'",
        )

        first, *_ = await answers(engine, calls=1)

        assert first is None or isinstance(first, StoreUnavailable)
        assert await answers(engine) == [None] * CONNECTIONS * 2

    async def test_a_call_in_flight_says_so_too(self, server, engine):
        async def long_call():
            async with transaction(engine) as connection:
                await connection.execute(text("select pg_sleep(30)"))

        flying = asyncio.create_task(long_call())
        for _ in range(1_000):
            await asyncio.sleep(0)  # let the call reach the server
            if run_sql(server.url("admin", "tb"), sleeping("pg_terminate_backend(pid)")):
                break

        with pytest.raises(StoreUnavailable):
            await flying
        assert await answers(engine) == [None] * CONNECTIONS * 2


class TestAStuckServer:
    async def test_is_given_up_in_time_and_not_asked_again_on_old_connections(self, server):
        settings = settings_of(server, timeout_s=0.3)
        engine = open_engine(settings.url, settings)
        await warm(engine)
        pids = [server.child.pid, *backends(server)]
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        began = monotonic()
        try:
            stuck = await answers(engine)
        finally:
            for pid in pids:
                os.kill(pid, signal.SIGCONT)

        assert {type(answer) for answer in stuck} == {StoreUnavailable}
        assert monotonic() - began < 10
        assert await answers(engine) == [None] * CONNECTIONS * 2
        await engine.dispose()

    async def test_ends_a_statement_that_takes_too_long(self, server):
        settings = settings_of(server, timeout_s=0.2)
        engine = open_engine(settings.url, settings)

        with pytest.raises(StoreUnavailable):
            async with transaction(engine) as connection:
                await connection.execute(text("select pg_sleep(30)"))

        assert run_sql(server.url("admin", "tb"), sleeping("pid")) == ""
        assert await answers(engine) == [None] * CONNECTIONS * 2
        await engine.dispose()


class TestThePool:
    async def test_that_is_used_up_says_so_in_time(self, server):
        settings = settings_of(server, pool_min=1, pool_max=1, timeout_s=0.1)
        engine = open_engine(settings.url, settings)

        async with transaction(engine):
            answer, *_ = await answers(engine, calls=1)

        assert isinstance(answer, StoreUnavailable)
        assert await answers(engine, calls=1) == [None]
        await engine.dispose()

    async def test_survives_callers_that_leave(self, server, engine):
        accounts = PostgresAccounts(engine)
        for delay in range(40):
            call = asyncio.create_task(accounts.tenant(uid(1)))
            for _ in range(delay):
                await asyncio.sleep(0)
            call.cancel()
            await asyncio.gather(call, return_exceptions=True)

        assert await answers(engine) == [None] * CONNECTIONS * 2

    async def test_never_carries_a_tenant_over(self, server, engine):
        accounts = PostgresAccounts(engine)
        await accounts.register(a_tenant(), a_member(), password_hash=None, now=NOW)
        await asyncio.gather(*(accounts.tenant(uid(1)) for _ in range(CONNECTIONS * 2)))

        async def see_without_entering():
            async with transaction(engine) as connection:
                rows = await connection.execute(text("select * from tonebridge.tenants"))
                return rows.all()

        seen = await asyncio.gather(*(see_without_entering() for _ in range(CONNECTIONS * 2)))
        assert seen == [[]] * CONNECTIONS * 2

    def test_has_bounds_that_do_not_cross(self):
        with pytest.raises(SettingsInvalid):
            open_engine("postgresql://h/d", DatabaseSettings(pool_min=2, pool_max=1))

    @pytest.mark.parametrize(
        "url", ["", "db", "mysql://u:p@h/d", "postgresql+psycopg://h/d", "postgres://h:x/d", "\0"]
    )
    def test_needs_a_url_of_postgresql(self, url):
        with pytest.raises(SettingsInvalid) as refused:
            open_engine(url, DatabaseSettings())

        assert refused.value.setting == "TONEBRIDGE_DATABASE__URL"

    @pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+asyncpg"])
    async def test_takes_the_schemes_that_people_write(self, server, scheme):
        settings = settings_of(server)
        url = settings.url.replace("postgresql", scheme, 1) + "?sslmode=prefer"
        engine = open_engine(url, settings, application="a name")

        await check_schema(engine)
        async with transaction(engine) as connection:
            name = await connection.execute(text("select current_setting('application_name')"))
            assert name.scalar_one() == "a name"
        await engine.dispose()


class TestWhoIsRefused:
    @pytest.mark.parametrize(
        "change",
        [{"password": "wrong"}, {"username": "nobody"}, {"database": "none"}, {"port": 1}],
    )
    async def test_gets_no_store(self, server, change):
        settings = settings_of(server)
        url = make_url(settings.url).set(**change).render_as_string(hide_password=False)
        engine = open_engine(url, settings)

        answer, *_ = await answers(engine, calls=1)

        assert isinstance(answer, StoreUnavailable)
        assert "wrong" not in f"{answer!r} {answer.__cause__!r}"
        await engine.dispose()

    async def test_gets_none_from_a_full_server_either(self, server):
        admin = server.url("admin", "tb")
        run_sql(admin, "alter role tonebridge_app connection limit 1")
        settings = settings_of(server)
        first, second = (open_engine(settings.url, settings) for _ in range(2))
        try:
            async with transaction(first) as connection:
                await connection.execute(text("select 1"))
                answer, *_ = await answers(second, calls=1)
        finally:
            run_sql(admin, "alter role tonebridge_app connection limit -1")

        assert isinstance(answer, StoreUnavailable)
        assert await answers(second) == [None] * CONNECTIONS * 2
        await first.dispose()
        await second.dispose()


async def test_a_standby_is_no_place_to_write(server):
    settings = settings_of(server)
    run_sql(
        server.url("admin", "tb"),
        "alter role tonebridge_app set default_transaction_read_only = on",
    )
    engine = open_engine(settings.url, replace(settings, timeout_s=1.0))
    try:
        with pytest.raises(StoreUnavailable):
            await PostgresAccounts(engine).register(
                a_tenant(8), a_member(108, 8), password_hash=None, now=NOW
            )
    finally:
        await engine.dispose()
        run_sql(
            server.url("admin", "tb"),
            "alter role tonebridge_app reset default_transaction_read_only",
        )


def sleeping(what):
    return (
        f"select {what} from pg_stat_activity"
        " where query like 'select pg_sleep%' and state = 'active'"
    )


def backends(server):
    query = "select pid from pg_stat_activity where usename = 'tonebridge_app'"
    return [int(pid) for pid in run_sql(server.url("admin", "tb"), query).split()]
