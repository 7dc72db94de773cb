"""How many requests a second."""

from tests.support.fake_cluster import FakeClock

from tonebridge_operator.cluster.limit import Limit


async def passed(limit, clock, count):
    """Return after how many seconds each of so many requests passed."""
    began, found = clock.time, []
    for _ in range(count):
        async with limit.permit():
            found.append(round(clock.time - began, 3))
    return found


async def test_a_burst_passes_at_once_and_then_the_rate_holds():
    clock = FakeClock()
    limit = Limit(2.0, at_once=1, clock=clock)

    assert await passed(limit, clock, 7) == [0, 0, 0, 0, 0.5, 1.0, 1.5]


async def test_what_was_not_used_is_not_saved_for_ever():
    clock = FakeClock()
    limit = Limit(2.0, at_once=1, clock=clock)
    clock.time += 100.0

    assert await passed(limit, clock, 6) == [0, 0, 0, 0, 0.5, 1.0]


async def test_a_server_that_asks_for_a_pause_gets_it():
    clock = FakeClock()
    limit = Limit(100.0, at_once=1, clock=clock)
    limit.pause(3.0)

    assert await passed(limit, clock, 1) == [3.01]
