"""Where an answer comes from, and what the headers say about it."""

import asyncio

import pytest
from tests.support.asgi import connect

from tonebridge.domain.errors import KindNotAvailable, ProviderUnavailable
from tonebridge_gateway.app import create_app

BODY = {"text": "Fix it now.", "kind": "soften", "intensity": 2}


@pytest.fixture
def ask(client, headers):
    async def ask(**changes):
        sent = headers | changes.pop("headers", {})
        return await client.post("/api/v1/transform", json=BODY | changes, headers=sent)

    return ask


async def test_64_identical_concurrent_requests_make_one_call(world, ask):
    world.provider.gate.clear()
    asking = [asyncio.create_task(ask()) for _ in range(64)]
    await world.provider.called.wait()
    for _ in range(64):
        await asyncio.sleep(0)  # so that the others have come to wait
    world.provider.gate.set()
    answers = await asyncio.gather(*asking)

    assert world.provider.calls == 1
    assert len({answer.content for answer in answers}) == 1
    caches = [answer.headers["x-cache"] for answer in answers]
    assert sorted(caches) == ["coalesced"] * 63 + ["miss"]


async def test_the_same_bytes_come_from_l1_and_after_a_restart_from_l2(world, headers):
    served = []
    for _ in range(2):
        async with connect(create_app(world.services())) as client:
            for _ in range(2):
                answer = await client.post("/api/v1/transform", json=BODY, headers=headers)
                served.append(
                    (answer.headers["x-cache"], answer.headers["age"], answer.json()["id"])
                )
                world.clock.advance(10)

    first = served[0][2]
    assert served == [
        ("miss", "0", first),
        ("l1", "10", first),
        ("l2", "20", first),
        ("l1", "30", first),
    ]
    assert world.provider.calls == 1


@pytest.mark.parametrize(
    ("cache_control", "second", "third"),
    [
        ("max-age=60", "l1", "l1"),
        ("max-age=5", "miss", "l1"),
        ("no-cache", "miss", "l1"),
        ("no-store", "miss", "l1"),
        ("max-age=nonsense", "l1", "l1"),
    ],
)
async def test_the_caller_may_ask_for_a_fresh_answer(world, ask, cache_control, second, third):
    first_id = (await ask()).json()["id"]
    world.clock.advance(10)

    fresh = await ask(headers={"Cache-Control": cache_control})
    after = await ask()

    assert (fresh.headers["x-cache"], after.headers["x-cache"]) == (second, third)
    kept = cache_control == "no-store" or second == "l1"
    assert (after.json()["id"] == first_id) == kept


async def test_no_store_keeps_nothing(world, ask):
    answer = await ask(headers={"Cache-Control": "no-store"})

    assert answer.headers["cache-control"] == "no-store"
    assert world.l2.keys() == frozenset()
    assert (await ask()).headers["x-cache"] == "miss"


async def test_an_answer_says_how_long_it_may_be_kept(world, ask):
    await ask()
    world.clock.advance(100)

    answer = await ask()

    assert answer.headers["age"] == "100"
    assert answer.headers["cache-control"] == "private, max-age=300"


async def test_an_analysis_is_added_and_splits_no_cache(world, ask):
    plain = (await ask()).json()

    answer = await ask(include=["analysis"])

    assert answer.headers["x-cache"] == "l1"
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    both = body.pop("analysis")
    assert body == plain
    assert set(both) == {"before", "after"}
    assert world.provider.calls == 1


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Fix it now. "},
        {"intensity": 1},
        {"intensity": "auto"},
        {"kind": "priority"},
        {"language": "en"},
        {"preset": "client"},
        {"options": {"mode": "replace"}},
        {"options": {"dictionary": [{"term": "it", "plain": "the defect"}]}},
    ],
)
async def test_what_decides_the_answer_decides_the_key(world, ask, change):
    await ask()

    answer = await ask(**change)

    assert answer.headers["x-cache"] == "miss"
    assert world.provider.calls == 2


async def test_a_term_that_does_not_occur_changes_nothing(world, ask):
    await ask()

    answer = await ask(options={"dictionary": [{"term": "kubernetes", "plain": "the cluster"}]})

    assert answer.headers["x-cache"] == "l1"


async def test_tenants_share_no_answers(world, client, ask):
    first = (await ask()).json()["id"]
    other = await world.key(await world.member("other@example.com"))

    answer = await ask(headers={"Authorization": f"Bearer {other}"})
    visitor = await client.post("/api/v1/preview/transform", json=BODY)

    assert answer.headers["x-cache"] == visitor.headers["x-cache"] == "miss"
    assert len({first, answer.json()["id"], visitor.json()["id"]}) == 3


async def test_a_tenant_can_purge_its_answers_and_no_others(world, client, headers, ask):
    other = {"Authorization": f"Bearer {await world.key(await world.member('o@example.com'))}"}
    await ask()
    await ask(headers=other)

    purged = await client.delete("/api/v1/cache", headers=headers)

    assert purged.status_code == 204
    assert (await ask()).headers["x-cache"] == "miss"
    assert (await ask(headers=other)).headers["x-cache"] == "l1"


async def test_a_failure_is_everyones_and_is_not_kept(world, ask):
    world.provider.failure = ProviderUnavailable("rules", retry_after_s=2.5)

    answers = await asyncio.gather(*(ask() for _ in range(5)))

    assert {(answer.status_code, answer.headers["retry-after"]) for answer in answers} == {
        (503, "3")
    }
    world.provider.failure = None
    assert (await ask()).headers["x-cache"] == "miss"


async def test_a_kind_that_is_not_there_is_said_to_be(world, ask):
    world.provider.failure = KindNotAvailable("clarify", ("soften",))

    answer = await ask(kind="clarify", intensity=1)

    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (
        422,
        "kind_not_available",
        "kind",
    )


class TestWithRedisAway:
    async def test_transforms_are_answered(self, world, ask):
        world.l2.away = world.flights.away = True

        assert (await ask()).headers["x-cache"] == "miss"
        assert (await ask()).headers["x-cache"] == "l1"


class TestWithTheDatabaseAway:
    async def test_a_caller_who_was_seen_is_answered(self, world, ask):
        await ask()
        world.tables.away = True
        world.clock.advance(500)

        assert (await ask()).status_code == 200

    async def test_a_caller_who_was_not_is_asked_to_come_back(self, world, client, headers):
        world.tables.away = True

        answer = await client.post("/api/v1/transform", json=BODY, headers=headers)

        assert (answer.status_code, answer.json()["code"]) == (503, "credentials_unverifiable")
        assert answer.headers["retry-after"] == "2"

    async def test_a_caller_who_was_seen_too_long_ago_is_asked_too(self, world, ask):
        await ask()
        world.tables.away = True
        world.clock.advance(601)

        assert (await ask()).json()["code"] == "credentials_unverifiable"

    async def test_what_needs_it_says_so(self, world, client, headers, ask):
        await ask()
        world.tables.away = True

        answer = await client.get("/api/v1/history", headers=headers)

        assert (answer.status_code, answer.json()["code"]) == (503, "store_unavailable")
