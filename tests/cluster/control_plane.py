"""Level 1: a real etcd, API server, controller manager and scheduler, without nodes.

Pods stay Pending here. All else is real: schemas, CEL, server-side apply, access control,
admission, garbage collection and the controllers.
"""

import secrets
import socket
from collections.abc import Mapping
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from tests.cluster import processes
from tests.cluster.api import Api
from tests.cluster.binaries import binary
from tests.cluster.certificates import Authority, signing_key

LOOPBACK = "127.0.0.1"
STATE = "control-plane.json"

USERS: Mapping[str, tuple[str, ...]] = {
    "admin": ("system:masters",),
    "operator": ("tonebridge:operators",),
    "system:kube-controller-manager": ("system:masters",),
    "system:kube-scheduler": ("system:masters",),
    "system:kube-proxy": (),
    "coredns": ("system:masters",),
    "metrics-server": ("system:masters",),
    "system:node:tonebridge": ("system:nodes",),
}
"""Who has a token, and of which groups. `operator` has no rights but those a test gives it."""

AUDIT_POLICY: Mapping[str, Any] = {
    "apiVersion": "audit.k8s.io/v1",
    "kind": "Policy",
    "omitStages": ["RequestReceived", "ResponseStarted"],
    "rules": [
        {
            "level": "Metadata",
            "verbs": ["create", "update", "patch", "delete", "deletecollection"],
        },
        {"level": "None"},
    ],
}


class Options(Struct, frozen=True, kw_only=True):
    """What a test may want otherwise."""

    address: str = LOOPBACK
    """Where the API server listens; nodes need one that is no loopback address."""
    services: str = "10.99.0.0/16"
    """Addresses of Services."""
    flags: dict[str, tuple[str, ...]] = {}
    """More flags by process, such as `{"kube-controller-manager": ("--v=4",)}`."""


class State(Struct, frozen=True, kw_only=True):
    """What another process must know to use a running control plane."""

    address: str
    port: int
    etcd_port: int
    tokens: dict[str, str]
    commands: dict[str, list[str]]


