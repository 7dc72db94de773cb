"""What a bridge tells people and machines."""

from typing import Annotated, Literal

from msgspec import Meta

from tonebridge_operator.api.declaration import ApiObject

Count = Annotated[int, Meta(ge=0)]
Phase = Literal[
    "Pending", "Provisioning", "Migrating", "Rolling", "Ready", "Degraded", "Suspended"
]


class Condition(ApiObject, frozen=True, kw_only=True):
    """One thing that is so, is not so, or is not known."""

    type: Annotated[
        str, Meta(min_length=1, max_length=316, pattern="^[A-Za-z]([A-Za-z0-9]*[A-Za-z0-9])?$")
    ]
    """Available, Progressing, Degraded, DatabaseReady, CacheReady or MigrationsComplete."""
    status: Literal["True", "False", "Unknown"]
    """Whether it is so."""
    observed_generation: Count
    """The generation of the spec that this speaks of."""
    last_transition_time: Annotated[
        str, Meta(max_length=64, extra_json_schema={"format": "date-time"})
    ]
    """When status last changed."""
    reason: Annotated[
        str,
        Meta(min_length=1, max_length=1_024, pattern="^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$"),
    ]
    """One word for machines."""
    message: Annotated[str, Meta(max_length=32_768)]
    """A sentence for people: what is the matter and what to do."""


class Version(ApiObject, frozen=True, kw_only=True):
    """Which release runs."""

    current: Annotated[str, Meta(max_length=512)] = ""
    """Image that all gateways and workers run."""
    target: Annotated[str, Meta(max_length=512)] = ""
    """Image that they should run."""
    last_good: Annotated[str, Meta(max_length=512)] = ""
    """Image with which the bridge was last available."""


class GatewayStatus(ApiObject, frozen=True, kw_only=True):
    """The gateways that there are."""

    replicas: Count = 0
    """Pods that exist."""
    ready: Count = 0
    """Pods that answer."""
    selector: Annotated[str, Meta(max_length=1_024)] = ""
    """Label selector of the pods, for autoscalers."""


class WorkerStatus(ApiObject, frozen=True, kw_only=True):
    """The workers that there are."""

    replicas: Count = 0
    """Pods that exist."""
    ready: Count = 0
    """Pods that work."""


class OwnedObject(ApiObject, frozen=True, kw_only=True):
    """An object that the operator made for the bridge."""

    kind: Annotated[str, Meta(min_length=1, max_length=63)]
    """Its kind."""
    name: Annotated[str, Meta(min_length=1, max_length=253)]
    """Its name, in the namespace of the bridge."""


Conditions = Annotated[
    tuple[Condition, ...],
    Meta(
        max_length=16,
        extra_json_schema={
            "x-kubernetes-list-type": "map",
            "x-kubernetes-list-map-keys": ["type"],
        },
    ),
]
Inventory = Annotated[
    tuple[OwnedObject, ...],
    Meta(
        max_length=256,
        extra_json_schema={
            "x-kubernetes-list-type": "map",
            "x-kubernetes-list-map-keys": ["kind", "name"],
        },
    ),
]


class Status(ApiObject, frozen=True, kw_only=True):
    """What a bridge is."""

    observed_generation: Count | None = None
    """The generation of the spec that this status speaks of."""
    phase: Phase | None = None
    """One word for people; machines read conditions."""
    conditions: Conditions | None = None
    """What is so, is not so, or is not known."""
    version: Version | None = None
    """Which release runs."""
    gateway: GatewayStatus | None = None
    """The gateways that there are."""
    workers: WorkerStatus | None = None
    """The workers that there are."""
    inventory: Inventory | None = None
    """What the operator made, so that it can be pruned even after a crash."""
