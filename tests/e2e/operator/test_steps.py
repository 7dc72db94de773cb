"""What is decided is right on a real API server with its real controllers."""

from pathlib import Path

import pytest
import yaml
from tests.cluster.api import MERGE
from tests.support.real_bridge import RealCluster

from tonebridge_operator.api.v1alpha1 import Spec
from tonebridge_operator.api.v1alpha1.data import Backup, Postgres
from tonebridge_operator.api.v1alpha1.processes import Gateway, GatewayAutoscaling, Workers
from tonebridge_operator.desired import Key
from tonebridge_operator.observed import image
from tonebridge_operator.plan import HandOver

CRD = Path(__file__).parents[3] / "crds/tonebridge.io_tonebridges.yaml"
CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
GROUP_VERSION = "/apis/tonebridge.io/v1alpha1"
NEW = Spec(image="r.example/tb:2.0")


@pytest.fixture(scope="module")
def served(control_plane):
    crd = yaml.safe_load(CRD.read_text(encoding="utf-8"))
    api = control_plane.api()
    assert api.apply(f"{CRDS}/{crd['metadata']['name']}", crd).ok
    api.wait_for(f"{GROUP_VERSION}/tonebridges", lambda found: found.ok)
    return api


@pytest.fixture
def cluster(served, request, worker_id):
    """A bridge named demo in a namespace of its own that admits restricted pods only."""
    test = request.node.name.split("[")[0].removeprefix("test_").replace("_", "-")[:40].strip("-")
    name = f"{test}-{worker_id}"
    labels = {"pod-security.kubernetes.io/enforce": "restricted"}
    namespace = {
        "apiVersion": "v1",
        "kind": "Namespace",
        "metadata": {"name": name, "labels": labels},
    }
    assert served.apply(f"/api/v1/namespaces/{name}", namespace).ok
    bridge = {
        "apiVersion": "tonebridge.io/v1alpha1",
        "kind": "ToneBridge",
        "metadata": {"name": "demo"},
    }
    made = served.request("POST", f"{GROUP_VERSION}/namespaces/{name}/tonebridges", bridge)
    assert made.ok, made.message
    yield RealCluster(served, name, made.body["metadata"]["uid"])
    served.request("DELETE", f"/api/v1/namespaces/{name}")


def replicas(cluster, name="demo-gateway"):
    return cluster.get("Deployment", name)["spec"]["replicas"]


def test_a_bridge_comes_up_and_then_nothing_is_written(cluster):
    bridge = cluster.bridge(Spec())

    cluster.settle(bridge)

    assert cluster.status.phase == "Ready"
    assert (replicas(cluster), replicas(cluster, "demo-worker")) == (2, 1)
    assert sum(isinstance(step, HandOver) for step in cluster.taken) == 1
    assert cluster.reconcile(bridge) == ()


def test_an_upgrade_and_other_wishes_are_brought_about(cluster):
    cluster.settle(cluster.bridge(Spec()))
    passwords = cluster.secret("demo-postgres")
    wishes = Spec(
        image=NEW.image,
        size="medium",
        deletion_policy="Delete",
        gateway=Gateway(replicas=3, autoscaling=GatewayAutoscaling(enabled=False)),
        workers=Workers(concurrency=16),
        postgres=Postgres(backup=Backup(enabled=False)),
    )

    cluster.settle(cluster.bridge(wishes, generation=2))

    assert image(cluster.get("Deployment", "demo-gateway")) == NEW.image
    assert replicas(cluster) == 3
    kinds = {(key.kind, key.name) for key in cluster.observed().objects}
    assert ("HorizontalPodAutoscaler", "demo-gateway") not in kinds
    assert ("CronJob", "demo-backup") not in kinds
    assert ("PersistentVolumeClaim", "demo-backups") in kinds
    assert sum(kind == "Job" for kind, _ in kinds) == 1
    claim = cluster.get("PersistentVolumeClaim", "demo-postgres-data")
    assert [one["name"] for one in claim["metadata"]["ownerReferences"]] == ["demo"]
    assert cluster.secret("demo-postgres") == passwords
    assert cluster.reconcile(cluster.bridge(wishes, generation=2)) == ()


def test_replicas_never_drop_when_an_autoscaler_takes_over(cluster):
    fixed = Spec(gateway=Gateway(replicas=5, autoscaling=GatewayAutoscaling(enabled=False)))
    cluster.settle(cluster.bridge(fixed))
    scaled = cluster.bridge(Spec(), generation=2)

    cluster.reconcile(scaled)
    assert replicas(cluster) == 5

    scale = f"{cluster.path(Key('Deployment', 'demo-gateway'))}/scale"
    cluster.api.request("PATCH", scale, {"spec": {"replicas": 7}}, content_type=MERGE)
    cluster.settle(scaled)
    assert replicas(cluster) == 7
    assert cluster.reconcile(scaled) == ()


def test_drift_is_put_back_and_what_others_add_is_left(cluster):
    bridge = cluster.bridge(Spec())
    cluster.settle(bridge)
    service = Key("Service", "demo-gateway")
    edit = {
        "metadata": {"labels": {"team": "words", "app.kubernetes.io/instance": "stolen"}},
        "spec": {"selector": {"app.kubernetes.io/component": "worker"}},
    }
    assert cluster.api.request("PATCH", cluster.path(service), edit, content_type=MERGE).ok

    steps = cluster.reconcile(bridge)

    assert [step.key for step in steps] == [service]
    live = cluster.get(*service)
    assert live["metadata"]["labels"]["team"] == "words"
    assert live["metadata"]["labels"]["app.kubernetes.io/instance"] == "demo"
    assert live["spec"]["selector"]["app.kubernetes.io/component"] == "gateway"
    assert cluster.reconcile(bridge) == ()
