"""Volumes that hold data. They outlive pods, and the bridge too unless people say otherwise."""

from collections.abc import Iterator

from tonebridge_operator.desired.bridge import Bridge, Component
from tonebridge_operator.desired.manifest import Body, Manifest, Wave

POSTGRES, REDIS, BACKUPS = "postgres-data", "redis-data", "backups"


def claims(bridge: Bridge) -> Iterator[Manifest]:
    """Yield every PersistentVolumeClaim of the bridge."""
    postgres, redis = bridge.spec.postgres, bridge.spec.redis
    if postgres.mode == "managed":
        yield _claim(bridge, POSTGRES, "postgres", postgres.storage, postgres.storage_class_name)
    if postgres.mode != "external" and postgres.backup.enabled:
        yield _claim(bridge, BACKUPS, "jobs", postgres.backup.storage, postgres.storage_class_name)
    if redis.mode == "managed":
        yield _claim(bridge, REDIS, "redis", redis.storage, redis.storage_class_name)


def _claim(
    bridge: Bridge, suffix: str, component: Component, size: int | str, storage_class: str | None
) -> Manifest:
    # The cluster deletes what has an owner with it: no finalizer, and no operator, is needed.
    owned = bridge.spec.deletion_policy == "Delete"
    body = bridge.object("PersistentVolumeClaim", bridge.child(suffix), component, owned=owned)
    spec: Body = {
        "accessModes": ["ReadWriteOnce"],
        "resources": {"requests": {"storage": str(size)}},
    }
    if storage_class is not None:
        spec["storageClassName"] = storage_class
    return Manifest(wave=Wave.DATA, body={**body, "spec": spec}, keeps_data=True)
