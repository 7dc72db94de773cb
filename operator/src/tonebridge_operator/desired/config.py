"""The settings of gateways and workers, and the programs of the data pods, as files."""

from functools import cache
from importlib.resources import files

from tonebridge.settings import (
    AuthSettings,
    CacheSettings,
    DatabaseSettings,
    GatewaySettings,
    LimitSettings,
    Settings,
    WorkerSettings,
)
from tonebridge_operator.desired.bridge import Bridge
from tonebridge_operator.desired.manifest import Manifest, Wave
from tonebridge_operator.desired.sizes import connections, l1_bytes, most_gateways
from tonebridge_operator.desired.sources import KEY_FILES
from tonebridge_operator.desired.toml import document

EVERYWHERE = "0.0.0.0"  # noqa: S104 - in a pod of its own, behind network policies
HTTP_PORT, GATEWAY_MANAGEMENT_PORT, WORKER_MANAGEMENT_PORT = 8000, 8001, 8002
DRAIN_S = 10.0
SHUTDOWN_S = 20.0
FOLDER = "/etc/tonebridge"
"""Where pods find their file."""
SCRIPTS = ("postgres.sh", "redis.sh", "backup.sh", "restore.sh")


def gateway_settings(bridge: Bridge) -> Settings:
    """Return what gateways are told; secrets come as files of their own."""
    cache_spec = bridge.spec.gateway.cache
    pool = connections(bridge.spec).gateway
    return Settings(
        gateway=GatewaySettings(
            host=EVERYWHERE,
            port=HTTP_PORT,
            management_port=GATEWAY_MANAGEMENT_PORT,
            public_url=public_url(bridge),
            drain_s=DRAIN_S,
        ),
        database=DatabaseSettings(pool_min=min(2, pool), pool_max=pool),
        cache=CacheSettings(
            l1_items=cache_spec.l1_items,
            l1_bytes=l1_bytes(bridge.spec),
            l1_ttl_s=float(cache_spec.l1_ttl_seconds),
            l2_ttl_s=float(cache_spec.l2_ttl_seconds),
        ),
        limits=LimitSettings(replicas=max(1, most_gateways(bridge.spec))),
        auth=AuthSettings(keys_dir=KEY_FILES),
    )


def worker_settings(bridge: Bridge) -> Settings:
    """Return what workers are told."""
    url = public_url(bridge) or f"http://{bridge.child('gateway')}.{bridge.namespace}.svc"
    return Settings(
        gateway=GatewaySettings(public_url=url),  # links in mail lead there
        database=DatabaseSettings(pool_min=1, pool_max=connections(bridge.spec).worker),
        worker=WorkerSettings(
            management_host=EVERYWHERE,
            management_port=WORKER_MANAGEMENT_PORT,
            concurrency=bridge.spec.workers.concurrency,
            shutdown_s=SHUTDOWN_S,
        ),
    )


def public_url(bridge: Bridge) -> str:
    """Return how people outside reach the gateway; empty: only inside, by any name."""
    ingress = bridge.spec.ingress
    if not ingress.hosts:
        return ""
    plain = ingress.kind == "Ingress" and ingress.tls_secret_name is None
    return f"{'http' if plain else 'https'}://{ingress.hosts[0]}"


def data(bridge: Bridge) -> dict[str, str]:
    """Return every file by its name."""
    return {
        "gateway.toml": document(gateway_settings(bridge)),
        "worker.toml": document(worker_settings(bridge)),
        **{name: script(name) for name in scripts_used(bridge)},
    }


def scripts_used(bridge: Bridge) -> tuple[str, ...]:
    """Return the programs that the bridge's data pods and jobs run."""
    postgres, redis = bridge.spec.postgres, bridge.spec.redis
    used = {
        "postgres.sh": postgres.mode == "managed",
        "redis.sh": redis.mode == "managed",
        "backup.sh": postgres.mode != "external",
        "restore.sh": postgres.mode != "external",
    }
    return tuple(name for name in SCRIPTS if used[name])


@cache
def script(name: str) -> str:
    """Return one of the shell programs that come with this package."""
    return files(__package__).joinpath("scripts", name).read_text(encoding="utf-8")


def config_map(bridge: Bridge) -> Manifest:
    """Return the ConfigMap with all of them."""
    body = bridge.object("ConfigMap", bridge.child("config"), "platform")
    return Manifest(wave=Wave.FOUNDATION, body={**body, "data": data(bridge)})
