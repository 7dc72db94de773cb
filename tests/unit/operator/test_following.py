"""The number of workers follows the queue."""

from tests.support.fake_cluster import FakeClock

from tonebridge_operator.cluster.depths import read_depths
from tonebridge_operator.cluster.store import BridgeKey
from tonebridge_operator.following import Following
from tonebridge_operator.memory import Memory, Scaled

DEMO, OTHER = BridgeKey("tone", "demo"), BridgeKey("tone", "other")
METRICS = """\
# HELP tonebridge_queue_depth What waits in each queue.
# TYPE tonebridge_queue_depth gauge
tonebridge_queue_depth{queue="batch"} 120.0
tonebridge_queue_depth{queue="interactive"} 1e2
tonebridge_jobs_total{queue="batch",outcome="done"} 7.0
"""


def test_depths_are_read_from_metrics():
    assert read_depths(METRICS) == {"batch": 120.0, "interactive": 100.0}


class Workers:
    """Bridges whose workers say how much waits."""

    def __init__(self, **memory):
        self.depths, self.told, self.asked, self.clock = {}, [], [], FakeClock()
        self.memory = Memory(uid="bridge-1", **memory)
        memories = {DEMO: self.memory, OTHER: Memory(uid="bridge-2")}
        self.following = Following(memories, self.ask, self.told.append, self.clock)

    async def ask(self, key):
        self.asked.append(key)
        return self.depths

    async def wants(self, depth):
        self.depths = {} if depth is None else {"batch": depth}
        await self.following.follow()
        return self.memory.workers


async def test_a_full_queue_calls_for_workers_at_once():
    workers = Workers(scaled=Scaled(50, 1))

    assert await workers.wants(120.0) == 3
    assert workers.told == [DEMO]


async def test_an_empty_queue_takes_them_away_only_after_a_while():
    workers = Workers(scaled=Scaled(50, 3))

    assert await workers.wants(120.0) == 3
    workers.clock.time += 100
    assert await workers.wants(0.0) == 3
    workers.clock.time += 301
    assert await workers.wants(0.0) == 1
    assert workers.told == [DEMO, DEMO]


async def test_workers_that_cannot_say_stay_as_many_as_they_are():
    workers = Workers(scaled=Scaled(50, 3))

    assert await workers.wants(None) is None
    assert workers.told == []


async def test_only_bridges_that_we_scale_are_asked():
    workers = Workers()

    await workers.wants(120.0)

    assert workers.asked == []
