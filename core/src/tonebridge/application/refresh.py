"""Refresh: a new pair of tokens for a refresh token, which works once."""

from tonebridge.application.ports import Clock
from tonebridge.application.secrets import REFRESH_TOKEN, hashed
from tonebridge.application.sessions import Grant, Sessions
from tonebridge.application.stores import Accounts
from tonebridge.domain.errors import Unauthenticated

_REFUSED = "the refresh token is not good; log in again"


class Refresh:
    """Rotates refresh tokens. One that comes twice ends its session: somebody has a copy."""

    def __init__(self, *, accounts: Accounts, sessions: Sessions, clock: Clock) -> None:
        self._accounts = accounts
        self._sessions = sessions
        self._clock = clock

    async def __call__(self, refresh_token: str) -> Grant:
        """Return the next pair. Raises `Unauthenticated` if the token is not the current one."""
        if not refresh_token.startswith(REFRESH_TOKEN):
            raise Unauthenticated(_REFUSED)
        digest = hashed(refresh_token)
        session = await self._accounts.find_session(digest)
        now = self._clock.now()
        if session is None or session.revoked or session.expires_at <= now:
            raise Unauthenticated(_REFUSED)
        following = self._sessions.next_refresh_token()
        if session.current and await self._accounts.rotate_session(
            session, digest, hashed(following), now=now
        ):
            return self._sessions.grant(session.member, session.id, following)
        await self._sessions.end(session.member.tenant_id, session.id)
        raise Unauthenticated(_REFUSED)
