"""One answer for all who ask at once, from the nearest place that has it."""

import asyncio

import msgspec
import pytest
from tests.support.gateway import OPEN, World

from tonebridge.application.ports import CacheEntry
from tonebridge.application.terms import PresetBook, TermBook
from tonebridge.application.transform import Transform
from tonebridge.application.wish import Freshness, Wish
from tonebridge.domain.errors import DeadlineExceeded, KindNotAvailable, ProviderUnavailable
from tonebridge.domain.history import HistoryEntry
from tonebridge.domain.identity import ALL_SCOPES, Caller, Role
from tonebridge.domain.message import Intensity, Kind, Language
from tonebridge.testing.redis import FakeCache

WISH = Wish(text="Fix it now.", kind=Kind.SOFTEN, intensity=Intensity.MEDIUM)
CALLER = Caller(tenant_id="t", member_id="m", role=Role.MEMBER, scopes=ALL_SCOPES, key_id="k")


class Pauses:
    """Sleeping, as the test sees it: the clock moves on, and something may happen."""

    def __init__(self, clock):
        self._clock = clock
        self.asked = []
        self.then = None

    async def __call__(self, seconds):
        self.asked.append(seconds)
        self._clock.advance(seconds)
        if self.then is not None:
            await self.then()


@pytest.fixture
def world():
    return World()


def process(world, *, deadline_s=10.0, sync=False, sleep=asyncio.sleep):
    """Start a process: its own first tier, all else shared."""
    ports = world.ports()
    return Transform(
        provider=ports.provider,
        l1=FakeCache(world.clock),
        l2=ports.l2,
        flights=ports.flights,
        history=ports.history_log,
        terms=TermBook(ports.dictionaries, clock=world.clock),
        presets=PresetBook(ports.presets, clock=world.clock),
        clock=world.clock,
        ids=world.ids,
        measures=world.measures,
        cache=OPEN.cache,
        deadline_s=deadline_s,
        sync_history=sync,
        sleep=sleep,
    )


async def settled():
    for _ in range(10):
        await asyncio.sleep(0)


async def test_a_waiter_who_leaves_takes_nobody_with_them(world):
    transform = process(world)
    world.provider.gate.clear()
    first, second = (asyncio.create_task(transform(WISH, caller=None)) for _ in range(2))
    await settled()
    first.cancel()
    await settled()
    world.provider.gate.set()

    answer = await second

    assert first.cancelled()
    assert (answer.cache, world.provider.calls) == ("coalesced", 1)


async def test_when_all_waiters_leave_the_answer_is_kept_all_the_same(world):
    transform = process(world)
    world.provider.gate.clear()
    only = asyncio.create_task(transform(WISH, caller=None))
    await settled()
    only.cancel()
    world.provider.gate.set()
    await settled()

    assert (await transform(WISH, caller=None)).cache == "l1"


async def test_all_waiters_get_the_failure_and_the_next_call_begins_anew(world):
    transform = process(world)
    world.provider.failure = ProviderUnavailable("rules", retry_after_s=1)

    failures = await asyncio.gather(
        *(transform(WISH, caller=None) for _ in range(3)), return_exceptions=True
    )
    world.provider.failure = None

    assert failures == [world_failure(failures)] * 3
    assert world.provider.calls == 1
    assert (await transform(WISH, caller=None)).cache == "miss"


def world_failure(failures):
    assert isinstance(failures[0], ProviderUnavailable)
    return failures[0]


async def test_no_answer_in_time_is_an_error_that_says_how_long_it_was(world):
    world.provider.gate.clear()

    with pytest.raises(DeadlineExceeded) as raised:
        await process(world, deadline_s=0.01)(WISH, caller=None)

    assert raised.value.deadline_s == 0.01


async def test_two_processes_at_once_make_one_call(world):
    pauses = Pauses(world.clock)
    first, second = process(world), process(world, sleep=pauses)
    world.provider.gate.clear()
    flying = asyncio.create_task(first(WISH, caller=None))
    await settled()

    async def landed():
        world.provider.gate.set()
        await flying

    pauses.then = landed
    answer = await second(WISH, caller=None)

    assert (answer.cache, world.provider.calls) == ("l2", 1)
    assert answer.body == flying.result().body


