"""The gateway as a process of its own, asked over real sockets."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile

from tests.support.running import eventually

from tonebridge_cli.laptop.ports import free_port


class GatewayProcess:
    """One `python -m tonebridge_gateway`; what it logs goes to a file."""

    def __init__(self, **settings):
        kept = {k: v for k, v in os.environ.items() if not k.startswith("TONEBRIDGE_")}
        self.port, self.management_port = free_port(), free_port()
        named = {
            "GATEWAY__PORT": self.port,
            "GATEWAY__MANAGEMENT_PORT": self.management_port,
        } | settings
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tonebridge_gateway"],
            env={**kept, **{f"TONEBRIDGE_{name}": str(value) for name, value in named.items()}},
            stderr=self._log,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._log.close()

    @property
    def said(self):
        """Everything on its standard error so far."""
        self._log.seek(0)
        return self._log.read().decode()

    def await_ready(self):
        """Wait until its management port says that it is ready."""

        def ready():
            assert self._process.poll() is None, self.said
            return self.management("/health/ready")[0] == 200

        eventually(ready, within_s=60)
        return self

    def management(self, path):
        """Ask the management port; (0, "") while nobody listens."""
        return ask(self.management_port, "GET", path)

    def post(self, path, body, **headers):
        """Send JSON; return the status and the answer."""
        sent = {"Content-Type": "application/json"} | headers
        status, text = ask(self.port, "POST", path, json.dumps(body), sent)
        return status, json.loads(text)

    def connect(self):
        """Open a bare connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def terminate(self):
        """Ask it to stop."""
        self._process.send_signal(signal.SIGTERM)

    def wait(self):
        """Wait for its end; return its exit code."""
        return self._process.wait(30)


def ask(port, method, path, body=None, headers=None):
    """Make one request on a connection of its own; (0, "") if nobody listens."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except OSError:
        return 0, ""
    finally:
        connection.close()


def read_all(connection):
    """Read until the other end closes."""
    pieces = []
    while piece := connection.recv(65_536):
        pieces.append(piece)
    return b"".join(pieces).decode()
