"""What a job does about each of core's errors."""

import functools
import logging
from collections.abc import Awaitable, Callable, Mapping
from enum import Enum, auto
from typing import ParamSpec

from tonebridge.domain.errors import (
    Conflict,
    CredentialsUnverifiable,
    DeadlineExceeded,
    Forbidden,
    InvalidField,
    KindNotAvailable,
    NotFound,
    ProviderUnavailable,
    RateLimited,
    SchemaOutdated,
    SettingsInvalid,
    StoreUnavailable,
    ToneBridgeError,
    Unauthenticated,
)
from tonebridge_workers.measures import JOBS

P = ParamSpec("P")
log = logging.getLogger(__name__)


class Reaction(Enum):
    """What becomes of a job that failed."""

    RETRY = auto()
    """Later, with backoff and jitter; dead after the last attempt."""
    DROP = auto()
    """Its work is moot: nothing is left to do."""
    DEAD = auto()
    """It can never succeed as it is: set aside for people."""


REACTIONS: Mapping[type[ToneBridgeError], Reaction] = {
    ToneBridgeError: Reaction.DEAD,
    Conflict: Reaction.DROP,
    CredentialsUnverifiable: Reaction.RETRY,
    DeadlineExceeded: Reaction.RETRY,
    Forbidden: Reaction.DEAD,
    InvalidField: Reaction.DEAD,
    KindNotAvailable: Reaction.DEAD,
    NotFound: Reaction.DROP,
    ProviderUnavailable: Reaction.RETRY,
    RateLimited: Reaction.RETRY,
    SchemaOutdated: Reaction.RETRY,
    SettingsInvalid: Reaction.DEAD,
    StoreUnavailable: Reaction.RETRY,
    Unauthenticated: Reaction.DEAD,
}


class Dead(Exception):
    """Raised in place of an error whose reaction is DEAD; Dramatiq sets the job aside."""


def reacting(queue: str, work: Callable[P, Awaitable[None]]) -> Callable[P, Awaitable[None]]:
    """Wrap an actor's function, so that core's errors meet the table. Counts what is over."""

    @functools.wraps(work)
    async def react(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            await work(*args, **kwargs)
        except ToneBridgeError as error:
            match REACTIONS[type(error)]:
                case Reaction.RETRY:
                    raise
                case Reaction.DROP:
                    log.info("a job was dropped: %s", error.code)
                    JOBS.labels(queue, "dropped").inc()
                case Reaction.DEAD:
                    raise Dead(error.code) from error
        else:
            JOBS.labels(queue, "done").inc()

    return react
