"""The operator's image on a real node, as the chart runs it."""

from pathlib import Path

import pytest
from tests.cluster import beds, images, requirements
from tests.cluster.fixtures import session_name
from tests.cluster.node import Node
from tests.support.helm import CHART, NAMESPACE, TEAM, Helm, Release, restricted_namespace

ROOT = Path(__file__).parents[3]
REGISTRY, TAG = "localhost/tonebridge", "test"
IMAGE = f"{REGISTRY}/tonebridge-operator:{TAG}"
VALUES = {"images": {"registry": REGISTRY, "tag": TAG}}
PODS = f"/api/v1/namespaces/{NAMESPACE}/pods"
LEASE = f"/apis/coordination.k8s.io/v1/namespaces/{NAMESPACE}/leases/tonebridge-operator"
BRIDGE = f"/apis/tonebridge.io/v1alpha1/namespaces/{TEAM}/tonebridges/demo"


@pytest.fixture(scope="module")
def node(_helm_is_there, worker_id):
    """A node that has the operator's image, and restricted namespaces."""
    if lack := requirements.for_level(2):
        (pytest.fail if lack.curable else pytest.skip)(lack.reason)
    images.base()
    base = f"BASE_IMAGE={images.BASE}"
    archive = images.build(ROOT, IMAGE, target="operator", arguments=(base,))
    with beds.shared_bed(f"chart-node-{session_name()}-{worker_id}", Node.start) as folder:
        found = Node(folder)
        found.load(archive)
        for name in (NAMESPACE, TEAM):
            restricted_namespace(found.control_plane.api(), name)
        yield found


@pytest.fixture(scope="module")
def release(node, tmp_path_factory):
    helm = Helm(tmp_path_factory.mktemp("helm"), node.control_plane.kubeconfig())
    found = Release(helm)
    found.install(CHART, "--wait", "--timeout=120s", values=VALUES)
    return found


@pytest.fixture
def api(node):
    return node.control_plane.api()


def pods(api):
    """Return the operators' pods by name; the container's state is in them."""
    query = {"labelSelector": "app.kubernetes.io/component=operator"}
    return {
        pod["metadata"]["name"]: pod for pod in api.request("GET", PODS, query=query).body["items"]
    }


def leader(api):
    holder = api.request("GET", LEASE).body["spec"]["holderIdentity"]
    return holder.rpartition("-")[0]


def restarts(found):
    return [pod["status"]["containerStatuses"][0]["restartCount"] for pod in found.values()]


def test_two_operators_are_ready_and_one_of_them_leads(release, api):
    said = release("test")

    assert "Phase:          Succeeded" in said
    found = pods(api)
    assert len(found) == 2
    assert restarts(found) == [0, 0]
    assert leader(api) in found


def test_a_bridge_is_taken_care_of(release, api):
    body = {
        "apiVersion": "tonebridge.io/v1alpha1",
        "kind": "ToneBridge",
        "metadata": {"name": "demo"},
    }
    assert api.apply(BRIDGE, body).ok

    secret = f"/api/v1/namespaces/{TEAM}/secrets/demo-postgres"
    api.wait_for(secret, lambda found: found.ok)
    status = api.wait_for(BRIDGE, lambda found: "status" in found.body).body["status"]
    assert status["observedGeneration"] == 1
    assert {"kind": "Deployment", "name": "demo-gateway"} in status["inventory"]


def test_another_operator_takes_over_from_one_that_is_deleted(release, api):
    first = leader(api)

    assert api.request("DELETE", f"{PODS}/{first}").ok
    api.wait_for(LEASE, lambda found: led_by_another(found.body, first), timeout_s=20.0)

    api.wait_for(PODS, lambda found: first not in str(found.body), timeout_s=30.0)
    assert leader(api) in pods(api)
    assert "Phase:          Succeeded" in release("test")


def led_by_another(lease, first):
    holder = lease["spec"].get("holderIdentity") or first
    return not holder.startswith(first)


def test_operators_are_replaced_one_by_one_and_bridges_stay(release, api):
    before = api.request("GET", BRIDGE).body["metadata"]["uid"]
    first = set(pods(api))

    release(
        *("upgrade", "--wait", "--timeout=120s", str(CHART)),
        values={**VALUES, "operator": {"logLevel": "debug"}},
    )

    api.wait_for(PODS, lambda found: not first & set(pods(api)), timeout_s=30.0)
    assert "Phase:          Succeeded" in release("test")
    assert restarts(pods(api)) == [0, 0]
    assert api.request("GET", BRIDGE).body["metadata"]["uid"] == before
