"""One look after another brings a bridge to what its spec says, whatever happens in between."""

import copy

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as for_all
from tests.support.bridges import (
    EXTERNAL,
    OPTIONAL,
    RELEASE,
    SPECS,
    Cluster,
    a_bridge,
    reference,
)

from tonebridge_operator.api.v1alpha1 import Spec, Status
from tonebridge_operator.api.v1alpha1.data import Backup, Postgres
from tonebridge_operator.api.v1alpha1.exposure import Ingress
from tonebridge_operator.api.v1alpha1.processes import Gateway, GatewayAutoscaling
from tonebridge_operator.decision import to_draw
from tonebridge_operator.desired import Key
from tonebridge_operator.observed import image
from tonebridge_operator.plan import Apply, Delete, HandOver

GATEWAY = Key("Deployment", "demo-gateway")
VOLUME = Key("PersistentVolumeClaim", "demo-postgres-data")
NEW = Spec(image="r.example/tb:2.0")


def settled(spec=None, **fields):
    bridge = a_bridge(spec)
    cluster = Cluster(**fields)
    cluster.settle(bridge)
    return cluster, bridge


def conditions(cluster):
    return {one.type: (one.status, one.reason) for one in cluster.status.conditions}


class TestANewBridge:
    def test_comes_up_wave_by_wave(self):
        cluster, bridge = Cluster(), a_bridge()

        first = cluster.reconcile(bridge)
        assert {step.key.kind for step in first.plan.steps} == {
            "ConfigMap",
            "NetworkPolicy",
            "PersistentVolumeClaim",
            "Secret",
            "Service",
            "ServiceAccount",
            "StatefulSet",
        }
        assert [gate.reason for gate in first.plan.gates][:2] == [
            "DatabaseNotReady",
            "MigrationPending",
        ]
        assert first.status.phase == "Provisioning"

        cluster.run_controllers()
        second = cluster.reconcile(bridge)
        assert [step.key.kind for step in second.plan.steps] == ["Job"]

        assert cluster.decide(bridge).status.phase == "Migrating"
        cluster.run_controllers()
        third = cluster.reconcile(bridge)
        assert [step.key for step in third.plan.steps if step.key.kind == "Deployment"] == [
            GATEWAY,
            Key("Deployment", "demo-worker"),
        ]

    def test_ends_ready_and_quiet(self):
        cluster, bridge = settled()

        assert cluster.decide(bridge).plan.steps == ()
        assert cluster.status.phase == "Ready"
        assert conditions(cluster) == {
            "Available": ("True", "GatewaysReady"),
            "Progressing": ("False", "Settled"),
            "Degraded": ("False", "AsExpected"),
            "DatabaseReady": ("True", "Ready"),
            "CacheReady": ("True", "Ready"),
            "MigrationsComplete": ("True", "Complete"),
        }
        version = cluster.status.version
        assert version.current == version.target == version.last_good == RELEASE.image
        assert {Key(one.kind, one.name) for one in cluster.status.inventory} == set(
            cluster.objects
        )

    def test_records_what_it_owns_before_it_makes_it(self):
        cluster, bridge = Cluster(), a_bridge()

        cluster.reconcile(bridge)

        assert cluster.writes[0] == "status"
        recorded = {Key(one.kind, one.name) for one in cluster.decide(bridge).status.inventory}
        assert set(cluster.objects) <= recorded

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @for_all(SPECS)
    def test_settles_whatever_its_spec(self, spec):
        cluster, bridge = settled(spec, served=OPTIONAL)

        assert cluster.decide(bridge).plan.steps == ()
        assert conditions(cluster)["Progressing"] == ("False", "Settled")


class TestAKill:
    """After any number of writes, the next operator ends where no kill would have ended."""

    @pytest.mark.parametrize("writes", range(36))
    def test_while_a_bridge_is_made(self, writes):
        cluster, bridge = Cluster(), a_bridge()
        left = writes
        while left >= 0:
            before = len(cluster.writes)
            cluster.run_controllers()
            cluster.reconcile(bridge, die_after=left)
            left -= max(1, len(cluster.writes) - before)

        cluster.settle(bridge)

        undisturbed, _ = settled()
        assert shape(cluster) == shape(undisturbed)
        assert jobs(cluster) == 1

    @pytest.mark.parametrize("writes", range(8))
    def test_while_a_bridge_is_upgraded(self, writes):
        cluster, _ = settled()
        bridge = a_bridge(NEW, generation=2)

        cluster.reconcile(bridge, die_after=writes)
        cluster.run_controllers()
        cluster.reconcile(bridge, die_after=writes)
        cluster.settle(bridge)

        assert image(cluster.objects[GATEWAY]) == NEW.image
        assert jobs(cluster) == 1
        assert cluster.status.phase == "Ready"


