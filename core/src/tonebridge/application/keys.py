"""API keys: shown once, stored hashed."""

from collections.abc import Sequence
from contextlib import suppress

from tonebridge.application.identity import Identify
from tonebridge.application.ports import Clock, Ids, Revocations
from tonebridge.application.secrets import API_KEY, hashed
from tonebridge.application.stores import Accounts
from tonebridge.domain.errors import Conflict, Forbidden, InvalidField, NotFound, StoreUnavailable
from tonebridge.domain.identity import ApiKey, Caller, Scope

MOST_KEYS = 100
"""That a member may have at a time; a rotated key counts until it ends."""
OVERLAP_S = 86_400.0
"""How long a key still works after it was rotated, if nothing else is asked for."""
LATEST = 253_402_300_799.0
"""The end of 9999, where calendars and the database's times end."""
_SHOWN = len(API_KEY) + 8
_REVOKED_FOR_S = 86_400.0
"""By then every process has looked the key up again."""


class Keys:
    """A member's own keys."""

    def __init__(
        self,
        *,
        accounts: Accounts,
        identify: Identify,
        revocations: Revocations,
        clock: Clock,
        ids: Ids,
    ) -> None:
        self._accounts = accounts
        self._identify = identify
        self._revocations = revocations
        self._clock = clock
        self._ids = ids

    async def create(
        self,
        caller: Caller,
        *,
        name: str,
        scopes: frozenset[Scope] | None = None,
        expires_at: float | None = None,
    ) -> tuple[ApiKey, str]:
        """Make a key and return it with its secret, which nobody can find out again.

        Raises:
            Forbidden: it would be good for more than the caller's own credentials.
            InvalidField: it would be at its end already, or never be.
            Conflict: it would be one too many.
        """
        now = self._clock.now()
        if expires_at is not None and expires_at <= now:
            raise InvalidField("expires_at", "give a time in the future")
        if expires_at is not None and expires_at > LATEST:
            raise InvalidField("expires_at", "give a time of the years 1 to 9999")
        wanted = caller.scopes if scopes is None else scopes
        if not wanted <= caller.scopes:
            excess = ", ".join(sorted(wanted - caller.scopes))
            raise Forbidden(f"the scopes {excess}, which the caller lacks")
        held = await self._accounts.keys(caller.tenant_id, caller.member_id)
        if sum(key.revoked_at is None and not _ended(key, now) for key in held) >= MOST_KEYS:
            raise Conflict("name", "revoke a key first: there are as many as there may be")
        secret = API_KEY + self._ids.secret()
        key = ApiKey(
            id=self._ids.new(),
            tenant_id=caller.tenant_id,
            member_id=caller.member_id,
            name=name,
            scopes=wanted,
            prefix=secret[:_SHOWN],
            created_at=now,
            expires_at=expires_at,
        )
        await self._accounts.add_key(key, hashed(secret))
        return key, secret

    async def all(self, caller: Caller) -> Sequence[ApiKey]:
        """List the caller's keys, newest first."""
        return await self._accounts.keys(caller.tenant_id, caller.member_id)

    async def rotate(
        self, caller: Caller, key_id: str, *, overlap_s: float = OVERLAP_S
    ) -> tuple[ApiKey, str]:
        """Make a key like this one, which itself ends after the overlap.

        Raises:
            NotFound: there is no such living key.
            Forbidden: it is good for more than the caller's own credentials.
            Conflict: it would be one too many.
        """
        old = await self._accounts.key(caller.tenant_id, caller.member_id, key_id)
        now = self._clock.now()
        if old is None or old.revoked_at is not None or _ended(old, now):
            raise NotFound("key")
        following = await self.create(
            caller, name=old.name, scopes=old.scopes, expires_at=old.expires_at
        )
        ends_at = now + overlap_s
        if old.expires_at is None or ends_at < old.expires_at:
            await self._accounts.expire_key(
                caller.tenant_id, caller.member_id, key_id, expires_at=ends_at
            )
        self._identify.forget_key(key_id)
        if ends_at <= now:
            with suppress(StoreUnavailable):  # who is not told finds out by looking again
                await self._revocations.revoke(key_id, for_s=_REVOKED_FOR_S)
        return following

    async def revoke(self, caller: Caller, key_id: str) -> None:
        """End a key now, and everywhere within 30 s.

        Raises:
            NotFound: there is no such key.
            StoreUnavailable: other processes could not be told; it can be repeated.
        """
        revoked = await self._accounts.revoke_key(
            caller.tenant_id, caller.member_id, key_id, now=self._clock.now()
        )
        if not revoked:
            raise NotFound("key")
        self._identify.forget_key(key_id)
        await self._revocations.revoke(key_id, for_s=_REVOKED_FOR_S)


def _ended(key: ApiKey, now: float) -> bool:
    return key.expires_at is not None and key.expires_at <= now
