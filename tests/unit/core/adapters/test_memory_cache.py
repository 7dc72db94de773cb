import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonebridge.adapters.cache.memory import OVERHEAD_BYTES, MemoryCache
from tonebridge.application.ports import CacheEntry
from tonebridge.testing.clock import FakeClock


def entry(size=10, ttl_s=300.0):
    return CacheEntry(body=b"x" * size, stored_at=0.0, ttl_s=ttl_s)


@pytest.fixture
def clock():
    return FakeClock()


def cache_of(clock, *, items=3, size_bytes=1_000_000, ttl_s=300.0):
    return MemoryCache(clock, items=items, size_bytes=size_bytes, ttl_s=ttl_s)


async def held(cache, keys):
    return [key for key in keys if await cache.get(key) is not None]


class TestAFullCache:
    async def test_forgets_what_was_used_longest_ago(self, clock):
        cache = cache_of(clock, items=3)
        for key in "abc":
            await cache.put(key, entry())
        await cache.get("a")

        await cache.put("d", entry())

        assert await held(cache, "abcd") == ["a", "c", "d"]

    async def test_makes_room_in_bytes_too(self, clock):
        cache = cache_of(clock, items=100, size_bytes=3 * (1_000 + OVERHEAD_BYTES + 4))
        for key in "abcd":
            await cache.put(key, entry(1_000))

        assert await held(cache, "abcd") == ["b", "c", "d"]

    async def test_takes_nothing_that_alone_would_fill_it(self, clock):
        cache = cache_of(clock, size_bytes=2_000)
        await cache.put("a", entry(10))

        await cache.put("b", entry(5_000))

        assert await held(cache, "ab") == ["a"]

    async def test_forgets_the_old_when_the_new_does_not_fit(self, clock):
        cache = cache_of(clock, size_bytes=2_000)
        await cache.put("a", entry(10))

        await cache.put("a", entry(5_000))

        assert (len(cache), cache.size_bytes) == (0, 0)


class TestACachesTime:
    async def test_is_its_own_when_an_entry_would_live_longer(self, clock):
        cache = cache_of(clock, ttl_s=300.0)
        await cache.put("a", entry(ttl_s=86_400.0))

        clock.advance(299.9)
        assert await held(cache, "a") == ["a"]
        clock.advance(0.1)
        assert await held(cache, "a") == []

    async def test_is_the_entrys_when_that_is_shorter(self, clock):
        cache = cache_of(clock, ttl_s=300.0)
        await cache.put("a", entry(ttl_s=5.0))

        clock.advance(5.0)

        assert await held(cache, "a") == []
        assert cache.size_bytes == 0


async def test_a_cache_counts_hits_and_misses(clock):
    cache = cache_of(clock)
    await cache.put("a", entry())
    for key in "aab":
        await cache.get(key)

    assert (cache.hits, cache.misses) == (2, 1)


@given(
    steps=st.lists(
        st.tuples(st.sampled_from("putgetpurge"), st.sampled_from("abcdef"), st.integers(0, 3_000))
    )
)
async def test_a_cache_never_exceeds_its_bounds_and_knows_its_size(steps):
    clock = FakeClock()
    cache = MemoryCache(clock, items=4, size_bytes=8_000, ttl_s=100.0)
    for step, key, size in steps:
        match step:
            case "p":
                await cache.put(key, entry(size))
            case "u":
                await cache.purge(key)
            case _:
                await cache.get(key)
        clock.advance(1.0)

        assert len(cache) <= 4
        assert cache.size_bytes <= 8_000
        assert cache.size_bytes == sum(kept.size for kept in cache._kept.values())
