"""Admit what is within the limits."""

from collections.abc import Sequence

from tonebridge.application.ports import Admission, Limiter, Subject
from tonebridge.domain.errors import RateLimited
from tonebridge.domain.identity import Caller
from tonebridge.domain.quota import WINDOW_S
from tonebridge.settings import LimitSettings

CHARACTERS_PER_PERMIT = 1_000


def cost_of(characters: int) -> int:
    """Return the permits that texts of so many characters take: one for each 1,000 begun."""
    return max(1, -(-characters // CHARACTERS_PER_PERMIT))


class Admit:
    """Takes permits for a caller from the tenant's, the member's and the key's limit.

    A request costs at most what may be taken at once, so that it can be admitted at all.
    """

    def __init__(self, limiter: Limiter, limits: LimitSettings) -> None:
        self._limiter = limiter
        self._limits = limits

    async def caller(self, caller: Caller, *, cost: int = 1, paid: int = 0) -> Admission | None:
        """Admit a caller, or raise `RateLimited`.

        `cost`: of the whole request; `paid`: what of it was taken before. Returns None if
        that was all.
        """
        subjects = [
            Subject("tenant", caller.tenant_id, self._limits.tenant_per_min),
            Subject("member", caller.member_id, self._limits.member_per_min),
        ]
        if caller.key_id is not None:
            subjects.append(Subject("key", caller.key_id, self._limits.key_per_min))
        return await self._admit(subjects, cost, paid)

    async def visitor(self, address: str, *, cost: int = 1, paid: int = 0) -> Admission | None:
        """Admit whoever calls from an address without an account; as `caller`."""
        subject = Subject("preview", address, self._limits.preview_per_min)
        return await self._admit([subject], cost, paid)

    async def _admit(self, subjects: Sequence[Subject], cost: int, paid: int) -> Admission | None:
        at_once = min(self._at_once(subject) for subject in subjects)
        owed = min(cost, at_once) - paid
        if owed <= 0:
            return None
        try:
            return await self._limiter.admit(subjects, cost=owed)
        except RateLimited as refusal:
            # Who comes back pays again what was paid, and that must not run out before the rest.
            per_min = min(one.per_min for one in subjects if one.limit == refusal.limit)
            again_s = paid * WINDOW_S / per_min
            raise RateLimited(
                refusal.limit, retry_after_s=refusal.retry_after_s + again_s
            ) from None

    def _at_once(self, subject: Subject) -> int:
        return max(1, int(subject.per_min * self._limits.burst_s / WINDOW_S))
