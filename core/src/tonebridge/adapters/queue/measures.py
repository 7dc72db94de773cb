"""What happens to history entries on their way, counted at both ends of the stream."""

from prometheus_client import Counter, Gauge

APPENDED = Counter(
    "tonebridge_history_appended_total",
    "History entries that are in the stream.",
)
DROPPED = Counter(
    "tonebridge_history_dropped_total",
    "History entries that were lost, by reason.",
    ("reason",),
)
for _reason in ("buffer_full", "stream_full", "closing"):
    DROPPED.labels(_reason)  # shown as 0 from the start, so that an increase is seen

BUFFERED = Gauge(
    "tonebridge_history_buffered_entries",
    "History entries that wait in the process for the stream.",
    multiprocess_mode="livesum",
)
BURIED = Counter(
    "tonebridge_history_dead_total",
    "History entries that can never be written and were set aside.",
)
