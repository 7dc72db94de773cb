"""What the commands say and do is so on a real API server."""

import json
import subprocess

import pytest
import yaml
from tests.e2e.cli.conftest import Shell

from tonebridge_operator.desired import Key

MANIFEST = """\
apiVersion: tonebridge.io/v1alpha1
kind: ToneBridge
metadata: {{name: demo, namespace: {namespace}}}
spec: {{size: medium}}
"""


def jobs(live, purpose):
    path = f"/apis/batch/v1/namespaces/{live.namespace}/jobs"
    query = {"labelSelector": f"tonebridge.io/job={purpose}"}
    return live.api.request("GET", path, query=query).body["items"]


def finished(process, live):
    """Wait for a command while pods get on; return exit code, standard output and error."""
    live.until(lambda: process.poll() is not None)
    return process.returncode, *process.communicate()


def test_what_is_rendered_offline_is_what_the_operator_makes(shell, live, operator, tmp_path):
    file = tmp_path / "demo.yaml"
    file.write_text(MANIFEST.format(namespace=live.namespace), encoding="utf-8")
    (code, out, err) = shell.kubectl("tonebridge", "render", str(file))
    assert (code, err) == (0, "")
    rendered = {Key(one["kind"], one["metadata"]["name"]): one for one in yaml.safe_load_all(out)}

    live.create(size="medium")
    live.settle()

    def steady(keys):
        return {key for key in keys if key.kind != "Job"}  # its name tells the volume

    assert steady(rendered) == steady(live.there())
    assert sum(key.kind == "Job" for key in live.there()) == 1
    key = Key("Deployment", "demo-gateway")
    wanted = rendered[key]["spec"]["template"]["spec"]["containers"][0]["resources"]
    there = live.get(*key)["spec"]["template"]["spec"]["containers"][0]["resources"]
    assert there == wanted


def test_every_rendered_object_is_one_that_the_api_server_takes(shell, namespace, tmp_path):
    file = tmp_path / "demo.yaml"
    file.write_text(MANIFEST.format(namespace=namespace), encoding="utf-8")
    objects = tmp_path / "objects.yaml"
    objects.write_text(shell.kubectl("tonebridge", "render", str(file))[1], encoding="utf-8")

    code, out, err = shell.kubectl("apply", "--dry-run=server", "-f", str(objects))

    assert (code, err) == (0, "")
    assert len(out.splitlines()) > 20


def test_the_status_is_that_of_the_bridge(shell, running):
    plugin = shell.kubectl("tonebridge", "status", "-n", running.namespace)
    one = shell.run("status", "demo", "--json")
    everywhere = shell.run("status", "-A")

    assert plugin == (0, "demo\tReady\tTrue\t2/2\t1/1\tr.example/tb:1.0\t\n", "")
    assert json.loads(one[1]) == running.status()
    assert f"{running.namespace}\tdemo\tReady\t" in everywhere[1]


def test_a_suspended_bridge_is_left_alone_until_it_is_resumed(shell, running):
    assert shell.run("suspend", "demo")[0] == 0
    running.settle("Suspended")
    running.remove("Service", "demo-gateway")
    left_alone = running.quiet(3)
    there = running.get("Service", "demo-gateway")

    assert shell.run("resume", "demo")[0] == 0
    running.settle()

    assert (left_alone, there) == ([], None)
    assert running.get("Service", "demo-gateway") is not None


def test_events_tell_of_repairs_and_of_the_objects(shell, running):
    running.remove("Service", "demo-gateway")
    running.until(lambda: running.get("Service", "demo-gateway"))

    def told():
        code, out, err = shell.run("events", "demo")
        assert (code, err) == (0, "")
        found = {line.split("\t")[3].partition("/")[0] for line in out.splitlines()}
        repaired = "Service/demo-gateway" in out or "demo-gateway" in out
        return {"ToneBridge", "Deployment", "ReplicaSet"} <= found and repaired

    assert running.until(told)


