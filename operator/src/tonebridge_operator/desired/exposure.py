"""What leads to the gateway from outside the cluster."""

from collections.abc import Iterator

from tonebridge_operator.desired.bridge import Bridge
from tonebridge_operator.desired.manifest import Body, Manifest, Wave
from tonebridge_operator.desired.services import HTTP


def routes(bridge: Bridge) -> Iterator[Manifest]:
    """Yield the Ingress or HTTPRoute, if one is wished for."""
    match bridge.spec.ingress.kind:
        case "Ingress":
            yield _manifest(bridge, "Ingress", _ingress(bridge))
        case "HTTPRoute":
            yield _manifest(bridge, "HTTPRoute", _http_route(bridge))
        case "None":
            return


def _manifest(bridge: Bridge, kind: str, spec: Body) -> Manifest:
    annotations = bridge.spec.ingress.annotations
    body = bridge.object(kind, bridge.child("gateway"), "gateway", annotations=annotations)
    return Manifest(wave=Wave.TRAFFIC, body={**body, "spec": spec})


def _ingress(bridge: Bridge) -> Body:
    wished = bridge.spec.ingress
    backend = {"service": {"name": bridge.child("gateway"), "port": {"name": "http"}}}
    paths = [{"path": "/", "pathType": "Prefix", "backend": backend}]
    spec: Body = {"rules": [{"host": host, "http": {"paths": paths}} for host in wished.hosts]}
    if wished.class_name is not None:
        spec["ingressClassName"] = wished.class_name
    if wished.tls_secret_name is not None:
        spec["tls"] = [{"hosts": list(wished.hosts), "secretName": wished.tls_secret_name}]
    return spec


def _http_route(bridge: Bridge) -> Body:
    wished = bridge.spec.ingress
    parents = []
    if wished.gateway is not None:
        named = {
            "name": wished.gateway.name,
            "namespace": wished.gateway.namespace,
            "sectionName": wished.gateway.section_name,
        }
        parents.append({field: value for field, value in named.items() if value is not None})
    return {
        "parentRefs": parents,
        "hostnames": list(wished.hosts),
        "rules": [{"backendRefs": [{"name": bridge.child("gateway"), "port": HTTP}]}],
    }
