from dataclasses import dataclass, field

import msgspec
import pytest

from tonebridge.domain.errors import InvalidField, StoreUnavailable
from tonebridge.domain.history import HistoryEntry
from tonebridge.domain.message import Intensity, Kind, Language
from tonebridge.testing.clock import FakeClock
from tonebridge.testing.queue import FakeHistoryLog
from tonebridge_workers.history import HistoryDrain


def entry(name):
    return HistoryEntry(
        id=name,
        created_at=1_767_225_590.0,
        tenant_id="t",
        member_id="m",
        key_id=None,
        transform_id="x",
        kind=Kind.SOFTEN,
        intensity=Intensity.LIGHT,
        language=Language.JA,
        preset=None,
        source="早く",
        text="お早めに",
        provider="rules",
        model=None,
        degraded=False,
        cache="miss",
    )


def packed(name):
    return msgspec.msgpack.encode(entry(name))


@dataclass
class Database:
    """A writer that takes whole batches or nothing, as a transaction does."""

    written: list[str] = field(default_factory=list)
    batches: list[int] = field(default_factory=list)
    prepared: list[tuple[str, int]] = field(default_factory=list)
    poison: dict[str, Exception] = field(default_factory=dict)
    error: Exception | None = None

    async def write(self, entries):
        self.batches.append(len(entries))
        if self.error is not None:
            raise self.error
        for one in entries:
            if one.id in self.poison:
                raise self.poison[one.id]
        new = [one.id for one in entries if one.id not in self.written]
        self.written += new
        return len(new)

    async def prepare(self, *, today, days_ahead):
        if isinstance(self.error, StoreUnavailable):
            raise self.error
        self.prepared.append((today, days_ahead))

    async def expire(self, *, before):
        raise AssertionError(before)


@pytest.fixture
def stream():
    return FakeHistoryLog()


@pytest.fixture
def database():
    return Database()


@pytest.fixture
def clock():
    return FakeClock(1_767_225_600.0)


@pytest.fixture
def drain(stream, database, clock):
    return HistoryDrain(stream, database, clock, batch_entries=4, random=lambda: 1.0)


async def send(stream, *names):
    for name in names:
        await stream.append(packed(name), durable=True)


class TestADrain:
    async def test_writes_batches_and_empties_the_stream(self, drain, stream, database):
        await send(stream, *"abcdef")

        assert [await drain.step() for _ in range(2)] == [0.0, 0.0]

        assert database.written == list("abcdef")
        assert database.batches == [4, 2]
        assert stream.entries == []

    async def test_goes_on_until_it_is_stopped(self, drain, stream, database):
        await send(stream, *"abcdef")
        answers = iter([False, False, True])

        async def pause(seconds):
            raise AssertionError(seconds)

        await drain.run(stopped=lambda: next(answers), pause=pause)

        assert database.written == list("abcdef")

    async def test_makes_partitions_from_yesterday_on_once_a_day(self, drain, database, clock):
        for _ in range(3):
            await drain.step()
        clock.advance(86_400.0)
        await drain.step()

        assert database.prepared == [("2025-12-31", 8), ("2026-01-01", 8)]


class TestADrainWithoutItsDatabase:
    async def test_holds_what_it_read_and_forgets_nothing(self, drain, stream, database):
        await send(stream, *"ab")
        await drain.step()
        await send(stream, *"cd")
        database.error = StoreUnavailable("database")

        pauses = [await drain.step() for _ in range(4)]

        assert pauses == [0.2, 0.4, 0.8, 1.6]
        assert stream.entries == [packed("c"), packed("d")]

    async def test_writes_it_once_when_the_database_is_back(self, drain, stream, database):
        await send(stream, *"abcdef")
        database.error = StoreUnavailable("database")
        await drain.step()
        database.error = None

        assert [await drain.step() for _ in range(2)] == [0.0, 0.0]

        assert database.written == list("abcdef")
        assert stream.entries == []

    async def test_waits_as_at_first_after_a_success(self, drain, stream, database):
        database.error = StoreUnavailable("database")
        await drain.step()
        await drain.step()
        database.error = None
        await drain.step()
        await send(stream, "a")
        database.error = StoreUnavailable("database")

        assert await drain.step() == 0.2


class TestADrainWithoutRedis:
    async def test_waits(self, drain, stream):
        stream.away = True

        assert await drain.step() == 0.2

    async def test_writes_again_what_it_could_not_forget(self, drain, stream, database):
        await send(stream, *"ab")
        original = stream.done

        async def fails(ids):
            stream.done = original
            raise StoreUnavailable("redis")

        stream.done = fails
        await drain.step()
        await drain.step()

        assert database.written == ["a", "b"]
        assert stream.entries == []


class TestAPoisonedEntry:
    @pytest.mark.parametrize(
        "error", [InvalidField("text", "holds NUL"), RuntimeError("nobody expected this")]
    )
    async def test_is_set_aside_and_the_rest_is_written(self, drain, stream, database, error):
        await send(stream, *"abcd")
        database.poison["c"] = error

        assert await drain.step() == 0.0

        assert database.written == ["a", "b", "d"]
        assert stream.dead == [(packed("c"), type(error).__name__)]
        assert stream.entries == []

    async def test_alone_is_set_aside_when_the_database_says_that_it_is_wrong(
        self, drain, stream, database
    ):
        await send(stream, "a")
        database.poison["a"] = InvalidField("text", "holds NUL")

        assert await drain.step() == 0.0

        assert stream.dead == [(packed("a"), "InvalidField")]

    async def test_alone_is_held_until_another_shows_that_it_is_at_fault(
        self, drain, stream, database
    ):
        await send(stream, "a")
        database.poison["a"] = RuntimeError()
        assert await drain.step() == 0.2
        assert stream.dead == []

        await send(stream, "b")
        assert await drain.step() == 0.0

        assert database.written == ["b"]
        assert stream.dead == [(packed("a"), "RuntimeError")]

    async def test_that_nobody_can_read_is_set_aside(self, drain, stream, database):
        await stream.append(b"\xc1 not msgpack", durable=True)
        await send(stream, "a")

        await drain.step()

        assert database.written == ["a"]
        assert stream.dead == [(b"\xc1 not msgpack", "unreadable")]

    async def test_is_not_quoted_in_the_log(self, drain, stream, database, caplog):
        await send(stream, *"ab")
        database.poison["b"] = ValueError("cannot encode 早く")

        await drain.step()

        assert "早く" not in caplog.text
        assert "ValueError" in caplog.text


async def test_a_database_that_refuses_everything_buries_nothing(drain, stream, database):
    await send(stream, *"abcdef")
    database.error = RuntimeError("column is not there")

    assert await drain.step() > 0
    assert await drain.step() > 0

    assert stream.dead == []
    assert len(stream.entries) == 6
    database.error = None
    await drain.step()
    await drain.step()
    assert database.written == list("abcdef")
