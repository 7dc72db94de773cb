"""Transform a message: from the nearest cache, or by one call for all who ask at once."""

import asyncio
from collections.abc import Awaitable, Callable

import msgspec
from msgspec import Struct

from tonebridge.application.answer import Answer, facts_of, is_answer
from tonebridge.application.measures import Measures
from tonebridge.application.ports import (
    Cache,
    CacheEntry,
    Clock,
    Flights,
    HistoryLog,
    Ids,
    Provider,
)
from tonebridge.application.terms import PresetBook, TermBook
from tonebridge.application.wish import ANY_AGE, LONG_TEXT, Freshness, Wish, settle
from tonebridge.domain.cachekey import Circumstances, transform_key
from tonebridge.domain.errors import DeadlineExceeded, KindNotAvailable
from tonebridge.domain.history import HistoryEntry
from tonebridge.domain.identity import Caller
from tonebridge.domain.message import Preset, Term
from tonebridge.domain.transform import Guard, Transformed
from tonebridge.settings import CacheSettings

VISITORS = "preview"
"""In place of a tenant's id, for callers without an account."""
_FIRST_LOOK_S = 0.01
_LAST_LOOK_S = 0.2


class _Landed(Struct, frozen=True):
    """How a flight ended."""

    entry: CacheEntry
    cache: str
    provider_s: float = 0.0


