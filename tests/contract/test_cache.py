"""What every `Cache` promises."""

import pytest
from tests.support.redis import connected

from tonebridge.adapters.cache.memory import MemoryCache
from tonebridge.adapters.cache.redis import RedisCache
from tonebridge.application.ports import CacheEntry
from tonebridge.testing.clock import FakeClock
from tonebridge.testing.redis import FakeCache

ENTRY = CacheEntry(body=b'{"text": "\xe3\x81\x8a"}', stored_at=1_767_225_600.0, ttl_s=300.0)
OTHER = CacheEntry(body=b"{}", stored_at=1_767_225_601.0, ttl_s=300.0)


@pytest.fixture(params=["fake", "memory", pytest.param("redis", marks=pytest.mark.services)])
async def cache(request):
    if request.param == "redis":
        async with connected(request.getfixturevalue("valkey_url")) as (client, reach):
            yield RedisCache(client, reach)
    elif request.param == "memory":
        yield MemoryCache(FakeClock(), items=100, size_bytes=1_000_000, ttl_s=300.0)
    else:
        yield FakeCache(FakeClock())


class TestACache:
    async def test_has_nothing_that_was_not_put(self, cache):
        assert await cache.get("transform:t1:a") is None

    async def test_gives_back_what_was_put_byte_for_byte(self, cache):
        await cache.put("transform:t1:a", ENTRY)

        assert await cache.get("transform:t1:a") == ENTRY

    async def test_keeps_the_latest(self, cache):
        await cache.put("transform:t1:a", ENTRY)
        await cache.put("transform:t1:a", OTHER)

        assert await cache.get("transform:t1:a") == OTHER

    async def test_purges_what_begins_so_and_nothing_else(self, cache):
        kept = ["transform:t2:a", "transform:t", "other:transform:t1:a"]
        for key in ["transform:t1:a", "transform:t1:b", *kept]:
            await cache.put(key, ENTRY)

        await cache.purge("transform:t1:")

        assert await cache.get("transform:t1:a") is None
        assert await cache.get("transform:t1:b") is None
        assert [await cache.get(key) for key in kept] == [ENTRY] * 3

    @pytest.mark.parametrize("prefix", ["transform:t*:", "transform:t?:", "transform:[t]1:", "\\"])
    async def test_takes_a_prefix_letter_by_letter(self, cache, prefix):
        await cache.put("transform:t1:a", ENTRY)
        await cache.put(f"{prefix}b", ENTRY)

        await cache.purge(prefix)

        assert await cache.get("transform:t1:a") == ENTRY
        assert await cache.get(f"{prefix}b") is None


@pytest.mark.parametrize("make", [FakeCache, None])
async def test_an_entry_dies_when_its_time_is_over(make):
    clock = FakeClock()
    cache = (
        make(clock) if make else MemoryCache(clock, items=9, size_bytes=10_000, ttl_s=1_000_000.0)
    )
    await cache.put("a", ENTRY)

    clock.advance(299.0)
    assert await cache.get("a") == ENTRY
    clock.advance(1.0)
    assert await cache.get("a") is None


async def test_redis_is_told_when_an_entry_dies(valkey_url):
    async with connected(valkey_url) as (client, reach):
        await RedisCache(client, reach).put("a", ENTRY)

        assert 299_000 < await client.pttl("tonebridge:cache:a") <= 300_000
