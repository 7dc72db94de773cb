"""Jobs that a person starts: what becomes of them."""

from functools import wraps

import click

from tonebridge.domain.terminal import visible
from tonebridge_operator.cluster.connection import Request
from tonebridge_operator.commands.failures import REFUSED, UNREACHABLE, CommandFailed
from tonebridge_operator.commands.options import Command
from tonebridge_operator.commands.reach import Cluster
from tonebridge_operator.commands.words import say
from tonebridge_operator.desired.manifest import Body
from tonebridge_operator.observed import value

POLL_S = 1.0
LAST_LINES = 20
DAY_S = 86_400


def wait_options(command: Command) -> Command:
    """Let the person choose how long to wait; the command gets `timeout_s`, None: not at all."""

    @wraps(command)
    def collected(*words: object, wait: bool, timeout_s: int, **rest: object) -> object:
        return command(*words, timeout_s=timeout_s if wait else None, **rest)

    found = click.option(
        "--timeout-s",
        type=click.IntRange(1, DAY_S),
        default=1_800,
        show_default=True,
        help="How long to wait, in seconds.",
    )(collected)
    return click.option(
        "--wait/--no-wait", default=True, show_default=True, help="Wait until it is done."
    )(found)


def stamp(cluster: Cluster) -> str:
    """Return twelve digits that tell this request from others: the time in UTC."""
    return cluster.clock.now().strftime("%y%m%d%H%M%S")


async def start(cluster: Cluster, body: Body, *, timeout_s: int | None) -> None:
    """Start a Job and see it through; `timeout_s` None: do not wait.

    Raises:
        CommandFailed: it failed, or is not done in time.
    """
    name = body["metadata"]["name"]
    await cluster.create("Job", body)
    click.echo(say("started", job=name, namespace=cluster.namespace), err=True)
    if timeout_s is None:
        return
    until = cluster.clock.monotonic() + timeout_s
    while (ending := ended(await cluster.get("Job", name))) is None:
        if cluster.clock.monotonic() >= until:
            what = say("job_late", job=name, seconds=timeout_s, namespace=cluster.namespace)
            raise CommandFailed(what, exit_code=UNREACHABLE)
        await cluster.clock.sleep(POLL_S)
    said = await _last_words(cluster, name)
    if ending:
        what = say("job_failed", job=name, reason="; ".join(filter(None, (*said, ending))))
        raise CommandFailed(what, exit_code=REFUSED)
    for line in said:
        click.echo(visible(line))
    click.echo(say("job_done", job=name), err=True)


def ended(job: Body | None) -> str | None:
    """Return None while it runs, empty once it is complete, else why it failed."""
    if job is None:
        return "it was deleted"
    for one in value(job, "status", "conditions", default=()):
        if one["type"] == "Complete" and one["status"] == "True":
            return ""
        if one["type"] == "Failed" and one["status"] == "True":
            return str(one.get("message") or one.get("reason", "no reason given"))
    return None


async def _last_words(cluster: Cluster, job: str) -> list[str]:
    """Return the last lines that the Job's newest pod has logged; none where it is gone."""
    pods = f"/api/v1/namespaces/{cluster.namespace}/pods"
    found = await cluster.listed(pods, ("labelSelector", f"job-name={job}"))
    if not found:
        return []
    newest = max(found, key=lambda pod: str(pod["metadata"]["creationTimestamp"]))
    path = f"{pods}/{newest['metadata']['name']}/log"
    query = (("tailLines", str(LAST_LINES)),)
    try:
        text = await cluster.ask(Request(path=path, query=query, accept="*/*"))
    except CommandFailed:
        return []  # a person who may not read logs, or a node that is away
    return text.decode(errors="replace").splitlines()
