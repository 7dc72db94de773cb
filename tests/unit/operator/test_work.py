"""Which bridge is looked at next."""

from tests.support.fake_cluster import FakeClock

from tonebridge_operator.cluster.store import BridgeKey
from tonebridge_operator.work import Agenda, Work

A, B = BridgeKey("tone", "a"), BridgeKey("tone", "b")


def agenda(random=lambda: 1.0):
    return Agenda(random)


class TestAnAgenda:
    def test_gives_what_has_been_due_for_longest_first(self):
        found = agenda()
        found.add(A, 5.0)
        found.add(B, 3.0)

        assert [found.take(6.0), found.take(6.0), found.take(6.0)] == [(B, 3.0), (A, 5.0), None]

    def test_gives_nothing_before_it_is_due(self):
        found = agenda()
        found.add(A, 5.0)

        assert found.take(4.9) is None
        assert found.next_due() == 5.0

    def test_merges_a_burst(self):
        found = agenda()
        for due in (5.0, 4.0, 6.0):
            found.add(A, due)

        assert [found.take(9.0), found.take(9.0)] == [(A, 4.0), None]

    def test_gives_no_bridge_to_two_at_once_and_does_not_forget_it(self):
        found = agenda()
        found.add(A, 1.0)
        found.take(1.0)
        found.add(A, 2.0)

        assert found.take(3.0) is None
        assert found.next_due() is None
        found.done(A, again=None)
        assert found.take(3.0) == (A, 2.0)

    def test_lets_others_pass_one_that_is_at_work(self):
        found = agenda()
        found.add(A, 1.0)
        found.take(1.0)
        found.add(A, 2.0)
        found.add(B, 3.0)

        assert found.take(4.0) == (B, 3.0)

    def test_waits_longer_after_each_failure_and_from_the_start_after_a_success(self):
        found = agenda()
        pauses = [found.failed(A, 0.0) for _ in range(12)]
        found.done(A, again=None)

        assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
        assert found.failed(A, 0.0) == 1.0

    def test_waits_for_as_long_as_the_server_asks(self):
        found = agenda(lambda: 0.0)

        assert found.failed(A, 10.0, at_least_s=5.0) == 5.0
        assert found.next_due() == 15.0

    def test_looks_at_once_at_what_changes_during_a_pause(self):
        found = agenda()
        found.failed(A, 0.0)
        found.add(A, 0.5)

        assert found.take(0.5) == (A, 0.5)
        found.done(A, again=None)
        assert found.take(100.0) is None

    def test_forgets_a_bridge_that_is_gone(self):
        found = agenda()
        found.failed(A, 0.0)
        found.forget(A)

        assert found.take(1000.0) is None
        assert found.failed(A, 0.0) == 1.0

    def test_counts_what_is_due(self):
        found = agenda()
        found.add(A, 1.0)
        found.add(B, 9.0)

        assert (found.waiting(0.0), found.waiting(1.0), found.waiting(9.0)) == (0, 1, 2)


async def test_work_says_for_how_long_a_bridge_was_due():
    clock = FakeClock()
    work = Work(clock, lambda: 1.0)
    work.add(A)
    clock.time += 2.5

    assert await work.take() == (A, 2.5)
