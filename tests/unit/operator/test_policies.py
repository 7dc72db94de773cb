"""Who may talk to whom, as network policies say it."""

import pytest
from tests.support.bridges import EXTERNAL, a_bridge, given_for

from tonebridge_operator.api.v1alpha1 import Spec
from tonebridge_operator.api.v1alpha1.data import Postgres
from tonebridge_operator.api.v1alpha1.spec import NetworkPolicy
from tonebridge_operator.desired import render

ANYBODY = {"anywhere"}
COMPONENTS = ("gateway", "worker", "jobs", "postgres", "redis")


def policies(spec=None):
    bridge = a_bridge(spec)
    bodies = [one.body for one in render(bridge, given_for(bridge))]
    return {
        body["metadata"]["name"].removeprefix("demo-"): body["spec"]
        for body in bodies
        if body["kind"] == "NetworkPolicy"
    }


def peers(rules, side):
    """Return (who, port) of each rule."""
    found = set()
    for rule in rules:
        names = {named(peer) for peer in rule.get(side, ())} or ANYBODY
        found |= {(name, port["port"]) for name in names for port in rule["ports"]}
    return found


def named(peer):
    if "namespaceSelector" in peer:
        return "cluster"
    labels = peer["podSelector"]["matchLabels"]
    return labels.get("app.kubernetes.io/component") or labels["cnpg.io/cluster"]


def test_nothing_is_allowed_that_is_not_listed():
    deny = policies()["deny"]

    assert deny == {
        "podSelector": {
            "matchLabels": {
                "app.kubernetes.io/instance": "demo",
                "app.kubernetes.io/part-of": "tonebridge",
            }
        },
        "policyTypes": ["Ingress", "Egress"],
    }


@pytest.mark.parametrize(
    ("component", "comes", "goes"),
    [
        (
            "gateway",
            {("anywhere", 8000), ("cluster", 8001)},
            {("anywhere", 53), ("postgres", 5432), ("redis", 6379)},
        ),
        ("worker", {("cluster", 8002)}, {("anywhere", 53), ("postgres", 5432), ("redis", 6379)}),
        ("jobs", set(), {("anywhere", 53), ("postgres", 5432)}),
        ("postgres", {("gateway", 5432), ("worker", 5432), ("jobs", 5432)}, set()),
        ("redis", {("gateway", 6379), ("worker", 6379)}, set()),
    ],
)
def test_each_component_talks_to_whom_it_needs(component, comes, goes):
    spec = policies()[component]

    assert spec["podSelector"]["matchLabels"]["app.kubernetes.io/component"] == component
    assert spec["policyTypes"] == ["Ingress", "Egress"]
    assert peers(spec.get("ingress", ()), "from") == comes
    assert peers(spec.get("egress", ()), "to") == goes


def test_stores_of_other_people_are_reached_on_the_ports_of_their_urls():
    goes = peers(policies(EXTERNAL)["gateway"]["egress"], "to")

    assert goes == {("anywhere", 53), ("anywhere", 6432), ("anywhere", 5432)}
    assert {"postgres", "redis"}.isdisjoint(policies(EXTERNAL))


def test_pods_of_cloudnativepg_are_reached_and_left_to_it():
    found = policies(Spec(postgres=Postgres(mode="cnpg")))

    assert ("demo-postgres", 5432) in peers(found["worker"]["egress"], "to")
    assert "postgres" not in found


def test_none_is_made_when_none_is_wanted():
    assert policies(Spec(network_policy=NetworkPolicy(enabled=False))) == {}
