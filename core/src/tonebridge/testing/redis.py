"""What Redis does for the product, in a dictionary: cache, flights and answers kept."""

from msgspec import Struct

from tonebridge.application.ports import CacheEntry, Clock
from tonebridge.domain.errors import Conflict, StoreUnavailable

CLAIM_S = 30.0
KEPT_S = 86_400.0


class FakeCache:
    """A cache that a test can look into and take away."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._entries: dict[str, tuple[CacheEntry, float]] = {}
        self.away = False

    async def get(self, key: str) -> CacheEntry | None:
        entry, until = self._entries.get(key, (None, 0.0))
        return entry if until > self._clock.monotonic() and not self.away else None

    async def put(self, key: str, entry: CacheEntry) -> None:
        if not self.away:
            self._entries[key] = (entry, self._clock.monotonic() + entry.ttl_s)

    async def purge(self, prefix: str) -> None:
        self._entries = {k: kept for k, kept in self._entries.items() if not k.startswith(prefix)}

    def keys(self) -> frozenset[str]:
        """Every key that lives."""
        return frozenset(
            k for k, (_, until) in self._entries.items() if until > self._clock.monotonic()
        )


class FakeFlights:
    """Flights of one fleet; `away` lets everyone fly."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: dict[str, float] = {}
        self.away = False

    async def take(self, key: str, *, lease_s: float) -> bool:
        now = self._clock.monotonic()
        if self.away:
            return True
        if self._until.get(key, now) > now:
            return False
        self._until[key] = now + lease_s
        return True

    async def land(self, key: str) -> None:
        self._until.pop(key, None)


class _Claim(Struct):
    fingerprint: str
    until: float
    answer: bytes | None = None


class FakeLedger:
    """A ledger that a test can take away."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._claims: dict[str, _Claim] = {}
        self.away = False

    async def claim(self, key: str, fingerprint: str) -> bytes | None:
        if self.away:
            raise StoreUnavailable("redis")
        now = self._clock.monotonic()
        claim = self._claims.get(key)
        if claim is None or claim.until <= now:
            self._claims[key] = _Claim(fingerprint, now + CLAIM_S)
            return None
        if claim.fingerprint != fingerprint:
            raise Conflict("Idempotency-Key", "was used for another request: take a new key")
        if claim.answer is None:
            raise Conflict("Idempotency-Key", "its first request is still at work: retry later")
        return claim.answer

    async def keep(self, key: str, fingerprint: str, answer: bytes) -> None:
        if not self.away:
            until = self._clock.monotonic() + KEPT_S
            self._claims[key] = _Claim(fingerprint, until, answer)

    async def release(self, key: str) -> None:
        claim = self._claims.get(key)
        if claim is not None and claim.answer is None:
            del self._claims[key]


class FakeRevocations:
    """Revocations of one fleet: every process that holds this object knows at once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: dict[str, float] = {}
        self.away = False

    def revoked(self, *ids: str) -> bool:
        now = self._clock.monotonic()
        return any(self._until.get(id_, 0.0) > now for id_ in ids)

    async def revoke(self, id_: str, *, for_s: float) -> None:
        if self.away:
            raise StoreUnavailable("redis")
        self._until[id_] = self._clock.monotonic() + for_s
