"""The worker as a process of its own, fed and watched from outside."""

import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager

from tests.support.running import eventually


class WorkerProcess:
    """One `python -m tonebridge_workers`; what it logs goes to a file."""

    def __init__(self, **settings):
        kept = {k: v for k, v in os.environ.items() if not k.startswith("TONEBRIDGE_")}
        named = {f"TONEBRIDGE_{name}": str(value) for name, value in settings.items()}
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tonebridge_workers"],
            env={**kept, "TONEBRIDGE_WORKER__MANAGEMENT_PORT": "0", **named},
            stderr=self._log,
        )

    @property
    def said(self):
        self._log.seek(0)
        return self._log.read().decode()

    def ask(self, path):
        """Ask the management port; (0, "") while nobody listens."""
        lines = [json.loads(line) for line in self.said.splitlines() if line.startswith("{")]
        ports = [
            int(line["message"].rpartition(" ")[2])
            for line in lines
            if "management on port" in line["message"]
        ]
        if not ports:
            return 0, ""
        connection = http.client.HTTPConnection("127.0.0.1", ports[0], timeout=10)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except OSError:
            return 0, ""
        finally:
            connection.close()

    def status(self, path):
        return self.ask(path)[0]

    def measure(self, name):
        """A sample of /metrics; 0 if there is none."""
        found = [line for line in self.ask("/metrics")[1].splitlines() if line.startswith(name)]
        return float(found[0].rpartition(" ")[2]) if found else 0.0

    def await_ready(self):
        eventually(lambda: self.status("/health/ready") == 200 or self.ended)
        assert self._process.poll() is None, self.said

    @property
    def ended(self):
        return self._process.poll() is not None

    def kill(self):
        """kill -9."""
        self._process.kill()
        self._process.wait(10)

    def stop(self):
        """SIGTERM; returns the exit status."""
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(40)

    def wait(self):
        return self._process.wait(40)

    def close(self):
        if not self.ended:
            self.kill()
        self._log.close()


@contextmanager
def worker_process(**settings):
    worker = WorkerProcess(**settings)
    try:
        yield worker
    finally:
        worker.close()


@contextmanager
def working(**settings):
    """A worker that is ready."""
    with worker_process(**settings) as worker:
        worker.await_ready()
        yield worker
