"""What people may ask of a bridge."""

from typing import Literal

from tonebridge_operator.api.declaration import ApiObject
from tonebridge_operator.api.v1alpha1.data import Postgres, Redis
from tonebridge_operator.api.v1alpha1.exposure import Ingress
from tonebridge_operator.api.v1alpha1.llm import Llm
from tonebridge_operator.api.v1alpha1.processes import Gateway, Workers
from tonebridge_operator.api.v1alpha1.values import Image

Wanted = Literal["auto", "enabled", "disabled"]


class NetworkPolicy(ApiObject, frozen=True, kw_only=True):
    """Who may talk to whom."""

    enabled: bool = True
    """Whether pods of the bridge refuse every connection but those they need."""


class Observability(ApiObject, frozen=True, kw_only=True):
    """What watches the bridge. auto: made when the cluster serves its kind."""

    service_monitor: Wanted = "auto"
    """ServiceMonitor of the Prometheus operator: auto, enabled or disabled."""
    prometheus_rule: Wanted = "auto"
    """PrometheusRule with the alerts of the service levels: auto, enabled or disabled."""
    dashboards: bool = True
    """Whether ConfigMaps with Grafana dashboards are made."""


class Spec(ApiObject, frozen=True, kw_only=True):
    """What a bridge should be."""

    image: Image = ""
    """Image of gateways, workers and migrations; a digest is welcome. Empty: the release
    that the operator belongs to."""
    size: Literal["small", "medium", "large", "xlarge"] = "small"
    """CPU, memory, connection pools and threads of the pods."""
    suspend: bool = False
    """Whether the operator leaves everything as it is: nothing is changed or repaired."""
    deletion_policy: Literal["Retain", "Delete"] = "Retain"
    """What becomes of data volumes and backups when the bridge is deleted."""
    gateway: Gateway = Gateway()
    """The pods that answer HTTP."""
    workers: Workers = Workers()
    """The pods that work on the queue and write history."""
    postgres: Postgres = Postgres()
    """Where history, accounts and dictionaries are kept."""
    redis: Redis = Redis()
    """Where shared answers, limits and the queue live."""
    llm: Llm = Llm()
    """Which language models rewrite messages."""
    ingress: Ingress = Ingress()
    """How people outside the cluster reach the gateway."""
    network_policy: NetworkPolicy = NetworkPolicy()
    """Who may talk to whom."""
    observability: Observability = Observability()
    """What watches the bridge."""
