"""Reset a forgotten password by a one-time link in a mail."""

import asyncio
import logging

from tonebridge.application.ports import Clock, Ids, Jobs, Passwords, Revocations, Throttle
from tonebridge.application.secrets import hashed
from tonebridge.application.stores import Accounts
from tonebridge.domain.errors import InvalidField, StoreUnavailable
from tonebridge.domain.identity import Member
from tonebridge.domain.search import fold_email
from tonebridge.settings import AuthSettings

PURPOSE = "reset"
ACTOR = "send_reset_mail"
"""The worker's actor; it is given `to`, `token` and `language`."""

_log = logging.getLogger(__name__)


class Reset:
    """Tells nobody, by answer or by time, whether an email has an account."""

    def __init__(
        self,
        *,
        accounts: Accounts,
        passwords: Passwords,
        throttle: Throttle,
        jobs: Jobs,
        revocations: Revocations,
        clock: Clock,
        ids: Ids,
        auth: AuthSettings,
        attempts_per_min: int,
    ) -> None:
        self._accounts = accounts
        self._passwords = passwords
        self._throttle = throttle
        self._jobs = jobs
        self._revocations = revocations
        self._clock = clock
        self._ids = ids
        self._auth = auth
        self._attempts_per_min = attempts_per_min
        self._mailing: set[asyncio.Task[None]] = set()

    async def request(self, *, email: str, address: str) -> None:
        """Have a link mailed, if there is such an account; returns before it is queued.

        Raises:
            RateLimited: too many attempts for this account or from this address.
            StoreUnavailable: the database is away; so for every email.
        """
        email = fold_email(email.strip())
        await self._throttle.attempt(
            f"reset:{hashed(email)}", f"reset-from:{address}", per_min=self._attempts_per_min
        )
        found = await self._accounts.by_email(email)
        if found is not None:
            task = asyncio.create_task(self._mail(found.member))
            self._mailing.add(task)
            task.add_done_callback(self._mailing.discard)

    async def confirm(self, *, token: str, password: str, address: str) -> None:
        """Set a new password and end every session of the member.

        Raises:
            InvalidField: the token has been used or has expired.
            RateLimited: too many attempts from this address; each costs us a slow hash.
        """
        await self._throttle.attempt(f"confirm-from:{address}", per_min=self._attempts_per_min)
        new_hash = await self._passwords.hash(password)
        now = self._clock.now()
        member = await self._accounts.spend_token(PURPOSE, hashed(token), now=now)
        if member is None:
            raise InvalidField("token", "ask for a new link: this one was used or has expired")
        for session_id in await self._accounts.set_password(member, new_hash):
            await self._revocations.revoke(session_id, for_s=self._auth.access_ttl_s)

    async def settled(self) -> None:
        """Wait until every mail that was asked for is queued; for the end of the process."""
        while self._mailing:
            await asyncio.wait(self._mailing)

    async def _mail(self, member: Member) -> None:
        token = self._ids.secret()
        expires_at = self._clock.now() + self._auth.reset_ttl_s
        try:
            await self._accounts.issue_token(PURPOSE, hashed(token), member, expires_at=expires_at)
            await self._jobs.enqueue(ACTOR, to=member.email, token=token, language=member.language)
        except StoreUnavailable as error:
            _log.warning("a reset mail could not be queued: %s", error)
