"""Counters of the use cases, under the names that dashboards know."""

from functools import lru_cache

from prometheus_client import Counter, Histogram

CACHE_REQUESTS = Counter(
    "tonebridge_cache_requests_total",
    "Lookups in a tier of the answer cache.",
    ["tier", "result"],
)
TRANSFORMS = Counter(
    "tonebridge_transforms_total",
    "Transforms that were answered.",
    ["kind", "provider", "degraded"],
)
PROVIDER_CALLS = Histogram(
    "tonebridge_provider_call_duration_seconds",
    "Calls of a provider.",
    ["provider", "outcome"],
    buckets=(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


@lru_cache(maxsize=16)
def _lookups(tier: str, result: str) -> Counter:
    return CACHE_REQUESTS.labels(tier, result)


@lru_cache(maxsize=256)
def _transforms(kind: str, provider: str, degraded: str) -> Counter:
    return TRANSFORMS.labels(kind, provider, degraded)


class PrometheusMeasures:
    """Counts in the process's registry; a label's child is looked up once."""

    def cache(self, tier: str, result: str) -> None:
        _lookups(tier, result).inc()

    def transform(self, kind: str, provider: str, *, degraded: bool) -> None:
        _transforms(kind, provider, "true" if degraded else "false").inc()

    def provider_call(self, provider: str, outcome: str, seconds: float) -> None:
        PROVIDER_CALLS.labels(provider, outcome).observe(seconds)
