"""What the chart makes of its values."""

import itertools
import json

import pytest
from tests.support.bridges import a_bridge, given_for
from tests.support.helm import CHART, HelmRefused, called
from tests.support.pod_security import violations

from tonebridge.settings import LogSettings, OperatorSettings, load
from tonebridge_operator.api.v1alpha1 import Spec
from tonebridge_operator.desired import render
from tonebridge_operator.desired.config import WORKER_MANAGEMENT_PORT

DIGEST = f"sha256:{'0' * 64}"
OFF = {"create": False, "watchCRDs": False, "aggregate": False}
MATRIX = {
    "default": {},
    "namespaces": {"watch": {"namespaces": ["team-a", "team-b"]}},
    "bare": {
        "crds": {"enabled": False},
        "rbac": OFF,
        "serviceAccount": {"create": False, "name": "given"},
        "networkPolicy": {"enabled": False},
        "podDisruptionBudget": {"enabled": False},
        "dashboard": {"enabled": False},
    },
    "no cluster rights": {
        "crds": {"enabled": False},
        "rbac": {"watchCRDs": False, "aggregate": False},
        "watch": {"namespaces": ["team-a"]},
    },
    "monitored": {
        "serviceMonitor": {"enabled": True, "labels": {"release": "prometheus"}},
        "prometheusRule": {"enabled": True, "labels": {"release": "prometheus"}},
    },
    "unmonitored": {
        "serviceMonitor": {"enabled": False},
        "prometheusRule": {"enabled": False},
        "networkPolicy": {"metricsFrom": []},
    },
    "one": {"replicas": 1, "operator": {"requestsPerSecond": 2_000_000, "logFormat": "text"}},
    "placed": {
        "images": {"pullSecrets": [{"name": "registry"}]},
        "podAnnotations": {"team": "words"},
        "podLabels": {"team": "words"},
        "priorityClassName": "system-cluster-critical",
        "nodeSelector": {"kubernetes.io/os": "linux"},
        "tolerations": [{"key": "control-plane", "operator": "Exists"}],
        "affinity": {"nodeAffinity": {}},
        "resources": {"limits": {"cpu": 1, "memory": "1Gi"}},
        "serviceAccount": {"annotations": {"team": "words"}},
    },
    "pinned": {
        "images": {
            "registry": "registry.example:5000/team/",
            "tag": "1.2.3",
            "operator": {"tag": "1.2.4", "digest": DIGEST},
        }
    },
    "renamed": {"fullnameOverride": "words", "metrics": {"port": 9_000}},
}
ALWAYS = {
    "Deployment/tb-tonebridge-operator",
    "Pod/tb-tonebridge-operator-test",
    "Service/tb-tonebridge-operator-metrics",
}
ACCOUNT = {"ServiceAccount/tb-tonebridge-operator"}
GUARDS = {
    "NetworkPolicy/tb-tonebridge-operator",
    "PodDisruptionBudget/tb-tonebridge-operator",
}
CRD = {"CustomResourceDefinition/tonebridges.tonebridge.io"}
LEASE = {f"{kind}/tb-tonebridge-operator-lease" for kind in ("Role", "RoleBinding")}
PEOPLE = {f"ClusterRole/system-tb-tonebridge-operator-{who}" for who in ("view", "edit")}
IN_ALL = {
    f"{kind}/system-tb-tonebridge-operator" for kind in ("ClusterRole", "ClusterRoleBinding")
}
CRDS = {f"{one}-crds" for one in IN_ALL}
IN_SOME = {"Role/tb-tonebridge-operator", "RoleBinding/tb-tonebridge-operator"}
DASHBOARD = {"ConfigMap/tb-tonebridge-operator-dashboard"}
WHOLE = ALWAYS | ACCOUNT | GUARDS | DASHBOARD | CRD | LEASE | PEOPLE | IN_ALL | CRDS
MONITOR = {"ServiceMonitor/tb-tonebridge-operator", "PrometheusRule/tb-tonebridge-operator"}


def names(objects):
    return {f"{one['kind']}/{one['metadata']['name']}" for one in objects}


def operator_of(objects):
    """Return the pod template's metadata and the operator's container."""
    template = called(objects, "Deployment")["spec"]["template"]
    (container,) = template["spec"]["containers"]
    return template, container


@pytest.fixture(params=MATRIX.values(), ids=MATRIX)
def objects(helm, request):
    return helm.template(request.param)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("default", WHOLE),
        ("namespaces", WHOLE - IN_ALL | IN_SOME),
        ("no cluster rights", ALWAYS | ACCOUNT | GUARDS | DASHBOARD | LEASE | IN_SOME),
        ("bare", ALWAYS),
        ("monitored", WHOLE | MONITOR),
        ("unmonitored", WHOLE),
    ],
)
def test_what_is_made(helm, values, expected):
    assert names(helm.template(MATRIX[values])) == expected


