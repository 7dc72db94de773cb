"""The second tier and the flights of the fleet, in Redis or Valkey."""

import re
import secrets
from typing import cast

import msgspec
from redis.asyncio import Redis

from tonebridge.adapters.cache.measures import FAULTS
from tonebridge.application.ports import CacheEntry
from tonebridge.application.reach import Away, Reach

PREFIX = "tonebridge:cache:"
FLIGHTS = "tonebridge:flight:"
UNPURGED = 1_000
"""How many purges that Redis missed are remembered; beyond it everything is taken as purged."""

_LAND = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
"""


class RedisCache:
    """A `Cache` for all processes. What it holds dies with its TTL, never with its reader."""

    def __init__(self, client: Redis, reach: Reach) -> None:
        """Take a client that answers in bytes."""
        self._client = client
        self._reach = reach
        self._unpurged: set[str] = set()
        self._sweeping = False
        self._decoder = msgspec.msgpack.Decoder(CacheEntry)
        self._encoder = msgspec.msgpack.Encoder()
        self._away = FAULTS.labels("l2", "away")
        self._corrupt = FAULTS.labels("l2", "corrupt")

    async def get(self, key: str) -> CacheEntry | None:
        if self._unpurged:
            await self._purge_again()
        if any(key.startswith(prefix) for prefix in self._unpurged):
            return None
        try:
            packed = await self._reach.ask(self._client.get(PREFIX + key))
        except Away:
            self._away.inc()
            return None
        if packed is None:
            return None
        try:
            return self._decoder.decode(cast("bytes", packed))
        except msgspec.MsgspecError:
            self._corrupt.inc()
            return None

    async def put(self, key: str, entry: CacheEntry) -> None:
        packed = self._encoder.encode(entry)
        ttl_ms = max(1, round(entry.ttl_s * 1000))
        try:
            await self._reach.ask(self._client.set(PREFIX + key, packed, px=ttl_ms))
        except Away:
            return

    async def purge(self, prefix: str) -> None:
        """Forget every key that begins so; here at once, in Redis as soon as it is there."""
        self._unpurged.add(prefix)
        if len(self._unpurged) > UNPURGED:
            self._unpurged = {""}
        await self._purge_again()

    async def _purge_again(self) -> None:
        if self._sweeping:
            return
        self._sweeping = True
        try:
            for prefix in sorted(self._unpurged):
                await self._sweep(prefix)
                self._unpurged.discard(prefix)
        except Away:
            return
        finally:
            self._sweeping = False

    async def _sweep(self, prefix: str) -> None:
        pattern = re.sub(r"([*?\[\]\\])", r"\\\1", PREFIX + prefix) + "*"
        cursor = 0
        while True:
            cursor, keys = await self._reach.ask(
                self._client.scan(cursor, match=pattern, count=1_000)
            )
            if keys:
                await self._reach.ask(self._client.unlink(*keys))
            if cursor == 0:
                return


class RedisFlights:
    """`Flights` by a lease for each key. A lease that ran out is nobody's to give back."""

    def __init__(self, client: Redis, reach: Reach) -> None:
        self._client = client
        self._reach = reach
        self._pilot = secrets.token_hex(8)
        self._land = client.register_script(_LAND)

    async def take(self, key: str, *, lease_s: float) -> bool:
        lease_ms = max(1, round(lease_s * 1000))
        taking = self._client.set(FLIGHTS + key, self._pilot, nx=True, px=lease_ms)
        try:
            return bool(await self._reach.ask(taking))
        except Away:
            return True

    async def land(self, key: str) -> None:
        try:
            await self._reach.ask(self._land(keys=[FLIGHTS + key], args=[self._pilot]))
        except Away:
            return
