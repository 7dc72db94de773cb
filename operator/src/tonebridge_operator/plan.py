"""From what is wanted and what is there to the next steps. Pure."""

from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct

from tonebridge_operator.desired.bridge import Bridge
from tonebridge_operator.desired.jobs import MIGRATE, PURPOSE
from tonebridge_operator.desired.manifest import REPLICAS, Body, Key, Manifest, Wave
from tonebridge_operator.desired.quantity import amount
from tonebridge_operator.difference import owned_differs
from tonebridge_operator.observed import Observed, is_going, owned_by, value
from tonebridge_operator.problems import is_ours

KEPT = frozenset({"PersistentVolumeClaim", "Secret", "Cluster"})
"""Kinds that hold data: never pruned."""


class Apply(Struct, frozen=True, kw_only=True):
    """Have an object be as it should.

    `new`: it was not seen; look at the API server first, since somebody else's may have this
    name. `once`: create it by POST; that it exists already is no error, but a reason to look
    again.
    """

    key: Key
    body: Body
    new: bool = False
    once: bool = False


class HandOver(Struct, frozen=True, kw_only=True):
    """Have `spec.replicas` owned by the field manager for hand-overs, at what it is now.

    Without it, dropping the field would set it to 1 before the autoscaler has ever written it.
    """

    key: Key
    replicas: int


class Delete(Struct, frozen=True, kw_only=True):
    """Delete an object that is not wanted any more, if it is still the one that was seen."""

    key: Key
    uid: str
    resource_version: str


Step: TypeAlias = Apply | HandOver | Delete


class Gate(Struct, frozen=True, kw_only=True):
    """Why a wave has to wait."""

    wave: Wave
    reason: str
    message: str


class Facts(Struct, frozen=True, kw_only=True):
    """What the order of things depends on."""

    database_ready: bool
    migration: str
    """State of the Job that belongs to the target: absent, running, complete or failed."""
    serving: bool
    """Gateways or workers run already: their image is one that the schema is ready for."""
    held: frozenset[Key] = frozenset()
    """Objects that are to be left as they are."""
    inventory: frozenset[Key] = frozenset()
    """What was recorded last."""


class Plan(Struct, frozen=True, kw_only=True):
    """What to do next, in order, and what could not be done yet."""

    steps: tuple[Step, ...] = ()
    gates: tuple[Gate, ...] = ()
    inventory: tuple[Key, ...] = ()
    """What the bridge owns or is about to: to be recorded before anything new is created."""


def plan(bridge: Bridge, wanted: tuple[Manifest, ...], observed: Observed, facts: Facts) -> Plan:
    """Compare what is wanted with what is there, on the fields that we own.

    `wanted` is all of it, in the order of waves. While a bridge is suspended nothing is done.
    """
    remembered = _inventory(bridge, wanted, observed, facts)
    if bridge.spec.suspend:
        return Plan(inventory=remembered)
    gates = tuple(_gates(facts))
    closed = {gate.wave for gate in gates}
    steps: list[Step] = []
    for one in wanted:
        if one.wave not in closed and one.key not in facts.held:
            steps.extend(_steps(one, observed.objects.get(one.key)))
    steps.extend(_strays(bridge, wanted, observed))
    return Plan(steps=tuple(steps), gates=gates, inventory=remembered)


def _gates(facts: Facts) -> Iterator[Gate]:
    if not facts.database_ready and facts.migration == "absent":
        message = "the migration waits for the database"
        yield Gate(wave=Wave.MIGRATION, reason="DatabaseNotReady", message=message)
    if facts.migration != "complete" and not facts.serving:
        message = "gateways and workers wait for the migration"
        for wave in (Wave.WORKLOADS, Wave.TRAFFIC, Wave.AUTOSCALING, Wave.UPKEEP):
            yield Gate(wave=wave, reason="MigrationPending", message=message)


def _steps(one: Manifest, live: Body | None) -> Iterator[Step]:
    """Yield what makes one object be as it should; nothing when it is."""
    if live is None:
        first = one.body if one.at_first is None else one.at_first
        yield Apply(key=one.key, body=first, new=True, once=one.once)
        return
    body = _no_smaller(one.body, live) if one.key.kind == "PersistentVolumeClaim" else one.body
    if is_going(live) or not owned_differs(body, live):
        return
    if one.at_first is not None and _annotation(live, REPLICAS) != "autoscaler":
        replicas = int(value(live, "spec", "replicas", default=1))
        yield HandOver(key=one.key, replicas=replicas)
    yield Apply(key=one.key, body=body)


def _no_smaller(body: Body, live: Body) -> Body:
    """Return a claim that asks for no less than the volume has: none can be made smaller."""
    path = ("spec", "resources", "requests")
    there = value(live, *path, default={}).get("storage", "0")
    if amount(there) <= amount(value(body, *path)["storage"]):
        return body
    spec = {**body["spec"], "resources": {"requests": {"storage": there}}}
    return {**body, "spec": spec}


def _annotation(live: Body, name: str) -> str:
    return str(value(live, "metadata", "annotations", default={}).get(name, ""))


def _strays(bridge: Bridge, wanted: tuple[Manifest, ...], observed: Observed) -> Iterator[Step]:
    """Yield the deletion of what was made for this bridge and is not wanted any more."""
    keys = {one.key for one in wanted}
    migrating = any(one.key in observed.objects for one in wanted if one.wave is Wave.MIGRATION)
    for key, live in sorted(observed.objects.items()):
        if key in keys or key.kind in KEPT or is_going(live) or not owned_by(live, bridge):
            continue
        if key.kind == "Job":
            purpose = value(live, "metadata", "labels", default={}).get(PURPOSE)
            if purpose != MIGRATE or not migrating:
                continue  # somebody's restore; or the last migration, until there is another
        metadata = live["metadata"]
        yield Delete(key=key, uid=metadata["uid"], resource_version=metadata["resourceVersion"])


def _inventory(
    bridge: Bridge,
    wanted: tuple[Manifest, ...],
    observed: Observed,
    facts: Facts,
) -> tuple[Key, ...]:
    """Return what to remember.

    What holds data is remembered once it was seen, and from then on: that it is absent then
    means that it was lost, not that it was never made. What an earlier bridge of this name
    left, and the cluster is about to delete, is not ours.
    """
    found = {key for key, live in observed.objects.items() if owned_by(live, bridge)}
    for one in wanted:
        live = observed.objects.get(one.key)
        seen = live is not None and is_ours(live, bridge, one)
        if seen or one.key in facts.inventory or not (one.keeps_data or one.key in facts.held):
            found.add(one.key)
    return tuple(sorted(found))
