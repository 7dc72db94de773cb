"""Register: a new tenant and its owner."""

import re

from tonebridge.application.ports import Clock, Ids, Passwords, Throttle
from tonebridge.application.secrets import hashed
from tonebridge.application.stores import Accounts
from tonebridge.domain.errors import Conflict, Forbidden, InvalidField
from tonebridge.domain.identity import Member, Role, Tenant
from tonebridge.domain.search import fold_email
from tonebridge.settings import AuthSettings

_EMAIL = re.compile(
    r"[^@\s\x00-\x1f\x7f<>()\[\],;:\\\"]{1,64}@[^@\s\x00-\x1f\x7f<>,;:\\\"]{1,189}"
)


def as_email(text: str) -> str:
    """Return an address as it is compared: trimmed, in lower case.

    Raises:
        InvalidField: it is none.
    """
    email = text.strip().lower()
    if _EMAIL.fullmatch(email) is None:
        raise InvalidField("email", "give an address such as name@example.com")
    return email


class Register:
    """Opens a tenant. It never joins an existing one: that takes an invitation."""

    def __init__(
        self,
        *,
        accounts: Accounts,
        passwords: Passwords,
        throttle: Throttle,
        clock: Clock,
        ids: Ids,
        auth: AuthSettings,
        attempts_per_min: int,
    ) -> None:
        self._accounts = accounts
        self._passwords = passwords
        self._throttle = throttle
        self._clock = clock
        self._ids = ids
        self._auth = auth
        self._attempts_per_min = attempts_per_min

    async def __call__(
        self, *, email: str, password: str, tenant: str | None, address: str
    ) -> Member:
        """Return the new owner.

        Raises:
            Forbidden: registration is closed.
            Conflict: the address has an account.
            RateLimited: too many attempts from this address or for this account.
        """
        if self._auth.registration != "open":
            raise Forbidden("an invitation: registration is closed")
        email = as_email(email)
        await self._throttle.attempt(
            f"register:{hashed(fold_email(email))}",
            f"register-from:{address}",
            per_min=self._attempts_per_min,
        )
        owner = Member(id=self._ids.new(), tenant_id=self._ids.new(), email=email, role=Role.OWNER)
        made = await self._accounts.register(
            Tenant(id=owner.tenant_id, name=tenant or email.partition("@")[0]),
            owner,
            password_hash=await self._passwords.hash(password),
            now=self._clock.now(),
        )
        if not made:
            raise Conflict("email", "sign in, or have the password reset")
        return owner
