"""How many requests a second, and how many at once.

Source: the generic cell rate algorithm, ITU-T I.371.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tonebridge_operator.clock import Clock

BURST_S = 2.0
"""Unused permits of so many seconds may be spent at once."""


class Limit:
    """Lets requests pass as the rate allows; what waits goes in its order."""

    def __init__(self, per_s: float, *, at_once: int, clock: Clock) -> None:
        self._each_s = 1.0 / per_s
        self._clock = clock
        self._at_once = asyncio.Semaphore(at_once)
        self._due = clock.monotonic()
        """When the latest request would have gone, were there no bursts."""

    def pause(self, seconds: float) -> None:
        """Let nothing pass for so long: the server asked for it."""
        self._due = max(self._due, self._clock.monotonic() + seconds + BURST_S)

    @asynccontextmanager
    async def permit(self) -> AsyncIterator[None]:
        """Wait for a turn, and keep it."""
        async with self._at_once:
            now = self._clock.monotonic()
            self._due = max(self._due, now) + self._each_s
            wait_s = self._due - BURST_S - now
            if wait_s > 0:
                await self._clock.sleep(wait_s)
            yield
