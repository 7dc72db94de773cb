"""Dramatiq inside this process: its broker, its threads, and what it may say."""

import logging
from typing import Any

from dramatiq import Broker, Message, Middleware, Worker
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import AgeLimit, AsyncIO, Retries, TimeLimit
from redis import Redis
from typing_extensions import override

from tonebridge.adapters.queue.jobs import NAMESPACE, QUEUES
from tonebridge.settings import Settings
from tonebridge.wiring.redis import queue_url
from tonebridge_workers.actors import declare_actors
from tonebridge_workers.measures import JOBS

HEARTBEAT_MS = 10_000
"""Who has said nothing for so long is dead, and its jobs are given to others."""
ALWAYS = 1_000_000
"""Look for the dead with every call: rarer, an idle queue finds them late or never."""
POLL_MS = 1_000
JOB_LIMIT_MS = 60_000
MAX_RETRIES = 12
MIN_BACKOFF_MS = 1_000
MAX_BACKOFF_MS = 300_000
ANSWER_S = 5.0
CONNECTION_LOST = "Consumer encountered a connection error: %s"
RECEIVED = "Received args=%r kwargs=%r."
"""What an actor's own logger says at `debug`: nothing but arguments."""


class CountFailures(Middleware):
    """Counts jobs that failed: `retried`, or `dead` if that was the last time.

    Stands before `Retries` in the list: Dramatiq runs the list backwards after a job.
    """

    @override
    def after_process_message(
        self,
        broker: Broker,
        message: Any,
        *,
        result: object = None,
        exception: BaseException | None = None,
    ) -> None:
        del broker, result
        if exception is not None:
            JOBS.labels(message.queue_name, "dead" if message.failed else "retried").inc()


class Discretion(logging.Filter):
    """Lets Dramatiq's logs name a job by its actor and id: its arguments may hold secrets.

    Six of its threads report a lost connection, every three seconds; the worker itself says
    that Redis is away, so they need not.
    """

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        if record.msg in (CONNECTION_LOST, RECEIVED):
            return False
        if isinstance(record.args, tuple):
            record.args = tuple(_named(argument) for argument in record.args)
        return True


def _named(argument: object) -> object:
    job = getattr(argument, "_message", argument)
    return f"{job.actor_name}({job.message_id})" if isinstance(job, Message) else argument


def open_queue(settings: Settings) -> tuple[RedisBroker, Worker]:
    """Return the broker with every actor, and a worker that is ready to start."""
    client = Redis.from_url(
        queue_url(settings.redis), socket_timeout=ANSWER_S, socket_connect_timeout=ANSWER_S
    )
    broker = RedisBroker(  # type: ignore[no-untyped-call]
        client=client,
        namespace=NAMESPACE,
        maintenance_chance=ALWAYS,
        heartbeat_timeout=HEARTBEAT_MS,
        middleware=[
            CountFailures(),
            AgeLimit(),
            TimeLimit(time_limit=JOB_LIMIT_MS),
            Retries(
                max_retries=MAX_RETRIES, min_backoff=MIN_BACKOFF_MS, max_backoff=MAX_BACKOFF_MS
            ),
            AsyncIO(),
        ],
    )
    for queue in QUEUES:
        broker.declare_queue(queue)
    declare_actors(broker, settings)
    worker = Worker(broker, worker_timeout=POLL_MS, worker_threads=settings.worker.concurrency)
    return broker, worker
