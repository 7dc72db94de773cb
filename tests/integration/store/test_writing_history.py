"""What only a real database does to a writer."""

from hashlib import sha256

import pytest
from tests.support.people import NOW, an_entry, move_in, uid

from tonebridge.adapters.store.engine import open_engine
from tonebridge.adapters.store.history_writer import PostgresHistoryWriter
from tonebridge.domain.history import Feedback, HistoryFilter, Reception


@pytest.fixture
def kept_in(database):
    return database


@pytest.fixture
async def writer(stores, database):
    """A writer in another process than that of the stores."""
    engine = open_engine(database.writer_url, database)
    yield PostgresHistoryWriter(engine)
    await engine.dispose()


async def numbers(stores):
    page = await stores.history.page(uid(1), uid(101), HistoryFilter(), limit=100, cursor=None)
    return [int(entry.id[-4:], 16) - 0xE000 for entry in page.items]


async def test_an_entry_that_the_server_refuses_is_found_among_its_neighbours(stores, writer):
    await move_in(stores)
    noise = "".join(sha256(bytes([n])).hexdigest() for n in range(200))
    entries = [an_entry(n) for n in range(9)]
    entries[4] = an_entry(4, provider=noise)  # longer than a key of usage can be

    written = await writer.write(entries)

    assert (written, writer.unstorable) == (8, 1)
    assert await numbers(stores) == [8, 7, 6, 5, 3, 2, 1, 0]


async def test_a_day_that_another_process_dropped_is_made_again(stores, writer):
    await move_in(stores)
    await writer.write([an_entry(1)])
    await stores.writer.expire(before="2026-01-02")

    assert await writer.write([an_entry(2)]) == 1

    assert await numbers(stores) == [2]


async def test_a_day_is_made_while_others_read_and_write(stores, writer, database, sql):
    await move_in(stores)
    await writer.write([an_entry(1)])
    reader, other = await sql(database.owner_url), await sql(database.owner_url)
    async with reader.transaction(), other.transaction():
        await reader.fetch("select * from tonebridge.history_entries")
        await other.execute("update tonebridge.history_entries set kind = kind")

        await writer.prepare(today="2026-01-01", days_ahead=3)

    assert await stores.writer.expire(before="2026-01-05") == 4


async def test_a_huge_text_is_kept_whole_and_found_by_its_beginning(stores, writer):
    await move_in(stores)
    huge = an_entry(1, source=" ".join(f"word{n}" for n in range(200_000)))

    assert await writer.write([huge]) == 1

    assert await stores.history.get(uid(1), uid(101), huge.id) == huge
    page = await stores.history.page(
        uid(1), uid(101), HistoryFilter(query="word1000"), limit=2, cursor=None
    )
    assert page.items == (huge,)


@pytest.mark.parametrize(("store_text", "kept"), [(True, "Better so."), (False, None)])
async def test_feedback_keeps_its_text_only_where_the_tenant_keeps_any(
    stores, database, sql, store_text, kept
):
    await move_in(stores, store_text=store_text)
    given = Feedback(
        id=uid(701),
        transform_id=uid(801),
        verdict=Reception.EDIT,
        text="Better so.",
        created_at=NOW,
    )

    await stores.history.add_feedback(uid(1), uid(101), given)

    owner = await sql(database.owner_url)
    rows = await owner.fetch("select verdict, text from tonebridge.feedback")
    assert [tuple(row) for row in rows] == [("edit", kept)]
