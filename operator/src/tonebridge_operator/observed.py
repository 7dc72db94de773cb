"""What is there: the objects of a bridge as the API server returns them, and what they say."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from msgspec import Struct

from tonebridge_operator.desired.bridge import INSTANCE, MANAGED_BY, OPERATOR, Bridge
from tonebridge_operator.desired.manifest import Body, Key


class Observed(Struct, frozen=True, kw_only=True):
    """Every object in the bridge's namespace that is named like one of it or labelled so."""

    objects: Mapping[Key, Body] = {}

    def get(self, kind: str, name: str) -> Body | None:
        """Return an object, or None if it is not there."""
        return self.objects.get(Key(kind, name))


def value(body: Body | None, *path: str, default: Any = None) -> Any:  # noqa: ANN401 - any JSON
    """Return what stands at a path, or the default."""
    found: Any = body
    for name in path:
        if not isinstance(found, dict) or name not in found:
            return default
        found = found[name]
    return found


def uid(body: Body | None) -> str:
    """Return an object's identity, empty if it is not there."""
    return str(value(body, "metadata", "uid", default=""))


def is_going(body: Body | None) -> bool:
    """Tell whether an object is being deleted."""
    return value(body, "metadata", "deletionTimestamp") is not None


def owned_by(body: Body, bridge: Bridge) -> bool:
    """Tell whether the object was made for this very bridge."""
    owners = value(body, "metadata", "ownerReferences", default=())
    return any(owner.get("uid") == bridge.uid for owner in owners)


def labelled_for(body: Body, bridge: Bridge) -> bool:
    """Tell whether the object was made for a bridge of this name, by this operator."""
    labels = value(body, "metadata", "labels", default={})
    return bool(labels.get(MANAGED_BY) == OPERATOR and labels.get(INSTANCE) == bridge.name)


def without_owner(body: Body) -> bool:
    """Tell whether nothing controls the object."""
    owners = value(body, "metadata", "ownerReferences", default=())
    return not any(owner.get("controller") for owner in owners)


class Pods(NamedTuple):
    """The pods of a Deployment or StatefulSet."""

    wanted: int
    there: int
    ready: int
    settled: bool
    """All of them are as the object now says, and none is left of what it said before."""
    stuck: bool
    """The roll-out made no progress for too long."""
    image: str


NO_PODS = Pods(wanted=0, there=0, ready=0, settled=False, stuck=False, image="")


def pods(body: Body | None) -> Pods:
    """Read the status of a Deployment or StatefulSet."""
    if body is None:
        return NO_PODS
    wanted = int(value(body, "spec", "replicas", default=1))
    status = value(body, "status", default={})
    there, ready = int(status.get("replicas", 0)), int(status.get("readyReplicas", 0))
    seen = status.get("observedGeneration", 0) >= value(body, "metadata", "generation", default=0)
    settled = seen and ready == wanted == there and int(status.get("updatedReplicas", 0)) == wanted
    return Pods(
        wanted, there, ready, settled, _condition(body, "Progressing") == "False", image(body)
    )


def image(body: Body) -> str:
    """Return what the first container of a pod template runs."""
    containers = value(body, "spec", "template", "spec", "containers", default=())
    return str(containers[0].get("image", "")) if containers else ""


def _condition(body: Body, kind: str) -> str:
    conditions = value(body, "status", "conditions", default=())
    return next((str(one["status"]) for one in conditions if one.get("type") == kind), "")


def job_state(body: Body | None) -> str:
    """Return `absent`, `running`, `complete` or `failed`."""
    if body is None:
        return "absent"
    if _condition(body, "Complete") == "True":
        return "complete"
    return "failed" if _condition(body, "Failed") == "True" else "running"


def job_message(body: Body | None) -> str:
    """Return why a Job failed, in the words of its controller."""
    conditions = value(body, "status", "conditions", default=())
    return next((str(one.get("message", "")) for one in conditions if one["type"] == "Failed"), "")
