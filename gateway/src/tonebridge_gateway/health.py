"""How the process is."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Literal

from tonebridge.application.ports import Clock
from tonebridge.application.services import Probe
from tonebridge_gateway.rendering import VERSION
from tonebridge_gateway.wire.v1 import HealthResponse

LOOK_EVERY_S = 2.0
STUCK_AFTER_S = 30.0
"""A loop that was not heard of for so long does no work any more."""
_PATIENCE_S = 1.0
_OK, _UNAVAILABLE = 200, 503


class Health:
    """Looks at what we rely on, and says what a probe wants to know without asking anyone.

    The process is ready while it serves, whether or not a store is away: a transform
    needs none. It is not ready while it drains.
    """

    def __init__(self, probes: Mapping[str, Probe], *, clock: Clock) -> None:
        self._probes = probes
        self._clock = clock
        self._parts: dict[str, Literal["up", "away"]] = dict.fromkeys(probes, "away")
        self._looked_at: float | None = None
        self.draining = False

    async def look(self) -> None:
        """Ask every part whether it is there, all at once, for a second at most."""
        found = await asyncio.gather(*(self._ask(probe) for probe in self._probes.values()))
        self._parts = {
            name: "up" if up else "away" for name, up in zip(self._probes, found, strict=True)
        }
        self._looked_at = self._clock.monotonic()

    async def watch(self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Look again and again; ends by being cancelled."""
        while True:
            await self.look()
            await sleep(LOOK_EVERY_S)

    def live(self) -> tuple[int, HealthResponse]:
        """Say whether the process is worth keeping: its loop turns."""
        looked_at = self._looked_at
        stuck = looked_at is not None and self._clock.monotonic() - looked_at > STUCK_AFTER_S
        return (_UNAVAILABLE if stuck else _OK), self._report()

    def ready(self) -> tuple[int, HealthResponse]:
        """Say whether requests should be sent here."""
        return (_UNAVAILABLE if self.draining else _OK), self._report()

    def started(self) -> tuple[int, HealthResponse]:
        """Say whether the start is over."""
        return (_UNAVAILABLE if self._looked_at is None else _OK), self._report()

    def _report(self) -> HealthResponse:
        status: Literal["ready", "degraded", "draining"] = "ready"
        if self.draining:
            status = "draining"
        elif "away" in self._parts.values():
            status = "degraded"
        return HealthResponse(status=status, version=VERSION, parts=self._parts)

    async def _ask(self, probe: Probe) -> bool:
        try:
            async with asyncio.timeout(_PATIENCE_S):
                return await probe()
        except TimeoutError:
            return False
