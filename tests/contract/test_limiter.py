"""What every `Limiter` promises."""

from contextlib import asynccontextmanager

import pytest
from tests.support.redis import connected, nobody

from tonebridge.adapters.limits.limiter import RedisLimiter
from tonebridge.adapters.machine import SystemClock
from tonebridge.application.ports import Admission, Subject
from tonebridge.domain.errors import RateLimited
from tonebridge.testing.clock import FakeClock
from tonebridge.testing.limits import FakeLimiter

BURST_S = 60.0
"""So that a limit of six a minute admits six at once, and the next after ten seconds."""

TENANT = Subject("tenant", "t1", per_min=60)
MEMBER = Subject("member", "m1", per_min=6)
OTHER = Subject("member", "m2", per_min=6)


@asynccontextmanager
async def limiting(url, **options):
    """A limiter on a client of its own."""
    async with connected(url) as (client, reach):
        limiter = limiter_of(client, reach, **options)
        try:
            yield limiter
        finally:
            await limiter.close()


def limiter_of(client, reach, *, process="p1", burst_s=BURST_S, lease_permits=20, replicas=1):
    return RedisLimiter(
        client,
        reach,
        SystemClock(),
        process=process,
        burst_s=burst_s,
        lease_permits=lease_permits,
        replicas=lambda: replicas,
    )


@pytest.fixture(params=["fake", "redis away", pytest.param("redis", marks=pytest.mark.services)])
async def limiter(request):
    if request.param == "fake":
        yield FakeLimiter(FakeClock(), burst_s=BURST_S)
        return
    away = request.param == "redis away"
    url = nobody() if away else request.getfixturevalue("valkey_url")
    async with limiting(url) as limiter:
        yield limiter


async def admitted(limiter, subjects, *, cost=1, tries=100):
    """How many of so many requests come through, and the refusal that stopped them."""
    for count in range(tries):
        try:
            await limiter.admit(subjects, cost=cost)
        except RateLimited as refusal:
            return count, refusal
    return tries, None


class TestALimiter:
    async def test_admits_a_burst_and_says_when_to_come_back(self, limiter):
        count, refusal = await admitted(limiter, [MEMBER])

        assert count == 6
        assert refusal.limit == "member"
        assert 9.0 < refusal.retry_after_s <= 10.0

    async def test_says_the_same_when_asked_again(self, limiter):
        await admitted(limiter, [MEMBER])

        count, refusal = await admitted(limiter, [MEMBER])

        assert count == 0
        assert 8.0 < refusal.retry_after_s <= 10.0

    async def test_tells_the_narrowest_limit(self, limiter):
        admission = await limiter.admit([TENANT, MEMBER], cost=2)

        assert admission == Admission(
            limit="member",
            quota=6,
            window_s=60,
            remaining=4,
            reset_s=pytest.approx(20.0, abs=11.0),
        )

    async def test_takes_from_no_limit_when_one_refuses(self, limiter):
        await admitted(limiter, [MEMBER])
        for _ in range(20):
            with pytest.raises(RateLimited):
                await limiter.admit([TENANT, MEMBER], cost=1)

        count, _ = await admitted(limiter, [TENANT])

        assert count == 60

    async def test_knows_subjects_apart(self, limiter):
        await admitted(limiter, [MEMBER])

        assert (await admitted(limiter, [OTHER]))[0] == 6
        assert (await admitted(limiter, [Subject("key", "m1", per_min=6)]))[0] == 6

    async def test_counts_what_a_request_costs(self, limiter):
        assert (await admitted(limiter, [MEMBER], cost=3))[0] == 2

    async def test_admits_one_that_costs_more_than_a_burst_and_then_nothing(self, limiter):
        assert (await admitted(limiter, [MEMBER], cost=8))[0] == 1

        count, refusal = await admitted(limiter, [MEMBER])

        assert count == 0
        assert 29.0 < refusal.retry_after_s <= 30.0

    async def test_refuses_a_costly_one_and_admits_a_cheap_one(self, limiter):
        await limiter.admit([MEMBER], cost=3)
        with pytest.raises(RateLimited):
            await limiter.admit([MEMBER], cost=4)

        assert (await admitted(limiter, [MEMBER]))[0] == 3
