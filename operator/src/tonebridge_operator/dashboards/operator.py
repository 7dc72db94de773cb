"""The operator itself: one dashboard for all that run in the cluster."""

from grafana_foundation_sdk.builders import dashboard

from tonebridge_operator.dashboards.of_bridge import or_none, quantile, rate
from tonebridge_operator.dashboards.panels import (
    BAD,
    CALM,
    WARN,
    Level,
    Panel,
    Query,
    choice,
    figure,
    graph,
    page,
    section,
)

OURS = 'namespace="$namespace"'
LOOKS = "tonebridge_reconcile"


def operator() -> dashboard.Dashboard:
    """Return the operator's dashboard; the namespace that it runs in can be chosen."""
    found = page("ToneBridge operator", "tonebridge-operator", "How the operator keeps up.")
    namespaces = choice("namespace", "Namespace", f"label_values({LOOKS}_leader, namespace)")
    found = found.with_variable(namespaces)
    found = section(found, "Now", _now())
    found = section(found, "Work", (_bridges(), _looks(), _repairs()), (_durations(), _waiting()))
    return section(found, "API server", (_requests(), _relists()), (_kept(), _kept_bytes()))


def _now() -> tuple[Panel, ...]:
    def count(series: str) -> str:
        return f"sum({LOOKS}_{series})"

    degraded = f'bridges{{{OURS},phase="Degraded"}}'
    return (
        figure(
            "Leaders",
            "Operators that work: one, or for some seconds none while another takes over.",
            "short",
            count(f"leader{{{OURS}}}"),
            Level(1, CALM),
            Level(2, BAD),
            below=BAD,
        ),
        figure("Bridges", "Bridges that are looked after.", "short", count(f"bridges{{{OURS}}}")),
        figure(
            "Degraded",
            "Bridges that need people; `kubectl get tb -A` names them.",
            "short",
            or_none(count(degraded)),
            Level(1, WARN),
        ),
        figure(
            "Waiting",
            "Bridges that are due and wait for their turn.",
            "short",
            count(f"queue_depth{{{OURS}}}"),
            Level(100, WARN),
        ),
    )


def _bridges() -> Panel:
    return graph(
        "Bridges by phase",
        "What bridges are, as their status says.",
        "short",
        Query(f"sum by (phase) ({LOOKS}_bridges{{{OURS}}})", "{{phase}}"),
        stacked=True,
    )


def _looks() -> Panel:
    return graph(
        "Looks",
        "Looks at bridges a second by what became of them; at rest nearly all are quiet.",
        "ops",
        Query(rate(f"{LOOKS}_total{{{OURS}}}", by="result"), "{{result}}"),
    )


def _repairs() -> Panel:
    repaired = rate(f"{LOOKS}_drift_corrected_total{{{OURS}}}")
    return graph(
        "Repairs",
        "Objects a second that somebody else had changed or deleted and that were put back.",
        "ops",
        Query(or_none(repaired), "repaired"),
    )


def _durations() -> Panel:
    duration = f"{LOOKS}_duration_seconds"
    return graph(
        "Duration of a look",
        "A look at a bridge and the steps that follow from it.",
        "s",
        Query(quantile(0.5, duration, OURS), "p50"),
        Query(quantile(0.99, duration, OURS), "p99"),
    )


def _waiting() -> Panel:
    wait = f"{LOOKS}_queue_wait_seconds"
    return graph(
        "Waiting for a turn",
        "How long bridges that are due wait.",
        "s",
        Query(quantile(0.5, wait, OURS), "p50"),
        Query(quantile(0.99, wait, OURS), "p99"),
    )


def _requests() -> Panel:
    requests = rate(f"{LOOKS}_api_requests_total{{{OURS}}}", by="verb, code")
    return graph(
        "Requests",
        "Requests a second, lists and watches apart; code 0: no answer came.",
        "reqps",
        Query(requests, "{{verb}} {{code}}"),
        stacked=True,
    )


def _relists() -> Panel:
    relists = f"sum(increase({LOOKS}_relists_total{{{OURS}}}[1h]))"
    return graph(
        "Lists anew",
        "Lists of the last hour after a watch that could not be resumed.",
        "short",
        Query(or_none(relists), "lists"),
    )


def _kept() -> Panel:
    return graph(
        "Objects in memory",
        "Objects that an operator keeps, by pod.",
        "short",
        Query(f"sum by (pod) ({LOOKS}_cache_objects{{{OURS}}})", "{{pod}}"),
    )


def _kept_bytes() -> Panel:
    return graph(
        "Memory for objects",
        "What they take, by pod.",
        "bytes",
        Query(f"sum by (pod) ({LOOKS}_cache_bytes{{{OURS}}})", "{{pod}}"),
    )
