"""What is remembered of a bridge between two looks; all of it may be lost at any time."""

from msgspec import Struct

from tonebridge_operator.desired import Bridge, Key
from tonebridge_operator.desired.manifest import APPLIED, Body
from tonebridge_operator.difference import differences, managers, written
from tonebridge_operator.fights import TOLERATED, WINDOW_S, Repairs, pause_s, repaired
from tonebridge_operator.observed import Observed, value
from tonebridge_operator.plan import Apply, Plan
from tonebridge_operator.problems import Failure
from tonebridge_operator.scaling import Calls

SOMEBODY = "somebody"
MOST_PATHS = 5


class Refusal(Struct, frozen=True):
    """What the API server will never accept: until the bridge, the wish or the object changes."""

    generation: int
    digest: str
    new: bool
    failure: Failure


class Scaled(Struct, frozen=True):
    """Workers whose number follows the queue."""

    for_each: int
    """Waiting jobs for each of them."""
    running: int


class Memory(Struct, kw_only=True):
    """Of one bridge."""

    uid: str
    phase: str = ""
    repairs: dict[Key, Repairs] = {}
    rivals: dict[Key, str] = {}
    """Who changed an object that was put back."""
    refusals: dict[Key, Refusal] = {}
    there: frozenset[Key] = frozenset()
    """Objects that were there at the last look."""
    workers: int | None = None
    """Workers that the queue calls for; None: not known."""
    calls: Calls | None = None
    scaled: Scaled | None = None
    """How workers are scaled, where the operator does it."""


class Drift(Struct, frozen=True, kw_only=True):
    """An object that is not as we left it."""

    key: Key
    digest: str
    """Of what is wanted."""
    note: str
    """What was done to it, and by whom, in a sentence."""
    rival: str


def digest_of(body: Body) -> str:
    """Return the digest of what was applied, as the object itself says."""
    return str(value(body, "metadata", "annotations", default={}).get(APPLIED, ""))


def drift(step: Apply, observed: Observed, memory: Memory, *, ours: str) -> Drift | None:
    """Tell whether a step puts back what somebody changed, rather than bringing what is new."""
    digest = digest_of(step.body)
    kind, name = step.key
    if step.new:
        if step.key not in memory.there:
            return None
        note = f"made {kind} {name} again, which somebody had deleted"
        return Drift(key=step.key, digest=digest, note=note, rival=SOMEBODY)
    live = observed.objects[step.key]
    if digest_of(live) not in ("", digest):
        return None  # another wish than last time
    paths = list(differences(step.body, live))
    who = ", ".join(managers(live, tuple(paths), ours=ours)) or SOMEBODY
    fields = ", ".join(written(path) for path in paths[:MOST_PATHS])
    more = f" and {len(paths) - MOST_PATHS} more" if len(paths) > MOST_PATHS else ""
    note = f"put back {fields}{more} of {kind} {name}, changed by {who}"
    return Drift(key=step.key, digest=digest, note=note, rival=who)


def refused(plan: Plan, bridge: Bridge, memory: Memory) -> dict[Key, Failure]:
    """Return the objects whose change was refused for good, as it is planned again."""
    found = {}
    for step in plan.steps:
        refusal = memory.refusals.get(step.key)
        if refusal is None or not isinstance(step, Apply):
            continue
        asked = (bridge.generation, digest_of(step.body), step.new)
        if asked == (refusal.generation, refusal.digest, refusal.new):
            found[step.key] = refusal.failure
    return found


def paused(drifts: dict[Key, Drift], memory: Memory, *, now: float) -> dict[Key, float]:
    """Return the objects to leave alone since somebody keeps changing them, and for how long."""
    pauses = {
        key: pause_s(memory.repairs.get(key, Repairs()), one.digest, now=now)
        for key, one in drifts.items()
    }
    return {key: seconds for key, seconds in pauses.items() if seconds > 0}


def remember_repair(memory: Memory, one: Drift, *, now: float) -> None:
    """Take note that an object was put back."""
    history = memory.repairs.get(one.key, Repairs())
    memory.repairs[one.key] = repaired(history, one.digest, now=now)
    memory.rivals[one.key] = one.rival


def fought_over(memory: Memory, *, now: float) -> dict[Key, str]:
    """Return the objects that somebody has changed too often of late, and who."""
    return {
        key: memory.rivals.get(key, SOMEBODY)
        for key, history in memory.repairs.items()
        if sum(now - at < WINDOW_S for at in history.at) > TOLERATED
    }


def forget_old(memory: Memory, *, now: float) -> None:
    """Drop repairs that no decision looks at any more."""
    for key in [key for key, one in memory.repairs.items() if now - one.at[-1] >= WINDOW_S]:
        del memory.repairs[key]
        memory.rivals.pop(key, None)
