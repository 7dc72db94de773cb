"""Everything that can go wrong, in the product's words.

An error holds facts as attributes and a `code` that is never reworded. How to
react is each door's own affair: one table a door, and a test that none lacks a row.
"""


class ToneBridgeError(Exception):
    """The root of every error that ToneBridge raises on purpose."""

    code: str = "internal"


class InvalidField(ToneBridgeError):
    """A field holds what it may not; change it and send it again."""

    code = "invalid_field"

    def __init__(self, field: str, remedy: str) -> None:
        """Name the field as the caller wrote it, and what would be right."""
        super().__init__(f"{field}: {remedy}")
        self.field = field
        self.remedy = remedy


class KindNotAvailable(ToneBridgeError):
    """No provider here can do this kind of transform."""

    code = "kind_not_available"

    def __init__(self, kind: str, available: tuple[str, ...]) -> None:
        """Name the kind that was asked for and those that are there."""
        super().__init__(f"kind {kind!r} is not available here; use one of {', '.join(available)}")
        self.kind = kind
        self.available = available


class ProviderUnavailable(ToneBridgeError):
    """The wanted provider cannot answer now; the same call may work later."""

    code = "provider_unavailable"

    def __init__(self, provider: str, *, retry_after_s: float) -> None:
        """Name the provider and when a retry makes sense."""
        super().__init__(f"{provider!r} is unavailable, retry in {retry_after_s:g} s")
        self.provider = provider
        self.retry_after_s = retry_after_s


class DeadlineExceeded(ToneBridgeError):
    """The request ran out of the time it was given."""

    code = "deadline_exceeded"

    def __init__(self, deadline_s: float) -> None:
        """Say how long the request was allowed to take."""
        super().__init__(f"no answer within {deadline_s:g} s")
        self.deadline_s = deadline_s


class Unauthenticated(ToneBridgeError):
    """Nobody we know: no credentials, or none that are valid."""

    code = "unauthenticated"

    def __init__(self, reason: str) -> None:
        """Say what the caller can do about it, never what was wrong inside."""
        super().__init__(reason)


class CredentialsUnverifiable(ToneBridgeError):
    """The credentials may be right, but what could tell is away; retry."""

    code = "credentials_unverifiable"

    def __init__(self, *, retry_after_s: float) -> None:
        """Say when a retry makes sense."""
        super().__init__(f"credentials cannot be checked now, retry in {retry_after_s:g} s")
        self.retry_after_s = retry_after_s


class Forbidden(ToneBridgeError):
    """Somebody we know, who may not do this."""

    code = "forbidden"

    def __init__(self, needed: str) -> None:
        """Name the scope or role that is needed."""
        super().__init__(f"this needs {needed}")
        self.needed = needed


class NotFound(ToneBridgeError):
    """There is no such thing, or it belongs to another tenant: nobody can tell which."""

    code = "not_found"

    def __init__(self, what: str) -> None:
        """Name the sort of thing, never the id."""
        super().__init__(f"there is no such {what}")
        self.what = what


class Conflict(ToneBridgeError):
    """What is there already stands against this."""

    code = "conflict"

    def __init__(self, field: str, remedy: str) -> None:
        """Name the field that collides and what to do."""
        super().__init__(f"{field}: {remedy}")
        self.field = field
        self.remedy = remedy


class RateLimited(ToneBridgeError):
    """More was asked for than the limit admits; retry after the given time."""

    code = "rate_limited"

    def __init__(self, limit: str, *, retry_after_s: float) -> None:
        """Name the limit that refused and when it admits again."""
        super().__init__(f"the {limit} limit is reached, retry in {retry_after_s:.0f} s")
        self.limit = limit
        self.retry_after_s = retry_after_s


class StoreUnavailable(ToneBridgeError):
    """PostgreSQL or Valkey is away and this cannot be done without it; retry."""

    code = "store_unavailable"

    def __init__(self, store: str, *, retry_after_s: float = 1.0) -> None:
        """Name what is away (`database`, `redis`) and when a retry makes sense."""
        super().__init__(f"the {store} is away, retry in {retry_after_s:g} s")
        self.store = store
        self.retry_after_s = retry_after_s


class SettingsInvalid(ToneBridgeError):
    """A setting holds what it may not; the process does not start with it."""

    code = "settings_invalid"

    def __init__(self, setting: str, remedy: str) -> None:
        """Name the setting as its environment variable and what would be right."""
        super().__init__(f"{setting}: {remedy}")
        self.setting = setting
        self.remedy = remedy


class SchemaOutdated(ToneBridgeError):
    """The database's schema is older than this process needs: run `tonebridge migrate`."""

    code = "schema_outdated"

    def __init__(self, *, found: str | None, needed: str) -> None:
        """Give the revision that is there and the one that is needed."""
        super().__init__(f"schema is at {found}, this needs {needed}: run `tonebridge migrate`")
        self.found = found
        self.needed = needed
