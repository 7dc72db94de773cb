"""Secrets that the operator makes: drawn once, then kept as they are found.

What can be composed (URLs) is composed anew each time; what was drawn at random is not in
the spec, and so comes in as it was found in the cluster, or as it was just drawn.
"""

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from tonebridge_operator.desired.bridge import Bridge, Component
from tonebridge_operator.desired.manifest import Body, Manifest, Wave

POSTGRES: Final = "postgres"
REDIS: Final = "redis"
SIGNING_KEYS: Final = "signing-keys"
DATABASE: Final = "tonebridge"
ROLES: Final[Mapping[str, str]] = {
    "admin": "postgres",
    "owner": "tonebridge_owner",
    "app": "tonebridge_app",
    "writer": "tonebridge_writer",
}
"""Name in PostgreSQL of each role; `admin` administers and takes backups."""
URLS: Final[Mapping[str, str]] = {"url": "app", "owner-url": "owner", "writer-url": "writer"}
"""Keys with the address of the database, and the role that each one is for."""

Draw = Callable[[], str]


def names(bridge: Bridge) -> dict[str, str]:
    """Return the Secrets that the bridge needs, and what each one is for."""
    found = {bridge.child(SIGNING_KEYS): SIGNING_KEYS}
    if bridge.spec.postgres.mode != "external":
        found[bridge.child(POSTGRES)] = POSTGRES
    if bridge.spec.redis.mode == "managed":
        found[bridge.child(REDIS)] = REDIS
    return found


def drawn_keys(purpose: str) -> tuple[str, ...]:
    """Return the keys whose values are drawn at random: a Secret without one is damaged."""
    match purpose:
        case "postgres":
            return tuple(f"{role}-password" for role in ROLES)
        case "redis":
            return ("password",)
        case _:
            return ("a.pem", "b.pem")


def draw(purpose: str, *, password: Draw, signing_key: Draw) -> dict[str, str]:
    """Draw the random part of a Secret anew.

    Args:
        purpose: one of those that `names` returns.
        password: makes one; letters, digits, `-` and `_` alone, since it stands in URLs.
        signing_key: makes an Ed25519 key as PEM (PKCS 8).
    """
    make = signing_key if purpose == SIGNING_KEYS else password
    return {key: make() for key in drawn_keys(purpose)}


def content(bridge: Bridge, name: str, drawn: Mapping[str, str]) -> dict[str, str]:
    """Return all that a Secret holds, from its random part."""
    purpose = names(bridge)[name]
    found = {key: drawn[key] for key in drawn_keys(purpose)}
    if purpose == POSTGRES:
        host = database_host(bridge)
        for key, role in URLS.items():
            login = f"{ROLES[role]}:{found[f'{role}-password']}"
            found[key] = f"postgresql://{login}@{host}:5432/{DATABASE}"
    if purpose == REDIS:
        host = f"{bridge.child(REDIS)}.{bridge.namespace}.svc"
        found["url"] = f"redis://:{found['password']}@{host}:6379/0"
    return found


def database_host(bridge: Bridge) -> str:
    """Return the host of a PostgreSQL that runs for the bridge."""
    service = "postgres-rw" if bridge.spec.postgres.mode == "cnpg" else "postgres"
    return f"{bridge.child(service)}.{bridge.namespace}.svc"


def manifests(bridge: Bridge, secrets: Mapping[str, Mapping[str, str]]) -> Iterator[Manifest]:
    """Yield every Secret that the operator makes."""
    components: Mapping[str, Component] = {
        POSTGRES: "postgres",
        REDIS: "redis",
        SIGNING_KEYS: "gateway",
    }
    for name, purpose in names(bridge).items():
        whole = content(bridge, name, secrets[name])
        yield _secret(bridge, name, components[purpose], whole)
    if bridge.spec.postgres.mode == "cnpg":
        drawn = secrets[bridge.child(POSTGRES)]
        for role, user in ROLES.items():
            login = {"username": user, "password": drawn[f"{role}-password"]}
            yield _secret(bridge, bridge.child(f"pg-{role}"), "postgres", login, kind="basic-auth")


def _secret(
    bridge: Bridge, name: str, component: Component, values: Mapping[str, str], kind: str = ""
) -> Manifest:
    body: Body = bridge.object("Secret", name, component)
    body["type"] = f"kubernetes.io/{kind}" if kind else "Opaque"
    body["data"] = {
        key: b64encode(value.encode()).decode() for key, value in sorted(values.items())
    }
    derived = bool(kind)  # a login as CloudNativePG reads it, with the password of the first
    return Manifest(
        wave=Wave.FOUNDATION,
        body=body,
        once=not derived,
        keeps_data=not derived,
        made_from=bridge.child(POSTGRES) if derived else "",
    )
