"""Vertical sizes: what each pod gets, and how many connections to PostgreSQL it may hold."""

from collections.abc import Mapping
from typing import NamedTuple

from tonebridge_operator.api.v1alpha1 import Spec
from tonebridge_operator.api.v1alpha1.processes import Resources
from tonebridge_operator.desired.manifest import Body
from tonebridge_operator.desired.quantity import share

WORKER_POOLS = 2
"""Pools that a worker holds at most: its history's, and one while it drops old days."""
SURGE = 1
"""Pods above the highest number, while a new version rolls out."""
RESERVED = 20
"""Connections for migrations, backups, monitoring and people."""
EXTERNAL_CONNECTIONS = 100
"""What a PostgreSQL that somebody else runs is taken to have: its default."""
STEP = 100
"""`max_connections` comes in steps, since a change of it restarts PostgreSQL."""


class Pod(NamedTuple):
    """CPU that a pod asks for, and memory that it asks for and may use at most."""

    cpu: int | str
    memory: int | str

    def resources(self) -> Body:
        """Return them as a container has them. CPU has no limit: it only adds latency."""
        return {
            "requests": {"cpu": str(self.cpu), "memory": str(self.memory)},
            "limits": {"memory": str(self.memory)},
        }


class Size(NamedTuple):
    """What the pods of a bridge get."""

    gateway: Pod
    worker: Pod
    postgres: Pod
    redis: Pod
    gateway_pool: int
    """Connections to PostgreSQL that a gateway may hold."""


SIZES: Mapping[str, Size] = {
    "small": Size(
        gateway=Pod("250m", "512Mi"),
        worker=Pod("100m", "384Mi"),
        postgres=Pod("250m", "512Mi"),
        redis=Pod("100m", "256Mi"),
        gateway_pool=10,
    ),
    "medium": Size(
        gateway=Pod("500m", "768Mi"),
        worker=Pod("250m", "512Mi"),
        postgres=Pod("1", "2Gi"),
        redis=Pod("250m", "1Gi"),
        gateway_pool=20,
    ),
    "large": Size(
        gateway=Pod("1", "1Gi"),
        worker=Pod("500m", "768Mi"),
        postgres=Pod("2", "4Gi"),
        redis=Pod("500m", "2Gi"),
        gateway_pool=35,
    ),
    "xlarge": Size(
        gateway=Pod("2", "2Gi"),
        worker=Pod("1", "1Gi"),
        postgres=Pod("4", "8Gi"),
        redis=Pod("1", "4Gi"),
        gateway_pool=50,
    ),
}
JOB = Pod("100m", "256Mi")
"""What migrations, backups and restores get, whatever the size: their name depends on it."""


def overridden(pod: Pod, wishes: Resources) -> Pod:
    """Return a pod's size with what the spec says otherwise, field by field."""
    return Pod(
        pod.cpu if wishes.cpu is None else wishes.cpu,
        pod.memory if wishes.memory is None else wishes.memory,
    )


def gateway_pod(spec: Spec) -> Pod:
    """Return what a gateway gets."""
    return overridden(SIZES[spec.size].gateway, spec.gateway.resources)


def worker_pod(spec: Spec) -> Pod:
    """Return what a worker gets."""
    return overridden(SIZES[spec.size].worker, spec.workers.resources)


def l1_bytes(spec: Spec) -> int:
    """Return how much of a gateway's memory its own cache may fill: a quarter.

    A fixed share, so that memory near its limit means load and scaling on it means something.
    """
    return share(gateway_pod(spec).memory, 1, 4)


class Connections(NamedTuple):
    """Connections to PostgreSQL: of a gateway, of each pool of a worker, and in all."""

    gateway: int
    worker: int
    at_most: int


def connections(spec: Spec) -> Connections:
    """Share PostgreSQL's connections among the highest number of pods.

    Their sum stays within `max_connections`. Where that is somebody else's affair, every pod
    keeps at least one connection, and very many pods may exceed it.
    """
    gateways, workers = most_gateways(spec) + SURGE, most_workers(spec) + SURGE
    pool = SIZES[spec.size].gateway_pool
    if spec.postgres.mode == "external":
        left = EXTERNAL_CONNECTIONS - RESERVED - workers * WORKER_POOLS
        return Connections(max(1, min(pool, left // gateways)), 1, EXTERNAL_CONNECTIONS)
    needed = gateways * pool + workers * WORKER_POOLS * 2 + RESERVED
    return Connections(pool, 2, -(-needed // STEP) * STEP)


def most_gateways(spec: Spec) -> int:
    """Return how many gateways there can be."""
    scaling = spec.gateway.autoscaling
    return scaling.max_replicas if scaling.enabled else spec.gateway.replicas


def most_workers(spec: Spec) -> int:
    """Return how many workers there can be."""
    scaling = spec.workers.autoscaling
    return scaling.max_replicas if scaling.enabled else spec.workers.replicas
