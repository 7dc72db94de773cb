"""A machine inside this one: process, mount and network namespaces of their own.

Whatever a node makes (mounts, interfaces, addresses, iptables chains, sockets in /run, files
in /var/lib) exists in its namespaces alone, and ends with their first process.
"""

import shlex
import subprocess
import threading
from pathlib import Path

import psutil
from tests.cluster import processes
from tests.cluster.processes import POLL_S, Failed

INSIDE = "machine"
"""The first process in the namespaces; when it ends, all others in them do."""
HOST_LINK = "tonebridge0"
HOST_ADDRESS = "10.98.255.1"
NODE_ADDRESS = "10.98.255.2"
LINK_PREFIX = 30
POD_RANGE = "10.98.0.0/24"
OWN_FOLDERS = ("/run", "/var/lib", "/var/log")

FIRST_PROCESS = """
set -e
for folder in {folders}; do mount -t tmpfs -o mode=755 tmpfs "$folder"; done
mount --make-rshared /
ip link set lo up
echo 1 > /proc/sys/net/ipv4/ip_forward
touch {ready}
trap 'exit 0' TERM
while :; do sleep 3600 & wait $!; done
"""
"""Waiting in a shell, since a first process must also take note of orphans that end."""


def make(folder: Path) -> int:
    """Make the namespaces and the link to them; return the id of their first process.

    Raises:
        Failed: the system does not allow it, or another bed's node is up.
    """
    ready = folder / "machine-ready"
    script = FIRST_PROCESS.format(folders=" ".join(OWN_FOLDERS), ready=shlex.quote(str(ready)))
    flags = ("--mount", "--pid", "--net", "--fork", "--kill-child", "--mount-proc")
    processes.start(folder, INSIDE, ["/usr/bin/unshare", *flags, "/bin/bash", "-c", script])
    processes.wait_until(ready.exists, folder, INSIDE, timeout_s=10.0)
    first = only_child(folder, INSIDE)
    processes.record(folder, INSIDE, first)
    _link(first, services="10.99.0.0/16")
    return first


def command(first: int, *words: str) -> list[str]:
    """Return the command line that runs a command inside."""
    flags = (f"--target={first}", "--mount", "--pid", "--net")
    return ["/usr/bin/nsenter", *flags, "--", *words]


def start(folder: Path, name: str, first: int, *words: str) -> None:
    """Start and record a process inside."""
    processes.start(folder, name, command(first, *words))
    processes.record(folder, name, only_child(folder, name))


def run(first: int, *words: str) -> str:
    """Run a command inside to its end; return what it printed.

    Raises:
        Failed: it exited with an error.
    """
    return _run(*command(first, *words))


def only_child(folder: Path, name: str, timeout_s: float = 5.0) -> int:
    """Return the process that a recorded `unshare` or `nsenter` became the parent of."""
    pause = threading.Event()
    for _ in range(int(timeout_s / POLL_S)):
        process = processes.running(folder, name)
        try:
            if process and (children := process.children()):
                return int(children[0].pid)
        except psutil.NoSuchProcess:
            pass
        pause.wait(POLL_S)
    message = f"{name} did not start: {processes.last_words(folder, name)}"
    raise Failed(message)


def _link(first: int, services: str) -> None:
    """Connect the machine by a virtual cable, and send it what is for its pods and services."""
    _run("ip", "link", "add", HOST_LINK, "type", "veth", "peer", "eth0", "netns", str(first))
    _run("ip", "address", "add", f"{HOST_ADDRESS}/{LINK_PREFIX}", "dev", HOST_LINK)
    _run("ip", "link", "set", HOST_LINK, "up")
    run(first, "ip", "address", "add", f"{NODE_ADDRESS}/{LINK_PREFIX}", "dev", "eth0")
    run(first, "ip", "link", "set", "eth0", "up")
    run(first, "ip", "route", "add", "default", "via", HOST_ADDRESS)
    for destination in (services, POD_RANGE):
        _run("ip", "route", "add", destination, "via", NODE_ADDRESS)


def _run(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"{shlex.join(words)}: {done.stderr.strip() or done.stdout.strip()}"
        raise Failed(message)
    return done.stdout
