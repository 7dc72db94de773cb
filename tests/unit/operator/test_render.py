"""What a bridge is made of, whatever its spec."""

import json

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st
from tests.support.bridges import EXTERNAL, OPTIONAL, SPECS, a_bridge, given_for
from tests.support.pod_security import pod_specs, violations

from tonebridge_operator.api.v1alpha1 import LONGEST_NAME, Spec
from tonebridge_operator.api.v1alpha1.data import CloudNativePG, Postgres
from tonebridge_operator.api.v1alpha1.processes import Gateway, GatewayAutoscaling, Resources
from tonebridge_operator.desired import Key, Wave, render
from tonebridge_operator.desired.kinds import KINDS

CNPG = Spec(postgres=Postgres(mode="cnpg", cnpg=CloudNativePG()))
LIMITS = {"CronJob": 52, "Cluster": 50, "StatefulSet": 52}
"""Longest names: controllers append to these what must still fit into a label of 63."""


def rendered(spec=None, served=frozenset(), **fields):
    bridge = a_bridge(spec, **fields)
    return render(bridge, given_for(bridge, served=served))


def found(manifests, kind, name):
    return next(one.body for one in manifests if one.key == Key(kind, name))


class TestEveryBridge:
    @settings(max_examples=40, deadline=None)
    @for_all(SPECS, st.sampled_from([frozenset(), OPTIONAL]))
    def test_is_rendered_the_same_each_time(self, spec, served):
        assert rendered(spec, served) == rendered(spec, served)

    @settings(max_examples=40, deadline=None)
    @for_all(SPECS, st.sampled_from([frozenset(), OPTIONAL]))
    def test_has_objects_that_hold_what_all_must(self, spec, served):
        manifests = rendered(spec, served, name="b" * LONGEST_NAME)

        assert len({one.key for one in manifests}) == len(manifests)
        assert [one.wave for one in manifests] == sorted(one.wave for one in manifests)
        for one in manifests:
            metadata = one.body["metadata"]
            assert len(one.key.name) <= LIMITS.get(one.key.kind, 63), one.key
            assert one.body["apiVersion"] == KINDS[one.key.kind].api_version
            assert metadata["labels"]["app.kubernetes.io/managed-by"] == "tonebridge-operator"
            assert metadata["labels"]["app.kubernetes.io/instance"] == "b" * LONGEST_NAME
            assert all(len(label) <= 63 for label in metadata["labels"].values())
            assert not list(nulls(one.body)), one.key

    @settings(max_examples=40, deadline=None)
    @for_all(SPECS, st.sampled_from([frozenset(), OPTIONAL]))
    def test_has_pods_that_the_restricted_standard_admits(self, spec, served):
        for one in rendered(spec, served):
            for pod in pod_specs(one.body):
                assert violations(pod) == [], one.key
                assert pod["automountServiceAccountToken"] is False
                assert pod["enableServiceLinks"] is False

    @settings(max_examples=40, deadline=None)
    @for_all(SPECS)
    def test_has_pods_that_may_use_no_more_memory_than_they_ask_for(self, spec):
        for one in rendered(spec):
            for pod in pod_specs(one.body):
                (container,) = pod["containers"]
                resources = container["resources"]
                assert resources["limits"] == {"memory": resources["requests"]["memory"]}

    @pytest.mark.parametrize("spec", [Spec(), EXTERNAL, CNPG])
    def test_mounts_only_what_there_is(self, spec):
        manifests = rendered(spec)
        keys = {one.key for one in manifests}
        files = found(manifests, "ConfigMap", "demo-config")["data"]
        for one in manifests:
            for pod in pod_specs(one.body):
                for volume in pod["volumes"]:
                    if "configMap" in volume:
                        assert {item["key"] for item in volume["configMap"]["items"]} <= set(files)
                    if "persistentVolumeClaim" in volume:
                        claim = volume["persistentVolumeClaim"]["claimName"]
                        assert Key("PersistentVolumeClaim", claim) in keys
                    if "secret" in volume and volume["secret"]["secretName"].startswith("demo-"):
                        secret = found(manifests, "Secret", volume["secret"]["secretName"])
                        read = {item["key"] for item in volume["secret"]["items"]}
                        assert read <= set(secret["data"])


