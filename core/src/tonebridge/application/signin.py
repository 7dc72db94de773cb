"""Sign in by a one-time link."""

from tonebridge.application.ports import Clock, Ids
from tonebridge.application.secrets import hashed
from tonebridge.application.stores import Accounts
from tonebridge.domain.errors import Unauthenticated
from tonebridge.domain.identity import Member
from tonebridge.settings import AuthSettings

PURPOSE = "signin"


class SignIn:
    """Makes and spends the tokens in sign-in links."""

    def __init__(self, *, accounts: Accounts, clock: Clock, ids: Ids, auth: AuthSettings) -> None:
        self._accounts = accounts
        self._clock = clock
        self._ids = ids
        self._auth = auth

    async def invite(self, member: Member) -> str:
        """Return a token that signs this member in, once, within `auth.signin_ttl_s`."""
        token = self._ids.secret()
        expires_at = self._clock.now() + self._auth.signin_ttl_s
        await self._accounts.issue_token(PURPOSE, hashed(token), member, expires_at=expires_at)
        return token

    async def __call__(self, token: str) -> Member:
        """Return whose link this is, and spend it. Raises `Unauthenticated`."""
        member = await self._accounts.spend_token(PURPOSE, hashed(token), now=self._clock.now())
        if member is None:
            raise Unauthenticated("the link has been used or has expired; get a new one")
        return member