def test_lint_finds_nothing(helm):
    for values in MATRIX.values():
        helm.run("lint", "--strict", str(CHART), helm.values(values))


def test_a_value_that_nobody_knows_is_refused(helm):
    with pytest.raises(HelmRefused, match="'replica'"):
        helm.template({"replica": 3})


def test_monitoring_comes_by_itself_where_its_kinds_are_served(helm):
    kinds = ("ServiceMonitor", "PrometheusRule")
    served = tuple(f"--api-versions=monitoring.coreos.com/v1/{kind}" for kind in kinds)

    assert names(helm.template(flags=served)) == WHOLE | MONITOR
    assert names(helm.template(MATRIX["unmonitored"], flags=served)) == WHOLE


def test_rights_are_given_in_the_watched_namespaces_alone(helm):
    found = helm.template(MATRIX["namespaces"])

    roles = [one for one in found if f"{one['kind']}/{one['metadata']['name']}" in IN_SOME]
    assert sorted((one["kind"], one["metadata"]["namespace"]) for one in roles) == [
        ("Role", "team-a"),
        ("Role", "team-b"),
        ("RoleBinding", "team-a"),
        ("RoleBinding", "team-b"),
    ]
    assert {str(one.get("subjects")) for one in roles if one["kind"] == "RoleBinding"} == {
        str([{"kind": "ServiceAccount", "name": "tb-tonebridge-operator", "namespace": "system"}])
    }


def test_every_pod_is_restricted_and_writes_nothing(objects):
    pods = [called(objects, "Deployment")["spec"]["template"]["spec"]]
    pods.append(called(objects, "Pod")["spec"])

    for pod in pods:
        assert violations(pod) == []
        assert pod["enableServiceLinks"] is False
        assert "volumes" not in pod
        for container in pod["containers"]:
            assert container["securityContext"]["readOnlyRootFilesystem"] is True
            assert container["resources"]["limits"]["memory"]


def test_every_object_says_whose_it_is_and_is_where_it_belongs(objects):
    for one in objects:
        labels = one["metadata"]["labels"]
        assert labels["app.kubernetes.io/instance"] == "tb"
        assert labels["app.kubernetes.io/managed-by"] == "Helm"
        cluster_wide = one["kind"].startswith(("Cluster", "Custom"))
        assert ("namespace" in one["metadata"]) != cluster_wide
    keys = [
        (one["kind"], one["metadata"].get("namespace"), one["metadata"]["name"]) for one in objects
    ]
    assert len(set(keys)) == len(keys)


def test_selectors_find_the_operators(objects):
    labels = operator_of(objects)[0]["metadata"]["labels"]
    kinds = {"Deployment", "Service", "PodDisruptionBudget", "NetworkPolicy", "ServiceMonitor"}

    for one in objects:
        if one["kind"] in kinds:
            spec = one["spec"]
            selector = spec.get("podSelector") or spec["selector"]
            assert selector.get("matchLabels", selector).items() <= labels.items()
    test = called(objects, "Pod")["metadata"]["labels"]
    selector = called(objects, "Service")["spec"]["selector"]
    assert not selector.items() <= test.items()


def test_the_operator_takes_its_settings(helm):
    values = {**MATRIX["namespaces"], **MATRIX["one"], **MATRIX["pinned"], **MATRIX["renamed"]}
    container = operator_of(helm.template(values))[1]

    settings = load({one["name"]: one["value"] for one in container["env"]})

    registry = "registry.example:5000/team"
    assert settings.operator == OperatorSettings(
        namespaces=("team-a", "team-b"),
        image=f"{registry}/tonebridge:1.2.3",
        postgres_image=f"{registry}/tonebridge-postgres:1.2.3",
        redis_image=f"{registry}/tonebridge-redis:1.2.3",
        lease="words-operator",
        lease_namespace="system",
        management_host="0.0.0.0",  # noqa: S104 - of a pod
        management_port=9_000,
        requests_per_s=2_000_000,
    )
    assert settings.log == LogSettings(format="text")
    assert container["image"] == f"{registry}/tonebridge-operator:1.2.4@{DIGEST}"
    assert container["ports"][0]["containerPort"] == 9_000


def test_the_lease_is_the_one_that_the_right_is_for(objects):
    environment = {one["name"]: one["value"] for one in operator_of(objects)[1]["env"]}
    roles = [one for one in objects if one["metadata"]["name"].endswith("-lease")]

    for role in (one for one in roles if one["kind"] == "Role"):
        assert role["metadata"]["namespace"] == environment["TONEBRIDGE_OPERATOR__LEASE_NAMESPACE"]
        assert role["rules"][1]["resourceNames"] == [environment["TONEBRIDGE_OPERATOR__LEASE"]]


