"""The CRD as committed, on a real API server."""

from pathlib import Path

import pytest
import yaml
from tests.cluster.api import MERGE

ROOT = Path(__file__).parents[3]
CRD = ROOT / "crds/tonebridge.io_tonebridges.yaml"
CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
GROUP_VERSION = "/apis/tonebridge.io/v1alpha1"


class Bridges:
    """ToneBridges in one namespace."""

    def __init__(self, api, namespace):
        self.api = api
        self.namespace = namespace
        self.path = f"{GROUP_VERSION}/namespaces/{namespace}/tonebridges"

    def create(self, name="demo", **body):
        """Have a bridge created, for show: it is validated and filled in, but not stored."""
        manifest = manifest_of(name, body)
        query = {"dryRun": "All", "fieldValidation": "Strict"}
        return self.api.request("POST", self.path, manifest, query=query)

    def store(self, name, **body):
        """Create a bridge and keep it."""
        answer = self.api.request("POST", self.path, manifest_of(name, body))
        assert answer.ok, answer.message
        return answer.body

    def change(self, name, **body):
        """Have a stored bridge changed, for show."""
        path = f"{self.path}/{name}"
        return self.api.request("PATCH", path, body, content_type=MERGE, query={"dryRun": "All"})

    def remove(self, name):
        assert self.api.request("DELETE", f"{self.path}/{name}").ok


def manifest_of(name, body):
    return {
        "apiVersion": "tonebridge.io/v1alpha1",
        "kind": "ToneBridge",
        "metadata": {"name": name},
        **body,
    }


@pytest.fixture(scope="session")
def crd():
    return yaml.safe_load(CRD.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def served(control_plane, crd):
    """The control plane, once it serves the CRD."""
    api = control_plane.api()
    answer = api.apply(f"{CRDS}/{crd['metadata']['name']}", crd)
    assert answer.ok, answer.message
    api.wait_for(f"{GROUP_VERSION}/tonebridges", lambda found: found.ok)
    api.wait_for(f"/openapi/v3{GROUP_VERSION}", lambda found: found.ok)
    return control_plane


@pytest.fixture(scope="session")
def bridges(served, worker_id):
    """Bridges in a namespace of this test process."""
    namespace = f"crd-{worker_id}"
    made = served.api().apply(
        f"/api/v1/namespaces/{namespace}",
        {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": namespace}},
    )
    assert made.ok, made.message
    return Bridges(served.api(), namespace)
