"""A platform that runs in a cluster: its bridge is `demo`, in the namespace `default`."""

import http.client
import json
import subprocess
import threading

from tests.cluster.binaries import binary
from tests.support.running import eventually

BRIDGE = "/apis/tonebridge.io/v1alpha1/namespaces/default/tonebridges/demo"
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
        done = subprocess.run(
            [str(binary("kubectl")), config, *words],
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{words}: {done.stderr}"
        return done.stdout

    def address(self):
        """Return the gateway's address: its Service's, since this machine reaches Services."""
        return self.kubectl("get", "service", "demo-gateway", "-o=jsonpath={.spec.clusterIP}")

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

    def history(self):
        """Return the messages in history, the newest first."""
        status, answer = self.ask("GET", "/api/v1/history")
        assert status == http.HTTPStatus.OK, answer
        return [entry["source"] for entry in answer["items"]]

    def stored(self):
        """Return the messages that the managed PostgreSQL holds, asked in its own pod."""
        query = "select source from tonebridge.history_entries order by created_at desc"
        shell = f'{PASSWORD} psql -h 127.0.0.1 -U postgres -Atc "{query}" tonebridge'
        return self.kubectl("exec", "demo-postgres-0", "--", "sh", "-c", shell).splitlines()

    def await_history(self, text, *, timeout_s=60.0):
        """Wait until a message is in the history: it is written a moment after the answer."""
        eventually(lambda: text in self.history(), within_s=timeout_s)

    def pods(self, component):
        """Return the pods of a part of the bridge that are not being deleted."""
        query = {"labelSelector": f"app.kubernetes.io/component={component}"}
        found = self.api.request("GET", "/api/v1/namespaces/default/pods", query=query)
        return [pod for pod in found.body["items"] if "deletionTimestamp" not in pod["metadata"]]

    def settled(self, phase="Ready"):
        """Tell whether the bridge's status speaks of its spec as it is, and in this phase."""
        bridge = self.api.request("GET", BRIDGE).body
        status = bridge.get("status", {})
        current = status.get("observedGeneration") == bridge["metadata"]["generation"]
        return current and status.get("phase") == phase

    def settle(self, *, timeout_s=240.0):
        """Wait until the bridge is Ready."""
        pause = threading.Event()
        for _ in range(int(timeout_s)):
            if self.settled():
                return
            pause.wait(1.0)
        told = self.kubectl("get", "tonebridge/demo,pods,jobs,pvc", "-o=wide")
        conditions = self.api.request("GET", BRIDGE).body["status"]["conditions"]
        message = f"not Ready after {timeout_s:g} s\n{told}\n{json.dumps(conditions)}"
        raise TimeoutError(message)
