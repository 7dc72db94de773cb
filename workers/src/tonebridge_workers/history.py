"""From the stream into the database: in batches, nothing lost, nothing twice."""

import logging
from collections.abc import Awaitable, Callable, Sequence

import msgspec

from tonebridge.application.ports import Clock, HistorySource
from tonebridge.application.retention import DAYS_AHEAD, day_of
from tonebridge.application.stores import HistoryWriter
from tonebridge.domain.backoff import full_jitter
from tonebridge.domain.errors import Conflict, InvalidField, NotFound, StoreUnavailable
from tonebridge.domain.history import HistoryEntry
from tonebridge_workers.measures import LAG, WRITTEN

log = logging.getLogger(__name__)

BLOCK_S = 1.0
"""How long to wait for entries, and so how late a stop is noticed."""
RETRY_MIN_S = 0.2
RETRY_MAX_S = 10.0
PATIENCE = 8
"""So many failures with no success between them are not the entries' fault."""

OF_THE_ENTRY = (Conflict, InvalidField, NotFound)
"""What the database says of an entry that it will never take."""


class _Row(msgspec.Struct, frozen=True):
    id: str
    packed: bytes
    entry: HistoryEntry


class _NothingGoes(Exception):
    """Whatever is written fails, and not because the database is away."""


class HistoryDrain:
    """Moves entries from a `HistorySource` to a `HistoryWriter`.

    What was read is held until it is written and only then forgotten by the source, so
    that a crash at any moment repeats a write and loses none; the writer knows repeats.
    """

    def __init__(
        self,
        source: HistorySource,
        writer: HistoryWriter,
        clock: Clock,
        *,
        batch_entries: int,
        random: Callable[[], float],
    ) -> None:
        self._source = source
        self._writer = writer
        self._clock = clock
        self._batch_entries = batch_entries
        self._random = random
        self._held: list[_Row] = []
        self._prepared = ""
        self._failures = 0

    async def run(
        self, *, stopped: Callable[[], bool], pause: Callable[[float], Awaitable[None]]
    ) -> None:
        """Go on until `stopped`; `pause` waits so many seconds or until then."""
        while not stopped():
            pause_s = await self.step()
            if pause_s > 0:
                await pause(pause_s)

    async def step(self) -> float:
        """Move one batch; return how long to wait before the next step, 0 if all is well."""
        try:
            await self._prepare()
            await self._read()
            await self._write()
        except StoreUnavailable as error:
            return self._back_off(str(error))
        except _NothingGoes as error:
            return self._back_off(f"no entry can be written ({error})")
        if self._failures:
            log.info("history is written again")
        self._failures = 0
        return 0.0

    def _back_off(self, why: str) -> float:
        log.warning("history waits: %s", why)
        pause_s = full_jitter(self._failures, RETRY_MIN_S, RETRY_MAX_S, random=self._random)
        self._failures += 1
        return pause_s

    async def _prepare(self) -> None:
        """See once a day that there is a partition for every entry that may come.

        From yesterday on: entries wait in the stream over midnight.
        """
        today = day_of(self._clock.now())
        if today != self._prepared:
            yesterday = day_of(self._clock.now(), plus_days=-1)
            await self._writer.prepare(today=yesterday, days_ahead=DAYS_AHEAD + 1)
            self._prepared = today

    async def _read(self) -> None:
        room = self._batch_entries - len(self._held)
        if room <= 0:
            return
        block_s = 0.001 if self._held else BLOCK_S
        for id_, packed in await self._source.read(count=room, block_s=block_s):
            try:
                entry = msgspec.msgpack.decode(packed, type=HistoryEntry)
            except msgspec.MsgspecError:
                log.error("a history entry cannot be read and is set aside")  # noqa: TRY400 - it may quote the entry
                await self._source.bury(id_, packed, reason="unreadable")
            else:
                self._held.append(_Row(id_, packed, entry))

    async def _write(self) -> None:
        if not self._held:
            return
        batch = _Batch(self._writer, self._source)
        await batch.write(self._held)
        oldest = min(row.entry.created_at for row in self._held)
        await self._source.done([row.id for row in batch.settled])
        self._held = []
        LAG.set(max(0.0, self._clock.now() - oldest))


class _Batch:
    """One attempt to write rows; halves what fails until the entry at fault stands alone."""

    def __init__(self, writer: HistoryWriter, source: HistorySource) -> None:
        self._writer = writer
        self._source = source
        self.settled: list[_Row] = []
        """What is in the database."""
        self._poison: list[tuple[_Row, str]] = []
        self._suspicions: list[str] = []

    async def write(self, rows: Sequence[_Row]) -> None:
        """Write all but what can never be written, which is buried.

        Raises:
            StoreUnavailable: nothing can be told; hold all rows and try again.
            _NothingGoes: the same, but the database is there.
        """
        await self._write_or_halve(rows)
        if self._suspicions and not self.settled:
            raise _NothingGoes(self._suspicions[-1])
        for row, error in self._poison:
            log.error("a history entry can never be written and is set aside: %s", error)
            await self._source.bury(row.id, row.packed, reason=error)

    async def _write_or_halve(self, rows: Sequence[_Row]) -> None:
        try:
            WRITTEN.inc(await self._writer.write([row.entry for row in rows]))
        except StoreUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, one entry may be why
            if len(rows) > 1:
                middle = len(rows) // 2
                await self._write_or_halve(rows[:middle])
                await self._write_or_halve(rows[middle:])
            else:
                self._give_up(rows[0], error)
        else:
            self.settled.extend(rows)

    def _give_up(self, row: _Row, error: Exception) -> None:
        """Take one row for the culprit: at once by its error, or once others could be written.

        Errors go by their type alone: their words may quote the message.
        """
        name = type(error).__name__
        self._poison.append((row, name))
        if not isinstance(error, OF_THE_ENTRY):
            self._suspicions.append(name)
            if not self.settled and len(self._suspicions) >= PATIENCE:
                raise _NothingGoes(name)
