"""What the cluster holds, as far as it concerns us: each object as the bytes that came.

14,000 objects take 45 MB so; decoded they would take 236.
"""

from collections.abc import Hashable, Iterator
from typing import NamedTuple, TypeVar

import msgspec
from msgspec import Struct

from tonebridge_operator.desired.bridge import INSTANCE
from tonebridge_operator.desired.kinds import KINDS
from tonebridge_operator.desired.manifest import Body, Key

BRIDGE = "ToneBridge"
K = TypeVar("K", bound=Hashable)


class Ref(NamedTuple):
    """Which object in the cluster."""

    kind: str
    namespace: str
    name: str


class BridgeKey(NamedTuple):
    """Which bridge."""

    namespace: str
    name: str


class Owner(Struct, frozen=True):
    kind: str
    name: str
    uid: str


class Head(Struct, frozen=True, rename="camel", kw_only=True):
    """What is read of an object when it comes in."""

    name: str
    namespace: str = ""
    resource_version: str
    labels: dict[str, str] = {}
    owner_references: tuple[Owner, ...] = ()


class _Headed(Struct, frozen=True):
    metadata: Head


_HEADS = msgspec.json.Decoder(_Headed)


class Entry(Struct, frozen=True):
    """One object."""

    version: int
    """Its resourceVersion; they are numbers, and a later write has a greater one."""
    data: bytes
    bridges: tuple[BridgeKey, ...]
    """Which bridges it may concern: its owner, and the one that its label names."""
    owner_uid: str


def entry(data: bytes) -> tuple[str, str, Entry]:
    """Return an object's namespace, its name, and what is kept of it.

    Raises:
        msgspec.DecodeError: it is no object.
    """
    head = _HEADS.decode(data).metadata
    owner = next((one for one in head.owner_references if one.kind == BRIDGE), None)
    names = dict.fromkeys((owner.name if owner else "", head.labels.get(INSTANCE, "")))
    bridges = tuple(BridgeKey(head.namespace, name) for name in names if name)
    kept = Entry(int(head.resource_version), data, bridges, owner.uid if owner else "")
    return head.namespace, head.name, kept


class Store:
    """Objects by kind, namespace and name; those of a bridge are found at once.

    What is newer stays: a watch that lags behind our own writes takes nothing back.
    """

    def __init__(self) -> None:
        self._entries: dict[Ref, Entry] = {}
        self._of_bridge: dict[BridgeKey, set[Ref]] = {}
        self._of_owner: dict[str, set[Ref]] = {}
        self.size_bytes = 0

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, ref: Ref) -> Entry | None:
        return self._entries.get(ref)

    def put(self, kind: str, data: bytes) -> Entry | None:
        """Keep an object unless something as new is there; return it if it was kept.

        Raises:
            msgspec.DecodeError: it is no object.
        """
        namespace, name, new = entry(data)
        ref = Ref(kind, namespace, name)
        old = self._entries.get(ref)
        if old is not None and old.version >= new.version:
            return None
        self._drop(ref)
        self._entries[ref] = new
        self.size_bytes += len(new.data)
        for bridge in new.bridges:
            self._of_bridge.setdefault(bridge, set()).add(ref)
        if new.owner_uid:
            self._of_owner.setdefault(new.owner_uid, set()).add(ref)
        return new

    def remove(self, ref: Ref, version: int) -> Entry | None:
        """Forget an object that was deleted at this version, unless a newer one is there."""
        old = self._entries.get(ref)
        return self._drop(ref) if old is not None and old.version <= version else None

    def missing(self, kind: str, namespace: str, there: set[Ref], version: int) -> list[Ref]:
        """Return what a list of this version should have shown and did not.

        `namespace`: of the list; empty: it was of all namespaces.
        """
        return [
            ref
            for ref, one in self._entries.items()
            if ref.kind == kind
            and namespace in ("", ref.namespace)
            and ref not in there
            and one.version <= version
        ]

    def bridges(self) -> Iterator[BridgeKey]:
        """Yield every bridge."""
        for ref in self._entries:
            if ref.kind == BRIDGE:
                yield BridgeKey(ref.namespace, ref.name)

    def objects(self, bridge: BridgeKey, uid: str) -> dict[Key, Body]:
        """Return everything that was made for a bridge, or for one of its name."""
        refs = self._of_bridge.get(bridge, set()) | self._of_owner.get(uid, set())
        return {
            Key(ref.kind, ref.name): body(ref.kind, self._entries[ref].data)
            for ref in refs
            if ref.kind != BRIDGE and ref.namespace == bridge.namespace
        }

    def forget(self, kind: str, namespace: str) -> None:
        """Forget all of a kind, whose API is gone; of one namespace, or of all."""
        for ref in [ref for ref in self._entries if ref.kind == kind]:
            if namespace in ("", ref.namespace):
                self._drop(ref)

    def _drop(self, ref: Ref) -> Entry | None:
        old = self._entries.pop(ref, None)
        if old is not None:
            self.size_bytes -= len(old.data)
            for bridge in old.bridges:
                _discard(self._of_bridge, bridge, ref)
            _discard(self._of_owner, old.owner_uid, ref)
        return old


def _discard(index: dict[K, set[Ref]], key: K, ref: Ref) -> None:
    refs = index.get(key)
    if refs is not None:
        refs.discard(ref)
        if not refs:
            del index[key]


def body(kind: str, data: bytes) -> Body:
    """Return an object as a dictionary; lists leave out what its kind is."""
    found: Body = msgspec.json.decode(data)
    if kind in KINDS:
        found |= {"kind": kind, "apiVersion": KINDS[kind].api_version}
    return found
