"""A platform that runs in a cluster: its bridge is `demo`, in the namespace `default`."""

import http.client
import json
import subprocess
import threading
from urllib.parse import urlencode

from tests.cluster.binaries import binary
from tests.support.running import COMMAND, eventually

BRIDGE = "/apis/tonebridge.io/v1alpha1/namespaces/default/tonebridges/demo"
PODS = "/api/v1/namespaces/default/pods"
SERVICE = "/api/v1/namespaces/default/services/demo-gateway"
PASSWORD = "PGPASSWORD=$(cat /run/tonebridge/passwords/admin-password)"


class LivePlatform:
    """Asks the gateway through its Service, and the cluster as its administrator."""

    def __init__(self, node, key):
        self.node = node
        self.key = key
        self.api = node.control_plane.api()

    def kubectl(self, *words, given=None):
        """Run kubectl to its end; return what it printed."""
        config = f"--kubeconfig={self.node.control_plane.kubeconfig()}"
        return run(str(binary("kubectl")), config, *words, given=given)

    def bridge(self, *words):
        """Run `tonebridge bridge …` to its end; return what it printed."""
        config = f"--kubeconfig={self.node.control_plane.kubeconfig()}"
        return run(str(COMMAND), "bridge", *words, config)

    def address(self):
        """Return the address of the gateway's Service, which this machine reaches; empty: none."""
        found = self.api.request("GET", SERVICE)
        return found.body["spec"]["clusterIP"] if found.ok else ""

    def ask(self, method, path, body=None):
        """Ask the gateway once, on a connection of its own; return the status and the answer."""
        connection = http.client.HTTPConnection(self.address(), 80, timeout=15)
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        try:
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    def transform(self, text):
        """Have a message softened; return the new text."""
        status, answer = self.ask("POST", "/api/v1/transform", {"text": text, "kind": "soften"})
        assert status == http.HTTPStatus.OK, answer
        return answer["text"]

    def history(self, text):
        """Return the messages in history that hold this, the newest first."""
        status, answer = self.ask("GET", f"/api/v1/history?{urlencode({'q': text})}")
        assert status == http.HTTPStatus.OK, answer
        return [entry["source"] for entry in answer["items"]]

    def stored(self):
        """Return the messages that the managed PostgreSQL holds, asked in its own pod."""
        query = "select source from tonebridge.history_entries order by created_at desc"
        shell = f'{PASSWORD} psql -h 127.0.0.1 -U postgres -Atc "{query}" tonebridge'
        return self.kubectl("exec", "demo-postgres-0", "--", "sh", "-c", shell).splitlines()

    def await_history(self, text, *, timeout_s=60.0):
        """Wait until a message is in the history: it is written a moment after the answer."""
        eventually(lambda: text in self.history(text), within_s=timeout_s)

    def pods(self, component):
        """Return the pods of a part of the bridge that are not being deleted."""
        query = {"labelSelector": f"app.kubernetes.io/component={component}"}
        found = self.api.request("GET", PODS, query=query)
        return [pod for pod in found.body["items"] if "deletionTimestamp" not in pod["metadata"]]

    def ready(self, component):
        """Return those of them that answer."""
        return [pod for pod in self.pods(component) if is_ready(pod)]

    def await_pods(self, component, number, *, but=(), timeout_s=180.0):
        """Wait until so many pods of a part are ready; none with a uid in `but` counts."""

        def ready():
            found = self.pods(component)
            uids = {pod["metadata"]["uid"] for pod in found}
            return len(found) >= number and not uids & set(but) and all(map(is_ready, found))

        eventually(ready, within_s=timeout_s)

    def await_gone(self, uids, *, timeout_s=120.0):
        """Wait until pods are gone, not only on their way out."""

        def gone():
            found = self.api.request("GET", PODS).body["items"]
            return not set(uids) & {pod["metadata"]["uid"] for pod in found}

        eventually(gone, within_s=timeout_s)

    def settled(self, phase="Ready"):
        """Tell whether the bridge's status speaks of its spec as it is, and in this phase."""
        bridge = self.api.request("GET", BRIDGE).body
        status = bridge.get("status", {})
        current = status.get("observedGeneration") == bridge["metadata"]["generation"]
        return current and status.get("phase") == phase

    def condition(self, kind):
        """Return the status and the reason of one of the bridge's conditions."""
        conditions = self.api.request("GET", BRIDGE).body["status"]["conditions"]
        return next((one["status"], one["reason"]) for one in conditions if one["type"] == kind)

    def settle(self, phase="Ready", *, timeout_s=240.0):
        """Wait until the bridge is in a phase."""
        pause = threading.Event()
        for _ in range(int(timeout_s)):
            if self.settled(phase):
                return
            pause.wait(1.0)
        told = self.kubectl("get", "tonebridge/demo,pods,jobs,pvc", "-o=wide")
        conditions = self.api.request("GET", BRIDGE).body["status"]["conditions"]
        message = f"not {phase} after {timeout_s:g} s\n{told}\n{json.dumps(conditions)}"
        raise TimeoutError(message)


def is_ready(pod):
    """Tell whether a pod answers."""
    conditions = pod["status"].get("conditions", ())
    return any(one["type"] == "Ready" and one["status"] == "True" for one in conditions)


def run(*words, given=None):
    """Run a program to its end; return what it printed."""
    done = subprocess.run(words, input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words}: {done.stderr}"
    return done.stdout
