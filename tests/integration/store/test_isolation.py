"""PostgreSQL itself keeps tenants apart, with every predicate and every grant taken away."""

import subprocess

import asyncpg
import pytest
from asyncpg import InsufficientPrivilegeError
from tests.support.database import postgres_stores
from tests.support.people import NOW, a_key, an_entry, move_in, uid

from tonebridge.adapters.store.migrate import migrate
from tonebridge.domain.dictionary import StoredPreset, StoredTerm
from tonebridge.domain.history import Feedback, Reception
from tonebridge.domain.message import Intensity, Language, Preset, Term
from tonebridge_cli.laptop.binaries import postgres_folder

OURS, THEIRS = uid(1), uid(2)
NO_TENANT = {"alembic_version"}

TABLES = """
    select table_name from information_schema.tables
    where table_schema = 'tonebridge' and table_type = 'BASE TABLE'
"""
LOOSE = """
    select relname from pg_class
    where relnamespace = 'tonebridge'::regnamespace and relkind in ('r', 'p')
        and not (relrowsecurity and relforcerowsecurity)
"""
FUNCTIONS = """
    select proname as name,
        prosecdef and 'search_path=tonebridge, pg_temp' = any (proconfig) as safe,
        exists (
            select from aclexplode(coalesce(proacl, acldefault('f', proowner))) where grantee = 0
        ) as public
    from pg_proc where pronamespace = 'tonebridge'::regnamespace
"""
ENTER = "select set_config('tonebridge.tenant', $1, false)"


@pytest.fixture
async def database(settings, sql):
    """Two tenants with rows in every table, and an app that was granted everything."""
    await migrate(settings)
    async with postgres_stores(settings) as stores:
        for number in (1, 2):
            await fill(stores, number)
    owner = await sql(settings.owner_url)
    app = await sql(settings.url)
    name = await app.fetchval("select current_user")
    await owner.execute(f"grant all on all tables in schema tonebridge to {name}")
    tables = [row[0] for row in await owner.fetch(TABLES) if row[0] not in NO_TENANT]
    return owner, app, sorted(tables)


async def test_every_table_forces_row_level_security(database):
    owner, _, tables = database

    assert len(tables) > 12
    assert {row[0] for row in await owner.fetch(LOOSE)} == NO_TENANT


async def test_every_function_of_the_owner_is_kept_from_the_public(database):
    owner, _, _ = database

    functions = await owner.fetch(FUNCTIONS)

    assert len(functions) > 7
    assert [row["name"] for row in functions if not row["safe"] or row["public"]] == []


async def test_a_backup_by_the_owner_holds_every_tenant(database, settings):
    _, _, tables = database

    backup = dump(settings.owner_url)

    for table in set(tables) - {"history_entries"}:  # its rows are in the day's partition
        _, _, rest = backup.partition(f"COPY tonebridge.{table} (")
        rows, _, _ = rest.partition("\\.")
        assert (table, OURS in rows, THEIRS in rows) == (table, True, True)


async def test_reading_everything_gives_a_tenants_own_rows(database):
    owner, app, tables = database
    await app.execute("select set_config('tonebridge.tenant', $1, false)", OURS)

    for table in tables:
        there = {str(row[0]) for row in await owner.fetch(every_tenant(table))}
        seen = {str(row[0]) for row in await app.fetch(every_tenant(table))}
        assert (table, there) == (table, {OURS, THEIRS})
        is_partition = table.startswith("history_entries_")
        assert (table, seen) == (table, set() if is_partition else {OURS})


@pytest.mark.parametrize("setting", [None, "", uid(3)])
async def test_reading_without_a_tenant_gives_nothing(database, setting):
    _, app, tables = database
    if setting is not None:
        await app.execute(ENTER, setting)

    for table in tables:
        assert (table, await app.fetch(f"select * from tonebridge.{table}")) == (table, [])


async def test_writing_for_another_tenant_is_refused(database):
    _, app, tables = database

    for table in tables:
        own = own_column(table)
        await app.execute(ENTER, THEIRS)
        rows = await app.fetch(f"select * from tonebridge.{table}")
        await app.execute(ENTER, OURS)
        for row in rows:
            marks = ", ".join(f"${n}" for n in range(1, len(row) + 1))
            with pytest.raises(InsufficientPrivilegeError, match="row-level security"):
                await app.execute(f"insert into tonebridge.{table} values ({marks})", *row)
        if not table.startswith("history_entries_"):
            with pytest.raises(InsufficientPrivilegeError, match="row-level security"):
                await app.execute(f"update tonebridge.{table} set {own} = $1", THEIRS)


