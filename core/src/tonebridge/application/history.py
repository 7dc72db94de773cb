"""What a member had transformed."""

from collections.abc import AsyncIterator

from tonebridge.application.stores import History as Store
from tonebridge.domain.errors import NotFound
from tonebridge.domain.history import HistoryEntry, HistoryFilter, HistoryPage
from tonebridge.domain.identity import Caller


class History:
    """Reads and deletes a member's own entries."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def page(
        self, caller: Caller, wanted: HistoryFilter, *, limit: int, cursor: str | None
    ) -> HistoryPage:
        """Return entries, newest first. Raises `InvalidField` for a bad cursor."""
        return await self._store.page(
            caller.tenant_id, caller.member_id, wanted, limit=limit, cursor=cursor
        )

    async def get(self, caller: Caller, entry_id: str) -> HistoryEntry:
        """Return one, or raise `NotFound`."""
        entry = await self._store.get(caller.tenant_id, caller.member_id, entry_id)
        if entry is None:
            raise NotFound("history entry")
        return entry

    def export(self, caller: Caller, wanted: HistoryFilter) -> AsyncIterator[HistoryEntry]:
        """Yield every entry that is wanted, newest first."""
        return self._store.export(caller.tenant_id, caller.member_id, wanted)

    async def delete(self, caller: Caller, entry_id: str) -> None:
        """Delete one, or raise `NotFound`."""
        if not await self._store.delete(caller.tenant_id, caller.member_id, entry_id):
            raise NotFound("history entry")

    async def delete_all(self, caller: Caller) -> int:
        """Delete all of the member's; returns how many there were."""
        return await self._store.delete_all(caller.tenant_id, caller.member_id)
