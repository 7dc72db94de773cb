"""What the tiers count beside the look-ups, which the use case counts."""

from prometheus_client import Counter

EVICTIONS = Counter(
    "tonebridge_cache_evictions_total",
    "Living entries that had to make room, by tier.",
    ("tier",),
)
FAULTS = Counter(
    "tonebridge_cache_faults_total",
    "Look-ups that found the tier away or the value unreadable.",
    ("tier", "fault"),
)
