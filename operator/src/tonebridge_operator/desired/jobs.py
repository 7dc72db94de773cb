"""What runs once: the migration, a backup, a restore."""

from collections.abc import Mapping

from tonebridge_operator.desired import volumes
from tonebridge_operator.desired.bridge import Bridge, Given, version_label
from tonebridge_operator.desired.config import FOLDER, script
from tonebridge_operator.desired.manifest import Body, Manifest, Wave, digest
from tonebridge_operator.desired.pods import (
    DATA_USER,
    PRODUCT_USER,
    TMP,
    Container,
    config_files,
    scratch,
    secret_files,
    template,
    volume,
)
from tonebridge_operator.desired.secrets import DATABASE, POSTGRES, ROLES, database_host
from tonebridge_operator.desired.sizes import JOB
from tonebridge_operator.desired.sources import DATABASE_FILES, database, made_digest

MIGRATE = "migrate"
BACKUP = "backup"
RESTORE = "restore"
PURPOSE = "tonebridge.io/job"
"""Label of a Job and its pods: migrate, backup or restore."""
PASSWORD = "/run/tonebridge/admin"  # noqa: S105 - a folder
BACKUPS = "/backups"
MIGRATE_LIMIT_S, DUMP_LIMIT_S = 3_600, 6 * 3_600


def migration(bridge: Bridge, given: Given) -> Manifest:
    """Return the Job that brings the schema up to date for the image that is wanted.

    Its name holds the digest of everything in it and of the database's identity. So there is
    one for each release and database, a lost one that is made again finds nothing to do, and a
    Job, which cannot be changed, never has to be.
    """
    image = bridge.target_image(given.release)
    stores = database(bridge, given, "url", "owner-url", "writer-url")
    container = Container(
        image=image,
        command=("tonebridge", "migrate"),
        size=JOB,
        environment=stores.environment(DATABASE_FILES),
        mounts=(stores.files("database", DATABASE_FILES), scratch("tmp", TMP, "64Mi")),
    )
    pod = _once(bridge, MIGRATE, container, content=stores.digest, version=version_label(image))
    spec = {"backoffLimit": 6, "activeDeadlineSeconds": MIGRATE_LIMIT_S, "template": pod}
    name = bridge.child(f"{MIGRATE}-{digest([spec, given.database], 10)}")
    body = bridge.object("Job", name, "jobs", version=version_label(image))
    _mark(body, MIGRATE)
    return Manifest(wave=Wave.MIGRATION, body={**body, "spec": spec})


def backup_schedule(bridge: Bridge, given: Given) -> Manifest:
    """Return the CronJob that dumps the database."""
    backup = bridge.spec.postgres.backup
    body = bridge.object("CronJob", bridge.child(BACKUP), "jobs")
    body["spec"] = {
        "schedule": backup.schedule,
        "timeZone": "Etc/UTC",
        "concurrencyPolicy": "Forbid",
        "startingDeadlineSeconds": 3_600,
        "successfulJobsHistoryLimit": 1,
        "failedJobsHistoryLimit": 1,
        "jobTemplate": {
            "metadata": {"labels": {**bridge.labels("jobs"), PURPOSE: BACKUP}},
            "spec": {
                "backoffLimit": 2,
                "activeDeadlineSeconds": DUMP_LIMIT_S,
                "template": _data_pod(bridge, given, BACKUP, {"KEEP": str(backup.keep)}),
            },
        },
    }
    return Manifest(wave=Wave.UPKEEP, body=body)


def restore(bridge: Bridge, given: Given, *, dump: str, request: str) -> Body:
    """Return a Job that puts a dump in the place of the database.

    Args:
        bridge: whose database; its mode is managed or cnpg.
        given: as for the render.
        dump: file name of the dump; empty: the newest.
        request: at most 12 characters that tell this restore from others.
    """
    body = bridge.object("Job", bridge.child(f"{RESTORE}-{request}"), "jobs")
    _mark(body, RESTORE)
    body["spec"] = {
        "backoffLimit": 0,
        "activeDeadlineSeconds": DUMP_LIMIT_S,
        "ttlSecondsAfterFinished": 86_400,
        "template": _data_pod(bridge, given, RESTORE, {"DUMP": dump} if dump else {}),
    }
    return body


def _data_pod(bridge: Bridge, given: Given, purpose: str, told: Mapping[str, str]) -> Body:
    file = f"{purpose}.sh"
    name = bridge.child(POSTGRES)
    container = Container(
        # CloudNativePG brings images of its own; its dumps are made by the release's programs.
        image=_client_image(bridge, given),
        command=("sh", f"{FOLDER}/{file}"),
        size=JOB,
        environment={
            "PGHOST": database_host(bridge),
            "PGUSER": ROLES["admin"],
            "PGDATABASE": DATABASE,
            "PASSWORD_FILE": f"{PASSWORD}/admin-password",
            "BACKUPS": BACKUPS,
            **told,
        },
        mounts=(
            config_files("config", FOLDER, bridge.child("config"), (file,)),
            secret_files("admin", PASSWORD, name, ("admin-password",)),
            volume("backups", BACKUPS, bridge.child(volumes.BACKUPS)),
            scratch("tmp", TMP, "64Mi"),
        ),
    )
    content = digest([script(file), made_digest(bridge, given, name)])
    return _once(bridge, purpose, container, content=content, user=DATA_USER)


def _client_image(bridge: Bridge, given: Given) -> str:
    postgres = bridge.spec.postgres
    own = postgres.image if postgres.mode == "managed" else ""
    return own or given.release.postgres_image


def _once(
    bridge: Bridge,
    purpose: str,
    container: Container,
    *,
    content: str,
    user: int = PRODUCT_USER,
    version: str = "",
) -> Body:
    pod = template(
        bridge,
        "jobs",
        container,
        content=content,
        grace_s=30,
        user=user,
        version=version,
        more={"restartPolicy": "Never"},
    )
    pod["metadata"]["labels"][PURPOSE] = purpose
    return pod


def _mark(body: Body, purpose: str) -> None:
    body["metadata"]["labels"][PURPOSE] = purpose
