"""What the worker process works with, built from its settings."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import NamedTuple

from tonebridge.adapters.cache.redis import RedisFlights
from tonebridge.adapters.machine import SystemClock, SystemIds
from tonebridge.adapters.mail.smtp import NoMailer, SmtpMailer
from tonebridge.adapters.queue.history_source import RedisHistorySource
from tonebridge.adapters.queue.jobs import DramatiqJobs
from tonebridge.adapters.store.engine import open_engine
from tonebridge.adapters.store.history_writer import PostgresHistoryWriter
from tonebridge.adapters.store.schema import check_schema
from tonebridge.application.ports import Clock, Flights, HistorySource, Jobs, Mailer
from tonebridge.application.reach import Away
from tonebridge.application.stores import HistoryWriter
from tonebridge.domain.errors import StoreUnavailable
from tonebridge.settings import MailSettings, Settings
from tonebridge.wiring.redis import open_blocking_redis, open_redis, queue_url, reach_redis


class WorkerParts(NamedTuple):
    """Everything that belongs to the event loop in which it was opened."""

    clock: Clock
    source: HistorySource
    writer: HistoryWriter
    jobs: Jobs
    turns: Flights
    """Who of the fleet does what only one has to do."""
    check_database: Callable[[], Awaitable[None]]
    """Raises `SchemaOutdated`, or `StoreUnavailable` if the database is away."""
    check_redis: Callable[[], Awaitable[None]]
    """Raises `StoreUnavailable` if Redis is away."""
    waiting: Callable[[], Awaitable[Mapping[str, int]]]
    """Return how much waits in each queue, `history` with them; raises `StoreUnavailable`."""
    unstorable: Callable[[], int]
    """Return how many entries the database could not hold since the start."""


@asynccontextmanager
async def open_worker(settings: Settings) -> AsyncIterator[WorkerParts]:
    """Open what the worker's own loop needs; connects on first use, so nothing has to be there.

    Raises:
        SettingsInvalid: a URL is missing or no URL.
    """
    timeout_s = settings.redis.timeout_s
    clock = SystemClock()
    jobs_url = queue_url(settings.redis)
    async with AsyncExitStack() as opened, open_writer(settings) as (writer, check_database):
        redis = open_redis(settings.redis.url, timeout_s=timeout_s)
        opened.push_async_callback(redis.aclose)
        blocking = open_blocking_redis(settings.redis.url, timeout_s=timeout_s)
        opened.push_async_callback(blocking.aclose)
        queue = open_redis(jobs_url, timeout_s=timeout_s)
        opened.push_async_callback(queue.aclose)
        reach = reach_redis(clock, timeout_s=timeout_s)
        source = RedisHistorySource(blocking, clock, reader=secrets.token_hex(8))
        opened.push_async_callback(source.close)
        jobs = DramatiqJobs(queue, reach, clock, SystemIds())

        async def check_redis() -> None:
            try:
                await reach.ask(redis.ping())
            except Away:
                raise StoreUnavailable("redis") from None

        async def waiting() -> Mapping[str, int]:
            return {**await jobs.waiting(), "history": await source.waiting()}

        yield WorkerParts(
            clock=clock,
            source=source,
            writer=writer,
            jobs=jobs,
            turns=RedisFlights(redis, reach),
            check_database=check_database,
            check_redis=check_redis,
            waiting=waiting,
            unstorable=lambda: writer.unstorable,
        )


@asynccontextmanager
async def open_writer(
    settings: Settings,
) -> AsyncIterator[tuple[PostgresHistoryWriter, Callable[[], Awaitable[None]]]]:
    """Open the history's way into PostgreSQL, for one event loop, and its schema's check."""
    database = settings.database
    engine = open_engine(
        database.writer_url or database.url, database, application="tonebridge worker"
    )

    async def check() -> None:
        await check_schema(engine)

    try:
        yield PostgresHistoryWriter(engine), check
    finally:
        await engine.dispose()


def open_mailer(settings: MailSettings) -> Mailer:
    """Return how mail leaves; without a host none does, and the log says so."""
    return SmtpMailer(settings) if settings.host else NoMailer()
