"""What the API server stores is read as it was meant."""

import msgspec
import pytest
from tests.support.bridges import Cluster, a_bridge

from tonebridge.domain.errors import InvalidField
from tonebridge_operator.api.schema import without_nulls
from tonebridge_operator.api.v1alpha1 import Spec, Status
from tonebridge_operator.stored import read

METADATA = {"name": "demo", "namespace": "tone", "uid": "bridge-1", "generation": 3}


def test_a_new_bridge_has_no_status():
    assert read({"metadata": METADATA}) == (a_bridge(generation=3), Status())


def test_a_status_comes_back_as_it_was_written():
    cluster, bridge = Cluster(), a_bridge()
    cluster.settle(bridge)
    written = without_nulls(msgspec.to_builtins(cluster.status))

    assert read({"metadata": METADATA, "status": written})[1] == cluster.status


@pytest.mark.parametrize(
    ("annotation", "names"),
    [
        ("demo-postgres-data", {"demo-postgres-data"}),
        ("a, b,,", {"a", "b"}),
        ("", set()),
    ],
)
def test_people_name_what_may_be_made_anew(annotation, names):
    metadata = {**METADATA, "annotations": {"tonebridge.io/recreate": annotation}}

    assert read({"metadata": metadata, "spec": {"size": "large"}})[0] == a_bridge(
        Spec(size="large"), generation=3, recreate=frozenset(names)
    )


def test_what_today_is_refused_is_named():
    with pytest.raises(InvalidField) as caught:
        read({"metadata": METADATA, "spec": {"gateway": {"replicas": -1}}})

    assert caught.value.field == "spec.gateway.replicas"
