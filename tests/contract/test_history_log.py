"""What both ends of the history stream promise."""

from contextlib import asynccontextmanager

import pytest
from tests.support.redis import TIMEOUT_S, connected, listening, nobody

from tonebridge.adapters.machine import SystemClock
from tonebridge.adapters.queue.history_log import RedisHistoryLog
from tonebridge.adapters.queue.history_source import RedisHistorySource
from tonebridge.domain.errors import StoreUnavailable
from tonebridge.testing.queue import FakeHistoryLog

STREAM = "tonebridge:history"


@asynccontextmanager
async def log_at(url, *, timeout_s=TIMEOUT_S, **changed):
    """A log that commits within a millisecond."""
    options = {"window_ms": 1, "buffer_entries": 100, "stream_entries": 1_000, "sync": False}
    async with connected(url, timeout_s=timeout_s) as (client, reach):
        log = RedisHistoryLog(client, reach, **{**options, **changed})
        await log.start()
        try:
            yield log
        finally:
            await log.close()


@asynccontextmanager
async def source_at(url, reader="r1", **options):
    async with listening(url) as client:
        source = RedisHistorySource(client, SystemClock(), reader=reader, **options)
        yield source
        await source.close()


@pytest.fixture(params=["fake", pytest.param("redis", marks=pytest.mark.services)])
async def ends(request):
    """The near and the far end of one stream."""
    if request.param == "redis":
        url = request.getfixturevalue("valkey_url")
        async with log_at(url) as log, source_at(url) as source:
            yield log, source
    else:
        both = FakeHistoryLog()
        yield both, both


async def read(source, count, *, of_s=10.0):
    """Read until so many entries are there."""
    entries = []
    while len(entries) < count:
        batch = await source.read(count=count - len(entries), block_s=of_s)
        assert batch, f"only {len(entries)} of {count} entries came"
        entries += batch
    return entries


class TestTheHistoryStream:
    async def test_carries_entries_in_order_byte_for_byte(self, ends):
        log, source = ends
        sent = [bytes([0, 255, number]) for number in range(20)]
        for number, entry in enumerate(sent):
            await log.append(entry, durable=number % 3 == 0)

        assert [entry for _, entry in await read(source, 20)] == sent

    async def test_gives_each_entry_an_id_of_its_own(self, ends):
        log, source = ends
        for _ in range(5):
            await log.append(b"same", durable=True)

        assert len({id_ for id_, _ in await read(source, 5)}) == 5

    async def test_gives_no_more_than_asked_for(self, ends):
        log, source = ends
        for _ in range(5):
            await log.append(b"entry", durable=True)

        assert len(await source.read(count=3, block_s=1.0)) == 3

    async def test_answers_empty_when_nothing_comes(self, ends):
        _, source = ends

        assert list(await source.read(count=3, block_s=0.001)) == []

    async def test_does_not_give_a_living_reader_the_same_twice(self, ends):
        log, source = ends
        await log.append(b"entry", durable=True)
        await read(source, 1)

        assert list(await source.read(count=3, block_s=0.001)) == []

    async def test_forgets_what_is_done(self, ends):
        log, source = ends
        await log.append(b"entry", durable=True)
        await source.done([id_ for id_, _ in await read(source, 1)])
        await source.done([])

        assert await remaining(source) == 0

    async def test_sets_aside_what_is_buried(self, ends):
        log, source = ends
        await log.append(b"poison", durable=True)
        [(id_, entry)] = await read(source, 1)

        await source.bury(id_, entry, reason="unreadable")

        assert await remaining(source) == 0


async def remaining(source):
    return len(source.entries) if isinstance(source, FakeHistoryLog) else await source.waiting()


