"""The near end of the history stream: grouped, buffered while Redis is away, never blocking."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from itertools import islice
from pathlib import Path
from random import SystemRandom
from typing import NamedTuple

from redis.asyncio import Redis

from tonebridge.adapters.queue.measures import APPENDED, BUFFERED, DROPPED
from tonebridge.application.reach import Away, Reach
from tonebridge.domain.backoff import full_jitter

log = logging.getLogger(__name__)
_random = SystemRandom().random

STREAM = "tonebridge:history"
GROUP_ENTRIES = 500
"""What is committed in one step; keeps the server's steps at a few milliseconds."""
RETRY_MIN_S = 0.1
RETRY_MAX_S = 2.0
BUFFER_BYTES = 64 * 1024 * 1024
"""What the buffer holds at most, however few entries that are: long texts take 50 kB each."""
CLOSE_S = 5.0
"""How long `close` tries to get the buffer into the stream."""

_SCRIPT = Path(__file__).with_name("append.lua").read_text(encoding="utf-8")


class _Waiting(NamedTuple):
    entry: bytes
    stored: asyncio.Future[None] | None


class RedisHistoryLog:
    """A `HistoryLog`: one writer task commits what came in, in order, group by group.

    When a commit's outcome is unknown it is repeated: entries carry their ids, and who
    reads the stream writes each id once.
    """

    def __init__(  # noqa: PLR0913 - each is one thing that it works with
        self,
        client: Redis,
        reach: Reach,
        *,
        window_ms: int,
        buffer_entries: int,
        stream_entries: int,
        sync: bool,
        buffer_bytes: int = BUFFER_BYTES,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        random: Callable[[], float] = _random,
    ) -> None:
        """`sync`: every entry is treated as durable."""
        self._reach = reach
        self._window_s = window_ms / 1000
        self._room = buffer_entries
        self._room_bytes = buffer_bytes
        self._stream_entries = stream_entries
        self._sync = sync
        self._sleep = sleep
        self._random = random
        self._add = client.register_script(_SCRIPT)
        self._buffer: deque[_Waiting] = deque()
        self._held_bytes = 0
        self._something = asyncio.Event()
        self._urgent = asyncio.Event()
        self._closing = False
        self._closed = False
        self._away = False
        self._writer: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to commit."""
        self._writer = asyncio.create_task(self._write(), name="history-log")

    async def append(self, entry: bytes, *, durable: bool) -> None:
        if self._closed or self._is_full_for(entry):
            DROPPED.labels("closing" if self._closed else "buffer_full").inc()
            return
        if not (durable or self._sync) or self._away:
            self._hold(_Waiting(entry, None))
            return
        stored = asyncio.get_running_loop().create_future()
        self._hold(_Waiting(entry, stored))
        self._urgent.set()
        await asyncio.wait([stored], timeout=self._reach.timeout_s)

    async def close(self) -> None:
        """Commit what is left, within a bound; what stays behind is counted as dropped."""
        self._closing = True
        self._something.set()
        self._urgent.set()
        if self._writer is not None:
            await asyncio.wait([self._writer], timeout=CLOSE_S)
            self._writer.cancel()
            await asyncio.wait([self._writer])
        self._closed = True
        if self._buffer:
            log.warning("%d history entries could not be stored", len(self._buffer))
            DROPPED.labels("closing").inc(len(self._buffer))
            self._buffer.clear()
            self._held_bytes = 0
            BUFFERED.set(0)

    def _is_full_for(self, entry: bytes) -> bool:
        return len(self._buffer) >= self._room or self._held_bytes + len(entry) > self._room_bytes

    def _hold(self, waiting: _Waiting) -> None:
        self._buffer.append(waiting)
        self._held_bytes += len(waiting.entry)
        BUFFERED.set(len(self._buffer))
        self._something.set()

    async def _write(self) -> None:
        failures = 0
        while True:
            if not self._buffer:
                if self._closing:
                    return
                self._something.clear()
                await self._something.wait()
            if not self._away:
                await self._gather()
            if await self._commit():
                failures = 0
            else:
                await self._sleep(
                    full_jitter(failures, RETRY_MIN_S, RETRY_MAX_S, random=self._random)
                )
                failures += 1

    async def _gather(self) -> None:
        """Let a group come together, unless somebody waits for it."""
        try:
            async with asyncio.timeout(self._window_s):
                await self._urgent.wait()
        except TimeoutError:
            return
        finally:
            if not self._closing:
                self._urgent.clear()

    async def _commit(self) -> bool:
        """Bring the oldest group into the stream; False if Redis is away."""
        group = list(islice(self._buffer, GROUP_ENTRIES))
        entries = [waiting.entry for waiting in group]
        adding = self._add(keys=[STREAM], args=[self._stream_entries, *entries])
        try:
            added = await self._reach.ask(adding)
        except Away:
            self._set_away(away=True)
            self._release(list(self._buffer))
            return False
        self._set_away(away=False)
        for _ in group:
            self._held_bytes -= len(self._buffer.popleft().entry)
        BUFFERED.set(len(self._buffer))
        APPENDED.inc(added)
        if added < len(group):
            DROPPED.labels("stream_full").inc(len(group) - added)
        self._release(group)
        return True

    def _set_away(self, *, away: bool) -> None:
        if away and not self._away:
            log.warning("history is buffered in the process: redis is away")
        if self._away and not away:
            log.info("history goes into the stream again")
        self._away = away

    @staticmethod
    def _release(group: list[_Waiting]) -> None:
        for waiting in group:
            if waiting.stored is not None and not waiting.stored.done():
                waiting.stored.set_result(None)
