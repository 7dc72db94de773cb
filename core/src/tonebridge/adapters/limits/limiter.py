"""Limits per minute over all processes: GCRA in Redis or Valkey, spent from local leases."""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, suppress
from pathlib import Path

from redis.asyncio import Redis

from tonebridge.application.ports import Admission, Clock, Subject
from tonebridge.application.reach import Away, Reach
from tonebridge.domain.errors import RateLimited
from tonebridge.domain.quota import WINDOW_S, Granted, Rate, Refused, take

PREFIX = "tonebridge:limit:"
LEASE_S = 5.0
"""How long leased permits may be spent; what is left then comes back as the window moves."""
REMEMBERED = 50_000
"""Subjects with a purse; the one used longest ago makes room."""

WORTH_AHEAD = 8
"""A lease of so many is renewed at half, before somebody waits for it; smaller ones would
only strand what others need."""

_SCRIPT = Path(__file__).with_name("lease.lua").read_text(encoding="utf-8")


class _Purse:
    """What this process holds of one limit, and what it last heard of the rest."""

    def __init__(self, subject: Subject, burst_s: float) -> None:
        self.subject = subject
        self.rate = Rate(subject.per_min, burst_s)
        digest = hashlib.sha256(subject.id.encode()).hexdigest()[:32]
        self.key = f"{PREFIX}{subject.limit}:{digest}"
        self.lock = asyncio.Lock()
        self.permits = 0
        self.granted = 0
        """How many it was given last."""
        self.renewed = False
        """Whether somebody is about to renew its lease."""
        self.good_until = 0.0
        self.left = 0
        self.full_at = 0.0
        self.refused_need = 0
        self.refused_until = 0.0
        self.due = 0.0
        """Of what was admitted alone, while Redis was away."""

    def holds(self, now: float) -> int:
        return self.permits if now < self.good_until else 0


