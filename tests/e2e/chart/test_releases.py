"""A release from its installation to its end, on a real API server."""

import shutil

import pytest
from tests.support.helm import CHART, NAMESPACE, TEAM, Helm, HelmRefused, Release

CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
CRD = f"{CRDS}/tonebridges.tonebridge.io"
RIGHTS = f"/apis/rbac.authorization.k8s.io/v1/namespaces/{TEAM}"
BRIDGES = f"/apis/tonebridge.io/v1alpha1/namespaces/{TEAM}/tonebridges"
DEPLOYMENT = f"/apis/apps/v1/namespaces/{NAMESPACE}/deployments/tonebridge-operator"
IMAGE = {"images": {"registry": "registry.example", "tag": "1.0.0"}}


@pytest.fixture
def newer(tmp_path):
    """The chart of a release to come, whose bridges have a field more."""
    chart = tmp_path / "newer"
    shutil.copytree(CHART, chart)
    crd, about = chart / "templates/crd.yaml", chart / "Chart.yaml"
    text = crd.read_text(encoding="utf-8")
    field = "              suspend:\n"
    assert text.count(field) == 1
    more = "              mood:\n                type: string\n"
    crd.write_text(text.replace(field, f"{more}{field}"), encoding="utf-8")
    about.write_text(about.read_text(encoding="utf-8").replace("0.1.0", "0.2.0"), encoding="utf-8")
    return chart


def bridge(api, name="demo"):
    body = {
        "apiVersion": "tonebridge.io/v1alpha1",
        "kind": "ToneBridge",
        "metadata": {"name": name},
    }
    api.wait_for(BRIDGES, lambda found: found.ok)
    made = api.request("POST", BRIDGES, body)
    assert made.ok, made.message
    return f"{BRIDGES}/{name}"


def has_mood(api):
    """Tell whether the API server knows the newer field."""
    crd = api.request("GET", CRD).body
    schema = crd["spec"]["versions"][0]["schema"]["openAPIV3Schema"]
    return "mood" in schema["properties"]["spec"]["properties"]


def image(api):
    (container,) = api.request("GET", DEPLOYMENT).body["spec"]["template"]["spec"]["containers"]
    return container["image"]


def test_an_installation_serves_bridges_and_starts_two_operators(release, cluster):
    api = cluster.api()

    said = release.install(values=IMAGE)

    assert "It looks after the bridges of all namespaces." in said
    assert "helm test tonebridge -n tonebridge-system" in said
    demo = api.request("GET", bridge(api)).body
    assert demo["spec"]["gateway"]["replicas"] == 2
    pods = f"/api/v1/namespaces/{NAMESPACE}/pods"
    admitted = api.wait_for(pods, lambda found: len(found.body["items"]) == 2).body["items"]
    assert {pod["spec"]["containers"][0]["image"] for pod in admitted} == {
        "registry.example/tonebridge-operator:1.0.0"
    }


def test_the_manifest_of_the_notes_makes_a_bridge(release, cluster):
    said = release.install(values={"watch": {"namespaces": [TEAM]}, "crds": {"enabled": True}})

    assert f"It looks after bridges in: {TEAM}." in said
    assert f"kubectl apply -n {TEAM} -f - <<EOF" in said
    lines = [line.strip() for line in said.splitlines()]
    begin, end = lines.index("apiVersion: tonebridge.io/v1alpha1"), lines.index("EOF")
    assert lines[begin:end] == [
        "apiVersion: tonebridge.io/v1alpha1",
        "kind: ToneBridge",
        "metadata:",
        "name: demo",
    ]


def test_an_upgrade_brings_the_newer_crd_and_leaves_bridges_as_they_are(release, cluster, newer):
    api = cluster.api()
    release.install()
    demo = bridge(api)
    before = api.request("GET", demo).body

    release("upgrade", str(newer), values={"images": {"tag": "0.2.0"}})

    assert has_mood(api)
    assert image(api) == "tonebridge-operator:0.2.0"
    assert api.request("GET", demo).body == before
    changed = api.apply(demo, {**head(), "spec": {"mood": "calm"}}, fieldValidation="Strict")
    assert changed.ok, changed.message


def head(name="demo"):
    return {
        "apiVersion": "tonebridge.io/v1alpha1",
        "kind": "ToneBridge",
        "metadata": {"name": name},
    }


def test_a_rollback_brings_back_operator_and_crd_and_keeps_bridges(release, cluster, newer):
    api = cluster.api()
    release.install(values=IMAGE)
    demo = bridge(api)
    release("upgrade", str(newer), values={"images": {"tag": "0.2.0"}})

    release("rollback", "1")

    assert not has_mood(api)
    assert image(api) == "registry.example/tonebridge-operator:1.0.0"
    assert api.request("GET", demo).ok


