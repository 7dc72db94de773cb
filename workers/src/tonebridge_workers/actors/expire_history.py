"""Drop the days of history that are older than it may get."""

import logging
from collections.abc import Awaitable, Callable

from tonebridge.adapters.machine import SystemClock
from tonebridge.application.retention import Retention
from tonebridge.settings import Settings
from tonebridge.wiring.worker import open_writer

log = logging.getLogger(__name__)


def expire_history(settings: Settings) -> Callable[..., Awaitable[None]]:
    """Return the actor's function. It opens its connections in the loop that it runs in."""

    async def run() -> None:
        async with open_writer(settings) as (writer, _):
            retention = Retention(writer, SystemClock(), days=settings.history.retention_days)
            log.info("%d days of history have expired", await retention.expire())

    return run
