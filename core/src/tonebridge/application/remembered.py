"""Values of the database that a process remembers, so that a request waits for none."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from tonebridge.application.ports import Clock
from tonebridge.domain.errors import StoreUnavailable

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(slots=True)
class _Slot(Generic[V]):
    """One value, or that there is none yet."""

    value: tuple[V] | None = None
    asked_at: float | None = None
    """When the last lookup ended, well or badly; None: outdated, or never asked."""
    generation: int = 0
    """Raised when it is outdated, so that a lookup begun before does not count."""
    lookup: asyncio.Task[None] | None = None


class Remembered(Generic[K, V]):
    """A bounded memory in front of a slow lookup.

    A value is good for `fresh_s`; after that it is served while a new one is fetched in
    the background. What was outdated on purpose is fetched before it is served. While the
    store is away the last value stands in. Nobody waits longer than `patience_s`, and after
    a lookup that failed or was too slow nobody waits again for `pause_s`, so that an outage
    costs one short wait and not one for each request.
    """

    def __init__(
        self,
        load: Callable[[K], Awaitable[V]],
        *,
        clock: Clock,
        fresh_s: float,
        pause_s: float = 1.0,
        patience_s: float = 0.5,
        most: int = 10_000,
    ) -> None:
        """`load` fetches a value and raises `StoreUnavailable` while it cannot."""
        self._load = load
        self._clock = clock
        self._fresh_s = fresh_s
        self._pause_s = pause_s
        self._patience_s = patience_s
        self._most = most
        self._slots: OrderedDict[K, _Slot[V]] = OrderedDict()

    async def get(self, key: K) -> V:
        """Return the value; raises `StoreUnavailable` if there never was one."""
        slot = self._slots.setdefault(key, _Slot())
        self._slots.move_to_end(key)
        while len(self._slots) > self._most:
            self._slots.popitem(last=False)
        if slot.asked_at is None:
            await self._wait(key, slot)
        else:
            age_s = self._clock.monotonic() - slot.asked_at
            if slot.value is None and age_s > self._pause_s:
                await self._wait(key, slot)
            elif age_s > self._fresh_s:
                _ = self._lookup(key, slot)
        if slot.value is None:
            raise StoreUnavailable("database")
        return slot.value[0]

    def outdate(self, key: K) -> None:
        """Have the value fetched again before it is served the next time."""
        if (slot := self._slots.get(key)) is not None:
            slot.generation += 1
            slot.asked_at = slot.lookup = None

    async def _wait(self, key: K, slot: _Slot[V]) -> None:
        """Give the lookup its time; what comes later is there for later requests."""
        _, running = await asyncio.wait({self._lookup(key, slot)}, timeout=self._patience_s)
        if running:
            slot.asked_at = self._clock.monotonic()

    def _lookup(self, key: K, slot: _Slot[V]) -> asyncio.Task[None]:
        """Join the lookup that is under way, or begin one."""
        if slot.lookup is None:
            slot.lookup = asyncio.create_task(self._fill(key, slot, slot.generation))
        return slot.lookup

    async def _fill(self, key: K, slot: _Slot[V], generation: int) -> None:
        value = slot.value
        try:
            value = (await self._load(key),)
        except StoreUnavailable:
            pass  # the last value stands in
        finally:
            if slot.generation == generation:
                slot.value = value
                slot.asked_at = self._clock.monotonic()
                slot.lookup = None
