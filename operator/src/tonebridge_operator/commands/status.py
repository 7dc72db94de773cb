"""`status`."""

import click

from tonebridge.domain.terminal import visible
from tonebridge_operator.commands.options import Target, json_option, target_options
from tonebridge_operator.commands.reach import using
from tonebridge_operator.commands.show import aligned, show_json, show_table
from tonebridge_operator.commands.words import say
from tonebridge_operator.desired.manifest import Body
from tonebridge_operator.observed import value

LIST = ("name", "phase", "available", "gateways", "workers", "version", "message")
CONDITIONS = ("condition", "status", "since", "reason", "message")


@click.command()
@click.argument("name", required=False)
@click.option(
    "-A", "--all-namespaces", "everywhere", is_flag=True, help="Those of all namespaces."
)
@json_option
@target_options
def status(name: str | None, *, everywhere: bool, json: bool, target: Target) -> None:
    """Show how NAME is; without one, list the bridges of the namespace."""
    if name is None:
        found = using(target, lambda cluster: cluster.bridges(everywhere=everywhere))
        _show_list(found, everywhere=everywhere, json=json)
        return
    if everywhere:
        message = "NAME is in one namespace: give -n instead of --all-namespaces."
        raise click.UsageError(message)
    wanted = name
    body = using(target, lambda cluster: cluster.bridge(wanted))
    if json:
        show_json(value(body, "status", default={}))
    else:
        _show_one(body)


def _show_list(bodies: list[Body], *, everywhere: bool, json: bool) -> None:
    if json:
        show_json([_head(body) | {"status": value(body, "status", default={})} for body in bodies])
        return
    columns = (("namespace",) if everywhere else ()) + LIST
    rows = (
        ((body["metadata"]["namespace"],) if everywhere else ()) + _row(body) for body in bodies
    )
    show_table(columns, rows)


def _head(body: Body) -> Body:
    return {key: body["metadata"][key] for key in ("namespace", "name")}


def _row(body: Body) -> tuple[str, ...]:
    conditions = _conditions(body)
    degraded = conditions.get("Degraded", {})
    return (
        body["metadata"]["name"],
        value(body, "status", "phase", default="-"),
        conditions.get("Available", {}).get("status", "-"),
        _pods(body, "gateway"),
        _pods(body, "workers"),
        value(body, "status", "version", "current", default="") or "-",
        degraded["message"] if degraded.get("status") == "True" else "",
    )


def _show_one(body: Body) -> None:
    found = value(body, "status", default={})
    seen = found.get("observedGeneration")
    if seen is None:
        click.echo(say("not_looked_at"), err=True)
        return
    if seen != body["metadata"]["generation"]:
        click.echo(say("of_earlier_spec"), err=True)
    version = found.get("version", {})
    lines = [
        ("name", f"{body['metadata']['namespace']}/{body['metadata']['name']}"),
        ("phase", found.get("phase", "-")),
        ("gateways", _pods(body, "gateway")),
        ("workers", _pods(body, "workers")),
        ("version", version.get("current") or "-"),
    ]
    if version.get("target") and version["target"] != version.get("current"):
        lines.append(("wanted", version["target"]))
    for line in aligned([(name, visible(text)) for name, text in lines]):
        click.echo(line)
    click.echo()
    rows = [
        tuple(one[key] for key in ("type", "status", "lastTransitionTime", "reason", "message"))
        for one in _conditions(body).values()
    ]
    show_table(CONDITIONS, rows)


def _conditions(body: Body) -> dict[str, Body]:
    return {one["type"]: one for one in value(body, "status", "conditions", default=())}


def _pods(body: Body, part: str) -> str:
    """Return how many are ready, of how many."""
    found = value(body, "status", part, default={})
    return f"{found.get('ready', 0)}/{found.get('replicas', 0)}"
