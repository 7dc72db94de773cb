"""Say who is calling."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass

from tonebridge.application.ports import Clock, Revocations, Tokens
from tonebridge.application.secrets import API_KEY, COOKIE, hashed
from tonebridge.application.stores import Accounts
from tonebridge.domain.errors import (
    CredentialsUnverifiable,
    Forbidden,
    StoreUnavailable,
    Unauthenticated,
)
from tonebridge.domain.identity import ALL_SCOPES, Caller, Member, Role, Scope
from tonebridge.settings import AuthSettings

_RETRY_S = 2.0
"""When to come back while the database is away, and how often we ask it then."""
_LONGEST_CREDENTIAL = 4_096


@dataclass(slots=True)
class _Known:
    """A credential that was good when it was last looked at."""

    caller: Caller
    expires_at: float | None
    confirmed_at: float
    looked_up_at: float
    looked_up: bool
    """True: a key or a cookie, which the database knows. False: a signed token."""

    def names(self) -> tuple[str, ...]:
        caller = self.caller
        return tuple(name for name in (caller.key_id, caller.session_id, caller.member_id) if name)


class Identify:
    """Remembers who was verified, so that a request of theirs waits for nothing.

    A key that is remembered is looked up again in the background after `auth.recheck_s`;
    revocations arrive sooner, by their own way. While the database is away a key that
    was seen in the last `auth.grace_s` stays good, and an unknown one is answered with
    "cannot tell", never with "no".
    """

    def __init__(
        self,
        *,
        accounts: Accounts,
        tokens: Tokens,
        revocations: Revocations,
        clock: Clock,
        auth: AuthSettings,
    ) -> None:
        self._accounts = accounts
        self._tokens = tokens
        self._revocations = revocations
        self._clock = clock
        self._auth = auth
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._rechecks: set[asyncio.Task[None]] = set()
        self._lookups: dict[str, asyncio.Task[_Known]] = {}

    async def __call__(self, credential: str) -> Caller:
        """Return who holds an API key, an access token or a page's cookie.

        Raises:
            Unauthenticated: nobody does, or no longer.
            CredentialsUnverifiable: the database, which could tell, is away.
        """
        known = self._known.get(credential)
        if known is None:
            known = await self._verified(credential)
            self._remember(credential, known)
        elif known.looked_up:
            known = await self._rechecked(credential, known)
        if known.expires_at is not None and known.expires_at <= self._clock.now():
            self.forget(credential)
            raise Unauthenticated("the credentials have expired")
        if self._revocations.revoked(*known.names()):
            self.forget(credential)
            raise Unauthenticated("the credentials have been revoked")
        return known.caller

    def must_ask(self, credential: str) -> bool:
        """Say whether only the database can tell whose credentials these are."""
        return credential.startswith((API_KEY, COOKIE)) and credential not in self._known

    def forget(self, credential: str) -> None:
        """Have a credential verified again the next time."""
        self._known.pop(credential, None)

    def forget_key(self, key_id: str) -> None:
        """Forget an API key by its id."""
        for credential, known in list(self._known.items()):
            if known.caller.key_id == key_id:
                del self._known[credential]

    def forget_member(self, member_id: str) -> None:
        """Have everything of a member verified again, such as after a change of language."""
        for credential, known in list(self._known.items()):
            if known.caller.member_id == member_id and known.looked_up:
                del self._known[credential]

    def _remember(self, credential: str, known: _Known) -> None:
        self._known[credential] = known
        self._known.move_to_end(credential)
        while len(self._known) > self._auth.remembered:
            self._known.popitem(last=False)

    async def _verified(self, credential: str) -> _Known:
        if len(credential) > _LONGEST_CREDENTIAL:
            raise Unauthenticated("the credentials are not ours")
        if credential.startswith((API_KEY, COOKIE)):
            try:
                return await asyncio.shield(self._lookup(credential))
            except StoreUnavailable as error:
                raise CredentialsUnverifiable(
                    retry_after_s=max(_RETRY_S, error.retry_after_s)
                ) from error
        now = self._clock.now()
        caller, expires_at = self._tokens.verify(credential, now=now)
        monotonic = self._clock.monotonic()
        return _Known(caller, expires_at, monotonic, monotonic, looked_up=False)

    def _lookup(self, credential: str) -> asyncio.Task[_Known]:
        """Join the look-up that is under way, or begin one: many who come at once cost one."""
        running = self._lookups.get(credential)
        if running is None:
            running = asyncio.create_task(self._looked_up(credential))
            self._lookups[credential] = running
            running.add_done_callback(lambda done: self._end_lookup(credential, done))
        return running

    def _end_lookup(self, credential: str, done: asyncio.Task[_Known]) -> None:
        del self._lookups[credential]
        if not done.cancelled():
            done.exception()  # seen, also when everybody who waited has left

    async def _rechecked(self, credential: str, known: _Known) -> _Known:
        """Serve what is remembered and look it up behind the caller's back, if it is time."""
        now = self._clock.monotonic()
        if now - known.confirmed_at > self._auth.grace_s:
            fresh = await self._verified(credential)
            self._remember(credential, fresh)
            return fresh
        due = now - known.confirmed_at > self._auth.recheck_s
        if due and now - known.looked_up_at >= _RETRY_S:
            known.looked_up_at = now
            task = asyncio.create_task(self._recheck(credential))
            self._rechecks.add(task)
            task.add_done_callback(self._rechecks.discard)
        self._known.move_to_end(credential)
        return known

    async def _recheck(self, credential: str) -> None:
        try:
            self._remember(credential, await self._looked_up(credential))
        except Unauthenticated:
            self.forget(credential)
        except StoreUnavailable:
            pass  # what is remembered stays good for its grace

    async def _looked_up(self, credential: str) -> _Known:
        digest = hashed(credential)
        if credential.startswith(API_KEY):
            caller, expires_at = await self._by_key(digest)
        else:
            caller, expires_at = await self._by_cookie(digest)
        monotonic = self._clock.monotonic()
        return _Known(caller, expires_at, monotonic, monotonic, looked_up=True)

    async def _by_key(self, digest: str) -> tuple[Caller, float | None]:
        found = await self._accounts.find_key(digest)
        if found is None or found[0].revoked_at is not None:
            raise Unauthenticated("the API key is not known, or has been revoked")
        key, member = found
        if key.expires_at is not None and key.expires_at <= self._clock.now():
            raise Unauthenticated("the API key has expired")
        return as_caller(member, scopes=key.scopes, key_id=key.id), key.expires_at

    async def _by_cookie(self, digest: str) -> tuple[Caller, float | None]:
        session = await self._accounts.find_session(digest)
        if session is None or session.revoked or not session.current:
            raise Unauthenticated("the sign-in is not known, or has ended")
        return as_caller(session.member, session_id=session.id), session.expires_at


def as_caller(
    member: Member,
    *,
    scopes: frozenset[Scope] = ALL_SCOPES,
    key_id: str | None = None,
    session_id: str | None = None,
) -> Caller:
    """Let a member act."""
    return Caller(
        tenant_id=member.tenant_id,
        member_id=member.id,
        role=member.role,
        scopes=scopes,
        key_id=key_id,
        session_id=session_id,
        language=member.language,
    )


def need_owner(caller: Caller) -> None:
    """Raise `Forbidden` unless the caller owns the tenant."""
    if caller.role is not Role.OWNER:
        raise Forbidden("the role owner")


def need_scope(caller: Caller, scope: Scope) -> None:
    """Raise `Forbidden` unless the caller's credentials are good for this."""
    if scope not in caller.scopes:
        raise Forbidden(f"the scope {scope.value}")