class TestABridgeWithoutWishes:
    def test_consists_of_these_objects(self):
        assert [(one.wave.name, *one.key) for one in rendered()] == [
            ("FOUNDATION", "ConfigMap", "demo-config"),
            ("FOUNDATION", "NetworkPolicy", "demo-deny"),
            ("FOUNDATION", "NetworkPolicy", "demo-gateway"),
            ("FOUNDATION", "NetworkPolicy", "demo-jobs"),
            ("FOUNDATION", "NetworkPolicy", "demo-postgres"),
            ("FOUNDATION", "NetworkPolicy", "demo-redis"),
            ("FOUNDATION", "NetworkPolicy", "demo-worker"),
            ("FOUNDATION", "Secret", "demo-postgres"),
            ("FOUNDATION", "Secret", "demo-redis"),
            ("FOUNDATION", "Secret", "demo-signing-keys"),
            ("FOUNDATION", "ServiceAccount", "demo"),
            ("DATA", "PersistentVolumeClaim", "demo-backups"),
            ("DATA", "PersistentVolumeClaim", "demo-postgres-data"),
            ("DATA", "PersistentVolumeClaim", "demo-redis-data"),
            ("DATA", "Service", "demo-postgres"),
            ("DATA", "Service", "demo-redis"),
            ("DATA", "StatefulSet", "demo-postgres"),
            ("DATA", "StatefulSet", "demo-redis"),
            ("MIGRATION", "Job", migration_of(rendered())),
            ("WORKLOADS", "Deployment", "demo-gateway"),
            ("WORKLOADS", "Deployment", "demo-worker"),
            ("TRAFFIC", "Service", "demo-gateway"),
            ("TRAFFIC", "Service", "demo-worker"),
            ("AUTOSCALING", "HorizontalPodAutoscaler", "demo-gateway"),
            ("UPKEEP", "ConfigMap", "demo-dashboards"),
            ("UPKEEP", "CronJob", "demo-backup"),
            ("UPKEEP", "PodDisruptionBudget", "demo-gateway"),
            ("UPKEEP", "PodDisruptionBudget", "demo-worker"),
        ]

    def test_gives_no_gateway_or_worker_the_password_of_an_owner(self):
        for name in ("demo-gateway", "demo-worker"):
            text = json.dumps(found(rendered(), "Deployment", name))
            assert "owner" not in text.replace("ownerReferences", "")
            assert "admin" not in text

    def test_leaves_the_number_of_gateways_to_the_autoscaler_after_creation(self):
        (one,) = [one for one in rendered() if one.key == Key("Deployment", "demo-gateway")]

        assert "replicas" not in one.body["spec"]
        assert one.at_first["spec"]["replicas"] == 2
        assert one.at_first["spec"]["template"] == one.body["spec"]["template"]

    def test_drains_its_gateways(self):
        pod = found(rendered(), "Deployment", "demo-gateway")["spec"]["template"]["spec"]

        assert pod["containers"][0]["lifecycle"] == {"preStop": {"sleep": {"seconds": 5}}}
        assert pod["terminationGracePeriodSeconds"] == 30

    def test_keeps_its_volumes_when_it_is_deleted(self):
        claim = found(rendered(), "PersistentVolumeClaim", "demo-postgres-data")

        assert "ownerReferences" not in claim["metadata"]

    def test_gives_its_volumes_away_with_itself_when_told_so(self):
        spec = Spec(deletion_policy="Delete")
        claim = found(rendered(spec), "PersistentVolumeClaim", "demo-postgres-data")

        assert [owner["uid"] for owner in claim["metadata"]["ownerReferences"]] == ["bridge-1"]

    def test_scales_workers_by_keda_where_it_is_served(self):
        with_keda = rendered(served=OPTIONAL)
        worker = found(with_keda, "Deployment", "demo-worker")
        scaled = found(with_keda, "ScaledObject", "demo-worker")

        assert "replicas" not in worker["spec"]
        assert scaled["spec"]["triggers"][0]["metadata"] == {
            "url": "http://demo-worker.tone.svc:8002/metrics",
            "format": "prometheus",
            "valueLocation": 'tonebridge_queue_depth{queue="interactive"}',
            "targetValue": "50",
        }
        assert found(rendered(), "Deployment", "demo-worker")["spec"]["replicas"] == 1


def migration_of(manifests):
    (name,) = [one.key.name for one in manifests if one.wave is Wave.MIGRATION]
    return name


class TestAMigration:
    def test_has_a_name_of_its_own_for_each_image_and_database(self):
        bridge = a_bridge()
        other = a_bridge(Spec(image="r.example/tb:2.0"))
        names = [
            migration_of(render(bridge, given_for(bridge))),
            migration_of(render(other, given_for(other))),
            migration_of(render(bridge, given_for(bridge, database="volume-2"))),
        ]

        assert len(set(names)) == 3

    def test_keeps_its_name_whatever_else_is_wished_for(self):
        wishes = Spec(size="xlarge", gateway=Gateway(resources=Resources(memory="4Gi")))

        assert migration_of(rendered(wishes)) == migration_of(rendered())

    def test_is_of_the_target_while_pods_stay_as_they_are(self):
        bridge = a_bridge(Spec(image="r.example/tb:2.0"))
        manifests = render(bridge, given_for(bridge, image="r.example/tb:1.0"))

        job = found(manifests, "Job", migration_of(manifests))
        gateway = found(manifests, "Deployment", "demo-gateway")
        assert job["spec"]["template"]["spec"]["containers"][0]["image"] == "r.example/tb:2.0"
        assert gateway["spec"]["template"]["spec"]["containers"][0]["image"] == "r.example/tb:1.0"


class TestPodsAreRolled:
    """When what they read changes, and only then."""

    def content(self, spec, name, **fields):
        bridge = a_bridge(spec)
        deployment = found(render(bridge, given_for(bridge, **fields)), "Deployment", name)
        return deployment["spec"]["template"]

    def test_when_a_secret_of_theirs_changes(self):
        secrets = given_for(a_bridge()).secrets
        other = {**secrets, "demo-redis": {"password": "another"}}

        for name in ("demo-gateway", "demo-worker"):
            assert self.content(None, name) != self.content(None, name, secrets=other)

    def test_but_not_by_the_signing_keys_if_they_do_not_sign(self):
        secrets = given_for(a_bridge()).secrets
        other = {**secrets, "demo-signing-keys": {"a.pem": "1", "b.pem": "2"}}

        assert self.content(None, "demo-gateway") != self.content(
            None, "demo-gateway", secrets=other
        )
        assert self.content(None, "demo-worker") == self.content(
            None, "demo-worker", secrets=other
        )

    def test_but_not_by_bounds_of_scaling_that_they_do_not_read(self):
        more = Spec(gateway=Gateway(autoscaling=GatewayAutoscaling(min_replicas=3)))

        assert self.content(None, "demo-gateway") == self.content(more, "demo-gateway")


def nulls(value):
    """Yield what is null or an empty list in a body: neither belongs into a manifest."""
    match value:
        case dict():
            for inner in value.values():
                yield from nulls(inner)
        case list():
            if not value:
                yield value
            for inner in value:
                yield from nulls(inner)
        case None:
            yield value