def jobs(cluster):
    return sum(key.kind == "Job" for key in cluster.objects)


def shape(cluster):
    """Return what there is, without what was drawn at random."""
    return {
        (key.kind, key.name.partition("-migrate")[0]): sorted(body.get("spec", {}))
        for key, body in cluster.objects.items()
    }


class TestAnUpgrade:
    def test_migrates_before_any_pod_is_new(self):
        cluster, _ = settled()
        bridge = a_bridge(NEW, generation=2)

        cluster.reconcile(bridge)
        assert image(cluster.objects[GATEWAY]) == RELEASE.image
        assert jobs(cluster) == 2

        cluster.run_controllers()
        cluster.reconcile(bridge)
        assert image(cluster.objects[GATEWAY]) == NEW.image

        cluster.settle(bridge)
        assert jobs(cluster) == 1
        assert cluster.status.version.last_good == NEW.image

    def test_whose_migration_fails_leaves_the_old_version_at_work(self):
        cluster, _ = settled()
        cluster.broken_images.add(NEW.image)
        bridge = a_bridge(NEW, generation=2)

        cluster.settle(bridge)

        assert image(cluster.objects[GATEWAY]) == RELEASE.image
        assert conditions(cluster)["Degraded"] == ("True", "MigrationFailed")
        assert conditions(cluster)["MigrationsComplete"] == ("False", "Failed")
        assert conditions(cluster)["Available"] == ("True", "GatewaysReady")
        assert cluster.status.version.current == RELEASE.image
        assert cluster.status.version.target == NEW.image

    def test_whose_migration_fails_is_repaired_all_the_same(self):
        cluster, _ = settled()
        cluster.broken_images.add(NEW.image)
        bridge = a_bridge(NEW, generation=2)
        cluster.settle(bridge)
        del cluster.objects[GATEWAY]
        del cluster.objects[Key("Service", "demo-gateway")]

        cluster.settle(bridge)

        assert image(cluster.objects[GATEWAY]) == RELEASE.image
        assert Key("Service", "demo-gateway") in cluster.objects

    def test_that_is_taken_back_leaves_nothing_behind(self):
        cluster, old = settled()
        cluster.broken_images.add(NEW.image)
        cluster.settle(a_bridge(NEW, generation=2))

        cluster.settle(old)

        assert jobs(cluster) == 1
        assert cluster.status.phase == "Ready"


class TestDrift:
    def test_brings_back_each_object_that_is_deleted(self):
        whole, bridge = settled()
        for key in whole.objects:
            cluster = copy.deepcopy(whole)
            held = key.kind in {"Secret", "PersistentVolumeClaim"}
            del cluster.objects[key]

            cluster.settle(bridge)

            assert (key in cluster.objects) is not held, key
            assert (conditions(cluster)["Degraded"] == ("True", "DataLost")) is held, key

    def test_puts_back_what_is_changed_in_one_write(self):
        cluster, bridge = settled()
        service = cluster.objects[Key("Service", "demo-gateway")]
        service["spec"]["ports"][0]["targetPort"] = 1

        decision = cluster.reconcile(bridge)

        assert [type(step) for step in decision.plan.steps] == [Apply]
        assert service["spec"]["ports"][0]["targetPort"] == "http"
        assert cluster.decide(bridge).plan.steps == ()

    def test_leaves_alone_what_is_not_ours(self):
        cluster, bridge = settled()
        for body in cluster.objects.values():
            body["metadata"]["labels"]["team"] = "words"
            body["metadata"]["finalizers"] = ["example.com/x"]
        cluster.objects[GATEWAY]["spec"]["replicas"] = 7

        assert cluster.decide(bridge).plan.steps == ()

    def test_is_left_to_people_while_somebody_keeps_changing_it(self):
        cluster, bridge = settled()
        key = Key("Service", "demo-gateway")
        cluster.objects[key]["spec"]["ports"][0]["targetPort"] = 1

        decision = cluster.decide(bridge, contested={key: "meddler"})

        assert decision.plan.steps == ()
        (problem,) = decision.problems
        assert problem.reason == "DriftConflict"
        assert "meddler keeps changing Service demo-gateway" in problem.message

    def test_waits_while_an_object_is_being_deleted(self):
        cluster, bridge = settled()
        service = cluster.objects[Key("Service", "demo-gateway")]
        service["metadata"]["deletionTimestamp"] = "2026-01-01T00:00:00Z"
        service["spec"]["ports"] = []

        assert cluster.decide(bridge).plan.steps == ()

    def test_of_a_volume_that_is_being_deleted_is_told(self):
        cluster, bridge = settled()
        cluster.objects[VOLUME]["metadata"]["deletionTimestamp"] = "2026-01-01T00:00:00Z"

        cluster.settle(bridge)

        assert conditions(cluster)["Degraded"] == ("True", "DataBeingDeleted")


