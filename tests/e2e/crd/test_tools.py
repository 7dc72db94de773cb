"""What people and machines see of a bridge through the API server."""

import subprocess

import pytest
from tests.cluster.api import MERGE
from tests.cluster.binaries import binary

from tonebridge_operator.api.schema import structural_schema
from tonebridge_operator.api.v1alpha1 import ToneBridge

NOW = "2026-01-01T00:00:00Z"
LATER = "2026-01-01T00:00:09Z"


@pytest.fixture(scope="session")
def kubectl(served):
    """Run kubectl as the administrator; return what it printed."""

    def run(*words, given=None):
        command = [str(binary("kubectl")), f"--kubeconfig={served.kubeconfig()}", *words]
        done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    return run


@pytest.fixture
def demo(bridges):
    bridges.store("demo", spec={})
    yield f"{bridges.path}/demo"
    bridges.remove("demo")


def condition(kind, status, time=NOW, message=""):
    return {
        "type": kind,
        "status": status,
        "observedGeneration": 1,
        "lastTransitionTime": time,
        "reason": "Because",
        "message": message,
    }


def report(bridges, path, status):
    answer = bridges.api.request("PATCH", f"{path}/status", {"status": status}, content_type=MERGE)
    assert answer.ok, answer.message
    return answer.body["status"]


def objects(schema, path):
    """Yield each object with the words of its fields."""
    parts = schema.get("properties", {})
    if parts:
        yield path, [part["description"] for part in parts.values()]
    for name, part in parts.items():
        yield from objects(part.get("items", part), f"{path}.{name}")


def test_explain_knows_every_field(kubectl):
    root = structural_schema(ToneBridge)
    spec = root["properties"]["spec"]

    unexplained = [
        (path, words)
        for path, meanings in objects(spec, "tb.spec")
        for printed in [" ".join(kubectl("explain", path).split())]
        for words in meanings
        if words not in printed
    ]

    assert unexplained == []


def test_explain_shows_defaults_bounds_by_type_and_choices(kubectl):
    text = kubectl("explain", "tonebridges.spec.postgres")

    assert "mode\t<string>\n  enum: cnpg, external, managed" in text
    assert "storageClassName\t<string>" in text


def test_a_list_shows_what_people_want_to_know(kubectl, bridges, demo):
    status = {
        "phase": "Degraded",
        "conditions": [
            condition("Available", "True"),
            condition("Degraded", "True", message="Secret llm is missing"),
        ],
        "version": {"current": "tonebridge:1"},
        "gateway": {"replicas": 3, "ready": 2},
        "workers": {"replicas": 1, "ready": 1},
    }
    report(bridges, demo, status)

    head, row = kubectl("get", "tb", "-n", bridges.namespace).splitlines()
    wide_head, wide_row = kubectl("get", "tb", "-n", bridges.namespace, "-o", "wide").splitlines()

    assert head.split() == ["NAME", "PHASE", "AVAILABLE", "GATEWAYS", "WORKERS", "AGE"]
    assert row.split()[:5] == ["demo", "Degraded", "True", "2", "1"]
    assert wide_head.split()[5:8] == ["SIZE", "VERSION", "MESSAGE"]
    assert "Secret llm is missing" in wide_row


def test_a_bridge_is_listed_among_all(kubectl, bridges, demo):
    assert "tonebridge.tonebridge.io/demo" in kubectl("get", "all", "-n", bridges.namespace)


def test_kubectl_scales_gateways_once_autoscaling_is_off(kubectl, bridges, demo):
    refused = kubectl("scale", "tb/demo", "-n", bridges.namespace, "--replicas=5")
    off = {"spec": {"gateway": {"autoscaling": {"enabled": False}}}}
    assert bridges.api.request("PATCH", demo, off, content_type=MERGE).ok
    scaled = kubectl("scale", "tb/demo", "-n", bridges.namespace, "--replicas=5")

    assert "replicas has no effect while autoscaling is enabled" in refused
    assert "scaled" in scaled
    assert bridges.api.request("GET", demo).body["spec"]["gateway"]["replicas"] == 5


