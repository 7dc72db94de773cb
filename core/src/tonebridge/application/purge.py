"""Forget a tenant's stored answers."""

from tonebridge.application.ports import Cache
from tonebridge.domain.cachekey import tenant_prefix
from tonebridge.domain.identity import Caller


class Purge:
    """Empties both tiers for a tenant; another process's first tier ends with its own TTL."""

    def __init__(self, *, l1: Cache, l2: Cache) -> None:
        self._l1 = l1
        self._l2 = l2

    async def __call__(self, caller: Caller) -> None:
        """Forget every answer of the caller's tenant: the farther tier first."""
        prefix = tenant_prefix(caller.tenant_id)
        await self._l2.purge(prefix)
        await self._l1.purge(prefix)
