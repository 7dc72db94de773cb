"""How many pods may be taken away on purpose at once."""

from collections.abc import Iterator

from tonebridge_operator.desired.bridge import Bridge, Component
from tonebridge_operator.desired.manifest import Manifest, Wave

COMPONENTS: tuple[Component, ...] = ("gateway", "worker")


def budgets(bridge: Bridge) -> Iterator[Manifest]:
    """Yield a PodDisruptionBudget for gateways and for workers: one at a time."""
    for component in COMPONENTS:
        body = bridge.object("PodDisruptionBudget", bridge.child(component), component)
        body["spec"] = {
            "maxUnavailable": 1,
            "selector": {"matchLabels": bridge.selector(component)},
            # A pod that does not work must not keep its node from being drained.
            "unhealthyPodEvictionPolicy": "AlwaysAllow",
        }
        yield Manifest(wave=Wave.UPKEEP, body=body)
