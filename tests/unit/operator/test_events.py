"""What people are told, once."""

import asyncio

from tests.support.bridges import a_bridge
from tests.support.fake_cluster import FakeClock

from tonebridge_operator.cluster.events import AGAIN_S, KEPT, QUEUED, Recorder
from tonebridge_operator.errors import Refused


class Book:
    """Takes Events down; refuses as often as it is told."""

    def __init__(self, refusals=0):
        self.events = []
        self.refusals = refusals
        self.clock = FakeClock()
        self.recorder = Recorder(self, self.clock, identity="operator-1")

    async def record(self, event):
        if self.refusals:
            self.refusals -= 1
            raise Refused("post events", status=403, message="no")
        self.events.append(event)

    def say(self, note="all is lost", **fields):
        self.recorder.say(a_bridge(**fields), "Warning", "DataLost", "Reconcile", note)

    async def written(self):
        """Return what is written once all that was said has been."""
        task = asyncio.create_task(self.recorder.run())
        await self.recorder._queue.join()
        task.cancel()
        return self.events


async def test_an_event_says_about_what_and_by_whom():
    book = Book()
    book.say()

    (event,) = await book.written()
    name = event["metadata"].pop("name")

    assert name.startswith("demo.")
    assert event == {
        "apiVersion": "events.k8s.io/v1",
        "kind": "Event",
        "metadata": {"namespace": "tone"},
        "eventTime": "2026-01-01T00:16:40.000000Z",
        "reportingController": "tonebridge.io/operator",
        "reportingInstance": "operator-1",
        "type": "Warning",
        "reason": "DataLost",
        "action": "Reconcile",
        "note": "all is lost",
        "regarding": {
            "apiVersion": "tonebridge.io/v1alpha1",
            "kind": "ToneBridge",
            "name": "demo",
            "namespace": "tone",
            "uid": "bridge-1",
        },
    }


async def test_the_same_again_only_counts_and_is_written_once_in_a_while():
    book = Book()
    for _ in range(5):
        book.say()
    book.clock.time += AGAIN_S
    book.say()
    book.say()

    first, again = await book.written()

    assert again["metadata"] == {"namespace": "tone", "name": first["metadata"]["name"]}
    assert again["series"]["count"] == 6


async def test_another_bridge_or_another_note_is_another_event():
    book = Book()
    book.say()
    book.say("half of it is lost")
    book.say(uid="bridge-2")

    assert len({one["metadata"]["name"] for one in await book.written()}) == 3


async def test_a_note_is_cut_to_what_an_event_holds():
    book = Book()
    book.say("x" * 2_000)

    (event,) = await book.written()

    assert len(event["note"]) == 1_024
    assert event["note"].endswith("x…")


async def test_one_that_cannot_be_written_is_dropped():
    book = Book(refusals=1)
    book.say("first")
    book.say("second")

    assert [one["note"] for one in await book.written()] == ["second"]


async def test_what_is_remembered_and_what_waits_is_bounded():
    book = Book()
    for number in range(KEPT + QUEUED):
        book.say(f"note {number}")

    assert len(book.recorder._said) == KEPT
    assert len(await book.written()) == QUEUED
