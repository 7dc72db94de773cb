"""The operator as a process of its own, on a control plane of tests/cluster."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys

RULES = [
    {
        "apiGroups": ["tonebridge.io"],
        "resources": ["tonebridges"],
        "verbs": ["get", "list", "watch"],
    },
    {"apiGroups": ["tonebridge.io"], "resources": ["tonebridges/status"], "verbs": ["patch"]},
    *(
        {
            "apiGroups": [group],
            "resources": resources,
            "verbs": ["get", "list", "watch", "create", "patch", "delete"],
        }
        for group, resources in {
            "": ["serviceaccounts", "configmaps", "services"],
            "apps": ["deployments", "statefulsets"],
            "batch": ["jobs", "cronjobs"],
            "autoscaling": ["horizontalpodautoscalers"],
            "policy": ["poddisruptionbudgets"],
            "networking.k8s.io": ["networkpolicies", "ingresses"],
            "gateway.networking.k8s.io": ["httproutes"],
            "keda.sh": ["scaledobjects"],
            "monitoring.coreos.com": ["servicemonitors", "prometheusrules"],
        }.items()
    ),
    *(
        {
            "apiGroups": [group],
            "resources": resources,
            "verbs": ["get", "list", "watch", "create", "patch"],
        }
        for group, resources in {
            "": ["secrets", "persistentvolumeclaims"],
            "postgresql.cnpg.io": ["clusters"],
        }.items()
    ),
    {
        "apiGroups": ["coordination.k8s.io"],
        "resources": ["leases"],
        "verbs": ["get", "create", "update"],
    },
    {"apiGroups": ["events.k8s.io"], "resources": ["events"], "verbs": ["create", "patch"]},
    {
        "apiGroups": ["apiextensions.k8s.io"],
        "resources": ["customresourcedefinitions"],
        "verbs": ["list", "watch"],
    },
]
"""Exactly what the operator uses."""
ROLES = "/apis/rbac.authorization.k8s.io/v1"
GROUP = "tonebridge:operators"


def grant(api, rules=RULES, name="operator"):
    """Give the bed's operator its rights, in the whole cluster."""
    role = {"kind": "ClusterRole", "metadata": {"name": name}, "rules": rules}
    binding = {
        "kind": "ClusterRoleBinding",
        "metadata": {"name": name},
        "subjects": [{"kind": "Group", "name": GROUP, "apiGroup": "rbac.authorization.k8s.io"}],
        "roleRef": {
            "apiGroup": "rbac.authorization.k8s.io",
            "kind": "ClusterRole",
            "name": name,
        },
    }
    for folder, body in (("clusterroles", role), ("clusterrolebindings", binding)):
        body["apiVersion"] = "rbac.authorization.k8s.io/v1"
        answer = api.apply(f"{ROLES}/{folder}/{name}", body)
        assert answer.ok, answer.message


class OperatorProcess:
    """One operator that looks after one namespace."""

    def __init__(self, kubeconfig, folder, namespace, *, number=1, **settings):
        self.log = folder / f"operator-{number}.log"
        self._started = 0
        self._environment = {
            **{name: text for name, text in os.environ.items() if "TONEBRIDGE" not in name},
            "TONEBRIDGE_OPERATOR__KUBECONFIG": str(kubeconfig),
            "TONEBRIDGE_OPERATOR__NAMESPACES": json.dumps([namespace]),
            "TONEBRIDGE_OPERATOR__LEASE_NAMESPACE": namespace,
            "TONEBRIDGE_OPERATOR__IMAGE": "r.example/tb:1.0",
            "TONEBRIDGE_OPERATOR__POSTGRES_IMAGE": "r.example/pg:1",
            "TONEBRIDGE_OPERATOR__REDIS_IMAGE": "r.example/vk:1",
            "TONEBRIDGE_OPERATOR__IDENTITY": f"operator-{number}",
            "TONEBRIDGE_OPERATOR__MANAGEMENT_PORT": "0",
            **{f"TONEBRIDGE_OPERATOR__{name.upper()}": text for name, text in settings.items()},
        }
        self.process = None

    def start(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tonebridge_operator"],
                env=self._environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self

    def kill(self):
        """End it as a power cut does."""
        self.process.kill()
        self.process.wait()

    def pause(self):
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self):
        self.process.send_signal(signal.SIGCONT)

    def stop(self, timeout_s=20.0):
        """End it politely, and return its exit status."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGCONT)
        self.process.terminate()
        try:
            return self.process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise

    def ask(self, path):
        """Return what it answers on its management port: the status and the text."""
        said = (line["message"] for line in self.lines())
        port = next(re.search(r"\d+$", one)[0] for one in said if "on port" in one)
        connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=5.0)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def lines(self):
        """Return what it has logged, as far as it is JSON."""
        found = []
        for line in self.log.read_text(encoding="utf-8").splitlines():
            try:
                found.append(json.loads(line))
            except json.JSONDecodeError:
                found.append({"level": "raw", "message": line})
        return found

    def troubles(self):
        """Return what it logged that should never be logged."""
        bad = ("error", "critical", "raw")
        return [line for line in self.lines() if line["level"] in bad]