def test_a_backup_runs_as_the_schedule_would(shell, running):
    code, out, err = finished(shell.start("backup", "demo"), running)

    (job,) = jobs(running, "backup")
    schedule = running.get("CronJob", "demo-backup")
    assert (code, out) == (0, "")
    assert err.splitlines()[-1] == f"{job['metadata']['name']} is done."
    assert [one["uid"] for one in job["metadata"]["ownerReferences"]] == [
        schedule["metadata"]["uid"]
    ]
    template = schedule["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    assert job["spec"]["template"]["spec"]["containers"] == template["containers"]
    assert running.quiet(2) == []


def test_a_restore_runs_beside_the_operator_and_no_second_one_beside_it(shell, running, end_job):
    first = shell.start("restore", "demo", "--yes")
    running.api.wait_for(
        f"/apis/batch/v1/namespaces/{running.namespace}/jobs",
        lambda answer: any("restore" in one["metadata"]["name"] for one in answer.body["items"]),
    )
    second = shell.run("restore", "demo", "--yes")
    end_job("restore", "Succeeded")
    first.wait(60)
    first.communicate()

    (job,) = jobs(running, "restore")
    assert first.returncode == 0
    assert second[::2] == (
        3,
        f"tonebridge: the restore {job['metadata']['name']} is still running: wait for it\n",
    )
    assert [one["name"] for one in job["metadata"]["ownerReferences"]] == ["demo"]
    image = running.get("StatefulSet", "demo-postgres")["spec"]["template"]["spec"]
    assert (
        job["spec"]["template"]["spec"]["containers"][0]["image"]
        == (image["containers"][0]["image"])
    )
    assert running.quiet(2) == []


def test_a_restore_that_fails_is_an_error(shell, running, end_job):
    process = shell.start("restore", "demo", "--yes")
    end_job("restore", "Failed")
    process.wait(60)

    assert process.returncode == 3
    assert "has reached the specified backoff limit" in process.communicate()[1]


def test_whoever_may_not_is_told_so(served, namespace):
    stranger = Shell(served.kubeconfig("system:kube-proxy"), namespace)

    code, out, err = stranger.run("status")

    assert (code, out) == (5, "")
    assert err.startswith(
        "tonebridge: you may not do this (tonebridges.tonebridge.io is forbidden"
    )


class TestTheKubeconfig:
    @pytest.fixture
    def two_contexts(self, served, namespace, tmp_path):
        """Its current context leads nowhere; `here` is the bed, and the test's namespace."""
        config = yaml.safe_load(served.kubeconfig().read_text(encoding="utf-8"))
        (context,) = config["contexts"]
        here = {"name": "here", "context": {**context["context"], "namespace": namespace}}
        away = {"name": "away", "cluster": {"server": "https://127.0.0.1:1"}}
        config["clusters"].append(away)
        lost = {"name": "lost", "context": {**context["context"], "cluster": "away"}}
        config |= {"contexts": [here, lost], "current-context": "lost"}
        path = tmp_path / "config"
        path.write_text(yaml.safe_dump(config), encoding="utf-8")
        return path

    @pytest.fixture
    def ask(self, shell):
        def run(*words):
            done = subprocess.run(
                [shell.environment["PATH"].partition(":")[0] + "/kubectl-tonebridge", *words],
                env=shell.environment,
                capture_output=True,
                text=True,
                check=False,
                timeout=60,
            )
            return done.returncode, done.stdout, done.stderr

        return run

    def test_chooses_cluster_and_namespace(self, ask, two_contexts, live):
        live.create()

        code, out, err = ask("status", f"--kubeconfig={two_contexts}", "--context=here")

        assert (code, out.split("\t")[0], err) == (0, "demo", "")

    def test_that_leads_nowhere_is_told(self, ask, two_contexts):
        code, out, err = ask("status", f"--kubeconfig={two_contexts}")

        assert (code, out) == (4, "")
        assert err.startswith("tonebridge: the cluster does not answer (GET /apis/tonebridge.io")

    def test_without_such_a_context_is_told(self, ask, two_contexts):
        code, out, err = ask("status", f"--kubeconfig={two_contexts}", "--context=elsewhere")

        assert (code, out, err.count("\n")) == (7, "", 1)
        assert err.startswith("tonebridge: the kubeconfig does not say which cluster")
