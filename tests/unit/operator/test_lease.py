"""Which of several operators works."""

import asyncio
from contextlib import suppress

import msgspec
import pytest
from tests.support.fake_cluster import FakeClock, FakeConnection

from tonebridge_operator.cluster.lease import DURATION_S, HELD_S, Lease
from tonebridge_operator.errors import Refused, Unreachable


class Server:
    """Holds one Lease, with versions, as the API server does."""

    def __init__(self):
        self.lease = None
        self.version = 0
        self.away = False

    def answer(self, request):
        if self.away:
            return Unreachable(request.words, "away")
        if request.method == "GET":
            return self.lease or Refused(request.words, status=404, message="")
        known = self.lease["metadata"]["resourceVersion"] if self.lease else None
        if request.body["metadata"].get("resourceVersion") != known:
            return Refused(request.words, status=409, message="")
        self.version += 1
        body = msgspec.json.decode(msgspec.json.encode(request.body))
        body["metadata"]["resourceVersion"] = str(self.version)
        self.lease = body
        return self.lease


class Pair:
    """Two operators and one Lease; the test moves their clock."""

    def __init__(self):
        self.server, self.clock, self.gained = Server(), FakeClock(), []
        self.first, self.second = (self._one(name) for name in ("first", "second"))

    def _one(self, name):
        return Lease(
            FakeConnection(self.server.answer),
            self.clock,
            namespace="tone",
            name="operator",
            identity=name,
            random=lambda: 0.5,
            gained=lambda: self.gained.append(name),
        )

    async def tries(self, *leases):
        for lease in leases:
            with suppress(Refused, Unreachable):
                await lease._try()
            lease._tell()

    def held(self):
        return (self.first.held(), self.second.held())


@pytest.fixture
def pair():
    return Pair()


async def test_the_first_to_ask_leads_and_the_other_does_not(pair):
    await pair.tries(pair.first, pair.second)

    assert pair.held() == (True, False)
    assert pair.gained == ["first"]
    assert pair.server.lease["spec"]["holderIdentity"] == "first"


async def test_a_leader_that_renews_stays_leader(pair):
    for _ in range(30):
        await pair.tries(pair.first, pair.second)
        pair.clock.time += 2.0

    assert pair.held() == (True, False)
    assert pair.gained == ["first"]
    assert pair.server.lease["spec"]["leaseTransitions"] == 1


async def test_another_takes_over_when_nothing_was_renewed_for_the_duration(pair):
    await pair.tries(pair.first, pair.second)

    pair.clock.time += DURATION_S - 0.1
    await pair.tries(pair.second)
    assert pair.held() == (False, False)
    pair.clock.time += 0.2
    await pair.tries(pair.second)

    assert pair.held() == (False, True)
    assert pair.server.lease["spec"]["leaseTransitions"] == 2


async def test_no_write_may_begin_so_late_that_it_could_end_after_a_takeover(pair):
    await pair.tries(pair.first)

    pair.clock.time += HELD_S - 0.1
    assert pair.first.held()
    pair.clock.time += 0.2

    assert not pair.first.held()


async def test_a_leader_that_slept_does_not_lead_when_it_wakes(pair):
    await pair.tries(pair.first, pair.second)
    pair.clock.time += 60.0
    await pair.tries(pair.second)

    assert pair.held() == (False, True)
    await pair.tries(pair.first)
    assert pair.held() == (False, True)


async def test_a_leader_without_the_server_stops_by_itself(pair):
    await pair.tries(pair.first)
    pair.server.away = True

    for _ in range(6):
        pair.clock.time += 2.0
        await pair.tries(pair.first)

    assert not pair.first.held()
    assert not pair.first.leads.is_set()


async def test_a_release_lets_another_lead_at_once(pair):
    await pair.tries(pair.first, pair.second)

    await pair.first.release()
    await pair.tries(pair.second)

    assert pair.held() == (False, True)


async def test_a_release_ends_the_renewals(pair):
    task = asyncio.create_task(pair.first.run())
    await asyncio.wait_for(pair.first.leads.wait(), 5.0)

    await pair.first.release()
    await asyncio.wait_for(task, 5.0)

    assert pair.server.lease["spec"]["holderIdentity"] == ""
    assert pair.held() == (False, False)


async def test_a_release_by_one_that_does_not_lead_changes_nothing(pair):
    await pair.tries(pair.first, pair.second)

    await pair.second.release()

    assert pair.server.lease["spec"]["holderIdentity"] == "first"


async def test_of_two_that_ask_at_once_one_leads(pair):
    await asyncio.gather(pair.tries(pair.first), pair.tries(pair.second))

    assert sorted(pair.held()) == [False, True]


async def test_the_hosts_clocks_do_not_matter(pair):
    await pair.tries(pair.first)
    pair.server.lease["spec"]["renewTime"] = "1999-01-01T00:00:00.000000Z"

    await pair.tries(pair.second)

    assert pair.held() == (True, False)
