"""Every object of a bridge is one that a real API server takes, into a restricted namespace."""

import http.client

import pytest
from tests.support.bridges import EXTERNAL, a_bridge, given_for

from tonebridge_operator.api.v1alpha1 import Spec
from tonebridge_operator.api.v1alpha1.exposure import Ingress
from tonebridge_operator.desired import jobs, render
from tonebridge_operator.desired.kinds import KINDS
from tonebridge_operator.difference import differences, written

SPECS = {
    "default": Spec(),
    "external": EXTERNAL,
    "ingress": Spec(
        size="xlarge",
        deletion_policy="Delete",
        ingress=Ingress(kind="Ingress", hosts=("a.example",), tls_secret_name="tls"),
    ),
}


@pytest.fixture(scope="module")
def namespace(control_plane, worker_id):
    """A namespace that admits only pods of the restricted standard."""
    name = f"dry-{worker_id}"
    labels = {"pod-security.kubernetes.io/enforce": "restricted"}
    body = {
        "apiVersion": "v1",
        "kind": "Namespace",
        "metadata": {"name": name, "labels": labels},
    }
    control_plane.apply(f"/api/v1/namespaces/{name}", body)
    return name


def path_of(body):
    kind = KINDS[body["kind"]]
    metadata = body["metadata"]
    return f"{kind.path}/namespaces/{metadata['namespace']}/{kind.plural}/{metadata['name']}"


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
def test_the_server_takes_each_object_and_gives_back_what_we_want(control_plane, namespace, spec):
    bridge = a_bridge(spec, namespace=namespace)
    api = control_plane.api()
    bodies = [one.body for one in render(bridge, given_for(bridge))]
    bodies += [one.at_first for one in render(bridge, given_for(bridge)) if one.at_first]
    if spec.postgres.mode != "external":
        bodies.append(jobs.restore(bridge, given_for(bridge), dump="", request="now"))
    for body in bodies:
        answer = api.apply(path_of(body), body, dryRun="All", fieldValidation="Strict")

        assert answer.status == http.client.CREATED, f"{path_of(body)}: {answer.message}"
        assert [written(path) for path in differences(body, answer.body)] == []


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
def test_a_pod_of_each_template_is_admitted(control_plane, namespace, spec):
    bridge = a_bridge(spec, namespace=namespace)
    api = control_plane.api()
    for one in render(bridge, given_for(bridge)):
        for template in templates(one.body):
            pod = {
                "apiVersion": "v1",
                "kind": "Pod",
                "metadata": {"generateName": "try-", **template["metadata"]},
                "spec": {**template["spec"], "serviceAccountName": "default"},
            }
            pods = f"/api/v1/namespaces/{namespace}/pods"
            answer = api.request("POST", pods, pod, query={"dryRun": "All"})

            assert answer.ok, f"{one.key}: {answer.message}"


def templates(body):
    match body["kind"]:
        case "Deployment" | "StatefulSet" | "Job":
            yield body["spec"]["template"]
        case "CronJob":
            yield body["spec"]["jobTemplate"]["spec"]["template"]
