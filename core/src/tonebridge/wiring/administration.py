"""What an administrator does to the database: its schema, its first member, a way in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Self

from msgspec import Struct

from tonebridge.adapters.machine import SystemClock, SystemIds
from tonebridge.adapters.store.accounts import PostgresAccounts
from tonebridge.adapters.store.engine import open_engine
from tonebridge.application.secrets import API_KEY, hashed
from tonebridge.application.signin import SignIn
from tonebridge.application.stores import Accounts
from tonebridge.domain.errors import NotFound
from tonebridge.domain.identity import ALL_SCOPES, ApiKey, Member, Role, Tenant
from tonebridge.settings import Settings

FIRST_TENANT = "laptop"
FIRST_EMAIL = "you@localhost"
_SHOWN = len(API_KEY) + 8


class FirstRun(Struct, frozen=True, kw_only=True):
    """What the first run made."""

    api_key: str
    """The owner's, good for everything; nobody can find it out again."""


class Administration:
    """Works on the database that the settings name; needs no other part of ToneBridge."""

    def __init__(self, settings: Settings, accounts: Accounts) -> None:
        self._settings = settings
        self._accounts = accounts
        self._clock = SystemClock()
        self._ids = SystemIds()

    @classmethod
    @asynccontextmanager
    async def open(cls, settings: Settings) -> AsyncIterator[Self]:
        """Open connections for as long as the block runs. Raises `SettingsInvalid`."""
        engine = open_engine(settings.database.url, settings.database, application="tonebridge")
        try:
            yield cls(settings, PostgresAccounts(engine))
        finally:
            await engine.dispose()

    async def migrate(self) -> None:
        """Bring the schema up to date. Raises `SettingsInvalid` or `StoreUnavailable`."""
        from tonebridge.adapters.store.migrate import (  # noqa: PLC0415 - see below
            migrate,
        )

        # Alembic costs a tenth of a second, and no door that imports this package migrates
        await migrate(self._settings.database)

    async def first_run(self) -> FirstRun | None:
        """Make a tenant, its owner and a key, or None if there is an owner already."""
        if await self._accounts.first_owner() is not None:
            return None
        now = self._clock.now()
        tenant = Tenant(id=self._ids.new(), name=FIRST_TENANT)
        owner = Member(id=self._ids.new(), tenant_id=tenant.id, email=FIRST_EMAIL, role=Role.OWNER)
        if not await self._accounts.register(tenant, owner, password_hash=None, now=now):
            return None
        secret = API_KEY + self._ids.secret()
        key = ApiKey(
            id=self._ids.new(),
            tenant_id=tenant.id,
            member_id=owner.id,
            name="first key",
            scopes=ALL_SCOPES,
            prefix=secret[:_SHOWN],
            created_at=now,
        )
        await self._accounts.add_key(key, hashed(secret))
        return FirstRun(api_key=secret)

    async def signin_token(self) -> str:
        """Return a token that signs the oldest owner in, once. Raises `NotFound`."""
        owner = await self._accounts.first_owner()
        if owner is None:
            raise NotFound("owner")
        signin = SignIn(
            accounts=self._accounts,
            clock=self._clock,
            ids=self._ids,
            auth=self._settings.auth,
        )
        return await signin.invite(owner)
