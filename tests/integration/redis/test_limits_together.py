"""Limits hold over several processes, and Redis is asked seldom."""

import asyncio
import sys
import time
from contextlib import AsyncExitStack

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.contract.test_limiter import limiter_of, limiting
from tests.support import taker
from tests.support.redis import connected

from tonebridge.adapters.limits.replicas import RedisReplicas
from tonebridge.adapters.machine import SystemClock
from tonebridge.application.ports import Subject
from tonebridge.domain.errors import RateLimited

pytestmark = pytest.mark.services


async def test_two_processes_together_never_get_more_than_the_limit(valkey_url):
    per_min, burst_s, seconds = 6_000, 1.0, 1.5
    begin = time.monotonic()
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            taker.__name__,
            valkey_url,
            name,
            *(str(number) for number in (per_min, burst_s, seconds)),
            stdout=asyncio.subprocess.PIPE,
        )
        for name in ("one", "two")
    ]
    outputs = [await process.communicate() for process in processes]
    took_s = time.monotonic() - begin

    shares = [int(output) for output, _ in outputs]
    assert sum(shares) <= per_min / 60 * (took_s + burst_s)
    assert sum(shares) >= per_min / 60 * burst_s
    assert min(shares) > 0


@pytest.fixture
async def clients(valkey_url):
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(connected(valkey_url)) for _ in range(3)]


RUNS = st.lists(st.tuples(st.integers(0, 2), st.integers(1, 4)), min_size=30, max_size=80)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(run=RUNS, lease=st.integers(1, 30), per_min=st.sampled_from([60, 600, 6_000]))
async def test_processes_in_any_order_never_get_more_than_the_limit(clients, run, lease, per_min):
    """An envelope: in no stretch of time more than the limit's pace and one burst."""
    burst_s = 1.0
    fleet = [
        limiter_of(*client, process=f"p{number}", burst_s=burst_s, lease_permits=lease)
        for number, client in enumerate(clients)
    ]
    await clients[0][0].flushall()
    subject = Subject("tenant", "t", per_min)
    admitted = []
    for process, cost in run:
        before = time.monotonic()
        try:
            await fleet[process].admit([subject], cost=cost)
            admitted.append((before, time.monotonic(), cost))
        except RateLimited:
            pass
    for limiter in fleet:
        await limiter.close()

    for first, (start, _, _) in enumerate(admitted):
        burst = max(per_min / 60 * burst_s, 1, *(cost for _, _, cost in admitted))
        taken = 0
        for _, end, cost in admitted[first:]:
            taken += cost
            assert taken <= per_min / 60 * (end - start) + burst + 0.01


async def test_a_process_asks_redis_once_for_many_requests(valkey_url):
    async with connected(valkey_url) as (client, _), limiting(valkey_url) as limiter:
        subjects = [Subject(limit, "x", 60_000) for limit in ("tenant", "member", "key")]
        await limiter.admit(subjects, cost=1)
        before = (await client.info("commandstats"))["cmdstat_evalsha"]["calls"]

        for _ in range(100):
            await limiter.admit(subjects, cost=1)

        after = (await client.info("commandstats"))["cmdstat_evalsha"]["calls"]
        assert after - before <= 6


async def test_a_refused_process_does_not_ask_again_until_it_may(valkey_url):
    async with connected(valkey_url) as (client, _), limiting(valkey_url) as limiter:
        subject = Subject("tenant", "x", 6)
        for _ in range(6):
            await limiter.admit([subject], cost=1)
        with pytest.raises(RateLimited):
            await limiter.admit([subject], cost=1)
        before = (await client.info("commandstats"))["cmdstat_evalsha"]["calls"]

        for _ in range(50):
            with pytest.raises(RateLimited):
                await limiter.admit([subject], cost=1)

        assert (await client.info("commandstats"))["cmdstat_evalsha"]["calls"] == before


async def test_many_requests_at_once_are_admitted_exactly(valkey_url):
    async with limiting(valkey_url, burst_s=60.0) as limiter:
        outcomes = await asyncio.gather(
            *(limiter.admit([Subject("tenant", "x", 50)], cost=1) for _ in range(200)),
            return_exceptions=True,
        )

        assert sum(not isinstance(outcome, RateLimited) for outcome in outcomes) == 50


