"""Ask a neighbour that may be away, without waiting for it again and again."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from tonebridge.application.ports import Clock

T = TypeVar("T")


class Away(Exception):
    """The neighbour does not answer; never leaves the adapter that asked."""


class Reach:
    """Whether a neighbour answers, shared by all who talk to it.

    A call takes `timeout_s` at most. After one failed, the others are refused at once for
    `cooldown_s`; then a single one goes ahead and finds out for all.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        timeout_s: float,
        failures: tuple[type[Exception], ...] = (OSError,),
        cooldown_s: float = 1.0,
    ) -> None:
        """Take which errors of a call mean that the neighbour is away."""
        self._clock = clock
        self._timeout_s = timeout_s
        self._failures: tuple[type[Exception], ...] = (*failures, TimeoutError)
        self._cooldown_s = cooldown_s
        self._away_until: float | None = None

    @property
    def timeout_s(self) -> float:
        return self._timeout_s

    @property
    def away(self) -> bool:
        """True while calls are refused without being made."""
        return self._away_until is not None and self._clock.monotonic() < self._away_until

    async def ask(self, call: Awaitable[T]) -> T:
        """Wait for the call, or raise `Away`; a refused call is never begun."""
        if self.away:
            _discard(call)
            raise Away
        if self._away_until is not None:
            self._away_until = self._clock.monotonic() + self._timeout_s + self._cooldown_s
        try:
            async with asyncio.timeout(self._timeout_s):
                answer = await call
        except self._failures as error:
            self._away_until = self._clock.monotonic() + self._cooldown_s
            raise Away from error
        self._away_until = None
        return answer


def _discard(call: Awaitable[object]) -> None:
    """Close what will not be awaited, so that nobody is warned about it."""
    if asyncio.iscoroutine(call):
        call.close()
