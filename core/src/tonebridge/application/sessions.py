"""Sign-ins: what a caller gets who proved who they are, and how it ends."""

from msgspec import Struct

from tonebridge.application.identity import as_caller
from tonebridge.application.ports import Clock, Ids, Revocations, Tokens
from tonebridge.application.secrets import COOKIE, REFRESH_TOKEN, hashed
from tonebridge.application.stores import Accounts
from tonebridge.domain.identity import Member
from tonebridge.settings import AuthSettings


class Grant(Struct, frozen=True, kw_only=True):
    """Tokens for a program."""

    access_token: str
    refresh_token: str
    expires_in_s: int


class Sessions:
    """Opens and ends sign-ins."""

    def __init__(
        self,
        *,
        accounts: Accounts,
        tokens: Tokens,
        revocations: Revocations,
        clock: Clock,
        ids: Ids,
        auth: AuthSettings,
    ) -> None:
        self._accounts = accounts
        self._tokens = tokens
        self._revocations = revocations
        self._clock = clock
        self._ids = ids
        self._auth = auth

    async def open_tokens(self, member: Member) -> Grant:
        """Open a session whose refresh tokens follow one another."""
        session_id, refresh_token = await self._open(member, REFRESH_TOKEN)
        return self.grant(member, session_id, refresh_token)

    async def open_cookie(self, member: Member) -> str:
        """Open a session for a page; returns the cookie's value."""
        _, cookie = await self._open(member, COOKIE)
        return cookie

    def grant(self, member: Member, session_id: str, refresh_token: str) -> Grant:
        """Sign an access token beside a refresh token."""
        caller = as_caller(member, session_id=session_id)
        return Grant(
            access_token=self._tokens.issue(caller, now=self._clock.now()),
            refresh_token=refresh_token,
            expires_in_s=int(self._auth.access_ttl_s),
        )

    def next_refresh_token(self) -> str:
        """Make the token that will follow."""
        return REFRESH_TOKEN + self._ids.secret()

    async def end(self, tenant_id: str, session_id: str) -> None:
        """End a session here, in the database and, within 30 s, everywhere."""
        await self._accounts.revoke_session(tenant_id, session_id, now=self._clock.now())
        await self._revocations.revoke(session_id, for_s=self._auth.access_ttl_s)

    async def _open(self, member: Member, beginning: str) -> tuple[str, str]:
        session_id = self._ids.new()
        secret = beginning + self._ids.secret()
        now = self._clock.now()
        await self._accounts.open_session(
            session_id,
            member,
            hashed(secret),
            now=now,
            expires_at=now + self._auth.refresh_ttl_s,
        )
        return session_id, secret
