"""How much a tenant used."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from tonebridge.application.ports import Clock
from tonebridge.application.stores import History
from tonebridge.domain.errors import InvalidField
from tonebridge.domain.history import UsageDay
from tonebridge.domain.identity import Caller

DAYS = 30
"""What is returned if nothing else is asked for, today included."""
MOST_DAYS = 366


class Usage:
    """Reads the tenant's days."""

    def __init__(self, *, store: History, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def __call__(
        self, caller: Caller, *, since: date | None, until: date | None
    ) -> Sequence[UsageDay]:
        """Return the days from `since` to `until`, both included, in UTC.

        Raises:
            InvalidField: they are the wrong way round, or too far apart.
        """
        last = until or datetime.fromtimestamp(self._clock.now(), UTC).date()
        try:
            first = since or last - timedelta(days=DAYS - 1)
        except OverflowError:
            first = date.min
        if first > last:
            raise InvalidField("since", "give a day that is not after `until`")
        if (last - first).days >= MOST_DAYS:
            raise InvalidField("since", f"ask for at most {MOST_DAYS} days at a time")
        return await self._store.usage(
            caller.tenant_id, since=first.isoformat(), until=last.isoformat()
        )
