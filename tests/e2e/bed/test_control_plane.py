"""The level 1 bed: users with rights of their own, an audit log, parts that restart."""

import json
import os

import pytest
from tests.cluster import beds
from tests.cluster.control_plane import ControlPlane

NAMESPACES = "/api/v1/namespaces"


@pytest.fixture(scope="module")
def own_plane(control_plane):
    """A control plane that no other test uses."""
    with beds.shared_bed(f"plane-own-{os.getpid()}", ControlPlane.start) as folder:
        yield ControlPlane(folder)


def namespace(name):
    return {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}}


def test_a_user_has_only_the_rights_given_to_it(control_plane):
    refused = control_plane.api("operator").request("GET", NAMESPACES)

    assert refused.status == 403
    assert 'User "operator" cannot list resource "namespaces"' in refused.message


def test_the_audit_log_tells_who_wrote_what(own_plane):
    earlier = len(own_plane.audit_log.read_text().splitlines())
    own_plane.api("admin").request("POST", NAMESPACES, namespace("audited"))
    own_plane.api("operator").request("POST", NAMESPACES, namespace("forbidden"))
    own_plane.api("admin").request("GET", NAMESPACES)

    told = [
        (entry["user"]["username"], entry["verb"], entry["responseStatus"]["code"])
        for entry in map(json.loads, own_plane.audit_log.read_text().splitlines()[earlier:])
        if entry["user"]["username"] in {"admin", "operator"}
    ]

    assert told == [("admin", "create", 201), ("operator", "create", 403)]


def test_controllers_work(own_plane):
    assert own_plane.api().request("POST", NAMESPACES, namespace("controlled")).ok
    config_map = "/api/v1/namespaces/controlled/configmaps"

    own_plane.api().wait_for(f"{config_map}/kube-root-ca.crt", lambda found: found.ok)


def test_the_scheduler_finds_no_node(own_plane):
    pods = "/api/v1/namespaces/default/pods"
    pod = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "waiting"},
        "spec": {"containers": [{"name": "none", "image": "none"}]},
    }
    own_plane.api().wait_for(
        "/api/v1/namespaces/default/serviceaccounts/default", lambda found: found.ok
    )
    assert own_plane.api().request("POST", pods, pod).ok

    found = own_plane.api().wait_for(
        f"{pods}/waiting", lambda found: bool(found.body["status"].get("conditions"))
    )

    (condition,) = found.body["status"]["conditions"]
    assert (condition["reason"], found.body["status"]["phase"]) == ("Unschedulable", "Pending")


def test_what_was_stored_survives_a_restart_of_everything(own_plane):
    assert own_plane.api().request("POST", NAMESPACES, namespace("kept")).ok

    own_plane.stop_part("kube-apiserver")
    own_plane.stop_part("etcd")
    own_plane.start_part("etcd")
    own_plane.start_part("kube-apiserver")

    assert own_plane.api().request("GET", f"{NAMESPACES}/kept").ok
