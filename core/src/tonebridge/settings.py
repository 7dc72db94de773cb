"""Every knob, in one struct: defaults, then a TOML file, then the environment.

`TONEBRIDGE_GATEWAY__PORT=9000` sets `gateway.port`; lists and tables are JSON. The file is
the one that `TONEBRIDGE_CONFIG` names. `TONEBRIDGE_DATABASE__URL_FILE=/run/secrets/url`
reads a value from a file, for secrets. What is unknown or out of bounds is refused.
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from tonebridge.domain.errors import SettingsInvalid

PREFIX = "TONEBRIDGE_"
CONFIG = "TONEBRIDGE_CONFIG"
"""The environment variable that names the TOML file."""
NOT_SETTINGS = frozenset({CONFIG, "TONEBRIDGE_URL", "TONEBRIDGE_API_KEY"})
"""The last two tell the command line which gateway to talk to, and as whom."""

Port = Annotated[int, Meta(ge=0, le=65_535)]
Positive = Annotated[int, Meta(ge=1)]
Seconds = Annotated[float, Meta(gt=0)]


class GatewaySettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the gateway listens and whom it trusts."""

    host: str = "127.0.0.1"
    """The address to listen on."""
    port: Port = 8000
    """Of the API and the page."""
    management_port: Port = 8001
    """Health and metrics; never exposed to the outside."""
    public_url: str = ""
    """How people reach it; empty: from the request."""
    processes: Positive = 1
    """Worker processes that share the port."""
    body_limit_bytes: Positive = 262_144
    """8,000 code points take at most 96 kB as JSON escapes; the rest is for dictionaries."""
    max_connections: Positive = 20_000
    """Open connections, idle ones counted; one more is not answered."""
    deadline_s: Seconds = 10.0
    """How long a request may take before it is answered with `deadline_exceeded`."""
    body_timeout_s: Seconds = 10.0
    """How long a request's body may take to arrive."""
    drain_s: Seconds = 10.0
    """How long requests in flight may take after SIGTERM."""
    trusted_proxies: tuple[str, ...] = ()
    """Networks (CIDR) whose X-Forwarded-For and X-Forwarded-Proto count."""
    cors_origins: tuple[str, ...] = ()
    """Other origins whose pages may call the API; `*` is refused with credentials."""


class DatabaseSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """PostgreSQL. The app role owns nothing and obeys row-level security."""

    url: str = ""
    """`postgresql://app:…@host/db`: what gateway and worker use."""
    owner_url: str = ""
    """For migrations alone; the other processes never get it."""
    writer_url: str = ""
    """The history writer's; empty: the app's."""
    pool_min: Positive = 10
    """Connections that stay open."""
    pool_max: Positive = 50
    """Connections at most; the sum over all processes stays under `max_connections`."""
    lifetime_s: Seconds = 3600.0
    """After so long a connection is renewed."""
    timeout_s: Seconds = 5.0
    """How long to wait for a connection or a statement."""


class RedisSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Redis or Valkey: caches, limits, streams; the queue in a database of its own."""

    url: str = ""
    """`redis://:…@host:6379/0` or `rediss://…`."""
    queue_url: str = ""
    """Empty: the same server, the next database number."""
    timeout_s: Seconds = 0.5
    """How long a command may take before the tier counts as away."""


class CacheSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The two tiers of answers."""

    l1_items: Positive = 10_000
    """Answers that a process keeps at most."""
    l1_bytes: Positive = 64 * 1024 * 1024
    """Bytes that they take at most."""
    l1_ttl_s: Seconds = 300.0
    """How long the process keeps an answer."""
    l2_ttl_s: Seconds = 86_400.0
    """How long Redis keeps an answer."""
    degraded_ttl_s: Seconds = 5.0
    """How long a degraded answer is kept, in either tier."""
    flight_lease_s: Seconds = 5.0
    """How long one process may keep others from making the same upstream call."""


class LimitSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is admitted in a minute; 1,000 characters cost a permit, a request at most a burst."""

    tenant_per_min: Positive = 6_000
    """For all members of a tenant together."""
    member_per_min: Positive = 1_200
    """For one member, with all their keys."""
    key_per_min: Positive = 1_200
    """For one API key."""
    preview_per_min: Positive = 30
    """For each address, without an account."""
    burst_s: Seconds = 10.0
    """Unused permits of this many seconds may be spent at once."""
    lease_permits: Positive = 20
    """How many permits a process takes from Redis at a time."""
    replicas: Positive = 1
    """By what a limit is divided while Redis is away and nothing better is known."""
    login_per_min: Positive = 10
    """Attempts for each account and address."""
    lookups_per_min: Positive = 600
    """For each address: unknown keys and cookies, refresh tokens, sign-in links."""


class AuthSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who may come in, and for how long."""

    registration: Literal["open", "closed"] = "closed"
    """`open`: whoever reaches the server may make an account, with a tenant of its own."""
    keys_dir: str = ""
    """Folder with the Ed25519 signing keys `a.pem` and `b.pem`; both verify."""
    signing_key: Literal["a", "b"] = "a"
    """Which of them signs. To rotate: switch, wait for `access_ttl_s`, renew the other."""
    issuer: str = "tonebridge"
    """The `iss` of access tokens; a token of another issuer is refused."""
    access_ttl_s: Seconds = 900.0
    """How long an access token is good."""
    refresh_ttl_s: Seconds = 30 * 86_400.0
    """How long a session lives, used or not; then one signs in again."""
    signin_ttl_s: Seconds = 600.0
    """How long a one-time sign-in link lives."""
    reset_ttl_s: Seconds = 3_600.0
    """How long a link to choose a new password lives."""
    remembered: Positive = 10_000
    """Verified tokens and keys that a process remembers."""
    recheck_s: Seconds = 30.0
    """After so long a remembered key is looked up again, if the database is there."""
    grace_s: Seconds = 600.0
    """How long a remembered key is good while the database is away."""


class HistorySettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is kept of each transform."""

    retention_days: Positive = 30
    """After so many days an entry is dropped."""
    durability: Literal["window", "sync"] = "window"
    """`window`: hits are committed within `window_ms`; `sync`: before they are answered."""
    window_ms: Annotated[int, Meta(ge=1, le=1_000)] = 50
    buffer_entries: Positive = 20_000
    """Kept in the process while Redis is away, in 64 MiB; what is more is dropped and counted."""
    stream_entries: Positive = 1_000_000
    """Waiting for the worker; beyond it entries are dropped and counted."""
    batch_entries: Positive = 500
    """Written to PostgreSQL in one transaction, at most."""


class WorkerSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The worker process."""

    management_host: str = "127.0.0.1"
    """Where health and metrics of the worker are served."""
    management_port: Port = 8002
    """Health and metrics; never exposed to the outside."""
    concurrency: Positive = 4
    """Threads, and so the jobs that run at once."""
    shutdown_s: Seconds = 20.0
    """How long running jobs may take after SIGTERM."""


class MailSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How mail leaves; without a host no mail is sent and the log says so."""

    host: str = ""
    """The mail server."""
    port: Port = 587
    """Its submission port."""
    username: str = ""
    """Empty: the server asks for none."""
    password: str = ""
    """Its password; give it by `_FILE`."""
    starttls: bool = True
    """Encrypt before signing in; the server's certificate is checked."""
    sender: str = "tonebridge@localhost"
    """The address that mail comes from."""


class OperatorSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which bridges the operator looks after, and how hard it may work the API server."""

    namespaces: tuple[str, ...] = ()
    """Namespaces whose bridges are looked after; empty: all of the cluster."""
    image: str = ""
    """Image of gateways, workers and migrations where a bridge names none."""
    postgres_image: str = ""
    """Image of managed PostgreSQL where a bridge names none."""
    redis_image: str = ""
    """Image of managed Redis where a bridge names none."""
    kubeconfig: str = ""
    """File that says where the API server is; empty: the pod's account, else KUBECONFIG."""
    lease: str = "tonebridge-operator"
    """Name of the Lease by which several operators agree on one that works."""
    lease_namespace: str = ""
    """Namespace of the Lease; empty: that of the pod, outside a cluster `default`."""
    identity: str = ""
    """This operator's name in the Lease; empty: the host's, with a random part."""
    management_host: str = "127.0.0.1"
    """The address of health and metrics."""
    management_port: Port = 8003
    """Health and metrics; never exposed to the outside."""
    concurrency: Positive = 10
    """Bridges that are worked on at once; more of them only wait at the API server."""
    requests_per_s: Positive = 200
    """Requests to the API server, lists and watches apart; short bursts may be twice that."""
    resync_s: Seconds = 600.0
    """How often a bridge is looked at when nothing happens, give or take a fifth."""


class LogSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is written to standard error; never the text of a message or a secret."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    """Requests are logged at `debug` only."""
    format: Literal["text", "json"] = "json"
    """One line an event, for people or for a log store."""


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every knob there is."""

    gateway: GatewaySettings = GatewaySettings()
    database: DatabaseSettings = DatabaseSettings()
    redis: RedisSettings = RedisSettings()
    cache: CacheSettings = CacheSettings()
    limits: LimitSettings = LimitSettings()
    auth: AuthSettings = AuthSettings()
    history: HistorySettings = HistorySettings()
    worker: WorkerSettings = WorkerSettings()
    mail: MailSettings = MailSettings()
    operator: OperatorSettings = OperatorSettings()
    log: LogSettings = LogSettings()


def load(environ: Mapping[str, str]) -> Settings:
    """Read the settings of a process.

    Raises:
        SettingsInvalid: a knob is unknown or holds what it may not; the message names
            it as its environment variable (or the file) and says what would be right.
    """
    tree: dict[str, Any] = {}
    if path := environ.get(CONFIG):
        tree = _read_file(Path(path))
    for variable, value in sorted(environ.items()):
        if variable.startswith(PREFIX) and variable not in NOT_SETTINGS:
            _place(tree, variable, value)
    try:
        return msgspec.convert(tree, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise _explained(str(error)) from None


def _read_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsInvalid(CONFIG, f"cannot read {path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsInvalid(CONFIG, f"{path} is not TOML: {error}") from None


def _place(tree: dict[str, Any], variable: str, value: str) -> None:
    """Put one variable where it belongs in the tree."""
    if variable.endswith("_FILE"):
        try:
            value = Path(value).read_text(encoding="utf-8").rstrip("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsInvalid(variable, f"cannot read {value}: {error}") from None
    path = variable.removeprefix(PREFIX).removesuffix("_FILE").lower().split("__")
    branch = tree
    for name in path[:-1]:
        branch = branch.setdefault(name, {})
        if not isinstance(branch, dict):
            raise SettingsInvalid(variable, f"{name} is a value, not a section")
    branch[path[-1]] = _decoded(variable, value)


def _decoded(variable: str, value: str) -> object:
    """Lists and tables come as JSON; all else is text that the struct converts."""
    if not value.startswith(("[", "{")):
        return value
    try:
        decoded: object = msgspec.json.decode(value)
    except msgspec.DecodeError:
        raise SettingsInvalid(variable, "begins like JSON but is none") from None
    return decoded


def _explained(message: str) -> SettingsInvalid:
    """Turn msgspec's `… - at `$.gateway.port`` into the variable's name and the reason."""
    reason, _, path = message.partition(" - at ")
    names = re.findall(r"[A-Za-z_][A-Za-z0-9_]*", path)
    if unknown := re.search(r"unknown field `(.+?)`", reason):
        names.append(unknown[1])
        reason = "there is no such setting"
    return SettingsInvalid(PREFIX + "__".join(names).upper(), reason)