class RedisLimiter:
    """A `Limiter`. Asks Redis only when it holds too few permits, or none."""

    def __init__(  # noqa: PLR0913 - each is one thing that it works with
        self,
        client: Redis,
        reach: Reach,
        clock: Clock,
        *,
        process: str,
        burst_s: float,
        lease_permits: int,
        replicas: Callable[[], int],
    ) -> None:
        """`process`: a name that no other process has; `replicas`: how many there are."""
        self._reach = reach
        self._clock = clock
        self._process = process
        self._burst_s = burst_s
        self._lease_permits = lease_permits
        self._replicas = replicas
        self._lease = client.register_script(_SCRIPT)
        self._purses: OrderedDict[tuple[str, str, int], _Purse] = OrderedDict()
        self._ahead: set[asyncio.Task[None]] = set()

    async def admit(self, subjects: Sequence[Subject], *, cost: int) -> Admission:
        purses = [self._purse(subject) for subject in subjects]
        while not self._reach.away:
            now = self._clock.monotonic()
            if all(purse.holds(now) >= cost for purse in purses):
                admission = _spend(purses, cost, now)
                self._renew_ahead(purses)
                return admission
            try:
                await self._refill(purses, cost)
            except Away:
                break
        return self._admit_alone(purses, cost)

    async def close(self) -> None:
        """Let renewals under way come to their end."""
        while self._ahead:
            await asyncio.wait(self._ahead)

    def _purse(self, subject: Subject) -> _Purse:
        name = (subject.limit, subject.id, subject.per_min)
        purse = self._purses.get(name)
        if purse is not None:
            self._purses.move_to_end(name)
            return purse
        if len(self._purses) >= REMEMBERED:
            oldest, idle = self._purses.popitem(last=False)
            if (
                idle.lock.locked() or idle.renewed
            ):  # somebody is filling it: two purses would spend twice
                self._purses[oldest] = idle
        purse = self._purses[name] = _Purse(subject, self._burst_s)
        return purse

    async def _refill(self, purses: Sequence[_Purse], cost: int) -> None:
        """Fetch what is missing for `cost`; one call at a time for each purse."""
        async with AsyncExitStack() as locks:
            for purse in sorted(purses, key=lambda purse: purse.key):
                await locks.enter_async_context(purse.lock)
            now = self._clock.monotonic()
            lacking = [purse for purse in purses if purse.holds(now) < cost]
            for purse in lacking:
                _refuse_again(purse, cost, now)
            if lacking:
                await self._fetch([(purse, cost - purse.holds(now)) for purse in lacking], now)

    def _renew_ahead(self, purses: Sequence[_Purse]) -> None:
        """Have leases renewed that are half spent, while nobody waits for them."""
        low = [
            purse
            for purse in purses
            if WORTH_AHEAD <= purse.granted > 2 * purse.permits and not purse.renewed
        ]
        for purse in low:
            purse.renewed = True
        if low:
            task = asyncio.create_task(self._fetch_ahead(low), name="renew-leases")
            self._ahead.add(task)
            task.add_done_callback(self._ahead.discard)

    async def _fetch_ahead(self, purses: Sequence[_Purse]) -> None:
        try:
            async with AsyncExitStack() as locks:
                for purse in sorted(purses, key=lambda purse: purse.key):
                    await locks.enter_async_context(purse.lock)
                with suppress(Away, RateLimited):
                    await self._fetch([(purse, 1) for purse in purses], self._clock.monotonic())
        finally:
            for purse in purses:
                purse.renewed = False

    async def _fetch(self, wanted: Sequence[tuple[_Purse, int]], sent_at: float) -> None:
        """Lease what is needed and more, for purses whose locks are held."""
        asking = self._lease(
            keys=[purse.key for purse, _ in wanted], args=self._wishes(wanted, sent_at)
        )
        first, *rest = await self._reach.ask(asking)
        if first > 0:
            purse, need = wanted[first - 1]
            purse.granted = 0
            purse.refused_need = need
            purse.refused_until = self._clock.monotonic() + rest[0] / 1_000_000
            raise RateLimited(purse.subject.limit, retry_after_s=rest[0] / 1_000_000)
        for (purse, _), answer in zip(wanted, zip(*[iter(rest)] * 3, strict=True), strict=True):
            purse.granted, purse.left, reset_us = answer
            purse.permits = purse.holds(self._clock.monotonic()) + purse.granted
            purse.good_until = sent_at + LEASE_S
            purse.full_at = sent_at + reset_us / 1_000_000

    def _wishes(self, wanted: Sequence[tuple[_Purse, int]], now: float) -> list[str | float]:
        arguments: list[str | float] = [self._process, LEASE_S * 1_000_000]
        for purse, need in wanted:
            held = purse.holds(now)
            interval_us = purse.rate.interval_s * 1_000_000
            tolerance_us = purse.rate.tolerance_s * 1_000_000
            wish = max(need, self._lease_permits)
            arguments += [interval_us, tolerance_us, need, wish, held]
        return arguments

    def _admit_alone(self, purses: Sequence[_Purse], cost: int) -> Admission:
        """Admit this process's share, as far as it knows how many share."""
        now = self._clock.monotonic()
        share = max(1, self._replicas())
        grants: list[Granted] = []
        for purse in purses:
            rate = Rate(purse.rate.per_min / share, purse.rate.burst_s)
            match take(purse.due, rate, cost=cost, now=now):
                case Refused(retry_after_s):
                    raise RateLimited(purse.subject.limit, retry_after_s=retry_after_s)
                case Granted() as grant:
                    grants.append(grant)
        for purse, grant in zip(purses, grants, strict=True):
            purse.due = grant.due
            purse.permits = 0
            purse.left = grant.remaining
            purse.full_at = now + grant.reset_s
        return _admission(purses, now)


def _refuse_again(purse: _Purse, cost: int, now: float) -> None:
    """Refuse without asking what was refused a moment ago: nothing gives permits back."""
    if now < purse.refused_until and cost - purse.holds(now) >= purse.refused_need:
        raise RateLimited(purse.subject.limit, retry_after_s=purse.refused_until - now)


def _spend(purses: Sequence[_Purse], cost: int, now: float) -> Admission:
    for purse in purses:
        purse.permits -= cost
    return _admission(purses, now)


def _admission(purses: Sequence[_Purse], now: float) -> Admission:
    narrowest = min(purses, key=lambda purse: purse.permits + purse.left)
    return Admission(
        limit=narrowest.subject.limit,
        quota=narrowest.subject.per_min,
        window_s=WINDOW_S,
        remaining=narrowest.permits + narrowest.left,
        reset_s=max(0.0, narrowest.full_at - now),
    )
