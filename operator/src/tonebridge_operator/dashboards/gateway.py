"""A bridge's gateways and their cache, for whoever looks for a cause."""

from grafana_foundation_sdk.builders import dashboard

from tonebridge_operator.dashboards.of_bridge import (
    DURATIONS,
    GATEWAY,
    REQUESTS,
    bridge_page,
    or_none,
    quantile,
    rate,
)
from tonebridge_operator.dashboards.panels import Panel, Query, graph, section

LOOKUPS = "tonebridge_cache_requests_total"
CALLS = "tonebridge_provider_call_duration_seconds"
BUSIEST = 8
"""Routes or pods that are shown."""


def gateway() -> dashboard.Dashboard:
    """Return the dashboard of gateways, cache and providers."""
    found = bridge_page("gateway", "Requests by route and pod, cache tiers, providers.")
    found = section(found, "Requests", (_routes(), _slow_routes()), (_refused(), _in_flight()))
    found = section(found, "Cache", (_hits(), _lookups(), _trouble()))
    return section(found, "Providers", (_calls(), _call_durations(), _providers()))


def _routes() -> Panel:
    return graph(
        "Requests by route",
        f"Requests a second of the {BUSIEST} busiest routes.",
        "reqps",
        Query(f"topk({BUSIEST}, {rate(REQUESTS, by='route, method')})", "{{method}} {{route}}"),
    )


def _slow_routes() -> Panel:
    slowest = quantile(0.99, DURATIONS, GATEWAY, by="route, method")
    return graph(
        "p99 by route",
        f"The {BUSIEST} slowest routes.",
        "s",
        Query(f"topk({BUSIEST}, {slowest})", "{{method}} {{route}}"),
    )


def _refused() -> Panel:
    refused = f'tonebridge_http_requests_total{{{GATEWAY},status=~"[45].."}}'
    return graph(
        "Refused and failed",
        "Answers a second with a status of 400 and above; 429 is a limit, 5xx a fault of ours.",
        "reqps",
        Query(rate(refused, by="status"), "{{status}}"),
        stacked=True,
    )


def _in_flight() -> Panel:
    return graph(
        "In flight",
        "Requests that are being answered, by pod.",
        "short",
        Query(f"sum by (pod) (tonebridge_http_requests_in_flight{{{GATEWAY}}})", "{{pod}}"),
    )


def _hits() -> Panel:
    hits = rate(f'{LOOKUPS}{{{GATEWAY},result="hit"}}', by="tier")
    every = rate(f"{LOOKUPS}{{{GATEWAY}}}", by="tier")
    return graph(
        "Hits by tier",
        "Share of a tier's look-ups that found an answer; l1 is in the process, l2 is shared.",
        "percentunit",
        Query(f"{hits} / ({every} > 0)", "{{tier}}"),
    )


def _lookups() -> Panel:
    return graph(
        "Look-ups",
        "Look-ups a second by tier and result.",
        "ops",
        Query(rate(f"{LOOKUPS}{{{GATEWAY}}}", by="tier, result"), "{{tier}} {{result}}"),
        stacked=True,
    )


def _trouble() -> Panel:
    evictions = f"tonebridge_cache_evictions_total{{{GATEWAY}}}"
    faults = f"tonebridge_cache_faults_total{{{GATEWAY}}}"
    return graph(
        "Evictions and faults",
        "Living entries a second that had to make room, and look-ups that found the tier away or "
        "the value unreadable.",
        "ops",
        Query(rate(evictions, by="tier"), "{{tier}} evicted"),
        Query(rate(faults, by="tier, fault"), "{{tier}} {{fault}}"),
    )


def _calls() -> Panel:
    calls = rate(f"{CALLS}_count{{{GATEWAY}}}", by="provider, outcome")
    return graph(
        "Calls of providers",
        "Calls a second by provider and outcome.",
        "ops",
        Query(calls, "{{provider}} {{outcome}}"),
    )


def _call_durations() -> Panel:
    return graph(
        "Duration of calls",
        "99 of 100 calls of a provider are answered within this time.",
        "s",
        Query(quantile(0.99, CALLS, GATEWAY, by="provider"), "{{provider}} p99"),
    )


def _providers() -> Panel:
    every = f"tonebridge_transforms_total{{{GATEWAY}}}"
    lesser = f'tonebridge_transforms_total{{{GATEWAY},degraded="true"}}'
    return graph(
        "Who answers",
        "Transforms a second by provider; degraded: one answered in another's place.",
        "ops",
        Query(rate(every, by="provider"), "{{provider}}"),
        Query(or_none(rate(lesser)), "degraded"),
    )
