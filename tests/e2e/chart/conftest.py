"""Helm, and clusters on which the chart is installed."""

import json
import shutil

import pytest
from tests.cluster import beds, binaries, requirements
from tests.cluster.control_plane import ControlPlane
from tests.cluster.fixtures import session_name
from tests.support.helm import NAMESPACE, TEAM, Helm, Release, restricted_namespace

from tonebridge_operator.desired.kinds import KINDS

CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
CRD = f"{CRDS}/tonebridges.tonebridge.io"


@pytest.fixture(scope="session")
def _helm_is_there():
    if binaries.absent(("helm",)):
        reason = "Helm must be built by Go, once"
        if shutil.which("go"):
            pytest.fail(f"{reason}: run `make cluster-parts`", pytrace=False)
        pytest.skip(f"{reason}, and Go is not installed")


@pytest.fixture
def helm(_helm_is_there, tmp_path):
    """Helm without a cluster."""
    return Helm(tmp_path)


@pytest.fixture(scope="session")
def own_plane(_helm_is_there, worker_id):
    """A control plane of this test process: only one release at a time can have the CRD."""
    if lack := requirements.for_level(1):
        (pytest.fail if lack.curable else pytest.skip)(lack.reason)
    with beds.shared_bed(f"chart-{session_name()}-{worker_id}", ControlPlane.start) as folder:
        yield ControlPlane(folder)


@pytest.fixture
def cluster(own_plane):
    """Has namespaces that admit restricted pods only, and nothing of ToneBridge."""
    api = own_plane.api()
    for name in (NAMESPACE, TEAM):
        restricted_namespace(api, name)
    return own_plane


@pytest.fixture
def release(cluster, tmp_path):
    """Installs the chart on the cluster; whatever was installed ends with the test."""
    api = cluster.api()
    helm = Helm(tmp_path, cluster.kubeconfig())
    yield Release(helm)
    left = json.loads(helm.run("list", "--all-namespaces", "--all", "--output=json"))
    for one in left:
        helm.run("uninstall", one["name"], f"--namespace={one['namespace']}")
    api.request("DELETE", CRD)
    api.wait_for(CRD, lambda found: found.status == 404)


@pytest.fixture
def optional_kinds(cluster):
    """Every kind that comes with another operator is served; what is in it is not checked."""
    api = cluster.api()
    paths = []
    for name, kind in KINDS.items():
        if kind.optional:
            body = definition(name, kind)
            paths.append(f"{CRDS}/{body['metadata']['name']}")
            made = api.apply(paths[-1], body)
            assert made.ok, made.message
            api.wait_for(f"{kind.path}/{kind.plural}", lambda found: found.ok)
    yield
    for path in paths:
        api.request("DELETE", path)
    for path in paths:
        api.wait_for(path, lambda found: found.status == 404)


def definition(name, kind):
    """Return the CRD of a kind, without a schema."""
    group, _, version = kind.api_version.partition("/")
    schema = {"type": "object", "x-kubernetes-preserve-unknown-fields": True}
    return {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {
            "name": f"{kind.plural}.{group}",
            "annotations": {"api-approved.kubernetes.io": "unapproved, for tests"},
        },
        "spec": {
            "group": group,
            "scope": "Namespaced",
            "names": {"kind": name, "plural": kind.plural, "singular": name.lower()},
            "versions": [
                {
                    "name": version,
                    "served": True,
                    "storage": True,
                    "schema": {"openAPIV3Schema": schema},
                    "subresources": {"status": {}},
                }
            ],
        },
    }
