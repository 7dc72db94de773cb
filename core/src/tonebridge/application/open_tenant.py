"""Open a tenant for somebody, as an administrator does: whether or not registration is open."""

from msgspec import Struct

from tonebridge.application.ports import Clock, Ids
from tonebridge.application.register import as_email
from tonebridge.application.secrets import API_KEY, hashed
from tonebridge.application.stores import Accounts
from tonebridge.domain.errors import Conflict
from tonebridge.domain.identity import ALL_SCOPES, ApiKey, Member, Role, Tenant

KEY_NAME = "first key"
_SHOWN = len(API_KEY) + 8


class Opened(Struct, frozen=True, kw_only=True):
    """A new tenant's owner, and a way in."""

    owner: Member
    api_key: str
    """Good for everything in the tenant; nobody can find it out again."""


class OpenTenant:
    """Makes a tenant, its owner without a password, and a key of the owner's."""

    def __init__(self, *, accounts: Accounts, clock: Clock, ids: Ids) -> None:
        self._accounts = accounts
        self._clock = clock
        self._ids = ids

    async def __call__(self, *, email: str, name: str = "") -> Opened:
        """Return what was made; `name` is the tenant's, empty: what stands before the `@`.

        Raises:
            InvalidField: the email is none.
            Conflict: it has an account.
        """
        email = as_email(email)
        now = self._clock.now()
        tenant = Tenant(id=self._ids.new(), name=name or email.partition("@")[0])
        owner = Member(id=self._ids.new(), tenant_id=tenant.id, email=email, role=Role.OWNER)
        if not await self._accounts.register(tenant, owner, password_hash=None, now=now):
            raise Conflict("email", "it has an account; name another one")
        secret = API_KEY + self._ids.secret()
        key = ApiKey(
            id=self._ids.new(),
            tenant_id=tenant.id,
            member_id=owner.id,
            name=KEY_NAME,
            scopes=ALL_SCOPES,
            prefix=secret[:_SHOWN],
            created_at=now,
        )
        await self._accounts.add_key(key, hashed(secret))
        return Opened(owner=owner, api_key=secret)