class TestTheHistoryStreamInRedis:
    async def test_has_room_again_for_what_was_taken(self, valkey_url):
        async with log_at(valkey_url, buffer_bytes=10) as log, source_at(valkey_url) as source:
            for _ in range(5):
                await log.append(b"12345678", durable=True)

            assert len(await read(source, 5)) == 5

    async def test_gives_another_reader_what_a_dead_one_left_first(self, valkey_url):
        async with log_at(valkey_url) as log:
            for number in range(3):
                await log.append(b"%d" % number, durable=True)
            async with source_at(valkey_url, "dead") as dead:
                await dead.read(count=2, block_s=1.0)

                async with source_at(valkey_url, "heir", left_behind_s=0.0) as heir:
                    assert [e for _, e in await heir.read(count=10, block_s=1.0)] == [b"0", b"1"]

    async def test_leaves_a_slow_reader_its_entries(self, valkey_url):
        async with log_at(valkey_url) as log, source_at(valkey_url, "slow") as slow:
            await log.append(b"entry", durable=True)
            await read(slow, 1)

            async with source_at(valkey_url, "other") as other:
                assert list(await other.read(count=10, block_s=0.001)) == []

    async def test_gives_every_entry_to_one_of_two_readers(self, valkey_url):
        async with (
            log_at(valkey_url) as log,
            source_at(valkey_url, "one") as one,
            source_at(valkey_url, "two") as two,
        ):
            for number in range(10):
                await log.append(b"%d" % number, durable=True)

            mine, others = await one.read(count=5, block_s=1.0), await read(two, 5)

        assert sorted(e for _, e in [*mine, *others]) == [b"%d" % n for n in range(10)]

    async def test_survives_the_loss_of_its_data(self, valkey_url):
        async with (
            log_at(valkey_url) as log,
            source_at(valkey_url) as source,
            connected(valkey_url) as (client, _),
        ):
            await log.append(b"lost", durable=True)
            await read(source, 1)
            await client.flushall()

            await log.append(b"new", durable=True)

            assert [entry for _, entry in await read(source, 1)] == [b"new"]

    async def test_reads_a_row_that_is_not_ours_as_an_empty_entry(self, valkey_url):
        async with (
            connected(valkey_url) as (client, _),
            source_at(valkey_url) as source,
        ):
            await client.xadd(STREAM, {"strange": "row"})

            assert [entry for _, entry in await read(source, 1)] == [b""]

    async def test_keeps_what_a_leaving_reader_did_not_finish(self, valkey_url):
        async with log_at(valkey_url) as log:
            await log.append(b"unfinished", durable=True)
            async with source_at(valkey_url, "leaves") as leaves:
                await read(leaves, 1)

            async with source_at(valkey_url, "heir", left_behind_s=0.0) as heir:
                assert [entry for _, entry in await read(heir, 1)] == [b"unfinished"]

    async def test_forgets_a_reader_that_left_nothing(self, valkey_url):
        async with source_at(valkey_url, "leaves") as leaves:
            await leaves.read(count=1, block_s=0.001)

        async with connected(valkey_url) as (client, _):
            assert await client.xinfo_consumers(STREAM, "writers") == []

    async def test_forgets_readers_that_died_long_ago(self, valkey_url):
        async with (
            connected(valkey_url) as (client, _),
            source_at(valkey_url, gone_s=0.0) as source,
        ):
            await client.xgroup_create(STREAM, "writers", id="0", mkstream=True)
            await client.xgroup_createconsumer(STREAM, "writers", "dead")

            await source.read(count=1, block_s=0.001)

            readers = await client.xinfo_consumers(STREAM, "writers")
            assert [reader["name"] for reader in readers] == [b"r1"]

    async def test_keeps_what_was_buried_with_its_reason(self, valkey_url):
        async with log_at(valkey_url) as log, source_at(valkey_url) as source:
            await log.append(b"poison", durable=True)
            [(id_, entry)] = await read(source, 1)
            await source.bury(id_, entry, reason="unreadable")

        async with connected(valkey_url) as (client, _):
            [(_, fields)] = await client.xrange("tonebridge:history:dead")
            assert fields == {b"e": b"poison", b"why": b"unreadable"}


async def test_the_far_end_says_when_redis_is_away():
    async with source_at(nobody()) as source:
        with pytest.raises(StoreUnavailable):
            await source.read(count=1, block_s=0.001)
        with pytest.raises(StoreUnavailable):
            await source.done(["1-0"])
        with pytest.raises(StoreUnavailable):
            await source.bury("1-0", b"entry", reason="unreadable")
