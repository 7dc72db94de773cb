"""Makes the cluster what a bridge asks for, one look at a time."""

import logging
from collections.abc import Mapping
from typing import Protocol

import msgspec
from msgspec import Struct

from tonebridge.domain.errors import InvalidField
from tonebridge_operator.api.v1alpha1 import Condition, Status
from tonebridge_operator.clock import Clock, seconds
from tonebridge_operator.cluster.events import Kind
from tonebridge_operator.cluster.store import BRIDGE, BridgeKey, Ref, Store, body
from tonebridge_operator.desired import Bridge, Key
from tonebridge_operator.desired.manifest import Body
from tonebridge_operator.desired.worker import NAME as WORKER
from tonebridge_operator.errors import Interrupted, Refused, Unreachable
from tonebridge_operator.look import PASSING, Eyes, Look, failure_of, settled_status
from tonebridge_operator.measures import BRIDGES, REPAIRS
from tonebridge_operator.memory import (
    Memory,
    Refusal,
    Scaled,
    digest_of,
    forget_old,
    remember_repair,
)
from tonebridge_operator.observed import is_going, pods, value
from tonebridge_operator.plan import Apply, Delete, HandOver, Step
from tonebridge_operator.problems import Failure
from tonebridge_operator.reactions import Retry, reaction_to, reaction_to_answer
from tonebridge_operator.report import unreadable
from tonebridge_operator.stored import read

log = logging.getLogger(__name__)


class Writes(Protocol):
    """Changes the cluster."""

    async def get(self, ref: Ref) -> bytes | None: ...
    async def apply(self, namespace: str, step: Apply) -> bytes: ...
    async def hand_over(self, namespace: str, step: HandOver) -> bytes: ...
    async def delete(self, namespace: str, step: Delete) -> None: ...
    async def patch_status(self, bridge: BridgeKey, version: str, status: object) -> bytes: ...


