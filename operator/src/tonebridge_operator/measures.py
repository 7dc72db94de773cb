"""What the operator counts. No label tells one bridge from another: there may be thousands."""

from prometheus_client import Counter, Gauge, Histogram

RECONCILES = Counter(
    "tonebridge_reconcile_total",
    "Looks at a bridge by what became of them: quiet, changed, held, retry, failed.",
    ("result",),
)
SECONDS = Histogram(
    "tonebridge_reconcile_duration_seconds",
    "How long a look at a bridge and its steps took.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
WAITED = Histogram(
    "tonebridge_reconcile_queue_wait_seconds",
    "How long a bridge that was due waited for its turn.",
    buckets=(0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300),
)
WAITING = Gauge(
    "tonebridge_reconcile_queue_depth",
    "Bridges that are due and wait for their turn.",
)
REQUESTS = Counter(
    "tonebridge_reconcile_api_requests_total",
    "Requests to the API server, lists and watches apart; code 0: none came.",
    ("verb", "kind", "code"),
)
REPAIRS = Counter(
    "tonebridge_reconcile_drift_corrected_total",
    "Objects that somebody else had changed or deleted and that were put back.",
    ("kind",),
)
RELISTS = Counter(
    "tonebridge_reconcile_relists_total",
    "Lists after the first one: a watch could not be resumed.",
    ("kind",),
)
CACHED = Gauge("tonebridge_reconcile_cache_objects", "Objects that are kept in memory.")
CACHED_BYTES = Gauge("tonebridge_reconcile_cache_bytes", "What they take.")
LEADER = Gauge("tonebridge_reconcile_leader", "1: this operator is the one that works.")
BRIDGES = Gauge("tonebridge_reconcile_bridges", "Bridges by their phase.", ("phase",))
