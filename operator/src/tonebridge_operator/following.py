"""Lets the number of workers follow the queue, where no autoscaler is there to do it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from tonebridge_operator.clock import Clock
from tonebridge_operator.cluster.store import BridgeKey
from tonebridge_operator.memory import Memory
from tonebridge_operator.scaling import Calls, called_for, settle

EVERY_S = 15.0
AT_ONCE = 20

Ask = Callable[[BridgeKey], Awaitable[Mapping[str, float]]]


class Following:
    """Asks workers how much waits, and has their bridge looked at when it calls for others."""

    def __init__(
        self,
        memories: Mapping[BridgeKey, Memory],
        ask: Ask,
        changed: Callable[[BridgeKey], None],
        clock: Clock,
    ) -> None:
        self._memories = memories
        self._ask = ask
        self._changed = changed
        self._clock = clock
        self._at_once = asyncio.Semaphore(AT_ONCE)

    async def run(self, leads: asyncio.Event) -> None:
        """Go on for ever; only an operator that leads asks."""
        while True:
            await leads.wait()
            await self.follow()
            await self._clock.sleep(EVERY_S)

    async def follow(self) -> None:
        """Ask once, for each bridge whose workers we scale."""
        scaled = [key for key, memory in self._memories.items() if memory.scaled is not None]
        await asyncio.gather(*map(self._follow, scaled))

    async def _follow(self, key: BridgeKey) -> None:
        async with self._at_once:
            depths = await self._ask(key)
        memory = self._memories.get(key)
        if memory is None or memory.scaled is None or not depths:
            return  # nobody could tell: all stays as it is
        now = self._clock.monotonic()
        calls = memory.calls or Calls(since=now)
        wanted = called_for(depths, for_each=memory.scaled.for_each)
        memory.calls, workers = settle(calls, wanted, running=memory.scaled.running, now=now)
        if workers != memory.workers:
            memory.workers = workers
            self._changed(key)
