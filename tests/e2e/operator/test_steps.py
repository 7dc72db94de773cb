"""What is decided is right on a real API server with its real controllers."""

import pytest
from tests.cluster.api import MERGE
from tests.support.live_bridge import GROUP_VERSION
from tests.support.real_bridge import RealCluster

from tonebridge_operator.api.v1alpha1 import Spec
from tonebridge_operator.api.v1alpha1.data import Backup, Postgres
from tonebridge_operator.api.v1alpha1.processes import Gateway, GatewayAutoscaling, Workers
from tonebridge_operator.desired import Key
from tonebridge_operator.observed import image
from tonebridge_operator.plan import HandOver

NEW = Spec(image="r.example/tb:2.0")


@pytest.fixture
def cluster(served, namespace):
    """A bridge named demo in a namespace of its own, without an operator."""
    api = served.api()
    bridge = {
        "apiVersion": "tonebridge.io/v1alpha1",
        "kind": "ToneBridge",
        "metadata": {"name": "demo"},
    }
    path = f"{GROUP_VERSION}/namespaces/{namespace}/tonebridges"
    made = api.request("POST", path, bridge)
    assert made.ok, made.message
    return RealCluster(api, namespace, made.body["metadata"]["uid"])


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
