"""What has to be done once a day, by one worker of many."""

import logging

from tonebridge.adapters.queue.jobs import EXPIRE_HISTORY
from tonebridge.application.ports import Clock, Flights, Jobs
from tonebridge.application.retention import day_of
from tonebridge.domain.errors import StoreUnavailable

log = logging.getLogger(__name__)

LOOK_S = 60.0
TURN_S = 2 * 86_400.0


class Daily:
    """Queues each day's maintenance as a job; whose turn it is, Redis decides.

    A day that is missed is made up by the next: what is too old then is too old now.
    """

    def __init__(self, jobs: Jobs, turns: Flights, clock: Clock) -> None:
        self._jobs = jobs
        self._turns = turns
        self._clock = clock
        self._settled = ""

    async def look(self) -> None:
        """Queue today's jobs unless somebody has; call now and then."""
        today = day_of(self._clock.now())
        if today == self._settled:
            return
        turn = f"daily:{today}"
        if await self._turns.take(turn, lease_s=TURN_S):
            try:
                await self._jobs.enqueue(EXPIRE_HISTORY)
            except StoreUnavailable as error:
                log.warning("the day's maintenance waits: %s", error)
                await self._turns.land(turn)
                return
        self._settled = today
