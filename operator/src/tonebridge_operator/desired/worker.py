"""The pods that work on the queue and write history."""

from tonebridge_operator.desired.bridge import Bridge, Given, version_label
from tonebridge_operator.desired.config import (
    FOLDER,
    SHUTDOWN_S,
    WORKER_MANAGEMENT_PORT,
    worker_settings,
)
from tonebridge_operator.desired.gateway import scaled
from tonebridge_operator.desired.manifest import Body, Manifest, digest
from tonebridge_operator.desired.pods import (
    TMP,
    Container,
    config_files,
    health_probes,
    scratch,
    template,
)
from tonebridge_operator.desired.sizes import worker_pod
from tonebridge_operator.desired.sources import DATABASE_FILES, REDIS_FILES, database, redis
from tonebridge_operator.desired.toml import document

NAME = "worker"


def scaled_by_keda(bridge: Bridge, given: Given) -> bool:
    """Tell whether KEDA looks after the number of workers."""
    return bridge.spec.workers.autoscaling.enabled and "ScaledObject" in given.served


def deployment(bridge: Bridge, given: Given) -> Manifest:
    """Return the workers: as many as the spec or the queue says, or KEDA."""
    spec = bridge.spec.workers
    scaling = spec.autoscaling
    bounded = min(max(given.workers, scaling.min_replicas), scaling.max_replicas)
    by_keda = scaled_by_keda(bridge, given)
    return scaled(
        bridge,
        NAME,
        given,
        pod=_pod(bridge, given),
        replicas=bounded if scaling.enabled else spec.replicas,
        autoscaled=by_keda,
    )


def _pod(bridge: Bridge, given: Given) -> Body:
    stores = database(bridge, given, "url", "writer-url")
    shared = redis(bridge, given)
    container = Container(
        image=given.image,
        command=("python", "-m", "tonebridge_workers"),
        size=worker_pod(bridge.spec),
        environment={
            "TONEBRIDGE_CONFIG": f"{FOLDER}/worker.toml",
            **stores.environment(DATABASE_FILES),
            **shared.environment(REDIS_FILES),
        },
        ports={"management": WORKER_MANAGEMENT_PORT},
        mounts=(
            config_files("config", FOLDER, bridge.child("config"), ("worker.toml",)),
            stores.files("database", DATABASE_FILES),
            shared.files("redis", REDIS_FILES),
            scratch("tmp", TMP, "64Mi"),
        ),
        more=health_probes("management"),
    )
    return template(
        bridge,
        "worker",
        container,
        content=digest([document(worker_settings(bridge)), stores.digest, shared.digest]),
        grace_s=round(SHUTDOWN_S) + 10,
        version=version_label(given.image),
        spread=True,
    )
