"""History in memory."""

from collections.abc import AsyncIterator, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from tonebridge.domain.errors import InvalidField
from tonebridge.domain.history import Feedback, HistoryEntry, HistoryFilter, HistoryPage, UsageDay
from tonebridge.domain.keeping import day_of, keepable
from tonebridge.domain.search import parse_query
from tonebridge.testing.tables import FakeTables


class FakeHistory:
    """What was transformed; give it the tables that a `FakeHistoryWriter` writes."""

    def __init__(self, tables: FakeTables | None = None) -> None:
        self._tables = tables or FakeTables()

    async def page(
        self,
        tenant_id: str,
        member_id: str,
        wanted: HistoryFilter,
        *,
        limit: int,
        cursor: str | None,
    ) -> HistoryPage:
        entries = self._wanted(tenant_id, member_id, wanted)
        if cursor is not None:
            last = _read_cursor(cursor)
            entries = [entry for entry in entries if _place(entry) < last]
        items = tuple(entries[:limit])
        more = len(entries) > limit
        return HistoryPage(items=items, next_cursor=_cursor(items[-1]) if more else None)

    async def get(self, tenant_id: str, member_id: str, entry_id: str) -> HistoryEntry | None:
        own = self._wanted(tenant_id, member_id, HistoryFilter())
        return next((entry for entry in own if entry.id == entry_id), None)

    async def export(
        self, tenant_id: str, member_id: str, wanted: HistoryFilter
    ) -> AsyncIterator[HistoryEntry]:
        for entry in self._wanted(tenant_id, member_id, wanted):
            yield entry

    async def delete(self, tenant_id: str, member_id: str, entry_id: str) -> bool:
        if await self.get(tenant_id, member_id, entry_id) is None:
            return False
        del self._tables.entries[entry_id]
        return True

    async def delete_all(self, tenant_id: str, member_id: str) -> int:
        own = self._wanted(tenant_id, member_id, HistoryFilter())
        for entry in own:
            del self._tables.entries[entry.id]
        return len(own)

    async def usage(self, tenant_id: str, *, since: str, until: str) -> Sequence[UsageDay]:
        self._tables.reach()
        first, last = _day("since", since), _day("until", until)
        rows = sorted(self._tables.usage.items())
        return [
            used
            for (owner, day, *_), used in rows
            if owner == tenant_id and first <= date.fromisoformat(day) <= last
        ]

    async def add_feedback(self, tenant_id: str, member_id: str, feedback: Feedback) -> None:
        self._tables.reach()
        if not self._tables.require_tenant(tenant_id).store_text:
            feedback = replace(feedback, text=None)
        self._tables.feedback.setdefault(feedback.id, feedback)

    def _wanted(self, tenant_id: str, member_id: str, wanted: HistoryFilter) -> list[HistoryEntry]:
        self._tables.reach()
        asked = (wanted.query or "").strip()
        query = parse_query(asked)
        own = (
            entry
            for entry in self._tables.entries.values()
            if (entry.tenant_id, entry.member_id) == (tenant_id, member_id)
            and (not asked or query.matches(entry.source, entry.text))
            and (wanted.kind is None or entry.kind is wanted.kind)
            and (wanted.language is None or entry.language is wanted.language)
            and (wanted.since is None or entry.created_at >= wanted.since)
            and (wanted.until is None or entry.created_at < wanted.until)
        )
        return sorted(own, key=_place, reverse=True)


class FakeHistoryWriter:
    """Writes what a `FakeHistory` on the same tables reads."""

    def __init__(self, tables: FakeTables) -> None:
        self._tables = tables

    async def write(self, entries: Sequence[HistoryEntry]) -> int:
        self._tables.reach()
        new = 0
        for entry in filter(None, map(keepable, entries)):
            tenant = self._tables.tenants.get(entry.tenant_id)
            if tenant is None or entry.id in self._tables.entries:
                continue
            kept = entry if tenant.store_text else replace(entry, source="", text="")
            self._tables.entries[entry.id] = kept
            self._tables.days.add(day_of(entry).isoformat())
            self._count(entry)
            new += 1
        return new

    async def prepare(self, *, today: str, days_ahead: int) -> None:
        self._tables.reach()
        first = _day("today", today)
        days = (first + timedelta(days=ahead) for ahead in range(days_ahead + 1))
        self._tables.days.update(day.isoformat() for day in days)

    async def expire(self, *, before: str) -> int:
        self._tables.reach()
        bound = _day("before", before).isoformat()
        gone = {day for day in self._tables.days if day < bound}
        self._tables.days -= gone
        for entry in list(self._tables.entries.values()):
            if day_of(entry).isoformat() in gone:
                del self._tables.entries[entry.id]
        return len(gone)

    def _count(self, entry: HistoryEntry) -> None:
        key = (entry.tenant_id, day_of(entry).isoformat(), str(entry.kind), entry.provider)
        none_yet = UsageDay(
            day=key[1],
            kind=entry.kind,
            provider=entry.provider,
            transforms=0,
            characters=0,
            cached=0,
            degraded=0,
        )
        used = self._tables.usage.get(key, none_yet)
        self._tables.usage[key] = replace(
            used,
            transforms=used.transforms + 1,
            characters=used.characters + len(entry.source),
            cached=used.cached + (entry.cache not in {"miss", "coalesced"}),
            degraded=used.degraded + entry.degraded,
        )


def _place(entry: HistoryEntry) -> tuple[float, str]:
    return entry.created_at, entry.id


def _cursor(entry: HistoryEntry) -> str:
    return f"{entry.created_at!r}_{entry.id}"


def _read_cursor(cursor: str) -> tuple[float, str]:
    moment, _, id_ = cursor.partition("_")
    try:
        return float(moment), id_
    except ValueError:
        raise InvalidField("cursor", "use the one that the last page gave") from None


def _day(field: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InvalidField(field, "give a day as 2026-01-31") from None
