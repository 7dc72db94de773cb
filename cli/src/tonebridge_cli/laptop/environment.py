"""What the settings of gateway, worker and migrations are on a laptop."""

from collections.abc import Mapping

from msgspec import Struct

CLIENT_VARIABLES = ("TONEBRIDGE_URL", "TONEBRIDGE_API_KEY", "TONEBRIDGE_DATA")
"""What the commands read; no settings of a process."""
OWNER = "TONEBRIDGE_DATABASE__OWNER_URL"


class Places(Struct, frozen=True, kw_only=True):
    """Where everything of one run is. What is None the person has set."""

    port: int
    gateway_management_port: int
    worker_management_port: int
    keys_dir: str | None
    app_url: str | None
    writer_url: str | None
    owner_url: str | None
    redis_url: str | None


def settings_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Leave out what is no setting."""
    return {name: value for name, value in environ.items() if name not in CLIENT_VARIABLES}


def administration_environment(environ: Mapping[str, str], places: Places) -> dict[str, str]:
    """Return the environment of what migrates and makes the first member."""
    found = {
        "TONEBRIDGE_GATEWAY__PORT": str(places.port),
        "TONEBRIDGE_GATEWAY__MANAGEMENT_PORT": str(places.gateway_management_port),
        "TONEBRIDGE_WORKER__MANAGEMENT_PORT": str(places.worker_management_port),
        "TONEBRIDGE_AUTH__KEYS_DIR": places.keys_dir,
        "TONEBRIDGE_DATABASE__URL": places.app_url,
        "TONEBRIDGE_DATABASE__WRITER_URL": places.writer_url,
        OWNER: places.owner_url,
        "TONEBRIDGE_REDIS__URL": places.redis_url,
    }
    ours = {name: value for name, value in found.items() if value is not None}
    defaults = {"TONEBRIDGE_AUTH__REGISTRATION": "open"}
    return {**defaults, **settings_environment(environ), **ours}


def door_environment(environ: Mapping[str, str], places: Places) -> dict[str, str]:
    """Return the environment of gateway and worker: all of it but the owner's password."""
    whole = administration_environment(environ, places)
    return {name: whole[name] for name in whole if name not in (OWNER, f"{OWNER}_FILE")}
