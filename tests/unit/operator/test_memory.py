"""Telling what somebody changed from what is newly wanted, and what to leave alone."""

import copy

from tonebridge_operator.desired import Key
from tonebridge_operator.desired.manifest import sealed
from tonebridge_operator.memory import Memory, drift, fought_over, paused, remember_repair
from tonebridge_operator.observed import Observed
from tonebridge_operator.plan import Apply

SERVICE = Key("Service", "demo-gateway")
OURS = "tonebridge-operator"


def wanted(port=80):
    spec = {"type": "ClusterIP", "ports": [{"port": port, "protocol": "TCP"}]}
    head = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "demo-gateway"}}
    return sealed({**head, "spec": spec})


def live(body=None, *, manager="kubectl-edit", fields=None, **spec):
    found = copy.deepcopy(body or wanted())
    found["spec"] |= spec
    entry = {"manager": manager, "fieldsV1": fields or {"f:spec": {"f:type": {}}}}
    found["metadata"]["managedFields"] = [entry]
    return found


def seen(body, step=None, memory=None):
    step = step or Apply(key=SERVICE, body=wanted())
    observed = Observed(objects={} if body is None else {SERVICE: body})
    return drift(step, observed, memory or Memory(uid="bridge-1"), ours=OURS)


def test_a_changed_field_is_told_with_its_path_and_who_changed_it():
    found = seen(live(type="NodePort"))

    assert found.note == "put back spec.type of Service demo-gateway, changed by kubectl-edit"
    assert found.rival == "kubectl-edit"


def test_who_changed_it_may_be_unknown():
    assert seen(live(type="NodePort", manager=OURS)).rival == "somebody"


def test_a_new_wish_is_no_drift():
    assert seen(live(), Apply(key=SERVICE, body=wanted(port=81))) is None


def test_a_missing_mark_of_ours_is_drift():
    body = live()
    del body["metadata"]["annotations"]

    assert seen(body).key == SERVICE


def test_only_what_was_there_can_have_been_deleted():
    step = Apply(key=SERVICE, body=wanted(), new=True)

    assert seen(None, step) is None
    memory = Memory(uid="bridge-1", there=frozenset({SERVICE}))
    assert seen(None, step, memory).note.startswith("made Service demo-gateway again")


def test_long_lists_of_fields_are_cut():
    before = wanted()
    before["spec"] |= dict.fromkeys("abcdefgh", "x")
    after = live(before)
    for name in "abcdefgh":
        del after["spec"][name]

    note = seen(after, Apply(key=SERVICE, body=before)).note

    assert note.startswith("put back spec.a, spec.b, spec.c, spec.d, spec.e and 3 more of")


def test_one_that_was_put_back_too_often_is_left_alone_until_the_wish_changes():
    memory = Memory(uid="bridge-1")
    one = seen(live(type="NodePort"))
    for second in range(6):
        remember_repair(memory, one, now=float(second))

    assert paused({SERVICE: one}, memory, now=6.0) == {SERVICE: 9.0}
    assert fought_over(memory, now=6.0) == {SERVICE: "kubectl-edit"}
    assert fought_over(memory, now=700.0) == {}
    changed = wanted(port=81)
    other = seen(live(changed, type="NodePort"), Apply(key=SERVICE, body=changed))
    assert paused({SERVICE: other}, memory, now=6.0) == {}
