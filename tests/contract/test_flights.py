"""What every `Flights` promises."""

import pytest
from tests.support.redis import connected, nobody

from tonebridge.adapters.cache.redis import RedisFlights
from tonebridge.testing.clock import FakeClock
from tonebridge.testing.redis import FakeFlights


@pytest.fixture(params=["fake", pytest.param("redis", marks=pytest.mark.services)])
async def fleet(request):
    """Two processes' flights."""
    if request.param == "redis":
        async with connected(request.getfixturevalue("valkey_url")) as (client, reach):
            yield RedisFlights(client, reach), RedisFlights(client, reach)
    else:
        flights = FakeFlights(FakeClock())
        yield flights, flights


class TestFlights:
    async def test_belong_to_who_takes_them_first(self, fleet):
        one, other = fleet

        assert await one.take("a", lease_s=30.0) is True
        assert await other.take("a", lease_s=30.0) is False
        assert await other.take("b", lease_s=30.0) is True

    async def test_are_free_again_once_landed(self, fleet):
        one, other = fleet
        await one.take("a", lease_s=30.0)

        await one.land("a")

        assert await other.take("a", lease_s=30.0) is True

    async def test_may_land_twice(self, fleet):
        one, _ = fleet
        await one.take("a", lease_s=30.0)

        await one.land("a")
        await one.land("a")


async def test_a_lease_ends_by_itself():
    clock = FakeClock()
    flights = FakeFlights(clock)
    await flights.take("a", lease_s=5.0)

    clock.advance(5.0)

    assert await flights.take("a", lease_s=5.0) is True


async def test_a_lease_ends_by_itself_in_redis(valkey_url):
    async with connected(valkey_url) as (client, reach):
        await RedisFlights(client, reach).take("a", lease_s=5.0)

        assert 4_000 < await client.pttl("tonebridge:flight:a") <= 5_000


async def test_nobody_lands_anothers_flight(valkey_url):
    async with connected(valkey_url) as (client, reach):
        late, pilot = RedisFlights(client, reach), RedisFlights(client, reach)
        await pilot.take("a", lease_s=30.0)

        await late.land("a")

        assert await late.take("a", lease_s=30.0) is False


async def test_everyone_flies_when_nobody_can_tell():
    async with connected(nobody()) as (client, reach):
        flights = RedisFlights(client, reach)

        assert [await flights.take("a", lease_s=5.0) for _ in range(3)] == [True] * 3
        await flights.land("a")