class TestReplicas:
    def test_are_handed_over_once_and_then_the_autoscalers(self):
        cluster, bridge = settled()

        assert cluster.writes.count("HandOver Deployment/demo-gateway") == 1
        assert cluster.objects[GATEWAY]["spec"]["replicas"] == 2
        cluster.objects[GATEWAY]["spec"]["replicas"] = 8
        cluster.settle(bridge)
        assert cluster.objects[GATEWAY]["spec"]["replicas"] == 8

    def test_are_ours_without_autoscaling_and_handed_over_when_it_is_switched_on(self):
        fixed = Spec(gateway=Gateway(replicas=5, autoscaling=GatewayAutoscaling(enabled=False)))
        cluster, _ = settled(fixed)
        assert cluster.objects[GATEWAY]["spec"]["replicas"] == 5
        autoscaler = Key("HorizontalPodAutoscaler", "demo-gateway")
        assert autoscaler not in cluster.objects

        first = cluster.reconcile(a_bridge(generation=2))

        steps = [step for step in first.plan.steps if step.key in {GATEWAY, autoscaler}]
        assert [type(step) for step in steps] == [HandOver, Apply, Apply]
        assert cluster.objects[GATEWAY]["spec"]["replicas"] == 5

    def test_of_workers_follow_the_queue_within_bounds(self):
        cluster, bridge = settled()
        worker = Key("Deployment", "demo-worker")

        for called, there in ((7, 7), (99, 20), (0, 1)):
            cluster.settle(bridge, workers=called)
            assert cluster.objects[worker]["spec"]["replicas"] == there

    def test_of_workers_stay_as_they_are_while_nobody_knows(self):
        cluster, bridge = settled()
        cluster.settle(bridge, workers=7)

        cluster.settle(bridge, workers=None)

        assert cluster.objects[Key("Deployment", "demo-worker")]["spec"]["replicas"] == 7


class TestWhatIsNotWantedAnyMore:
    def test_is_deleted_and_nothing_else(self):
        with_ingress = Spec(ingress=Ingress(kind="Ingress", hosts=("a.example",)))
        cluster, _ = settled(with_ingress)

        decision = cluster.reconcile(a_bridge(generation=2))

        gone = [step.key for step in decision.plan.steps if isinstance(step, Delete)]
        assert gone == [Key("Ingress", "demo-gateway")]

    def test_stays_if_it_holds_data(self):
        cluster, _ = settled()

        cluster.settle(a_bridge(Spec(postgres=Postgres(backup=Backup(enabled=False)))))

        assert Key("CronJob", "demo-backup") not in cluster.objects
        assert Key("PersistentVolumeClaim", "demo-backups") in cluster.objects

    def test_stays_if_it_is_not_ours(self):
        cluster, bridge = settled()
        foreign = {"metadata": {"uid": "x", "ownerReferences": [{"uid": "other"}]}}
        cluster.objects[Key("ConfigMap", "demo-else")] = foreign

        assert cluster.decide(bridge).plan.steps == ()

    def test_stays_if_it_is_somebodys_restore(self):
        cluster, bridge = settled()
        cluster.objects[Key("Job", "demo-restore-1")] = {
            "metadata": {
                "uid": "x",
                "resourceVersion": "1",
                "labels": {"tonebridge.io/job": "restore"},
                "ownerReferences": [bridge.owner()],
            }
        }

        assert cluster.decide(bridge).plan.steps == ()