def test_the_scale_of_a_bridge_is_its_gateways(bridges, demo):
    report(bridges, demo, {"gateway": {"replicas": 3, "selector": "app=demo"}})

    scale = bridges.api.request("GET", f"{demo}/scale").body

    assert scale["spec"] == {"replicas": 2}
    assert scale["status"] == {"replicas": 3, "selector": "app=demo"}


def test_kubectl_refuses_a_misspelt_field(kubectl, bridges):
    manifest = (
        "{apiVersion: tonebridge.io/v1alpha1, kind: ToneBridge, metadata: {name: x}, "
        "spec: {gatway: {replicas: 3}}}"
    )

    said = kubectl("apply", "-n", bridges.namespace, "-f", "-", given=manifest)

    assert 'unknown field "spec.gatway"' in said


def test_the_status_is_changed_only_at_its_own_address(bridges, demo):
    elsewhere = bridges.api.request(
        "PATCH", demo, {"status": {"phase": "Ready"}}, content_type=MERGE
    )

    assert elsewhere.ok
    assert "status" not in elsewhere.body


def test_a_report_leaves_the_generation_alone_and_a_wish_raises_it(bridges, demo):
    report(bridges, demo, {"phase": "Ready"})
    after_report = bridges.api.request("GET", demo).body["metadata"]["generation"]
    bridges.api.request("PATCH", demo, {"spec": {"suspend": True}}, content_type=MERGE)
    after_wish = bridges.api.request("GET", demo).body["metadata"]["generation"]

    assert (after_report, after_wish) == (1, 2)


def test_conditions_of_two_writers_stand_side_by_side(bridges, demo):
    def apply(manager, *conditions):
        manifest = {
            "apiVersion": "tonebridge.io/v1alpha1",
            "kind": "ToneBridge",
            "status": {"conditions": list(conditions)},
        }
        answer = bridges.api.apply(f"{demo}/status", manifest, fieldManager=manager)
        assert answer.ok, answer.message
        return answer.body["status"]["conditions"]

    apply("one", condition("Available", "True"))
    apply("other", condition("Degraded", "False"))
    found = apply("one", condition("Available", "False", LATER))

    assert found == [
        condition("Available", "False", LATER),
        condition("Degraded", "False"),
    ]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ({"phase": "Fine"}, "status.phase: Unsupported value"),
        ({"gateway": {"ready": -1}}, "gateway.ready in body should be greater than or equal to 0"),
        ({"conditions": [{"type": "Available"}]}, "status.conditions[0].status: Required value"),
        (
            {"conditions": [condition("Available", "Maybe")]},
            "status.conditions[0].status: Unsupported value",
        ),
        (
            {"conditions": [condition("Available", "True", "yesterday")]},
            "must be of type date-time",
        ),
        (
            {"conditions": [condition("Available", "True"), condition("Available", "False")]},
            "status.conditions[1]: Duplicate value",
        ),
        (
            {"inventory": [{"kind": "Service", "name": "a"}, {"kind": "Service", "name": "a"}]},
            "status.inventory[1]: Duplicate value",
        ),
    ],
)
def test_a_report_that_makes_no_sense_is_refused(bridges, demo, status, words):
    answer = bridges.api.request("PATCH", f"{demo}/status", {"status": status}, content_type=MERGE)

    assert answer.status == 422
    assert words in answer.message


def test_whoever_applies_an_empty_spec_owns_no_field_of_it(bridges):
    manifest = {
        "apiVersion": "tonebridge.io/v1alpha1",
        "kind": "ToneBridge",
        "metadata": {"name": "owned"},
        "spec": {},
    }
    path = f"{bridges.path}/owned"
    applied = bridges.api.apply(path, manifest)
    again = bridges.api.apply(path, manifest)
    bridges.remove("owned")

    (entry,) = applied.body["metadata"]["managedFields"]
    assert entry["fieldsV1"] == {"f:spec": {}}
    assert again.body["metadata"]["resourceVersion"] == applied.body["metadata"]["resourceVersion"]
