"""A search is answered from the text index, which row-level security alone would forbid."""

from tests.support.database import postgres_stores
from tests.support.people import an_entry, move_in, uid

from tonebridge.adapters.store.migrate import migrate
from tonebridge.domain.history import HistoryFilter

LOOKED_UP = """
    select coalesce(sum(idx_scan), 0)::int from pg_stat_user_indexes
    where schemaname = 'tonebridge' and indexrelname like 'history_entries_%search_idx'
"""
BY_FUNCTION = """
    select count(*) from tonebridge.search_history(
        $1, '''本番'' & ''番環''', '{}', null, null, null, null, null, null, 10
    )
"""
BY_HAND = """
    select count(id) from tonebridge.history_entries
    where member_id = $1 and search @@ '''本番'' & ''番環'''
"""


async def test_a_rare_word_among_many_entries_is_looked_up(settings, sql):
    await migrate(settings)
    async with postgres_stores(settings) as stores:
        member = await move_in(stores)
        many = [an_entry(n) for n in range(3_000)]
        rare = an_entry(3_000, source="本番環境です")
        await stores.writer.write([*many, rare])
        page = await stores.history.page(
            uid(1), member.id, HistoryFilter(query="本番環境"), limit=10, cursor=None
        )
        assert page.items == (rare,)
    owner = await sql(settings.owner_url)
    await owner.execute("analyze tonebridge.history_entries")
    app = await sql(settings.url)
    await app.execute("select set_config('tonebridge.tenant', $1, false)", uid(1))
    await app.execute("set enable_seqscan = off")  # which wins while the table is this small

    async def lookups(query):
        before = await app.fetchval(LOOKED_UP)
        assert await app.fetchval(query, member.id) == 1
        await app.execute("select pg_stat_force_next_flush()")
        return await app.fetchval(LOOKED_UP) - before

    assert await lookups(BY_HAND) == 0
    assert await lookups(BY_FUNCTION) == 1
