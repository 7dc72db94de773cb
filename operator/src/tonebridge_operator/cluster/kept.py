"""Keeps what informers tell, and has the bridges that it concerns looked at."""

from collections.abc import Callable

from tonebridge_operator.cluster.store import BRIDGE, BridgeKey, Entry, Ref, Store, entry

Changed = Callable[[BridgeKey, float], None]
"""Has a bridge looked at, after so many seconds."""
SETTLE_S = 0.05
"""What comes in a burst is looked at once."""


class Kept:
    """A `Sink` that puts the objects of one kind, in one namespace or all, into the store."""

    def __init__(self, store: Store, kind: str, namespace: str, changed: Changed) -> None:
        self._store = store
        self._kind = kind
        self._namespace = namespace
        self._changed = changed

    def seen(self, data: bytes) -> Ref:
        namespace, name, new = entry(data)
        ref = Ref(self._kind, namespace, name)
        old = self._store.get(ref)
        if self._store.put(self._kind, data) is not None:
            self._tell(ref, old, new)
        return ref

    def gone(self, data: bytes) -> None:
        namespace, name, last = entry(data)
        self._remove(Ref(self._kind, namespace, name), last.version)

    def listed(self, there: set[Ref], version: int) -> None:
        for ref in self._store.missing(self._kind, self._namespace, there, version):
            self._remove(ref, version)

    def _remove(self, ref: Ref, version: int) -> None:
        old = self._store.remove(ref, version)
        if old is not None:
            self._tell(ref, old)

    def _tell(self, ref: Ref, *entries: Entry | None) -> None:
        if self._kind == BRIDGE:
            self._changed(BridgeKey(ref.namespace, ref.name), 0.0)
            return
        for bridge in dict.fromkeys(key for one in entries if one for key in one.bridges):
            self._changed(bridge, SETTLE_S)
