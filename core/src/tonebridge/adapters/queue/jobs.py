"""Work for later, put where Dramatiq's workers look for it, without Dramatiq.

What is written is what `RedisBroker.enqueue` of Dramatiq 2 writes, in one step: the
message as JSON in the hash `<namespace>:<queue>.msgs` and its id at the end of the list
`<namespace>:<queue>`. A test lets a stock worker read it.
"""

import json
from collections.abc import Mapping

from redis.asyncio import Redis

from tonebridge.application.ports import Clock, Ids
from tonebridge.application.reach import Away, Reach
from tonebridge.domain.errors import StoreUnavailable

NAMESPACE = "dramatiq"
INTERACTIVE = "interactive"
"""Somebody waits for it."""
BATCH = "batch"
"""Somebody asked for it."""
MAINTENANCE = "maintenance"
"""Nobody notices."""
QUEUES = (INTERACTIVE, BATCH, MAINTENANCE)

SEND_RESET_MAIL = "send_reset_mail"
EXPIRE_HISTORY = "expire_history"
ACTORS: Mapping[str, str] = {SEND_RESET_MAIL: INTERACTIVE, EXPIRE_HISTORY: MAINTENANCE}
"""Every actor, and the queue that it reads."""

_PUT = """
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return redis.call('RPUSH', KEYS[2], ARGV[1])
"""
_LENGTHS = """
local lengths = {}
for i, key in ipairs(KEYS) do lengths[i] = redis.call('LLEN', key) end
return lengths
"""


class DramatiqJobs:
    """`Jobs` for the actors in `ACTORS`."""

    def __init__(self, client: Redis, reach: Reach, clock: Clock, ids: Ids) -> None:
        """Take a client of the queue's database, not of the caches'."""
        self._put = client.register_script(_PUT)
        self._lengths = client.register_script(_LENGTHS)
        self._reach = reach
        self._clock = clock
        self._ids = ids

    async def enqueue(self, actor: str, **arguments: str) -> None:
        queue = ACTORS[actor]
        delivery = self._ids.new()
        message = {
            "queue_name": queue,
            "actor_name": actor,
            "args": [],
            "kwargs": arguments,
            "options": {"redis_message_id": delivery},
            "message_id": self._ids.new(),
            "message_timestamp": round(self._clock.now() * 1000),
        }
        packed = json.dumps(message, separators=(",", ":"))
        keys = [f"{NAMESPACE}:{queue}.msgs", f"{NAMESPACE}:{queue}"]
        try:
            await self._reach.ask(self._put(keys=keys, args=[delivery, packed]))
        except Away:
            raise StoreUnavailable("redis") from None

    async def waiting(self) -> Mapping[str, int]:
        """Return how many jobs of each queue wait for a worker, those for later included."""
        lists = [f"{NAMESPACE}:{queue}{suffix}" for queue in QUEUES for suffix in ("", ".DQ")]
        try:
            found: list[int] = await self._reach.ask(self._lengths(keys=lists))
        except Away:
            raise StoreUnavailable("redis") from None
        return dict(zip(QUEUES, map(sum, zip(found[::2], found[1::2], strict=True)), strict=True))
