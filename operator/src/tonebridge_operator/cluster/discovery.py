"""Which optional kinds the cluster serves: asked again when a CRD has changed, or by and by."""

import asyncio
import logging
from http import HTTPStatus

import msgspec
from msgspec import Struct

from tonebridge.domain.errors import ToneBridgeError
from tonebridge_operator.clock import Clock
from tonebridge_operator.cluster.connection import Connection, Request
from tonebridge_operator.cluster.store import Ref, entry
from tonebridge_operator.desired.kinds import KINDS
from tonebridge_operator.errors import Refused

log = logging.getLogger(__name__)

CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
CRD = "CustomResourceDefinition"
OPTIONAL = {name: kind for name, kind in KINDS.items() if kind.optional}
CRD_NAMES = {
    f"{kind.plural}.{kind.api_version.partition('/')[0]}": name for name, kind in OPTIONAL.items()
}
REFRESH_S = 60.0
SETTLE_S = 1.0
"""A new CRD is served a moment after it is stored."""


class _Resource(Struct):
    name: str


class _Resources(Struct):
    resources: tuple[_Resource, ...] = ()


class Discovery:
    """Keeps `served` up to date; a `Sink` of the metadata of CRDs."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock
        self._versions: dict[str, int] = {}
        self._changed = asyncio.Event()
        self.served: frozenset[str] = frozenset()

    async def refresh(self) -> bool:
        """Ask what is served; tell whether that is news.

        A group that cannot be asked for is taken to be as it was.
        """
        found = set()
        for name, kind in OPTIONAL.items():
            try:
                answer = await self._connection.send(Request(path=kind.path))
            except Refused as error:
                if error.status != HTTPStatus.NOT_FOUND and name in self.served:
                    found.add(name)
                continue
            except ToneBridgeError:
                if name in self.served:
                    found.add(name)
                continue
            resources = msgspec.json.decode(answer, type=_Resources).resources
            if any(one.name == kind.plural for one in resources):
                found.add(name)
        before, self.served = self.served, frozenset(found)
        if before != self.served:
            log.info("optional kinds served: %s", ", ".join(sorted(self.served)) or "none")
        return before != self.served

    async def changed(self) -> None:
        """Wait until it is time to ask again."""
        try:
            async with asyncio.timeout(REFRESH_S):
                await self._changed.wait()
        except TimeoutError:
            return
        await self._clock.sleep(SETTLE_S)
        self._changed.clear()

    def seen(self, data: bytes) -> Ref:
        _, name, head = entry(data)
        if name in CRD_NAMES and self._versions.get(name, 0) < head.version:
            self._versions[name] = head.version
            self._changed.set()
        return Ref(CRD, "", name)

    def gone(self, data: bytes) -> None:
        _, name, _ = entry(data)
        if self._versions.pop(name, None) is not None:
            self._changed.set()

    def listed(self, there: set[Ref], version: int) -> None:  # noqa: ARG002 - a sink
        missing = {name for name in self._versions if Ref(CRD, "", name) not in there}
        for name in missing:
            del self._versions[name]
        if missing:
            self._changed.set()
