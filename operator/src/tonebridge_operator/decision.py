"""One reconcile, decided: from a bridge and what is there to the steps and the status. Pure."""

from base64 import b64decode
from collections.abc import Mapping

import msgspec
from msgspec import Struct

from tonebridge_operator.api.v1alpha1 import Status
from tonebridge_operator.desired import jobs, render
from tonebridge_operator.desired.bridge import Bridge, Given, Reference, Release
from tonebridge_operator.desired.manifest import Key
from tonebridge_operator.desired.secrets import POSTGRES, REDIS, drawn_keys, names
from tonebridge_operator.desired.volumes import POSTGRES as POSTGRES_VOLUME
from tonebridge_operator.observed import Observed, job_message, job_state, pods, uid, value
from tonebridge_operator.plan import Facts, Plan, plan
from tonebridge_operator.problems import Circumstances, Failure, Problem, problems, undamaged
from tonebridge_operator.report import Standing, Truth, status_of


class Surroundings(Struct, frozen=True, kw_only=True):
    """What the bridge and its objects do not say."""

    release: Release
    served: frozenset[str] = frozenset()
    """The optional kinds that the cluster serves."""
    references: Mapping[str, Reference] = {}
    """The Secrets that the spec names and that are there."""
    drawn: Mapping[str, Mapping[str, str]] = {}
    """New random content for each Secret that `to_draw` names."""
    workers: int | None = None
    """Workers that the queue calls for; None: not known, so as many as there are."""
    contested: Mapping[Key, str] = {}
    """Objects to leave alone for now, since somebody keeps changing them back; and who."""
    failed: Mapping[Key, Failure] = {}
    """Objects to leave alone, since the API server did not let us change them; and why."""


class Decision(Struct, frozen=True, kw_only=True):
    """What comes of one look at a bridge."""

    plan: Plan
    status: Status
    record_first: bool
    """The status has to be written before the steps are taken: it names what is new."""
    retry: bool
    """Something may change that nobody tells us of: look again after a while."""
    problems: tuple[Problem, ...]


def to_draw(bridge: Bridge, observed: Observed, before: Status) -> dict[str, str]:
    """Return the Secrets whose content has to be drawn, and what each one is for.

    What was there once and is lost is not drawn again, unless people allow it.
    """
    had = _inventory(before)
    return {
        name: purpose
        for name, purpose in names(bridge).items()
        if (name in bridge.recreate and not undamaged(bridge, name, observed))
        or (observed.get("Secret", name) is None and Key("Secret", name) not in had)
    }


def decide(
    bridge: Bridge, observed: Observed, around: Surroundings, *, before: Status, now: str
) -> Decision:
    """Look at a bridge once.

    Args:
        bridge: as the API server has it.
        observed: its objects, whoever made them.
        around: what else counts.
        before: the status that was written last.
        now: RFC 3339 in UTC, for conditions that change.
    """
    given, migration = _look(bridge, observed, around, before)
    wanted = render(bridge, given)
    inventory = _inventory(before)
    found = problems(
        bridge,
        wanted,
        observed,
        Circumstances(
            served=around.served,
            references=around.references,
            inventory=inventory,
            contested=around.contested,
            failed=around.failed,
        ),
    )
    standing = msgspec.structs.replace(
        _standing(bridge, observed, given, migration), problems=found
    )
    facts = Facts(
        database_ready=standing.database != "False",
        migration=standing.migration,
        serving=bool(standing.gateway.image or standing.workers.image),
        held=frozenset[Key]().union(*(problem.holds for problem in found)),
        inventory=inventory,
    )
    steps = plan(bridge, wanted, observed, facts)
    status = status_of(bridge, standing, steps, before=before, now=now)
    return Decision(
        plan=steps,
        status=status,
        record_first=bool(set(steps.inventory) - inventory),
        retry=any(not problem.permanent for problem in found),
        problems=found,
    )


def given_for(bridge: Bridge, observed: Observed, around: Surroundings, before: Status) -> Given:
    """Return what the render of this bridge stands on now."""
    return _look(bridge, observed, around, before)[0]


def _look(
    bridge: Bridge, observed: Observed, around: Surroundings, before: Status
) -> tuple[Given, str]:
    """Return what the render stands on, and the name of the migration's Job.

    Until the schema is ready for the target, gateways and workers stay at the image that they
    run: a migration that fails takes nothing away.
    """
    target = bridge.target_image(around.release)
    worker = pods(observed.get("Deployment", bridge.child("worker")))
    gateway = pods(observed.get("Deployment", bridge.child("gateway")))
    given = Given(
        release=around.release,
        served=around.served,
        secrets={name: _secret(bridge, name, observed, around) for name in names(bridge)},
        references=around.references,
        image=target,
        database=_database(bridge, observed),
        workers=worker.wanted if around.workers is None else around.workers,
    )
    migration = jobs.migration(bridge, given).key.name
    if job_state(observed.get("Job", migration)) == "complete":
        return given, migration
    version = before.version.current if before.version is not None else ""
    running = gateway.image or worker.image or version or target
    return msgspec.structs.replace(given, image=running), migration


def _secret(
    bridge: Bridge, name: str, observed: Observed, around: Surroundings
) -> Mapping[str, str]:
    if undamaged(bridge, name, observed):
        data = value(observed.get("Secret", name), "data", default={})
        return {key: b64decode(text).decode(errors="replace") for key, text in data.items()}
    lost = dict.fromkeys(drawn_keys(names(bridge)[name]), "")
    return around.drawn.get(name, lost)


def _inventory(status: Status) -> frozenset[Key]:
    return frozenset(Key(one.kind, one.name) for one in status.inventory or ())


def _database(bridge: Bridge, observed: Observed) -> str:
    """Return the identity of the database; one on a new volume has to be migrated anew."""
    match bridge.spec.postgres.mode:
        case "managed":
            return uid(observed.get("PersistentVolumeClaim", bridge.child(POSTGRES_VOLUME)))
        case "cnpg":
            return uid(observed.get("Cluster", bridge.child(POSTGRES)))
        case "external":
            return "external"


def _standing(bridge: Bridge, observed: Observed, given: Given, migration: str) -> Standing:
    job = observed.get("Job", migration)
    scaling = bridge.spec.gateway.autoscaling
    return Standing(
        target=bridge.target_image(given.release),
        database=_database_ready(bridge, observed),
        cache=_cache_ready(bridge, observed),
        migration=job_state(job),
        migration_message=job_message(job),
        gateway=pods(observed.get("Deployment", bridge.child("gateway"))),
        workers=pods(observed.get("Deployment", bridge.child("worker"))),
        least_gateways=(scaling.min_replicas if scaling.enabled else bridge.spec.gateway.replicas),
    )


def _database_ready(bridge: Bridge, observed: Observed) -> Truth:
    match bridge.spec.postgres.mode:
        case "managed":
            return _truth(pods(observed.get("StatefulSet", bridge.child(POSTGRES))).ready > 0)
        case "cnpg":
            cluster = observed.get("Cluster", bridge.child(POSTGRES))
            return _truth(int(value(cluster, "status", "readyInstances", default=0)) > 0)
        case "external":
            return "Unknown"


def _cache_ready(bridge: Bridge, observed: Observed) -> Truth:
    if bridge.spec.redis.mode == "external":
        return "Unknown"
    return _truth(pods(observed.get("StatefulSet", bridge.child(REDIS))).ready > 0)


def _truth(yes: bool) -> Truth:  # noqa: FBT001 - it is the value itself
    return "True" if yes else "False"
