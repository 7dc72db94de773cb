"""What a bridge tells people and machines: its conditions and status. Pure.

Times change only where a condition does, so that a status that says nothing new is equal to
the one before, and is not written.
"""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

import msgspec
from msgspec import Struct

from tonebridge_operator.api.v1alpha1 import Condition, OwnedObject, Status
from tonebridge_operator.api.v1alpha1.status import (
    GatewayStatus,
    Phase,
    Version,
    WorkerStatus,
)
from tonebridge_operator.desired.bridge import Bridge
from tonebridge_operator.observed import Pods
from tonebridge_operator.plan import Apply, Plan
from tonebridge_operator.problems import Problem

RUNNING = frozenset({"Deployment", "StatefulSet", "Cluster"})
"""Kinds whose change takes time to have its effect."""

Truth = Literal["True", "False", "Unknown"]


class Says(NamedTuple):
    """A condition without its times."""

    status: Truth
    reason: str
    message: str


class Standing(Struct, frozen=True, kw_only=True):
    """How everything is, as far as it can be seen."""

    target: str
    """Image that gateways and workers should run."""
    database: Truth
    cache: Truth
    migration: str
    migration_message: str
    gateway: Pods
    workers: Pods
    least_gateways: int
    """Gateways that must answer for the bridge to count as available."""
    problems: tuple[Problem, ...] = ()
    """What people have to look at, the gravest first."""


def status_of(
    bridge: Bridge,
    standing: Standing,
    plan: Plan,
    *,
    before: Status,
    now: str,
) -> Status:
    """Return the status; equal to `before` when there is nothing new to say.

    `now` is RFC 3339 in UTC; it is written only where a condition changes.
    """
    said = dict(_conditions(bridge, standing, plan))
    earlier = {one.type: one for one in before.conditions or ()}
    version = before.version or Version()
    runs = all(
        pods.settled and pods.image == standing.target
        for pods in (standing.gateway, standing.workers)
    )
    good = runs and said["Available"].status == "True"
    return Status(
        observed_generation=bridge.generation,
        phase=_phase(bridge, standing, said),
        conditions=tuple(
            _condition(kind, what, bridge.generation, earlier.get(kind), now)
            for kind, what in said.items()
        ),
        version=Version(
            current=standing.target if runs else version.current,
            target=standing.target,
            last_good=standing.target if good else version.last_good,
        ),
        gateway=GatewayStatus(
            replicas=standing.gateway.there,
            ready=standing.gateway.ready,
            selector=",".join(
                f"{name}={value}" for name, value in sorted(bridge.selector("gateway").items())
            ),
        ),
        workers=WorkerStatus(replicas=standing.workers.there, ready=standing.workers.ready),
        inventory=tuple(OwnedObject(kind=key.kind, name=key.name) for key in plan.inventory),
    )


def unreadable(reason: str, message: str, generation: int, *, before: Status, now: str) -> Status:
    """Return the status of a bridge that holds what it may not: nothing of it is touched."""
    kept = tuple(one for one in before.conditions or () if one.type != "Degraded")
    earlier = next((one for one in before.conditions or () if one.type == "Degraded"), None)
    says = Says("True", reason, message)
    return msgspec.structs.replace(
        before,
        observed_generation=generation,
        phase="Degraded",
        conditions=(*kept, _condition("Degraded", says, generation, earlier, now)),
    )


def _condition(
    kind: str, what: Says, generation: int, earlier: Condition | None, now: str
) -> Condition:
    unchanged = earlier is not None and earlier.status == what.status
    return Condition(
        type=kind,
        status=what.status,
        observed_generation=generation,
        last_transition_time=earlier.last_transition_time if earlier and unchanged else now,
        reason=what.reason,
        message=what.message,
    )


def _conditions(bridge: Bridge, standing: Standing, plan: Plan) -> Iterator[tuple[str, Says]]:
    yield "Available", _available(standing)
    yield "Progressing", _progressing(bridge, standing, plan)
    yield "Degraded", _degraded(standing)
    yield "DatabaseReady", _store(standing.database, "the database")
    yield "CacheReady", _store(standing.cache, "Redis")
    yield "MigrationsComplete", _migrations(standing)


def _available(standing: Standing) -> Says:
    ready, least = standing.gateway.ready, standing.least_gateways
    answering = f"{ready} of at least {least} gateways answer"
    if least == 0:
        return Says("False", "ScaledToZero", "gateway.replicas is 0: no gateway runs")
    if ready >= least:
        return Says("True", "GatewaysReady", answering)
    return Says("False", "GatewaysNotReady", answering)


def _progressing(bridge: Bridge, standing: Standing, plan: Plan) -> Says:
    if bridge.spec.suspend:
        return Says("False", "Suspended", "spec.suspend is true: nothing is changed or repaired")
    if plan.gates:
        first = plan.gates[0]
        return Says("True", first.reason, first.message)
    if standing.migration in ("absent", "running"):
        return Says("True", "Migrating", "the database's schema is being brought up to date")
    if any(isinstance(step, Apply) and step.key.kind in RUNNING for step in plan.steps):
        return Says("True", "Applying", "what runs is being changed")
    for pods, name in ((standing.gateway, "gateways"), (standing.workers, "workers")):
        if not pods.settled and not pods.stuck:
            message = f"{pods.ready} of {pods.wanted} {name} are ready and up to date"
            return Says("True", "RollingOut", message)
    return Says("False", "Settled", "everything is as the spec says, or waits for people")


def _degraded(standing: Standing) -> Says:
    if standing.problems:
        first = standing.problems[0]
        more = len(standing.problems) - 1
        also = f" (and {more} more)" if more else ""
        return Says("True", first.reason, f"{first.message}{also}")
    if standing.migration == "failed":
        message = (
            f"the migration failed, and what ran before goes on: {standing.migration_message}. "
            "See the Job's log; delete the Job to have it tried again"
        )
        return Says("True", "MigrationFailed", message)
    for pods, name in ((standing.gateway, "gateways"), (standing.workers, "workers")):
        if pods.stuck:
            message = f"new {name} do not become ready: see the log of their pods"
            return Says("True", "RolloutStuck", message)
    return Says("False", "AsExpected", "nothing is the matter")


def _store(ready: Truth, name: str) -> Says:
    messages: Mapping[Truth, tuple[str, str]] = {
        "True": ("Ready", f"{name} answers"),
        "False": ("NotReady", f"{name} does not answer"),
        "Unknown": ("External", f"{name} is run by somebody else, and not watched from here"),
    }
    return Says(ready, *messages[ready])


def _migrations(standing: Standing) -> Says:
    match standing.migration:
        case "complete":
            return Says("True", "Complete", "the schema is what the wanted release needs")
        case "failed":
            return Says("False", "Failed", standing.migration_message or "the migration failed")
        case "running":
            return Says("False", "Running", "the migration runs")
        case _:
            return Says("False", "Waiting", "the migration has not begun")


def _phase(
    bridge: Bridge,
    standing: Standing,
    said: Mapping[str, Says],
) -> Phase:
    if bridge.spec.suspend:
        return "Suspended"
    if said["Degraded"].status == "True":
        return "Degraded"
    if standing.migration != "complete":
        return "Migrating" if standing.migration == "running" else "Provisioning"
    if said["Progressing"].status == "True":
        return "Rolling"
    return "Ready" if said["Available"].status == "True" else "Pending"