class Transform:
    """The path from a wish to an answer, and from the answer to the history."""

    def __init__(
        self,
        *,
        provider: Provider,
        l1: Cache,
        l2: Cache,
        flights: Flights,
        history: HistoryLog,
        terms: TermBook,
        presets: PresetBook,
        clock: Clock,
        ids: Ids,
        measures: Measures,
        cache: CacheSettings,
        deadline_s: float,
        sync_history: bool,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`sync_history`: a hit, too, is in the stream before it is answered."""
        self._provider = provider
        self._l1 = l1
        self._l2 = l2
        self._flights = flights
        self._history = history
        self._terms = terms
        self._presets = presets
        self._clock = clock
        self._ids = ids
        self._measures = measures
        self._policy = cache
        self._deadline_s = deadline_s
        self._sync_history = sync_history
        self._sleep = sleep
        self._in_flight: dict[tuple[str, Freshness], asyncio.Task[_Landed]] = {}

    async def __call__(
        self, wish: Wish, *, caller: Caller | None, freshness: Freshness = ANY_AGE
    ) -> Answer:
        """Answer a caller, or a visitor (None), of whom no history is kept.

        Raises:
            InvalidField: the preset is not there.
            KindNotAvailable: no provider here can do it.
            ProviderUnavailable: the provider cannot answer now.
            DeadlineExceeded: it took too long.
        """
        try:
            async with asyncio.timeout(self._deadline_s):
                answer = await self._answer(wish, caller, freshness)
        except TimeoutError:
            raise DeadlineExceeded(self._deadline_s) from None
        facts = answer.facts
        self._measures.transform(facts.kind.value, facts.provider, degraded=facts.degraded)
        if caller is not None:
            await self._record(wish, caller, answer)
        return answer

    async def _answer(self, wish: Wish, caller: Caller | None, freshness: Freshness) -> Answer:
        tenant_id = None if caller is None else caller.tenant_id
        preset = await self._presets.named(wish.preset, tenant_id=tenant_id)
        terms = await self._terms.met_in(
            wish.text, tenant_id=tenant_id, language=wish.language, own=wish.terms
        )
        key = transform_key(
            tenant_id=tenant_id or VISITORS,
            text=wish.text,
            kind=wish.kind,
            intensity=wish.intensity,
            circumstances=Circumstances(
                language=wish.language,
                preset=preset,
                mode=wish.mode,
                terms=terms,
                provider=self._provider.name,
                model=self._provider.model,
                version=self._provider.version,
            ),
        )
        entry = await self._look(self._l1, "l1", key, freshness)
        if entry is not None:
            return self._as_answer(_Landed(entry, "l1"))
        flight = (key, freshness)
        running = self._in_flight.get(flight)
        if running is not None:
            landed = await asyncio.shield(running)
            return self._as_answer(_Landed(landed.entry, "coalesced"))
        running = asyncio.create_task(self._fly(key, wish, preset, terms, freshness))
        self._in_flight[flight] = running
        running.add_done_callback(lambda done: self._land(flight, done))
        return self._as_answer(await asyncio.shield(running))

    def _land(self, flight: tuple[str, Freshness], done: asyncio.Task[_Landed]) -> None:
        del self._in_flight[flight]
        if not done.cancelled():
            done.exception()  # seen, also when every waiter has left

    async def _fly(
        self,
        key: str,
        wish: Wish,
        preset: Preset | None,
        terms: tuple[Term, ...],
        freshness: Freshness,
    ) -> _Landed:
        """Fetch from the farther tier or make the answer, once for all who wait here."""
        async with asyncio.timeout(self._deadline_s):
            entry = await self._look(self._l2, "l2", key, freshness)
            shared = not (freshness.no_cache or freshness.no_store)
            ours = shared and entry is None
            if ours and not await self._take(key):
                ours, entry = await self._await_neighbour(key, freshness)
            try:
                if entry is not None:
                    near_s = min(self._policy.l1_ttl_s, entry.ttl_s)
                    await self._l1.put(key, CacheEntry(entry.body, entry.stored_at, near_s))
                    return _Landed(entry, "l2")
                return await self._make(key, wish, preset, terms, freshness)
            finally:
                if ours:
                    await self._flights.land(key)

    async def _take(self, key: str) -> bool:
        return await self._flights.take(key, lease_s=self._policy.flight_lease_s)

    async def _await_neighbour(
        self, key: str, freshness: Freshness
    ) -> tuple[bool, CacheEntry | None]:
        """Wait for the flight that makes this answer, as long as its lease runs.

        Returns whether the flight is ours now, since the other has ended with nothing that
        will do, and what it ended with.
        """
        until = self._clock.monotonic() + self._policy.flight_lease_s
        pause_s = _FIRST_LOOK_S
        while self._clock.monotonic() < until:
            await self._sleep(pause_s)
            pause_s = min(2 * pause_s, _LAST_LOOK_S)
            ours = await self._take(key)
            entry = await self._l2.get(key)
            if entry is not None and freshness.accepts(self._age(entry)) and is_answer(entry):
                return ours, entry
            if ours:
                return True, None
        return False, None

    async def _make(
        self,
        key: str,
        wish: Wish,
        preset: Preset | None,
        terms: tuple[Term, ...],
        freshness: Freshness,
    ) -> _Landed:
        if len(wish.text) > LONG_TEXT:
            message = await asyncio.to_thread(settle, wish, preset, terms)
        else:
            message = settle(wish, preset, terms)
        began = self._clock.monotonic()
        outcome = "failed"
        try:
            draft = await self._provider.transform(message)
            outcome = "answered"
        except KindNotAvailable:
            outcome = "refused"
            raise
        finally:
            took_s = self._clock.monotonic() - began
            self._measures.provider_call(self._provider.name, outcome, took_s)
        made = Transformed(
            id=self._ids.new(),
            text=draft.text,
            kind=message.kind,
            intensity=message.intensity,
            language=message.language,
            changes=draft.changes,
            facts=draft.facts,
            details=draft.details,
            provider=self._provider.name,
            model=self._provider.model,
            degraded=False,
            guard=Guard(),
        )
        entry = CacheEntry(msgspec.json.encode(made), self._clock.now(), self._policy.l2_ttl_s)
        if not freshness.no_store:
            near = CacheEntry(entry.body, entry.stored_at, self._policy.l1_ttl_s)
            await self._l1.put(key, near)
            await self._l2.put(key, entry)
        return _Landed(entry, "miss", took_s)

    async def _look(
        self, tier: Cache, name: str, key: str, freshness: Freshness
    ) -> CacheEntry | None:
        if freshness.no_cache or freshness.no_store:
            return None
        entry = await tier.get(key)
        if entry is not None and not (
            freshness.accepts(self._age(entry)) and (tier is self._l1 or is_answer(entry))
        ):
            entry = None
        self._measures.cache(name, "miss" if entry is None else "hit")
        return entry

    def _age(self, entry: CacheEntry) -> float:
        return max(0.0, self._clock.now() - entry.stored_at)

    def _as_answer(self, landed: _Landed) -> Answer:
        age_s = self._age(landed.entry)
        return Answer(
            body=landed.entry.body,
            facts=facts_of(landed.entry.body),
            cache=landed.cache,
            age_s=age_s,
            lives_s=max(0.0, min(self._policy.l1_ttl_s, landed.entry.ttl_s) - age_s),
            provider_s=landed.provider_s,
        )

    async def _record(self, wish: Wish, caller: Caller, answer: Answer) -> None:
        facts = answer.facts
        entry = HistoryEntry(
            id=self._ids.new(),
            created_at=self._clock.now(),
            tenant_id=caller.tenant_id,
            member_id=caller.member_id,
            key_id=caller.key_id,
            transform_id=facts.id,
            kind=facts.kind,
            intensity=facts.intensity,
            language=facts.language,
            preset=wish.preset,
            source=wish.text,
            text=facts.text,
            provider=facts.provider,
            model=facts.model,
            degraded=facts.degraded,
            cache=answer.cache,
        )
        durable = self._sync_history or answer.cache == "miss"
        await self._history.append(msgspec.msgpack.encode(entry), durable=durable)
