"""What every `History` promises."""

import pytest
from msgspec.structs import replace
from tests.support.people import DAY_S, NOW, a_member, an_entry, move_in, uid

from tonebridge.domain.errors import InvalidField, NotFound, StoreUnavailable
from tonebridge.domain.history import Feedback, HistoryFilter, HistoryPage, Reception, UsageDay
from tonebridge.domain.identity import Role
from tonebridge.domain.message import Kind, Language

EVERYTHING = HistoryFilter()


class TestAPage:
    async def test_shows_a_members_entries_newest_first(self, stores):
        member = await move_in(stores)
        full = replace(
            an_entry(3),
            created_at=NOW + DAY_S + 0.123456,
            key_id=uid(201),
            preset="client",
            model="m-1",
            degraded=True,
        )
        await write(stores, an_entry(1), an_entry(2), full)

        page = await stores.history.page(
            member.tenant_id, member.id, EVERYTHING, limit=10, cursor=None
        )

        assert page == HistoryPage(items=(full, an_entry(2), an_entry(1)), next_cursor=None)

    async def test_shows_no_other_members_or_tenants_entries(self, stores):
        mine = await move_in(stores, 1)
        theirs = await move_in(stores, 2)
        colleague = a_member(109, role=Role.MEMBER)
        await stores.accounts.invite(colleague, now=NOW)
        await write(stores, an_entry(1, mine), an_entry(2, theirs), an_entry(3, colleague))

        assert await ids(stores, EVERYTHING) == [1]
        for tenant, member in ((uid(2), mine.id), (uid(1), theirs.id), ("x", mine.id)):
            page = await stores.history.page(tenant, member, EVERYTHING, limit=9, cursor=None)
            assert page == HistoryPage(items=(), next_cursor=None)

    async def test_leads_to_the_next_over_days_and_moments_shared(self, stores):
        await move_in(stores)
        moments = [NOW, NOW, NOW, NOW + 1, NOW + DAY_S, NOW + DAY_S, NOW + 3 * DAY_S]
        entries = [
            replace(an_entry(n), created_at=moment) for n, moment in enumerate(moments, start=1)
        ]
        await write(stores, *entries)

        walked = [pages async for pages in walk(stores, limit=2)]

        assert walked == [[7, 6], [5, 4], [3, 2], [1]]

    async def test_that_ends_with_the_last_entry_leads_nowhere(self, stores):
        await move_in(stores)
        await write(stores, an_entry(1), an_entry(2))

        assert [pages async for pages in walk(stores, limit=2)] == [[2, 1]]

    async def test_goes_on_where_it_was_when_entries_come_and_go(self, stores):
        await move_in(stores)
        await write(stores, *(an_entry(n) for n in range(1, 5)))
        first = await page_of(stores, EVERYTHING, limit=2)

        await write(stores, an_entry(9))
        await stores.history.delete(uid(1), uid(101), an_entry(3).id)

        rest = await page_of(stores, EVERYTHING, limit=2, cursor=first.next_cursor)
        assert rest == HistoryPage(items=(an_entry(2), an_entry(1)), next_cursor=None)

    @pytest.mark.parametrize(
        "cursor", ["", "x", "AAAA", "%00", "é" * 32, "\x00", "\ud800", "A" * 33, "_" * 31 + "="]
    )
    async def test_refuses_a_cursor_that_it_never_gave(self, stores, cursor):
        await move_in(stores)

        with pytest.raises(InvalidField) as refused:
            await page_of(stores, EVERYTHING, limit=2, cursor=cursor)

        assert refused.value.field == "cursor"


class TestAFilter:
    async def test_narrows_by_kind_language_and_time(self, stores):
        await move_in(stores)
        await write(
            stores,
            an_entry(1),
            an_entry(2, kind=Kind.PRIORITY),
            an_entry(3, language=Language.JA),
            an_entry(4, kind=Kind.PRIORITY, language=Language.JA),
        )

        assert await ids(stores, HistoryFilter(kind=Kind.PRIORITY)) == [4, 2]
        assert await ids(stores, HistoryFilter(language=Language.JA)) == [4, 3]
        assert await ids(stores, HistoryFilter(since=NOW + 2, until=NOW + 4)) == [3, 2]
        assert await ids(stores, HistoryFilter(kind=Kind.PRIORITY, until=NOW + 4)) == [2]

    async def test_narrows_a_search_as_well(self, stores):
        await move_in(stores)
        await write(
            stores,
            an_entry(1),
            an_entry(2, kind=Kind.PRIORITY),
            an_entry(3, language=Language.JA),
            an_entry(4),
        )

        assert await ids(stores, HistoryFilter(query="now")) == [4, 3, 2, 1]
        assert await ids(stores, HistoryFilter(query="now", kind=Kind.PRIORITY)) == [2]
        assert await ids(stores, HistoryFilter(query="now", language=Language.JA)) == [3]
        assert await ids(stores, HistoryFilter(query="now", since=NOW + 2, until=NOW + 4)) == [
            3,
            2,
        ]

    async def test_leads_a_search_over_pages_and_days(self, stores):
        await move_in(stores)
        await write(
            stores,
            *(replace(an_entry(n), created_at=NOW + n * DAY_S / 2) for n in range(1, 6)),
            an_entry(6, source="Nothing", text="of it"),
        )

        walked = [pages async for pages in walk(stores, limit=2, wanted=HistoryFilter(query="do"))]

        assert walked == [[5, 4], [3, 2], [1]]


