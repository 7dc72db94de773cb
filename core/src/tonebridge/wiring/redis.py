"""Clients of Redis or Valkey, as the adapters want them."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError

from tonebridge.application.ports import Clock
from tonebridge.application.reach import Reach
from tonebridge.domain.errors import SettingsInvalid
from tonebridge.settings import RedisSettings

REMEDY = "write it as redis://:password@host:6379/0, or rediss:// for TLS"
CONNECTIONS = 64
"""Of one process; who finds none free waits, no longer than for an answer."""


def open_redis(url: str, *, timeout_s: float) -> Redis:
    """Return a client for commands that answer at once; connects on first use.

    A connection that the server closed is replaced once without anybody noticing.

    Raises:
        SettingsInvalid: the URL is none.
    """
    with _explained():
        pool = BlockingConnectionPool.from_url(
            url,
            max_connections=CONNECTIONS,
            timeout=timeout_s,
            socket_timeout=timeout_s,
            socket_connect_timeout=timeout_s,
            retry=Retry(NoBackoff(), 1, supported_errors=(RedisConnectionError,)),
        )
    return Redis.from_pool(pool)


def open_blocking_redis(url: str, *, timeout_s: float) -> Redis:
    """Return a client for commands that wait; who waits sets the bound.

    Raises:
        SettingsInvalid: the URL is none.
    """
    with _explained():
        return Redis.from_url(
            url,
            socket_timeout=None,
            socket_connect_timeout=timeout_s,
            socket_keepalive=True,
            retry=Retry(NoBackoff(), 0),
        )


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except ValueError:
        raise SettingsInvalid("TONEBRIDGE_REDIS__URL", REMEDY) from None


def reach_redis(clock: Clock, *, timeout_s: float) -> Reach:
    """Return what decides whether Redis is there; one for all adapters of a process."""
    return Reach(clock, timeout_s=timeout_s, failures=(RedisError, OSError))


def queue_url(settings: RedisSettings) -> str:
    """Return where the queue is: by default the next database number of the same server.

    Raises:
        SettingsInvalid: no server is named, or the next number cannot be told.
    """
    if settings.queue_url:
        return settings.queue_url
    if not settings.url:
        raise SettingsInvalid("TONEBRIDGE_REDIS__URL", REMEDY)
    parts = urlsplit(settings.url)
    number = parts.path.strip("/") or "0"
    if not number.isdecimal():
        raise SettingsInvalid(
            "TONEBRIDGE_REDIS__QUEUE_URL", "say where the queue is: redis://host:port/1"
        )
    return parts._replace(path=f"/{int(number) + 1}").geturl()
