"""What the use cases need from the world, each with its promise.

Every adapter and its fake are held to these promises by one suite in tests/contract/.
"""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from tonebridge.domain.identity import Caller
from tonebridge.domain.message import Message
from tonebridge.domain.transform import Draft


class Clock(Protocol):
    """Time, as numbers."""

    def now(self) -> float:
        """Seconds since 1970; may jump."""
        ...

    def monotonic(self) -> float:
        """Seconds since some moment; never goes back."""
        ...


class Ids(Protocol):
    """Names for new things."""

    def new(self) -> str:
        """Return a UUIDv7 in its 36-character form."""
        ...

    def secret(self) -> str:
        """Return 256 random bits, URL-safe, for keys and one-time tokens."""
        ...


class Provider(Protocol):
    """What turns a message into a draft."""

    name: str
    model: str | None
    version: str
    """Changes whenever the same message may get another answer; part of cache keys."""

    async def transform(self, message: Message) -> Draft:
        """Answer, or raise `KindNotAvailable` or `ProviderUnavailable`."""
        ...


class CacheEntry(Struct, frozen=True, array_like=True):
    """An answer as stored."""

    body: bytes
    stored_at: float
    """Seconds since 1970."""
    ttl_s: float


class Cache(Protocol):
    """Answers by key. Never raises: an unreachable cache is empty and forgets."""

    async def get(self, key: str) -> CacheEntry | None:
        """Return a living entry, or None."""
        ...

    async def put(self, key: str, entry: CacheEntry) -> None:
        """Keep an entry for its `ttl_s` from now."""
        ...

    async def purge(self, prefix: str) -> None:
        """Forget every key that begins so."""
        ...


class Flights(Protocol):
    """Who of the fleet makes an upstream call. Never raises."""

    async def take(self, key: str, *, lease_s: float) -> bool:
        """Return True if the call is ours to make; also when nobody can tell."""
        ...

    async def land(self, key: str) -> None:
        """Say that our call is over."""
        ...


class Admission(Struct, frozen=True):
    """What the limiter said, in the terms of the RateLimit headers."""

    limit: str
    """The narrowest limit: `tenant`, `member`, `key` or `preview`."""
    quota: int
    window_s: int
    remaining: int
    reset_s: float


class Subject(Struct, frozen=True):
    """One limit that applies to a request."""

    limit: str
    id: str
    per_min: int


class Limiter(Protocol):
    """Counts what is asked for against the limits."""

    async def admit(self, subjects: Sequence[Subject], *, cost: int) -> Admission:
        """Take `cost` permits from each subject, or raise `RateLimited` and take none.

        Never admits more than the limit while Redis is up, over all processes; while it
        is away each process admits the limit divided by the number of replicas.
        """
        ...


class Revocations(Protocol):
    """What must no longer be believed, though it verifies."""

    def revoked(self, *ids: str) -> bool:
        """Say whether a session, key or member is revoked, as far as this process knows."""
        ...

    async def revoke(self, id_: str, *, for_s: float) -> None:
        """Tell every process within 30 s. Raises `StoreUnavailable` if nobody was told."""
        ...


class Ledger(Protocol):
    """Answers to writes that carried an Idempotency-Key."""

    async def claim(self, key: str, fingerprint: str) -> bytes | None:
        """Return the answer that was kept, or None when the work is ours to do.

        Raises:
            Conflict: the key was used for another request, or its first is still at work.
            StoreUnavailable: nobody can tell now.
        """
        ...

    async def keep(self, key: str, fingerprint: str, answer: bytes) -> None:
        """Keep the answer for a day."""
        ...

    async def release(self, key: str) -> None:
        """The work failed: let the same key try again."""
        ...


class HistoryLog(Protocol):
    """The durable way from an answer to the history."""

    async def append(self, entry: bytes, *, durable: bool) -> None:
        """Take a packed `HistoryEntry`.

        `durable`: return when it is in the stream, or in the bounded buffer while Redis is
        away. Otherwise return at once and commit with its group. Never raises; what is
        dropped is counted.
        """
        ...


class HistorySource(Protocol):
    """The other end of the log, for the worker. At least once, in batches."""

    async def read(self, *, count: int, block_s: float) -> Sequence[tuple[str, bytes]]:
        """Return ids and packed entries: first what a dead reader left, then new ones.

        Every method here raises `StoreUnavailable` while Redis is away.
        """
        ...

    async def done(self, ids: Sequence[str]) -> None:
        """Forget entries that are in the database."""
        ...

    async def bury(self, id_: str, entry: bytes, *, reason: str) -> None:
        """Move an entry that can never be written to where people look for such."""
        ...


class Jobs(Protocol):
    """Work for later. Raises `StoreUnavailable` when it cannot be queued."""

    async def enqueue(self, actor: str, **arguments: str) -> None:
        """Queue a job for the named actor."""
        ...


class Mailer(Protocol):
    """Mail."""

    async def send(self, *, to: str, subject: str, body: str) -> None:
        """Hand a plain-text message to the mail server; raises `StoreUnavailable`."""
        ...


class Passwords(Protocol):
    """Slow hashes for passwords, off the event loop and a few at a time."""

    async def hash(self, password: str) -> str:
        """Return an Argon2id hash in its own format."""
        ...

    async def verify(self, password: str, hashed: str | None) -> bool:
        """Compare; with no hash spend the same time and return False."""
        ...


class Tokens(Protocol):
    """Access tokens: signed, short-lived, verified without asking anyone."""

    def issue(self, caller: Caller, *, now: float) -> str:
        """Sign a JWT (EdDSA) that says who the caller is for `auth.access_ttl_s`."""
        ...

    def verify(self, token: str, *, now: float) -> tuple[Caller, float]:
        """Return who it names and when it expires, or raise `Unauthenticated`."""
        ...


class Throttle(Protocol):
    """Counts attempts. Counts in the process while Redis is away."""

    async def attempt(self, *subjects: str, per_min: int) -> None:
        """Count one attempt for each subject, or raise `RateLimited`."""
        ...


class Closing(Protocol):
    """What holds connections."""

    async def close(self) -> None:
        """Let go of them; call once, at the end."""
        ...
