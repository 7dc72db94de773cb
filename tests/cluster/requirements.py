"""What a bed needs of this machine, and whether that could be had."""

import os
import shutil
from typing import NamedTuple

from tests.cluster import binaries, cgroups
from tests.cluster.images import BUSYBOX
from tests.cluster.node import CNI_PLUGINS

COMMANDS = {
    "containerd": "containerd",
    "runc": "runc",
    "iptables": "iptables",
    "buildah": "buildah",
    "debootstrap": "debootstrap",
    "ip": "iproute2",
    "nsenter": "util-linux",
}
"""What a node runs of the system, and the Debian package that has it."""
PLANE_BINARIES = ("etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl")
NODE_BINARIES = ("kubelet", "kube-proxy", "coredns", "metrics-server")
TOOLS = ("helm", "prometheus", "promtool")


class Lack(NamedTuple):
    """Why a bed cannot start."""

    reason: str
    curable: bool
    """`make cluster-parts` mends it; otherwise this machine cannot have one."""


def for_level(level: int) -> Lack | None:
    """Say why a bed of level 1 (control plane) or 2 (with a node) cannot start; None: it can."""
    return _for_node() if level > 1 else _lacking(PLANE_BINARIES)


def for_tools(*names: str) -> Lack | None:
    """Say why tools, such as helm, cannot be had; None: they are here."""
    return _lacking(names)


def _for_node() -> Lack | None:
    if os.uname().sysname != "Linux" or os.geteuid() != 0:
        return Lack("a node needs Linux and root", curable=False)
    if not cgroups.ROOT.is_dir() or not cgroups.hierarchies():
        return Lack("a node needs control groups, which are not mounted here", curable=False)
    if packages := packages_lacking():
        reason = f"a node needs the Debian packages {' '.join(packages)}"
        return Lack(reason, curable=shutil.which("apt-get") is not None)
    return _lacking(PLANE_BINARIES + NODE_BINARIES)


def packages_lacking() -> list[str]:
    """Return the Debian packages that a node needs and that are not installed."""
    found = {package for command, package in COMMANDS.items() if not shutil.which(command)}
    if not CNI_PLUGINS.is_dir():
        found.add("containernetworking-plugins")
    if not BUSYBOX.exists():
        found.add("busybox-static")
    return sorted(found)


def _lacking(names: tuple[str, ...]) -> Lack | None:
    if absent := binaries.absent(names):
        go = shutil.which("go")
        how = "built by Go, once" if go else "built by Go, which is not installed"
        return Lack(f"{', '.join(absent)} must be {how}", curable=go is not None)
    return None
