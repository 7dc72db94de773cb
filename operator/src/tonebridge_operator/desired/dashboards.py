"""Grafana dashboards of a bridge, in a ConfigMap that Grafana's sidecar finds by its label."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import msgspec

from tonebridge_operator.desired.bridge import Bridge
from tonebridge_operator.desired.manifest import Manifest, Wave, digest

FOLDER = "grafana"
"""Beside this module: what `make generate` makes of `tonebridge_operator.dashboards`."""
SUBJECTS = ("overview", "gateway", "workers")
BRIDGE, NAMESPACE, UID = "@bridge@", "@namespace@", "@uid@"
"""Placeholders; what takes their place holds letters, digits and '-' alone."""
LABEL: Mapping[str, str] = {"grafana_dashboard": "1"}


def config_maps(bridge: Bridge) -> Iterator[Manifest]:
    """Yield the ConfigMap with the dashboards, one a key.

    The sidecar puts every key of every ConfigMap into one folder, and Grafana takes one
    dashboard a uid: both name the bridge.
    """
    if not bridge.spec.observability.dashboards:
        return
    body = bridge.object("ConfigMap", bridge.child("dashboards"), "platform")
    body["metadata"]["labels"] |= LABEL
    prefix = f"tonebridge-{bridge.namespace}-{bridge.name}"
    body["data"] = {
        f"{prefix}-{subject}.json": filled_in(subject, bridge.namespace, bridge.name)
        for subject in SUBJECTS
    }
    yield Manifest(wave=Wave.UPKEEP, body=body)


def filled_in(subject: str, namespace: str, name: str) -> str:
    """Return a dashboard of one bridge as JSON, a panel a line."""
    values = {BRIDGE: name, NAMESPACE: namespace, UID: f"tb-{digest([namespace, name])}"}
    found = _template(subject)
    for placeholder, value in values.items():
        found = found.replace(placeholder, value)
    return found


@cache
def _template(subject: str) -> str:
    text = files(__package__).joinpath(FOLDER, f"{subject}.json").read_text(encoding="utf-8")
    whole = msgspec.json.decode(text, type=dict[str, object])
    panels = msgspec.convert(whole.pop("panels"), list[object])
    lines = ",\n".join(msgspec.json.encode(panel).decode() for panel in panels)
    around = msgspec.json.encode(whole).decode()
    return f'{around.removesuffix("}")},"panels":[\n{lines}\n]}}\n'
