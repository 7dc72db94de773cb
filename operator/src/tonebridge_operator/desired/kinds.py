"""Every kind of object that a bridge can be made of, and where the API server serves it."""

from collections.abc import Mapping
from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of the API."""

    api_version: str
    plural: str
    optional: bool = False
    """Whether a cluster may lack it: it comes with another operator."""

    @property
    def path(self) -> str:
        """Return where its group and version are served, such as `/apis/apps/v1`."""
        return f"/{'apis' if '/' in self.api_version else 'api'}/{self.api_version}"


KINDS: Mapping[str, Kind] = {
    "ServiceAccount": Kind("v1", "serviceaccounts"),
    "ConfigMap": Kind("v1", "configmaps"),
    "Secret": Kind("v1", "secrets"),
    "Service": Kind("v1", "services"),
    "PersistentVolumeClaim": Kind("v1", "persistentvolumeclaims"),
    "Deployment": Kind("apps/v1", "deployments"),
    "StatefulSet": Kind("apps/v1", "statefulsets"),
    "Job": Kind("batch/v1", "jobs"),
    "CronJob": Kind("batch/v1", "cronjobs"),
    "HorizontalPodAutoscaler": Kind("autoscaling/v2", "horizontalpodautoscalers"),
    "PodDisruptionBudget": Kind("policy/v1", "poddisruptionbudgets"),
    "NetworkPolicy": Kind("networking.k8s.io/v1", "networkpolicies"),
    "Ingress": Kind("networking.k8s.io/v1", "ingresses"),
    "HTTPRoute": Kind("gateway.networking.k8s.io/v1", "httproutes", optional=True),
    "ScaledObject": Kind("keda.sh/v1alpha1", "scaledobjects", optional=True),
    "ServiceMonitor": Kind("monitoring.coreos.com/v1", "servicemonitors", optional=True),
    "PrometheusRule": Kind("monitoring.coreos.com/v1", "prometheusrules", optional=True),
    "Cluster": Kind("postgresql.cnpg.io/v1", "clusters", optional=True),
}
