"""What must be done to the database before anyone can work: schema, first member, sign-in."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from importlib import import_module
from typing import Protocol

from msgspec import Struct

from tonebridge.domain.errors import StoreUnavailable, ToneBridgeError
from tonebridge.settings import Settings
from tonebridge_cli.failures import CannotStart


class FirstRun(Protocol):
    """What the first run made."""

    @property
    def api_key(self) -> str:
        """The first member's key, shown once."""
        ...


class NewTenant(Protocol):
    """What opening a tenant made."""

    @property
    def api_key(self) -> str:
        """The owner's key, shown once."""
        ...

    @property
    def signin_token(self) -> str:
        """Signs the owner in, once."""
        ...


class Administers(Protocol):
    """The part of core that this needs."""

    async def migrate(self) -> None:
        """Bring the schema up to date."""
        ...

    async def first_run(self) -> FirstRun | None:
        """Make tenant and owner; None: they were there."""
        ...

    async def open_tenant(self, *, email: str, name: str) -> NewTenant:
        """Make a tenant and its owner; an empty name is taken from the email."""
        ...

    async def signin_token(self) -> str:
        """Return a token that signs the owner in, once."""
        ...


OpenAdministration = Callable[[Settings], AbstractAsyncContextManager[Administers]]


def open_administration(settings: Settings) -> AbstractAsyncContextManager[Administers]:
    """Open core's own."""
    from tonebridge.wiring import Administration  # noqa: PLC0415 - a second of imports

    return Administration.open(settings)


def warm_up() -> None:
    """Import it in the background, while something else starts."""
    with suppress(ImportError):  # told where it is needed, in the foreground
        import_module("tonebridge.wiring")


class Prepared(Struct, frozen=True, kw_only=True):
    """What the person gets to see."""

    api_key: str | None
    """None: this was not the first run."""
    signin_token: str


def prepare(settings: Settings, administration: OpenAdministration) -> Prepared:
    """Migrate, make the first member, get a sign-in token.

    Raises:
        CannotStart: the database does not let us.
    """
    try:
        return asyncio.run(_prepare(settings, administration))
    except StoreUnavailable as error:
        remedy = "does PostgreSQL run at TONEBRIDGE_DATABASE__URL and …__OWNER_URL?"
        raise CannotStart(str(error), remedy) from None
    except ToneBridgeError as error:
        raise CannotStart(str(error)) from None


async def _prepare(settings: Settings, administration: OpenAdministration) -> Prepared:
    async with administration(settings) as administers:
        await administers.migrate()
        first = await administers.first_run()
        token = await administers.signin_token()
    return Prepared(api_key=first.api_key if first else None, signin_token=token)
