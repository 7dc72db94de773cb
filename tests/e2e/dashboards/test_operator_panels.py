"""The chart's dashboard shows something of an operator that works on a real API server."""

import math
from functools import partial

from tests.e2e.operator.conftest import live, namespace, operators, served
from tests.support.dashboards import asked, ready_to_ask
from tests.support.prometheus import scraping, target
from tests.support.running import eventually

from tonebridge_cli.laptop.ports import free_port

__all__ = ["live", "namespace", "operators", "served"]

HOME = "tonebridge-system"
REPAIRED = "tonebridge_reconcile_drift_corrected_total"


def test_every_query_about_the_operator_finds_what_it_asks_for(live, operators, tmp_path):
    port = free_port()
    operators(management_port=str(port)).start()
    with scraping(tmp_path, target(port, namespace=HOME, service="operator")) as prometheus:
        live.create()
        live.settle()
        for done in (1, 3):  # what is counted for the first time has not increased yet
            live.remove("Service", "demo-gateway")
            live.until(lambda: live.get("Service", "demo-gateway"))
            eventually(partial(prometheus.scraped, REPAIRED, done), within_s=30)

        found = {
            str(query): prometheus.ask(ready_to_ask(query.expression, namespace=HOME))
            for query in asked("operator")
        }

    silent = {
        query
        for query, series in found.items()
        if not series or any(math.isnan(number) for _, number in series)
    }
    assert silent == set()
    assert found["operator/Leaders/Leaders"] == [({}, 1.0)]
    assert found["operator/Bridges/Bridges"] == [({}, 1.0)]
