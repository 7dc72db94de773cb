"""How every pod of a bridge is built: nothing more than it needs, and `restricted`."""

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from tonebridge_operator.desired.bridge import Bridge, Component
from tonebridge_operator.desired.manifest import Body
from tonebridge_operator.desired.sizes import Pod

PRODUCT_USER: Final = 10_001
"""Of gateways, workers and migrations; the image has it too."""
DATA_USER: Final = 999
"""Of PostgreSQL and Valkey, as in their usual images: initdb wants a user that has a name."""
TMP: Final = "/tmp"  # noqa: S108 - a volume of the pod's own
CONTENT: Final = "tonebridge.io/content"
"""Annotation of a pod template: the digest of what the pod reads; another one rolls it."""


class Mount(Struct, frozen=True, kw_only=True):
    """A volume and where it appears."""

    name: str
    path: str
    source: Body
    writable: bool = False


def secret_files(
    name: str, path: str, secret: str, keys: Sequence[str], *, optional: bool = False
) -> Mount:
    """Mount some keys of a Secret as files of their name, for the pod's group to read."""
    source: Body = {
        "secretName": secret,
        "defaultMode": 0o440,
        "items": [{"key": key, "path": key} for key in keys],
    }
    if optional:
        source["optional"] = True
    return Mount(name=name, path=path, source={"secret": source})


def config_files(name: str, path: str, config_map: str, keys: Sequence[str]) -> Mount:
    """Mount some keys of a ConfigMap as files of their name."""
    items = [{"key": key, "path": key} for key in keys]
    source = {"name": config_map, "defaultMode": 0o444, "items": items}
    return Mount(name=name, path=path, source={"configMap": source})


def scratch(name: str, path: str, limit: str, *, memory: bool = False) -> Mount:
    """Mount an empty folder that ends with the pod."""
    folder = {"sizeLimit": limit, **({"medium": "Memory"} if memory else {})}
    return Mount(name=name, path=path, source={"emptyDir": folder}, writable=True)


def volume(name: str, path: str, claim: str, *, writable: bool = True) -> Mount:
    """Mount a volume that outlives the pod."""
    source: Body = {"claimName": claim}
    if not writable:
        source["readOnly"] = True
    return Mount(name=name, path=path, source={"persistentVolumeClaim": source}, writable=writable)


class Container(Struct, frozen=True, kw_only=True):
    """The one container of a pod."""

    image: str
    command: tuple[str, ...]
    size: Pod
    mounts: tuple[Mount, ...]
    environment: Mapping[str, str] = {}
    ports: Mapping[str, int] = {}
    """By name."""
    more: Mapping[str, Body] = {}
    """Probes and lifecycle."""


def http_probe(path: str, port: str, *, period_s: int, failures: int) -> Body:
    """Return a probe that asks the management port."""
    return {
        "httpGet": {"path": path, "port": port},
        "periodSeconds": period_s,
        "timeoutSeconds": 3,
        "failureThreshold": failures,
    }


def health_probes(port: str) -> Body:
    """Return the probes of a process with `/health/startup`, `/health/live`, `/health/ready`."""
    return {
        "startupProbe": http_probe("/health/startup", port, period_s=2, failures=60),
        "livenessProbe": http_probe("/health/live", port, period_s=10, failures=3),
        "readinessProbe": http_probe("/health/ready", port, period_s=5, failures=2),
    }


def template(
    bridge: Bridge,
    component: Component,
    container: Container,
    *,
    content: str,
    grace_s: int,
    user: int = PRODUCT_USER,
    version: str = "",
    spread: bool = False,
    more: Mapping[str, object] | None = None,
) -> Body:
    """Return a pod template.

    Args:
        bridge: whose pod it is.
        component: which part of it; the container's name.
        container: what runs.
        content: digest of all that the pod reads at its start.
        grace_s: how long it may take to end.
        user: user and group id.
        version: of the release that runs.
        spread: keep pods of the component apart, on nodes and in zones.
        more: further fields of the pod.
    """
    spec: Body = {
        "serviceAccountName": bridge.name,
        "automountServiceAccountToken": False,
        # A Service named tonebridge-… would become variables that look like settings.
        "enableServiceLinks": False,
        "terminationGracePeriodSeconds": grace_s,
        "securityContext": {
            "runAsNonRoot": True,
            "runAsUser": user,
            "runAsGroup": user,
            "fsGroup": user,
            "fsGroupChangePolicy": "OnRootMismatch",
            "seccompProfile": {"type": "RuntimeDefault"},
        },
        "containers": [_container(component, container)],
        "volumes": [{"name": mount.name, **mount.source} for mount in container.mounts],
    }
    if spread:
        spec["topologySpreadConstraints"] = [
            {
                "maxSkew": 1,
                "topologyKey": key,
                "whenUnsatisfiable": "ScheduleAnyway",
                "labelSelector": {"matchLabels": bridge.selector(component)},
                "matchLabelKeys": ["pod-template-hash"],
            }
            for key in ("kubernetes.io/hostname", "topology.kubernetes.io/zone")
        ]
    return {
        "metadata": {
            "labels": bridge.labels(component, version),
            "annotations": {CONTENT: content},
        },
        "spec": {**spec, **(more or {})},
    }


def _container(name: str, container: Container) -> Body:
    found: Body = {
        "name": name,
        "image": container.image,
        "imagePullPolicy": "IfNotPresent",
        "command": list(container.command),
        "resources": container.size.resources(),
        "securityContext": {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        },
        "volumeMounts": [
            {
                "name": mount.name,
                "mountPath": mount.path,
                **({} if mount.writable else {"readOnly": True}),
            }
            for mount in container.mounts
        ],
    }
    if container.environment:
        found["env"] = [
            {"name": name, "value": value} for name, value in sorted(container.environment.items())
        ]
    if container.ports:
        found["ports"] = [
            {"name": name, "containerPort": port, "protocol": "TCP"}
            for name, port in container.ports.items()
        ]
    return {**found, **container.more}
