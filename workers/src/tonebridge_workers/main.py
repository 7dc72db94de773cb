"""The worker process: jobs in threads, history in a loop, health on a port of its own."""

import asyncio
import gc
import logging
import os
import signal
import sys
from collections.abc import Mapping
from random import SystemRandom

import uvloop

from tonebridge.domain.errors import SchemaOutdated, SettingsInvalid, StoreUnavailable
from tonebridge.settings import Settings, load
from tonebridge.wiring.logs import configure_logs
from tonebridge.wiring.worker import WorkerParts, open_worker
from tonebridge_workers.daily import LOOK_S, Daily
from tonebridge_workers.history import HistoryDrain
from tonebridge_workers.management import serving
from tonebridge_workers.measures import DEPTH, UNSTORABLE
from tonebridge_workers.queue import Discretion, open_queue

log = logging.getLogger(__name__)

REFUSED = 2
"""Exit status: the settings or the schema are not right; starting again helps nobody."""
MEASURE_S = 5.0
SCHEMA_RETRY_S = 2.0


def main() -> None:
    """Run until SIGTERM or SIGINT, then finish what is at work, within bounds.

    Exits with 0 after a drain, 2 with one line when settings or schema are not right, 1 on
    anything that should not happen.
    """
    try:
        settings = load(os.environ)
        configure_logs(settings.log, Discretion())
        if settings.log.level != "debug":
            logging.getLogger("dramatiq").setLevel(logging.WARNING)
        gc.collect()
        gc.freeze()
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(Process(settings).run())
    except (SettingsInvalid, SchemaOutdated) as error:
        sys.stderr.write(f"tonebridge worker: {error}\n")
        sys.exit(REFUSED)


class Process:
    """One worker, from start to drain."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stop = asyncio.Event()
        self._started = False

    async def run(self) -> None:
        """Work until told to stop.

        Raises:
            SettingsInvalid: a URL or port cannot be used.
            SchemaOutdated: the database has to be migrated first.
        """
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sign, self._stop.set)
        worker = self._settings.worker
        async with open_worker(self._settings) as parts:
            UNSTORABLE.set_function(parts.unstorable)
            checks = {
                "live": self._nothing_wrong,
                "startup": self._unstarted,
                "ready": lambda: self._unready(parts),
            }
            async with serving(worker.management_host, worker.management_port, checks) as port:
                log.info("worker starts, management on port %d", port)
                await self._work(parts)
        log.info("worker has stopped")

    async def _work(self, parts: WorkerParts) -> None:
        settings = self._settings
        broker, jobs_worker = open_queue(settings)
        drain = HistoryDrain(
            parts.source,
            parts.writer,
            parts.clock,
            batch_entries=settings.history.batch_entries,
            random=SystemRandom().random,
        )
        await self._await_schema(parts)
        await asyncio.to_thread(jobs_worker.start)
        self._started = True
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(drain.run(stopped=self._stop.is_set, pause=self._pause))
                tasks.create_task(self._look_daily(parts))
                tasks.create_task(self._measure(parts))
        finally:
            self._stop.set()
            bound_ms = round(settings.worker.shutdown_s * 1000)
            await asyncio.to_thread(jobs_worker.stop, bound_ms)
            broker.close()

    async def _await_schema(self, parts: WorkerParts) -> None:
        """Wait until the database is there; refuse a schema that is older than this code."""
        while not self._stop.is_set():
            try:
                await parts.check_database()
            except StoreUnavailable as error:
                log.warning("worker waits: %s", error)
                await self._pause(SCHEMA_RETRY_S)
            else:
                return

    async def _look_daily(self, parts: WorkerParts) -> None:
        daily = Daily(parts.jobs, parts.turns, parts.clock)
        while not self._stop.is_set():
            await daily.look()
            await self._pause(LOOK_S)

    async def _measure(self, parts: WorkerParts) -> None:
        while not self._stop.is_set():
            try:
                for queue, depth in (await parts.waiting()).items():
                    DEPTH.labels(queue).set(depth)
            except StoreUnavailable:
                log.debug("queue depths cannot be told now")
            await self._pause(MEASURE_S)

    async def _pause(self, seconds: float) -> None:
        """Wait so long, or until the process is told to stop."""
        try:
            async with asyncio.timeout(seconds):
                await self._stop.wait()
        except TimeoutError:
            return

    async def _nothing_wrong(self) -> Mapping[str, str]:
        return {}

    async def _unstarted(self) -> Mapping[str, str]:
        return {} if self._started else {"worker": "is starting"}

    async def _unready(self, parts: WorkerParts) -> Mapping[str, str]:
        if self._stop.is_set():
            return {"worker": "is stopping"}
        wrong = dict(await self._unstarted())
        for name, check in {"redis": parts.check_redis, "database": parts.check_database}.items():
            try:
                await check()
            except (StoreUnavailable, SchemaOutdated) as error:
                wrong[name] = str(error)
        return wrong
