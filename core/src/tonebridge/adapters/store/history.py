"""History on PostgreSQL, for those who read it."""

from collections.abc import AsyncIterator, Sequence
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as insert_or_not
from sqlalchemy.ext.asyncio import AsyncEngine

from tonebridge.adapters.store.cursor import read_cursor, write_cursor
from tonebridge.adapters.store.engine import as_tenant
from tonebridge.adapters.store.history_query import of_member, wanted_entries
from tonebridge.adapters.store.rows import AnyRow
from tonebridge.adapters.store.tables import (
    feedback_rows,
    history_entries,
    sought,
    tenants,
    usage_daily,
)
from tonebridge.domain.errors import InvalidField, NotFound
from tonebridge.domain.history import Feedback, HistoryEntry, HistoryFilter, HistoryPage, UsageDay
from tonebridge.domain.message import Intensity, Kind, Language

EXPORT_AT_ONCE = 500
DELETE_AT_ONCE = 5_000
"""Few enough to stay far below the limit on a statement's time."""

_entry = history_entries.c


class PostgresHistory:
    """Keeps the promises of `tonebridge.application.stores.History`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def page(
        self,
        tenant_id: str,
        member_id: str,
        wanted: HistoryFilter,
        *,
        limit: int,
        cursor: str | None,
    ) -> HistoryPage:
        after = None if cursor is None else read_cursor(cursor)
        query = wanted_entries(tenant_id, member_id, wanted, after=after, limit=limit + 1)
        async with as_tenant(self._engine, tenant_id) as connection:
            entries = [_to_entry(row) for row in await connection.execute(query)]
        items = tuple(entries[:limit])
        if len(entries) <= limit:
            return HistoryPage(items=items, next_cursor=None)
        return HistoryPage(
            items=items, next_cursor=write_cursor(items[-1].created_at, items[-1].id)
        )

    async def get(self, tenant_id: str, member_id: str, entry_id: str) -> HistoryEntry | None:
        query = select(history_entries).where(
            *of_member(tenant_id, member_id), _entry.id == sought(entry_id)
        )
        async with as_tenant(self._engine, tenant_id) as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else _to_entry(row)

    async def export(
        self, tenant_id: str, member_id: str, wanted: HistoryFilter
    ) -> AsyncIterator[HistoryEntry]:
        cursor: str | None = None
        while True:
            page = await self.page(
                tenant_id, member_id, wanted, limit=EXPORT_AT_ONCE, cursor=cursor
            )
            for entry in page.items:
                yield entry
            cursor = page.next_cursor
            if cursor is None:
                return

    async def delete(self, tenant_id: str, member_id: str, entry_id: str) -> bool:
        gone = delete(history_entries).where(
            *of_member(tenant_id, member_id), _entry.id == sought(entry_id)
        )
        async with as_tenant(self._engine, tenant_id) as connection:
            return (await connection.execute(gone.returning(_entry.id))).first() is not None

    async def delete_all(self, tenant_id: str, member_id: str) -> int:
        some = (
            select(_entry.created_at, _entry.id)
            .where(*of_member(tenant_id, member_id))
            .order_by(_entry.created_at.desc(), _entry.id.desc())
            .limit(DELETE_AT_ONCE)
            .cte("some")
        )
        gone = delete(history_entries).where(
            *of_member(tenant_id, member_id),
            _entry.created_at == some.c.created_at,
            _entry.id == some.c.id,
        )
        deleted = 0
        while True:
            async with as_tenant(self._engine, tenant_id) as connection:
                now_gone = (await connection.execute(gone)).rowcount
            deleted += now_gone
            if now_gone < DELETE_AT_ONCE:
                return deleted

    async def usage(self, tenant_id: str, *, since: str, until: str) -> Sequence[UsageDay]:
        day = usage_daily.c.day
        query = (
            select(usage_daily)
            .where(usage_daily.c.tenant_id == sought(tenant_id))
            .where(day.between(read_day("since", since), read_day("until", until)))
            .order_by(day, usage_daily.c.kind, usage_daily.c.provider)
        )
        async with as_tenant(self._engine, tenant_id) as connection:
            rows = (await connection.execute(query)).all()
        return [
            UsageDay(
                day=row.day.isoformat(),
                kind=Kind(row.kind),
                provider=row.provider,
                transforms=row.transforms,
                characters=row.characters,
                cached=row.cached,
                degraded=row.degraded,
            )
            for row in rows
        ]

    async def add_feedback(self, tenant_id: str, member_id: str, feedback: Feedback) -> None:
        option = select(tenants.c.store_text).where(tenants.c.id == sought(tenant_id))
        add = insert_or_not(feedback_rows).on_conflict_do_nothing()
        async with as_tenant(self._engine, tenant_id) as connection:
            keeps_text = (await connection.execute(option)).scalar_one_or_none()
            if keeps_text is None:
                raise NotFound("tenant")
            row = {
                "id": feedback.id,
                "tenant_id": tenant_id,
                "member_id": member_id,
                "transform_id": feedback.transform_id,
                "verdict": feedback.verdict.value,
                "text": feedback.text if keeps_text else None,
                "created_at": feedback.created_at,
            }
            await connection.execute(add.values(row))


def read_day(field: str, value: str) -> date:
    """Read a day as `2026-01-31`, or raise `InvalidField`."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InvalidField(field, "give a day as 2026-01-31") from None


def _to_entry(row: AnyRow) -> HistoryEntry:
    return HistoryEntry(
        id=row.id,
        created_at=row.created_at,
        tenant_id=row.tenant_id,
        member_id=row.member_id,
        key_id=row.key_id,
        transform_id=row.transform_id,
        kind=Kind(row.kind),
        intensity=Intensity(row.intensity),
        language=Language(row.language),
        preset=row.preset,
        source=row.source,
        text=row.text,
        provider=row.provider,
        model=row.model,
        degraded=row.degraded,
        cache=row.cache,
    )
