"""What is told of a kind, whatever happens to lists and watches."""

import pytest
from tests.support.fake_cluster import FakeClock, FakeConnection, an_object

from tonebridge_operator.cluster.informer import Informer, Watched
from tonebridge_operator.cluster.kept import Kept
from tonebridge_operator.cluster.store import Store
from tonebridge_operator.errors import Refused, Unreachable

GONE = {"type": "ERROR", "object": {"code": 410, "message": "too old"}}


class EndOfTest(BaseException):
    """What the last watch of a test ends with."""


def page(*items, version, token=""):
    return {"metadata": {"resourceVersion": str(version), "continue": token}, "items": items}


def event(kind, name, version):
    return {"type": kind, "object": an_object(name, version)}


def bookmark(version):
    return {"type": "BOOKMARK", "object": {"metadata": {"resourceVersion": str(version)}}}


class Run:
    """An informer that ends when its last watch does."""

    def __init__(self, *lists, watches):
        self.lists = list(lists)
        self.connection = FakeConnection(lambda request: self.lists.pop(0))
        self.connection.watches = [*watches, [EndOfTest()]]
        self.store, self.clock, self.told = Store(), FakeClock(), []
        sink = Kept(self.store, "Service", "", lambda key, delay_s: self.told.append(key.name))
        watched = Watched(kind="Service", path="/api/v1/services", selector="a=b")
        self.informer = Informer(self.connection, watched, sink, self.clock, lambda: 0.5)

    async def to_the_end(self):
        with pytest.raises(EndOfTest):
            await self.informer.run()
        return self

    def names(self):
        return {ref.name: one.version for ref, one in self.store._entries.items()}

    def asked(self, what):
        return [dict(one.query).get(what) for one in self.connection.requests]


async def test_it_lists_in_pages_and_watches_from_there():
    run = Run(
        page(an_object("a", 1), version=5, token="more"),
        page(an_object("b", 2), version=5),
        watches=[[event("ADDED", "c", 6), event("DELETED", "a", 7)]],
    )

    await run.to_the_end()

    assert run.names() == {"b": 2, "c": 6}
    assert run.asked("continue") == [None, "more", None, None]
    assert run.asked("resourceVersion") == [None, None, "5", "7"]
    assert run.informer.synced


async def test_it_goes_on_where_a_watch_broke():
    run = Run(
        page(version=5),
        watches=[[event("ADDED", "a", 6), Unreachable("watch", "reset")], [bookmark(90)]],
    )

    await run.to_the_end()

    assert run.asked("resourceVersion") == [None, "5", "6", "90"]
    assert run.informer.fails is None


async def test_a_version_that_was_forgotten_leads_to_a_list_that_finds_what_was_missed():
    run = Run(
        page(an_object("a", 1), an_object("b", 2), version=5),
        page(an_object("b", 8), an_object("c", 7), version=9),
        watches=[[GONE]],
    )

    await run.to_the_end()

    assert run.names() == {"b": 8, "c": 7}
    assert run.asked("resourceVersion") == [None, "5", None, "9"]


async def test_an_answer_that_the_version_is_gone_means_the_same():
    gone = Refused("watch", status=410, message="gone")
    run = Run(page(version=5), page(version=9), watches=[[gone]])

    await run.to_the_end()

    assert run.asked("resourceVersion") == [None, "5", None, "9"]


async def test_a_page_that_expired_begins_the_list_again():
    run = Run(
        page(an_object("a", 1), version=5, token="more"),
        Refused("list", status=410, message="gone"),
        page(an_object("b", 2), version=6),
        watches=[],
    )

    await run.to_the_end()

    assert run.names() == {"b": 2}


async def test_pauses_grow_while_nothing_works_and_the_reason_is_known():
    forbidden = Refused("list services", status=403, message="no")
    run = Run(forbidden, forbidden, forbidden, page(version=5), watches=[])

    await run.to_the_end()

    assert run.clock.slept[:3] == [0.5, 1.0, 2.0]
    assert run.informer.synced


async def test_what_cannot_be_read_does_not_end_it():
    run = Run(page(version=5), watches=[[b"{"], [event("ADDED", "a", 6)]])

    await run.to_the_end()

    assert run.names() == {"a": 6}


async def test_nothing_is_told_twice():
    run = Run(
        page(an_object("a", 1), version=5),
        page(an_object("a", 1), version=9),
        watches=[[GONE]],
    )

    await run.to_the_end()

    assert run.told == ["demo"]
