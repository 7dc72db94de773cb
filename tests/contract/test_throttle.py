"""What every `Throttle` promises."""

import pytest
from tests.support.redis import connected, nobody

from tonebridge.adapters.limits.throttle import RedisThrottle
from tonebridge.adapters.machine import SystemClock
from tonebridge.domain.errors import RateLimited
from tonebridge.testing.clock import FakeClock
from tonebridge.testing.limits import FakeThrottle


@pytest.fixture(params=["fake", "redis away", pytest.param("redis", marks=pytest.mark.services)])
async def throttle(request):
    if request.param == "fake":
        yield FakeThrottle(FakeClock())
        return
    away = request.param == "redis away"
    url = nobody() if away else request.getfixturevalue("valkey_url")
    async with connected(url) as (client, reach):
        yield RedisThrottle(client, reach, SystemClock())


class TestAThrottle:
    async def test_admits_so_many_attempts_and_no_more(self, throttle):
        for _ in range(3):
            await throttle.attempt("account:a", per_min=3)

        with pytest.raises(RateLimited) as refusal:
            await throttle.attempt("account:a", per_min=3)

        assert refusal.value.limit == "login"
        assert 55.0 < refusal.value.retry_after_s <= 60.0

    async def test_counts_each_subject(self, throttle):
        for account in ("account:a", "account:b", "account:c"):
            await throttle.attempt(account, "address:1", per_min=3)

        with pytest.raises(RateLimited):
            await throttle.attempt("account:d", "address:1", per_min=3)

    async def test_counts_nobody_when_one_must_wait(self, throttle):
        for _ in range(3):
            await throttle.attempt("address:1", per_min=3)
        for _ in range(5):
            with pytest.raises(RateLimited):
                await throttle.attempt("account:a", "address:1", per_min=3)

        for _ in range(3):
            await throttle.attempt("account:a", per_min=3)
