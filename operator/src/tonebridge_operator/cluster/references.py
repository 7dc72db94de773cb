"""Secrets that people made and bridges name: read once, and again when they have changed.

Only the metadata of Secrets is watched, and nothing is kept of those that no bridge names.
"""

from collections.abc import Callable, Iterable

import msgspec
from msgspec import Struct

from tonebridge_operator.cluster.objects import Objects
from tonebridge_operator.cluster.store import BridgeKey, Ref, entry
from tonebridge_operator.desired import Reference
from tonebridge_operator.desired.sources import read_reference

SECRET = "Secret"  # noqa: S105 - a kind


class _Secret(Struct):
    data: dict[str, str] = {}


class _Known(Struct):
    """What is known of one Secret."""

    bridges: set[BridgeKey]
    current: bool = False
    found: Reference | None = None
    version: int = 0


class References:
    """The named Secrets of all bridges; a `Sink` of the metadata of Secrets."""

    def __init__(self, objects: Objects, changed: Callable[[BridgeKey], None]) -> None:
        self._objects = objects
        self._changed = changed
        self._known: dict[Ref, _Known] = {}

    async def of(self, bridge: BridgeKey, names: Iterable[str]) -> dict[str, Reference]:
        """Return those of a bridge's Secrets that are there.

        Raises:
            Refused, Unreachable: one could not be read.
        """
        wanted = {Ref(SECRET, bridge.namespace, name) for name in names}
        for ref, known in list(self._known.items()):
            if bridge in known.bridges and ref not in wanted:
                known.bridges.discard(bridge)
                if not known.bridges:
                    del self._known[ref]
        found = {}
        for ref in sorted(wanted):
            reference = await self._read(ref, bridge)
            if reference is not None:
                found[ref.name] = reference
        return found

    async def _read(self, ref: Ref, bridge: BridgeKey) -> Reference | None:
        known = self._known.setdefault(ref, _Known(bridges=set()))
        known.bridges.add(bridge)
        if not known.current:
            known.current = True  # before asking: what changes while we ask makes it false
            try:
                data = await self._objects.get(ref)
            except BaseException:
                known.current = False
                raise
            known.found = None
            known.version = 0
            if data is not None:
                known.found = read_reference(msgspec.json.decode(data, type=_Secret).data)
                known.version = entry(data)[2].version
        return known.found

    def seen(self, data: bytes) -> Ref:
        namespace, name, head = entry(data)
        ref = Ref(SECRET, namespace, name)
        known = self._known.get(ref)
        if known is not None and known.version < head.version:
            self._outdate(known)
        return ref

    def gone(self, data: bytes) -> None:
        namespace, name, _ = entry(data)
        known = self._known.get(Ref(SECRET, namespace, name))
        if known is not None:
            self._outdate(known)

    def listed(self, there: set[Ref], version: int) -> None:
        for ref, known in self._known.items():
            if ref not in there and known.found is not None and known.version <= version:
                self._outdate(known)

    def _outdate(self, known: _Known) -> None:
        known.current = False
        for bridge in known.bridges:
            self._changed(bridge)
