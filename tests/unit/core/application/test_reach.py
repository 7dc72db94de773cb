import asyncio

import pytest

from tonebridge.application.reach import Away, Reach
from tonebridge.testing.clock import FakeClock


class Neighbour:
    """Answers, fails or stays silent, and counts how often it was asked."""

    def __init__(self):
        self.asked = 0
        self.error = None
        self.silence = None

    async def answer(self):
        self.asked += 1
        if self.silence is not None:
            await self.silence.wait()
        if self.error is not None:
            raise self.error
        return "here"


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def neighbour():
    return Neighbour()


@pytest.fixture
def reach(clock):
    return Reach(clock, timeout_s=0.01, failures=(OSError,), cooldown_s=1.0)


async def tries(reach, neighbour, count):
    outcomes = []
    for _ in range(count):
        try:
            outcomes.append(await reach.ask(neighbour.answer()))
        except Away:
            outcomes.append("away")
    return outcomes


class TestAReachableNeighbour:
    async def test_is_asked_every_time(self, reach, neighbour):
        assert await tries(reach, neighbour, 3) == ["here"] * 3
        assert neighbour.asked == 3

    async def test_may_make_mistakes_that_are_none_of_our_business(self, reach, neighbour):
        neighbour.error = ZeroDivisionError()

        with pytest.raises(ZeroDivisionError):
            await reach.ask(neighbour.answer())
        assert reach.away is False


class TestANeighbourThatFailed:
    async def test_is_left_alone_for_a_while(self, reach, neighbour):
        neighbour.error = OSError()

        assert await tries(reach, neighbour, 5) == ["away"] * 5
        assert neighbour.asked == 1
        assert reach.away is True

    async def test_is_asked_again_after_the_while(self, reach, neighbour, clock):
        neighbour.error = OSError()
        await tries(reach, neighbour, 1)
        neighbour.error = None
        clock.advance(1.0)

        assert await tries(reach, neighbour, 2) == ["here", "here"]

    async def test_is_left_alone_again_when_it_fails_again(self, reach, neighbour, clock):
        neighbour.error = OSError()
        await tries(reach, neighbour, 1)
        clock.advance(1.0)

        await tries(reach, neighbour, 5)

        assert neighbour.asked == 2

    async def test_is_tried_by_a_single_call(self, reach, neighbour, clock):
        neighbour.error = OSError()
        await tries(reach, neighbour, 1)
        clock.advance(1.0)
        neighbour.error, neighbour.silence = None, asyncio.Event()
        reach_slowly = Reach(clock, timeout_s=60.0)
        reach_slowly._away_until = clock.monotonic()

        probe = asyncio.create_task(reach_slowly.ask(neighbour.answer()))
        await asyncio.sleep(0)
        others = await tries(reach_slowly, neighbour, 3)
        neighbour.silence.set()

        assert others == ["away"] * 3
        assert await probe == "here"
        assert await tries(reach_slowly, neighbour, 1) == ["here"]


async def test_a_silent_neighbour_is_away(reach, neighbour):
    neighbour.silence = asyncio.Event()

    assert await tries(reach, neighbour, 3) == ["away"] * 3
    assert neighbour.asked == 1
