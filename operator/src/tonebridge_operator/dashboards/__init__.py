"""Grafana dashboards as code; `make generate` writes them as JSON.

Needs the extra `dashboards`. Nothing of this is imported by the operator, which only fills in
what is generated (`desired.dashboards`).
"""

import json
from collections.abc import Mapping

from grafana_foundation_sdk.builders.dashboard import Dashboard
from grafana_foundation_sdk.cog.encoder import JSONEncoder

from tonebridge_operator.dashboards.gateway import gateway
from tonebridge_operator.dashboards.operator import operator
from tonebridge_operator.dashboards.overview import overview
from tonebridge_operator.dashboards.workers import workers

__all__ = ["of_bridge_as_json", "of_operator_as_json"]


def of_bridge_as_json() -> Mapping[str, str]:
    """Return a bridge's dashboards by their subject, with placeholders for its names."""
    made = {"overview": overview(), "gateway": gateway(), "workers": workers()}
    return {subject: _json(one) for subject, one in made.items()}


def of_operator_as_json() -> str:
    """Return the operator's dashboard."""
    return _json(operator())


def _json(made: Dashboard) -> str:
    built = made.build()
    for number, panel in enumerate(built.panels or (), start=1):
        panel.id_val = number  # links to a panel name it
    return json.dumps(built, cls=JSONEncoder, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
