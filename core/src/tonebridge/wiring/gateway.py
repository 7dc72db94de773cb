"""What the gateway process works with, built from its settings."""

import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

from redis.asyncio import Redis
from sqlalchemy.ext.asyncio import AsyncEngine

from tonebridge.adapters.cache.memory import MemoryCache
from tonebridge.adapters.cache.redis import RedisCache, RedisFlights
from tonebridge.adapters.identity.passwords import Argon2Passwords
from tonebridge.adapters.identity.tokens import SignedTokens, read_keys
from tonebridge.adapters.limits.ledger import RedisLedger
from tonebridge.adapters.limits.limiter import RedisLimiter
from tonebridge.adapters.limits.replicas import RedisReplicas
from tonebridge.adapters.limits.throttle import RedisThrottle
from tonebridge.adapters.llm.providers import PROVIDERS
from tonebridge.adapters.machine import SystemClock, SystemIds
from tonebridge.adapters.metrics.prometheus import PrometheusMeasures
from tonebridge.adapters.notices.redis import RedisRevocations
from tonebridge.adapters.queue.history_log import RedisHistoryLog
from tonebridge.adapters.queue.jobs import DramatiqJobs
from tonebridge.adapters.store.accounts import PostgresAccounts
from tonebridge.adapters.store.dictionaries import PostgresDictionaries
from tonebridge.adapters.store.engine import open_engine
from tonebridge.adapters.store.history import PostgresHistory
from tonebridge.adapters.store.presets import PostgresPresets
from tonebridge.adapters.store.schema import check_schema
from tonebridge.application.reach import Away, Reach
from tonebridge.application.services import Ports, Probe, Services, compose
from tonebridge.domain.errors import SchemaOutdated, SettingsInvalid, StoreUnavailable
from tonebridge.settings import Settings
from tonebridge.wiring.redis import open_blocking_redis, open_redis, queue_url, reach_redis


@asynccontextmanager
async def open_gateway(settings: Settings) -> AsyncIterator[Services]:
    """Open what the gateway needs, in the event loop that will serve.

    PostgreSQL and Redis may be away: what needs them says so until they are there.

    Raises:
        SettingsInvalid: a URL or the signing keys are missing or wrong.
        SchemaOutdated: the database is there and its schema is older than this code.
    """
    keys_dir = settings.auth.keys_dir
    if not keys_dir:
        raise SettingsInvalid(
            "TONEBRIDGE_AUTH__KEYS_DIR", "name the folder of the signing keys a.pem and b.pem"
        )
    tokens = SignedTokens(read_keys(Path(keys_dir)), settings.auth)
    async with AsyncExitStack() as opened:
        engine = open_engine(
            settings.database.url, settings.database, application="tonebridge gateway"
        )
        opened.push_async_callback(engine.dispose)
        with suppress(StoreUnavailable):  # readiness tells, and its next look checks again
            await check_schema(engine)
        ports = await _ports(settings, engine, tokens, opened)
        services = compose(ports, settings)
        opened.push_async_callback(services.reset.settled)
        yield services


async def _ports(
    settings: Settings,
    engine: AsyncEngine,
    tokens: SignedTokens,
    opened: AsyncExitStack,
) -> Ports:
    clock, ids = SystemClock(), SystemIds()
    timeout_s = settings.redis.timeout_s
    jobs_url = queue_url(settings.redis)
    redis = open_redis(settings.redis.url, timeout_s=timeout_s)
    opened.push_async_callback(redis.aclose)
    blocking = open_blocking_redis(settings.redis.url, timeout_s=timeout_s)
    opened.push_async_callback(blocking.aclose)
    queue = open_redis(jobs_url, timeout_s=timeout_s)
    opened.push_async_callback(queue.aclose)
    reach = reach_redis(clock, timeout_s=timeout_s)
    process = secrets.token_hex(8)
    replicas = RedisReplicas(redis, reach, process=process, otherwise=settings.limits.replicas)
    await replicas.start()
    opened.push_async_callback(replicas.close)
    limiter = RedisLimiter(
        redis,
        reach,
        clock,
        process=process,
        burst_s=settings.limits.burst_s,
        lease_permits=settings.limits.lease_permits,
        replicas=lambda: replicas.count,
    )
    opened.push_async_callback(limiter.close)
    revocations = RedisRevocations(redis, blocking, reach, clock)
    await revocations.start()
    opened.push_async_callback(revocations.close)
    history_log = RedisHistoryLog(
        redis,
        reach,
        window_ms=settings.history.window_ms,
        buffer_entries=settings.history.buffer_entries,
        stream_entries=settings.history.stream_entries,
        sync=settings.history.durability == "sync",
    )
    await history_log.start()
    opened.push_async_callback(history_log.close)
    passwords = Argon2Passwords()
    opened.push_async_callback(passwords.close)
    return Ports(
        accounts=PostgresAccounts(engine),
        dictionaries=PostgresDictionaries(engine),
        presets=PostgresPresets(engine),
        history=PostgresHistory(engine),
        l1=MemoryCache(
            clock,
            items=settings.cache.l1_items,
            size_bytes=settings.cache.l1_bytes,
            ttl_s=settings.cache.l1_ttl_s,
        ),
        l2=RedisCache(redis, reach),
        flights=RedisFlights(redis, reach),
        limiter=limiter,
        revocations=revocations,
        ledger=RedisLedger(redis, reach),
        history_log=history_log,
        jobs=DramatiqJobs(queue, reach, clock, ids),
        throttle=RedisThrottle(redis, reach, clock),
        passwords=passwords,
        tokens=tokens,
        provider=PROVIDERS["rules"](),
        clock=clock,
        ids=ids,
        measures=PrometheusMeasures(),
        probes={"database": _database_probe(engine), "redis": _redis_probe(redis, reach)},
    )


def _database_probe(engine: AsyncEngine) -> Probe:
    async def there() -> bool:
        try:
            await check_schema(engine)
        except (SchemaOutdated, StoreUnavailable):
            return False
        return True

    return there


def _redis_probe(redis: Redis, reach: Reach) -> Probe:
    async def there() -> bool:
        try:
            await reach.ask(redis.ping())
        except Away:
            return False
        return True

    return there
