"""What every `Jobs` promises."""

import json

import pytest
from tests.support.redis import connected, nobody

from tonebridge.adapters.queue.jobs import ACTORS, QUEUES, DramatiqJobs
from tonebridge.domain.errors import StoreUnavailable
from tonebridge.testing.clock import FakeClock, FakeIds
from tonebridge.testing.queue import FakeJobs, Queued

ARGUMENTS = {"to": "ann@example.com", "token": "t", "language": "ja"}


@pytest.fixture(params=["fake", pytest.param("redis", marks=pytest.mark.services)])
async def queue(request):
    """A queue, and a way to see what is in it."""
    if request.param == "redis":
        async with connected(request.getfixturevalue("valkey_url")) as (client, reach):
            jobs = DramatiqJobs(client, reach, FakeClock(), FakeIds())

            async def queued():
                found = []
                for name in QUEUES:
                    for delivery in await client.lrange(f"dramatiq:{name}", 0, -1):
                        packed = json.loads(await client.hget(f"dramatiq:{name}.msgs", delivery))
                        found.append(Queued(packed["actor_name"], packed["kwargs"]))
                return found

            yield jobs, queued
    else:
        fake = FakeJobs()

        async def queued():
            return fake.queued

        yield fake, queued


@pytest.fixture(params=["fake", "redis"])
async def absent_jobs(request):
    if request.param == "redis":
        async with connected(nobody()) as (client, reach):
            yield DramatiqJobs(client, reach, FakeClock(), FakeIds())
    else:
        fake = FakeJobs()
        fake.away = True
        yield fake


async def test_jobs_are_queued_in_order(queue):
    jobs, queued = queue
    await jobs.enqueue("send_reset_mail", **ARGUMENTS)
    await jobs.enqueue("send_reset_mail", **{**ARGUMENTS, "to": "bo@example.com"})

    assert await queued() == [
        Queued("send_reset_mail", ARGUMENTS),
        Queued("send_reset_mail", {**ARGUMENTS, "to": "bo@example.com"}),
    ]


async def test_a_job_that_cannot_be_queued_is_refused(absent_jobs):
    with pytest.raises(StoreUnavailable):
        await absent_jobs.enqueue("send_reset_mail", **ARGUMENTS)


async def test_waiting_jobs_are_counted_by_queue(valkey_url):
    async with connected(valkey_url) as (client, reach):
        jobs = DramatiqJobs(client, reach, FakeClock(), FakeIds())
        await jobs.enqueue("send_reset_mail", **ARGUMENTS)
        await jobs.enqueue("expire_history")
        await client.rpush("dramatiq:interactive.DQ", "for later")

        assert await jobs.waiting() == {"interactive": 2, "batch": 0, "maintenance": 1}


def test_every_actor_reads_a_queue_that_there_is():
    assert set(ACTORS.values()) <= set(QUEUES)
