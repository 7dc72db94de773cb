"""What the worker counts."""

from prometheus_client import Counter, Gauge

from tonebridge.adapters.queue.jobs import QUEUES

JOBS = Counter(
    "tonebridge_jobs_total",
    "Jobs by what became of them: done, dropped, retried, dead.",
    ("queue", "outcome"),
)
for _queue in QUEUES:
    JOBS.labels(_queue, "dead")  # shown as 0 from the start, so that the first one is seen

DEPTH = Gauge(
    "tonebridge_queue_depth",
    "What waits in each queue; history entries wait in `history`.",
    ("queue",),
)
WRITTEN = Counter(
    "tonebridge_history_written_total",
    "History entries that this worker brought into the database.",
)
UNSTORABLE = Gauge(
    "tonebridge_history_unstorable_entries",
    "History entries that the database can never hold and that were left out, since the start.",
)
LAG = Gauge(
    "tonebridge_history_lag_seconds",
    "Age of the oldest entry of the latest batch when it was written.",
)
