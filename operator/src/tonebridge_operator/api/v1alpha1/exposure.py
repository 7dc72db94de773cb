"""How people outside the cluster reach a bridge."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, field

from tonebridge_operator.api.declaration import ApiObject, Rule
from tonebridge_operator.api.rules import HOST, needs_block, only_with
from tonebridge_operator.api.v1alpha1.values import ObjectName


class ParentGateway(ApiObject, frozen=True, kw_only=True):
    """A Gateway of the Gateway API."""

    name: ObjectName
    """Name of the Gateway."""
    namespace: ObjectName | None = None
    """Its namespace. Left out: the namespace of the bridge."""
    section_name: ObjectName | None = None
    """Name of one listener of it. Left out: all that accept the hosts."""


Host = Annotated[str, Meta(min_length=1, max_length=253, extra={"rules": (HOST,)})]
Hosts = Annotated[
    tuple[Host, ...], Meta(max_length=16, extra_json_schema={"x-kubernetes-list-type": "set"})
]
Annotations = Annotated[dict[str, Annotated[str, Meta(max_length=4_096)]], Meta(max_length=32)]


class Ingress(ApiObject, frozen=True, kw_only=True):
    """How people outside the cluster reach the gateway."""

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            holds="self.kind == 'None' || size(self.hosts) > 0",
            message="hosts needs at least one host name when kind is Ingress or HTTPRoute",
            at="hosts",
        ),
        Rule(
            holds="self.kind != 'None' || size(self.hosts) == 0",
            message="hosts has no effect when kind is None: set kind to Ingress or HTTPRoute",
            at="hosts",
        ),
        Rule(
            holds="self.kind != 'None' || size(self.annotations) == 0",
            message="annotations has no effect when kind is None: leave it out",
            at="annotations",
        ),
        only_with("kind", "Ingress", "className"),
        only_with("kind", "Ingress", "tlsSecretName"),
        needs_block("kind", "HTTPRoute", "gateway"),
        only_with("kind", "HTTPRoute", "gateway"),
    )

    kind: Literal["None", "Ingress", "HTTPRoute"] = "None"
    """What leads to the gateway: None (only the Service inside the cluster), Ingress, or
    HTTPRoute (of the Gateway API, which must be installed)."""
    hosts: Hosts = ()
    """Host names that lead to the gateway."""
    annotations: Annotations = field(default_factory=dict)
    """Annotations of the Ingress or HTTPRoute."""
    class_name: ObjectName | None = None
    """Ingress class. Left out: the cluster's default."""
    tls_secret_name: ObjectName | None = None
    """Secret with the certificate for the hosts, of type kubernetes.io/tls. Left out: no TLS."""
    gateway: ParentGateway | None = None
    """The Gateway that the HTTPRoute attaches to."""