class TestASearch:
    @pytest.mark.parametrize(
        "query",
        [
            "deploy",
            "DEPLOY",
            "ｄｅｐｌｏｙ",
            "depl",
            "deployment friday",
            "本番環境",
            "本番",
            "環",
            "顔",
            "デプロイ",
            "ﾃﾞﾌﾟﾛｲ",
            "本番環境 deploy",
            "deployの本番",
            "PRを",
            "👍",
            "café",
            "a",
            "#42",
            "  friday  ",
        ],
    )
    async def test_finds_what_source_or_answer_hold(self, stores, query):
        await move_in(stores)
        await write(
            stores,
            an_entry(
                1,
                source="A Deployment on FRIDAY? PRを見て。Café 👍 #42",
                text="本番環境へのデプロイは deployの本番 で。笑顔",
            ),
            an_entry(2, source="Else", text="別のこと"),
        )

        assert await ids(stores, HistoryFilter(query=query)) == [1]

    @pytest.mark.parametrize(
        "query",
        [
            "eploy",
            "deployments",
            "deploy monday",
            "東京都",
            "京東",
            "b",
            "'",
            "' | '",
            "!!!",
            "。、",
            "\\",
            "deploy:* | else",
            "%",
            "_",
        ],
    )
    async def test_finds_nothing_else(self, stores, query):
        await move_in(stores)
        await write(stores, an_entry(1, source="a deployment on Friday", text="東京と京都"))

        if query == "deploy:* | else":
            await write(stores, an_entry(2, source="else"))
        assert await ids(stores, HistoryFilter(query=query)) == []

    @pytest.mark.parametrize("query", ["", "  ", "\u3000"])
    async def test_for_nothing_narrows_nothing(self, stores, query):
        await move_in(stores)
        await write(stores, an_entry(1), an_entry(2))

        assert await ids(stores, HistoryFilter(query=query)) == [2, 1]

    async def test_finds_no_other_members_or_tenants_entries(self, stores):
        mine = await move_in(stores, 1)
        theirs = await move_in(stores, 2)
        colleague = a_member(109, role=Role.MEMBER)
        await stores.accounts.invite(colleague, now=NOW)
        await write(stores, an_entry(1, mine), an_entry(2, theirs), an_entry(3, colleague))

        assert await ids(stores, HistoryFilter(query="number")) == [1]
        assert await ids(stores, HistoryFilter(query=f"{theirs.id}")) == []
        assert await ids(stores, HistoryFilter(query=f"@{mine.id}")) == []


class TestAnEntry:
    async def test_is_found_by_its_member_alone(self, stores):
        member = await move_in(stores)
        entry = an_entry(1)
        await write(stores, entry, an_entry(2))
        get = stores.history.get

        assert await get(uid(1), member.id, entry.id) == entry
        assert await get(uid(1), uid(109), entry.id) is None
        assert await get(uid(2), member.id, entry.id) is None
        assert await get(uid(1), member.id, "last") is None

    async def test_can_be_deleted_by_its_member_alone(self, stores):
        member = await move_in(stores)
        entry = an_entry(1)
        await write(stores, entry, an_entry(2))
        delete = stores.history.delete

        assert not await delete(uid(1), uid(109), entry.id)
        assert not await delete(uid(2), member.id, entry.id)
        assert not await delete(uid(1), member.id, "last")
        assert await delete(uid(1), member.id, entry.id)
        assert not await delete(uid(1), member.id, entry.id)

        assert await ids(stores, EVERYTHING) == [2]

    async def test_goes_with_all_of_its_member(self, stores):
        mine = await move_in(stores, 1)
        theirs = await move_in(stores, 2)
        entries = [replace(an_entry(n), created_at=NOW + n * DAY_S) for n in range(3)]
        await write(stores, *entries, an_entry(9, theirs))

        assert await stores.history.delete_all(uid(1), theirs.id) == 0
        assert await stores.history.delete_all(uid(1), mine.id) == 3
        assert await stores.history.delete_all(uid(1), mine.id) == 0

        page = await stores.history.page(uid(2), theirs.id, EVERYTHING, limit=9, cursor=None)
        assert page.items == (an_entry(9, theirs),)


