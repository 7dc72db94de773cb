"""The worker process, on a real PostgreSQL and a real Valkey."""

import asyncio
import json

import msgspec
import pytest
import redis
from tests.contract.test_history_log import log_at
from tests.support.platform import entry, platform_at
from tests.support.redis import connected
from tests.support.running import eventually
from tests.support.worker import worker_process, working

from tonebridge.adapters.machine import SystemClock, SystemIds
from tonebridge.adapters.queue.jobs import DramatiqJobs
from tonebridge.adapters.store.migrate import migrate
from tonebridge.settings import DatabaseSettings
from tonebridge_cli.laptop.postgres import PostgresServer
from tonebridge_cli.laptop.valkey import ValkeyServer

pytestmark = pytest.mark.services


@pytest.fixture
def platform(database, valkey_url):
    return platform_at(database, valkey_url)


class TestAWorker:
    def test_brings_history_into_the_database_and_bills_it_once(self, platform):
        with working(**platform.settings) as worker:
            platform.append(500)

            eventually(lambda: platform.written() == (500, 500))

            assert platform.used() == 500
            assert worker.measure("tonebridge_history_written_total") == 500

    def test_leaves_nothing_in_the_stream(self, platform):
        with working(**platform.settings), redis.Redis.from_url(platform.redis_url) as client:
            platform.append(120)

            eventually(lambda: platform.written() == (120, 120))
            eventually(lambda: client.xlen("tonebridge:history") == 0)

    def test_finishes_and_leaves_when_it_is_told_to(self, platform):
        with working(**platform.settings) as worker:
            platform.append(500)

            assert worker.stop() == 0

        written, _ = platform.written()
        with redis.Redis.from_url(platform.redis_url) as client:
            assert written + client.xlen("tonebridge:history") == 500
            assert client.xpending("tonebridge:history", "writers")["pending"] == 0
            assert client.xinfo_consumers("tonebridge:history", "writers") == []

    def test_answers_on_its_management_port(self, platform):
        with working(**platform.settings) as worker:
            assert worker.ask("/health/live") == (200, '{"status":"ok","wrong":{}}')
            assert worker.status("/health/startup") == 200
            assert worker.status("/health/nothing") == 404
            eventually(lambda: 'tonebridge_queue_depth{queue="history"}' in metrics(worker))

    def test_queues_the_days_maintenance_and_does_it(self, platform):
        with working(**platform.settings) as worker:
            done = 'tonebridge_jobs_total{outcome="done",queue="maintenance"}'
            eventually(lambda: worker.measure(done) == 1)

    def test_sets_aside_what_nobody_can_read(self, platform):
        with redis.Redis.from_url(platform.redis_url) as client:
            client.xadd("tonebridge:history", {"e": b"\xc1"})
            with working(**platform.settings) as worker:
                platform.append(3)
                eventually(lambda: platform.written() == (3, 3))

                assert worker.measure("tonebridge_history_dead_total") == 1
            [(_, fields)] = client.xrange("tonebridge:history:dead")
            assert fields == {b"e": b"\xc1", b"why": b"unreadable"}

    def test_counts_what_the_database_can_never_hold(self, platform):
        bad = msgspec.structs.replace(entry(1), id="no uuid")
        with working(**platform.settings) as worker:
            asyncio.run(send(platform, bad, entry(2)))

            eventually(lambda: platform.written() == (1, 1))
            assert worker.measure("tonebridge_history_unstorable_entries") == 1


async def send(platform, *entries):
    async with log_at(platform.redis_url) as log:
        for one in entries:
            await log.append(msgspec.msgpack.encode(one), durable=False)


