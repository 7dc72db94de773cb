"""What every cluster has beside its node: names for services, and the metrics of pods."""

from pathlib import Path

from tests.cluster import namespaces
from tests.cluster.binaries import binary
from tests.cluster.control_plane import ControlPlane
from tests.cluster.namespaces import Network

METRICS_PORT = 10251
NAMESPACE = "/api/v1/namespaces/kube-system"
METRICS_API = "/apis/metrics.k8s.io/v1beta1"

COREFILE = """\
.:53 {{
    bind {address}
    errors
    kubernetes cluster.local in-addr.arpa {{
        kubeconfig {kubeconfig}
        ttl 5
    }}
}}
"""


def start(folder: Path, network: Network, plane: ControlPlane) -> None:
    """Start CoreDNS and metrics-server beside the kubelet, and name them to the cluster."""
    corefile = folder / "Corefile"
    kubeconfig = plane.kubeconfig("coredns")
    corefile.write_text(
        COREFILE.format(address=network.node, kubeconfig=kubeconfig), encoding="utf-8"
    )
    namespaces.start(folder, "coredns", str(binary("coredns")), f"-conf={corefile}")
    kubeconfig = plane.kubeconfig("metrics-server")
    namespaces.start(
        folder,
        "metrics-server",
        str(binary("metrics-server")),
        f"--kubeconfig={kubeconfig}",
        f"--authentication-kubeconfig={kubeconfig}",
        f"--authorization-kubeconfig={kubeconfig}",
        f"--bind-address={network.node}",
        f"--cert-dir={folder / 'metrics-server-certificates'}",
        f"--secure-port={METRICS_PORT}",
        "--kubelet-insecure-tls",
        "--kubelet-preferred-address-types=InternalIP",
        "--kubelet-use-node-status-port",
        "--metric-resolution=10s",
        "--kubelet-request-timeout=5s",
    )
    _name_service(
        plane, network, "kube-dns", {"dns": (53, "UDP"), "dns-tcp": (53, "TCP")}, network.dns
    )
    _name_service(plane, network, "metrics-server", {"https": (METRICS_PORT, "TCP")})
    _serve_metrics(plane)


def _name_service(
    plane: ControlPlane,
    network: Network,
    name: str,
    ports: dict[str, tuple[int, str]],
    address: str | None = None,
) -> None:
    """Make a Service for a process that is no pod."""
    service = {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": name},
        "spec": {
            **({"clusterIP": address} if address else {}),
            "ports": [
                {"name": port, "port": number, "protocol": protocol}
                for port, (number, protocol) in ports.items()
            ],
        },
    }
    endpoints = {
        "apiVersion": "discovery.k8s.io/v1",
        "kind": "EndpointSlice",
        "metadata": {"name": name, "labels": {"kubernetes.io/service-name": name}},
        "addressType": "IPv4",
        "endpoints": [{"addresses": [network.node]}],
        "ports": [
            {"name": port, "port": number, "protocol": protocol}
            for port, (number, protocol) in ports.items()
        ],
    }
    slices = "/apis/discovery.k8s.io/v1/namespaces/kube-system/endpointslices"
    plane.apply(f"{NAMESPACE}/services/{name}", service)
    plane.apply(f"{slices}/{name}", endpoints)


def _serve_metrics(plane: ControlPlane) -> None:
    name = "v1beta1.metrics.k8s.io"
    plane.apply(
        f"/apis/apiregistration.k8s.io/v1/apiservices/{name}",
        {
            "apiVersion": "apiregistration.k8s.io/v1",
            "kind": "APIService",
            "metadata": {"name": name},
            "spec": {
                "group": "metrics.k8s.io",
                "version": "v1beta1",
                "groupPriorityMinimum": 100,
                "versionPriority": 100,
                "insecureSkipTLSVerify": True,
                "service": {
                    "namespace": "kube-system",
                    "name": "metrics-server",
                    "port": METRICS_PORT,
                },
            },
        },
    )
