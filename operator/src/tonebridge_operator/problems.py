"""What keeps a bridge from being as its spec says, and which objects wait because of it.

Everything else goes on: a lost volume holds its server back, not the repair of a Service.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from tonebridge_operator.desired.bridge import Bridge, Reference
from tonebridge_operator.desired.kinds import KINDS
from tonebridge_operator.desired.manifest import Key, Manifest
from tonebridge_operator.desired.secrets import drawn_keys, names
from tonebridge_operator.desired.sources import needed_references
from tonebridge_operator.observed import (
    Observed,
    is_going,
    labelled_for,
    owned_by,
    value,
    without_owner,
)

RECREATE = "tonebridge.io/recreate"
"""Annotation of a bridge: names of lost objects, separated by commas, to be made anew, empty."""


class Problem(Struct, frozen=True, kw_only=True):
    """Something that people have to look at."""

    reason: str
    """One word for machines."""
    message: str
    """What is the matter and what to do."""
    holds: frozenset[Key] = frozenset()
    """Objects that are left as they are until it is solved."""
    permanent: bool = False
    """Only an edit of the bridge solves it: looking again helps nobody."""


class Failure(Struct, frozen=True, kw_only=True):
    """Why an object could not be changed."""

    reason: str
    message: str
    permanent: bool
    """Trying again helps nobody."""


class Circumstances(Struct, frozen=True, kw_only=True):
    """What the spec does not say and the render does not need to know."""

    served: frozenset[str]
    references: Mapping[str, Reference]
    inventory: frozenset[Key]
    """What the bridge was last known to own."""
    contested: Mapping[Key, str] = {}
    """Objects that somebody keeps changing back, and who."""
    failed: Mapping[Key, Failure] = {}
    """Objects that the API server did not let us change."""


def problems(
    bridge: Bridge, wanted: tuple[Manifest, ...], observed: Observed, now: Circumstances
) -> tuple[Problem, ...]:
    """Return all of them, the gravest first; equal input gives equal output."""
    return (
        *_lost(bridge, wanted, observed, now.inventory),
        *_missing_secrets(bridge, wanted, now.references),
        *_not_ours(bridge, wanted, observed),
        *_not_served(wanted, now.served),
        *_unsupported(bridge),
        *_failed(now.failed),
        *_contested(now.contested),
    )


def undamaged(bridge: Bridge, name: str, observed: Observed) -> bool:
    """Tell whether a Secret is there with everything that was drawn for it."""
    data = value(observed.get("Secret", name), "data", default={})
    return all(key in data for key in drawn_keys(names(bridge)[name]))


def _lost(
    bridge: Bridge, wanted: tuple[Manifest, ...], observed: Observed, inventory: frozenset[Key]
) -> Iterator[Problem]:
    secrets = names(bridge)
    for one in wanted:
        live = observed.objects.get(one.key)
        kind, name = one.key
        if not one.keeps_data or name in bridge.recreate:
            continue
        if live is None and one.key in inventory:
            message = (
                f"{kind} {name} is gone. Restore it; or, to go on without what it held, set the "
                f"annotation {RECREATE}={name} on the bridge, and remove it afterwards"
            )
            yield Problem(reason="DataLost", message=message, holds=_touching(wanted, one.key))
        elif live is not None and is_going(live):
            message = f"{kind} {name} is being deleted, and what it holds with it"
            yield Problem(reason="DataBeingDeleted", message=message, holds=frozenset({one.key}))
        elif live is not None and name in secrets and not undamaged(bridge, name, observed):
            keys = ", ".join(drawn_keys(secrets[name]))
            message = f"Secret {name} must have the keys {keys}: restore it"
            yield Problem(
                reason="SecretDamaged", message=message, holds=_touching(wanted, one.key)
            )


def _missing_secrets(
    bridge: Bridge, wanted: tuple[Manifest, ...], references: Mapping[str, Reference]
) -> Iterator[Problem]:
    for name, needed in needed_references(bridge).items():
        reference = references.get(name)
        if reference is None:
            reason, message = "SecretNotFound", f"there is no Secret {name}: create it"
        elif lacking := [key for key in needed if key not in reference.keys]:
            reason = "SecretKeyMissing"
            message = f"Secret {name} has no key {lacking[0]}: add it"
        else:
            continue
        # Policies name the ports of its URLs: without them they would cut off running pods.
        policies = {one.key for one in wanted if one.key.kind == "NetworkPolicy"}
        holds = _touching(wanted, Key("Secret", name)) | policies
        yield Problem(reason=reason, message=message, holds=holds)


def _not_ours(
    bridge: Bridge, wanted: tuple[Manifest, ...], observed: Observed
) -> Iterator[Problem]:
    for one in wanted:
        live = observed.objects.get(one.key)
        if live is None or is_ours(live, bridge, one):
            continue
        kind, name = one.key
        holds = frozenset({one.key})
        if labelled_for(live, bridge):
            message = f"{kind} {name} still belongs to a bridge of this name that was deleted"
            yield Problem(reason="PredecessorRemains", message=message, holds=holds)
        else:
            message = f"{kind} {name} belongs to somebody else: delete or rename one of them"
            yield Problem(reason="NameTaken", message=message, holds=holds)


def is_ours(live: Mapping[str, Any], bridge: Bridge, one: Manifest) -> bool:
    """Tell whether an object may be changed: made for this bridge, or data left by one."""
    body = dict(live)
    left = one.keeps_data and labelled_for(body, bridge) and without_owner(body)
    return owned_by(body, bridge) or left


def _not_served(wanted: tuple[Manifest, ...], served: frozenset[str]) -> Iterator[Problem]:
    for one in wanted:
        kind = KINDS[one.key.kind]
        if kind.optional and one.key.kind not in served:
            message = (
                f"the cluster does not serve {one.key.kind} of {kind.api_version}: "
                "install what brings it, or change the spec"
            )
            yield Problem(reason="KindNotServed", message=message, holds=frozenset({one.key}))


def _unsupported(bridge: Bridge) -> Iterator[Problem]:
    if bridge.spec.llm.providers:
        message = (
            "llm.providers cannot be used with this release: it has the rule engine alone, "
            "which goes on answering. Leave it empty"
        )
        yield Problem(reason="ProvidersNotSupported", message=message, permanent=True)


def _contested(contested: Mapping[Key, str]) -> Iterator[Problem]:
    for key in sorted(contested):
        who = contested[key]
        message = (
            f"{who} keeps changing {key.kind} {key.name}, which this bridge owns: stop it, "
            "or change the bridge instead"
        )
        yield Problem(reason="DriftConflict", message=message, holds=frozenset({key}))


def _failed(failed: Mapping[Key, Failure]) -> Iterator[Problem]:
    for key, failure in sorted(failed.items()):
        message = f"{key.kind} {key.name}: {failure.message}"
        yield Problem(
            reason=failure.reason,
            message=message,
            holds=frozenset({key}),
            permanent=failure.permanent,
        )


def _touching(wanted: tuple[Manifest, ...], key: Key) -> frozenset[Key]:
    """Return the object itself and all that read from it."""
    return frozenset(
        one.key
        for one in wanted
        if one.key == key or one.made_from == key.name or _mounts(one.body, key.name)
    )


def _mounts(body: object, name: str) -> bool:
    match body:
        case dict():
            return name in (body.get("secretName"), body.get("claimName")) or any(
                _mounts(inner, name) for inner in body.values()
            )
        case list():
            return any(_mounts(inner, name) for inner in body)
        case _:
            return False