class TestAWorkerThatCannotStart:
    def test_names_the_setting_that_is_wrong(self):
        with worker_process(WORKER__CONCURRENCY="none") as worker:
            assert worker.wait() == 2
            assert worker.said.startswith("tonebridge worker: TONEBRIDGE_WORKER__CONCURRENCY: ")

    def test_names_the_setting_that_is_missing(self):
        with worker_process() as worker:
            assert worker.wait() == 2
            assert worker.said.startswith("tonebridge worker: TONEBRIDGE_REDIS__URL: ")

    def test_refuses_a_database_that_was_not_migrated(self, new_database, valkey_url):
        empty = new_database()
        with worker_process(DATABASE__URL=empty.app, REDIS__URL=valkey_url) as worker:
            assert worker.wait() == 2
            assert worker.said.splitlines()[-1].endswith("run `tonebridge migrate`")

    def test_waits_for_a_database_that_is_not_there_yet(self, valkey_url):
        nobody = "postgresql://app:secret@127.0.0.1:1/tonebridge"
        with worker_process(DATABASE__URL=nobody, REDIS__URL=valkey_url) as worker:
            eventually(lambda: worker.status("/health/live") == 200)
            status, said = worker.ask("/health/ready")

            assert status == 503
            assert set(json.loads(said)["wrong"]) == {"worker", "database"}
            assert worker.stop() == 0


class TestAKilledWorker:
    def test_leaves_its_batch_to_another_and_nothing_is_written_twice(self, platform):
        platform.append(5_000)
        for _ in range(2):
            with working(**platform.settings) as worker:
                some, _ = platform.written()
                eventually(lambda some=some: platform.written()[0] > some)
                worker.kill()
        assert platform.written()[0] < 5_000, "too quick to be killed at work"

        with working(**platform.settings):
            eventually(lambda: platform.written() == (5_000, 5_000), within_s=60.0)

        assert platform.used() == 5_000


class TestAWorkerWhoseValkeyDies:
    def test_goes_on_when_it_is_back(self, database, tmp_path):
        with ValkeyServer(tmp_path / "valkey") as mortal:
            own = platform_at(database, mortal.url(0))
            with working(**own.settings) as worker:
                own.append(200)
                eventually(lambda: own.written() == (200, 200))
                mortal.child.kill()
                mortal.child.wait(10.0)
                eventually(lambda: worker.status("/health/ready") == 503)
                mortal.restart()

                own.append(200, start=200)
                done = 'tonebridge_jobs_total{outcome="done",queue="maintenance"}'
                before = worker.measure(done)
                asyncio.run(queue_expiry(mortal.url(1)))

                eventually(lambda: own.written() == (400, 400), within_s=40.0)
                eventually(lambda: worker.measure(done) == before + 1, within_s=40.0)
                assert worker.said.count("Consumer encountered") == 0
                assert worker.stop() == 0


class TestAWorkerWhosePostgresDies:
    def test_holds_the_stream_and_writes_it_once_the_database_is_back(self, tmp_path, valkey_url):
        with PostgresServer(tmp_path / "postgres", options={"fsync": "off"}) as mortal:
            own = platform_at(migrated(mortal), valkey_url)
            with working(**own.settings) as worker:
                own.append(200)
                eventually(lambda: own.written() == (200, 200))
                mortal.child.kill()
                mortal.child.wait(10.0)
                own.append(500, start=200)
                eventually(lambda: worker.status("/health/ready") == 503)
                mortal.restart()

                eventually(lambda: own.written() == (700, 700), within_s=40.0)

                assert own.used() == 700
                assert worker.measure("tonebridge_history_dead_total") == 0


async def queue_expiry(url):
    async with connected(url) as (client, reach):
        await DramatiqJobs(client, reach, SystemClock(), SystemIds()).enqueue("expire_history")


def migrated(server):
    database = DatabaseSettings(
        **{
            name: server.url(role, "tonebridge")
            for name, role in (("url", "app"), ("owner_url", "owner"), ("writer_url", "writer"))
        }
    )
    asyncio.run(migrate(database))
    return database


def metrics(worker):
    return worker.ask("/metrics")[1]
