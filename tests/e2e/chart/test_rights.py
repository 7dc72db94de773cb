"""The rights that the chart gives are enough for the operator, and hold for people."""

import json

import pytest
from tests.support.helm import NAMESPACE, TEAM, called, restricted_namespace
from tests.support.live_bridge import LiveBridge
from tests.support.operator_process import OperatorProcess

ACCOUNT = f"/api/v1/namespaces/{NAMESPACE}/serviceaccounts/tonebridge-operator"
RBAC = "/apis/rbac.authorization.k8s.io/v1"
REVIEWS = "/apis/authorization.k8s.io/v1/subjectaccessreviews"


@pytest.fixture(params=["everywhere", "somewhere", "blindly"])
def values(request):
    """An operator of all namespaces, or of one; there maybe without a right in the cluster."""
    watch = {} if request.param == "everywhere" else {"watch": {"namespaces": [team(request)]}}
    return {**watch, "rbac": {"watchCRDs": request.param != "blindly"}}


@pytest.fixture
def live(cluster, request, values):
    """A bridge in a namespace that no other test uses."""
    return LiveBridge(cluster, restricted_namespace(cluster.api(), team(request)))


def team(request):
    return f"team-{request.node.callspec.params['values']}"


@pytest.fixture
def installed_operator(release, cluster, helm, tmp_path):
    """Returns a function: install with these values, and run the operator as the chart would."""
    started = []

    def run(values):
        release.install(values=values)
        account = credentials(cluster, tmp_path)
        container = called(
            helm.template(values, release="tonebridge", namespace=NAMESPACE), "Deployment"
        )
        (container,) = container["spec"]["template"]["spec"]["containers"]
        prefix = "TONEBRIDGE_OPERATOR__"
        settings = {
            one["name"].removeprefix(prefix).lower(): one["value"]
            for one in container["env"]
            if one["name"].startswith(prefix)
        }
        settings |= {"management_host": "127.0.0.1", "management_port": "0"}
        started.append(OperatorProcess(account, tmp_path, NAMESPACE, **settings).start())
        return started[-1]

    yield run
    for one in started:
        one.stop()


def credentials(cluster, folder):
    """Return a kubeconfig of the operator's account."""
    answer = cluster.api().request("POST", f"{ACCOUNT}/token", {"spec": {}})
    assert answer.ok, answer.message
    server = {"server": cluster.url, "certificate-authority": str(cluster.ca)}
    config = {
        "apiVersion": "v1",
        "kind": "Config",
        "clusters": [{"name": "bed", "cluster": server}],
        "users": [{"name": "operator", "user": {"token": answer.body["status"]["token"]}}],
        "contexts": [{"name": "bed", "context": {"cluster": "bed", "user": "operator"}}],
        "current-context": "bed",
    }
    path = folder / "operator.kubeconfig"
    path.write_text(json.dumps(config), encoding="utf-8")
    return path


def refusals(operator):
    """Return what the operator logged of rights that it lacks."""
    return [line["message"] for line in operator.lines() if "forbidden" in line["message"].lower()]


def test_the_operator_can_do_all_that_it_does(installed_operator, optional_kinds, live, values):
    operator = installed_operator(values)
    live.api.wait_for(live.path.rpartition("/")[0], lambda found: found.ok)
    live.create(ingress={"kind": "HTTPRoute", "hosts": ["a.example"], "gateway": {"name": "web"}})
    live.settle()

    live.edit(
        ingress=None,
        observability={"serviceMonitor": "disabled", "prometheusRule": "disabled"},
        postgres={"backup": {"enabled": False}},
        gateway={"autoscaling": {"enabled": False}},
        workers={"autoscaling": {"enabled": False}},
        networkPolicy={"enabled": False},
    )
    live.settle()

    unseen = [] if values["rbac"]["watchCRDs"] else ["customresourcedefinitions"]
    assert [
        line.split(":")[0].removeprefix("cannot watch ") for line in refusals(operator)
    ] == unseen
    assert operator.troubles() == []
    assert live.events()


def asks(api, user, verb, resource, namespace):
    """Tell whether a user may do something with bridges."""
    name, _, subresource = resource.partition("/")
    attributes = {
        "group": "tonebridge.io",
        "resource": name,
        "subresource": subresource,
        "verb": verb,
        "namespace": namespace,
    }
    spec = {"user": user, "resourceAttributes": attributes}
    answer = api.request("POST", REVIEWS, {"spec": spec})
    assert answer.ok, answer.message
    return answer.body["status"]["allowed"]


RIGHTS = [
    ("get", "tonebridges"),
    ("list", "tonebridges"),
    ("watch", "tonebridges"),
    ("get", "tonebridges/status"),
    ("get", "tonebridges/scale"),
    ("create", "tonebridges"),
    ("patch", "tonebridges"),
    ("update", "tonebridges"),
    ("delete", "tonebridges"),
    ("deletecollection", "tonebridges"),
    ("patch", "tonebridges/scale"),
    ("update", "tonebridges/scale"),
    ("patch", "tonebridges/status"),
    ("update", "tonebridges/status"),
]
SEEING, WRITING = RIGHTS[:5], RIGHTS[5:12]


@pytest.mark.parametrize(
    ("role", "expected"),
    [("view", SEEING), ("edit", SEEING + WRITING), ("admin", SEEING + WRITING)],
)
def test_who_may_work_in_a_namespace_may_do_so_with_its_bridges(release, cluster, role, expected):
    api, user = cluster.api(), f"one-who-may-{role}"
    path = f"{RBAC}/namespaces/{TEAM}/rolebindings/{user}"
    group = {"apiGroup": "rbac.authorization.k8s.io"}
    binding = {
        "apiVersion": "rbac.authorization.k8s.io/v1",
        "kind": "RoleBinding",
        "metadata": {"name": user},
        "subjects": [{"kind": "User", "name": user, **group}],
        "roleRef": {"kind": "ClusterRole", "name": role, **group},
    }
    assert api.apply(path, binding).ok
    before = [right for right in RIGHTS if asks(api, user, *right, TEAM)]

    release.install(values={"replicas": 0})

    aggregated = f"{RBAC}/clusterroles/{role}"
    api.wait_for(aggregated, lambda found: knows(found.body, len(expected)))
    assert before == []
    assert [right for right in RIGHTS if asks(api, user, *right, TEAM)] == expected
    assert [right for right in RIGHTS if asks(api, user, *right, "default")] == []


def knows(role, rights):
    """Tell whether an aggregated role holds so many rights with bridges."""
    rules = [rule for rule in role["rules"] or () if rule.get("apiGroups") == ["tonebridge.io"]]
    found = {(verb, one) for rule in rules for verb in rule["verbs"] for one in rule["resources"]}
    return len(found) == rights
