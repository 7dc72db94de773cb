"""Live objects are compared as Kubernetes understands them."""

import copy

import pytest

from tonebridge_operator.difference import differences, managers, owned_differs, written

DEPLOYMENT = {
    "kind": "Deployment",
    "metadata": {"name": "a", "labels": {"x": "1"}},
    "spec": {
        "template": {
            "spec": {
                "containers": [
                    {
                        "name": "main",
                        "image": "i:1",
                        "env": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}],
                        "ports": [{"name": "http", "containerPort": 80, "protocol": "TCP"}],
                        "resources": {"requests": {"cpu": "0.5", "memory": "1024Mi"}},
                        "command": ["run", "fast"],
                    }
                ],
                "volumes": [{"name": "tmp", "emptyDir": {"sizeLimit": "64Mi"}}],
            }
        }
    },
}


def main_of(body):
    containers = body["spec"]["template"]["spec"]["containers"]
    return next(one for one in containers if one["name"] == "main")


def as_stored():
    """Return the Deployment as an API server gives it back, with others' fields in it."""
    live = copy.deepcopy(DEPLOYMENT)
    live["metadata"] |= {"uid": "1", "annotations": {"other": "yes"}}
    live["metadata"]["labels"]["other"] = "label"
    live["spec"] |= {"replicas": 3, "strategy": {"type": "RollingUpdate"}}
    main_of(live).update(terminationMessagePath="/dev/termination-log")
    main_of(live)["resources"]["requests"] = {"cpu": "500m", "memory": "1Gi"}
    main_of(live)["env"].reverse()
    main_of(live)["env"].insert(0, {"name": "INJECTED", "value": "x"})
    live["spec"]["template"]["spec"]["containers"].insert(0, {"name": "sidecar", "image": "s"})
    return live


def test_what_the_server_and_others_add_is_no_difference():
    assert list(differences(DEPLOYMENT, as_stored())) == []
    assert not owned_differs(DEPLOYMENT, as_stored())


def test_what_is_not_there_differs():
    assert owned_differs(DEPLOYMENT, None)


def change_image(body):
    main_of(body)["image"] = "i:2"


def remove_label(body):
    del body["metadata"]["labels"]["x"]


def remove_variable(body):
    main_of(body)["env"] = [one for one in main_of(body)["env"] if one["name"] != "A"]


def lower_memory(body):
    main_of(body)["resources"]["requests"]["memory"] = "512Mi"


def reorder_command(body):
    main_of(body)["command"].reverse()


def lengthen_command(body):
    main_of(body)["command"].append("again")


def other_volume(body):
    body["spec"]["template"]["spec"]["volumes"][0] = {"name": "tmp", "hostPath": {"path": "/"}}


def other_port(body):
    main_of(body)["ports"][0]["containerPort"] = 81


MAIN = "spec.template.spec.containers[main]"


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (change_image, f"{MAIN}.image"),
        (remove_label, "metadata.labels.x"),
        (remove_variable, f"{MAIN}.env[A]"),
        (lower_memory, f"{MAIN}.resources.requests.memory"),
        (reorder_command, f"{MAIN}.command[0]"),
        (lengthen_command, f"{MAIN}.command"),
        (other_volume, "spec.template.spec.volumes[tmp].emptyDir"),
        (other_port, f"{MAIN}.ports[80,TCP]"),
    ],
)
def test_a_change_of_what_we_own_is_found(change, path):
    live = as_stored()
    change(live)

    assert [written(one) for one in differences(DEPLOYMENT, live)][:1] == [path]


def test_an_empty_text_is_not_stored():
    assert list(differences({"a": ""}, {})) == []
    assert owned_differs({"a": ""}, {"a": "b"})


@pytest.mark.parametrize("live", [{}, {"a": None}, {"a": {}}, {"a": []}], ids=str)
@pytest.mark.parametrize("empty", [{}, []], ids=str)
def test_nothing_is_as_good_as_an_empty_list_or_map(empty, live):
    if live.get("a") is None or isinstance(live["a"], type(empty)):
        assert list(differences({"a": empty}, live)) == []


def test_a_plain_list_is_compared_in_order_and_in_depth():
    wanted = {"kind": "NetworkPolicy", "ports": [{"port": 1}, {"port": 2}]}
    stored = {
        "kind": "NetworkPolicy",
        "ports": [{"port": 1, "protocol": "TCP"}, {"port": 2, "protocol": "TCP"}],
    }

    assert list(differences(wanted, stored)) == []
    assert owned_differs(wanted, {**stored, "ports": stored["ports"][::-1]})


def test_a_name_of_a_port_is_not_its_number():
    service = {"kind": "Service", "ports": [{"port": 80, "protocol": "TCP", "targetPort": 8000}]}
    live = {"kind": "Service", "ports": [{**service["ports"][0], "targetPort": "8000"}]}

    assert [written(one) for one in differences(service, live)] == ["ports[80,TCP].targetPort"]


def test_the_manager_of_a_changed_field_is_named():
    live = as_stored()
    change_image(live)
    fields = {
        "f:spec": {
            "f:template": {
                "f:spec": {
                    "f:containers": {'k:{"name":"main"}': {".": {}, "f:image": {}}},
                }
            }
        }
    }
    live["metadata"]["managedFields"] = [
        {"manager": "tonebridge-operator", "fieldsV1": fields},
        {"manager": "kubectl-edit", "fieldsV1": fields},
        {"manager": "scaler", "fieldsV1": {"f:spec": {"f:replicas": {}}}},
    ]
    paths = tuple(differences(DEPLOYMENT, live))

    assert managers(live, paths, ours="tonebridge-operator") == ("kubectl-edit",)
