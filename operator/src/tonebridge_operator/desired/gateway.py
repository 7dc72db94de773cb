"""The pods that answer HTTP."""

from tonebridge_operator.desired.bridge import Bridge, Given, version_label
from tonebridge_operator.desired.config import (
    DRAIN_S,
    FOLDER,
    GATEWAY_MANAGEMENT_PORT,
    HTTP_PORT,
    gateway_settings,
)
from tonebridge_operator.desired.manifest import REPLICAS, Body, Manifest, Wave, digest
from tonebridge_operator.desired.pods import (
    TMP,
    Container,
    config_files,
    health_probes,
    scratch,
    template,
)
from tonebridge_operator.desired.sizes import gateway_pod
from tonebridge_operator.desired.sources import (
    DATABASE_FILES,
    KEY_FILES,
    REDIS_FILES,
    database,
    redis,
    signing_keys,
)
from tonebridge_operator.desired.toml import document

NAME = "gateway"
LEAVE_S = 5
"""How long a pod goes on answering after it was told to end: until no proxy sends to it."""
ROLLOUT: Body = {
    "type": "RollingUpdate",
    "rollingUpdate": {"maxUnavailable": 0, "maxSurge": 1},
}


def deployment(bridge: Bridge, given: Given) -> Manifest:
    """Return the gateways. With autoscaling their number is the autoscaler's affair."""
    spec = bridge.spec.gateway
    scaling = spec.autoscaling
    return scaled(
        bridge,
        NAME,
        given,
        pod=_pod(bridge, given),
        replicas=scaling.min_replicas if scaling.enabled else spec.replicas,
        autoscaled=scaling.enabled,
    )


def scaled(
    bridge: Bridge, name: str, given: Given, *, pod: Body, replicas: int, autoscaled: bool
) -> Manifest:
    """Return a Deployment whose number of pods is either ours or an autoscaler's.

    It is created with a number in either case, since one without would begin with a single pod.
    """

    def body(owner: str, number: Body) -> Body:
        head = bridge.object(
            "Deployment",
            bridge.child(name),
            "gateway" if name == NAME else "worker",
            version=version_label(given.image),
            annotations={REPLICAS: owner},
        )
        wanted: Body = {
            **number,
            "selector": {"matchLabels": bridge.selector("gateway" if name == NAME else "worker")},
            "strategy": ROLLOUT,
            "revisionHistoryLimit": 3,
            "progressDeadlineSeconds": 300,
            "template": pod,
        }
        return {**head, "spec": wanted}

    with_number = body("operator", {"replicas": replicas})
    if not autoscaled:
        return Manifest(wave=Wave.WORKLOADS, body=with_number)
    return Manifest(wave=Wave.WORKLOADS, body=body("autoscaler", {}), at_first=with_number)


def _pod(bridge: Bridge, given: Given) -> Body:
    stores = database(bridge, given, "url")
    shared = redis(bridge, given)
    keys = signing_keys(bridge, given)
    container = Container(
        image=given.image,
        command=("python", "-m", "tonebridge_gateway"),
        size=gateway_pod(bridge.spec),
        environment={
            "TONEBRIDGE_CONFIG": f"{FOLDER}/gateway.toml",
            **stores.environment(DATABASE_FILES),
            **shared.environment(REDIS_FILES),
        },
        ports={"http": HTTP_PORT, "management": GATEWAY_MANAGEMENT_PORT},
        mounts=(
            config_files("config", FOLDER, bridge.child("config"), ("gateway.toml",)),
            stores.files("database", DATABASE_FILES),
            shared.files("redis", REDIS_FILES),
            keys.files("signing-keys", KEY_FILES),
            scratch("tmp", TMP, "64Mi"),
        ),
        more={
            **health_probes("management"),
            "lifecycle": {"preStop": {"sleep": {"seconds": LEAVE_S}}},
        },
    )
    read = [document(gateway_settings(bridge)), stores.digest, shared.digest, keys.digest]
    return template(
        bridge,
        "gateway",
        container,
        content=digest(read),
        # It stops answering, drains, and gives connections that are still open as long again.
        grace_s=LEAVE_S + 2 * round(DRAIN_S) + 5,
        version=version_label(given.image),
        spread=True,
    )
