"""A machine inside this one: process, mount and network namespaces of their own.

Whatever a node makes (mounts, interfaces, addresses, iptables chains, sockets in /run, files
in /var/lib) exists in its namespaces alone, and ends with their first process.
"""

import shlex
import subprocess
import threading
from contextlib import suppress
from pathlib import Path

import psutil
from msgspec import Struct
from tests.cluster import processes
from tests.cluster.processes import POLL_S, Failed

INSIDE = "machine"
"""The first process in the namespaces; when it ends, all others in them do."""
MOST_BEDS = 8
OWN_FOLDERS = ("/run", "/var/lib", "/var/log")
ENOUGH_MEMORY = 8 * 1024**3
"""With so much of it free, images are unpacked into memory: quicker to write and to forget."""

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


class Network(Struct, frozen=True):
    """Addresses of one bed: several may be up on a machine."""

    index: int

    @property
    def link(self) -> str:
        """Name of the interface to the node."""
        return f"tonebridge{self.index}"

    @property
    def host(self) -> str:
        """This machine, as the node sees it."""
        return f"10.97.{self.index}.1"

    @property
    def node(self) -> str:
        return f"10.97.{self.index}.2"

    @property
    def pods(self) -> str:
        return f"10.98.{self.index}.0/24"

    @property
    def services(self) -> str:
        return f"10.{100 + self.index}.0.0/16"

    @property
    def dns(self) -> str:
        """The service that knows names."""
        return f"10.{100 + self.index}.0.10"


def make(folder: Path) -> Network:
    """Make the namespaces and a virtual cable to them.

    Raises:
        Failed: the system does not allow it.
    """
    ready = folder / "machine-ready"
    in_memory = list(OWN_FOLDERS)
    images = folder / "containerd"
    images.mkdir()
    if psutil.virtual_memory().available > ENOUGH_MEMORY:
        in_memory.append(str(images))
    script = FIRST_PROCESS.format(folders=shlex.join(in_memory), ready=shlex.quote(str(ready)))
    flags = ("--mount", "--pid", "--net", "--fork", "--kill-child", "--mount-proc")
    processes.start(folder, INSIDE, ["/usr/bin/unshare", *flags, "/bin/bash", "-c", script])
    processes.wait_until(ready.exists, folder, INSIDE, timeout_s=10.0)
    processes.record(folder, INSIDE, only_child(folder, INSIDE))
    return _connect(first(folder))


def first(folder: Path) -> int:
    """Return the id of the first process inside.

    Raises:
        Failed: it does not run.
    """
    return processes.running_id(folder, INSIDE)


def start(folder: Path, name: str, *words: str) -> None:
    """Start and record a process inside."""
    processes.start(folder, name, _inside(first(folder), *words))
    processes.record(folder, name, only_child(folder, name))


def run(folder: Path, *words: str) -> str:
    """Run a command inside to its end; return what it printed.

    Raises:
        Failed: it exited with an error.
    """
    return _run(*_inside(first(folder), *words))


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


def _connect(first: int) -> Network:
    """Lay the cable, and send through it what is for the node's pods and services."""
    network = _plugged(first)
    _run("ip", "address", "add", f"{network.host}/30", "dev", network.link)
    _run("ip", "link", "set", network.link, "up")
    for words in (
        ("address", "add", f"{network.node}/30", "dev", "eth0"),
        ("link", "set", "eth0", "up"),
        ("route", "add", "default", "via", network.host),
    ):
        _run(*_inside(first, "ip", *words))
    for destination in (network.services, network.pods):
        _run("ip", "route", "add", destination, "via", network.node)
    return network


def _plugged(first: int) -> Network:
    """Make the cable under the first free name; whoever makes it has the addresses."""
    for network in map(Network, range(MOST_BEDS)):
        with suppress(Failed):
            cable = ("ip", "link", "add", network.link, "type", "veth")
            _run(*cable, "peer", "eth0", "netns", str(first))
            return network
    message = f"cannot make a virtual interface, or {MOST_BEDS} beds with nodes are up already"
    raise Failed(message)


def _inside(first: int, *words: str) -> list[str]:
    flags = (f"--target={first}", "--mount", "--pid", "--net")
    return ["/usr/bin/nsenter", *flags, "--", *words]


def _run(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"{shlex.join(words)}: {done.stderr.strip() or done.stdout.strip()}"
        raise Failed(message)
    return done.stdout
