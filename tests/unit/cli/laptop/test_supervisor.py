import pytest

from tonebridge_cli.laptop.supervisor import Supervisor, restart_delay_s


class Part:
    """A part that ends when it is told to."""

    name = "worker"

    def __init__(self):
        self.child = self
        self.ended_with = None
        self.launches = 0

    def exit_code(self):
        return self.ended_with

    def kill(self):
        self.ended_with = -9

    def launch(self):
        self.launches += 1
        self.ended_with = None


class Watch:
    """A supervisor of one part, and its clock."""

    def __init__(self):
        self.now = 100.0
        self.part = Part()
        self.told = []
        self._supervisor = Supervisor(
            [self.part], monotonic=lambda: self.now, report=self.told.append
        )

    def tick(self, after_s=0.0):
        self.now += after_s
        self._supervisor.tick()

    def end(self, code):
        self.part.ended_with = code
        self.tick()


@pytest.fixture
def watch():
    return Watch()


class TestASupervisor:
    def test_leaves_alone_what_runs(self, watch):
        watch.tick(after_s=1000)

        assert (watch.part.launches, watch.told) == (0, [])

    def test_starts_again_what_was_killed_and_says_so(self, watch):
        watch.end(-9)
        watch.tick(after_s=0.2)

        assert watch.part.launches == 1
        assert watch.told == ["worker ended (signal 9); starting it again in 0.2 s"]

    def test_waits_before_it_starts_it(self, watch):
        watch.end(1)
        watch.tick(after_s=0.19)

        assert watch.part.launches == 0

    def test_waits_ever_longer_for_what_keeps_ending(self, watch):
        for _ in range(4):
            watch.end(1)
            watch.tick(after_s=60)
            watch.now -= 60  # it ended at once, not after a steady minute

        assert [line.rpartition(" in ")[2] for line in watch.told] == [
            "0.2 s",
            "0.4 s",
            "0.8 s",
            "1.6 s",
        ]

    def test_forgets_the_past_of_what_ran_steadily(self, watch):
        watch.end(1)
        watch.tick(after_s=0.2)
        watch.tick(after_s=31)
        watch.end(1)

        assert watch.told[-1] == "worker ended (exit code 1); starting it again in 0.2 s"


def test_the_delay_is_bounded():
    assert restart_delay_s(1_000_000) == 10.0