def test_an_end_leaves_the_crd_and_bridges_and_nothing_else(release, cluster):
    api = cluster.api()
    before = things(api)
    release.install()
    demo = bridge(api)
    uid = api.request("GET", demo).body["metadata"]["uid"]

    said = release("uninstall", "--wait")

    assert "[CustomResourceDefinition] tonebridges.tonebridge.io" in said
    assert things(api) - before == {CRD}
    assert api.request("GET", demo).body["metadata"]["uid"] == uid


def test_a_release_that_comes_back_takes_the_crd_over(release, cluster, newer):
    api = cluster.api()
    release.install()
    demo = bridge(api)
    release("uninstall", "--wait")

    release.install(newer)

    assert has_mood(api)
    assert api.request("GET", demo).ok


def test_a_release_of_another_name_takes_the_crd_over_only_when_told_to(release, cluster, newer):
    api = cluster.api()
    release.install()
    demo = bridge(api)
    release("uninstall", "--wait")

    with pytest.raises(HelmRefused, match="invalid ownership metadata"):
        release.install(newer, name="other")
    release.install(newer, "--take-ownership", name="other")

    assert has_mood(api)
    assert api.request("GET", demo).ok


def test_letting_go_of_the_crd_keeps_it(release, cluster):
    api = cluster.api()
    release.install()
    demo = bridge(api)

    release("upgrade", str(CHART), values={"crds": {"enabled": False}})

    assert api.request("GET", CRD).ok
    assert api.request("GET", demo).ok


def test_a_second_release_leaves_the_crd_to_the_first(release, cluster):
    release.install(values={"watch": {"namespaces": [TEAM]}})

    with pytest.raises(HelmRefused, match="invalid ownership metadata"):
        release.install(name="second", namespace="elsewhere")
    release.install(name="second", namespace="elsewhere", values={"crds": {"enabled": False}})


def test_a_misspelt_value_is_refused_before_anything_is_made(release, cluster):
    api = cluster.api()
    before = things(api)

    with pytest.raises(HelmRefused, match="'replica'"):
        release.install(values={"replica": 3})

    assert things(api) == before


def test_who_administers_a_namespace_installs_there_once_the_rights_are_given(
    release, cluster, tmp_path
):
    values = {
        "watch": {"namespaces": [TEAM]},
        "crds": {"enabled": False},
        "rbac": {"watchCRDs": False, "aggregate": False},
    }
    api, helm = cluster.api(), Helm(tmp_path, cluster.kubeconfig("operator"))
    team, there = Release(helm), "--create-namespace=false"
    assert api.apply(f"{RIGHTS}/rolebindings/team", administered_by("operator")).ok
    with pytest.raises(
        HelmRefused, match="attempting to grant RBAC permissions not currently held"
    ):
        team.install(CHART, there, namespace=TEAM, values=values)
    helm.run("uninstall", "tonebridge", f"--namespace={TEAM}")

    roles = [f"--show-only=templates/rbac-{name}.yaml" for name in ("bridges", "lease")]
    for role in helm.template(values, release="tonebridge", namespace=TEAM, flags=roles):
        path = f"{RIGHTS}/{role['kind'].lower()}s/{role['metadata']['name']}"
        assert api.apply(path, role).ok
    values["rbac"]["create"] = False
    team.install(CHART, there, namespace=TEAM, values=values)

    pods = f"/api/v1/namespaces/{TEAM}/pods"
    api.wait_for(pods, lambda found: len(found.body["items"]) == 2)


def administered_by(user):
    group = {"apiGroup": "rbac.authorization.k8s.io"}
    return {
        "apiVersion": "rbac.authorization.k8s.io/v1",
        "kind": "RoleBinding",
        "metadata": {"name": "team"},
        "subjects": [{"kind": "User", "name": user, **group}],
        "roleRef": {"kind": "ClusterRole", "name": "admin", **group},
    }


def things(api):
    """Return the path of everything that a release could make."""
    found = set()
    inside = f"namespaces/{NAMESPACE}"
    rbac = "/apis/rbac.authorization.k8s.io/v1"
    for folder in (
        CRDS,
        f"{rbac}/clusterroles",
        f"{rbac}/clusterrolebindings",
        f"{rbac}/{inside}/roles",
        f"{rbac}/{inside}/rolebindings",
        f"/api/v1/{inside}/serviceaccounts",
        f"/api/v1/{inside}/services",
        f"/api/v1/{inside}/secrets",
        f"/apis/apps/v1/{inside}/deployments",
        f"/apis/policy/v1/{inside}/poddisruptionbudgets",
        f"/apis/networking.k8s.io/v1/{inside}/networkpolicies",
    ):
        items = api.request("GET", folder).body["items"]
        found |= {f"{folder}/{one['metadata']['name']}" for one in items}
    return found
