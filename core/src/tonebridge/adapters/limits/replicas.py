"""How many processes share the limits, as they tell each other through Redis or Valkey."""

import asyncio
from collections.abc import Awaitable, Callable

from redis.asyncio import Redis

from tonebridge.application.reach import Away, Reach

KEY = "tonebridge:replicas"
BEAT_S = 5.0
GONE_S = 15.0
"""Who has said nothing for so long is not counted any more."""

_ANNOUNCE = """
local clock = redis.call('TIME')
local now = clock[1] + clock[2] / 1000000
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
return redis.call('ZCARD', KEYS[1])
"""


class RedisReplicas:
    """The last known number of processes; `otherwise` until Redis has told."""

    def __init__(
        self,
        client: Redis,
        reach: Reach,
        *,
        process: str,
        otherwise: int,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`process` is a name that no other process has."""
        self._client = client
        self._reach = reach
        self._process = process
        self._count = otherwise
        self._sleep = sleep
        self._announce = client.register_script(_ANNOUNCE)
        self._task: asyncio.Task[None] | None = None

    @property
    def count(self) -> int:
        return self._count

    async def start(self) -> None:
        """Announce this process, now and until `close`."""
        await self.announce()
        self._task = asyncio.create_task(self._beat(), name="announce-replica")

    async def announce(self) -> None:
        """Say that this process is there and see who else is; keep the last count if away."""
        announcing = self._announce(keys=[KEY], args=[self._process, GONE_S])
        try:
            self._count = max(1, await self._reach.ask(announcing))
        except Away:
            return

    async def close(self) -> None:
        """Stop announcing, and leave."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
        try:
            await self._reach.ask(self._client.zrem(KEY, self._process))
        except Away:
            return

    async def _beat(self) -> None:
        while True:
            await self._sleep(BEAT_S)
            await self.announce()
