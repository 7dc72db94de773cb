"""What comes of a look at a bridge, and when the next one is due."""

import asyncio

import pytest
from tests.support.fake_cluster import FakeClock

from tonebridge_operator.cluster.store import BridgeKey
from tonebridge_operator.errors import Interrupted, NotLeading, Refused, Unreachable
from tonebridge_operator.reconcile import GONE, Outcome
from tonebridge_operator.turns import Turns
from tonebridge_operator.work import Work

DEMO = BridgeKey("tone", "demo")
BUSY = Refused("patch", status=429, message="busy", retry_after_s=7.0)
AWAY = Unreachable("patch", "reset")


class Scripted:
    """Looks whose outcomes are known beforehand, and a Lease that is held."""

    def __init__(self, *outcomes):
        self.outcomes = list(outcomes)
        self.done = asyncio.Event()
        self.leads = asyncio.Event()
        self.leads.set()
        self.clock = FakeClock()
        self.work = Work(self.clock, lambda: 1.0)
        self.turns = Turns(self.work, self, self, 600.0, lambda: 0.5)

    async def reconcile(self, key):
        outcome = self.outcomes.pop(0)
        if not self.outcomes:
            self.done.set()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def take_all(self):
        """Take a turn for each outcome; return after how many seconds the next one is due."""
        pauses = []
        while self.outcomes:
            await self.turns.turn(DEMO)
            due = self.work.agenda.next_due()
            pauses.append(None if due is None else due - self.clock.time)
            self.work.agenda.take(10_000.0)
            self.work.agenda._at_work.clear()
        return pauses


@pytest.mark.parametrize(
    ("outcomes", "pauses"),
    [
        ([Outcome(result="quiet")], [600.0]),
        ([Outcome(result="held", again_s=20.0)], [20.0]),
        ([Outcome(result="retry")] * 3, [1.0, 2.0, 4.0]),
        ([AWAY, AWAY, Outcome(result="changed"), AWAY], [1.0, 2.0, 600.0, 1.0]),
        ([Interrupted(AWAY)] * 3, [1.0, 1.0, 1.0]),
        ([BUSY], [7.0]),
        ([Interrupted(BUSY)], [7.0]),
        ([NotLeading()], [1.0]),
        ([GONE], [None]),
        ([ValueError("a fault of ours")] * 2, [1.0, 2.0]),
    ],
)
async def test_the_next_look_is_due_as_the_last_one_ended(outcomes, pauses):
    assert await Scripted(*outcomes).take_all() == pauses


async def test_a_task_takes_turns_until_the_end():
    scripted = Scripted(Outcome(result="quiet"))
    scripted.work.add(DEMO)
    task = asyncio.create_task(scripted.turns.run())
    await scripted.done.wait()

    await scripted.turns.end(bound_s=1.0)
    scripted.work.add(DEMO)

    await task
    assert scripted.outcomes == []


async def test_nothing_is_begun_without_the_lease():
    scripted = Scripted(Outcome(result="quiet"))
    scripted.leads.clear()
    scripted.work.add(DEMO)
    task = asyncio.create_task(scripted.turns.run())
    for _ in range(5):
        await asyncio.sleep(0)

    assert len(scripted.outcomes) == 1
    task.cancel()
