"""What every `HistoryWriter` promises, with a role of its own and with the app's."""

import asyncio

import pytest
from msgspec.structs import replace
from tests.support.people import DAY_S, NOW, a_member, an_entry, move_in, uid

from tonebridge.domain.errors import InvalidField, StoreUnavailable
from tonebridge.domain.history import HistoryFilter, UsageDay
from tonebridge.domain.message import Kind

EVERYTHING = HistoryFilter()


@pytest.fixture(
    params=[
        None,
        pytest.param("database", marks=pytest.mark.services),
        pytest.param("database_without_writer", marks=pytest.mark.services),
    ]
)
def kept_in(request):
    return request.param and request.getfixturevalue(request.param)


class TestWriting:
    async def test_keeps_entries_of_many_tenants(self, stores):
        members = [await move_in(stores, number) for number in (1, 2, 3)]
        entries = [an_entry(n, members[n % 3]) for n in range(9)]

        assert await stores.writer.write(entries) == 9

        for number, member in enumerate(members):
            assert await kept(stores, member) == entries[number::3][::-1]

    async def test_of_nothing_is_nothing(self, stores):
        assert await stores.writer.write([]) == 0

    async def test_twice_counts_once(self, stores):
        member = await move_in(stores)

        assert await stores.writer.write([an_entry(1), an_entry(2), an_entry(2)]) == 2
        assert await stores.writer.write([an_entry(1), an_entry(2), an_entry(3)]) == 1
        assert await stores.writer.write([an_entry(3), an_entry(1)]) == 0

        assert await kept(stores, member) == [an_entry(3), an_entry(2), an_entry(1)]
        assert await transforms(stores) == 3

    async def test_by_many_at_once_counts_each_entry_once(self, stores):
        members = [await move_in(stores, number) for number in (1, 2)]
        entries = [an_entry(n, members[n % 2]) for n in range(60)]
        batches = [entries[start : start + 30] for start in (0, 10, 20, 30)]
        batches += [batch[::-1] for batch in batches]

        written = await asyncio.gather(*map(stores.writer.write, batches))

        assert sum(written) == 60
        assert await transforms(stores, 1) + await transforms(stores, 2) == 60

    async def test_makes_the_day_it_needs(self, stores):
        member = await move_in(stores)
        days = [replace(an_entry(n), created_at=NOW + n * 40 * DAY_S) for n in range(4)]

        assert await stores.writer.write(days) == 4

        assert await kept(stores, member) == days[::-1]

    async def test_leaves_out_the_text_where_a_tenant_keeps_none(self, stores):
        discreet = await move_in(stores, 1, store_text=False)
        other = await move_in(stores, 2)
        source = "Deploy the 本番 now."
        entries = [an_entry(1, discreet, source=source), an_entry(2, other, source=source)]

        assert await stores.writer.write(entries) == 2

        assert await kept(stores, discreet) == [replace(entries[0], source="", text="")]
        assert await kept(stores, discreet, HistoryFilter(query="deploy")) == []
        assert await kept(stores, other, HistoryFilter(query="deploy")) == [entries[1]]
        used = await stores.history.usage(uid(1), since="2026-01-01", until="2026-01-01")
        assert list(used) == [
            UsageDay(
                day="2026-01-01",
                kind=Kind.SOFTEN,
                provider="rules",
                transforms=1,
                characters=len(source),
                cached=0,
                degraded=0,
            )
        ]

    async def test_drops_what_is_of_a_tenant_that_is_gone(self, stores):
        member = await move_in(stores)

        written = await stores.writer.write([an_entry(1), an_entry(2, a_member(102, 2))])

        assert written == 1
        assert await kept(stores, member) == [an_entry(1)]

    async def test_mends_text_that_cannot_be_kept(self, stores):
        member = await move_in(stores)
        entries = [
            an_entry(1),
            an_entry(2, source="NUL \x00.", text="half \ud83d", preset="\x00", model="\udc00"),
        ]

        assert await stores.writer.write(entries) == 2

        mended = replace(
            entries[1], source="NUL \ufffd.", text="half \ufffd", preset="\ufffd", model="\ufffd"
        )
        assert await kept(stores, member) == [mended, entries[0]]

    @pytest.mark.parametrize(
        "fields",
        [
            {"id": "not-an-id"},
            {"id": ""},
            {"tenant_id": "'"},
            {"member_id": "\x00"},
            {"key_id": "tb_key"},
            {"transform_id": "t"},
            {"created_at": float("nan")},
            {"created_at": float("inf")},
            {"created_at": 1e20},
            {"created_at": -1e12},
        ],
    )
    async def test_leaves_out_what_cannot_be_kept_and_nothing_else(self, stores, fields):
        member = await move_in(stores)
        broken = replace(an_entry(2), **fields)

        assert await stores.writer.write([an_entry(1), broken, an_entry(3)]) == 2

        assert await kept(stores, member) == [an_entry(3), an_entry(1)]


class TestPreparing:
    async def test_can_be_repeated(self, stores):
        for _ in range(2):
            await stores.writer.prepare(today="2026-01-01", days_ahead=2)

        assert await stores.writer.expire(before="2026-01-03") == 2
        assert await stores.writer.expire(before="2027-01-01") == 1

    async def test_by_many_at_once_makes_each_day_once(self, stores):
        prepare = stores.writer.prepare

        await asyncio.gather(*(prepare(today="2026-01-01", days_ahead=3) for _ in range(4)))

        assert await stores.writer.expire(before="2027-01-01") == 4

    async def test_refuses_what_is_no_day(self, stores):
        with pytest.raises(InvalidField) as refused:
            await stores.writer.prepare(today="today", days_ahead=1)

        assert refused.value.field == "today"


class TestExpiring:
    async def test_drops_the_days_before_and_no_other(self, stores):
        member = await move_in(stores)
        days = [replace(an_entry(n), created_at=NOW + n * DAY_S) for n in range(4)]
        await stores.writer.write(days)

        assert await stores.writer.expire(before="2026-01-03") == 2
        assert await stores.writer.expire(before="2026-01-03") == 0

        assert await kept(stores, member) == [days[3], days[2]]

    async def test_leaves_the_writer_able_to_write_an_old_day(self, stores):
        member = await move_in(stores)
        await stores.writer.write([an_entry(1)])
        await stores.writer.expire(before="2026-01-03")

        assert await stores.writer.write([an_entry(2)]) == 1

        assert await kept(stores, member) == [an_entry(2)]

    async def test_refuses_what_is_no_day(self, stores):
        with pytest.raises(InvalidField) as refused:
            await stores.writer.expire(before="2026-13-01")

        assert refused.value.field == "before"


async def test_a_writer_says_when_the_database_is_away(absent_stores):
    with pytest.raises(StoreUnavailable) as away:
        await absent_stores.writer.write([an_entry(1)])

    assert away.value.store == "database"


async def kept(stores, member, wanted=EVERYTHING):
    """What is kept of a member, newest first."""
    page = await stores.history.page(member.tenant_id, member.id, wanted, limit=100, cursor=None)
    return list(page.items)


async def transforms(stores, tenant=1):
    """How many transforms the usage of a tenant counts in all."""
    days = await stores.history.usage(uid(tenant), since="2020-01-01", until="2030-01-01")
    return sum(day.transforms for day in days)
