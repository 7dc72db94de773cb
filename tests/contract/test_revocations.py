"""What every `Revocations` promises."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from tests.support.redis import connected, listening, nobody

from tonebridge.adapters.machine import SystemClock
from tonebridge.adapters.notices.redis import RedisRevocations
from tonebridge.domain.errors import StoreUnavailable
from tonebridge.testing.clock import FakeClock
from tonebridge.testing.redis import FakeRevocations


@asynccontextmanager
async def process(url, clock=None):
    """One process's revocations, started."""
    async with connected(url) as (client, reach), listening(url) as blocking:
        revocations = RedisRevocations(client, blocking, reach, clock or SystemClock())
        await revocations.start()
        try:
            yield revocations
        finally:
            await revocations.close()


@pytest.fixture(params=["fake", pytest.param("redis", marks=pytest.mark.services)])
async def fleet(request):
    """Two processes' revocations."""
    if request.param == "redis":
        url = request.getfixturevalue("valkey_url")
        async with process(url) as one, process(url) as other:
            yield one, other
    else:
        revocations = FakeRevocations(FakeClock())
        yield revocations, revocations


async def hears(revocations, id_):
    """Wait until a process knows."""
    async with asyncio.timeout(30.0):
        while not revocations.revoked(id_):  # noqa: ASYNC110 - it has no event, by design
            await asyncio.sleep(0)
    return True


class TestRevocations:
    async def test_know_nothing_at_first(self, fleet):
        assert fleet[0].revoked("session-1", "key-1") is False

    async def test_are_known_here_at_once(self, fleet):
        await fleet[0].revoke("session-1", for_s=900.0)

        assert fleet[0].revoked("member-1", "session-1") is True
        assert fleet[0].revoked("member-1", "session-2") is False

    async def test_reach_other_processes(self, fleet):
        one, other = fleet
        await one.revoke("session-1", for_s=900.0)

        assert await hears(other, "session-1")

    async def test_are_longer_when_said_twice(self, fleet):
        await fleet[0].revoke("session-1", for_s=900.0)
        await fleet[0].revoke("session-1", for_s=0.001)

        assert fleet[0].revoked("session-1") is True


async def test_a_new_process_knows_what_was_revoked_before(valkey_url):
    async with process(valkey_url) as old:
        await old.revoke("session-1", for_s=900.0)

    async with process(valkey_url) as new:
        assert new.revoked("session-1") is True


async def test_a_row_that_is_not_ours_deafens_nobody(valkey_url):
    async with (
        process(valkey_url) as one,
        process(valkey_url) as other,
        connected(valkey_url) as (client, _),
    ):
        await client.xadd("tonebridge:revocations", {"strange": "row"})
        await one.revoke("session-1", for_s=900.0)

        assert await hears(other, "session-1")


async def test_what_is_over_is_forgotten_here_and_in_redis(valkey_url):
    async with process(valkey_url) as revocations, connected(valkey_url) as (client, _):
        for _ in range(20):
            await revocations.revoke("session-1", for_s=0.0)
        assert revocations.revoked("session-1") is False

        await revocations.revoke("session-2", for_s=900.0)

        assert await client.xlen("tonebridge:revocations") <= 2


async def test_who_revokes_learns_when_nobody_was_told():
    async with process(nobody()) as revocations:
        with pytest.raises(StoreUnavailable):
            await revocations.revoke("session-1", for_s=900.0)

        assert revocations.revoked("session-1") is True


async def test_a_process_remembers_a_bounded_number():
    async with connected(nobody()) as (client, reach):
        revocations = RedisRevocations(client, client, reach, FakeClock(), remembered=10)
        for number in range(100):
            with pytest.raises(StoreUnavailable):
                await revocations.revoke(f"session-{number}", for_s=100.0 + number)

        known = [number for number in range(100) if revocations.revoked(f"session-{number}")]
        assert known == list(range(known[0], 100))
        assert len(known) <= 10
