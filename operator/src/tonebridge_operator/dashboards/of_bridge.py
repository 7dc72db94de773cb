"""What the queries of a bridge's dashboards have in common.

Names of the bridge are placeholders (`desired.dashboards`), filled in for each bridge.
"""

from grafana_foundation_sdk.builders import dashboard

from tonebridge_operator.dashboards.panels import page
from tonebridge_operator.desired.dashboards import BRIDGE, NAMESPACE, UID

GATEWAY = f'namespace="{NAMESPACE}",service="{BRIDGE}-gateway"'
WORKER = f'namespace="{NAMESPACE}",service="{BRIDGE}-worker"'
REQUESTS = f"tonebridge_http_requests_total{{{GATEWAY}}}"
DURATIONS = "tonebridge_http_request_duration_seconds"
LATELY = "$__rate_interval"


def rate(series: str, window: str = LATELY, *, by: str = "") -> str:
    """Return how much a counter grows in a second, over all pods or by labels."""
    groups = f" by ({by}) " if by else ""
    return f"sum{groups}(rate({series}[{window}]))"


def quantile(level: float, histogram: str, labels: str, *, by: str = "") -> str:
    """Return a quantile of a histogram over all pods, for each combination of labels."""
    groups = f"le, {by}" if by else "le"
    buckets = f"{histogram}_bucket{{{labels}}}"
    return f"histogram_quantile({level}, {rate(buckets, by=groups)})"


def or_none(expression: str) -> str:
    """Return 0 where there is no series: what never happened was never counted."""
    return f"({expression} or vector(0))"


def bridge_page(subject: str, meaning: str) -> dashboard.Dashboard:
    """Return a bridge's dashboard about something, without panels."""
    title = f"ToneBridge {BRIDGE} ({NAMESPACE}): {subject}"
    return page(title, f"{UID}-{subject}", meaning)
