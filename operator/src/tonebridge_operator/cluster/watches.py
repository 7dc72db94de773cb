"""All that is watched: bridges, their objects, the names of Secrets, and which kinds there are."""

import asyncio
from collections.abc import Callable
from http import HTTPStatus

from tonebridge_operator.clock import Clock
from tonebridge_operator.cluster.connection import Connection
from tonebridge_operator.cluster.discovery import CRD, CRDS, Discovery
from tonebridge_operator.cluster.informer import STUCK_S, Informer, Sink, Watched
from tonebridge_operator.cluster.kept import Changed, Kept
from tonebridge_operator.cluster.objects import collection
from tonebridge_operator.cluster.references import References
from tonebridge_operator.cluster.store import BRIDGE, Store
from tonebridge_operator.desired.bridge import MANAGED_BY, OPERATOR
from tonebridge_operator.desired.kinds import KINDS
from tonebridge_operator.errors import Refused

OURS = f"{MANAGED_BY}={OPERATOR}"


class Watches:
    """Informers, begun and ended as kinds come and go."""

    def __init__(
        self,
        connection: Connection,
        store: Store,
        references: References,
        clock: Clock,
        *,
        namespaces: tuple[str, ...],
        changed: Changed,
        random: Callable[[], float],
    ) -> None:
        self._connection = connection
        self._store = store
        self._references = references
        self._clock = clock
        self._namespaces = namespaces or ("",)
        self._changed = changed
        self._random = random
        self.discovery = Discovery(connection, clock)
        self.begun = False
        """Every kind that the cluster serves is being listed."""
        self._informers: dict[tuple[str, str], Informer] = {}
        self._tasks: dict[tuple[str, str], asyncio.Task[None]] = {}

    async def run(self, group: asyncio.TaskGroup) -> None:
        """Watch for ever; what begins later runs in the group."""
        crds = Watched(kind=CRD, path=CRDS, metadata_only=True)
        self._begin(group, crds, self.discovery)
        for namespace in self._namespaces:
            path = collection("Secret", namespace)
            watched = Watched(kind="Secret", path=path, namespace=namespace, metadata_only=True)
            self._begin(group, watched, self._references, name="references")
            self._keep(group, BRIDGE, namespace)
            for kind, found in KINDS.items():
                if not found.optional:
                    self._keep(group, kind, namespace)
        while True:
            await self.discovery.refresh()
            self._follow(group)
            self.begun = True
            await self.discovery.changed()

    def served(self) -> frozenset[str]:
        """Return the optional kinds that are served, and whose objects are known."""
        return frozenset(
            kind
            for kind in self.discovery.served
            if all(
                (kind, namespace) in self._informers and self._informers[kind, namespace].synced
                for namespace in self._namespaces
            )
        )

    def unsynced(self) -> list[str]:
        """Return what is not known yet; what we may not see does not count."""
        return [
            f"{kind} {namespace}".strip()
            for (kind, namespace), informer in self._informers.items()
            if not informer.synced and not _forbidden(informer)
        ]

    def failing(self) -> dict[str, str]:
        """Return what cannot be watched at the moment, and why."""
        return {
            f"{kind} {namespace}".strip(): str(informer.fails)
            for (kind, namespace), informer in self._informers.items()
            if informer.fails is not None and not _forbidden(informer)
        }

    def stuck(self) -> list[str]:
        """Return what did nothing for too long, not even try."""
        now = self._clock.monotonic()
        return [
            f"{kind} {namespace}".strip()
            for (kind, namespace), informer in self._informers.items()
            if now - informer.active_at > STUCK_S
        ]

    def _keep(self, group: asyncio.TaskGroup, kind: str, namespace: str) -> None:
        watched = Watched(
            kind=kind,
            path=collection(kind, namespace),
            namespace=namespace,
            selector="" if kind == BRIDGE else OURS,
        )
        self._begin(group, watched, Kept(self._store, kind, namespace, self._changed))

    def _begin(
        self, group: asyncio.TaskGroup, watched: Watched, sink: Sink, *, name: str = ""
    ) -> None:
        key = (name or watched.kind, watched.namespace)
        informer = Informer(self._connection, watched, sink, self._clock, self._random)
        self._informers[key] = informer
        self._tasks[key] = group.create_task(informer.run(), name=f"informer {key}")

    def _follow(self, group: asyncio.TaskGroup) -> None:
        """Begin to watch what is newly served, and end what is no more."""
        for namespace in self._namespaces:
            for kind, found in KINDS.items():
                key = (kind, namespace)
                if not found.optional:
                    continue
                if kind in self.discovery.served and key not in self._tasks:
                    self._keep(group, kind, namespace)
                if kind not in self.discovery.served and key in self._tasks:
                    self._tasks.pop(key).cancel()
                    del self._informers[key]
                    self._store.forget(kind, namespace)


def _forbidden(informer: Informer) -> bool:
    error = informer.fails
    return isinstance(error, Refused) and error.status == HTTPStatus.FORBIDDEN
