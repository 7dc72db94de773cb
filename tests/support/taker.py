"""A process of its own that takes as many permits as it gets, as fast as it can.

`python -m tests.support.taker URL NAME PER_MIN BURST_S SECONDS` prints how many it got.
"""

import asyncio
import sys
import time

from tests.support.redis import connected

from tonebridge.adapters.limits.limiter import RedisLimiter
from tonebridge.adapters.machine import SystemClock
from tonebridge.application.ports import Subject
from tonebridge.domain.errors import RateLimited


async def take(url, name, per_min, burst_s, seconds):
    admitted = 0
    subjects = [Subject("tenant", "t", per_min), Subject("member", "m", per_min)]
    async with connected(url) as (client, reach):
        limiter = RedisLimiter(
            client,
            reach,
            SystemClock(),
            process=name,
            burst_s=burst_s,
            lease_permits=20,
            replicas=lambda: 1,
        )
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                await limiter.admit(subjects, cost=1)
                admitted += 1
            except RateLimited:
                await asyncio.sleep(0.001)
        await limiter.close()
    return admitted


if __name__ == "__main__":
    url, name, *numbers = sys.argv[1:]
    sys.stdout.write(str(asyncio.run(take(url, name, int(numbers[0]), *map(float, numbers[1:])))))
