"""Tells people what was done and what is the matter: Events of the cluster, each said once.

Best effort: an Event that cannot be written is dropped. The same again only adds to a count,
which is written at most once in a while.
"""

import asyncio
import logging
from collections import OrderedDict
from typing import Any, Literal

from msgspec import Struct

from tonebridge.domain.errors import ToneBridgeError
from tonebridge_operator.api.crd import GROUP, KIND, VERSION
from tonebridge_operator.clock import Clock, micros
from tonebridge_operator.cluster.objects import Objects
from tonebridge_operator.desired import Bridge
from tonebridge_operator.desired.manifest import digest

log = logging.getLogger(__name__)

KEPT = 4_096
"""Events that are known to have been said; of older ones it is forgotten."""
QUEUED = 1_000
AGAIN_S = 60.0
LONGEST_NOTE = 1_024

Kind = Literal["Normal", "Warning"]


class _Said(Struct):
    name: str
    count: int
    written_at: float


class Recorder:
    """Writes Events one after the other, beside the work."""

    def __init__(self, objects: Objects, clock: Clock, *, identity: str) -> None:
        self._objects = objects
        self._clock = clock
        self._identity = identity
        self._said: OrderedDict[str, _Said] = OrderedDict()
        self._queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue(QUEUED)

    def say(self, bridge: Bridge, kind: Kind, reason: str, action: str, note: str) -> None:
        """Say something about a bridge.

        `reason`: one word for machines; `action`: what the operator did or could not do.
        """
        note = note if len(note) <= LONGEST_NOTE else f"{note[: LONGEST_NOTE - 1]}…"
        now, moment = self._clock.monotonic(), micros(self._clock.now())
        what = digest((bridge.uid, kind, reason, note))
        said = self._said.get(what)
        event: dict[str, Any] = {"metadata": {"namespace": bridge.namespace}}
        if said is None:
            name = f"{bridge.name}.{digest((what, moment))}"
            self._said[what] = _Said(name=name, count=1, written_at=now)
            event |= {"type": kind, "reason": reason, "action": action, "note": note}
            event |= self._about(bridge, moment)
        else:
            said.count += 1
            if now - said.written_at < AGAIN_S:
                return
            name, said.written_at = said.name, now
            event["series"] = {"count": said.count, "lastObservedTime": moment}
        event["metadata"]["name"] = name
        self._said.move_to_end(what)
        while len(self._said) > KEPT:
            self._said.popitem(last=False)
        if not self._queue.full():
            self._queue.put_nowait(event)

    async def run(self) -> None:
        """Write what is said, for ever."""
        while True:
            event = await self._queue.get()
            try:
                await self._objects.record(event)
            except ToneBridgeError as error:
                log.debug("an event was dropped: %s", error)
            finally:
                self._queue.task_done()

    def _about(self, bridge: Bridge, moment: str) -> dict[str, Any]:
        return {
            "apiVersion": "events.k8s.io/v1",
            "kind": "Event",
            "eventTime": moment,
            "reportingController": f"{GROUP}/operator",
            "reportingInstance": self._identity,
            "regarding": {
                "apiVersion": f"{GROUP}/{VERSION}",
                "kind": KIND,
                "name": bridge.name,
                "namespace": bridge.namespace,
                "uid": bridge.uid,
            },
        }
