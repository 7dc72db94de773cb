"""The same objects without a cluster."""

import pytest
import yaml
from tests.support.bridges import OPTIONAL, RELEASE

from tonebridge_operator.offline import LATER, rendered

MANIFEST = "metadata: {name: demo, namespace: tone}\nspec: {size: medium}\n"


def test_a_manifest_becomes_its_objects_in_the_order_of_applying():
    objects = list(yaml.safe_load_all(rendered(MANIFEST, RELEASE, served=OPTIONAL)))

    kinds = [one["kind"] for one in objects]
    assert kinds.index("Secret") < kinds.index("StatefulSet") < kinds.index("Job")
    assert kinds.index("Job") < kinds.index("Deployment") < kinds.index("ScaledObject")
    assert {one["metadata"]["namespace"] for one in objects} == {"tone"}
    assert {
        one["metadata"]["ownerReferences"][0]["uid"]
        for one in objects
        if "ownerReferences" in one["metadata"]
    } == {LATER}


def test_files_in_objects_are_read_line_by_line():
    assert "  gateway.toml: |\n    [gateway]\n" in rendered(MANIFEST, RELEASE)


@pytest.mark.parametrize(
    "manifest",
    ["", "a: [", "spec: {}", "metadata: {name: a}\nspec: {size: huge}", "- 1"],
)
def test_what_is_no_bridge_is_refused(manifest):
    with pytest.raises(ValueError, match="this is no ToneBridge"):
        rendered(manifest, RELEASE)