class Says(Protocol):
    """Tells people."""

    def say(self, bridge: Bridge, kind: Kind, reason: str, action: str, note: str) -> None: ...


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of a look."""

    result: str
    """`quiet`, `changed`, `held` or `retry`; `gone`: there is no such bridge."""
    again_s: float | None = None
    """When to look again at the latest; None: when it is due anyway."""


GONE = Outcome(result="gone")


class Reconciler:
    """Looks at bridges and takes the steps that are decided."""

    def __init__(self, eyes: Eyes, objects: Writes, recorder: Says, clock: Clock) -> None:
        self._eyes = eyes
        self._store: Store = eyes.store
        self._objects = objects
        self._recorder = recorder
        self._clock = clock
        self.memories: dict[BridgeKey, Memory] = {}

    async def reconcile(self, key: BridgeKey) -> Outcome:
        """Look at a bridge once and do what is to be done.

        Raises:
            NotLeading: another operator may be at work.
            Refused, Unreachable: the API server is in trouble; try again.
            Interrupted: the same, after something was brought about.
        """
        stored = self._store.get(Ref(BRIDGE, *key))
        if stored is None:
            self._forget(key)
            return GONE
        found = body(BRIDGE, stored.data)
        if is_going(found):
            return Outcome(result="quiet")  # what it owns goes with it
        memory = self._memory(key, found)
        try:
            bridge, before = read(found)
        except InvalidField as error:
            return await self._refuse(key, found, error)
        monotonic = self._clock.monotonic()
        forget_old(memory, now=monotonic)
        now = seconds(self._clock.now())
        look = await self._eyes.look(bridge, before, memory, now=now, monotonic=monotonic)
        if look is None:
            return Outcome(result="quiet")
        version = str(stored.version)
        written = before
        if look.decision.record_first:
            version, written = await self._write_status(
                key, version, look.decision.status, written
            )
        taken: list[Key] = []
        try:
            failed = await self._take(look, memory, taken)
            status = settled_status(look, failed, memory, self._clock.monotonic())
            _, written = await self._write_status(key, version, status, written)
        except (Refused, Unreachable) as error:
            if taken:
                raise Interrupted(error) from error
            raise
        memory.scaled = _scaled(look)
        self._tell(look, status)
        self._count(memory, status.phase or "")
        memory.there = _there(look, failed)
        return _outcome(look, failed, changed=written != before)

    async def _take(self, look: Look, memory: Memory, taken: list[Key]) -> dict[Key, Failure]:
        """Take the steps in order; return the objects that could not be changed, and why.

        `taken` grows by each object that was changed.
        """
        failed: dict[Key, Failure] = {}
        for step in look.decision.plan.steps:
            if step.key in failed:
                continue  # without the hand-over, an apply would take pods away
            try:
                await self._step(look.bridge.namespace, step)
            except Refused as error:
                failed[step.key] = self._settle(look, memory, step, error)
                if isinstance(step, Apply) and step.once:
                    raise  # what comes next is made from its content
                continue
            taken.append(step.key)
            memory.refusals.pop(step.key, None)
            drift = look.drifts.get(step.key)
            if drift is not None and isinstance(step, Apply):
                remember_repair(memory, drift, now=self._clock.monotonic())
                REPAIRS.labels(step.key.kind).inc()
                self._recorder.say(look.bridge, "Normal", "DriftCorrected", "Repair", drift.note)
        return failed

    async def _step(self, namespace: str, step: Step) -> None:
        match step:
            case Apply():
                self._store.put(step.key.kind, await self._objects.apply(namespace, step))
            case HandOver():
                self._store.put(step.key.kind, await self._objects.hand_over(namespace, step))
            case Delete():
                await self._objects.delete(namespace, step)

    def _settle(self, look: Look, memory: Memory, step: Step, error: Refused) -> Failure:
        """Return what an answer means for one object; the others go on.

        Raises:
            Refused: it is about the server or about what we know, not about this object.
        """
        retry = reaction_to_answer(error.status).retry
        if retry is Retry.ON_EDIT and isinstance(step, Apply):
            failure = failure_of(error, permanent=True)
            memory.refusals[step.key] = Refusal(
                look.bridge.generation, digest_of(step.body), step.new, failure
            )
            return failure
        if error.status in PASSING:
            return failure_of(error)
        raise error

    async def _refuse(self, key: BridgeKey, found: Body, error: InvalidField) -> Outcome:
        """Say what is wrong with a bridge that cannot be read, and leave all as it is."""
        try:
            before = msgspec.convert(found.get("status") or {}, Status)
        except msgspec.ValidationError:
            before = Status()
        status = unreadable(
            reaction_to(error).reason,
            str(error),
            int(value(found, "metadata", "generation", default=1)),
            before=before,
            now=seconds(self._clock.now()),
        )
        version = found["metadata"]["resourceVersion"]
        await self._write_status(key, version, status, before)
        self._count(self._memory(key, found), "Degraded")
        return Outcome(result="held")

    async def _write_status(
        self, key: BridgeKey, version: str, status: Status, written: Status
    ) -> tuple[str, Status]:
        """Write a status that says something new; return the bridge's version afterwards."""
        if status == written:
            return version, written
        try:
            data = await self._objects.patch_status(key, version, msgspec.to_builtins(status))
        except Refused as error:
            if reaction_to_answer(error.status).retry is Retry.AT_ONCE:
                current = await self._objects.get(Ref(BRIDGE, *key))
                if current is not None:
                    self._store.put(BRIDGE, current)
            raise
        self._store.put(BRIDGE, data)
        return body(BRIDGE, data)["metadata"]["resourceVersion"], status

    def _tell(self, look: Look, status: Status) -> None:
        """Say what has begun or ended to be the matter."""
        before, now = _degraded(look.before), _degraded(status)
        if now is not None and (before is None or before.reason != now.reason):
            self._recorder.say(look.bridge, "Warning", now.reason, "Reconcile", now.message)
        if now is None and before is not None:
            note = f"{before.reason} is over"
            self._recorder.say(look.bridge, "Normal", "Recovered", "Reconcile", note)
        if status.phase == "Ready" and look.before.phase not in ("Ready", None):
            self._recorder.say(look.bridge, "Normal", "Ready", "Reconcile", "all is as wished")

    def _memory(self, key: BridgeKey, found: Body) -> Memory:
        uid = found["metadata"]["uid"]
        memory = self.memories.get(key)
        if memory is None or memory.uid != uid:
            self._forget(key)
            memory = self.memories[key] = Memory(uid=uid)
        return memory

    def _forget(self, key: BridgeKey) -> None:
        memory = self.memories.pop(key, None)
        if memory is not None and memory.phase:
            BRIDGES.labels(memory.phase).dec()

    def _count(self, memory: Memory, phase: str) -> None:
        if memory.phase == phase:
            return
        if memory.phase:
            BRIDGES.labels(memory.phase).dec()
        BRIDGES.labels(phase).inc()
        memory.phase = phase


def _there(look: Look, failed: Mapping[Key, Failure]) -> frozenset[Key]:
    """Return the objects that are there after the steps were taken."""
    steps = [step for step in look.decision.plan.steps if step.key not in failed]
    made = {step.key for step in steps if isinstance(step, Apply)}
    deleted = {step.key for step in steps if isinstance(step, Delete)}
    return frozenset((look.observed.objects.keys() | made) - deleted)


def _outcome(look: Look, failed: Mapping[Key, Failure], *, changed: bool) -> Outcome:
    if look.pauses:
        return Outcome(result="held", again_s=min(look.pauses.values()))
    if look.decision.retry or any(not failure.permanent for failure in failed.values()):
        return Outcome(result="retry")
    if look.decision.problems or failed:
        return Outcome(result="held")
    return Outcome(result="changed" if changed or look.decision.plan.steps else "quiet")


def _scaled(look: Look) -> Scaled | None:
    """Return how workers are scaled, where it is for us to do and somebody could tell."""
    scaling = look.bridge.spec.workers.autoscaling
    running = pods(look.observed.get("Deployment", look.bridge.child(WORKER)))
    ours = scaling.enabled and not look.bridge.spec.suspend
    if not ours or "ScaledObject" in look.around.served or not running.ready:
        return None
    return Scaled(scaling.queue_depth_target, running.wanted)


def _degraded(status: Status) -> Condition | None:
    found = (one for one in status.conditions or () if one.type == "Degraded")
    condition = next(found, None)
    return condition if condition is not None and condition.status == "True" else None
