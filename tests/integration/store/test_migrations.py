"""Bringing a database's schema up to date, and refusing one that is not."""

import asyncio

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from msgspec.structs import replace
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError
from tests.support.people import NOW, a_member, a_tenant, an_entry

from tonebridge.adapters.store.accounts import PostgresAccounts
from tonebridge.adapters.store.engine import open_engine
from tonebridge.adapters.store.history_writer import PostgresHistoryWriter
from tonebridge.adapters.store.migrate import MIGRATIONS, migrate
from tonebridge.adapters.store.schema import HEAD, REVISIONS, check_schema
from tonebridge.adapters.store.tables import metadata
from tonebridge.domain.errors import SchemaOutdated, SettingsInvalid, StoreUnavailable

URL = "TONEBRIDGE_DATABASE__URL"
WRITER_URL = "TONEBRIDGE_DATABASE__WRITER_URL"

CATALOGUE = """
    select c.oid, c.relname, c.relacl::text, c.relrowsecurity, c.xmin::text
    from pg_class c where relnamespace = 'tonebridge'::regnamespace order by relname
"""
POLICIES = "select oid, polname, xmin::text from pg_policy order by oid"
COLUMNS = """
    select table_name, column_name from information_schema.columns
    where table_schema = 'tonebridge'
"""
WITHOUT_QUERIES = {("history_entries", "characters"), ("history_entries", "search")}


@pytest.fixture
async def engine(settings):
    engine = open_engine(settings.url, settings)
    yield engine
    await engine.dispose()


class TestMigrating:
    async def test_twice_changes_nothing_the_second_time(self, settings, sql):
        await migrate(settings)
        owner = await sql(settings.owner_url)
        before = [await owner.fetch(CATALOGUE), await owner.fetch(POLICIES)]

        await migrate(settings)

        after = [await owner.fetch(CATALOGUE), await owner.fetch(POLICIES)]
        assert names_and_rights(after) == names_and_rights(before)
        assert after[1] == before[1]

    async def test_by_many_at_once_is_done_once(self, settings, sql):
        await asyncio.gather(*(migrate(settings) for _ in range(4)))

        owner = await sql(settings.owner_url)
        versions = await owner.fetch("select version_num from tonebridge.alembic_version")
        assert [row[0] for row in versions] == [HEAD]

    async def test_leaves_readers_alone_when_there_is_nothing_to_do(self, settings, sql):
        await migrate(settings)
        reader = await sql(settings.url)
        async with reader.transaction():
            await reader.fetch("select * from tonebridge.history_entries, tonebridge.tenants")

            await migrate(settings)

    async def test_needs_the_owner(self, settings):
        with pytest.raises(SettingsInvalid) as refused:
            await migrate(replace(settings, owner_url=""))

        assert refused.value.setting == "TONEBRIDGE_DATABASE__OWNER_URL"

    async def test_needs_roles_that_are_there(self, settings):
        for setting, field in ((URL, "url"), (WRITER_URL, "writer_url")):
            nobody = make_url(settings.url).set(username='no"body')
            url = nobody.render_as_string(hide_password=False)

            with pytest.raises(SettingsInvalid) as refused:
                await migrate(replace(settings, **{field: url}))

            assert refused.value.setting == setting
            assert refused.value.remedy == "there is no role 'no\"body': create it with LOGIN"

    async def test_refuses_an_app_that_row_level_security_would_not_bind(
        self, settings, sql, postgres_server
    ):
        for url in (settings.owner_url, postgres_server.url("admin", "postgres")):
            with pytest.raises(SettingsInvalid) as refused:
                await migrate(replace(settings, url=url))

            assert refused.value.setting == URL
            assert "use a role without these" in refused.value.remedy

        owner = await sql(settings.owner_url)
        assert await owner.fetchval("select to_regnamespace('tonebridge')") is None

    async def test_serves_a_role_whose_name_needs_quotes(self, settings, sql, postgres_server):
        role = 'o\'dd "röle" $$; --'
        admin = await sql(postgres_server.url("admin", "postgres"))
        quoted = '"' + role.replace('"', '""') + '"'
        await admin.execute(f"create role {quoted} login password 'secret'")
        odd = make_url(settings.url).set(username=role, password="secret")
        odd_settings = replace(settings, url=odd.render_as_string(hide_password=False))

        await migrate(odd_settings)

        engine = open_engine(odd_settings.url, odd_settings)
        registered = await PostgresAccounts(engine).register(
            a_tenant(), a_member(), password_hash=None, now=NOW
        )
        await engine.dispose()
        assert registered

    async def test_gives_and_takes_the_right_to_write_as_the_settings_change(
        self, settings, engine
    ):
        alone = replace(settings, writer_url="")
        await migrate(alone)
        await PostgresAccounts(engine).register(
            a_tenant(), a_member(), password_hash=None, now=NOW
        )
        assert await PostgresHistoryWriter(engine).write([an_entry(1)]) == 1

        await migrate(settings)
        with pytest.raises(ProgrammingError, match="permission denied"):
            await PostgresHistoryWriter(engine).write([an_entry(2)])
        writer = open_engine(settings.writer_url, settings)
        assert await PostgresHistoryWriter(writer).write([an_entry(3)]) == 1

        await migrate(alone)
        assert await PostgresHistoryWriter(engine).write([an_entry(4)]) == 1
        with pytest.raises(ProgrammingError, match="permission denied"):
            await PostgresHistoryWriter(writer).write([an_entry(5)])
        await writer.dispose()

    async def test_gives_up_on_a_table_that_stays_locked(self, settings, sql):
        await migrate(replace(settings, writer_url=""))
        reader = await sql(settings.url)

        async with reader.transaction():
            await reader.fetch("select 1 from tonebridge.history_entries")
            with pytest.raises(StoreUnavailable):
                await migrate(settings, patience_s=0.05)

        await migrate(settings)


class TestCheckingTheSchema:
    async def test_refuses_an_empty_database(self, settings, engine):
        with pytest.raises(SchemaOutdated) as outdated:
            await check_schema(engine)

        assert (outdated.value.found, outdated.value.needed) == (None, HEAD)

    async def test_accepts_its_own_and_a_newer_one(self, settings, engine, sql):
        await migrate(settings)
        await check_schema(engine)

        owner = await sql(settings.owner_url)
        await owner.execute("update tonebridge.alembic_version set version_num = '9999'")
        await check_schema(engine)

    async def test_refuses_one_that_was_begun_and_not_finished(self, settings, engine, sql):
        await migrate(settings)
        owner = await sql(settings.owner_url)
        await owner.execute("delete from tonebridge.alembic_version")

        with pytest.raises(SchemaOutdated):
            await check_schema(engine)


class TestTheCode:
    def test_knows_every_revision_in_order(self):
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        scripts = ScriptDirectory.from_config(config).walk_revisions()

        assert tuple(script.revision for script in scripts)[::-1] == REVISIONS

    async def test_names_every_column_there_is(self, settings, sql):
        await migrate(settings)
        owner = await sql(settings.owner_url)
        there = {(row[0], row[1]) for row in await owner.fetch(COLUMNS)}
        named = {
            (table.name, column.name)
            for table in metadata.tables.values()
            for column in table.columns
        }

        assert there - {("alembic_version", "version_num")} == named | WITHOUT_QUERIES


def names_and_rights(found):
    """The catalogue without the row versions that granting the same again renews."""
    return [(row["oid"], row["relname"], row["relacl"], row["relrowsecurity"]) for row in found[0]]
