"""A bridge's workers: the queue, and history on its way into the database."""

from grafana_foundation_sdk.builders import dashboard

from tonebridge_operator.dashboards.of_bridge import (
    GATEWAY,
    WORKER,
    bridge_page,
    or_none,
    rate,
)
from tonebridge_operator.dashboards.panels import WARN, Level, Panel, Query, graph, section

JOBS = "tonebridge_jobs_total"
HISTORY = "tonebridge_history"


def workers() -> dashboard.Dashboard:
    """Return the dashboard of queue and history."""
    found = bridge_page("workers", "The queue, jobs, and history on its way to the database.")
    found = section(found, "Queue", (_depth(), _jobs(), _dead_jobs()))
    return section(found, "History", (_flow(), _lag()), (_buffered(), _lost(), _set_aside()))


def _depth() -> Panel:
    # Every worker tells the same of the one queue.
    depth = f"max by (queue) (tonebridge_queue_depth{{{WORKER}}})"
    return graph("Waiting", "What waits in each queue.", "short", Query(depth, "{{queue}}"))


def _jobs() -> Panel:
    jobs = rate(f"{JOBS}{{{WORKER}}}", by="queue, outcome")
    return graph(
        "Jobs",
        "Jobs a second by queue and by what became of them.",
        "ops",
        Query(jobs, "{{queue}} {{outcome}}"),
    )


def _dead_jobs() -> Panel:
    dead = f'sum(increase({JOBS}{{{WORKER},outcome="dead"}}[1h]))'
    return graph(
        "Dead jobs",
        "Jobs of the last hour that were set aside for people to look at; an alert stands at one.",
        "short",
        Query(or_none(dead), "dead"),
        levels=(Level(1, WARN),),
    )


def _flow() -> Panel:
    return graph(
        "In and out",
        "Entries a second that gateways send, and that workers bring into the database.",
        "ops",
        Query(rate(f"{HISTORY}_appended_total{{{GATEWAY}}}"), "sent"),
        Query(rate(f"{HISTORY}_written_total{{{WORKER}}}"), "written"),
    )


def _lag() -> Panel:
    return graph(
        "Late by",
        "Age of the oldest entry of the latest batch when it was written, by worker.",
        "s",
        Query(f"max by (pod) ({HISTORY}_lag_seconds{{{WORKER}}})", "{{pod}}"),
        levels=(Level(60, WARN),),
    )


def _buffered() -> Panel:
    return graph(
        "Waiting in gateways",
        "Entries that wait in a gateway for the stream: it is away where they grow.",
        "short",
        Query(f"sum by (pod) ({HISTORY}_buffered_entries{{{GATEWAY}}})", "{{pod}}"),
    )


def _lost() -> Panel:
    lost = f"sum by (reason) (increase({HISTORY}_dropped_total{{{GATEWAY}}}[1h]))"
    return graph(
        "Lost",
        "Entries that were lost in the last hour: there was no room for them to wait.",
        "short",
        Query(lost, "{{reason}}"),
    )


def _set_aside() -> Panel:
    return graph(
        "Set aside",
        "Entries of the last hour that can never be written, and those that the database can "
        "never hold, since workers started.",
        "short",
        Query(f"sum(increase({HISTORY}_dead_total{{{WORKER}}}[1h]))", "set aside"),
        Query(f"sum({HISTORY}_unstorable_entries{{{WORKER}}})", "left out"),
    )
