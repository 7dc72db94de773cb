"""A member's profile, and what its tenant chose."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct

from tonebridge.application.identity import Identify, need_owner
from tonebridge.application.stores import Accounts
from tonebridge.domain.errors import InvalidField, NotFound
from tonebridge.domain.identity import Caller, Member, Tenant
from tonebridge.domain.message import Language


class Described(Struct, frozen=True, kw_only=True):
    """A member and its tenant."""

    member: Member
    tenant: Tenant


class Profile:
    """Reads and changes it."""

    def __init__(self, *, accounts: Accounts, identify: Identify) -> None:
        self._accounts = accounts
        self._identify = identify

    async def get(self, caller: Caller) -> Described:
        """Return the caller's own. Raises `NotFound` if the member is gone."""
        member = await self._accounts.member(caller.tenant_id, caller.member_id)
        tenant = await self._accounts.tenant(caller.tenant_id)
        if member is None or tenant is None:
            raise NotFound("member")
        return Described(member=member, tenant=tenant)

    async def update(
        self,
        caller: Caller,
        *,
        language: Language | None = None,
        time_zone: str | None = None,
        store_text: bool | None = None,
    ) -> Described:
        """Change what is not None.

        Raises:
            InvalidField: there is no such time zone.
            Forbidden: `store_text` is the owner's to choose.
        """
        if store_text is not None:
            need_owner(caller)
        if time_zone is not None:
            _check_time_zone(time_zone)
        if store_text is not None:
            await self._accounts.update_tenant(caller.tenant_id, store_text=store_text)
        if language is not None or time_zone is not None:
            await self._accounts.update_member(
                caller.tenant_id,
                caller.member_id,
                language=None if language is None else language.value,
                time_zone=time_zone,
            )
            self._identify.forget_member(caller.member_id)
        return await self.get(caller)


def _check_time_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InvalidField("time_zone", "give an IANA name such as Asia/Tokyo") from None
