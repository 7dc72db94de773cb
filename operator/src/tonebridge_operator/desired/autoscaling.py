"""What changes the number of gateways and workers."""

from collections.abc import Mapping
from typing import Final

from tonebridge.settings import HistorySettings
from tonebridge_operator.desired.bridge import Bridge
from tonebridge_operator.desired.config import WORKER_MANAGEMENT_PORT
from tonebridge_operator.desired.manifest import Body, Manifest, Wave

DEPTH: Final = "tonebridge_queue_depth"
UNITS: Final[Mapping[str, int]] = {
    "interactive": 1,
    "batch": 1,
    "maintenance": 1,
    "history": HistorySettings().batch_entries,
}
"""Queues, and how many of what waits in each make one job: history is written in batches."""
DOWN_S: Final = 300
"""Only what was too many for so long is taken away."""


def gateway_autoscaler(bridge: Bridge) -> Manifest:
    """Return the HorizontalPodAutoscaler of the gateways: up at once, down slowly."""
    scaling = bridge.spec.gateway.autoscaling
    body = bridge.object("HorizontalPodAutoscaler", bridge.child("gateway"), "gateway")
    body["spec"] = {
        "scaleTargetRef": _target(bridge, "gateway"),
        "minReplicas": scaling.min_replicas,
        "maxReplicas": scaling.max_replicas,
        "metrics": [
            _utilisation("cpu", scaling.target_cpu_utilization),
            _utilisation("memory", scaling.target_memory_utilization),
        ],
        "behavior": {
            "scaleUp": {
                "stabilizationWindowSeconds": 0,
                "selectPolicy": "Max",
                "policies": [_at_most("Percent", 100, 15), _at_most("Pods", 4, 15)],
            },
            "scaleDown": {
                "stabilizationWindowSeconds": DOWN_S,
                "selectPolicy": "Max",
                "policies": [_at_most("Percent", 50, 60), _at_most("Pods", 1, 60)],
            },
        },
    }
    return Manifest(wave=Wave.AUTOSCALING, body=body)


def worker_autoscaler(bridge: Bridge) -> Manifest:
    """Return KEDA's ScaledObject of the workers, which asks a worker how much waits."""
    scaling = bridge.spec.workers.autoscaling
    service = f"{bridge.child('worker')}.{bridge.namespace}.svc:{WORKER_MANAGEMENT_PORT}"
    body = bridge.object("ScaledObject", bridge.child("worker"), "worker")
    body["spec"] = {
        "scaleTargetRef": _target(bridge, "worker"),
        "minReplicaCount": scaling.min_replicas,
        "maxReplicaCount": scaling.max_replicas,
        "pollingInterval": 15,
        "advanced": {
            "horizontalPodAutoscalerConfig": {
                "behavior": {"scaleDown": {"stabilizationWindowSeconds": DOWN_S}}
            }
        },
        "triggers": [
            {
                "type": "metrics-api",
                "metricType": "AverageValue",
                "metadata": {
                    "url": f"http://{service}/metrics",
                    "format": "prometheus",
                    "valueLocation": f'{DEPTH}{{queue="{queue}"}}',
                    "targetValue": str(scaling.queue_depth_target * unit),
                },
            }
            for queue, unit in UNITS.items()
        ],
    }
    return Manifest(wave=Wave.AUTOSCALING, body=body)


def _target(bridge: Bridge, name: str) -> Body:
    return {"apiVersion": "apps/v1", "kind": "Deployment", "name": bridge.child(name)}


def _utilisation(resource: str, percent: int) -> Body:
    target = {"type": "Utilization", "averageUtilization": percent}
    return {"type": "Resource", "resource": {"name": resource, "target": target}}


def _at_most(kind: str, value: int, period_s: int) -> Body:
    return {"type": kind, "value": value, "periodSeconds": period_s}