def test_no_bridge_takes_an_operator_for_one_of_its_pods(helm):
    """A bridge may have the release's name and be in its namespace; it refuses all to its own."""
    labels = operator_of(helm.template(release="demo", namespace="team"))[0]["metadata"]["labels"]
    bridge = a_bridge(Spec(), name="demo", namespace="team")

    for one in render(bridge, given_for(bridge)):
        spec = one.body.get("spec", {})
        selector = spec.get("podSelector", spec.get("selector"))
        if selector:
            assert not selector.get("matchLabels", selector).items() <= labels.items(), one.key


def test_operators_may_ask_workers_and_nobody_else_in_the_cluster(helm):
    bridge = a_bridge(Spec())
    rules = called(helm.template(), "NetworkPolicy")["spec"]["egress"]
    (to_workers,) = [rule for rule in rules if "to" in rule]

    (peer,) = to_workers["to"]
    assert peer["podSelector"]["matchLabels"].items() <= bridge.selector("worker").items()
    assert to_workers["ports"] == [{"port": WORKER_MANAGEMENT_PORT, "protocol": "TCP"}]
    assert peer["namespaceSelector"] == {}


@pytest.mark.parametrize("values", ["default", "unmonitored"])
def test_helm_test_may_ask_operators_and_whoever_is_named(helm, values):
    found = helm.template(MATRIX[values])
    (ingress,) = called(found, "NetworkPolicy")["spec"]["ingress"]
    *others, test = ingress["from"]

    labels = called(found, "Pod")["metadata"]["labels"]
    assert test["podSelector"]["matchLabels"].items() <= labels.items()
    assert others == ([{"namespaceSelector": {}}] if values == "default" else [])
    assert ingress["ports"] == [{"port": 8003, "protocol": "TCP"}]


def test_a_policy_lets_operators_into_the_watched_namespaces_alone(helm):
    rules = called(helm.template(MATRIX["namespaces"]), "NetworkPolicy")["spec"]["egress"]
    (to_workers,) = [rule for rule in rules if "to" in rule]

    (expression,) = to_workers["to"][0]["namespaceSelector"]["matchExpressions"]
    assert expression == {
        "key": "kubernetes.io/metadata.name",
        "operator": "In",
        "values": ["team-a", "team-b"],
    }


def test_what_operators_run_on_can_be_chosen(helm):
    template, container = operator_of(helm.template(MATRIX["placed"]))

    spec = template["spec"]
    assert template["metadata"]["labels"]["team"] == "words"
    assert template["metadata"]["annotations"] == {"team": "words"}
    assert {
        key: spec[key] for key in ("priorityClassName", "nodeSelector", "imagePullSecrets")
    } == {
        "priorityClassName": "system-cluster-critical",
        "nodeSelector": {"kubernetes.io/os": "linux"},
        "imagePullSecrets": [{"name": "registry"}],
    }
    assert spec["tolerations"] == [{"key": "control-plane", "operator": "Exists"}]
    assert spec["affinity"] == {"nodeAffinity": {}}
    assert container["resources"]["limits"] == {"cpu": 1, "memory": "1Gi"}


def test_the_dashboard_is_the_one_that_the_code_makes(helm):
    found = called(helm.template(), "ConfigMap")

    assert found["metadata"]["labels"]["grafana_dashboard"] == "1"
    committed = (CHART / "dashboards/operator.json").read_text(encoding="utf-8")
    assert json.loads(found["data"]["tonebridge-operator.json"]) == json.loads(committed)


def test_a_chosen_label_cannot_hide_an_operator(helm):
    values = {"podLabels": {"app.kubernetes.io/component": "gateway"}}

    labels = operator_of(helm.template(values))[0]["metadata"]["labels"]

    assert labels["app.kubernetes.io/component"] == "operator"


def test_two_releases_share_nothing_but_the_crd(helm):
    installed = [
        {(one["kind"], one["metadata"].get("namespace"), one["metadata"]["name"]) for one in made}
        for made in (
            helm.template(release="tb", namespace="a"),
            helm.template(release="tb", namespace="b"),
            helm.template(release="other", namespace="a"),
        )
    ]

    shared = set.union(*(one & other for one, other in itertools.combinations(installed, 2)))
    assert shared == {("CustomResourceDefinition", None, "tonebridges.tonebridge.io")}


@pytest.mark.parametrize("release", ["x" * 53, "tonebridge"])
def test_names_are_short_enough_for_the_longest_release(helm, release):
    namespace = "n" * 63
    found = helm.template(MATRIX["monitored"], release=release, namespace=namespace)

    assert (
        max(len(one["metadata"]["name"]) for one in found if "namespace" in one["metadata"]) < 64
    )
    assert called(found, "Deployment")["metadata"]["name"] == f"{release[:40]}-operator"
