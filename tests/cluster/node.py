"""Level 2: one real node, in namespaces of its own: containerd, kubelet and kube-proxy."""

import json
import os
import shutil
from pathlib import Path

from tests.cluster import addons, cgroups, images, namespaces, processes
from tests.cluster.api import Answer
from tests.cluster.binaries import NODE, binary
from tests.cluster.binaries import missing as missing_binaries
from tests.cluster.control_plane import ControlPlane, Options
from tests.cluster.namespaces import NODE_ADDRESS, POD_RANGE

NAME = "tonebridge"
CNI_PLUGINS = Path("/usr/lib/cni")
COMMANDS = {
    "containerd": "containerd",
    "runc": "runc",
    "iptables": "iptables",
    "buildah": "buildah",
    "debootstrap": "debootstrap",
    "ip": "iproute2",
    "nsenter": "util-linux",
}
"""What a node needs of the system, and the Debian package that has it."""

CONTAINERD = """\
version = 2
root = "{folder}/containerd"
state = "{folder}/containerd-state"
[grpc]
  address = "{folder}/containerd.sock"
[plugins."io.containerd.internal.v1.opt"]
  path = "{folder}/opt"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "{pause}"
  # runc may not raise its score without CAP_SYS_RESOURCE
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "{plugins}"
    conf_dir = "{folder}/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
      Root = "{folder}/runc"
"""


def missing() -> str:
    """Say why a node cannot run here; empty: it can."""
    if os.uname().sysname != "Linux" or os.geteuid() != 0:
        return "a node needs Linux and root"
    if not cgroups.ROOT.is_dir() or not cgroups.hierarchies():
        return "a node needs control groups, which are not mounted here"
    absent = {package for command, package in COMMANDS.items() if not shutil.which(command)}
    if not CNI_PLUGINS.is_dir():
        absent.add("containernetworking-plugins")
    if not images.BUSYBOX.exists():
        absent.add("busybox-static")
    if absent:
        return f"install {' '.join(sorted(absent))} (make cluster-packages)"
    return missing_binaries(NODE)


class Node:
    """A control plane with one node; any process can open it by the bed's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.control_plane = ControlPlane(folder)

    @classmethod
    def start(cls, folder: Path) -> "Node":
        """Start everything in an empty folder; return when pods can run and be measured.

        Raises:
            Failed: a part of it did not come up.
        """
        first = namespaces.make(folder)
        plane = ControlPlane.start(folder, Options(address=namespaces.HOST_ADDRESS))
        _start_containerd(folder, first)
        node = cls(folder)
        node.load(images.pause())
        _start_kubelet(folder, first, plane)
        _start_kube_proxy(folder, first, plane)
        addons.start(folder, first, plane)
        plane.api().wait_for(f"/api/v1/nodes/{NAME}", _is_ready)
        addons.wait(plane)
        return node

    def load(self, archive: Path) -> None:
        """Put an image where pods find it; they must have `imagePullPolicy: IfNotPresent`."""
        _ctr(self.folder, self._first, "images", "import", str(archive))

    @property
    def _first(self) -> int:
        return processes.running_id(self.folder, namespaces.INSIDE)


def _start_containerd(folder: Path, first: int) -> None:
    _write_json(
        folder / "cni" / "10-pods.conflist",
        {
            "cniVersion": "0.4.0",
            "name": "pods",
            "plugins": [
                {
                    # A cable for each pod, not a bridge: what goes to a service is then routed,
                    # so kube-proxy sees it, with or without the kernel's br_netfilter.
                    "type": "ptp",
                    "ipam": {
                        "type": "host-local",
                        "ranges": [[{"subnet": POD_RANGE}]],
                        "routes": [{"dst": "0.0.0.0/0"}],
                    },
                }
            ],
        },
    )
    configuration = folder / "containerd.toml"
    configuration.write_text(
        CONTAINERD.format(folder=folder, pause=images.PAUSE, plugins=CNI_PLUGINS),
        encoding="utf-8",
    )
    containerd = str(shutil.which("containerd"))
    namespaces.start(folder, "containerd", first, containerd, "--config", str(configuration))
    processes.wait_until((folder / "containerd.sock").exists, folder, "containerd")


def _start_kubelet(folder: Path, first: int, plane: ControlPlane) -> None:
    (folder / "resolv.conf").write_text("", encoding="utf-8")
    configuration = folder / "kubelet.json"
    _write_json(
        configuration,
        {
            "apiVersion": "kubelet.config.k8s.io/v1beta1",
            "kind": "KubeletConfiguration",
            "address": NODE_ADDRESS,
            "authentication": {
                "anonymous": {"enabled": False},
                "webhook": {"enabled": True},
                "x509": {"clientCAFile": str(plane.ca)},
            },
            "authorization": {"mode": "Webhook"},
            "cgroupDriver": "cgroupfs",
            "cgroupRoot": cgroups.make(folder.name),
            "clusterDNS": [addons.DNS_SERVICE],
            "clusterDomain": "cluster.local",
            "containerRuntimeEndpoint": f"unix://{folder / 'containerd.sock'}",
            "enforceNodeAllocatable": [],
            "evictionHard": {"memory.available": "100Mi", "nodefs.available": "1%"},
            "failCgroupV1": False,
            "failSwapOn": False,
            "healthzPort": 0,
            "imageGCHighThresholdPercent": 100,
            "podLogsDir": str(folder / "pod-logs"),
            "resolvConf": str(folder / "resolv.conf"),
            "volumePluginDir": str(folder / "volume-plugins"),
        },
    )
    namespaces.start(
        folder,
        "kubelet",
        first,
        str(binary("kubelet")),
        f"--config={configuration}",
        f"--kubeconfig={plane.kubeconfig(f'system:node:{NAME}')}",
        f"--root-dir={folder / 'kubelet'}",
        f"--cert-dir={folder / 'kubelet-certificates'}",
        f"--hostname-override={NAME}",
        f"--node-ip={NODE_ADDRESS}",
    )


def _start_kube_proxy(folder: Path, first: int, plane: ControlPlane) -> None:
    configuration = folder / "kube-proxy.json"
    _write_json(
        configuration,
        {
            "apiVersion": "kubeproxy.config.k8s.io/v1alpha1",
            "kind": "KubeProxyConfiguration",
            "clientConnection": {"kubeconfig": str(plane.kubeconfig("system:kube-proxy"))},
            "clusterCIDR": POD_RANGE,
            "conntrack": {"maxPerCore": 0},
            "healthzBindAddress": f"{NODE_ADDRESS}:10256",
            "hostnameOverride": NAME,
            "metricsBindAddress": f"{NODE_ADDRESS}:10249",
            "mode": "iptables",
        },
    )
    proxy = str(binary("kube-proxy"))
    namespaces.start(folder, "kube-proxy", first, proxy, f"--config={configuration}")


def _ctr(folder: Path, first: int, *words: str) -> None:
    socket = f"--address={folder / 'containerd.sock'}"
    namespaces.run(first, "ctr", socket, "--namespace=k8s.io", *words)


def _is_ready(node: Answer) -> bool:
    conditions = node.body["status"]["conditions"] if node.ok else []
    return any(found["type"] == "Ready" and found["status"] == "True" for found in conditions)


def _write_json(path: Path, value: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")
