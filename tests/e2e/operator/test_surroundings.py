"""What the cluster lacks, gets, or does to a running operator."""

import threading

import pytest
from tests.cluster.api import MERGE
from tests.support.operator_process import RULES, grant

CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
SCALED_OBJECTS = {
    "apiVersion": "apiextensions.k8s.io/v1",
    "kind": "CustomResourceDefinition",
    "metadata": {"name": "scaledobjects.keda.sh"},
    "spec": {
        "group": "keda.sh",
        "scope": "Namespaced",
        "names": {"kind": "ScaledObject", "plural": "scaledobjects", "singular": "scaledobject"},
        "versions": [
            {
                "name": "v1alpha1",
                "served": True,
                "storage": True,
                "schema": {
                    "openAPIV3Schema": {
                        "type": "object",
                        "x-kubernetes-preserve-unknown-fields": True,
                    }
                },
            }
        ],
    },
}


@pytest.fixture(scope="module")
def served(served_here):
    return served_here


def remove(api, path):
    """Delete something and wait until it is gone."""
    api.request("DELETE", path)
    api.wait_for(path, lambda answer: answer.status == 404)


@pytest.fixture
def keda(served):
    """Returns a function that brings the kind by which KEDA scales; it goes with the test."""
    path = f"{CRDS}/{SCALED_OBJECTS['metadata']['name']}"

    def bring():
        assert served.api().apply(path, SCALED_OBJECTS).ok

    yield bring
    remove(served.api(), path)


def test_a_kind_that_comes_later_is_used_and_left_when_it_goes(live, operator, keda):
    live.create()
    live.settle()

    keda()
    path = f"/apis/keda.sh/v1alpha1/namespaces/{live.namespace}/scaledobjects/demo-worker"
    live.until(lambda: live.api.request("GET", path).ok, timeout_s=30.0)
    live.settle()
    annotations = live.get("Deployment", "demo-worker")["metadata"]["annotations"]
    assert annotations["tonebridge.io/replicas"] == "autoscaler"

    remove(live.api, f"{CRDS}/scaledobjects.keda.sh")

    def scaled_by_us():
        found = live.get("Deployment", "demo-worker")["metadata"]["annotations"]
        return found["tonebridge.io/replicas"] == "operator"

    live.until(scaled_by_us, timeout_s=90.0)
    live.settle()
    assert operator.troubles() == []


def test_a_right_that_is_missing_is_named_and_holds_nothing_else_back(live, operators):
    rules = [
        {**rule, "resources": [one for one in rule["resources"] if one != "services"]}
        for rule in RULES
    ]
    grant(live.api, rules)
    try:
        operators().start()
        live.create()
        live.until(lambda: live.conditions().get("Degraded") == ("True", "Forbidden"))
        live.until(lambda: live.get("StatefulSet", "demo-postgres"))
        degraded = {one["type"]: one for one in live.status()["conditions"]}["Degraded"]
        assert 'resource "services"' in degraded["message"]
        assert live.get("Service", "demo-postgres") is None
    finally:
        grant(live.api)

    live.settle(timeout_s=90.0)
    assert live.still_to_do() == ((), ())


def test_somebody_who_keeps_changing_an_object_is_named_and_does_not_wear_us_out(live, operator):
    live.create()
    live.settle()
    before = len(live.writes())

    for number in range(60):
        body = {"spec": {"selector": {"app.kubernetes.io/component": f"mine-{number}"}}}
        live.change("Service", "demo-gateway", body)
        threading.Event().wait(0.1)
    live.until(lambda: live.conditions()["Degraded"] == ("True", "DriftConflict"), timeout_s=10.0)

    repairs = [one for one in live.writes()[before:] if "services/demo-gateway" in one]
    degraded = {one["type"]: one for one in live.status()["conditions"]}["Degraded"]
    assert 5 <= len(repairs) <= 8
    assert "somebody-else keeps changing Service demo-gateway" in degraded["message"]


def test_a_spec_that_flaps_ends_as_it_was_last(live, operator):
    live.create()
    live.settle()
    before = len(live.writes())

    for number in range(100):
        live.edit(workers={"concurrency": 1 + number % 64})
    live.edit(workers={"concurrency": 33})
    live.settle()

    text = live.get("ConfigMap", "demo-config")["data"]["worker.toml"]
    assert "concurrency = 33" in text
    assert live.still_to_do() == ((), ())
    assert len(live.writes()) - before < 3 * 100


def test_an_operator_tells_how_it_is(live, operator):
    live.create()
    live.settle()

    assert operator.ask("/health/live") == (200, '{"status":"ok","wrong":{}}')
    assert operator.ask("/health/ready") == (200, '{"status":"ok","wrong":{}}')
    assert operator.ask("/health/else")[0] == 404
    status, text = operator.ask("/metrics")
    assert status == 200
    for line in (
        "tonebridge_reconcile_leader 1.0",
        'tonebridge_reconcile_bridges{phase="Ready"} 1.0',
        'tonebridge_reconcile_api_requests_total{code="200",kind="Secret",verb="POST"} 3.0',
    ):
        assert line in text
    size = float(text.split("tonebridge_reconcile_cache_bytes ")[-1].split("\n")[0])
    assert 50_000 < size < 500_000


def test_no_secret_stands_in_the_log_an_event_or_the_status(live, operators):
    operator = operators().start()
    live.create()
    live.settle()
    secrets = [
        text
        for name in ("demo-postgres", "demo-redis")
        for key, text in live.cluster.secret(name).items()
        if "password" in key
    ]

    told = operator.log.read_text(encoding="utf-8") + str(live.events()) + str(live.stored())

    assert len(secrets) == 5
    assert [one for one in secrets if one in told] == []


def test_an_operator_without_its_images_says_what_is_missing(operators):
    operator = operators(image="").start()

    assert operator.process.wait(20.0) == 2
    assert operator.lines()[-1]["message"] == (
        "tonebridge operator: TONEBRIDGE_OPERATOR__IMAGE: "
        "name the image that belongs to this release"
    )


def test_a_label_on_the_bridge_changes_nothing(live, operator):
    live.create()
    live.settle()
    label = {"metadata": {"labels": {"team": "words"}}}

    assert live.api.request("PATCH", live.path, label, content_type=MERGE).ok

    live.until(live.is_done)
    assert live.quiet(2.0) == []
