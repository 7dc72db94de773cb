"""`restore`."""

import sys

import click

from tonebridge_operator.commands.failures import REFUSED, CommandFailed
from tonebridge_operator.commands.jobs import ended, stamp, start, wait_options
from tonebridge_operator.commands.options import Target, target_options
from tonebridge_operator.commands.reach import Cluster, using
from tonebridge_operator.commands.words import say
from tonebridge_operator.desired import Bridge, Release, jobs, volumes
from tonebridge_operator.desired.bridge import INSTANCE
from tonebridge_operator.desired.kinds import KINDS
from tonebridge_operator.observed import value
from tonebridge_operator.offline import assumed
from tonebridge_operator.stored import read

POD = ("spec", "template", "spec")


@click.command()
@click.argument("name")
@click.option("--dump", default="", help="File name of the dump (default: the newest).")
@click.option("--yes", is_flag=True, help="Do not ask.")
@wait_options
@target_options
def restore(name: str, *, dump: str, yes: bool, timeout_s: int | None, target: Target) -> None:
    """Put a dump in the place of the database of NAME.

    A dump that cannot be read changes nothing. What was written since the dump is lost, and
    clients of the database are cut off for a moment.
    """
    if not yes:
        _ask(name, dump)
    using(target, lambda cluster: _restore(cluster, name, dump, timeout_s))


def _ask(name: str, dump: str) -> None:
    if not sys.stdin.isatty():
        raise click.UsageError(say("say_yes"))
    click.confirm(say("sure", name=name, dump=dump or say("newest_dump")), abort=True)


async def _restore(cluster: Cluster, name: str, dump: str, timeout_s: int | None) -> None:
    bridge, _ = read(await cluster.bridge(name))
    if bridge.spec.postgres.mode == "external":
        raise CommandFailed(say("external", name=name), exit_code=REFUSED)
    claim = bridge.child(volumes.BACKUPS)
    if await cluster.get("PersistentVolumeClaim", claim) is None:
        raise CommandFailed(say("no_dumps", name=name, claim=claim), exit_code=REFUSED)
    await _refuse_a_second(cluster, bridge)
    image = await _image(cluster, bridge)
    release = Release(image="", postgres_image=image, redis_image="")
    body = jobs.restore(bridge, assumed(bridge, release), dump=dump, request=stamp(cluster))
    await start(cluster, body, timeout_s=timeout_s)


async def _refuse_a_second(cluster: Cluster, bridge: Bridge) -> None:
    kind = KINDS["Job"]
    labels = f"{INSTANCE}={bridge.name},{jobs.PURPOSE}={jobs.RESTORE}"
    path = f"{kind.path}/namespaces/{cluster.namespace}/{kind.plural}"
    for one in await cluster.listed(path, ("labelSelector", labels)):
        if ended(one) is None:
            what = say("restoring_already", job=one["metadata"]["name"])
            raise CommandFailed(what, exit_code=REFUSED)


async def _image(cluster: Cluster, bridge: Bridge) -> str:
    """Return the image with PostgreSQL's programs: that of backups, else that of the server.

    Only the operator knows its release, but these were made from it.
    """
    schedule = await cluster.get("CronJob", bridge.child(jobs.BACKUP))
    server = await cluster.get("StatefulSet", bridge.child("postgres"))
    pods = (value(schedule, "spec", "jobTemplate", *POD), value(server, *POD))
    for pod in filter(None, pods):
        return str(pod["containers"][0]["image"])
    raise CommandFailed(say("no_image"), exit_code=REFUSED)
