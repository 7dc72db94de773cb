"""Where pods find the database and Redis: which Secret, which keys, and what it holds now."""

import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from tonebridge_operator.desired.bridge import Bridge, Given, Reference
from tonebridge_operator.desired.manifest import digest
from tonebridge_operator.desired.pods import Mount, secret_files
from tonebridge_operator.desired.secrets import POSTGRES, REDIS, SIGNING_KEYS, URLS, content

DATABASE_FILES: Final = "/run/tonebridge/database"
REDIS_FILES: Final = "/run/tonebridge/redis"
KEY_FILES: Final = "/run/tonebridge/signing-keys"
READ: Final = (*URLS, "queue-url")
"""Keys of people's Secrets that pods read."""
MISSING: Final = Reference(keys=frozenset(), digest="")
"""A Secret that is not there: what needs it is held back until it is."""
VARIABLES: Final[Mapping[str, str]] = {
    f"{DATABASE_FILES}/url": "TONEBRIDGE_DATABASE__URL_FILE",
    f"{DATABASE_FILES}/owner-url": "TONEBRIDGE_DATABASE__OWNER_URL_FILE",
    f"{DATABASE_FILES}/writer-url": "TONEBRIDGE_DATABASE__WRITER_URL_FILE",
    f"{REDIS_FILES}/url": "TONEBRIDGE_REDIS__URL_FILE",
    f"{REDIS_FILES}/queue-url": "TONEBRIDGE_REDIS__QUEUE_URL_FILE",
}
"""The setting that each mounted file is the value of."""


class Source(Struct, frozen=True, kw_only=True):
    """A Secret, and which of its keys a pod may read."""

    secret: str
    keys: tuple[str, ...]
    digest: str
    """Of its content."""

    def files(self, name: str, path: str) -> Mount:
        """Mount its keys."""
        return secret_files(name, path, self.secret, self.keys)

    def environment(self, path: str) -> dict[str, str]:
        """Return the settings that read its files."""
        files = [f"{path}/{key}" for key in self.keys]
        return {VARIABLES[file]: file for file in files}


def database(bridge: Bridge, given: Given, *keys: str) -> Source:
    """Return where the database is; of `keys`, those that there are."""
    external = bridge.spec.postgres.external
    if external is None:
        name = bridge.child(POSTGRES)
        return Source(secret=name, keys=keys, digest=made_digest(bridge, given, name))
    name = external.secret_ref.name
    reference = given.references.get(name, MISSING)
    there = tuple(key for key in keys if key in reference.keys or key != "writer-url")
    return Source(secret=name, keys=there, digest=reference.digest)


def redis(bridge: Bridge, given: Given) -> Source:
    """Return where Redis is, and the queue if it is elsewhere."""
    external = bridge.spec.redis.external
    if external is None:
        name = bridge.child(REDIS)
        return Source(secret=name, keys=("url",), digest=made_digest(bridge, given, name))
    name = external.secret_ref.name
    reference = given.references.get(name, MISSING)
    keys = ("url", "queue-url") if "queue-url" in reference.keys else ("url",)
    return Source(secret=name, keys=keys, digest=reference.digest)


def signing_keys(bridge: Bridge, given: Given) -> Source:
    """Return where the keys are that sign access tokens."""
    name = bridge.child(SIGNING_KEYS)
    return Source(secret=name, keys=("a.pem", "b.pem"), digest=made_digest(bridge, given, name))


def needed_references(bridge: Bridge) -> dict[str, tuple[str, ...]]:
    """Return the Secrets that people make, and the keys that each one must have."""
    found: dict[str, tuple[str, ...]] = {}
    if bridge.spec.postgres.external is not None:
        required = tuple(key for key in URLS if key != "writer-url")
        found[bridge.spec.postgres.external.secret_ref.name] = required
    if bridge.spec.redis.external is not None:
        name = bridge.spec.redis.external.secret_ref.name
        found[name] = tuple(dict.fromkeys((*found.get(name, ()), "url")))
    return found


def read_reference(data: Mapping[str, str]) -> Reference:
    """Return what there is to know of a Secret that people made.

    `data` is in base64, as the API server has it. Only what pods read counts, so that another
    key, or a label, rolls none of them.
    """
    read = {key: data[key] for key in READ if key in data}
    texts = [b64decode(text).decode(errors="replace") for text in read.values()]
    ports = sorted({port for text in texts for port in _ports(text)})
    return Reference(keys=frozenset(read), digest=digest(read), ports=tuple(ports))


def _ports(url: str) -> Iterator[int]:
    """Yield the port of each host of a URL; none where it cannot be read."""
    scheme, _, rest = url.strip().partition("://")
    otherwise = 6379 if scheme.startswith("redis") else 5432
    hosts = re.split("[/?]", rest, maxsplit=1)[0].rpartition("@")[2]
    for host in filter(None, hosts.split(",")):
        port = re.search(r":(\d{1,5})$", host)
        yield int(port[1]) if port else otherwise


def made_digest(bridge: Bridge, given: Given, name: str) -> str:
    """Return the digest of a Secret that the operator makes."""
    return digest(content(bridge, name, given.secrets[name]))
