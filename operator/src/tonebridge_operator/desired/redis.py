"""Valkey that the operator runs: one server on one volume."""

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
from tonebridge_operator.desired.postgres import PASSWORDS, single
from tonebridge_operator.desired.quantity import share
from tonebridge_operator.desired.secrets import REDIS
from tonebridge_operator.desired.services import REDIS_PORT
from tonebridge_operator.desired.sizes import SIZES
from tonebridge_operator.desired.sources import made_digest

GRACE_S = 30


def stateful_set(bridge: Bridge, given: Given) -> Manifest:
    """Return the server."""
    body = bridge.object("StatefulSet", bridge.child(REDIS), "redis")
    body["spec"] = single(bridge, REDIS, _pod(bridge, given))
    return Manifest(wave=Wave.DATA, body=body)


def _pod(bridge: Bridge, given: Given) -> Body:
    size = SIZES[bridge.spec.size].redis
    # The rest is for buffers, and for the copy that rewriting the log makes of changed pages.
    memory = share(size.memory, 5, 8)
    name = bridge.child(REDIS)
    listening = {"tcpSocket": {"port": "redis"}, "timeoutSeconds": 3}
    container = Container(
        image=bridge.spec.redis.image or given.release.redis_image,
        command=("sh", f"{FOLDER}/redis.sh", "--maxmemory", str(memory)),
        size=size,
        ports={"redis": REDIS_PORT},
        mounts=(
            config_files("config", FOLDER, bridge.child("config"), ("redis.sh",)),
            secret_files("passwords", PASSWORDS, name, ("password",)),
            volume("data", "/data", bridge.child(volumes.REDIS)),
            scratch("tmp", TMP, "16Mi", memory=True),
        ),
        more={
            "startupProbe": {**listening, "periodSeconds": 2, "failureThreshold": 60},
            "readinessProbe": {**listening, "periodSeconds": 5, "failureThreshold": 2},
            "livenessProbe": {**listening, "periodSeconds": 10, "failureThreshold": 6},
        },
    )
    content = digest([script("redis.sh"), made_digest(bridge, given, name)])
    return template(bridge, "redis", container, content=content, grace_s=GRACE_S, user=DATA_USER)
