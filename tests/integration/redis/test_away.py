"""What goes on while Redis is away, and what happens when it dies and comes back."""

import asyncio
import sys
import time

import pytest
from tests.contract.test_history_log import log_at, read, source_at
from tests.contract.test_limiter import admitted, limiter_of
from tests.contract.test_revocations import hears, process
from tests.support import appender
from tests.support.redis import connected, nobody

from tonebridge.adapters.cache.redis import RedisCache
from tonebridge.adapters.queue.measures import DROPPED
from tonebridge.application.ports import CacheEntry, Subject
from tonebridge_cli.laptop.valkey import ValkeyServer

ENTRY = CacheEntry(body=b"{}", stored_at=0.0, ttl_s=300.0)


def dropped(reason):
    return DROPPED.labels(reason)._value.get()


@pytest.fixture
def mortal(tmp_path):
    """A Valkey that a test may kill."""
    with ValkeyServer(tmp_path / "valkey") as server:
        yield server


@pytest.fixture
async def mute():
    """The address of a server that accepts and never answers."""
    connections = []

    async def ignore(reader, writer):
        connections.append(writer)
        await reader.read()
        writer.close()

    server = await asyncio.start_server(ignore, "127.0.0.1", 0)
    yield f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}/0"
    for writer in connections:
        writer.close()
    server.close()
    await server.wait_closed()


class TestACacheWithoutRedis:
    async def test_is_empty_and_says_nothing(self):
        async with connected(nobody()) as (client, reach):
            cache = RedisCache(client, reach)
            await cache.put("a", ENTRY)
            await cache.purge("a")

            assert await cache.get("a") is None

    async def test_waits_for_a_silent_server_once_and_not_every_time(self, mute):
        async with connected(mute, timeout_s=0.2) as (client, reach):
            cache = RedisCache(client, reach)
            begin = time.monotonic()
            for _ in range(100):
                assert await cache.get("a") is None

            assert time.monotonic() - begin < 2.0


@pytest.mark.services
class TestACacheWhoseRedisComesBack:
    async def test_takes_a_value_that_is_none_for_a_miss(self, valkey_url):
        async with connected(valkey_url) as (client, reach):
            await client.set("tonebridge:cache:a", b"\xc1 not an entry")

            assert await RedisCache(client, reach).get("a") is None

    async def test_forgets_what_was_purged_meanwhile(self, valkey_url):
        async with connected(valkey_url) as (client, reach):
            cache = RedisCache(client, reach)
            await cache.put("transform:t1:a", ENTRY)
            await cache.put("transform:t2:a", ENTRY)
            reach._away_until = time.monotonic() + 60
            await cache.purge("transform:t1:")
            assert await cache.get("transform:t1:a") is None

            reach._away_until = None

            assert await cache.get("transform:t1:a") is None
            assert await cache.get("transform:t2:a") == ENTRY
            assert await client.keys("*t1*") == []

    async def test_notices_a_new_server_without_a_lost_request(self, mortal):
        async with connected(mortal.url(0)) as (client, reach):
            cache = RedisCache(client, reach)
            await cache.put("a", ENTRY)
            kill(mortal)
            mortal.restart()

            assert await cache.get("a") == ENTRY


class TestALimiterWithoutRedis:
    async def test_admits_its_share_of_the_limit(self):
        async with connected(nobody()) as (client, reach):
            limiter = limiter_of(client, reach, burst_s=60.0, replicas=3)

            count, refusal = await admitted(limiter, [Subject("tenant", "t", 60)])

            assert count == 20
            assert 2.0 < refusal.retry_after_s <= 3.0


class TestALogWithoutRedis:
    async def test_takes_entries_at_once_up_to_its_bound_and_counts_the_rest(self):
        before = dropped("buffer_full"), dropped("closing")
        async with log_at(nobody(), buffer_entries=10) as log:
            begin = time.monotonic()
            for number in range(15):
                await log.append(b"%d" % number, durable=True)
            took_s = time.monotonic() - begin
            assert dropped("buffer_full") - before[0] == 5
            log._writer.cancel()
        assert took_s < 2.0
        assert dropped("closing") - before[1] == 10

    async def test_holds_no_more_bytes_than_its_bound(self):
        before = dropped("buffer_full"), dropped("closing")
        async with log_at(nobody(), buffer_bytes=1_000) as log:
            for _ in range(5):
                await log.append(bytes(300), durable=True)
            assert dropped("buffer_full") - before[0] == 2
            log._writer.cancel()
        assert dropped("closing") - before[1] == 3

    async def test_makes_nobody_wait_longer_than_for_one_answer(self, mute):
        async with log_at(mute, timeout_s=0.2) as log:
            begin = time.monotonic()
            for _ in range(50):
                await log.append(b"entry", durable=True)

            assert time.monotonic() - begin < 2.0
            log._writer.cancel()


