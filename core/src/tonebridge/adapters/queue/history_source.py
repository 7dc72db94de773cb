"""The far end of the history stream: a consumer group whose readers may die."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from math import ceil
from typing import Any, TypeVar

from redis.asyncio import Redis
from redis.exceptions import RedisError, ResponseError

from tonebridge.adapters.queue.history_log import STREAM
from tonebridge.adapters.queue.measures import BURIED
from tonebridge.application.ports import Clock
from tonebridge.domain.errors import StoreUnavailable

T = TypeVar("T")

GROUP = "writers"
DEAD = "tonebridge:history:dead"
DEAD_ENTRIES = 10_000
"""What can never be written is kept up to this number, the latest."""
LEFT_BEHIND_S = 15.0
"""An entry that a reader took so long ago and did not finish is given to another."""
GONE_S = 3_600.0
"""A reader that has said nothing for so long and has nothing unfinished is forgotten."""
LOOK_AGAIN_S = 5.0
"""How often to look for such."""
ANSWER_S = 5.0
"""How long an answer may take, blocking apart, before Redis counts as away."""
GROUP_IS_GONE = ("NOGROUP", "UNBLOCKED")
"""How the server says that there is no such stream or group, or none any more."""

_DONE = """
local ids = {unpack(ARGV, 2)}
redis.call('XACK', KEYS[1], ARGV[1], unpack(ids))
return redis.call('XDEL', KEYS[1], unpack(ids))
"""
_BURY = """
redis.call('XADD', KEYS[2], 'MAXLEN', ARGV[5], '*', 'e', ARGV[3], 'why', ARGV[4])
redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
return redis.call('XDEL', KEYS[1], ARGV[2])
"""
_LEAVE = """
if #redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', 1, ARGV[2]) > 0 then return 0 end
return redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2])
"""
_FORGET_THE_DEAD = """
local gone = 0
for _, reader in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
  local fields = {}
  for i = 1, #reader, 2 do fields[reader[i]] = reader[i + 1] end
  if fields.pending == 0 and fields.idle >= tonumber(ARGV[2]) and fields.name ~= ARGV[3] then
    gone = gone + redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], fields.name) + 1
  end
end
return gone
"""


class RedisHistorySource:
    """A `HistorySource`. Needs a client of its own, without a socket timeout: it blocks."""

    def __init__(
        self,
        client: Redis,
        clock: Clock,
        *,
        reader: str,
        left_behind_s: float = LEFT_BEHIND_S,
        gone_s: float = GONE_S,
    ) -> None:
        """`reader`: a name that no other process has."""
        self._client = client
        self._clock = clock
        self._reader = reader
        self._left_behind_ms = round(left_behind_s * 1000)
        self._gone_ms = round(gone_s * 1000)
        self._look_at = 0.0
        self._more_left = False
        self._done = client.register_script(_DONE)
        self._bury = client.register_script(_BURY)
        self._leave = client.register_script(_LEAVE)
        self._forget_the_dead = client.register_script(_FORGET_THE_DEAD)

    async def read(self, *, count: int, block_s: float) -> Sequence[tuple[str, bytes]]:
        if self._more_left or self._clock.monotonic() >= self._look_at:
            left = await self._within_group(lambda: self._left_behind(count))
            if left:
                return left
        return await self._within_group(lambda: self._new(count, block_s), block_s)

    async def done(self, ids: Sequence[str]) -> None:
        if not ids:
            return
        await _asked(self._done(keys=[STREAM], args=[GROUP, *ids]))

    async def bury(self, id_: str, entry: bytes, *, reason: str) -> None:
        arguments: list[bytes | str | int] = [GROUP, id_, entry, reason, DEAD_ENTRIES]
        await _asked(self._bury(keys=[STREAM, DEAD], args=arguments))
        BURIED.inc()

    async def waiting(self) -> int:
        """Return how many entries are in the stream, read or not."""
        return await _asked(self._client.xlen(STREAM))

    async def close(self) -> None:
        """Leave the group; what this reader did not finish stays for others."""
        try:
            await _asked(self._leave(keys=[STREAM], args=[GROUP, self._reader]))
        except (StoreUnavailable, ResponseError):
            return

    async def _within_group(
        self, read: Callable[[], Awaitable[Sequence[tuple[str, bytes]]]], block_s: float = 0.0
    ) -> Sequence[tuple[str, bytes]]:
        """Read; make the group first where it is missing: new, or lost with the data."""
        try:
            return await _asked(read(), block_s=block_s)
        except ResponseError as error:
            if not str(error).startswith(GROUP_IS_GONE):
                raise
        try:
            await _asked(self._client.xgroup_create(STREAM, GROUP, id="0", mkstream=True))
        except ResponseError as error:
            if not str(error).startswith("BUSYGROUP"):
                raise
        return await _asked(read(), block_s=block_s)

    async def _left_behind(self, count: int) -> Sequence[tuple[str, bytes]]:
        _, taken, _ = await self._client.xautoclaim(
            STREAM, GROUP, self._reader, min_idle_time=self._left_behind_ms, count=count
        )
        self._more_left = len(taken) == count
        if not self._more_left:
            await self._forget_the_dead(keys=[STREAM], args=[GROUP, self._gone_ms, self._reader])
            self._look_at = self._clock.monotonic() + LOOK_AGAIN_S
        return _entries(taken)

    async def _new(self, count: int, block_s: float) -> Sequence[tuple[str, bytes]]:
        answer = await self._client.xreadgroup(
            GROUP, self._reader, {STREAM: ">"}, count=count, block=ceil(block_s * 1000)
        )
        if not answer:
            return []
        # RESP3 gives a map of streams, RESP2 a list of pairs.
        streams: Any = answer
        return _entries(
            streams[STREAM.encode()][0] if isinstance(streams, dict) else streams[0][1]
        )


def _entries(rows: Sequence[tuple[bytes, dict[bytes, bytes]]]) -> Sequence[tuple[str, bytes]]:
    """Unpack rows; one that is not ours reads as empty, which nobody can write."""
    return [(id_.decode(), fields.get(b"e", b"")) for id_, fields in rows]


async def _asked(call: Awaitable[T], *, block_s: float = 0.0) -> T:
    """Wait; what Redis itself refuses is raised as it is, all else means that it is away."""
    try:
        async with asyncio.timeout(block_s + ANSWER_S):
            return await call
    except ResponseError:
        raise
    except (RedisError, OSError):
        raise StoreUnavailable("redis") from None
