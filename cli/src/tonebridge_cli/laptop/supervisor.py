"""Starts again what died."""

from collections.abc import Callable, Sequence
from typing import Protocol

from msgspec import Struct

FIRST_DELAY_S = 0.2
LONGEST_DELAY_S = 10.0
STEADY_S = 30.0
"""After so long without an end, a part's past ends are forgotten."""


class Process(Protocol):
    """What the supervisor looks at."""

    def exit_code(self) -> int | None:
        """Return how it ended; None while it runs."""
        ...

    def kill(self) -> None:
        """End it at once."""
        ...


class Part(Protocol):
    """Something that must run."""

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    @property
    def child(self) -> Process:
        """Its process."""
        ...

    def launch(self) -> None:
        """Start it again without waiting for it."""
        ...


class _Watched(Struct, kw_only=True):
    part: Part
    started_at: float
    ends: int = 0
    due_at: float | None = None
    """When to start it again; None: it runs."""


class Supervisor:
    """Looks at each part in every `tick`; a part that keeps ending is started ever later.

    Args:
        monotonic: seconds that never go back.
        report: takes one line for the person at the terminal.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        *,
        monotonic: Callable[[], float],
        report: Callable[[str], None],
    ) -> None:
        self._monotonic = monotonic
        self._report = report
        self._watched = [_Watched(part=part, started_at=monotonic()) for part in parts]

    def tick(self) -> None:
        """Notice what ended, start what is due."""
        for watched in self._watched:
            now = self._monotonic()
            if watched.due_at is None:
                self._look(watched, now)
            if watched.due_at is not None and now >= watched.due_at:
                watched.due_at = None
                watched.started_at = now
                watched.part.launch()

    def _look(self, watched: _Watched, now: float) -> None:
        code = watched.part.child.exit_code()
        if code is None:
            return
        if now - watched.started_at >= STEADY_S:
            watched.ends = 0
        delay_s = restart_delay_s(watched.ends)
        watched.ends += 1
        watched.due_at = now + delay_s
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        self._report(f"{watched.part.name} ended ({how}); starting it again in {delay_s:g} s")


def restart_delay_s(ends: int) -> float:
    """Return how long to wait after so many earlier ends: doubling, bounded."""
    return min(FIRST_DELAY_S * 2.0 ** min(ends, 16), LONGEST_DELAY_S)