@pytest.mark.services
class TestAFullStream:
    async def test_takes_no_more_and_counts_what_it_did_not_take(self, valkey_url):
        before = dropped("stream_full")
        async with log_at(valkey_url, stream_entries=3) as log, source_at(valkey_url) as source:
            for number in range(5):
                await log.append(b"%d" % number, durable=True)
            rows = await read(source, 3)
            assert [entry for _, entry in rows] == [b"0", b"1", b"2"]
            assert dropped("stream_full") - before == 2

            await source.done([id_ for id_, _ in rows])
            await log.append(b"later", durable=True)

            assert [entry for _, entry in await read(source, 1)] == [b"later"]


@pytest.mark.services
class TestAKilledServer:
    @pytest.mark.parametrize("sync", [False, True])
    async def test_loses_no_entry_that_was_taken(self, mortal, sync):
        """Killed twice under load; the buffer carries over, repeats are allowed, gaps are not."""
        sent = []
        roomy = {"buffer_entries": 100_000, "stream_entries": 100_000}
        async with log_at(mortal.url(0), sync=sync, **roomy) as log:
            stop = asyncio.Event()

            async def load(lane):
                number = 0
                while not stop.is_set():
                    entry = b"%d-%d" % (lane, number)
                    await log.append(entry, durable=number % 5 == 0)
                    sent.append(entry)
                    number += 1
                    await asyncio.sleep(0.001)

            lanes = [asyncio.create_task(load(lane)) for lane in range(8)]
            for _ in range(2):
                await grown(sent, by=400)
                kill(mortal)
                await grown(sent, by=100)
                mortal.restart()
            await grown(sent, by=400)
            stop.set()
            await asyncio.gather(*lanes)

        async with connected(mortal.url(0)) as (client, _):
            stored = [fields[b"e"] for _, fields in await client.xrange("tonebridge:history")]
        assert set(sent) - set(stored) == set()
        firsts = list(dict.fromkeys(stored))
        for lane in range(8):
            mine = [entry for entry in firsts if entry.startswith(b"%d-" % lane)]
            assert mine == [b"%d-%d" % (lane, number) for number in range(len(mine))]


@pytest.mark.services
class TestAKilledGateway:
    """Killed after a thousand answers, of which each was to be in the history."""

    async def test_loses_nothing_that_was_answered_when_durability_is_sync(self, valkey_url):
        answered, stored = await killed_appender(valkey_url, "sync")

        assert set(answered) - set(stored) == set()

    async def test_loses_no_more_than_the_end_of_its_window(self, valkey_url):
        answered, stored = await killed_appender(valkey_url, "window")

        missing = [entry for entry in answered if entry not in set(stored)]
        assert missing == answered[len(answered) - len(missing) :]
        assert len(missing) < 200, "a window of 50 ms holds 50 entries at one a millisecond"


async def killed_appender(url, durability):
    """Let a process append and kill it; return what it answered for and what is stored."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        appender.__name__,
        url,
        durability,
        stdout=asyncio.subprocess.PIPE,
    )
    answered = [await process.stdout.readline() for _ in range(1_000)]
    process.kill()
    rest, _ = await process.communicate()
    answered += [line for line in rest.splitlines(keepends=True) if line.endswith(b"\n")]
    async with connected(url) as (client, _):
        rows = await client.xrange("tonebridge:history")
    return [line.strip() for line in answered], [fields[b"e"] for _, fields in rows]


@pytest.mark.services
async def test_a_process_that_was_cut_off_hears_of_revocations_again(mortal):
    async with process(mortal.url(0)) as cut_off:
        await cut_off.revoke("session-1", for_s=900.0)
        kill(mortal)
        mortal.restart()
        async with process(mortal.url(0)) as other:
            assert other.revoked("session-1") is True
            await other.revoke("session-2", for_s=900.0)

        assert await hears(cut_off, "session-2")


def kill(server):
    """kill -9."""
    server.child.kill()
    server.child.wait(10.0)


async def grown(entries, *, by):
    """Wait until so many more were sent."""
    goal = len(entries) + by
    async with asyncio.timeout(30):
        while len(entries) < goal:  # noqa: ASYNC110 - a list has no event
            await asyncio.sleep(0.001)
