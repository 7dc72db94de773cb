"""Jobs, from where core queues them to what becomes of them in the worker process."""

import asyncio
import json
from contextlib import asynccontextmanager
from email import message_from_bytes, policy

import pytest
import redis
from dramatiq import Message
from dramatiq.brokers.redis import RedisBroker
from tests.contract.test_mailer import mail_server
from tests.support.platform import platform_at
from tests.support.redis import connected
from tests.support.running import eventually
from tests.support.worker import WorkerProcess

from tonebridge.adapters.machine import SystemClock, SystemIds
from tonebridge.adapters.queue.jobs import DramatiqJobs

pytestmark = pytest.mark.services

MAIL = {"to": "ann@example.com", "token": "t0ken", "language": "en"}
OUTCOME = 'tonebridge_jobs_total{outcome="%s",queue="interactive"}'


@pytest.fixture
async def platform(database, valkey_url):
    return await asyncio.to_thread(platform_at, database, valkey_url)


@pytest.fixture
def queue_url(valkey_url):
    return valkey_url.removesuffix("/0") + "/1"


@asynccontextmanager
async def jobs_at(url):
    async with connected(url) as (client, reach):
        yield DramatiqJobs(client, reach, SystemClock(), SystemIds())


def posted(port):
    return {
        "MAIL__HOST": "127.0.0.1",
        "MAIL__PORT": port,
        "MAIL__STARTTLS": "false",
        "GATEWAY__PUBLIC_URL": "https://tone.example",
    }


@asynccontextmanager
async def worker_at(platform, **settings):
    """A worker that is ready, watched from a thread: the mail server needs the loop."""
    worker = WorkerProcess(**platform.settings, **settings)
    try:
        await asyncio.to_thread(worker.await_ready)
        yield worker
    finally:
        worker.close()


async def watched(condition):
    return await asyncio.to_thread(eventually, condition)


async def test_a_reset_mail_is_sent(platform, queue_url):
    async with (
        mail_server() as (port, received),
        jobs_at(queue_url) as jobs,
        worker_at(platform, **posted(port)) as worker,
    ):
        await jobs.enqueue("send_reset_mail", **MAIL)

        await watched(lambda: worker.measure(OUTCOME % "done") == 1)

    [mail] = [message_from_bytes(data, policy=policy.default) for data in received]
    assert mail["To"] == "ann@example.com"
    assert "https://tone.example/#reset=t0ken" in mail.get_content()


async def test_a_mail_that_could_not_be_sent_is_tried_again_and_never_logged(platform, queue_url):
    refusals = [b"RCPT"]
    async with (
        mail_server(refuses=refusals) as (port, received),
        jobs_at(queue_url) as jobs,
        worker_at(platform, **posted(port)) as worker,
    ):
        await jobs.enqueue("send_reset_mail", **MAIL)
        await watched(lambda: worker.measure(OUTCOME % "retried") == 1)
        refusals.clear()

        await watched(lambda: worker.measure(OUTCOME % "done") == 1)

        assert len(received) == 1
        assert "send_reset_mail" in worker.said
        assert "t0ken" not in worker.said
        assert "ann@example.com" not in worker.said


async def test_a_job_that_nobody_knows_is_set_aside(platform, queue_url):
    message = Message("interactive", "unheard_of", (), {}, {})
    broker = RedisBroker(url=queue_url)
    broker.enqueue(message)
    async with worker_at(platform):
        with redis.Redis.from_url(queue_url) as client:
            await watched(lambda: client.zcard("dramatiq:interactive.XQ") == 1)
    broker.close()


async def test_a_job_is_queued_as_dramatiq_itself_would(queue_url, valkey_url):
    async with jobs_at(queue_url) as jobs:
        await jobs.enqueue("send_reset_mail", **MAIL)
    broker = RedisBroker(url=queue_url)
    broker.enqueue(Message("interactive", "send_reset_mail", (), MAIL, {}))
    broker.close()

    with redis.Redis.from_url(queue_url) as client:
        ids = client.lrange("dramatiq:interactive", 0, -1)
        ours, theirs = (json.loads(client.hget("dramatiq:interactive.msgs", id_)) for id_ in ids)
    varying = ("message_id", "message_timestamp", "options")
    assert {k: v for k, v in ours.items() if k not in varying} == {
        k: v for k, v in theirs.items() if k not in varying
    }
    assert ours.keys() == theirs.keys()
    assert ours["options"].keys() == theirs["options"].keys()
    assert ours["options"]["redis_message_id"] == ids[0].decode()
    assert abs(ours["message_timestamp"] - theirs["message_timestamp"]) < 60_000