class ControlPlane:
    """A control plane that runs in a folder; any process can open it by the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._state = msgspec.json.decode((folder / STATE).read_bytes(), type=State)

    @classmethod
    def start(cls, folder: Path, options: Options | None = None) -> "ControlPlane":
        """Start one in an empty folder and return when it answers.

        Raises:
            Failed: a part of it did not come up.
        """
        options = options or Options()
        state = _prepared(folder, options)
        (folder / STATE).write_bytes(msgspec.json.encode(state))
        plane = cls(folder)
        for name in state.commands:
            plane.start_part(name)
        return plane

    @property
    def url(self) -> str:
        return f"https://{self._state.address}:{self._state.port}"

    @property
    def ca(self) -> Path:
        return self.folder / "ca.crt"

    @property
    def audit_log(self) -> Path:
        """One JSON line for each write that was answered."""
        return self.folder / "audit.log"

    def token(self, user: str = "admin") -> str:
        return self._state.tokens[user]

    def api(self, user: str = "admin") -> Api:
        """Return a client that acts as this user."""
        return Api(self.url, ca=self.ca, token=self.token(user))

    def apply(self, path: str, manifest: object) -> None:
        """Apply a manifest as the administrator.

        Raises:
            Failed: the API server refuses it; the message says why.
        """
        answer = self.api().apply(path, manifest)
        if not answer.ok:
            message = f"{path}: {answer.message}"
            raise processes.Failed(message)

    def kubeconfig(self, user: str = "admin") -> Path:
        """Return a kubeconfig file for this user."""
        return self.folder / f"{_file_name(user)}.kubeconfig"

    def start_part(self, name: str) -> None:
        """Start etcd, kube-apiserver, kube-controller-manager or kube-scheduler (again)."""
        processes.start(self.folder, name, self._state.commands[name])
        if name == "etcd":
            port = self._state.etcd_port
            processes.wait_until(lambda: _accepts(port), self.folder, name)
        if name == "kube-apiserver":
            processes.wait_until(self._answers, self.folder, name)

    def stop_part(self, name: str) -> None:
        """Stop one of them.

        The API server is given 2 s: it would wait for open watches. Controllers that it left
        alone for longer come back late, since each of them waits up to a minute between tries.
        """
        processes.stop(self.folder, name, bound_s=2.0 if name == "kube-apiserver" else 10.0)

    def _answers(self) -> bool:
        try:
            ready = self.api().request("GET", "/readyz", timeout_s=2.0).ok
            # Bootstrapped roles and namespaces come a moment after readiness.
            return ready and self.api().request("GET", "/api/v1/namespaces/default").ok
        except OSError:
            return False


def _prepared(folder: Path, options: Options) -> State:
    """Write certificates, tokens and configuration; return how to start each part."""
    port, etcd_port, peer_port = _free_ports(options.address, 3)
    tokens = {user: secrets.token_hex(16) for user in USERS}
    state = State(
        address=options.address,
        port=port,
        etcd_port=etcd_port,
        tokens=tokens,
        commands={
            "etcd": _etcd(folder, etcd_port, peer_port),
            "kube-apiserver": _api_server(folder, options, port, etcd_port),
            "kube-controller-manager": _controller_manager(folder),
            "kube-scheduler": [
                str(binary("kube-scheduler")),
                f"--kubeconfig={folder / _file_name('system:kube-scheduler')}.kubeconfig",
                "--leader-elect=false",
                "--secure-port=0",
            ],
        },
    )
    for name, flags in options.flags.items():
        state.commands[name].extend(flags)
    _certify(folder, options)
    (folder / "audit-policy.json").write_bytes(msgspec.json.encode(AUDIT_POLICY))
    rows = [f'{tokens[user]},{user},{user},"{",".join(USERS[user])}"' for user in USERS]
    (folder / "tokens.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    for user, token in tokens.items():
        _write_kubeconfig(folder, f"https://{options.address}:{port}", user, token)
    return state


def _certify(folder: Path, options: Options) -> None:
    authority = Authority(folder, "ca")
    own_service = str(ip_network(options.services)[1])
    hosts = (options.address, LOOPBACK, own_service, "localhost")
    names = ("kubernetes", "kubernetes.default", "kubernetes.default.svc")
    authority.issue("api-server", hosts=(*hosts, *names, "kubernetes.default.svc.cluster.local"))
    authority.issue("kubelet-client", groups=("system:masters",))
    Authority(folder, "front-proxy-ca").issue("front-proxy")
    signing_key(folder, "service-accounts")


def _etcd(folder: Path, port: int, peer_port: int) -> list[str]:
    url, peer_url = f"http://{LOOPBACK}:{port}", f"http://{LOOPBACK}:{peer_port}"
    return [
        str(binary("etcd")),
        f"--data-dir={folder / 'etcd'}",
        f"--listen-client-urls={url}",
        f"--advertise-client-urls={url}",
        f"--listen-peer-urls={peer_url}",
        f"--initial-advertise-peer-urls={peer_url}",
        f"--initial-cluster=default={peer_url}",
        "--unsafe-no-fsync",
        "--log-level=warn",
    ]


def _api_server(folder: Path, options: Options, port: int, etcd_port: int) -> list[str]:
    address = options.address
    return [
        str(binary("kube-apiserver")),
        f"--etcd-servers=http://{LOOPBACK}:{etcd_port}",
        f"--bind-address={address}",
        f"--advertise-address={address}",
        f"--secure-port={port}",
        f"--tls-cert-file={folder / 'api-server.crt'}",
        f"--tls-private-key-file={folder / 'api-server.key'}",
        f"--client-ca-file={folder / 'ca.crt'}",
        f"--token-auth-file={folder / 'tokens.csv'}",
        "--authorization-mode=Node,RBAC",
        "--enable-admission-plugins=NodeRestriction",
        "--allow-privileged=true",
        "--service-account-issuer=https://kubernetes.default.svc",
        f"--service-account-key-file={folder / 'service-accounts.pub'}",
        f"--service-account-signing-key-file={folder / 'service-accounts.key'}",
        f"--service-cluster-ip-range={options.services}",
        f"--kubelet-client-certificate={folder / 'kubelet-client.crt'}",
        f"--kubelet-client-key={folder / 'kubelet-client.key'}",
        "--kubelet-preferred-address-types=InternalIP",
        f"--requestheader-client-ca-file={folder / 'front-proxy-ca.crt'}",
        "--requestheader-allowed-names=front-proxy",
        "--requestheader-extra-headers-prefix=X-Remote-Extra-",
        "--requestheader-group-headers=X-Remote-Group",
        "--requestheader-username-headers=X-Remote-User",
        f"--proxy-client-cert-file={folder / 'front-proxy.crt'}",
        f"--proxy-client-key-file={folder / 'front-proxy.key'}",
        f"--audit-policy-file={folder / 'audit-policy.json'}",
        f"--audit-log-path={folder / 'audit.log'}",
        f"--endpoint-reconciler-type={'none' if address == LOOPBACK else 'lease'}",
        "--shutdown-delay-duration=0s",
    ]


def _controller_manager(folder: Path) -> list[str]:
    return [
        str(binary("kube-controller-manager")),
        f"--kubeconfig={folder / _file_name('system:kube-controller-manager')}.kubeconfig",
        "--leader-elect=false",
        "--secure-port=0",
        f"--root-ca-file={folder / 'ca.crt'}",
        f"--service-account-private-key-file={folder / 'service-accounts.key'}",
        # At its default of 20 requests/s it would be what scale tests measure.
        "--kube-api-qps=500",
        "--kube-api-burst=1000",
        "--horizontal-pod-autoscaler-sync-period=5s",
        "--horizontal-pod-autoscaler-initial-readiness-delay=5s",
        "--horizontal-pod-autoscaler-cpu-initialization-period=10s",
    ]


def _write_kubeconfig(folder: Path, url: str, user: str, token: str) -> None:
    config = {
        "apiVersion": "v1",
        "kind": "Config",
        "current-context": "bed",
        "clusters": [
            {
                "name": "bed",
                "cluster": {"server": url, "certificate-authority": str(folder / "ca.crt")},
            }
        ],
        "users": [{"name": user, "user": {"token": token}}],
        "contexts": [{"name": "bed", "context": {"cluster": "bed", "user": user}}],
    }
    path = folder / f"{_file_name(user)}.kubeconfig"
    path.touch(mode=0o600)
    path.write_bytes(msgspec.json.encode(config))


def _file_name(user: str) -> str:
    return user.replace(":", "-")


def _free_ports(address: str, count: int) -> list[int]:
    """Return ports that were free on the address a moment ago."""
    sockets = [socket.create_server((address, 0)) for _ in range(count)]
    ports = [int(server.getsockname()[1]) for server in sockets]
    for server in sockets:
        server.close()
    return ports


def _accepts(port: int) -> bool:
    try:
        socket.create_connection((LOOPBACK, port), timeout=1.0).close()
    except OSError:
        return False
    return True
