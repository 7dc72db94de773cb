"""Attempts that may be made in a minute, counted in Redis or Valkey."""

import hashlib
from collections import OrderedDict
from pathlib import Path

from redis.asyncio import Redis

from tonebridge.application.ports import Clock
from tonebridge.application.reach import Away, Reach
from tonebridge.domain.errors import RateLimited
from tonebridge.domain.quota import wait_for_attempt

PREFIX = "tonebridge:attempts:"
REMEMBERED = 10_000
"""Subjects that a process counts by itself; the one seen longest ago makes room."""

_SCRIPT = Path(__file__).with_name("throttle.lua").read_text(encoding="utf-8")


class RedisThrottle:
    """A `Throttle`. Attempts that were refused are not counted. Subjects are hashed."""

    def __init__(self, client: Redis, reach: Reach, clock: Clock, *, limit: str = "login") -> None:
        """`limit` is what a refusal names."""
        self._reach = reach
        self._clock = clock
        self._limit = limit
        self._count = client.register_script(_SCRIPT)
        self._attempts: OrderedDict[str, tuple[float, ...]] = OrderedDict()

    async def attempt(self, *subjects: str, per_min: int) -> None:
        names = [hashlib.sha256(subject.encode()).hexdigest() for subject in subjects]
        counting = self._count(keys=[PREFIX + name for name in names], args=[per_min])
        try:
            wait_us: int = await self._reach.ask(counting)
            wait_s = wait_us / 1_000_000
        except Away:
            wait_s = self._count_here(names, per_min)
        if wait_s > 0:
            raise RateLimited(self._limit, retry_after_s=wait_s)

    def _count_here(self, names: list[str], per_min: int) -> float:
        now = self._clock.monotonic()
        made = [self._attempts.get(name, ()) for name in names]
        wait_s = max(wait_for_attempt(times, per_min=per_min, now=now) for times in made)
        if wait_s > 0:
            return wait_s
        for name, times in zip(names, made, strict=True):
            self._attempts[name] = (*times, now)[-per_min:]
            self._attempts.move_to_end(name)
        while len(self._attempts) > REMEMBERED:
            self._attempts.popitem(last=False)
        return 0.0
