"""Whatever goes wrong on the way, a bridge ends as it would have ended without it."""

import os
import threading
from random import Random

import pytest
from tests.support.fault_proxy import FaultProxy
from tests.support.live_bridge import QUIET_S

CREATING, UPGRADING, DELETING = 36, 9, 8
"""Writes that it takes to create a bridge with the defaults, to upgrade it, and to make it do
without network policies and backups; one more than that kills nobody."""
SEED = 20_261_125
EVERYTHING = os.environ.get("TONEBRIDGE_FAULTS") == "all"
"""Every point, as `make test-faults` does; else a sample."""
NEW = "r.example/tb:2.0"


def points(writes, sample):
    """Return after which writes to kill: all of them, or a sample that is always the same."""
    every = range(1, writes + 1)
    return list(every) if EVERYTHING else sorted(Random(SEED).sample(every, sample))  # noqa: S311


@pytest.fixture
def proxy(served, tmp_path):
    with FaultProxy(served, folder=tmp_path) as found:
        yield found


def kill_after(proxy, victim, number):
    def after_write(count):
        if count == number:
            victim.process.kill()
            return True
        return False

    proxy.after_write = after_write


def kill_before(proxy, victim, number):
    def before_write(count):
        if count == number:
            victim.process.kill()
            return 500
        return None

    proxy.before_write = before_write


def ended(victim):
    return lambda: victim.process.poll() is not None


class TestAKilledOperator:
    @pytest.mark.parametrize("number", points(CREATING, 4))
    @pytest.mark.parametrize("kill", [kill_after, kill_before])
    def test_leaves_what_the_next_one_completes(self, live, operators, proxy, kill, number):
        victim = operators(proxy.kubeconfig())
        kill(proxy, victim, number)
        victim.start()
        live.create()
        live.until(lambda: ended(victim)() or live.settled())
        victim.kill()

        live.ends_well(operators(identity="operator-1").start())

    @pytest.mark.parametrize("number", points(UPGRADING, 2))
    def test_leaves_an_upgrade_that_the_next_one_completes(self, live, operators, proxy, number):
        victim = operators(proxy.kubeconfig()).start()
        live.create()
        live.settle()
        kill_after(proxy, victim, len(proxy.writes) + number)
        live.edit(image=NEW)
        live.until(lambda: ended(victim)() or live.settled())
        victim.kill()

        live.ends_well(operators(identity="operator-1").start(), image=NEW)

    @pytest.mark.parametrize("number", points(DELETING, 1))
    def test_leaves_what_was_switched_off_to_the_next_one(self, live, operators, proxy, number):
        victim = operators(proxy.kubeconfig()).start()
        live.create()
        live.settle()
        kill_after(proxy, victim, len(proxy.writes) + number)
        live.edit(networkPolicy={"enabled": False}, postgres={"backup": {"enabled": False}})
        live.until(lambda: ended(victim)() or live.settled())
        victim.kill()

        live.ends_well(operators(identity="operator-1").start())
        assert live.get("NetworkPolicy", "demo-deny") is None

    def test_every_few_seconds_is_outlived(self, live, operators):
        live.create()
        for _ in range(6):
            victim = operators(identity="operator-1").start()
            pause = threading.Event()
            for _ in range(15):
                live.cluster.run_pods()
                pause.wait(0.1)
            victim.kill()

        live.ends_well(operators(identity="operator-1").start())


class TestASilentWatch:
    @pytest.mark.skipif(not EVERYTHING, reason="takes two minutes: `make test-faults`")
    def test_is_noticed(self, live, operators, proxy):
        operator = operators(proxy.kubeconfig()).start()
        live.create()
        live.settle()
        proxy.silence_watches()
        live.remove("Service", "demo-gateway")

        live.until(lambda: live.get("Service", "demo-gateway"), timeout_s=110.0)
        assert operator.ask("/health/live")[0] == 200
        live.ends_well(operator)


class TestAnAnswerThatIsLost:
    def test_is_asked_for_again_without_doing_anything_twice(self, live, operators, proxy):
        proxy.after_write = lambda number: number % 3 == 0
        operator = operators(proxy.kubeconfig()).start()

        live.create()
        live.settle(timeout_s=60.0)

        proxy.after_write = None
        live.ends_well(operator)


class TestAServerInTrouble:
    @pytest.mark.parametrize("status", [409, 429, 500, 503])
    def test_is_waited_for(self, live, operators, proxy, status):
        proxy.before_write = lambda number: status if number % 3 == 0 else None
        operator = operators(proxy.kubeconfig()).start()

        live.create()
        live.settle(timeout_s=60.0)

        proxy.before_write = None
        live.ends_well(operator)


class TestAGapInTheWatches:
    def test_hides_no_deletion_and_no_edit(self, live, operators, proxy):
        operator = operators(proxy.kubeconfig()).start()
        live.create()
        live.settle()
        proxy.refuse_watches = True
        proxy.cut_watches()
        live.remove("Service", "demo-gateway")
        live.change("ConfigMap", "demo-config", {"data": {"gateway.toml": "mine = true"}})
        threading.Event().wait(1.0)
        assert live.get("Service", "demo-gateway") is None

        proxy.expire_watches = True
        proxy.refuse_watches = False

        def repaired():
            config = live.get("ConfigMap", "demo-config")["data"]["gateway.toml"]
            return live.get("Service", "demo-gateway") and config != "mine = true"

        live.until(repaired, timeout_s=45.0)
        live.ends_well(operator)

    def test_hides_no_bridge_that_was_deleted(self, live, operators, proxy):
        operator = operators(proxy.kubeconfig()).start()
        live.create()
        live.settle()
        proxy.refuse_watches = True
        proxy.cut_watches()

        live.delete()
        proxy.expire_watches = True
        proxy.refuse_watches = False

        left = {"PersistentVolumeClaim"}
        live.until(lambda: {key.kind for key in live.there()} == left, timeout_s=60.0)
        assert live.quiet(QUIET_S) == []
        assert operator.troubles() == []
