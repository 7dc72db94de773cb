"""Log in with an email and a password."""

from tonebridge.application.ports import Passwords, Throttle
from tonebridge.application.secrets import hashed
from tonebridge.application.stores import Accounts
from tonebridge.domain.errors import Unauthenticated
from tonebridge.domain.identity import Member
from tonebridge.domain.search import fold_email


class Login:
    """Checks a password, in the same time and words whether the account is there or not."""

    def __init__(
        self,
        *,
        accounts: Accounts,
        passwords: Passwords,
        throttle: Throttle,
        attempts_per_min: int,
    ) -> None:
        self._accounts = accounts
        self._passwords = passwords
        self._throttle = throttle
        self._attempts_per_min = attempts_per_min

    async def __call__(self, *, email: str, password: str, address: str) -> Member:
        """Return whose email and password these are.

        Raises:
            Unauthenticated: nobody's; the same for an unknown email and a wrong password.
            RateLimited: too many attempts for this account or from this address.
        """
        email = fold_email(email.strip())  # one account, one count, however it is spelled
        await self._throttle.attempt(
            f"login:{hashed(email)}", f"login-from:{address}", per_min=self._attempts_per_min
        )
        found = await self._accounts.by_email(email)
        known_hash = None if found is None else found.password_hash
        if not await self._passwords.verify(password, known_hash) or found is None:
            raise Unauthenticated("email or password is wrong")
        return found.member