async def test_changing_or_deleting_everything_leaves_other_tenants_rows(database):
    owner, app, tables = database
    await app.execute(ENTER, OURS)
    theirs = {table: await rows_of(owner, table, THEIRS) for table in tables}

    for table in tables:
        own = own_column(table)
        await app.execute(f"update tonebridge.{table} set {own} = {own}")
        await app.execute(f"delete from tonebridge.{table} where {own} = $1", THEIRS)
    for table in sorted(tables, key="tenants".__eq__):
        await app.execute(f"delete from tonebridge.{table}")

    assert {table: await rows_of(owner, table, THEIRS) for table in tables} == theirs
    assert await rows_of(owner, "tenants", OURS) == []


async def test_the_search_function_stays_in_the_tenant_that_was_entered(database):
    _, app, _ = database
    search = """
        select id from tonebridge.search_history(
            $1, '''number'':*', '{}', null, null, null, null, null, null, 10
        )
    """

    for entered, member, found in ((THEIRS, 102, 1), (OURS, 102, 0), ("", 102, 0), (OURS, 101, 1)):
        await app.execute(ENTER, entered)
        assert len(await app.fetch(search, uid(member))) == found


class TestTheWriter:
    async def test_cannot_read_what_people_wrote(self, database, settings, sql):
        writer = await sql(settings.writer_url)

        for query in (
            "select source from tonebridge.history_entries",
            "select text from tonebridge.history_entries",
            "select search from tonebridge.history_entries",
            "select name from tonebridge.tenants",
            "select 1 from tonebridge.members",
            "select 1 from tonebridge.api_keys",
            "select 1 from tonebridge.terms",
            "select tonebridge.tenant_of_key('x')",
        ):
            with pytest.raises(InsufficientPrivilegeError):
                await writer.fetch(query)

    async def test_cannot_change_or_delete_history(self, database, settings, sql):
        writer = await sql(settings.writer_url)

        for change in (
            "delete from tonebridge.history_entries",
            "update tonebridge.history_entries set text = ''",
            "update tonebridge.tenants set store_text = true",
            "delete from tonebridge.usage_daily",
        ):
            with pytest.raises(InsufficientPrivilegeError):
                await writer.execute(change)


async def test_the_app_can_neither_rule_nor_leave_its_bounds(settings, sql):
    await migrate(settings)
    app = await sql(settings.url)

    for attempt in (
        "create table tonebridge.mine ()",
        "alter table tonebridge.members disable row level security",
        "drop policy tenant_sees_own on tonebridge.members",
        "set role tonebridge_owner",
        "set session authorization tonebridge_owner",
        "select tonebridge.ensure_history_day('2026-01-01')",
        "select tonebridge.drop_history_before('2026-01-01')",
        "insert into tonebridge.usage_daily default values",
        "update tonebridge.members set email = 'x'",
        "delete from tonebridge.tenants",
    ):
        with pytest.raises(asyncpg.PostgresError) as refused:
            await app.execute(attempt)
        assert refused.value.sqlstate == "42501"


def dump(url):
    return subprocess.run(
        [postgres_folder() / "bin/pg_dump", "--enable-row-security", url],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout


async def fill(stores, number):
    """Give a tenant at least one row in every table."""
    member = await move_in(stores, number)
    tenant = uid(number)
    accounts, dictionaries = stores.accounts, stores.dictionaries
    await accounts.open_session(
        uid(300 + number), member, f"session{number}", now=NOW, expires_at=NOW + 60
    )
    await accounts.add_key(a_key(200 + number, member), f"key{number}")
    await accounts.issue_token("signin", f"token{number}", member, expires_at=NOW + 60)
    dictionary = uid(400 + number)
    await dictionaries.create(tenant, dictionary, name="d", language=Language.JA, now=NOW)
    term = StoredTerm(
        id=uid(500 + number), dictionary_id=dictionary, term=Term(term="PR", plain="p")
    )
    await dictionaries.put_terms(tenant, dictionary, [term], most=5_000, now=NOW)
    preset = Preset(name="p", audience="p", register=1, intensity=Intensity.LIGHT)
    await stores.presets.create(tenant, StoredPreset(id=uid(600 + number), preset=preset), now=NOW)
    await stores.writer.write([an_entry(number, member)])
    feedback = Feedback(
        id=uid(700 + number),
        transform_id=uid(800),
        verdict=Reception.ACCEPT,
        text=None,
        created_at=NOW,
    )
    await stores.history.add_feedback(tenant, member.id, feedback)


def own_column(table):
    return "id" if table == "tenants" else "tenant_id"


def every_tenant(table):
    return f"select distinct {own_column(table)} from tonebridge.{table}"


async def rows_of(connection, table, tenant):
    query = f"select t::text from tonebridge.{table} t where {own_column(table)} = $1 order by 1"
    return [row[0] for row in await connection.fetch(query, tenant)]
