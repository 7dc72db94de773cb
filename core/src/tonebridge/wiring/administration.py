"""What an administrator does to the database: its schema, its tenants, ways in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Self

from msgspec import Struct

from tonebridge.adapters.machine import SystemClock, SystemIds
from tonebridge.adapters.store.accounts import PostgresAccounts
from tonebridge.adapters.store.engine import open_engine
from tonebridge.application.open_tenant import OpenTenant
from tonebridge.application.signin import SignIn
from tonebridge.application.stores import Accounts
from tonebridge.domain.errors import Conflict, NotFound
from tonebridge.settings import Settings

FIRST_TENANT = "laptop"
FIRST_EMAIL = "you@localhost"


class FirstRun(Struct, frozen=True, kw_only=True):
    """What the first run made."""

    api_key: str
    """The owner's, good for everything; nobody can find it out again."""


class NewTenant(Struct, frozen=True, kw_only=True):
    """Two ways into a tenant that was just opened."""

    api_key: str
    """The owner's, good for everything; nobody can find it out again."""
    signin_token: str
    """Signs the owner in, once, within `auth.signin_ttl_s`."""


class Administration:
    """Works on the database that the settings name; needs no other part of ToneBridge."""

    def __init__(self, settings: Settings, accounts: Accounts) -> None:
        self._settings = settings
        self._accounts = accounts
        clock, ids = SystemClock(), SystemIds()
        self._open_tenant = OpenTenant(accounts=accounts, clock=clock, ids=ids)
        self._signin = SignIn(accounts=accounts, clock=clock, ids=ids, auth=settings.auth)

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
        try:
            made = await self._open_tenant(email=FIRST_EMAIL, name=FIRST_TENANT)
        except Conflict:
            return None
        return FirstRun(api_key=made.api_key)

    async def open_tenant(self, *, email: str, name: str) -> NewTenant:
        """Make a tenant, its owner and a key; `name` empty: what stands before the `@`.

        Raises `InvalidField` or `Conflict`.
        """
        made = await self._open_tenant(email=email, name=name)
        token = await self._signin.invite(made.owner)
        return NewTenant(api_key=made.api_key, signin_token=token)

    async def signin_token(self) -> str:
        """Return a token that signs the oldest owner in, once. Raises `NotFound`."""
        owner = await self._accounts.first_owner()
        if owner is None:
            raise NotFound("owner")
        return await self._signin.invite(owner)