async def test_a_lease_is_renewed_before_anybody_has_to_wait_for_it(valkey_url):
    async with limiting(valkey_url, lease_permits=20) as limiter:
        subjects = [Subject(limit, "x", 60_000) for limit in ("tenant", "member", "key")]
        await limiter.admit(subjects, cost=1)
        waited = 0
        for _ in range(200):
            waited += await has_to_wait(limiter.admit(subjects, cost=1))
            await limiter.close()  # lets a renewal that was begun come to its end

        assert waited == 0


async def has_to_wait(call):
    """Whether a call gives way to the event loop before it is done."""
    task = asyncio.create_task(call)
    await asyncio.sleep(0)
    if task.done():
        return False
    await task
    return True


async def pass_by(client, seconds):
    """Let time pass for a limit: everything in its hash happened so much earlier."""
    [name] = await client.keys("tonebridge:limit:*")
    for field, value in (await client.hgetall(name)).items():
        permits, colon, moment = value.decode().rpartition(":")
        await client.hset(name, field, f"{permits}{colon}{int(moment) - round(seconds * 1e6)}")


async def all_of(limiter, subject):
    count = 0
    while True:
        try:
            await limiter.admit([subject], cost=1)
        except RateLimited:
            return count
        count += 1


async def test_permits_that_are_spent_late_are_not_granted_to_others_meanwhile(valkey_url):
    """Ten at once, one a second. The early one leases three; in three seconds all is full."""
    subject = Subject("tenant", "x", 60)
    async with connected(valkey_url) as (client, reach):
        early = limiter_of(client, reach, process="early", burst_s=10.0)
        other = limiter_of(client, reach, process="other", burst_s=10.0)
        await early.admit([subject], cost=1)
        await pass_by(client, 3.0)

        assert await all_of(other, subject) == 7, "three are out, for all that Redis knows"
        assert await all_of(early, subject) == 2


async def test_permits_that_are_not_spent_come_back_when_their_lease_is_over(valkey_url):
    """After the five seconds of the lease the window begins to move over its three permits."""
    subject = Subject("tenant", "x", 60)
    async with connected(valkey_url) as (client, reach):
        for passed_s, granted in ((5.0, 7), (6.0, 8), (8.0, 10)):
            await client.flushall()
            dead = limiter_of(client, reach, process="dead", burst_s=10.0)
            await dead.admit([subject], cost=1)
            await pass_by(client, passed_s)
            other = limiter_of(client, reach, process="other", burst_s=10.0)

            assert await all_of(other, subject) == granted


async def test_permits_of_a_dead_process_are_forgotten(valkey_url):
    async with connected(valkey_url) as (client, reach):
        dead = limiter_of(client, reach, process="dead")
        await dead.admit([Subject("tenant", "x", 6_000)], cost=1)
        [name] = await client.keys("tonebridge:limit:tenant:*")
        permits, till = (await client.hget(name, "dead")).decode().split(":")
        assert int(permits) == 20
        await client.hset(name, "dead", f"{permits}:{int(till) - 10_000_000}")

        await limiter_of(client, reach, process="new").admit(
            [Subject("tenant", "x", 6_000)], cost=1
        )

        assert await client.hexists(name, "dead") is False


class TestReplicas:
    async def test_are_as_many_as_announce_themselves(self, valkey_url):
        async with connected(valkey_url) as (client, reach):
            fleet = [
                RedisReplicas(client, reach, process=name, otherwise=1) for name in ("a", "b", "c")
            ]
            for replica in fleet:
                await replica.start()
            await fleet[0].announce()
            assert fleet[0].count == 3

            await fleet[1].close()
            await fleet[0].announce()
            assert fleet[0].count == 2
            await fleet[0].close()
            await fleet[2].close()

    async def test_are_as_many_as_was_last_known_while_redis_is_away(self, valkey_url):
        async with connected(valkey_url) as (client, reach):
            for name in ("a", "b"):
                await RedisReplicas(client, reach, process=name, otherwise=7).announce()
            replica = RedisReplicas(client, reach, process="a", otherwise=7)
            assert replica.count == 7
            await replica.announce()
            reach._away_until = SystemClock().monotonic() + 60

            await replica.announce()

            assert replica.count == 2
