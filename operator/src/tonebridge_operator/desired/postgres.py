"""PostgreSQL that the operator runs: one server on one volume."""

from tonebridge_operator.desired import volumes
from tonebridge_operator.desired.bridge import Bridge, Given
from tonebridge_operator.desired.config import FOLDER, script
from tonebridge_operator.desired.manifest import Body, Manifest, Wave, digest
from tonebridge_operator.desired.pods import (
    DATA_USER,
    TMP,
    Container,
    config_files,
    scratch,
    secret_files,
    template,
    volume,
)
from tonebridge_operator.desired.quantity import share
from tonebridge_operator.desired.secrets import POSTGRES, ROLES
from tonebridge_operator.desired.services import POSTGRES_PORT
from tonebridge_operator.desired.sizes import SIZES, connections
from tonebridge_operator.desired.sources import made_digest

GRACE_S = 60
"""For sessions to end and the last checkpoint."""
PASSWORDS = "/run/tonebridge/passwords"
READY = ("pg_isready", "--quiet", f"--host={TMP}", f"--port={POSTGRES_PORT}")


def parameters(bridge: Bridge) -> dict[str, str]:
    """Return PostgreSQL's parameters for the size and the highest number of pods."""
    memory = SIZES[bridge.spec.size].postgres.memory
    mebibyte = 1024**2
    return {
        "max_connections": str(connections(bridge.spec).at_most),
        "shared_buffers": f"{share(memory, 1, 4) // mebibyte}MB",
        "effective_cache_size": f"{share(memory, 5, 8) // mebibyte}MB",
        "maintenance_work_mem": f"{share(memory, 1, 16) // mebibyte}MB",
        "max_wal_size": "512MB",  # the smallest volume has 1 GiB
    }


def stateful_set(bridge: Bridge, given: Given) -> Manifest:
    """Return the server."""
    body = bridge.object("StatefulSet", bridge.child(POSTGRES), "postgres")
    body["spec"] = single(bridge, POSTGRES, _pod(bridge, given))
    return Manifest(wave=Wave.DATA, body=body)


def single(bridge: Bridge, name: str, pod: Body) -> Body:
    """Return the spec of a StatefulSet of one pod: never two at once on its volume."""
    labels = pod["metadata"]["labels"]
    selector = bridge.selector(labels["app.kubernetes.io/component"])
    return {
        "replicas": 1,
        "serviceName": bridge.child(name),
        "selector": {"matchLabels": selector},
        "updateStrategy": {"type": "RollingUpdate"},
        "template": pod,
    }


def _pod(bridge: Bridge, given: Given) -> Body:
    options = tuple(f"--{name}={value}" for name, value in parameters(bridge).items())
    passwords = tuple(f"{role}-password" for role in ROLES)
    name = bridge.child(POSTGRES)
    container = Container(
        image=bridge.spec.postgres.image or given.release.postgres_image,
        command=("sh", f"{FOLDER}/postgres.sh", *options),
        size=SIZES[bridge.spec.size].postgres,
        ports={"postgres": POSTGRES_PORT},
        mounts=(
            config_files("config", FOLDER, bridge.child("config"), ("postgres.sh",)),
            secret_files("passwords", PASSWORDS, name, passwords),
            volume("data", "/data", bridge.child(volumes.POSTGRES)),
            scratch("tmp", TMP, "64Mi"),
            scratch("shm", "/dev/shm", "64Mi", memory=True),  # noqa: S108 - the pod's own
        ),
        more={
            # A volume that was not closed well is replayed first: up to 10 minutes.
            "startupProbe": {
                "exec": {"command": list(READY)},
                "periodSeconds": 2,
                "timeoutSeconds": 5,
                "failureThreshold": 300,
            },
            "readinessProbe": {
                "exec": {"command": list(READY)},
                "periodSeconds": 5,
                "timeoutSeconds": 5,
                "failureThreshold": 2,
            },
            "livenessProbe": {
                "tcpSocket": {"port": "postgres"},
                "periodSeconds": 10,
                "timeoutSeconds": 5,
                "failureThreshold": 6,
            },
            # SIGTERM would wait for every session to end; SIGINT ends them.
            "lifecycle": {"preStop": {"exec": {"command": ["sh", "-c", "kill -INT 1"]}}},
        },
    )
    content = digest([script("postgres.sh"), made_digest(bridge, given, name)])
    return template(
        bridge, "postgres", container, content=content, grace_s=GRACE_S, user=DATA_USER
    )
