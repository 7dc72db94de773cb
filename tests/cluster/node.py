"""Level 2: one real node, in namespaces of its own: containerd, kubelet and kube-proxy."""

import json
import shutil
from pathlib import Path

import msgspec
from tests.cluster import addons, cgroups, images, namespaces, processes, volumes
from tests.cluster.api import Answer
from tests.cluster.binaries import binary
from tests.cluster.control_plane import ControlPlane, Options
from tests.cluster.namespaces import Network

NAME = "tonebridge"
NETWORK = "network.json"
CNI_PLUGINS = Path("/usr/lib/cni")
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


class Node:
    """A control plane with one node; any process can open it by the bed's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.control_plane = ControlPlane(folder)

    @classmethod
    def start(cls, folder: Path) -> "Node":
        """Start everything in an empty folder; return when pods can run.

        Raises:
            Failed: a part of it did not come up.
        """
        network = namespaces.make(folder)
        (folder / NETWORK).write_bytes(msgspec.json.encode(network))
        plane = ControlPlane.start(
            folder, Options(address=network.host, services=network.services)
        )
        _start_containerd(folder, network)
        node = cls(folder)
        node.load(images.pause())
        _start_kubelet(folder, network, plane)
        _start_kube_proxy(folder, network, plane)
        addons.start(folder, network, plane)
        volumes.make_class(plane)
        plane.api().wait_for(f"/api/v1/nodes/{NAME}", _is_ready)
        return node

    def offer_volume(self, name: str, size: str = "10Gi") -> None:
        """Offer a volume to the first claim that fits it."""
        volumes.offer(self.control_plane, self.folder, name, size)

    def wait_for_metrics(self) -> None:
        """Wait until pods can be measured: about 20 s after the start."""
        self.control_plane.api().wait_for(
            f"{addons.METRICS_API}/nodes", lambda found: bool(found.ok and found.body["items"])
        )

    def load(self, archive: Path) -> None:
        """Put an image where pods find it; they must have `imagePullPolicy: IfNotPresent`."""
        socket = f"--address={self.folder / 'containerd.sock'}"
        namespaces.run(
            self.folder, "ctr", socket, "--namespace=k8s.io", "images", "import", str(archive)
        )


def _start_containerd(folder: Path, network: Network) -> None:
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
                        "ranges": [[{"subnet": network.pods}]],
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
    namespaces.start(folder, "containerd", containerd, "--config", str(configuration))
    processes.wait_until((folder / "containerd.sock").exists, folder, "containerd")


def _start_kubelet(folder: Path, network: Network, plane: ControlPlane) -> None:
    (folder / "resolv.conf").write_text("", encoding="utf-8")
    configuration = folder / "kubelet.json"
    _write_json(
        configuration,
        {
            "apiVersion": "kubelet.config.k8s.io/v1beta1",
            "kind": "KubeletConfiguration",
            "address": network.node,
            "authentication": {
                "anonymous": {"enabled": False},
                "webhook": {"enabled": True},
                "x509": {"clientCAFile": str(plane.ca)},
            },
            "authorization": {"mode": "Webhook"},
            "cgroupDriver": "cgroupfs",
            "cgroupRoot": cgroups.make(folder.name),
            "clusterDNS": [network.dns],
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
        str(binary("kubelet")),
        f"--config={configuration}",
        f"--kubeconfig={plane.kubeconfig(f'system:node:{NAME}')}",
        f"--root-dir={folder / 'kubelet'}",
        f"--cert-dir={folder / 'kubelet-certificates'}",
        f"--hostname-override={NAME}",
        f"--node-ip={network.node}",
    )


def _start_kube_proxy(folder: Path, network: Network, plane: ControlPlane) -> None:
    configuration = folder / "kube-proxy.json"
    _write_json(
        configuration,
        {
            "apiVersion": "kubeproxy.config.k8s.io/v1alpha1",
            "kind": "KubeProxyConfiguration",
            "clientConnection": {"kubeconfig": str(plane.kubeconfig("system:kube-proxy"))},
            "clusterCIDR": network.pods,
            "conntrack": {"maxPerCore": 0},
            "healthzBindAddress": f"{network.node}:10256",
            "hostnameOverride": NAME,
            "metricsBindAddress": f"{network.node}:10249",
            "mode": "iptables",
        },
    )
    proxy = str(binary("kube-proxy"))
    namespaces.start(folder, "kube-proxy", proxy, f"--config={configuration}")


def _is_ready(node: Answer) -> bool:
    conditions = node.body["status"]["conditions"] if node.ok else []
    return any(found["type"] == "Ready" and found["status"] == "True" for found in conditions)


def _write_json(path: Path, value: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")
