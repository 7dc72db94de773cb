"""The operator, from start to stop: every task that it consists of, and what ends them."""

import asyncio
import logging
import signal
import socket
from collections.abc import Mapping
from pathlib import Path
from random import SystemRandom
from uuid import uuid4

import aiohttp

from tonebridge.settings import OperatorSettings
from tonebridge_operator.clock import Clock
from tonebridge_operator.cluster.connection import Connection
from tonebridge_operator.cluster.depths import ask_depths
from tonebridge_operator.cluster.events import Recorder
from tonebridge_operator.cluster.lease import Lease
from tonebridge_operator.cluster.limit import Limit
from tonebridge_operator.cluster.objects import Objects
from tonebridge_operator.cluster.references import References
from tonebridge_operator.cluster.store import Store
from tonebridge_operator.cluster.watches import Watches
from tonebridge_operator.desired import Release
from tonebridge_operator.drawing import SystemDraws
from tonebridge_operator.following import Following
from tonebridge_operator.handlers import bridges
from tonebridge_operator.look import Eyes
from tonebridge_operator.management import Check
from tonebridge_operator.measures import CACHED, CACHED_BYTES, WAITING
from tonebridge_operator.reconcile import Reconciler
from tonebridge_operator.turns import Turns
from tonebridge_operator.work import Work

log = logging.getLogger(__name__)

POD_NAMESPACE = Path("/var/run/secrets/kubernetes.io/serviceaccount/namespace")
STOP_S = 1.0
"""How long what is at work may take after a signal, and then the end of the Lease."""
KNOWN_POLL_S = 0.05


class Stopped(Exception):
    """Told to stop."""


class Operator:
    """All parts, put together on one connection."""

    def __init__(
        self,
        settings: OperatorSettings,
        connection: Connection,
        session: aiohttp.ClientSession,
        clock: Clock,
    ) -> None:
        random = SystemRandom().random
        identity = settings.identity or f"{socket.gethostname()}-{uuid4().hex[:8]}"
        self._settings = settings
        self._clock = clock
        self._configuration = connection.configuration
        self._work = Work(clock, random)
        self._store = Store()
        self._lease = Lease(
            connection,
            clock,
            namespace=settings.lease_namespace or own_namespace(),
            name=settings.lease,
            identity=identity,
            random=random,
            gained=self._look_at_all,
        )
        limit = Limit(settings.requests_per_s, at_once=settings.concurrency, clock=clock)
        objects = Objects(connection, limit, self._lease.held)
        references = References(objects, self._work.add)
        self._watches = Watches(
            connection,
            self._store,
            references,
            clock,
            namespaces=settings.namespaces,
            changed=self._work.add,
            random=random,
        )
        self._recorder = Recorder(objects, clock, identity=identity)
        eyes = Eyes(
            store=self._store,
            objects=objects,
            references=references,
            release=Release(
                image=settings.image,
                postgres_image=settings.postgres_image,
                redis_image=settings.redis_image,
            ),
            served=self._watches.served,
            draws=SystemDraws(),
        )
        reconciler = Reconciler(eyes, objects, self._recorder, clock)
        self._turns = Turns(self._work, reconciler, self._lease, settings.resync_s, random)
        self._following = Following(
            reconciler.memories, lambda key: ask_depths(session, key), self._work.add, clock
        )
        self._known = False
        CACHED.set_function(lambda: len(self._store))
        CACHED_BYTES.set_function(lambda: self._store.size_bytes)
        WAITING.set_function(self._waiting)

    def checks(self) -> Mapping[str, Check]:
        """Return the health checks by name."""
        return {"live": self._not_live, "ready": self._not_ready}

    async def run(self, stop: asyncio.Event) -> None:
        """Work until told to stop, by the event or by SIGTERM or SIGINT.

        Raises:
            ExceptionGroup: a part failed that never should; start again.
        """
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sign, stop.set)
        namespaces = self._settings.namespaces
        registry = bridges.registry(self._work.add, self._configuration, self._clock)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._watches.run(group), name="watches")
                group.create_task(self._lease.run(), name="lease")
                group.create_task(self._recorder.run(), name="events")
                group.create_task(self._following.run(self._lease.leads), name="following")
                group.create_task(self._take_turns(group), name="turns")
                kopf = bridges.watch(registry, namespaces, self._clock)
                group.create_task(kopf, name="kopf")
                await stop.wait()
                await self._end()
                raise Stopped  # noqa: TRY301 - it ends the group
        except* Stopped:
            log.info("the operator has stopped")

    async def _take_turns(self, group: asyncio.TaskGroup) -> None:
        """Begin to work once everything that is watched is known."""
        while not self._watches.begun or self._watches.unsynced():
            await self._clock.sleep(KNOWN_POLL_S)
        self._known = True
        log.info("%d objects of %d bridges are known", len(self._store), self._bridges())
        for number in range(self._settings.concurrency):
            group.create_task(self._turns.run(), name=f"turn {number}")

    async def _end(self) -> None:
        """Finish what is at work, within bounds, and let another operator lead at once."""
        await self._turns.end(bound_s=STOP_S)
        try:
            async with asyncio.timeout(STOP_S):
                await self._lease.release()
        except Exception as error:  # noqa: BLE001 - the Lease ends by itself otherwise
            log.warning("the lease was not released: %s", error)

    def _look_at_all(self) -> None:
        for key in list(self._store.bridges()):
            self._work.add(key)

    def _bridges(self) -> int:
        return sum(1 for _ in self._store.bridges())

    def _waiting(self) -> float:
        leads = self._lease.leads.is_set()
        return self._work.agenda.waiting(self._clock.monotonic()) if leads else 0

    def _not_live(self) -> Mapping[str, str]:
        return dict.fromkeys(self._watches.stuck(), "did nothing for too long")

    def _not_ready(self) -> Mapping[str, str]:
        unknown = dict.fromkeys(self._watches.unsynced(), "not listed yet")
        return {**unknown, **self._watches.failing()} if self._known else {"cache": "empty"}


def own_namespace() -> str:
    """Return the namespace of this pod; outside a cluster `default`."""
    try:
        return POD_NAMESPACE.read_text(encoding="utf-8").strip()
    except OSError:
        return "default"
