"""Which bridge is looked at next: each at most once at a time, however often it is named."""

import asyncio
import heapq
from collections.abc import Callable

from tonebridge.domain.backoff import full_jitter
from tonebridge_operator.clock import Clock
from tonebridge_operator.cluster.store import BridgeKey

LEAST_PAUSE_S, MOST_PAUSE_S = 1.0, 300.0


class Agenda:
    """When each bridge is due. Pure: time comes in as monotonic seconds."""

    def __init__(self, random: Callable[[], float]) -> None:
        self._random = random
        self._due: dict[BridgeKey, float] = {}
        self._heap: list[tuple[float, BridgeKey]] = []
        self._at_work: set[BridgeKey] = set()
        self._failures: dict[BridgeKey, int] = {}

    def add(self, key: BridgeKey, due: float) -> None:
        """Have a bridge looked at, at this time or sooner."""
        known = self._due.get(key)
        if known is None or due < known:
            self._due[key] = due
            heapq.heappush(self._heap, (due, key))

    def take(self, now: float) -> tuple[BridgeKey, float] | None:
        """Return the bridge that has been due for longest, and since when; None: none is."""
        at_work = []
        found = None
        while self._heap and self._heap[0][0] <= now and found is None:
            due, key = heapq.heappop(self._heap)
            if self._due.get(key) != due:
                continue  # it was taken, or is due sooner
            if key in self._at_work:
                at_work.append((due, key))
                continue
            del self._due[key]
            self._at_work.add(key)
            found = key, due
        for each in at_work:
            heapq.heappush(self._heap, each)
        return found

    def next_due(self) -> float | None:
        """Return when the next bridge that nobody works on is due."""
        times = [due for key, due in self._due.items() if key not in self._at_work]
        return min(times, default=None)

    def waiting(self, now: float) -> int:
        """Return how many are due."""
        return sum(due <= now for due in self._due.values())

    def done(self, key: BridgeKey, *, again: float | None) -> None:
        """Take note that nobody works on a bridge any more; all was well.

        `again`: when to look at it next if nothing happens.
        """
        self._at_work.discard(key)
        self._failures.pop(key, None)
        if again is not None:
            self.add(key, again)

    def failed(self, key: BridgeKey, now: float, *, at_least_s: float = 0.0) -> float:
        """Take note that it has to be tried again; return after how many seconds it will be."""
        self._at_work.discard(key)
        failures = self._failures.get(key, 0)
        self._failures[key] = failures + 1
        pause_s = full_jitter(failures, LEAST_PAUSE_S, MOST_PAUSE_S, random=self._random)
        pause_s = max(pause_s, at_least_s)
        self.add(key, now + pause_s)
        return pause_s

    def progressed(self, key: BridgeKey) -> None:
        """Take note that something was brought about: the next pause is a short one."""
        self._failures.pop(key, None)

    def forget(self, key: BridgeKey) -> None:
        """Take note that the bridge is no more."""
        self._at_work.discard(key)
        self._failures.pop(key, None)
        self._due.pop(key, None)


class Work:
    """The agenda, waited for."""

    def __init__(self, clock: Clock, random: Callable[[], float]) -> None:
        self.agenda = Agenda(random)
        self._clock = clock
        self._changed = asyncio.Event()

    def add(self, key: BridgeKey, delay_s: float = 0.0) -> None:
        """Have a bridge looked at after so many seconds, or sooner."""
        self.agenda.add(key, self._clock.monotonic() + delay_s)
        self._changed.set()

    def done(self, key: BridgeKey, *, again_s: float | None) -> None:
        again = None if again_s is None else self._clock.monotonic() + again_s
        self.agenda.done(key, again=again)
        self._changed.set()

    def failed(self, key: BridgeKey, *, at_least_s: float = 0.0) -> float:
        pause_s = self.agenda.failed(key, self._clock.monotonic(), at_least_s=at_least_s)
        self._changed.set()
        return pause_s

    async def take(self) -> tuple[BridgeKey, float]:
        """Wait for a bridge that is due; return it, and for how many seconds it was."""
        while True:
            now = self._clock.monotonic()
            found = self.agenda.take(now)
            if found is not None:
                key, due = found
                return key, now - due
            self._changed.clear()
            await self._until_changed(self.agenda.next_due(), now)

    async def _until_changed(self, due: float | None, now: float) -> None:
        if due is None:
            await self._changed.wait()
            return
        try:
            async with asyncio.timeout(due - now):
                await self._changed.wait()
        except TimeoutError:
            pass
