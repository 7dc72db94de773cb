"""`events`."""

import click

from tonebridge_operator.api.crd import KIND
from tonebridge_operator.commands.options import Target, json_option, target_options
from tonebridge_operator.commands.reach import Cluster, using
from tonebridge_operator.commands.show import show_json, show_table
from tonebridge_operator.desired.bridge import INSTANCE, PRODUCT
from tonebridge_operator.desired.manifest import Body
from tonebridge_operator.observed import value

COLUMNS = ("last seen", "type", "reason", "object", "count", "message")
MADE_BY_OTHERS = (("Pod", "/api/v1", "pods"), ("ReplicaSet", "/apis/apps/v1", "replicasets"))
"""What the cluster makes for a bridge's objects; it carries their labels."""


@click.command()
@click.argument("name", required=False)
@json_option
@target_options
def events(name: str | None, *, json: bool, target: Target) -> None:
    """Show what happened to NAME, its objects and their pods, oldest first.

    Without NAME: what operators said of the bridges of the namespace. The cluster keeps events
    for an hour or so.
    """
    found = sorted(using(target, lambda cluster: _of(cluster, name)), key=_last_seen)
    if json:
        show_json(found)
    else:
        show_table(COLUMNS, map(_row, found))


async def _of(cluster: Cluster, name: str | None) -> list[Body]:
    about = {(KIND, name)} if name is None else await _objects(cluster, name)
    found = await cluster.listed(f"/api/v1/namespaces/{cluster.namespace}/events")
    return [
        one
        for one in found
        if (one["involvedObject"].get("kind"), one["involvedObject"].get("name")) in about
        or (name is None and one["involvedObject"].get("kind") == KIND)
    ]


async def _objects(cluster: Cluster, name: str) -> set[tuple[str, str]]:
    """Return the kinds and names of the bridge and all that exists for it."""
    bridge = await cluster.bridge(name)
    inventory = value(bridge, "status", "inventory", default=())
    found = {(KIND, name), *((one["kind"], one["name"]) for one in inventory)}
    labels = f"{INSTANCE}={name},app.kubernetes.io/part-of={PRODUCT}"
    for kind, path, plural in MADE_BY_OTHERS:
        place = f"{path}/namespaces/{cluster.namespace}/{plural}"
        made = await cluster.listed(place, ("labelSelector", labels))
        found |= {(kind, one["metadata"]["name"]) for one in made}
    return found


def _last_seen(event: Body) -> str:
    """Return when it last happened; old and new writers of events tell it in different fields."""
    return str(
        value(event, "series", "lastObservedTime")
        or event.get("lastTimestamp")
        or event.get("eventTime")
        or event["metadata"]["creationTimestamp"]
    )


def _row(event: Body) -> tuple[str, ...]:
    count = value(event, "series", "count") or event.get("count") or 1
    about = event["involvedObject"]
    return (
        _last_seen(event)[:19].replace("T", " "),
        event.get("type", ""),
        event.get("reason", ""),
        f"{about.get('kind', '')}/{about.get('name', '')}",
        str(count),
        event.get("message", ""),
    )
