"""The first tier: in the process, bounded in items and in bytes."""

from collections import OrderedDict
from typing import NamedTuple

from tonebridge.adapters.cache.measures import EVICTIONS
from tonebridge.application.ports import CacheEntry, Clock

OVERHEAD_BYTES = 400
"""What an entry costs beside its key and body (CPython 3.11: dict slot, link, objects)."""


class _Kept(NamedTuple):
    entry: CacheEntry
    until: float
    size: int


class MemoryCache:
    """A `Cache` that forgets what was used longest ago when it is full.

    Keeps no entry longer than `ttl_s`, and none that alone would fill it.
    """

    def __init__(self, clock: Clock, *, items: int, size_bytes: int, ttl_s: float) -> None:
        """Take how much it may hold, bodies, keys and overhead counted, and for how long."""
        self._monotonic = clock.monotonic
        self._items = items
        self._room = size_bytes
        self._ttl_s = ttl_s
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._size = 0
        self.hits = 0
        self.misses = 0
        self._evictions = EVICTIONS.labels("l1")

    @property
    def size_bytes(self) -> int:
        return self._size

    def __len__(self) -> int:
        return len(self._kept)

    async def get(self, key: str) -> CacheEntry | None:
        return self.look_up(key)

    def look_up(self, key: str) -> CacheEntry | None:
        """Do what `get` does, for callers that cannot wait."""
        kept = self._kept.get(key)
        if kept is None:
            self.misses += 1
            return None
        if kept.until <= self._monotonic():
            self._forget(key)
            self.misses += 1
            return None
        self._kept.move_to_end(key)
        self.hits += 1
        return kept.entry

    async def put(self, key: str, entry: CacheEntry) -> None:
        self._forget(key)
        size = len(entry.body) + 4 * len(key) + OVERHEAD_BYTES
        if size > self._room:
            return
        until = self._monotonic() + min(entry.ttl_s, self._ttl_s)
        self._kept[key] = _Kept(entry, until, size)
        self._size += size
        while len(self._kept) > self._items or self._size > self._room:
            self._evict()

    async def purge(self, prefix: str) -> None:
        for key in [key for key in self._kept if key.startswith(prefix)]:
            self._forget(key)

    def _forget(self, key: str) -> None:
        if (kept := self._kept.pop(key, None)) is not None:
            self._size -= kept.size

    def _evict(self) -> None:
        _, kept = self._kept.popitem(last=False)
        self._size -= kept.size
        if kept.until > self._monotonic():
            self._evictions.inc()
