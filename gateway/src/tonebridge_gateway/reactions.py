"""How the gateway reacts to each error of the core: one row each, and a test that none lacks."""

from msgspec import Struct

from tonebridge.domain import errors
from tonebridge_gateway.wire.refusals import NotOfThisShape


class Reaction(Struct, frozen=True):
    """An HTTP status, and whether the error knows when a retry makes sense."""

    status: int
    retry: bool = False


REACTIONS: dict[type[errors.ToneBridgeError], Reaction] = {
    NotOfThisShape: Reaction(400),
    errors.Unauthenticated: Reaction(401),
    errors.Forbidden: Reaction(403),
    errors.NotFound: Reaction(404),
    errors.Conflict: Reaction(409),
    errors.InvalidField: Reaction(422),
    errors.KindNotAvailable: Reaction(422),
    errors.RateLimited: Reaction(429, retry=True),
    errors.SettingsInvalid: Reaction(500),
    errors.SchemaOutdated: Reaction(500),
    errors.CredentialsUnverifiable: Reaction(503, retry=True),
    errors.ProviderUnavailable: Reaction(503, retry=True),
    errors.StoreUnavailable: Reaction(503, retry=True),
    errors.DeadlineExceeded: Reaction(504),
}


def reaction_to(error: errors.ToneBridgeError) -> Reaction:
    """Look up the row of an error."""
    return REACTIONS[type(error)]


class Refused(Exception):
    """HTTP itself was used wrongly: what no use case can know of."""

    def __init__(self, status: int, code: str, *, close: bool = False) -> None:
        """`close`: the connection cannot be used any more."""
        super().__init__(code)
        self.status = status
        self.code = code
        self.close = close


HTTP_CODES = {
    400: "malformed_request",
    404: "no_such_path",
    405: "method_not_allowed",
    408: "body_too_slow",
    413: "body_too_large",
    414: "url_too_long",
    415: "unsupported_media_type",
    431: "headers_too_large",
    500: "internal",
}
"""The codes of errors that HTTP alone knows."""
