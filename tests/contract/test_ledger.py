"""What every `Ledger` promises."""

import asyncio

import pytest
from tests.support.redis import connected, nobody

from tonebridge.adapters.limits.ledger import RedisLedger
from tonebridge.domain.errors import Conflict, StoreUnavailable
from tonebridge.testing.clock import FakeClock
from tonebridge.testing.redis import FakeLedger


@pytest.fixture(params=["fake", pytest.param("redis", marks=pytest.mark.services)])
async def ledger(request):
    if request.param == "redis":
        async with connected(request.getfixturevalue("valkey_url")) as (client, reach):
            yield RedisLedger(client, reach)
    else:
        yield FakeLedger(FakeClock())


@pytest.fixture(params=["fake", "redis"])
async def absent_ledger(request):
    if request.param == "redis":
        async with connected(nobody()) as (client, reach):
            yield RedisLedger(client, reach)
    else:
        fake = FakeLedger(FakeClock())
        fake.away = True
        yield fake


class TestALedger:
    async def test_gives_the_work_to_who_claims_first(self, ledger):
        assert await ledger.claim("k", "print") is None

        with pytest.raises(Conflict) as conflict:
            await ledger.claim("k", "print")

        assert conflict.value.field == "Idempotency-Key"

    async def test_gives_the_answer_that_was_kept(self, ledger):
        await ledger.claim("k", "print")
        await ledger.keep("k", "print", b"\x00answer")

        assert await ledger.claim("k", "print") == b"\x00answer"
        assert await ledger.claim("k", "print") == b"\x00answer"

    async def test_refuses_a_key_for_another_request(self, ledger):
        await ledger.claim("k", "print")
        with pytest.raises(Conflict):
            await ledger.claim("k", "other print")

        await ledger.keep("k", "print", b"answer")
        with pytest.raises(Conflict):
            await ledger.claim("k", "other print")

    async def test_lets_a_released_key_try_again(self, ledger):
        await ledger.claim("k", "print")
        await ledger.release("k")

        assert await ledger.claim("k", "other print") is None

    async def test_releases_no_answer(self, ledger):
        await ledger.claim("k", "print")
        await ledger.keep("k", "print", b"answer")
        await ledger.release("k")

        assert await ledger.claim("k", "print") == b"answer"

    async def test_gives_the_work_to_one_of_many(self, ledger):
        outcomes = await asyncio.gather(
            *(ledger.claim("k", "print") for _ in range(20)), return_exceptions=True
        )

        assert [o for o in outcomes if not isinstance(o, Conflict)] == [None]


class TestALedgerThatIsAway:
    async def test_says_that_nobody_can_tell(self, absent_ledger):
        with pytest.raises(StoreUnavailable):
            await absent_ledger.claim("k", "print")

    async def test_spoils_no_work_that_is_done(self, absent_ledger):
        await absent_ledger.keep("k", "print", b"answer")
        await absent_ledger.release("k")


async def test_a_claim_ends_by_itself_and_an_answer_lives_a_day():
    clock = FakeClock()
    ledger = FakeLedger(clock)
    await ledger.claim("k", "print")
    clock.advance(30.0)
    assert await ledger.claim("k", "print") is None

    await ledger.keep("k", "print", b"answer")
    clock.advance(86_399.0)
    assert await ledger.claim("k", "print") == b"answer"
    clock.advance(1.0)
    assert await ledger.claim("k", "print") is None


async def test_redis_is_told_how_long_claims_and_answers_live(valkey_url):
    async with connected(valkey_url) as (client, reach):
        ledger = RedisLedger(client, reach)
        await ledger.claim("k", "print")
        [name] = await client.keys("tonebridge:once:*")
        assert 29_000 < await client.pttl(name) <= 30_000

        await ledger.keep("k", "print", b"answer")
        assert 86_390_000 < await client.pttl(name) <= 86_400_000
