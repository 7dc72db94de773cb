"""What can go wrong between the operator and the API server."""

from tonebridge.domain.errors import ToneBridgeError


class Refused(ToneBridgeError):
    """The API server answered, and did not do it; its words say why."""

    code = "refused_by_api_server"

    def __init__(
        self, what: str, *, status: int, message: str, retry_after_s: float | None = None
    ) -> None:
        """Name the request as people know it, such as `patch services`, and the answer."""
        super().__init__(f"{what}: {status} {message}")
        self.what = what
        self.status = status
        self.message = message
        self.retry_after_s = retry_after_s


class Unreachable(ToneBridgeError):
    """No answer of the API server; what was asked for may have been done or not."""

    code = "api_server_unreachable"

    def __init__(self, what: str, reason: str) -> None:
        """Name the request and what happened instead of an answer."""
        super().__init__(f"{what}: {reason}")
        self.what = what


class Interrupted(ToneBridgeError):
    """Something went wrong after some of the steps were taken."""

    code = "interrupted"

    def __init__(self, cause: Refused | Unreachable) -> None:
        super().__init__(str(cause))
        self.cause = cause


class Expired(ToneBridgeError):
    """The API server forgot the version that a watch stands on: list again."""

    code = "version_expired"


class NotLeading(ToneBridgeError):
    """Another operator may be at work: nothing is written."""

    code = "not_leading"

    def __init__(self) -> None:
        super().__init__("this operator does not lead")
