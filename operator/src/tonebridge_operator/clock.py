"""What the operator asks of the time."""

import asyncio
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Reads the time, and waits."""

    def now(self) -> datetime:
        """Return the time of day in UTC, for what people read."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never go back, for whatever is decided."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - the one place that may

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


def seconds(moment: datetime) -> str:
    """Return a time as conditions have it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def micros(moment: datetime) -> str:
    """Return a time as Leases and Events have it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
