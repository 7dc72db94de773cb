"""What is wanted of one object, and when its turn comes."""

import hashlib
from enum import IntEnum
from typing import Any, NamedTuple, TypeAlias

import msgspec
from msgspec import Struct

Body: TypeAlias = dict[str, Any]
"""An object, or part of one, as the API server takes it."""

APPLIED = "tonebridge.io/applied"
"""Annotation of every object: the digest of what was applied, so that what is no longer wanted
in it is noticed although only what is wanted is compared."""
REPLICAS = "tonebridge.io/replicas"
"""Annotation of a scaled Deployment: who owns `spec.replicas`, `operator` or `autoscaler`."""


class Key(NamedTuple):
    """Which object, in the namespace of the bridge."""

    kind: str
    name: str


class Wave(IntEnum):
    """What is applied together; a wave waits for what the ones before it must have reached."""

    FOUNDATION = 1
    """Identity, configuration, secrets, and who may talk to whom."""
    DATA = 2
    """PostgreSQL, Valkey, their volumes and Services."""
    MIGRATION = 3
    """The Job that brings the schema up to date."""
    WORKLOADS = 4
    """Gateways and workers."""
    TRAFFIC = 5
    """What leads to them."""
    AUTOSCALING = 6
    UPKEEP = 7
    """Budgets, backups, monitoring."""


class Manifest(Struct, frozen=True, kw_only=True):
    """One object that the operator owns."""

    wave: Wave
    body: Body
    at_first: Body | None = None
    """What is wanted at creation alone, as a whole body; another owner takes over after that."""
    once: bool = False
    """Holds what was drawn at random: to be created by POST, so that a second attempt fails
    instead of replacing what the first one wrote."""
    keeps_data: bool = False
    """Never pruned, and never made anew once it was lost."""
    made_from: str = ""
    """Name of the Secret whose drawn values are in it too."""

    @property
    def key(self) -> Key:
        return Key(self.body["kind"], self.body["metadata"]["name"])


def digest(value: object, length: int = 16) -> str:
    """Return a short digest of any JSON value; the order of keys does not count."""
    text = msgspec.json.encode(value, order="deterministic")
    return hashlib.sha256(text).hexdigest()[:length]


def sealed(body: Body) -> Body:
    """Return the object with the digest of itself among its annotations."""
    metadata = body["metadata"]
    annotations = {**metadata.get("annotations", {}), APPLIED: digest(body)}
    return {**body, "metadata": {**metadata, "annotations": annotations}}
