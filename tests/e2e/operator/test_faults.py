"""Whatever goes wrong on the way, a bridge ends as it would have ended without it."""

import os
import threading
from random import Random

import pytest
from tests.support.fault_proxy import FaultProxy

CREATING, UPGRADING = 34, 11
"""Writes that it takes to create a bridge with the defaults, and to upgrade it; about."""
SEED = 20_261_125
QUIET_S = 3.0
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


def ends_well(live, operator, *, image="r.example/tb:1.0"):
    """Wait for the bridge to be as wished, and see that nothing is missing or left over."""
    live.settle()
    live.until(lambda: live.still_to_do() == ((), ()), timeout_s=20.0)
    assert live.quiet(QUIET_S) == []
    recorded = {(one["kind"], one["name"]) for one in live.status()["inventory"]}
    assert recorded == {tuple(key) for key in live.there()}
    assert sum(kind == "Job" for kind, _ in recorded) == 1
    assert live.status()["version"]["current"] == image
    assert operator.troubles() == []


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

        ends_well(live, operators(identity="operator-1").start())

    @pytest.mark.parametrize("number", points(UPGRADING, 2))
    def test_leaves_an_upgrade_that_the_next_one_completes(self, live, operators, proxy, number):
        victim = operators(proxy.kubeconfig()).start()
        live.create()
        live.settle()
        kill_after(proxy, victim, len(proxy.writes) + number)
        live.edit(image=NEW)
        live.until(lambda: ended(victim)() or live.settled())
        victim.kill()

        ends_well(live, operators(identity="operator-1").start(), image=NEW)


class TestAnAnswerThatIsLost:
    def test_is_asked_for_again_without_doing_anything_twice(self, live, operators, proxy):
        proxy.after_write = lambda number: number % 3 == 0
        operator = operators(proxy.kubeconfig()).start()

        live.create()
        live.settle(timeout_s=60.0)

        proxy.after_write = None
        ends_well(live, operator)


class TestAServerInTrouble:
    @pytest.mark.parametrize("status", [409, 429, 500, 503])
    def test_is_waited_for(self, live, operators, proxy, status):
        proxy.before_write = lambda number: status if number % 3 == 0 else None
        operator = operators(proxy.kubeconfig()).start()

        live.create()
        live.settle(timeout_s=60.0)

        proxy.before_write = None
        ends_well(live, operator)

    def test_that_restarts_is_found_again(self, live, operators, served):
        operator = operators().start()
        live.create()
        live.settle()

        served.stop_part("kube-apiserver")
        served.start_part("kube-apiserver")
        live.remove("Service", "demo-gateway")

        live.until(lambda: live.get("Service", "demo-gateway"), timeout_s=60.0)
        ends_well(live, operator)


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
        ends_well(live, operator)

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
