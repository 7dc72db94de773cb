"""History on PostgreSQL, for the worker that writes it."""

import logging
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import Date, func, literal, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from tonebridge.adapters.store.engine import enter_tenant, transaction
from tonebridge.adapters.store.failures import is_about_values
from tonebridge.adapters.store.history import read_day
from tonebridge.adapters.store.history_rows import to_columns
from tonebridge.domain.history import HistoryEntry
from tonebridge.domain.keeping import day_of, keepable

_log = logging.getLogger(__name__)

_WRITE = text("""
    with fresh as (
        insert into tonebridge.history_entries as h (
            id, created_at, tenant_id, member_id, key_id, transform_id, kind, intensity,
            language, preset, source, text, characters, provider, model, degraded, cache, search
        )
        select
            e.id, e.created_at, e.tenant_id, e.member_id, e.key_id, e.transform_id, e.kind,
            e.intensity, e.language, e.preset,
            case when t.store_text then e.source else '' end,
            case when t.store_text then e.text else '' end,
            e.characters, e.provider, e.model, e.degraded, e.cache,
            case when t.store_text
                then array_to_tsvector(
                    string_to_array(e.lexemes, E'\\x1f') || ('@' || e.member_id)
                )
                else ''
            end
        from unnest(
            cast(:ids as uuid[]), cast(:times as timestamptz[]), cast(:tenants as uuid[]),
            cast(:members as uuid[]), cast(:keys as uuid[]), cast(:transforms as uuid[]),
            cast(:kinds as text[]), cast(:intensities as smallint[]),
            cast(:languages as text[]), cast(:presets as text[]), cast(:sources as text[]),
            cast(:texts as text[]), cast(:characters as integer[]),
            cast(:providers as text[]), cast(:models as text[]), cast(:degraded as boolean[]),
            cast(:caches as text[]), cast(:lexemes as text[])
        ) as e (
            id, created_at, tenant_id, member_id, key_id, transform_id, kind, intensity,
            language, preset, source, text, characters, provider, model, degraded, cache, lexemes
        )
        join tonebridge.tenants t on t.id = e.tenant_id
        order by e.id
        on conflict do nothing
        returning h.tenant_id, h.created_at, h.kind, h.provider, h.characters, h.degraded, h.cache
    ), counted as (
        insert into tonebridge.usage_daily as u (
            tenant_id, day, kind, provider, transforms, characters, cached, degraded
        )
        select
            tenant_id, (created_at at time zone 'UTC')::date as day, kind, provider, count(*),
            sum(characters), count(*) filter (where cache not in ('miss', 'coalesced')),
            count(*) filter (where degraded)
        from fresh
        group by tenant_id, day, kind, provider
        order by tenant_id, day, kind, provider
        on conflict (tenant_id, day, kind, provider) do update set
            transforms = u.transforms + excluded.transforms,
            characters = u.characters + excluded.characters,
            cached = u.cached + excluded.cached,
            degraded = u.degraded + excluded.degraded
    )
    select count(*) from fresh
""")
"""Both inserts go in the order of their keys, so that two writers never wait in a circle."""

_WRITES_FOR_ALL = text("""
    select exists (
        select from pg_policies
        where schemaname = 'tonebridge' and policyname = 'writer_appends'
            and current_user = any (roles)
    )
""")


class PostgresHistoryWriter:
    """Keeps the promises of `tonebridge.application.stores.HistoryWriter`.

    With the writer's role a batch is one statement; with the app's, which only ever sees
    the tenant that it entered, it is one a tenant, still in one transaction.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._made: set[date] = set()
        self._for_all: bool | None = None
        self.unstorable = 0
        """How many entries could not be stored at all since the process started."""

    async def write(self, entries: Sequence[HistoryEntry]) -> int:
        kept = []
        for entry in entries:
            mended = keepable(entry)
            if mended is None:
                self._leave_out(entry)
            else:
                kept.append(mended)
        await self._make_days({day_of(entry) for entry in kept} - self._made)
        return await self._write(kept) if kept else 0

    async def prepare(self, *, today: str, days_ahead: int) -> None:
        first = read_day("today", today)
        await self._make_days({first + timedelta(days=ahead) for ahead in range(days_ahead + 1)})

    async def expire(self, *, before: str) -> int:
        bound = read_day("before", before)
        drop = select(func.tonebridge.drop_history_before(literal(bound, Date)))
        async with transaction(self._engine) as connection:
            dropped: int = (await connection.execute(drop)).scalar_one()
        self._made = {day for day in self._made if day >= bound}
        return dropped

    async def _write(self, entries: Sequence[HistoryEntry]) -> int:
        """Write entries; those that PostgreSQL refuses are found by halving and left out."""
        try:
            return await self._write_all(entries)
        except IntegrityError:  # another process dropped a partition that this one had made
            await self._make_days({day_of(entry) for entry in entries})
            return await self._write_all(entries)
        except DBAPIError as error:
            if not is_about_values(error):
                raise
        if len(entries) == 1:
            self._leave_out(entries[0])
            return 0
        middle = len(entries) // 2
        return await self._write(entries[:middle]) + await self._write(entries[middle:])

    async def _write_all(self, entries: Sequence[HistoryEntry]) -> int:
        async with transaction(self._engine) as connection:
            if await self._may_write_for_all(connection):
                return await _insert(connection, entries)
            new = 0
            for tenant_id, its_entries in groupby(sorted(entries, key=_tenant), key=_tenant):
                await enter_tenant(connection, tenant_id)
                new += await _insert(connection, list(its_entries))
            return new

    async def _may_write_for_all(self, connection: AsyncConnection) -> bool:
        if self._for_all is None:
            self._for_all = bool((await connection.execute(_WRITES_FOR_ALL)).scalar_one())
        return self._for_all

    async def _make_days(self, days: set[date]) -> None:
        if not days:
            return
        async with transaction(self._engine) as connection:
            for day in sorted(days):
                make = select(func.tonebridge.ensure_history_day(literal(day, Date)))
                await connection.execute(make)
        self._made |= days

    def _leave_out(self, entry: HistoryEntry) -> None:
        self.unstorable += 1
        _log.error("left out a history entry that cannot be stored: %r", entry.id)


async def _insert(connection: AsyncConnection, entries: Sequence[HistoryEntry]) -> int:
    new: int = (await connection.execute(_WRITE, to_columns(entries))).scalar_one()
    return new


def _tenant(entry: HistoryEntry) -> str:
    return entry.tenant_id
