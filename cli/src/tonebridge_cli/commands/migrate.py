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

    Reads TONEBRIDGE_DATABASE__OWNER_URL, as whom the schema is changed, and
    TONEBRIDGE_DATABASE__URL, whose role gets access to it. Several at once wait for each
    other; nothing to do is no error.
    """
    settings = load(settings_environment(os.environ))
    needed = {
        "TONEBRIDGE_DATABASE__URL": settings.database.url,
        "TONEBRIDGE_DATABASE__OWNER_URL": settings.database.owner_url,
    }
    for name, url in needed.items():
        if not url:
            what = f"{' and '.join(needed)} are both needed, and {name} is missing"
            raise CommandFailed(what, "set it", exit_code=Exit.CONFIGURATION)

    async def bring_up_to_date() -> None:
        async with open_administration(settings) as administration:
            await administration.migrate()

    asyncio.run(bring_up_to_date())
    click.echo("The schema is up to date.")
