"""The dashboards as Grafana reads them, and what they ask Prometheus."""

import re
from pathlib import Path
from typing import NamedTuple

import msgspec

from tonebridge_operator.desired.dashboards import SUBJECTS, filled_in

ROOT = Path(__file__).parents[2]
OPERATOR = ROOT / "charts/tonebridge/dashboards/operator.json"
NAMESPACE, BRIDGE = "tone", "demo"


class Asked(NamedTuple):
    """One query, and where it stands."""

    dashboard: str
    panel: str
    legend: str
    expression: str

    def __str__(self):
        return f"{self.dashboard}/{self.panel}/{self.legend}"


def of_bridge(subject, *, namespace=NAMESPACE, name=BRIDGE):
    return msgspec.json.decode(filled_in(subject, namespace, name))


def of_operator():
    return msgspec.json.decode(OPERATOR.read_bytes())


def all_dashboards():
    """Return every dashboard by its name."""
    return {**{subject: of_bridge(subject) for subject in SUBJECTS}, "operator": of_operator()}


def graphs(dashboard):
    """Return the panels that show something; headings are panels too."""
    return [panel for panel in dashboard["panels"] if panel["type"] != "row"]


def asked(*names):
    """Return the queries of some dashboards, or of all."""
    return [
        Asked(name, panel["title"], target["legendFormat"], target["expr"])
        for name, dashboard in all_dashboards().items()
        if not names or name in names
        for panel in graphs(dashboard)
        for target in panel["targets"]
    ]


def ready_to_ask(expression, *, lately="5m", **variables):
    """Fill in what Grafana does."""
    found = expression.replace("$__rate_interval", lately)
    for name, value in variables.items():
        found = found.replace(f"${name}", value)
    return found


def metrics_in(expression):
    return set(re.findall(r"\btonebridge_\w+", expression))


def labels_in(expression):
    """Return every label that a query selects or groups by."""
    selected = re.findall(r'(\w+)(?:=~|!~|!=|=)"', expression)
    grouped = re.findall(r"\bby \(([^)]*)\)", expression)
    return {*selected, *(label.strip() for group in grouped for label in group.split(","))}
