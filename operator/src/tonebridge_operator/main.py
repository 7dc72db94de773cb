"""The operator process."""

import asyncio
import gc
import logging
import os
import sys

import aiohttp

from tonebridge.domain.errors import SettingsInvalid
from tonebridge.settings import Settings, load
from tonebridge_operator.clock import SystemClock
from tonebridge_operator.cluster.connection import connected
from tonebridge_operator.logs import configure_logs
from tonebridge_operator.management import serving
from tonebridge_operator.operating import Operator

log = logging.getLogger(__name__)

REFUSED = 2
"""Exit status: the settings are not right; starting again helps nobody."""
IMAGES = ("image", "postgres_image", "redis_image")


def main() -> None:
    """Run until SIGTERM or SIGINT.

    Exits with 0 then, 2 with one line when settings are not right, 1 on anything that should
    not happen.
    """
    try:
        settings = load(os.environ)
        _check(settings)
        configure_logs(settings.log)
        gc.collect()
        gc.freeze()
        asyncio.run(_run(settings))
    except SettingsInvalid as error:
        sys.stderr.write(f"tonebridge operator: {error}\n")
        sys.exit(REFUSED)


async def _run(settings: Settings) -> None:
    operator, clock = settings.operator, SystemClock()
    async with connected(operator.kubeconfig) as connection, aiohttp.ClientSession() as session:
        parts = Operator(operator, connection, session, clock)
        host, port = operator.management_host, operator.management_port
        async with serving(host, port, parts.checks()) as found:
            log.info("health and metrics on port %d", found)
            await parts.run(asyncio.Event())


def _check(settings: Settings) -> None:
    for name in IMAGES:
        if not getattr(settings.operator, name):
            remedy = "name the image that belongs to this release"
            raise SettingsInvalid(f"TONEBRIDGE_OPERATOR__{name.upper()}", remedy)
