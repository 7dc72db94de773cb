"""Of several operators one works, and another takes over."""

import threading
import time

TAKEOVER_S, STOP_S = 17.0, 3.0


def lease_path(live):
    folder = f"/apis/coordination.k8s.io/v1/namespaces/{live.namespace}/leases"
    return f"{folder}/tonebridge-operator"


def holder(live):
    answer = live.api.request("GET", lease_path(live))
    return answer.body["spec"]["holderIdentity"] if answer.ok else ""


def has_said(operator, text):
    return lambda: any(text in line["message"] for line in operator.lines())


def pair(operators, live):
    """Start two operators, of which the first leads and the second knows all."""
    first = operators().start()
    live.until(lambda: holder(live) == "operator-1")
    second = operators().start()
    live.create()
    live.settle()
    live.until(has_said(second, "are known"))
    return first, second


def test_another_takes_over_from_one_that_was_killed(live, operators):
    first, second = pair(operators, live)

    first.kill()
    began = time.monotonic()
    live.remove("Service", "demo-gateway")
    live.until(lambda: live.get("Service", "demo-gateway"), timeout_s=TAKEOVER_S + 5.0)

    assert time.monotonic() - began <= TAKEOVER_S + 1.0
    assert holder(live) == "operator-2"
    assert not has_said(first, "does not lead")()
    assert second.troubles() == []


def test_another_takes_over_at_once_from_one_that_was_stopped(live, operators):
    first, second = pair(operators, live)

    began = time.monotonic()
    assert first.stop() == 0
    stopped = time.monotonic() - began
    live.until(lambda: holder(live) == "operator-2", timeout_s=5.0)

    assert stopped <= STOP_S
    live.remove("Service", "demo-gateway")
    live.until(lambda: live.get("Service", "demo-gateway"), timeout_s=10.0)
    assert first.troubles() == second.troubles() == []


def test_a_leader_that_slept_writes_nothing_when_it_wakes(live, operators):
    first, second = pair(operators, live)
    first.pause()
    live.until(lambda: holder(live) == "operator-2", timeout_s=TAKEOVER_S + 5.0)
    second.stop()  # whatever is written from now on, the one that slept writes
    live.until(lambda: holder(live) == "")
    live.remove("Service", "demo-gateway")
    lease = live.api.request("GET", lease_path(live)).body
    lease["spec"]["holderIdentity"] = "operator-3"
    assert live.api.request("PUT", lease_path(live), lease).ok
    before = len(live.writes())

    first.go_on()
    threading.Event().wait(4.0)

    assert live.writes()[before:] == []
    live.until(has_said(first, "does not lead any more"), timeout_s=5.0)
    live.until(lambda: live.get("Service", "demo-gateway"), timeout_s=TAKEOVER_S + 10.0)


def test_one_that_does_not_lead_writes_nothing(live, operators):
    _, second = pair(operators, live)

    live.until(live.is_done)
    assert live.quiet(3.0) == []
    assert not has_said(second, "this operator leads")()
