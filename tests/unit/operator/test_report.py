"""What a bridge tells: conditions that change only when something does."""

import msgspec
import pytest
from tests.support.bridges import a_bridge

from tonebridge_operator.api.v1alpha1 import Spec, Status
from tonebridge_operator.desired import Key, Wave
from tonebridge_operator.observed import Pods
from tonebridge_operator.plan import Apply, Gate, Plan
from tonebridge_operator.problems import Problem
from tonebridge_operator.report import Standing, status_of

TWO = Pods(wanted=2, there=2, ready=2, settled=True, stuck=False, image="i:2")
GOOD = Standing(
    target="i:2",
    database="True",
    cache="True",
    migration="complete",
    migration_message="",
    gateway=TWO,
    workers=TWO,
    least_gateways=2,
)
LOST = Problem(reason="DataLost", message="it is gone")
TAKEN = Problem(reason="NameTaken", message="it is taken")


def pods(**fields):
    return TWO._replace(**fields)


def report(standing=GOOD, plan=None, *, before=None, now="t1", **fields):
    bridge = a_bridge(**fields)
    return status_of(bridge, standing, plan or Plan(), before=before or Status(), now=now)


def but(**fields):
    return msgspec.structs.replace(GOOD, **fields)


def told(status):
    return {one.type: (one.status, one.reason) for one in status.conditions}


def test_a_status_that_says_nothing_new_is_the_same():
    first = report()

    assert report(before=first, now="t2") == first


def test_only_a_condition_that_changes_gets_a_new_time():
    first = report()

    second = report(but(gateway=pods(ready=1, settled=False)), before=first, now="t2")

    times = {one.type: one.last_transition_time for one in second.conditions}
    assert times == {
        "Available": "t2",
        "Progressing": "t2",
        "Degraded": "t1",
        "DatabaseReady": "t1",
        "CacheReady": "t1",
        "MigrationsComplete": "t1",
    }


def test_every_condition_speaks_of_the_same_generation():
    status = report(generation=7)

    assert {one.observed_generation for one in status.conditions} == {7}
    assert status.observed_generation == 7


@pytest.mark.parametrize(
    ("standing", "plan", "phase", "kind", "says"),
    [
        (GOOD, Plan(), "Ready", "Available", ("True", "GatewaysReady")),
        (
            but(gateway=pods(ready=1, settled=False)),
            Plan(),
            "Rolling",
            "Available",
            ("False", "GatewaysNotReady"),
        ),
        (
            but(gateway=pods(wanted=0, there=0, ready=0), least_gateways=0),
            Plan(),
            "Pending",
            "Available",
            ("False", "ScaledToZero"),
        ),
        (but(problems=(LOST, TAKEN)), Plan(), "Degraded", "Degraded", ("True", "DataLost")),
        (
            but(workers=pods(settled=False, stuck=True)),
            Plan(),
            "Degraded",
            "Degraded",
            ("True", "RolloutStuck"),
        ),
        (
            but(migration="failed"),
            Plan(),
            "Degraded",
            "MigrationsComplete",
            ("False", "Failed"),
        ),
        (
            but(migration="running"),
            Plan(),
            "Migrating",
            "MigrationsComplete",
            ("False", "Running"),
        ),
        (
            but(migration="absent", database="False"),
            Plan(gates=(Gate(wave=Wave.MIGRATION, reason="DatabaseNotReady", message="m"),)),
            "Provisioning",
            "Progressing",
            ("True", "DatabaseNotReady"),
        ),
        (
            GOOD,
            Plan(steps=(Apply(key=Key("Deployment", "d"), body={}),)),
            "Rolling",
            "Progressing",
            ("True", "Applying"),
        ),
        (
            GOOD,
            Plan(steps=(Apply(key=Key("Service", "s"), body={}),)),
            "Ready",
            "Progressing",
            ("False", "Settled"),
        ),
        (but(database="Unknown"), Plan(), "Ready", "DatabaseReady", ("Unknown", "External")),
        (but(cache="False"), Plan(), "Ready", "CacheReady", ("False", "NotReady")),
    ],
)
def test_what_is_so_is_told(standing, plan, phase, kind, says):
    status = report(standing, plan)

    assert (status.phase, told(status)[kind]) == (phase, says)


def test_several_problems_are_counted_in_one_message():
    (message,) = [
        one.message
        for one in report(but(problems=(LOST, TAKEN))).conditions
        if one.type == "Degraded"
    ]

    assert message == "it is gone (and 1 more)"


class TestTheVersion:
    def test_is_current_once_all_pods_run_it(self):
        old = report(but(target="i:1", gateway=pods(image="i:1"), workers=pods(image="i:1")))

        rolling = report(but(workers=pods(image="i:1")), before=old)
        done = report(before=rolling)

        assert (rolling.version.current, rolling.version.target) == ("i:1", "i:2")
        assert rolling.version.last_good == "i:1"
        assert (done.version.current, done.version.last_good) == ("i:2", "i:2")

    def test_is_not_good_before_gateways_answer(self):
        status = report(but(least_gateways=3))

        assert (status.version.current, status.version.last_good) == ("i:2", "")


def test_the_scale_subresource_finds_its_pods():
    assert report().gateway.selector == (
        "app.kubernetes.io/component=gateway,"
        "app.kubernetes.io/instance=demo,"
        "app.kubernetes.io/name=tonebridge"
    )


def test_a_suspended_bridge_says_so():
    status = report(spec=Spec(suspend=True))

    assert status.phase == "Suspended"
    assert told(status)["Progressing"] == ("False", "Suspended")
