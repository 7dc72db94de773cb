"""`backup`."""

import click

from tonebridge_operator.commands.failures import REFUSED, CommandFailed
from tonebridge_operator.commands.jobs import stamp, start, wait_options
from tonebridge_operator.commands.options import Target, target_options
from tonebridge_operator.commands.reach import Cluster, using
from tonebridge_operator.commands.words import say
from tonebridge_operator.desired.jobs import BACKUP
from tonebridge_operator.desired.kinds import KINDS
from tonebridge_operator.desired.manifest import Body


@click.command()
@click.argument("name")
@wait_options
@target_options
def backup(name: str, *, timeout_s: int | None, target: Target) -> None:
    """Dump the database of NAME now, as its schedule does; print the dump's name."""
    using(target, lambda cluster: _backup(cluster, name, timeout_s))


async def _backup(cluster: Cluster, name: str, timeout_s: int | None) -> None:
    await cluster.bridge(name)
    schedule = f"{name}-{BACKUP}"
    found = await cluster.get("CronJob", schedule)
    if found is None:
        what = say("no_backups", name=name, job=schedule)
        raise CommandFailed(what, exit_code=REFUSED)
    await start(cluster, _job(found, f"{schedule}-{stamp(cluster)}"), timeout_s=timeout_s)


def _job(schedule: Body, name: str) -> Body:
    """Return a Job of a CronJob, as `kubectl create job --from` makes it."""
    template = schedule["spec"]["jobTemplate"]
    metadata = template.get("metadata", {})
    annotations = {
        **metadata.get("annotations", {}),
        "cronjob.kubernetes.io/instantiate": "manual",
    }
    return {
        "apiVersion": KINDS["Job"].api_version,
        "kind": "Job",
        "metadata": {
            "name": name,
            "namespace": schedule["metadata"]["namespace"],
            "labels": metadata.get("labels", {}),
            "annotations": annotations,
            "ownerReferences": [
                {
                    "apiVersion": KINDS["CronJob"].api_version,
                    "kind": "CronJob",
                    "name": schedule["metadata"]["name"],
                    "uid": schedule["metadata"]["uid"],
                    "controller": True,
                }
            ],
        },
        "spec": template["spec"],
    }
