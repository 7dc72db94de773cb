"""A fresh sign-in link to what runs on a data folder."""

import asyncio
from collections.abc import Mapping

from msgspec import structs

from tonebridge.settings import Settings, load
from tonebridge_cli.failures import CommandFailed, Exit
from tonebridge_cli.folder import DataFolder
from tonebridge_cli.laptop.administration import OpenAdministration
from tonebridge_cli.laptop.environment import settings_environment


def fresh_link(
    folder: DataFolder, environ: Mapping[str, str], administration: OpenAdministration
) -> str:
    """Return a link that signs the owner in, once, within `auth.signin_ttl_s`.

    Raises:
        CommandFailed: nothing runs on this folder.
        StoreUnavailable: its database is away.
    """
    running, database_url = folder.running(), folder.database_url()
    if running is None or database_url is None:
        what = f"no ToneBridge runs on {folder.path}"
        remedy = "start one with `tonebridge up`, which prints a link, or name another --data"
        raise CommandFailed(what, remedy, exit_code=Exit.UNREACHABLE)
    settings = load(settings_environment(environ))
    database = structs.replace(settings.database, url=database_url)
    token = asyncio.run(_token(structs.replace(settings, database=database), administration))
    return f"{running.url}/signin?token={token}"


async def _token(settings: Settings, administration: OpenAdministration) -> str:
    async with administration(settings) as administers:
        return await administers.signin_token()
