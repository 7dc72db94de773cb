"""Stable names and addresses inside the cluster."""

from collections.abc import Iterator

from tonebridge_operator.desired.bridge import Bridge, Component
from tonebridge_operator.desired.manifest import Manifest, Wave

HTTP = 80
POSTGRES_PORT, REDIS_PORT = 5432, 6379


def data_services(bridge: Bridge) -> Iterator[Manifest]:
    """Yield the Services of the data pods that run for the bridge."""
    if bridge.spec.postgres.mode == "managed":
        yield _service(bridge, "postgres", {"postgres": (POSTGRES_PORT, "postgres")}, Wave.DATA)
    if bridge.spec.redis.mode == "managed":
        yield _service(bridge, "redis", {"redis": (REDIS_PORT, "redis")}, Wave.DATA)


def process_services(bridge: Bridge) -> Iterator[Manifest]:
    """Yield the Services of gateways and workers, management ports with them.

    What leads in from outside names the port `http`; management stays inside.
    """
    gateway = {"http": (HTTP, "http"), "management": (8001, "management")}
    yield _service(bridge, "gateway", gateway, Wave.TRAFFIC)
    yield _service(bridge, "worker", {"management": (8002, "management")}, Wave.TRAFFIC)


def _service(
    bridge: Bridge, component: Component, ports: dict[str, tuple[int, str]], wave: Wave
) -> Manifest:
    body = bridge.object("Service", bridge.child(component), component)
    body["spec"] = {
        "type": "ClusterIP",
        "selector": bridge.selector(component),
        "ports": [
            {"name": name, "port": port, "targetPort": target, "protocol": "TCP"}
            for name, (port, target) in ports.items()
        ],
    }
    return Manifest(wave=wave, body=body)
