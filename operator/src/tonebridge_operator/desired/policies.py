"""Who may talk to whom: nobody, but for what is listed here."""

from collections.abc import Iterator

from tonebridge_operator.desired.bridge import Bridge, Component, Given
from tonebridge_operator.desired.cnpg import POD_LABEL
from tonebridge_operator.desired.config import (
    GATEWAY_MANAGEMENT_PORT,
    HTTP_PORT,
    WORKER_MANAGEMENT_PORT,
)
from tonebridge_operator.desired.manifest import Body, Manifest, Wave
from tonebridge_operator.desired.secrets import POSTGRES
from tonebridge_operator.desired.services import POSTGRES_PORT, REDIS_PORT
from tonebridge_operator.desired.sources import MISSING

DNS_PORT = 53
IN_CLUSTER: Body = {"namespaceSelector": {}}
"""Every pod: scrapers and autoscalers live in namespaces that we do not know."""


def policies(bridge: Bridge, given: Given) -> Iterator[Manifest]:
    """Yield a policy that refuses everything, and one for each component with its needs."""
    everything = {
        "matchLabels": {
            "app.kubernetes.io/instance": bridge.name,
            "app.kubernetes.io/part-of": "tonebridge",
        }
    }
    deny = {"podSelector": everything, "policyTypes": ["Ingress", "Egress"]}
    yield _manifest(bridge, "deny", "platform", deny)
    to_stores = [_dns(), *_to_database(bridge, given), *_to_redis(bridge, given)]
    yield _policy(
        bridge,
        "gateway",
        ingress=[
            {"ports": _tcp(HTTP_PORT)},
            {"from": [IN_CLUSTER], "ports": _tcp(GATEWAY_MANAGEMENT_PORT)},
        ],
        egress=to_stores,
    )
    yield _policy(
        bridge,
        "worker",
        ingress=[{"from": [IN_CLUSTER], "ports": _tcp(WORKER_MANAGEMENT_PORT)}],
        egress=to_stores,
    )
    yield _policy(bridge, "jobs", ingress=[], egress=[_dns(), *_to_database(bridge, given)])
    if bridge.spec.postgres.mode == "managed":
        clients = [_pods(bridge, name) for name in ("gateway", "worker", "jobs")]
        yield _policy(
            bridge,
            "postgres",
            ingress=[{"from": clients, "ports": _tcp(POSTGRES_PORT)}],
            egress=[],
        )
    if bridge.spec.redis.mode == "managed":
        clients = [_pods(bridge, name) for name in ("gateway", "worker")]
        yield _policy(
            bridge, "redis", ingress=[{"from": clients, "ports": _tcp(REDIS_PORT)}], egress=[]
        )


def _to_database(bridge: Bridge, given: Given) -> list[Body]:
    postgres = bridge.spec.postgres
    if postgres.external is not None:
        return _to_outside(given, postgres.external.secret_ref.name)
    peer = _pods(bridge, "postgres")
    if postgres.mode == "cnpg":
        peer = {"podSelector": {"matchLabels": {POD_LABEL: bridge.child(POSTGRES)}}}
    return [{"to": [peer], "ports": _tcp(POSTGRES_PORT)}]


def _to_redis(bridge: Bridge, given: Given) -> list[Body]:
    external = bridge.spec.redis.external
    if external is not None:
        return _to_outside(given, external.secret_ref.name)
    return [{"to": [_pods(bridge, "redis")], "ports": _tcp(REDIS_PORT)}]


def _to_outside(given: Given, secret: str) -> list[Body]:
    """Let connections pass to any address on the ports of a Secret's URLs."""
    ports = given.references.get(secret, MISSING).ports
    return [{"ports": _tcp(*ports)}] if ports else []


def _dns() -> Body:
    return {"ports": [{"port": DNS_PORT, "protocol": name} for name in ("UDP", "TCP")]}


def _tcp(*ports: int) -> list[Body]:
    return [{"port": port, "protocol": "TCP"} for port in ports]


def _pods(bridge: Bridge, component: Component) -> Body:
    return {"podSelector": {"matchLabels": bridge.selector(component)}}


def _policy(
    bridge: Bridge, component: Component, *, ingress: list[Body], egress: list[Body]
) -> Manifest:
    spec = {
        "podSelector": {"matchLabels": bridge.selector(component)},
        "policyTypes": ["Ingress", "Egress"],
        **({"ingress": ingress} if ingress else {}),
        **({"egress": egress} if egress else {}),
    }
    return _manifest(bridge, component, component, spec)


def _manifest(bridge: Bridge, suffix: str, component: Component, spec: Body) -> Manifest:
    body = bridge.object("NetworkPolicy", bridge.child(suffix), component)
    return Manifest(wave=Wave.FOUNDATION, body={**body, "spec": spec})
