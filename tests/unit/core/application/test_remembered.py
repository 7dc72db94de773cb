"""What the database said is remembered, so that a request waits for none."""

import asyncio

import pytest

from tonebridge.application.remembered import Remembered
from tonebridge.domain.errors import StoreUnavailable
from tonebridge.testing.clock import FakeClock


class Store:
    """Answers with how often it was asked; can be away, and can be slow."""

    def __init__(self):
        self.asked = 0
        self.away = False
        self.open = asyncio.Event()
        self.open.set()

    async def load(self, key):
        self.asked += 1
        answer = f"{key} {self.asked}"
        await self.open.wait()
        if self.away:
            raise StoreUnavailable("database")
        return answer


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def store():
    return Store()


@pytest.fixture
def memory(store, clock):
    return Remembered(store.load, clock=clock, fresh_s=5, patience_s=0.02, most=2)


async def settled():
    for _ in range(5):
        await asyncio.sleep(0)


async def test_a_value_is_fetched_once_while_it_is_fresh(memory, clock):
    first = await memory.get("a")
    clock.advance(5)

    assert (first, await memory.get("a")) == ("a 1", "a 1")


async def test_a_value_that_is_not_fresh_is_served_and_renewed_behind(memory, clock):
    await memory.get("a")
    clock.advance(6)

    served = await memory.get("a")
    await settled()

    assert (served, await memory.get("a")) == ("a 1", "a 2")


async def test_many_who_ask_at_once_make_one_lookup(memory, store):
    answers = await asyncio.gather(*(memory.get("a") for _ in range(20)))

    assert (set(answers), store.asked) == ({"a 1"}, 1)


async def test_what_is_outdated_is_fetched_before_it_is_served(memory):
    await memory.get("a")
    memory.outdate("a")

    assert await memory.get("a") == "a 2"


async def test_a_lookup_that_began_before_the_change_does_not_count(memory, store):
    store.open.clear()
    asking = asyncio.create_task(memory.get("a"))
    await settled()
    memory.outdate("a")
    following = asyncio.create_task(memory.get("a"))
    await settled()
    store.open.set()
    await asyncio.gather(asking, following)

    assert (following.result(), await memory.get("a")) == ("a 2", "a 2")


class TestWhileTheStoreIsAway:
    async def test_the_last_value_stands_in(self, memory, store, clock):
        await memory.get("a")
        store.away = True
        clock.advance(1_000)

        served = await memory.get("a")
        await settled()
        memory.outdate("a")

        assert (served, await memory.get("a")) == ("a 1", "a 1")

    async def test_there_is_no_value_for_who_never_had_one(self, memory, store):
        store.away = True

        with pytest.raises(StoreUnavailable):
            await memory.get("a")

    async def test_nobody_waits_again_for_a_while(self, memory, store, clock):
        store.away = True
        for wait_s in (0, 0.5, 0.6):
            clock.advance(wait_s)
            with pytest.raises(StoreUnavailable):
                await memory.get("a")

        assert store.asked == 2


async def test_a_slow_lookup_is_left_to_itself_and_serves_later_requests(memory, store):
    store.open.clear()
    with pytest.raises(StoreUnavailable):
        await memory.get("a")
    store.open.set()
    await settled()

    assert await memory.get("a") == "a 1"


async def test_who_asked_longest_ago_is_forgotten(memory, store):
    for key in ("a", "b", "a", "c", "a"):
        await memory.get(key)

    assert store.asked == 3
    assert await memory.get("b") == "b 4"
