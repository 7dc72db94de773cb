"""Takes one bridge after the other, as it is due, and says when it is due again."""

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol

from tonebridge.domain.errors import ToneBridgeError
from tonebridge_operator.cluster.store import BridgeKey
from tonebridge_operator.errors import Interrupted, NotLeading, Refused
from tonebridge_operator.measures import RECONCILES, SECONDS, WAITED
from tonebridge_operator.reactions import Retry, reaction_to
from tonebridge_operator.reconcile import GONE, Outcome
from tonebridge_operator.work import Work

log = logging.getLogger(__name__)

ASIDE_S = 1.0
"""When a bridge that was left, since we do not lead, is due."""


class Looks(Protocol):
    """Looks at a bridge and does what is to be done."""

    async def reconcile(self, key: BridgeKey) -> Outcome:
        """Return what came of it."""
        ...


class Leads(Protocol):
    """Whether this operator is the one that works."""

    leads: asyncio.Event


class Turns:
    """What several tasks do side by side."""

    def __init__(
        self,
        work: Work,
        looks: Looks,
        lease: Leads,
        resync_s: float,
        random: Callable[[], float],
    ) -> None:
        self._work = work
        self._looks = looks
        self._lease = lease
        self._resync_s = resync_s
        self._random = random
        self._ending = False
        self._at_work: set[asyncio.Task[object]] = set()

    async def run(self) -> None:
        """Take turns until the end."""
        task = asyncio.current_task()
        while not self._ending and task is not None:
            await self._lease.leads.wait()
            key, waited_s = await self._work.take()
            if self._ending:
                return
            WAITED.observe(waited_s)
            self._at_work.add(task)
            try:
                await self.turn(key)
            finally:
                self._at_work.discard(task)

    async def end(self, *, bound_s: float) -> None:
        """Begin nothing more, and let what is at work end, but not for longer than the bound."""
        self._ending = True
        if self._at_work:
            await asyncio.wait(set(self._at_work), timeout=bound_s)

    async def turn(self, key: BridgeKey) -> None:
        """Look at one bridge, and have it due again when it should be."""
        with SECONDS.time():
            result = await self._look(key)
        RECONCILES.labels(result).inc()

    async def _look(self, key: BridgeKey) -> str:
        try:
            outcome = await self._looks.reconcile(key)
        except NotLeading:
            self._work.done(key, again_s=ASIDE_S)
            return "retry"
        except Interrupted as error:
            self._work.agenda.progressed(key)
            return self._failed(key, error.cause)
        except ToneBridgeError as error:
            return self._failed(key, error)
        except Exception:
            log.exception("a look at %s/%s failed", *key)
            self._work.failed(key)
            return "failed"
        if outcome == GONE:
            self._work.agenda.forget(key)
        elif outcome.result == "retry":
            self._work.failed(key)
        else:
            self._work.done(key, again_s=self._again_s(outcome))
        return outcome.result

    def _failed(self, key: BridgeKey, error: ToneBridgeError) -> str:
        after_s = error.retry_after_s if isinstance(error, Refused) else None
        pause_s = self._work.failed(key, at_least_s=after_s or 0.0)
        if reaction_to(error).retry is not Retry.AT_ONCE:
            log.warning("%s/%s is tried again in %.1f s: %s", *key, pause_s, error)
        return "retry"

    def _again_s(self, outcome: Outcome) -> float:
        """Return when to look again: by a fifth sooner or later, so that not all are at once."""
        if outcome.again_s is not None:
            return outcome.again_s
        return self._resync_s * (0.8 + 0.4 * self._random())
