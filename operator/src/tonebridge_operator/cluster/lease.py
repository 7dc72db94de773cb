"""Which of several operators works: a Lease, held by renewing it.

Times of the cluster and of other hosts are never compared: another's hold ends when we have
seen it unchanged for its duration. We hold while the last renewal, counted from before it was
sent, is young enough that a write that begins now ends before anybody else may begin.
"""

import asyncio
import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

import msgspec

from tonebridge_operator.clock import Clock, micros
from tonebridge_operator.cluster.connection import ANSWER_S, Connection, Request
from tonebridge_operator.errors import Refused, Unreachable
from tonebridge_operator.measures import LEADER

log = logging.getLogger(__name__)

DURATION_S: Final = 15.0
"""How long a hold lasts without a renewal."""
HELD_S: Final = DURATION_S - ANSWER_S
"""How long after a renewal writes may begin."""
RENEW_S: Final = 2.0
LOOK_S: Final = 1.0


class Lease:
    """Our part in it; `gained` is called whenever it has become ours."""

    def __init__(
        self,
        connection: Connection,
        clock: Clock,
        *,
        namespace: str,
        name: str,
        identity: str,
        random: Callable[[], float],
        gained: Callable[[], None],
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._folder = f"/apis/coordination.k8s.io/v1/namespaces/{namespace}/leases"
        self._metadata = {"name": name, "namespace": namespace}
        self._identity = identity
        self._random = random
        self._gained = gained
        self._renewed_at: float | None = None
        self._released = False
        self._one_at_a_time = asyncio.Lock()
        self._seen: tuple[str, float] = ("", clock.monotonic())
        """The other's record, and since when we have seen it so."""
        self.leads = asyncio.Event()

    def held(self) -> bool:
        """Tell whether a write may begin."""
        at = self._renewed_at
        return at is not None and self._clock.monotonic() - at < HELD_S

    async def run(self) -> None:
        """Try to get it and to keep it, until it is released."""
        said = ""
        while not self._released:
            try:
                async with self._one_at_a_time:
                    await self._try()
                said = ""
            except (Refused, Unreachable, msgspec.DecodeError) as error:
                if not said:
                    log.warning("cannot renew the lease: %s", error)
                said = str(error)
            self._tell()
            pause_s = RENEW_S if self.held() else LOOK_S * (0.5 + self._random() / 2)
            await self._clock.sleep(pause_s)

    async def release(self) -> None:
        """Let another one have it at once; nothing is written from now on."""
        self._released = True
        async with self._one_at_a_time:  # a renewal under way would take it again
            held, self._renewed_at = self.held(), None
            self._tell()
            if held:
                lease = await self._read()
                if lease and lease["spec"].get("holderIdentity") == self._identity:
                    await self._write(lease, holder="")

    async def _try(self) -> None:
        if self._released:
            return
        began = self._clock.monotonic()
        lease = await self._read()
        if lease is not None and not self._may_take(lease, began):
            self._renewed_at = None
            return
        try:
            await self._write(lease or {}, holder=self._identity)
        except Refused as error:
            if error.status != HTTPStatus.CONFLICT:
                raise
            self._renewed_at = None  # another one was quicker
        else:
            self._renewed_at = began

    def _may_take(self, lease: dict[str, Any], now: float) -> bool:
        spec = lease["spec"]
        holder = spec.get("holderIdentity") or ""
        record = f"{holder} {spec.get('renewTime')}"
        if record != self._seen[0]:
            self._seen = (record, now)
        duration_s = float(spec.get("leaseDurationSeconds") or DURATION_S)
        return holder in ("", self._identity) or now - self._seen[1] >= duration_s

    async def _read(self) -> dict[str, Any] | None:
        path = f"{self._folder}/{self._metadata['name']}"
        try:
            answer = await self._connection.send(Request(path=path))
        except Refused as error:
            if error.status == HTTPStatus.NOT_FOUND:
                return None
            raise
        return msgspec.json.decode(answer, type=dict[str, Any])

    async def _write(self, lease: dict[str, Any], *, holder: str) -> None:
        spec = dict(lease.get("spec", {}))
        now = micros(self._clock.now())
        if holder and holder != spec.get("holderIdentity"):
            spec["acquireTime"] = now
            spec["leaseTransitions"] = int(spec.get("leaseTransitions") or 0) + 1
        spec |= {
            "holderIdentity": holder,
            "leaseDurationSeconds": round(DURATION_S),
            "renewTime": now,
        }
        head = {"apiVersion": "coordination.k8s.io/v1", "kind": "Lease"}
        body = {**head, "metadata": lease.get("metadata", self._metadata), "spec": spec}
        if lease:
            path = f"{self._folder}/{self._metadata['name']}"
            request = Request(method="PUT", path=path, body=body)
        else:
            request = Request(method="POST", path=self._folder, body=body)
        await self._connection.send(request)

    def _tell(self) -> None:
        held = self.held()
        if held != self.leads.is_set():
            log.info("this operator %s", "leads" if held else "does not lead any more")
            if held:
                self._gained()
        (self.leads.set if held else self.leads.clear)()
        LEADER.set(held)
