"""`tonebridge migrate`."""

import asyncio
import os

import click

from tonebridge.settings import load
from tonebridge_cli.failures import CommandFailed, Exit
from tonebridge_cli.laptop.administration import open_administration
from tonebridge_cli.laptop.environment import settings_environment


@click.command()
def migrate() -> None:
    """Bring the database's schema up to date.

    Reads TONEBRIDGE_DATABASE__OWNER_URL. Several at once wait for each other; nothing to
    do is no error.
    """
    settings = load(settings_environment(os.environ))
    if not settings.database.owner_url:
        what = "nobody is named who may change the schema"
        remedy = "set TONEBRIDGE_DATABASE__OWNER_URL to the owner's address"
        raise CommandFailed(what, remedy, exit_code=Exit.CONFIGURATION)

    async def bring_up_to_date() -> None:
        async with open_administration(settings) as administration:
            await administration.migrate()

    asyncio.run(bring_up_to_date())
    click.echo("The schema is up to date.")
