"""How long history is kept."""

from datetime import UTC, datetime, timedelta

from tonebridge.application.ports import Clock
from tonebridge.application.stores import HistoryWriter

DAYS_AHEAD = 7
"""Partitions are made so many days before they are needed."""


def day_of(moment: float, *, plus_days: int = 0) -> str:
    """Return the day (UTC) of a moment, as `2026-01-31`."""
    return (datetime.fromtimestamp(moment, UTC) + timedelta(days=plus_days)).date().isoformat()


class Retention:
    """Drops history that is older than it may get."""

    def __init__(self, writer: HistoryWriter, clock: Clock, *, days: int) -> None:
        self._writer = writer
        self._clock = clock
        self._days = days

    async def expire(self) -> int:
        """Drop whole days; the last `days` full days and today stay. Returns how many went."""
        before = day_of(self._clock.now(), plus_days=-self._days)
        return await self._writer.expire(before=before)