class TestAnExport:
    async def test_yields_what_is_wanted_newest_first(self, stores):
        member = await move_in(stores)
        many = [an_entry(n) for n in range(1, 1_202)]
        await write(stores, *many, an_entry(5_000, kind=Kind.PRIORITY))
        wanted = HistoryFilter(kind=Kind.SOFTEN)

        exported = [entry async for entry in stores.history.export(uid(1), member.id, wanted)]

        assert exported == many[::-1]


class TestUsage:
    async def test_is_that_of_the_tenants_days(self, stores):
        await move_in(stores, 1)
        await move_in(stores, 2)
        await write(
            stores,
            an_entry(1, source="1234", cache="l1"),
            an_entry(2, source="本番", cache="l2", degraded=True),
            an_entry(3, source="1", cache="coalesced"),
            an_entry(4, source="12", kind=Kind.PRIORITY),
            replace(an_entry(5, source="123"), created_at=NOW + DAY_S),
            replace(an_entry(6), created_at=NOW + 2 * DAY_S),
            replace(an_entry(7), created_at=NOW - 0.000001),
            an_entry(8, a_member(102, 2)),
        )

        used = await stores.history.usage(uid(1), since="2026-01-01", until="2026-01-02")

        assert list(used) == [
            a_day(Kind.PRIORITY, transforms=1, characters=2),
            a_day(Kind.SOFTEN, transforms=3, characters=7, cached=2, degraded=1),
            a_day(Kind.SOFTEN, day="2026-01-02", transforms=1, characters=3),
        ]

    async def test_outlasts_the_entries(self, stores):
        member = await move_in(stores)
        await write(stores, an_entry(1, source="1234"))

        await stores.history.delete_all(uid(1), member.id)

        used = await stores.history.usage(uid(1), since="2026-01-01", until="2026-01-01")
        assert list(used) == [a_day(Kind.SOFTEN, transforms=1, characters=4)]

    @pytest.mark.parametrize("field", ["since", "until"])
    @pytest.mark.parametrize("day", ["", "yesterday", "2026-02-30", "9" * 40, "\x00"])
    async def test_refuses_what_is_no_day(self, stores, field, day):
        days = {"since": "2026-01-01", "until": "2026-01-01"} | {field: day}

        with pytest.raises(InvalidField) as refused:
            await stores.history.usage(uid(1), **days)

        assert refused.value.field == field


class TestFeedback:
    given = Feedback(
        id=uid(701),
        transform_id=uid(801),
        verdict=Reception.EDIT,
        text="Better so.",
        created_at=NOW,
    )

    async def test_may_be_given_again(self, stores):
        member = await move_in(stores)

        for _ in range(2):
            await stores.history.add_feedback(uid(1), member.id, self.given)

    async def test_needs_its_tenant(self, stores):
        with pytest.raises(NotFound) as missing:
            await stores.history.add_feedback(uid(1), uid(101), self.given)

        assert missing.value.what == "tenant"


async def test_history_says_when_the_database_is_away(absent_stores):
    with pytest.raises(StoreUnavailable) as away:
        await page_of(absent_stores, EVERYTHING, limit=1)

    assert away.value.store == "database"


async def write(stores, *entries):
    assert await stores.writer.write(entries) == len(entries)


async def page_of(stores, wanted, *, limit, cursor=None):
    return await stores.history.page(uid(1), uid(101), wanted, limit=limit, cursor=cursor)


async def ids(stores, wanted):
    """The numbers of the entries of member 101 that are wanted."""
    page = await page_of(stores, wanted, limit=100)
    return [int(entry.id[-4:], 16) - 0xE000 for entry in page.items]


async def walk(stores, *, limit, wanted=EVERYTHING):
    """The numbers on each page, from the first to the last."""
    cursor = None
    while True:
        page = await page_of(stores, wanted, limit=limit, cursor=cursor)
        yield [int(entry.id[-4:], 16) - 0xE000 for entry in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return


def a_day(kind, *, day="2026-01-01", transforms, characters, cached=0, degraded=0):
    return UsageDay(
        day=day,
        kind=kind,
        provider="rules",
        transforms=transforms,
        characters=characters,
        cached=cached,
        degraded=degraded,
    )
