"""A bridge at a glance: whether it keeps its service levels."""

from grafana_foundation_sdk.builders import dashboard

from tonebridge_operator.dashboards.of_bridge import (
    DURATIONS,
    GATEWAY,
    REQUESTS,
    WORKER,
    bridge_page,
    or_none,
    quantile,
    rate,
)
from tonebridge_operator.dashboards.panels import (
    BAD,
    CALM,
    WARN,
    Level,
    Panel,
    Query,
    figure,
    graph,
    section,
)
from tonebridge_operator.desired.monitoring import FAST_BURN, LATENCY_S, OBJECTIVE, SLOW_BURN

MONTH = "30d"
USUAL_S = 0.03
"""Bound of the median."""
ALLOWED = f"{1 - OBJECTIVE:.5g}"
FAULTS = f'tonebridge_http_requests_total{{{GATEWAY},status=~"5.."}}'


def overview() -> dashboard.Dashboard:
    """Return the dashboard of the service levels."""
    found = bridge_page("overview", "Whether the bridge keeps its service levels.")
    found = section(found, "Service levels", _month(), _lately())
    found = section(found, "Traffic", (_requests(), _transforms()))
    return section(found, "Behind it", (_cache(), _lag()))


def _faulty(window: str) -> str:
    """Return the share of requests that failed by our fault; nothing where there was none."""
    return f"{or_none(rate(FAULTS, window))} / ({rate(REQUESTS, window)} > 0)"


def _month() -> tuple[Panel, ...]:
    return (
        figure(
            "Availability, 30 days",
            f"Requests that were answered without a fault of ours; promised: {OBJECTIVE:.1%}.",
            "percentunit",
            f"1 - {_faulty(MONTH)}",
            Level(OBJECTIVE, CALM),
            below=BAD,
            decimals=3,
        ),
        figure(
            "Error budget left, 30 days",
            f"How much of the allowed {1 - OBJECTIVE:.1%} of faults is not spent.",
            "percentunit",
            f"1 - {_faulty(MONTH)} / {ALLOWED}",
            Level(0, WARN),
            Level(0.25, CALM),
            below=BAD,
            decimals=0,
        ),
        _reached("Gateways", f"tonebridge_http_requests_in_flight{{{GATEWAY}}}"),
        _reached("Workers", f"tonebridge_history_lag_seconds{{{WORKER}}}"),
    )


def _reached(what: str, series: str) -> Panel:
    """Return how many pods have a series that each of them has."""
    meaning = f"{what} that Prometheus reaches."
    expression = f"count({series})"
    return figure(what, meaning, "short", expression, Level(1, CALM), below=BAD)


def _lately() -> tuple[Panel, ...]:
    burn = (
        Query(f"{_faulty(window)} / {ALLOWED}", f"over {window}") for window in ("5m", "1h", "6h")
    )
    return (
        graph(
            "Error budget burn",
            "How many times faster than allowed the budget is spent; alerts stand on the lines.",
            "short",
            *burn,
            levels=(Level(SLOW_BURN, WARN), Level(FAST_BURN, BAD)),
        ),
        graph(
            "Latency",
            f"From a request's head to that of its answer; promised: half within "
            f"{USUAL_S * 1000:g} ms, 99 of 100 within {LATENCY_S * 1000:g} ms.",
            "s",
            Query(quantile(0.5, DURATIONS, GATEWAY), "p50"),
            Query(quantile(0.99, DURATIONS, GATEWAY), "p99"),
            levels=(Level(USUAL_S, WARN), Level(LATENCY_S, BAD)),
        ),
    )


def _requests() -> Panel:
    return graph(
        "Requests",
        "Requests a second by the status of their answer.",
        "reqps",
        Query(rate(REQUESTS, by="status"), "{{status}}"),
        stacked=True,
    )


def _transforms() -> Panel:
    series = f"tonebridge_transforms_total{{{GATEWAY}}}"
    degraded = f'tonebridge_transforms_total{{{GATEWAY},degraded="true"}}'
    return graph(
        "Transforms",
        "Transforms a second by kind, and those that a lesser provider answered.",
        "ops",
        Query(rate(series, by="kind"), "{{kind}}"),
        Query(or_none(rate(degraded)), "degraded"),
    )


def _cache() -> Panel:
    hits = f'tonebridge_cache_requests_total{{{GATEWAY},result="hit"}}'
    every = f'tonebridge_cache_requests_total{{{GATEWAY},tier="l1"}}'
    return graph(
        "Answers from the cache",
        "Share of look-ups that found an answer in either tier.",
        "percentunit",
        Query(f"{or_none(rate(hits))} / ({rate(every)} > 0)", "hits"),
    )


def _lag() -> Panel:
    return graph(
        "History on its way",
        "Age of the oldest entry of the latest batch when it was written. Alerts begin at 60 s.",
        "s",
        Query(f"max(tonebridge_history_lag_seconds{{{WORKER}}})", "lag"),
        levels=(Level(60, WARN),),
    )