class TestALostVolume:
    def test_holds_back_its_server_and_no_other(self):
        cluster, bridge = settled()
        del cluster.objects[VOLUME]
        del cluster.objects[Key("StatefulSet", "demo-postgres")]
        del cluster.objects[Key("Service", "demo-worker")]

        cluster.settle(bridge)

        assert VOLUME not in cluster.objects
        assert Key("StatefulSet", "demo-postgres") not in cluster.objects
        assert Key("Service", "demo-worker") in cluster.objects

    def test_is_made_anew_when_people_say_so_and_migrated(self):
        cluster, _ = settled()
        (before,) = [key for key in cluster.objects if key.kind == "Job"]
        del cluster.objects[VOLUME]
        allowed = a_bridge(recreate=frozenset({VOLUME.name}))

        cluster.settle(allowed)

        (after,) = [key for key in cluster.objects if key.kind == "Job"]
        assert VOLUME in cluster.objects
        assert after != before
        assert cluster.status.phase == "Ready"

    def test_is_no_loss_before_it_was_seen(self):
        cluster, bridge = Cluster(), a_bridge()
        cluster.reconcile(bridge, die_after=1)

        assert cluster.status.inventory
        assert cluster.decide(bridge).problems == ()


class TestSecretsOfOurs:
    def test_are_created_once_and_never_drawn_again(self):
        cluster, _ = settled()
        drawn = {
            key.name: cluster.secret(key.name) for key in cluster.objects if key.kind == "Secret"
        }

        cluster.settle(a_bridge(Spec(size="large"), generation=2))

        assert {name: cluster.secret(name) for name in drawn} == drawn
        assert cluster.writes.count("Apply Secret/demo-postgres") == 1

    def test_are_made_so_that_a_second_attempt_fails(self):
        steps = Cluster().decide(a_bridge()).plan.steps

        once = {step.key.name for step in steps if isinstance(step, Apply) and step.once}
        assert once == {"demo-postgres", "demo-redis", "demo-signing-keys"}

    def test_that_are_lost_are_not_drawn_again_unless_people_say_so(self):
        cluster, bridge = settled()
        del cluster.objects[Key("Secret", "demo-redis")]
        allowed = a_bridge(recreate=frozenset({"demo-redis"}))

        assert to_draw(bridge, cluster.observed(), cluster.status) == {}
        assert to_draw(allowed, cluster.observed(), cluster.status) == {"demo-redis": "redis"}
        cluster.settle(allowed)
        assert cluster.status.phase == "Ready"

    def test_that_are_lost_take_the_logins_made_from_them_along(self):
        spec = Spec(postgres=Postgres(mode="cnpg"))
        cluster, bridge = settled(spec, served=OPTIONAL)
        login = copy.deepcopy(cluster.objects[Key("Secret", "demo-pg-app")])
        del cluster.objects[Key("Secret", "demo-postgres")]

        cluster.settle(bridge)

        assert cluster.objects[Key("Secret", "demo-pg-app")] == login

    def test_are_drawn_differently_for_each_purpose(self):
        cluster, _ = settled()

        passwords = cluster.secret("demo-postgres")
        drawn = {passwords[f"{role}-password"] for role in ("admin", "owner", "app", "writer")}
        assert len(drawn) == 4

    def test_that_lack_a_password_hold_back_who_reads_them(self):
        cluster, bridge = settled()
        del cluster.objects[Key("Secret", "demo-redis")]["data"]["password"]
        before = copy.deepcopy(cluster.objects)

        cluster.settle(bridge)

        assert cluster.objects == before
        assert conditions(cluster)["Degraded"] == ("True", "SecretDamaged")


class TestSecretsOfOtherPeople:
    def test_that_are_missing_leave_pods_as_they_are(self):
        cluster, bridge = settled(EXTERNAL)
        before = copy.deepcopy(cluster.objects)

        cluster.settle(bridge, references={})

        assert cluster.objects == before
        assert conditions(cluster)["Degraded"] == ("True", "SecretNotFound")
        assert cluster.decide(bridge, references={}).retry

    def test_that_lack_a_key_are_named(self):
        cluster, bridge = Cluster(), a_bridge(EXTERNAL)
        half = {"pg": reference(url="postgresql://a@h/d"), "vk": reference(url="redis://h")}

        decision = cluster.decide(bridge, references=half)

        assert [one.message for one in decision.problems] == [
            "Secret pg has no key owner-url: add it"
        ]

    def test_that_change_roll_each_pod_once(self):
        cluster, bridge = settled(EXTERNAL)
        new = {
            "pg": reference(url="postgresql://a:2@h/d", **{"owner-url": "postgresql://o@h/d"}),
            "vk": reference(url="redis://h"),
        }
        cluster.writes.clear()

        cluster.settle(bridge, references=new)

        assert cluster.writes.count("Apply Deployment/demo-gateway") == 1
        assert cluster.writes.count("Apply Deployment/demo-worker") == 1


