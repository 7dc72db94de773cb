"""The commands for bridges as a person has them, on a real API server with a running operator."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cluster.api import MERGE
from tests.cluster.binaries import binary
from tests.e2e.operator.conftest import live, namespace, operator, operators, served

__all__ = ["live", "namespace", "operator", "operators", "served"]

PROGRAMS = Path(sys.executable).parent


class Shell:
    """Runs `kubectl tonebridge` and `tonebridge bridge` as one user, in one namespace."""

    def __init__(self, kubeconfig, namespace):
        kept = {k: v for k, v in os.environ.items() if k not in {"LANG", "LC_ALL", "LC_MESSAGES"}}
        self.environment = {
            **kept,
            "KUBECONFIG": str(kubeconfig),
            "PATH": f"{PROGRAMS}:{os.environ['PATH']}",
        }
        self.namespace = namespace

    def start(self, *words):
        """Start `tonebridge bridge …`."""
        return subprocess.Popen(
            [PROGRAMS / "tonebridge", "bridge", *words, "-n", self.namespace],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words):
        """Return exit code, standard output and error."""
        process = self.start(*words)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def kubectl(self, *words):
        """Run kubectl itself; return exit code, standard output and error."""
        done = subprocess.run(
            [binary("kubectl"), *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        return done.returncode, done.stdout, done.stderr


@pytest.fixture
def shell(served, namespace):
    return Shell(served.kubeconfig(), namespace)


@pytest.fixture
def running(live, operator):
    """A bridge named demo that is Ready."""
    live.create()
    live.settle()
    return live


@pytest.fixture
def end_job(served, namespace):
    """Have the pod of the one Job of a purpose end as told: Succeeded or Failed."""
    api = served.api()
    pods = f"/api/v1/namespaces/{namespace}/pods"

    def end(purpose, phase):
        query = {"labelSelector": f"tonebridge.io/job={purpose}"}

        def there(_answer):
            return api.request("GET", pods, query=query).body["items"]

        api.wait_for(pods, there)
        for pod in there(None):
            path = f"{pods}/{pod['metadata']['name']}/status"
            answer = api.request("PATCH", path, {"status": {"phase": phase}}, content_type=MERGE)
            assert answer.ok, answer.message

    return end
