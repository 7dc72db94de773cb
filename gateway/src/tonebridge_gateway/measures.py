"""What the gateway counts of its requests."""

from functools import lru_cache

from prometheus_client import Counter, Gauge, Histogram

REQUESTS = Counter(
    "tonebridge_http_requests_total",
    "Requests that were answered.",
    ["route", "method", "status"],
)
DURATIONS = Histogram(
    "tonebridge_http_request_duration_seconds",
    "From a request's head to the head of its answer.",
    ["route", "method"],
    buckets=(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.03, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10),
)
IN_FLIGHT = Gauge(
    "tonebridge_http_requests_in_flight",
    "Requests that are being answered.",
    multiprocess_mode="livesum",
)
NO_ROUTE = "none"
"""The route of requests that no route matched: a raw path may be anything."""
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


@lru_cache(maxsize=2048)
def _children(route: str, method: str, status: int) -> tuple[Counter, Histogram]:
    return REQUESTS.labels(route, method, str(status)), DURATIONS.labels(route, method)


def answered(route: str, method: str, status: int, seconds: float) -> None:
    """Count one request; a method that HTTP does not name counts as `other`."""
    counter, histogram = _children(route, method if method in _METHODS else "other", status)
    counter.inc()
    histogram.observe(seconds)
