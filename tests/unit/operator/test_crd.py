"""The CustomResourceDefinition as a whole; tests/e2e/crd holds it against an API server."""

import msgspec
import yaml

from tonebridge_operator.api import crd
from tonebridge_operator.api.schema import without_nulls
from tonebridge_operator.api.v1alpha1 import Spec, Status, ToneBridge

(VERSION,) = crd.manifest()["spec"]["versions"]
SCHEMA = VERSION["schema"]["openAPIV3Schema"]


def objects(schema, path=""):
    """Yield each object of a schema with its path."""
    for name, part in schema.get("properties", {}).items():
        yield f"{path}.{name}", part
        yield from objects(part, f"{path}.{name}")
        if "items" in part:
            yield from objects(part["items"], f"{path}.{name}[]")


def filled(schema):
    """Fill in defaults as the API server does: a missing part takes its default, whole."""
    return {
        name: {**part.get("default", {}), **filled(part)}
        if "properties" in part
        else part["default"]
        for name, part in schema["properties"].items()
        if "default" in part
    }


def test_the_document_is_the_manifest():
    assert yaml.safe_load(crd.document()) == msgspec.to_builtins(crd.manifest())


def test_the_document_holds_no_pointers_within_itself():
    tokens = {type(token).__name__ for token in yaml.scan(crd.document())}

    assert not tokens & {"AnchorToken", "AliasToken"}


def test_the_document_is_far_from_what_kubectl_can_apply():
    assert len(crd.document().encode()) < 100_000


def test_every_default_is_written_out_in_full():
    for path, part in objects(SCHEMA):
        if "properties" in part and "default" in part:
            assert part["default"] == filled(part), path


def test_the_default_of_the_spec_is_that_of_the_struct():
    assert SCHEMA["properties"]["spec"]["default"] == without_nulls(msgspec.to_builtins(Spec()))


def test_a_report_is_never_filled_in():
    assert "default" not in SCHEMA["properties"]["status"]
    assert without_nulls(msgspec.to_builtins(Status())) == {}


def test_an_object_of_a_cluster_is_read_as_a_bridge():
    stored = {
        "apiVersion": "tonebridge.io/v1alpha1",
        "kind": "ToneBridge",
        "metadata": {"name": "demo"},
        "spec": {"gateway": {"autoscaling": {"maxReplicas": 20}}, "field": "of a newer version"},
        "status": {"phase": "Ready", "gateway": {"replicas": 2, "ready": 2, "selector": "a=b"}},
    }

    bridge = msgspec.convert(stored, ToneBridge)

    assert bridge.spec.gateway.autoscaling.max_replicas == 20
    assert bridge.status.phase == "Ready"
    assert without_nulls(msgspec.to_builtins(bridge.status)) == {
        "phase": "Ready",
        "gateway": {"replicas": 2, "ready": 2, "selector": "a=b"},
    }


def test_columns_name_fields_that_there_are():
    known = {path for path, _ in objects(SCHEMA)}
    for column in crd.COLUMNS:
        path = column["jsonPath"].partition("[")[0]
        assert path in known | {".metadata.creationTimestamp"}, column["name"]


def test_scaling_reads_and_writes_fields_that_there_are():
    known = {path for path, _ in objects(SCHEMA)}

    assert set(VERSION["subresources"]["scale"].values()) <= known
