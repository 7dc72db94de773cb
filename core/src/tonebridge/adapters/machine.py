"""The machine's own clock and randomness."""

import secrets
import time

import uuid_utils


class SystemClock:
    """The `Clock` of the machine."""

    def now(self) -> float:
        return time.time()  # noqa: TID251 - the one place that may

    def monotonic(self) -> float:
        return time.monotonic()


class SystemIds:
    """`Ids` from the system's randomness; UUIDs of one process are in order."""

    def new(self) -> str:
        return str(uuid_utils.uuid7())

    def secret(self) -> str:
        return secrets.token_urlsafe(32)
