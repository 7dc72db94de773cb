"""Where data lives: PostgreSQL and Redis."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from tonebridge_operator.api.declaration import ApiObject, Rule
from tonebridge_operator.api.rules import (
    absent_with,
    cron_schedule,
    immutable,
    left_out,
    needs_block,
    only_grows,
    only_with,
)
from tonebridge_operator.api.v1alpha1.values import Image, ObjectName, SecretRef, Storage

NEW_BRIDGE = "create another ToneBridge and move the data by backup and restore"


class ExternalPostgres(ApiObject, frozen=True, kw_only=True):
    """A PostgreSQL that somebody else runs."""

    secret_ref: SecretRef
    """Secret with the keys url (the app's role, which owns nothing) and owner-url (for
    migrations), and optionally writer-url (for history), each postgresql://…"""


class CloudNativePG(ApiObject, frozen=True, kw_only=True):
    """A Cluster of the CloudNativePG operator, which must be installed."""

    instances: Annotated[int, Meta(ge=1, le=9)] = 2
    """PostgreSQL servers: one primary, the others stand by."""


class Backup(ApiObject, frozen=True, kw_only=True):
    """Dumps of the database, kept on a volume of their own."""

    rules: ClassVar[tuple[Rule, ...]] = (only_grows("storage"),)

    enabled: bool = True
    """Whether dumps are made. Existing ones stay when it is switched off."""
    schedule: Annotated[str, Meta(max_length=128, extra={"rules": (cron_schedule(),)})] = (
        "0 3 * * *"
    )
    """When a dump is made: a cron schedule in UTC."""
    keep: Annotated[int, Meta(ge=1, le=365)] = 7
    """Dumps that are kept; older ones are deleted after a new one succeeded."""
    storage: Storage = "10Gi"
    """Size of the volume for dumps; can grow."""


class Postgres(ApiObject, frozen=True, kw_only=True):
    """Where history, accounts and dictionaries are kept."""

    rules: ClassVar[tuple[Rule, ...]] = (
        immutable("mode", NEW_BRIDGE),
        needs_block("mode", "external", "external"),
        only_with("mode", "external", "external"),
        only_with("mode", "cnpg", "cnpg"),
        immutable("storageClassName", NEW_BRIDGE, optional=True),
        only_grows("storage"),
        left_out("mode", "external", "image", ""),
        left_out("mode", "external", "storage", "10Gi"),
        left_out("mode", "external", "backup", Backup()),
        absent_with("mode", "external", "storageClassName"),
    )

    mode: Literal["managed", "external", "cnpg"] = "managed"
    """Who runs PostgreSQL: managed (the operator, one server), external (somebody else) or
    cnpg (the CloudNativePG operator). Cannot be changed."""
    image: Image = ""
    """Image of PostgreSQL. Empty: the one that this release was tested with."""
    storage: Storage = "10Gi"
    """Size of the data volume; can grow."""
    storage_class_name: ObjectName | None = None
    """Storage class of the volumes. Left out: the cluster's default. Cannot be changed."""
    backup: Backup = Backup()
    """Dumps of the database."""
    external: ExternalPostgres | None = None
    """How to reach the PostgreSQL of mode external."""
    cnpg: CloudNativePG | None = None
    """What CloudNativePG is asked for, with mode cnpg."""


class ExternalRedis(ApiObject, frozen=True, kw_only=True):
    """A Redis or Valkey that somebody else runs."""

    secret_ref: SecretRef
    """Secret with the key url (redis://… or rediss://…), and optionally queue-url for the
    queue; without it the queue lives in the next database number of the same server."""


class Redis(ApiObject, frozen=True, kw_only=True):
    """Where shared answers, limits and the queue live."""

    rules: ClassVar[tuple[Rule, ...]] = (
        immutable("mode", NEW_BRIDGE),
        needs_block("mode", "external", "external"),
        only_with("mode", "external", "external"),
        immutable("storageClassName", NEW_BRIDGE, optional=True),
        only_grows("storage"),
        left_out("mode", "external", "image", ""),
        left_out("mode", "external", "storage", "1Gi"),
        absent_with("mode", "external", "storageClassName"),
    )

    mode: Literal["managed", "external"] = "managed"
    """Who runs it: managed (the operator, one Valkey) or external (somebody else).
    Cannot be changed."""
    image: Image = ""
    """Image of Valkey. Empty: the one that this release was tested with."""
    storage: Storage = "1Gi"
    """Size of the data volume, which holds the queue over restarts; can grow."""
    storage_class_name: ObjectName | None = None
    """Storage class of the volume. Left out: the cluster's default. Cannot be changed."""
    external: ExternalRedis | None = None
    """How to reach the server of mode external."""
