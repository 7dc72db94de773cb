"""`tonebridge up` as a person starts it: a process of its own, read line by line."""

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread
from time import monotonic

import psutil

COMMAND = Path(sys.executable).with_name("tonebridge")
START_BOUND_S = 60.0
STOP_BOUND_S = 45.0
LINE = re.compile(r"^(ToneBridge|Sign in|API key) +(\S+)", re.MULTILINE)


def clean_environment(home, **more):
    """This process's environment without anything that the product reads."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("TONEBRIDGE_", "XDG_"))}
    return {**kept, "HOME": str(home), **more}


def tonebridge(*words, environment, given=""):
    """Run a command to its end."""
    return subprocess.run(
        [COMMAND, *words],
        env=environment,
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=START_BOUND_S,
    )


def eventually(condition, *, within_s=20.0):
    """Return the first true answer; other processes tell us of nothing, so we ask."""
    deadline = monotonic() + within_s
    pause = Event()
    while not (answer := condition()):
        assert monotonic() < deadline, f"{condition} did not come true within {within_s} s"
        pause.wait(0.02)
    return answer


class Up:
    """One `tonebridge up`: what it said, and its children by name."""

    def __init__(self, data, environment):
        self.data = data
        self.environment = environment
        self._lines = Queue()
        self.said = ""
        self._process = subprocess.Popen(
            [COMMAND, "up", "--port", "0", "--data", str(data)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        Thread(target=self._read, daemon=True).start()

    @property
    def pid(self):
        return self._process.pid

    def await_line(self, part, *, within_s=START_BOUND_S):
        """Read on until a line holds this."""
        deadline = monotonic() + within_s
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, deadline - monotonic()))
            except Empty:
                line = None
            assert line is not None, f"no line with {part!r} in:\n{self.said}"
            self.said += line
            if part in line:
                return line

    def results(self):
        """Wait until it runs; return what it printed for the person, by label."""
        self.await_line("Ctrl-C stops it")
        return dict(LINE.findall(self.said))

    def ask(self, *words):
        """Run another command against it."""
        return tonebridge(*words, "--data", str(self.data), environment=self.environment)

    def children(self):
        """The process ids of its four children, by what they run."""
        marks = {
            "gateway": "tonebridge_gateway",
            "worker": "tonebridge_workers",
            "valkey": "valkey-server",
            "postgres": "bin/postgres",
        }
        found = {}
        for child in psutil.Process(self.pid).children():
            words = " ".join(child.cmdline())
            found |= {name: child.pid for name, mark in marks.items() if mark in words}
        return found

    def kill(self):
        """End it as the out-of-memory killer would."""
        self._process.kill()
        self._process.wait(STOP_BOUND_S)

    def stop(self, number=signal.SIGTERM):
        """Ask it to stop; return its exit code."""
        if self._process.poll() is None:
            self._process.send_signal(number)
        return self._process.wait(STOP_BOUND_S)

    def _read(self):
        with self._process.stdout as stream:
            for line in stream:
                self._lines.put(line)
        self._lines.put(None)


@contextmanager
def running(data, home, **more):
    """Start it, wait until it runs, and stop it afterwards whatever happens."""
    up = Up(data, clean_environment(home, **more))
    try:
        yield up
    finally:
        try:
            up.stop()
        except subprocess.TimeoutExpired:
            up.kill()
            raise
