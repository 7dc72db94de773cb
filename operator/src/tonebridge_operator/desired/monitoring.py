"""What watches a bridge: scraping, and alerts on its service levels."""

from collections.abc import Iterator

from tonebridge_operator.api.v1alpha1.spec import Wanted
from tonebridge_operator.desired.bridge import Bridge, Given
from tonebridge_operator.desired.manifest import Body, Manifest, Wave

OBJECTIVE = 0.999
"""Requests that are answered without a fault of ours."""
LATENCY_S = 0.15
"""Bound of the 99th percentile; a bucket of the histogram ends there."""

FAST_BURN, SLOW_BURN = 14.4, 6.0
"""How many times faster than allowed the month's faults are spent when somebody is told."""
SCRAPED_EVERY = "30s"


def wanted(wish: Wanted, kind: str, given: Given) -> bool:
    """Tell whether an object is made: auto means where its kind is served."""
    return wish == "enabled" or (wish == "auto" and kind in given.served)


def monitors(bridge: Bridge, given: Given) -> Iterator[Manifest]:
    """Yield the ServiceMonitor and the PrometheusRule."""
    wishes = bridge.spec.observability
    if wanted(wishes.service_monitor, "ServiceMonitor", given):
        yield _manifest(bridge, "ServiceMonitor", _service_monitor(bridge))
    if wanted(wishes.prometheus_rule, "PrometheusRule", given):
        groups = [{"name": "tonebridge", "rules": list(_alerts(bridge))}]
        yield _manifest(bridge, "PrometheusRule", {"groups": groups})


def _manifest(bridge: Bridge, kind: str, spec: Body) -> Manifest:
    body = bridge.object(kind, bridge.name, "platform")
    return Manifest(wave=Wave.UPKEEP, body={**body, "spec": spec})


def _service_monitor(bridge: Bridge) -> Body:
    return {
        "selector": {
            "matchLabels": {
                "app.kubernetes.io/instance": bridge.name,
                "app.kubernetes.io/part-of": "tonebridge",
            },
            "matchExpressions": [
                {
                    "key": "app.kubernetes.io/component",
                    "operator": "In",
                    "values": ["gateway", "worker"],
                }
            ],
        },
        "endpoints": [{"port": "management", "path": "/metrics", "interval": SCRAPED_EVERY}],
    }


def _alerts(bridge: Bridge) -> Iterator[Body]:
    gateway = _labels(bridge, "gateway")
    worker = _labels(bridge, "worker")
    errors = f'tonebridge_http_requests_total{{{gateway},status=~"5.."}}'
    requests = f"tonebridge_http_requests_total{{{gateway}}}"

    def burning(factor: float, long: str, short: str) -> str:
        """Compare over two windows: see SRE Workbook, ch. 5, multiwindow, multi-burn-rate."""
        bound = f"{factor * (1 - OBJECTIVE):.5g}"
        return " and ".join(
            f"sum(rate({errors}[{window}])) / sum(rate({requests}[{window}])) > {bound}"
            for window in (long, short)
        )

    yield _alert(
        bridge,
        "ToneBridgeErrorsFast",
        burning(FAST_BURN, "1h", "5m"),
        severity="critical",
        summary="Requests fail so often that the month's allowance is spent in two days.",
    )
    yield _alert(
        bridge,
        "ToneBridgeErrorsSlow",
        burning(SLOW_BURN, "6h", "30m"),
        severity="warning",
        summary="Requests fail so often that the month's allowance is spent in five days.",
    )
    durations = f"tonebridge_http_request_duration_seconds_bucket{{{gateway}}}"
    yield _alert(
        bridge,
        "ToneBridgeSlow",
        f"histogram_quantile(0.99, sum by (le) (rate({durations}[10m]))) > {LATENCY_S}",
        severity="warning",
        summary=f"One request in a hundred takes longer than {LATENCY_S * 1000:.0f} ms.",
        lasting="10m",
    )
    yield _alert(
        bridge,
        "ToneBridgeHistoryLate",
        f"max(tonebridge_history_lag_seconds{{{worker}}}) > 60",
        severity="warning",
        summary="History reaches the database late: it is away or slow, or workers are too few.",
        lasting="5m",
    )
    yield _alert(
        bridge,
        "ToneBridgeHistoryLost",
        f"sum(increase(tonebridge_history_dropped_total{{{gateway}}}[15m])) > 0",
        severity="critical",
        summary="History entries were lost: there was no room for them to wait.",
    )
    yield _alert(
        bridge,
        "ToneBridgeJobsDead",
        f'sum(increase(tonebridge_jobs_total{{{worker},outcome="dead"}}[1h])) > 0',
        severity="warning",
        summary="Jobs were set aside for people to look at.",
    )


def _labels(bridge: Bridge, component: str) -> str:
    return f'namespace="{bridge.namespace}",service="{bridge.child(component)}"'


def _alert(
    bridge: Bridge, name: str, expression: str, *, severity: str, summary: str, lasting: str = ""
) -> Body:
    found: Body = {
        "alert": name,
        "expr": expression,
        "labels": {"severity": severity, "bridge": bridge.name},
        "annotations": {"summary": summary},
    }
    return {**found, "for": lasting} if lasting else found