async def test_a_neighbour_that_landed_with_nothing_that_will_do_is_waited_for_no_longer(world):
    pauses = Pauses(world.clock)
    first, second = process(world), process(world, sleep=pauses)
    world.provider.gate.clear()
    flying = asyncio.create_task(first(WISH, caller=None))
    await settled()

    async def landed():
        pauses.then = None
        world.provider.gate.set()
        await flying
        world.clock.advance(1.0)

    pauses.then = landed
    answer = await second(WISH, caller=None, freshness=Freshness(max_age_s=0.0))

    assert (answer.cache, world.provider.calls, pauses.asked) == ("miss", 2, [0.01])


async def test_a_neighbour_that_never_lands_is_waited_for_as_long_as_its_lease(world):
    first, second = process(world), process(world, sleep=Pauses(world.clock))
    world.provider.gate.clear()
    stuck = asyncio.create_task(first(WISH, caller=None))
    await settled()
    began = world.clock.monotonic()
    waiting = asyncio.create_task(second(WISH, caller=None))
    for _ in range(100):
        await settled()
    world.provider.gate.set()
    answer = await waiting
    await stuck

    assert (answer.cache, world.provider.calls) == ("miss", 2)
    assert OPEN.cache.flight_lease_s <= world.clock.monotonic() - began < 6


async def test_an_answer_of_the_farther_tier_keeps_its_age_in_the_nearer(world):
    await process(world)(WISH, caller=None)
    world.clock.advance(1_000)
    transform = process(world)

    ages = []
    for _ in range(2):
        answer = await transform(WISH, caller=None)
        ages.append((answer.cache, answer.age_s))
        world.clock.advance(100)

    assert ages == [("l2", 1_000), ("l1", 1_100)]


async def test_the_nearer_tier_holds_no_answer_beyond_its_own_time(world):
    transform = process(world)
    await transform(WISH, caller=None)
    world.clock.advance(OPEN.cache.l1_ttl_s + 1)

    assert (await transform(WISH, caller=None)).cache == "l2"


async def test_every_answer_to_a_caller_is_in_the_history(world):
    transform = process(world)
    for _ in range(2):
        await transform(WISH, caller=CALLER)
    await transform(WISH, caller=None)

    entries = [
        msgspec.msgpack.decode(entry, type=HistoryEntry) for entry in world.history_log.entries
    ]
    answer = msgspec.json.decode((await transform(WISH, caller=CALLER)).body)

    assert len({entry.id for entry in entries}) == 2
    first, second = entries
    assert (first.cache, second.cache) == ("miss", "l1")
    assert first == HistoryEntry(
        id=first.id,
        created_at=world.clock.now(),
        tenant_id="t",
        member_id="m",
        key_id="k",
        transform_id=answer["id"],
        kind=Kind.SOFTEN,
        intensity=Intensity.MEDIUM,
        language=Language.EN,
        preset=None,
        source=WISH.text,
        text=answer["text"],
        provider="rules",
        model=None,
        degraded=False,
        cache="miss",
    )


class Log:
    """Notes which entries had to be durable."""

    def __init__(self):
        self.durable = []

    async def append(self, entry, *, durable):
        del entry
        self.durable.append(durable)


@pytest.mark.parametrize(("sync", "durable"), [(False, [True, False]), (True, [True, True])])
async def test_a_miss_is_durable_before_it_is_answered_and_a_hit_if_asked_for(
    world, sync, durable
):
    world.history_log = Log()
    transform = process(world, sync=sync)
    for _ in range(2):
        await transform(WISH, caller=CALLER)

    assert world.history_log.durable == durable


async def test_what_happened_is_counted(world):
    transform = process(world)
    await transform(WISH, caller=None)
    await transform(WISH, caller=None)
    world.provider.failure = KindNotAvailable("clarify", ("soften",))
    with pytest.raises(KindNotAvailable):
        await transform(msgspec.structs.replace(WISH, kind=Kind.CLARIFY), caller=None)

    assert world.measures.lookups == [
        ("l1", "miss"),
        ("l2", "miss"),
        ("l1", "hit"),
        ("l1", "miss"),
        ("l2", "miss"),
    ]
    assert world.measures.transforms == [("soften", "rules", False)] * 2
    assert world.measures.provider_calls == [("rules", "answered"), ("rules", "refused")]


async def test_what_the_farther_tier_cannot_read_is_a_miss(world):
    transform = process(world)
    await transform(WISH, caller=None)
    (key,) = world.l2.keys()
    await world.l2.put(key, CacheEntry(b"not json", world.clock.now(), 60))

    answer = await process(world)(WISH, caller=None)

    assert answer.cache == "miss"
