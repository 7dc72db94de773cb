"""Each command works with the rights that the guide names, and no others."""

import pytest
import yaml
from tests.e2e.cli.conftest import Shell

ALL = [
    ("tonebridge.io", "tonebridges", ["get", "list", "patch"]),
    ("", "events", ["list"]),
    ("", "pods", ["list"]),
    ("", "pods/log", ["get"]),
    ("", "persistentvolumeclaims", ["get"]),
    ("apps", "replicasets", ["list"]),
    ("apps", "statefulsets", ["get"]),
    ("batch", "cronjobs", ["get"]),
    ("batch", "jobs", ["get", "list", "create"]),
]
"""What docs/guide/kubernetes-cli.md says that people must be allowed to do."""
ROLES = "/apis/rbac.authorization.k8s.io/v1/namespaces"


@pytest.fixture
def person(served, namespace, tmp_path):
    """Somebody who has these rights alone."""
    api = served.api()
    group = "rbac.authorization.k8s.io"
    accounts = f"/api/v1/namespaces/{namespace}/serviceaccounts"
    objects = {
        f"{accounts}/person": {"apiVersion": "v1", "kind": "ServiceAccount"},
        f"{ROLES}/{namespace}/roles/person": {
            "apiVersion": f"{group}/v1",
            "kind": "Role",
            "rules": [
                {"apiGroups": [where], "resources": [what], "verbs": verbs}
                for where, what, verbs in ALL
            ],
        },
        f"{ROLES}/{namespace}/rolebindings/person": {
            "apiVersion": f"{group}/v1",
            "kind": "RoleBinding",
            "roleRef": {"apiGroup": group, "kind": "Role", "name": "person"},
            "subjects": [{"kind": "ServiceAccount", "name": "person", "namespace": namespace}],
        },
    }
    for path, body in objects.items():
        made = api.apply(path, {**body, "metadata": {"name": "person"}})
        assert made.ok, made.message
    token = api.request("POST", f"{accounts}/person/token", {"spec": {}})
    config = yaml.safe_load(served.kubeconfig().read_text(encoding="utf-8"))
    config["users"][0]["user"] = {"token": token.body["status"]["token"]}
    path = tmp_path / "person.kubeconfig"
    path.write_text(yaml.safe_dump(config), encoding="utf-8")
    return Shell(path, namespace)


def test_the_rights_that_the_guide_names_are_enough(person, running):
    for words in (["status"], ["status", "demo"], ["events", "demo"], ["suspend", "demo"]):
        assert person.run(*words)[::2] == (0, ""), words
    assert person.run("resume", "demo")[0] == 0
    for words in (["backup", "demo"], ["restore", "demo", "--yes"]):
        process = person.start(*words)
        running.until(lambda process=process: process.poll() is not None)
        assert process.communicate()[1].splitlines()[-1].endswith(" is done.")
        assert process.returncode == 0
