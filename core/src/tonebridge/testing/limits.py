"""Limits and throttles of a fleet of one process."""

from collections.abc import Sequence

from tonebridge.application.ports import Admission, Clock, Subject
from tonebridge.domain.errors import RateLimited
from tonebridge.domain.quota import WINDOW_S, Granted, Rate, Refused, take, wait_for_attempt


class FakeLimiter:
    """A limiter that forgets nothing and leases nothing."""

    def __init__(self, clock: Clock, *, burst_s: float = 10.0) -> None:
        self._clock = clock
        self._burst_s = burst_s
        self._due: dict[tuple[str, str], float] = {}

    async def admit(self, subjects: Sequence[Subject], *, cost: int) -> Admission:
        now = self._clock.monotonic()
        granted: list[tuple[Subject, Granted]] = []
        for subject in subjects:
            rate = Rate(subject.per_min, self._burst_s)
            due = self._due.get((subject.limit, subject.id), now)
            match take(due, rate, cost=cost, now=now):
                case Refused(retry_after_s):
                    raise RateLimited(subject.limit, retry_after_s=retry_after_s)
                case Granted() as grant:
                    granted.append((subject, grant))
        for subject, grant in granted:
            self._due[subject.limit, subject.id] = grant.due
        narrowest, grant = min(granted, key=lambda one: one[1].remaining)
        return Admission(
            limit=narrowest.limit,
            quota=narrowest.per_min,
            window_s=WINDOW_S,
            remaining=grant.remaining,
            reset_s=grant.reset_s,
        )


class FakeThrottle:
    """A throttle that counts in the process."""

    def __init__(self, clock: Clock, *, limit: str = "login") -> None:
        self._clock = clock
        self._limit = limit
        self._attempts: dict[str, list[float]] = {}

    async def attempt(self, *subjects: str, per_min: int) -> None:
        now = self._clock.monotonic()
        wait_s = max(
            wait_for_attempt(self._attempts.get(subject, ()), per_min=per_min, now=now)
            for subject in subjects
        )
        if wait_s > 0:
            raise RateLimited(self._limit, retry_after_s=wait_s)
        for subject in subjects:
            self._attempts.setdefault(subject, []).append(now)
