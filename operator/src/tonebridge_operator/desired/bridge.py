"""The bridge that is rendered, and all that its objects depend on besides its spec."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from tonebridge_operator.api.v1alpha1 import Spec
from tonebridge_operator.desired.kinds import KINDS
from tonebridge_operator.desired.manifest import Body, digest

PRODUCT = "tonebridge"
OPERATOR = "tonebridge-operator"
INSTANCE = "app.kubernetes.io/instance"
MANAGED_BY = "app.kubernetes.io/managed-by"

Component = Literal["gateway", "worker", "postgres", "redis", "jobs", "platform"]
"""Part of a bridge, as the label names it; platform: of all of it."""


class Release(Struct, frozen=True, kw_only=True):
    """The images that belong to this operator."""

    image: str
    """Of gateways, workers and migrations."""
    postgres_image: str
    redis_image: str


class Reference(Struct, frozen=True, kw_only=True):
    """What is known of a Secret that people made."""

    keys: frozenset[str]
    digest: str
    """Of its content."""
    ports: tuple[int, ...] = ()
    """TCP ports of the URLs in it, so that network policies can let them pass."""


class Given(Struct, frozen=True, kw_only=True):
    """What a render stands on besides the bridge; equal input gives equal output."""

    release: Release
    served: frozenset[str]
    """The optional kinds that the cluster serves."""
    secrets: Mapping[str, Mapping[str, str]]
    """Content of the Secrets that the operator makes, by name: as found, else drawn anew."""
    references: Mapping[str, Reference]
    """The Secrets that the spec names, by name; one that is missing is not in it."""
    image: str
    """What gateways and workers run: the target once the schema is ready for it."""
    database: str
    """Identity of the database; a new one must be migrated anew. Empty: not known yet."""
    workers: int
    """Workers that the queue calls for, where the operator scales them."""


class Bridge(Struct, frozen=True, kw_only=True):
    """A ToneBridge, as stored and filled in by the API server."""

    name: str
    namespace: str
    uid: str
    generation: int = 1
    spec: Spec = Spec()
    recreate: frozenset[str] = frozenset()
    """Names of lost objects that people allow to be made anew, empty."""

    def child(self, suffix: str) -> str:
        """Return the name of an object; a bridge's own has 40 characters at most."""
        return f"{self.name}-{suffix}"

    def target_image(self, release: Release) -> str:
        """Return what gateways and workers should run."""
        return self.spec.image or release.image

    def selector(self, component: Component) -> dict[str, str]:
        """Return the labels that tell a component's pods from all others; never changed."""
        return {
            "app.kubernetes.io/name": PRODUCT,
            INSTANCE: self.name,
            "app.kubernetes.io/component": component,
        }

    def labels(self, component: Component, version: str = "") -> dict[str, str]:
        """Return the labels of an object; `version` where it runs a release."""
        found = {
            **self.selector(component),
            "app.kubernetes.io/part-of": PRODUCT,
            MANAGED_BY: OPERATOR,
        }
        return {**found, "app.kubernetes.io/version": version} if version else found

    def owner(self) -> Body:
        """Return the reference by which the cluster deletes an object with the bridge."""
        return {
            "apiVersion": "tonebridge.io/v1alpha1",
            "kind": "ToneBridge",
            "name": self.name,
            "uid": self.uid,
            "controller": True,
        }

    def object(
        self,
        kind: str,
        name: str,
        component: Component,
        *,
        version: str = "",
        annotations: Mapping[str, str] | None = None,
        owned: bool = True,
    ) -> Body:
        """Return the head of an object; `owned`: it is deleted with the bridge."""
        metadata: Body = {
            "name": name,
            "namespace": self.namespace,
            "labels": self.labels(component, version),
        }
        if annotations:
            metadata["annotations"] = dict(annotations)
        if owned:
            metadata["ownerReferences"] = [self.owner()]
        return {"apiVersion": KINDS[kind].api_version, "kind": kind, "metadata": metadata}


def version_label(image: str) -> str:
    """Return what fits into a label and tells one image from another: the tag, else a digest.

    >>> version_label("registry.example:5000/tonebridge:1.4.2")
    '1.4.2'
    """
    named, _, content = image.partition("@")
    tag = named.rpartition("/")[2].partition(":")[2]
    tidy = tag if len(tag) <= LABEL and tag[:1].isalnum() and tag[-1:].isalnum() else ""
    return tidy or content.removeprefix("sha256:")[:12] or digest(image, 12)


LABEL = 63
