import pytest

from tonebridge.testing.clock import FakeClock
from tonebridge.testing.queue import FakeJobs, Queued
from tonebridge.testing.redis import FakeFlights
from tonebridge_workers.daily import Daily


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def turns(clock):
    return FakeFlights(clock)


@pytest.fixture
def jobs():
    return FakeJobs()


class TestTheDailyMaintenance:
    async def test_is_queued_once_a_day(self, jobs, turns, clock):
        daily = Daily(jobs, turns, clock)
        for _ in range(3):
            await daily.look()
        assert jobs.queued == [Queued("expire_history", {})]

        clock.advance(86_400.0)
        await daily.look()

        assert jobs.queued == [Queued("expire_history", {})] * 2

    async def test_is_queued_by_one_worker_of_many(self, jobs, turns, clock):
        for _ in range(3):
            await Daily(jobs, turns, clock).look()

        assert jobs.queued == [Queued("expire_history", {})]

    async def test_is_queued_later_when_it_could_not_be(self, jobs, turns, clock):
        jobs.away = True
        daily, another = Daily(jobs, turns, clock), Daily(jobs, turns, clock)
        await daily.look()
        jobs.away = False

        await another.look()
        await daily.look()

        assert jobs.queued == [Queued("expire_history", {})]
