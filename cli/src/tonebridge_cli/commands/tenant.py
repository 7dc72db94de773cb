"""`tonebridge tenant`."""

import asyncio
import os
from collections.abc import Mapping

import click

from tonebridge.settings import Settings, load
from tonebridge_cli.failures import CommandFailed, Exit
from tonebridge_cli.laptop.administration import (
    NewTenant,
    OpenAdministration,
    open_administration,
)
from tonebridge_cli.laptop.environment import settings_environment

URL = "TONEBRIDGE_DATABASE__URL"


@click.group()
def tenant() -> None:
    """Open tenants, whether or not registration is open."""


@tenant.command()
@click.argument("email")
@click.option("--name", default="", help="The tenant's name (default: what stands before the @).")
def create(email: str, name: str) -> None:
    """Make a tenant with EMAIL as its owner; print an API key and a sign-in link.

    Both are shown this once. The link works once, within auth.signin_ttl_s (10 minutes);
    where gateway.public_url is not set, put the address of the gateway before it.

    Works on the database at TONEBRIDGE_DATABASE__URL (or …__URL_FILE), as a gateway has
    it: in a cluster, run it in a gateway's pod.
    """
    made, settings = opened(email, name, os.environ, open_administration)
    click.echo(f"{'API key':<10} {made.api_key}")
    click.echo(f"{'Sign in':<10} {settings.gateway.public_url}/signin?token={made.signin_token}")


def opened(
    email: str, name: str, environ: Mapping[str, str], administration: OpenAdministration
) -> tuple[NewTenant, Settings]:
    """Open a tenant; return what was made, and the settings that name the database.

    Raises:
        CommandFailed: no database is named.
        ToneBridgeError: the email is none or taken, or the database is away.
    """
    settings = load(settings_environment(environ))
    if not settings.database.url:
        raise CommandFailed(f"{URL} is missing", "set it", exit_code=Exit.CONFIGURATION)

    async def made() -> NewTenant:
        async with administration(settings) as administers:
            return await administers.open_tenant(email=email, name=name)

    return asyncio.run(made()), settings
