"""A database with a tenant and an empty Valkey, as a worker finds them."""

import asyncio
import itertools
from typing import NamedTuple

import asyncpg
import msgspec
from tests.contract.test_history_log import log_at
from tests.support.database import EMPTY

from tonebridge.domain.history import HistoryEntry
from tonebridge.domain.message import Intensity, Kind, Language

TENANT = "019b7600-0000-7000-8000-00000000aaaa"
MEMBER = "019b7600-0000-7000-8000-00000000bbbb"
NOW = 1_795_500_000.0


class Platform(NamedTuple):
    """A database with a tenant, an empty Valkey, and how a worker is told of both."""

    owner_url: str
    redis_url: str
    settings: dict

    def sql(self, query):
        """Do this as the owner; a `select` returns its rows."""

        async def ask():
            connection = await asyncpg.connect(self.owner_url)
            try:
                await connection.execute(f"set tonebridge.tenant = '{TENANT}'")
                if query.startswith("select"):
                    return await connection.fetch(query)
                return await connection.execute(query)
            finally:
                await connection.close()

        return asyncio.run(ask())

    def written(self):
        """How many entries are in the history, and how many of them are different."""
        [row] = self.sql("select count(*), count(distinct id) from tonebridge.history_entries")
        return tuple(row)

    def used(self):
        """How many transforms the tenant is billed for."""
        [row] = self.sql("select coalesce(sum(transforms), 0) from tonebridge.usage_daily")
        return row[0]

    def append(self, count, *, start=0):
        """Send entries as a gateway does."""

        async def send():
            async with log_at(
                self.redis_url, stream_entries=1_000_000, buffer_entries=100_000
            ) as log:
                for number in range(start, start + count):
                    await log.append(msgspec.msgpack.encode(entry(number)), durable=False)

        asyncio.run(send())


def platform_at(database, redis_url):
    """Empty the database but for one tenant."""
    platform = Platform(
        database.owner_url,
        redis_url,
        {
            "DATABASE__URL": database.url,
            "DATABASE__WRITER_URL": database.writer_url,
            "DATABASE__POOL_MIN": 1,
            "REDIS__URL": redis_url,
            "WORKER__CONCURRENCY": 2,
            "HISTORY__BATCH_ENTRIES": 50,
        },
    )
    platform.sql(EMPTY)
    platform.sql(
        "insert into tonebridge.tenants (id, name, store_text, created_at)"
        " values (current_setting('tonebridge.tenant')::uuid, 'tenant', true, now())"
    )
    return platform


def entry(number):
    return HistoryEntry(
        id=f"019b7600-0000-7000-8000-{number:012x}",
        created_at=NOW + number / 1_000,
        tenant_id=TENANT,
        member_id=MEMBER,
        key_id=None,
        transform_id=f"019b7600-0000-7000-9000-{number:012x}",
        kind=Kind.SOFTEN,
        intensity=Intensity.LIGHT,
        language=Language.JA,
        preset=None,
        source=f"早く返事しろ {number}",
        text=f"お早めにお返事いただけますか {number}",
        provider="rules",
        model=None,
        degraded=False,
        cache=next(CACHES),
    )


CACHES = itertools.cycle(("miss", "l1", "l2"))
