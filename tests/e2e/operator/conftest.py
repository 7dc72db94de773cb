"""Bridges on a real API server, and operators that look after them."""

from pathlib import Path

import pytest
import yaml
from tests.cluster import beds, requirements
from tests.cluster.control_plane import ControlPlane
from tests.cluster.fixtures import session_name
from tests.support.live_bridge import GROUP_VERSION, LiveBridge
from tests.support.operator_process import OperatorProcess, grant

CRD = Path(__file__).parents[3] / "crds/tonebridge.io_tonebridges.yaml"
CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"


@pytest.fixture(scope="session")
def served(control_plane):
    """The control plane, once it serves bridges to an operator with its rights."""
    return serve(control_plane)


@pytest.fixture(scope="session")
def served_here(worker_id):
    """The same, of this test process alone: its tests disturb everybody on it."""
    if lack := requirements.for_level(1):
        (pytest.fail if lack.curable else pytest.skip)(lack.reason)
    name = f"operator-{session_name()}-{worker_id}"
    with beds.shared_bed(name, ControlPlane.start) as folder:
        yield serve(ControlPlane(folder))


def serve(plane):
    crd = yaml.safe_load(CRD.read_text(encoding="utf-8"))
    api = plane.api()
    assert api.apply(f"{CRDS}/{crd['metadata']['name']}", crd).ok
    api.wait_for(f"{GROUP_VERSION}/tonebridges", lambda found: found.ok)
    grant(api)
    return plane


@pytest.fixture
def namespace(served, request, worker_id):
    """A namespace of the test's own, that admits restricted pods only."""
    words = f"{request.node.path.stem}-{request.node.name.split('[')[0]}".replace("test_", "")
    case = request.node.callspec.id if hasattr(request.node, "callspec") else ""
    case = "".join(one for one in case if one.isalnum()).lower()[-8:]
    name = "-".join(filter(None, (words.replace("_", "-")[:40].strip("-"), case, worker_id)))
    labels = {"pod-security.kubernetes.io/enforce": "restricted"}
    body = {
        "apiVersion": "v1",
        "kind": "Namespace",
        "metadata": {"name": name, "labels": labels},
    }
    assert served.api().apply(f"/api/v1/namespaces/{name}", body).ok
    yield name
    served.api().request("DELETE", f"/api/v1/namespaces/{name}")


@pytest.fixture
def live(served, namespace):
    """The bridge, before it is created."""
    return LiveBridge(served, namespace)


@pytest.fixture
def operators(served, namespace, tmp_path):
    """Returns a new operator of the namespace each time it is called; all end with the test."""
    made = []

    def another(kubeconfig=None, **settings):
        path = kubeconfig or served.kubeconfig("operator")
        number = len(made) + 1
        made.append(OperatorProcess(path, tmp_path, namespace, number=number, **settings))
        return made[-1]

    yield another
    for one in made:
        one.stop()


@pytest.fixture
def operator(operators):
    """One operator that runs."""
    return operators().start()
