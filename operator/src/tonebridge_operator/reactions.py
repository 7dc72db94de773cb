"""What a reconcile that failed comes to: when it is tried again, and the condition's reason."""

from collections.abc import Mapping
from enum import Enum, auto
from http import HTTPStatus
from typing import Final

from msgspec import Struct

from tonebridge.domain import errors
from tonebridge_operator.errors import Refused, Unreachable


class Retry(Enum):
    """When the bridge is looked at again."""

    AT_ONCE = auto()
    """What we stood on was out of date."""
    BACKOFF = auto()
    """With growing pauses and jitter; after `Retry-After` where the answer names it."""
    ON_EDIT = auto()
    """When the bridge is edited: trying again cannot help."""


class Reaction(Struct, frozen=True):
    """When to try again, and the reason of the condition Degraded."""

    retry: Retry
    reason: str


UNAVAILABLE: Final = Reaction(Retry.BACKOFF, "ApiServerUnavailable")

REACTIONS: Final[Mapping[type[errors.ToneBridgeError], Reaction]] = {
    errors.ToneBridgeError: Reaction(Retry.BACKOFF, "Internal"),
    errors.Conflict: Reaction(Retry.BACKOFF, "Conflict"),
    errors.CredentialsUnverifiable: Reaction(Retry.BACKOFF, "CredentialsUnverifiable"),
    errors.DeadlineExceeded: Reaction(Retry.BACKOFF, "DeadlineExceeded"),
    errors.Forbidden: Reaction(Retry.BACKOFF, "Forbidden"),
    errors.InvalidField: Reaction(Retry.ON_EDIT, "InvalidSpec"),
    errors.KindNotAvailable: Reaction(Retry.ON_EDIT, "KindNotAvailable"),
    errors.NotFound: Reaction(Retry.BACKOFF, "NotFound"),
    errors.ProviderUnavailable: Reaction(Retry.BACKOFF, "ProviderUnavailable"),
    errors.RateLimited: Reaction(Retry.BACKOFF, "RateLimited"),
    errors.SchemaOutdated: Reaction(Retry.BACKOFF, "SchemaOutdated"),
    errors.SettingsInvalid: Reaction(Retry.ON_EDIT, "SettingsInvalid"),
    errors.StoreUnavailable: Reaction(Retry.BACKOFF, "StoreUnavailable"),
    errors.Unauthenticated: Reaction(Retry.BACKOFF, "Unauthenticated"),
}

_ANSWERS: Final[Mapping[int, Reaction]] = {
    HTTPStatus.BAD_REQUEST: Reaction(Retry.ON_EDIT, "Refused"),
    HTTPStatus.UNAUTHORIZED: Reaction(Retry.BACKOFF, "Unauthorized"),
    HTTPStatus.FORBIDDEN: Reaction(Retry.BACKOFF, "Forbidden"),
    HTTPStatus.NOT_FOUND: Reaction(Retry.BACKOFF, "NotFound"),
    HTTPStatus.CONFLICT: Reaction(Retry.AT_ONCE, "Conflict"),
    HTTPStatus.GONE: Reaction(Retry.AT_ONCE, "Expired"),
    HTTPStatus.UNPROCESSABLE_ENTITY: Reaction(Retry.ON_EDIT, "Refused"),
    HTTPStatus.TOO_MANY_REQUESTS: Reaction(Retry.BACKOFF, "Throttled"),
}


def reaction_to(error: errors.ToneBridgeError) -> Reaction:
    """Say what an error comes to."""
    match error:
        case Refused():
            return reaction_to_answer(error.status)
        case Unreachable():
            return UNAVAILABLE
        case _:
            return REACTIONS.get(type(error), REACTIONS[errors.ToneBridgeError])


def reaction_to_answer(status: int) -> Reaction:
    """Say what an answer of the API server that is no success comes to.

    Forbidden is not for good: it ends when somebody grants what was missing, which nobody
    tells us.
    """
    return _ANSWERS.get(status, UNAVAILABLE)
