"""What the use cases count."""

from typing import Protocol


class Measures(Protocol):
    """Counters and times, with a bounded set of labels. Never raises, never waits."""

    def cache(self, tier: str, result: str) -> None:
        """Count a lookup: tier `l1` or `l2`, result `hit` or `miss`."""
        ...

    def transform(self, kind: str, provider: str, *, degraded: bool) -> None:
        """Count an answered transform."""
        ...

    def provider_call(self, provider: str, outcome: str, seconds: float) -> None:
        """Time a provider's call: outcome `answered`, `refused` or `failed`."""
        ...