class TestNames:
    def taken(self, owner=None, labels=None, kind="Service", name="demo-gateway"):
        metadata = {"uid": "x", "labels": labels or {}}
        if owner:
            metadata["ownerReferences"] = [{"uid": owner, "controller": True}]
        return {Key(kind, name): {"metadata": metadata, "spec": {}}}

    OURS = {  # noqa: RUF012 - read alone
        "app.kubernetes.io/managed-by": "tonebridge-operator",
        "app.kubernetes.io/instance": "demo",
    }

    def test_that_somebody_else_has_are_left_to_them(self):
        cluster, bridge = Cluster(), a_bridge()
        cluster.objects = self.taken()
        cluster.objects[Key("Service", "demo-gateway")]["spec"] = {"mine": True}

        cluster.settle(bridge)

        assert cluster.objects[Key("Service", "demo-gateway")]["spec"] == {"mine": True}
        assert conditions(cluster)["Degraded"] == ("True", "NameTaken")
        assert conditions(cluster)["Available"] == ("True", "GatewaysReady")

    def test_that_a_deleted_bridge_still_has_are_waited_for(self):
        cluster, bridge = Cluster(), a_bridge()
        cluster.objects = self.taken(owner="bridge-0", labels=self.OURS)

        decision = cluster.decide(bridge)

        assert [one.reason for one in decision.problems] == ["PredecessorRemains"]
        assert decision.retry

    def test_does_not_count_what_the_last_one_left_as_its_own_data(self):
        cluster, _ = settled()
        cluster.status = Status()
        bridge = a_bridge(uid="bridge-2")

        recorded = {one.name for one in cluster.decide(bridge).status.inventory}

        assert "demo-signing-keys" not in recorded

    def test_of_volumes_that_a_bridge_left_behind_are_taken_over(self):
        cluster, _ = settled()
        volumes = {key: body for key, body in cluster.objects.items() if key.kind == VOLUME.kind}
        volumes[VOLUME]["spec"]["resources"]["requests"]["storage"] = "50Gi"
        successor = Cluster()
        successor.objects = copy.deepcopy(volumes)

        successor.settle(a_bridge(uid="bridge-2"))

        assert successor.status.phase == "Ready"
        assert {key for key in volumes if key in successor.objects} == set(volumes)
        claim = successor.objects[VOLUME]
        assert claim["metadata"]["uid"] == volumes[VOLUME]["metadata"]["uid"]
        assert claim["spec"]["resources"]["requests"]["storage"] == "50Gi"

    def test_of_volumes_that_a_bridge_left_behind_keep_their_size_when_owned_anew(self):
        cluster, _ = settled()
        claim = cluster.objects[VOLUME]
        claim["spec"]["resources"]["requests"]["storage"] = "50Gi"

        cluster.settle(a_bridge(Spec(deletion_policy="Delete"), generation=2))

        assert claim["metadata"]["ownerReferences"][0]["uid"] == "bridge-1"
        assert claim["spec"]["resources"]["requests"]["storage"] == "50Gi"


class TestASuspendedBridge:
    def test_is_left_as_it_is_and_repaired_afterwards(self):
        cluster, bridge = settled()
        del cluster.objects[Key("Service", "demo-gateway")]
        suspended = a_bridge(Spec(suspend=True), generation=2)

        cluster.settle(suspended)

        assert cluster.decide(suspended).plan.steps == ()
        assert cluster.status.phase == "Suspended"
        assert conditions(cluster)["Progressing"] == ("False", "Suspended")
        cluster.settle(bridge)
        assert Key("Service", "demo-gateway") in cluster.objects


def test_a_kind_that_the_cluster_does_not_serve_holds_back_that_object_alone():
    cluster, bridge = Cluster(), a_bridge(Spec(ingress=Ingress(kind="HTTPRoute", hosts=("a.b",))))

    cluster.settle(bridge)

    assert conditions(cluster)["Degraded"] == ("True", "KindNotServed")
    assert conditions(cluster)["Available"] == ("True", "GatewaysReady")
    assert Key("HTTPRoute", "demo-gateway") not in cluster.objects


def test_a_bridge_whose_pods_never_start_is_not_available():
    cluster, bridge = Cluster(works=False), a_bridge()

    cluster.settle(bridge)

    assert conditions(cluster)["Available"] == ("False", "GatewaysNotReady")
    assert conditions(cluster)["DatabaseReady"] == ("False", "NotReady")
    assert cluster.status.phase == "Provisioning"
