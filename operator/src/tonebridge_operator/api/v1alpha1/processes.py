"""The pods that do the work: gateways and workers."""

from typing import Annotated, ClassVar

from msgspec import Meta

from tonebridge_operator.api.declaration import ApiObject, Rule
from tonebridge_operator.api.v1alpha1.values import Cpu, Memory, Percent, Replicas, ScaledReplicas

MIN_MAX = Rule(
    holds="self.minReplicas <= self.maxReplicas",
    message="minReplicas must not exceed maxReplicas",
    at="minReplicas",
)
REPLICAS_ALONE = Rule(
    holds="!self.autoscaling.enabled || self.replicas == 2",
    message=(
        "replicas has no effect while autoscaling is enabled: set autoscaling.minReplicas, "
        "or set autoscaling.enabled to false"
    ),
    at="replicas",
)


class Resources(ApiObject, frozen=True, kw_only=True):
    """What each pod gets instead of what the size says, field by field."""

    cpu: Cpu | None = None
    """CPU that a pod asks for, such as 500m. Left out: what the size says."""
    memory: Memory | None = None
    """Memory that a pod asks for and may use at most, such as 512Mi: one value, so that
    scaling on memory means something. Left out: what the size says."""


class GatewayAutoscaling(ApiObject, frozen=True, kw_only=True):
    """A HorizontalPodAutoscaler on CPU and memory."""

    rules: ClassVar[tuple[Rule, ...]] = (MIN_MAX,)

    enabled: bool = True
    """Whether the number of gateways follows their load; otherwise it is replicas."""
    min_replicas: ScaledReplicas = 2
    """Gateways that always run."""
    max_replicas: ScaledReplicas = 10
    """Gateways that run at most."""
    target_cpu_utilization: Percent = 70
    """Average CPU, in percent of what pods ask for, that scaling aims at."""
    target_memory_utilization: Percent = 80
    """Average memory, in percent of what pods ask for, that scaling aims at."""


class Cache(ApiObject, frozen=True, kw_only=True):
    """How many answers are kept, and for how long."""

    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(
            holds="self.l1TTLSeconds <= self.l2TTLSeconds",
            message="l1TTLSeconds must not exceed l2TTLSeconds: L1 holds copies of what L2 holds",
            at="l1TTLSeconds",
        ),
    )

    l1_items: Annotated[int, Meta(ge=1, le=1_000_000)] = 10_000
    """Answers that each gateway keeps in its own memory at most."""
    l1_ttl_seconds: Annotated[int, Meta(ge=1, le=86_400)] = 300
    """How long a gateway keeps an answer in its own memory."""
    l2_ttl_seconds: Annotated[int, Meta(ge=1, le=2_592_000)] = 86_400
    """How long Redis keeps an answer for all gateways."""


class Gateway(ApiObject, frozen=True, kw_only=True):
    """The pods that answer HTTP."""

    rules: ClassVar[tuple[Rule, ...]] = (REPLICAS_ALONE,)

    replicas: Replicas = 2
    """Gateways that run while autoscaling is disabled; 0 stops them. `kubectl scale` sets it."""
    autoscaling: GatewayAutoscaling = GatewayAutoscaling()
    """How the number of gateways follows their load."""
    cache: Cache = Cache()
    """How many answers are kept, and for how long."""
    resources: Resources = Resources()
    """CPU and memory of a gateway, where they differ from the size."""


class WorkerAutoscaling(ApiObject, frozen=True, kw_only=True):
    """Scaling on the depth of the queue: by KEDA where it is installed, else by the operator."""

    rules: ClassVar[tuple[Rule, ...]] = (MIN_MAX,)

    enabled: bool = True
    """Whether the number of workers follows the queue; otherwise it is replicas."""
    min_replicas: ScaledReplicas = 1
    """Workers that always run."""
    max_replicas: ScaledReplicas = 20
    """Workers that run at most."""
    queue_depth_target: Annotated[int, Meta(ge=1, le=100_000)] = 50
    """Waiting jobs for each worker that scaling aims at."""


class Workers(ApiObject, frozen=True, kw_only=True):
    """The pods that work on the queue and write history."""

    rules: ClassVar[tuple[Rule, ...]] = (REPLICAS_ALONE,)

    replicas: Replicas = 2
    """Workers that run while autoscaling is disabled; 0 stops them."""
    concurrency: Annotated[int, Meta(ge=1, le=64)] = 8
    """Jobs that a worker does at once."""
    autoscaling: WorkerAutoscaling = WorkerAutoscaling()
    """How the number of workers follows the queue."""
    resources: Resources = Resources()
    """CPU and memory of a worker, where they differ from the size."""
