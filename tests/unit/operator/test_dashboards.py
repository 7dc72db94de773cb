"""Dashboards and alerts ask for what there is, and each bridge has its own."""

import re
from pathlib import Path

import msgspec
import pytest
from tests.support.bridges import OPTIONAL, a_bridge, given_for
from tests.support.dashboards import (
    all_dashboards,
    asked,
    graphs,
    labels_in,
    metrics_in,
    of_bridge,
)

from tonebridge_operator.api.v1alpha1 import Spec
from tonebridge_operator.api.v1alpha1.spec import Observability
from tonebridge_operator.desired import Key, render
from tonebridge_operator.desired.monitoring import monitors

METRICS = Path(__file__).parents[3] / "docs/reference/metrics.md"
OF_A_SCRAPE = {"namespace", "service", "pod", "le"}
"""Labels that the ServiceMonitor gives, and that of a histogram's buckets."""
DASHBOARDS = all_dashboards()


def registry():
    """Return the labels of each series that there can be, by its name."""
    found = {}
    line = r"^\| `(\w+)` \| (\w+) \| ([^|]*)\|"
    for name, kind, words in re.findall(line, METRICS.read_text(encoding="utf-8"), re.MULTILINE):
        labels = set(re.findall(r"`(\w+)`", words))
        endings = ("_bucket", "_count", "_sum") if kind == "histogram" else ("",)
        found |= {name + ending: labels for ending in endings}
    return found


REGISTRY = registry()


def alerts():
    (rule,) = [
        one
        for one in monitors(a_bridge(), given_for(a_bridge(), served=OPTIONAL))
        if one.key.kind == "PrometheusRule"
    ]
    return [alert["expr"] for group in rule.body["spec"]["groups"] for alert in group["rules"]]


@pytest.mark.parametrize("query", asked(), ids=str)
def test_a_query_asks_for_series_and_labels_that_there_are(query):
    named = metrics_in(query.expression)

    assert named
    assert named <= REGISTRY.keys()
    known = OF_A_SCRAPE.union(*(REGISTRY[name] for name in named))
    assert labels_in(query.expression) <= known


@pytest.mark.parametrize("expression", alerts())
def test_an_alert_asks_for_series_and_labels_that_there_are(expression):
    named = metrics_in(expression)

    assert named
    assert named <= REGISTRY.keys()
    assert labels_in(expression) <= OF_A_SCRAPE.union(*(REGISTRY[name] for name in named))


@pytest.mark.parametrize("query", asked("operator"), ids=str)
def test_the_operators_dashboard_shows_operators_alone(query):
    assert all(name.startswith("tonebridge_reconcile_") for name in metrics_in(query.expression))


@pytest.mark.parametrize("query", asked("overview", "gateway", "workers"), ids=str)
def test_a_bridges_dashboard_shows_that_bridge_alone(query):
    selectors = re.findall(r"\{([^}]*)\}", query.expression)

    assert len(selectors) == len(re.findall(r"\btonebridge_\w+", query.expression))
    for selector in selectors:
        assert selector.startswith('namespace="tone",service="demo-')


def test_every_metric_is_shown_somewhere():
    def plain(names):
        return {re.sub(r"_(bucket|count|sum)$", "", name) for name in names}

    shown = {name for query in asked() for name in metrics_in(query.expression)}

    assert plain(REGISTRY) == plain(shown)


@pytest.mark.parametrize("name", DASHBOARDS)
class TestADashboard:
    def test_explains_each_panel(self, name):
        for panel in graphs(DASHBOARDS[name]):
            assert panel["title"]
            assert panel["description"].endswith(".")

    def test_asks_the_source_that_was_chosen(self, name):
        sources = {panel["datasource"]["uid"] for panel in graphs(DASHBOARDS[name])}

        assert sources == {"${datasource}"}
        assert DASHBOARDS[name]["templating"]["list"][0]["query"] == "prometheus"

    def test_has_panels_that_can_be_told_apart(self, name):
        panels = DASHBOARDS[name]["panels"]

        assert len({panel["id"] for panel in panels}) == len(panels)
        for panel in graphs(DASHBOARDS[name]):
            letters = [target["refId"] for target in panel["targets"]]
            assert len(set(letters)) == len(letters)

    def test_has_panels_side_by_side(self, name):
        taken = [
            (x, y)
            for panel in DASHBOARDS[name]["panels"]
            for position in [panel["gridPos"]]
            for x in range(position["x"], position["x"] + position["w"])
            for y in range(position["y"], position["y"] + position["h"])
        ]

        assert len(set(taken)) == len(taken)
        assert max(x for x, _ in taken) < 24


class TestTheDashboardsOfABridge:
    def config_map(self, bridge):
        objects = {one.key: one.body for one in render(bridge, given_for(bridge))}
        return objects.get(Key("ConfigMap", "demo-dashboards"))

    def test_are_found_by_grafanas_sidecar(self):
        body = self.config_map(a_bridge())

        assert body["metadata"]["labels"]["grafana_dashboard"] == "1"
        assert list(body["data"]) == [
            "tonebridge-tone-demo-overview.json",
            "tonebridge-tone-demo-gateway.json",
            "tonebridge-tone-demo-workers.json",
        ]

    def test_are_not_made_where_nobody_wants_them(self):
        spec = Spec(observability=Observability(dashboards=False))

        assert self.config_map(a_bridge(spec)) is None

    def test_leave_no_placeholder(self):
        assert not any("@" in text for text in self.config_map(a_bridge())["data"].values())

    def test_name_the_bridge(self):
        titles = [of_bridge(subject)["title"] for subject in ("overview", "gateway", "workers")]

        assert titles == [
            "ToneBridge demo (tone): overview",
            "ToneBridge demo (tone): gateway",
            "ToneBridge demo (tone): workers",
        ]

    def test_have_names_of_their_own_in_grafana(self):
        bridges = [("tone", "demo"), ("tone-demo", "x"), ("tone", "demo-x"), ("n" * 63, "d" * 40)]
        uids = [
            of_bridge(subject, namespace=namespace, name=name)["uid"]
            for namespace, name in bridges
            for subject in ("overview", "gateway", "workers")
        ]

        assert len(set(uids)) == len(uids)
        assert max(map(len, uids)) <= 40  # what Grafana takes

    def test_stay_small(self):
        body = self.config_map(a_bridge())

        assert len(msgspec.json.encode(body)) < 40_000  # an operator keeps one for each bridge
