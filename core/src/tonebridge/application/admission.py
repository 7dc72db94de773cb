"""Admit what is within the limits."""

from collections.abc import Sequence

from tonebridge.application.ports import Admission, Limiter, Subject
from tonebridge.domain.identity import Caller
from tonebridge.settings import LimitSettings

CHARACTERS_PER_PERMIT = 1_000


def cost_of(characters: int) -> int:
    """Return the permits that texts of so many characters take: one for each 1,000 begun."""
    return max(1, -(-characters // CHARACTERS_PER_PERMIT))


class Admit:
    """Takes permits for a caller from the tenant's, the member's and the key's limit."""

    def __init__(self, limiter: Limiter, limits: LimitSettings) -> None:
        self._limiter = limiter
        self._limits = limits

    async def caller(self, caller: Caller, *, cost: int = 1) -> Admission:
        """Admit a caller, or raise `RateLimited`."""
        subjects = [
            Subject("tenant", caller.tenant_id, self._limits.tenant_per_min),
            Subject("member", caller.member_id, self._limits.member_per_min),
        ]
        if caller.key_id is not None:
            subjects.append(Subject("key", caller.key_id, self._limits.key_per_min))
        return await self._admit(subjects, cost)

    async def visitor(self, address: str, *, cost: int = 1) -> Admission:
        """Admit whoever calls from an address without an account, or raise `RateLimited`."""
        return await self._admit([Subject("preview", address, self._limits.preview_per_min)], cost)

    async def _admit(self, subjects: Sequence[Subject], cost: int) -> Admission:
        return await self._limiter.admit(subjects, cost=cost)
