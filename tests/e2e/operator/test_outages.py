"""The API server or its store goes away, and comes back."""

import threading

import pytest


@pytest.fixture(scope="module")
def served(served_here):
    return served_here


def test_a_server_that_restarts_is_found_again(live, operators, served):
    operator = operators().start()
    live.create()
    live.settle()

    served.stop_part("kube-apiserver")
    served.start_part("kube-apiserver")
    live.remove("Service", "demo-gateway")

    live.until(lambda: live.get("Service", "demo-gateway"), timeout_s=60.0)
    live.ends_well(operator)


def test_an_operator_is_live_and_not_ready_while_its_server_is_away(live, operators, served):
    operator = operators().start()
    live.create()
    live.settle()

    served.stop_part("kube-apiserver")
    served.stop_part("etcd")
    threading.Event().wait(3.0)
    health = operator.ask("/health/live")[0], operator.ask("/health/ready")[0]
    served.start_part("etcd")
    served.start_part("kube-apiserver")
    live.edit(size="medium")
    live.settle(timeout_s=90.0)

    assert health == (200, 503)
    live.ends_well(operator)
    assert operator.ask("/health/ready")[0] == 200


def test_an_operator_that_starts_before_its_server_waits_for_it(live, operators, served):
    live.create()
    served.stop_part("kube-apiserver")
    operator = operators().start()
    threading.Event().wait(3.0)
    assert operator.process.poll() is None

    served.start_part("kube-apiserver")

    live.settle(timeout_s=90.0)
    live.ends_well(operator)
