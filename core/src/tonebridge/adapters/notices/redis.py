"""Revocations, told to every process through a stream in Redis or Valkey.

A stream, not publish/subscribe: a process that was cut off reads on from where it was, and
a new one reads what still matters, so nothing is missed and nothing has to be compared.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from random import SystemRandom
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import RedisError

from tonebridge.application.ports import Clock
from tonebridge.application.reach import Away, Reach
from tonebridge.domain.backoff import full_jitter
from tonebridge.domain.errors import StoreUnavailable

log = logging.getLogger(__name__)
_random = SystemRandom().random

STREAM = "tonebridge:revocations"
BLOCK_S = 5.0
"""A reader hears of a revocation at once, and looks again after so long if it does not."""
SILENCE_S = 10.0
"""A connection that has not answered for so long is given up; the next one catches up."""
RETRY_MIN_S = 0.2
RETRY_MAX_S = 5.0
REMEMBERED = 100_000
"""Revocations that a process knows at most; those that end first make room."""
PAGE = 1_000

_REVOKE = """
local clock = redis.call('TIME')
local now = clock[1] + clock[2] / 1000000
redis.call('XADD', KEYS[1], '*', 'id', ARGV[1], 'until', string.format('%.6f', now + ARGV[2]))
for _, row in ipairs(redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 16)) do
  local till = tonumber(row[2][4] or '')
  if till and till > now then break end
  redis.call('XDEL', KEYS[1], row[1])
end
return 1
"""


class RedisRevocations:
    """`Revocations`. `revoked` is a look-up in the process; a task keeps it up to date."""

    def __init__(  # noqa: PLR0913 - each is one thing that it works with
        self,
        client: Redis,
        blocking: Redis,
        reach: Reach,
        clock: Clock,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        random: Callable[[], float] = _random,
        remembered: int = REMEMBERED,
    ) -> None:
        """`blocking`: a client of its own, without a socket timeout, to listen with."""
        self._remembered = remembered
        self._blocking = blocking
        self._reach = reach
        self._clock = clock
        self._sleep = sleep
        self._random = random
        self._tell = client.register_script(_REVOKE)
        self._until: dict[str, float] = {}
        self._last_id = "0"
        self._listener: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Learn what is revoked, if Redis is there, and keep listening until `close`."""
        try:
            while await self._hear(block_s=None):
                pass
        except (RedisError, OSError):
            log.warning("revocations are not known yet: redis is away")
        self._listener = asyncio.create_task(self._listen(), name="revocations")

    async def close(self) -> None:
        """Stop listening."""
        if self._listener is not None:
            self._listener.cancel()
            await asyncio.wait([self._listener])

    def revoked(self, *ids: str) -> bool:
        return any(
            id_ in self._until and self._until[id_] > self._clock.monotonic() for id_ in ids
        )

    async def revoke(self, id_: str, *, for_s: float) -> None:
        self._remember(id_, self._clock.monotonic() + for_s)
        try:
            await self._reach.ask(self._tell(keys=[STREAM], args=[id_, for_s]))
        except Away:
            raise StoreUnavailable("redis") from None

    async def _listen(self) -> None:
        failures = 0
        while True:
            try:
                await self._hear(block_s=BLOCK_S)
                failures = 0
            except (RedisError, OSError):
                pause_s = full_jitter(failures, RETRY_MIN_S, RETRY_MAX_S, random=self._random)
                failures += 1
                await self._sleep(pause_s)

    async def _hear(self, *, block_s: float | None) -> int:
        """Take in what comes after the last id; return how many notices there were."""
        block_ms = None if block_s is None else round(block_s * 1000)
        async with asyncio.timeout(SILENCE_S):
            answer: Any = await self._blocking.xread(
                {STREAM: self._last_id}, count=PAGE, block=block_ms
            )
        if not answer:
            return 0
        # RESP3 gives a map of streams, RESP2 a list of pairs.
        rows = answer[STREAM.encode()][0] if isinstance(answer, dict) else answer[0][1]
        for row_id, fields in rows:
            self._last_id = row_id.decode()
            try:
                id_, until = fields[b"id"].decode(), float(fields[b"until"])
            except (KeyError, ValueError):
                log.error("a revocation cannot be read and is passed over")  # noqa: TRY400 - no news
                continue
            self._remember(id_, self._clock.monotonic() + until - self._clock.now())
        return len(rows)

    def _remember(self, id_: str, until: float) -> None:
        now = self._clock.monotonic()
        if until <= now:
            return
        self._until[id_] = max(until, self._until.get(id_, 0.0))
        if len(self._until) > self._remembered:
            by_end = sorted(self._until.items(), key=lambda one: one[1])
            living = [(known, end) for known, end in by_end if end > now]
            self._until = dict(living[-self._remembered * 9 // 10 :])
