"""One look at a bridge: what there is, as far as it must be known, and what to do about it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Protocol

import msgspec
from msgspec import Struct

from tonebridge_operator.api.v1alpha1 import Status
from tonebridge_operator.cluster.store import BRIDGE, BridgeKey, Ref, Store, body
from tonebridge_operator.decision import Decision, Surroundings, decide, to_draw
from tonebridge_operator.desired import Bridge, Key, Reference, Release
from tonebridge_operator.desired.bridge import OPERATOR
from tonebridge_operator.desired.manifest import Body
from tonebridge_operator.desired.secrets import draw
from tonebridge_operator.desired.sources import needed_references
from tonebridge_operator.drawing import Draws
from tonebridge_operator.errors import Refused
from tonebridge_operator.memory import Drift, Memory, drift, fought_over, paused, refused
from tonebridge_operator.observed import Observed, is_going, uid
from tonebridge_operator.plan import KEPT, Apply
from tonebridge_operator.problems import Failure
from tonebridge_operator.reactions import reaction_to_answer

PASSING = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})
"""Answers that are about one kind of object: the others go on."""


class Reads(Protocol):
    """Reads one object as it is now."""

    async def get(self, ref: Ref) -> bytes | None:
        """Return it, or None where it is not."""
        ...


class ReadsReferences(Protocol):
    """Reads Secrets that people made."""

    async def of(self, bridge: BridgeKey, names: Sequence[str]) -> Mapping[str, Reference]:
        """Return those that are there."""
        ...


class Look(Struct, frozen=True, kw_only=True):
    """What comes of it."""

    bridge: Bridge
    before: Status
    observed: Observed
    around: Surroundings
    decision: Decision
    drifts: Mapping[Key, Drift]
    """Objects that are put back, or would be were they not contested."""
    pauses: Mapping[Key, float]
    """Contested objects, and for how many seconds they are left alone."""
    now: str


class Eyes(Struct, frozen=True, kw_only=True):
    """What a look needs."""

    store: Store
    objects: Reads
    references: ReadsReferences
    release: Release
    served: Callable[[], frozenset[str]]
    """Returns the optional kinds that the cluster serves."""
    draws: Draws

    async def look(
        self, bridge: Bridge, before: Status, memory: Memory, *, now: str, monotonic: float
    ) -> Look | None:
        """Look at a bridge; what the cache does not show is asked for before it is believed.

        None: the bridge is being deleted, or gone, and the cache did not know.

        Raises:
            Refused, Unreachable: the API server is in trouble.
        """
        there = self.store.objects(BridgeKey(bridge.namespace, bridge.name), bridge.uid)
        failed: dict[Key, Failure] = {}
        drawn: dict[str, Mapping[str, str]] = {}
        lost = {Key(one.kind, one.name) for one in before.inventory or () if one.kind in KEPT}
        asked = await self._ask(bridge, lost - there.keys(), there, failed)
        references = await self.references.of(
            BridgeKey(bridge.namespace, bridge.name), tuple(needed_references(bridge))
        )
        lives = False
        while True:
            observed = Observed(objects=dict(there))
            for name, purpose in to_draw(bridge, observed, before).items():
                drawn.setdefault(name, self._draw(purpose))
            around = Surroundings(
                release=self.release,
                served=self.served(),
                references=references,
                drawn=drawn,
                workers=memory.workers,
                failed=dict(failed),
            )
            decision = decide(bridge, observed, around, before=before, now=now)
            steps = [step for step in decision.plan.steps if isinstance(step, Apply)]
            unseen = {step.key for step in steps if step.new} - asked
            if not unseen:
                break
            if not lives and not await self._lives(bridge):
                return None
            lives = True
            asked |= await self._ask(bridge, unseen, there, failed)
        found = [drift(step, observed, memory, ours=OPERATOR) for step in steps]
        drifts = {one.key: one for one in found if one is not None}
        pauses = paused(drifts, memory, now=monotonic)
        failed |= refused(decision.plan, bridge, memory)
        if pauses or failed != around.failed:
            contested = {key: drifts[key].rival for key in pauses}
            around = msgspec.structs.replace(around, contested=contested, failed=failed)
            decision = decide(bridge, observed, around, before=before, now=now)
        return Look(
            bridge=bridge,
            before=before,
            observed=observed,
            around=around,
            decision=decision,
            drifts=drifts,
            pauses=pauses,
            now=now,
        )

    def _draw(self, purpose: str) -> Mapping[str, str]:
        make = self.draws
        return draw(purpose, password=make.password, signing_key=make.signing_key)

    async def _lives(self, bridge: Bridge) -> bool:
        """Ask whether a bridge is still there, before anything is made for it."""
        data = await self.objects.get(Ref(BRIDGE, bridge.namespace, bridge.name))
        found = None if data is None else body(BRIDGE, data)
        return uid(found) == bridge.uid and not is_going(found)

    async def _ask(
        self, bridge: Bridge, keys: set[Key], there: dict[Key, Body], failed: dict[Key, Failure]
    ) -> set[Key]:
        """Ask for objects that the cache does not show; return what was asked for."""
        ordered = sorted(keys)
        refs = [Ref(key.kind, bridge.namespace, key.name) for key in ordered]
        answers = await asyncio.gather(*map(self._get, refs))
        for key, answer in zip(ordered, answers, strict=True):
            if isinstance(answer, Failure):
                failed[key] = answer
            elif answer is not None:
                there[key] = body(key.kind, answer)
        return keys

    async def _get(self, ref: Ref) -> bytes | Failure | None:
        try:
            return await self.objects.get(ref)
        except Refused as error:
            if error.status not in PASSING:
                raise
            return failure_of(error)


def failure_of(error: Refused, *, permanent: bool = False) -> Failure:
    """Return what an answer means for the object that it is about."""
    reason = reaction_to_answer(error.status).reason
    return Failure(reason=reason, message=error.message or str(error), permanent=permanent)


def settled_status(
    look: Look, failed: Mapping[Key, Failure], memory: Memory, now: float
) -> Status:
    """Return the status after the steps were taken: it tells of what failed, and of fights."""
    contested = {**fought_over(memory, now=now), **look.around.contested}
    everything = {**look.around.failed, **failed}
    if contested == look.around.contested and everything == look.around.failed:
        return look.decision.status
    around = msgspec.structs.replace(look.around, contested=contested, failed=everything)
    return decide(look.bridge, look.observed, around, before=look.before, now=look.now).status
