"""A tenant reads and changes nothing of another by any route; on real services."""

from datetime import UTC, datetime

import pytest
from tests.support.isolation import SECRET, furnish, history_of, named_by_id, walk

from tonebridge.adapters.machine import SystemClock, SystemIds
from tonebridge.adapters.store.engine import open_engine
from tonebridge.adapters.store.history_writer import PostgresHistoryWriter

pytestmark = pytest.mark.services


@pytest.fixture
async def write(settings):
    """Write into the history as the worker does."""
    engine = open_engine(settings.database.writer_url, settings.database)
    writer = PostgresHistoryWriter(engine)
    await writer.prepare(today=_today(), days_ahead=1)
    yield writer.write
    await engine.dispose()


def _today():
    return datetime.fromtimestamp(SystemClock().now(), UTC).date().isoformat()


async def test_another_tenants_ids_are_ids_that_nobody_has(client, services, join, write):
    first, second = await join("first@example.com"), await join("second@example.com")
    token = first["Authorization"].removeprefix("Bearer ")
    caller = await services.identify(token)
    profile = await services.profile.get(caller)
    entry = history_of(profile.member, ids=SystemIds(), now=SystemClock().now())
    assert await write([entry]) == 1
    ids = await furnish(client, first) | {"entry_id": entry.id}
    document = (await client.get("/openapi.json")).json()
    by_id = named_by_id(document)

    own = await walk(client, first, ids, only=["get"])
    foreign = await walk(client, second, ids)
    after = await walk(client, first, ids, only=["get"])

    assert {name: own[name][0] for name in own.keys() & by_id} == dict.fromkeys(
        own.keys() & by_id, 200
    )
    assert {name: foreign[name][0] for name in by_id} == dict.fromkeys(by_id, 404)
    assert [name for name, (_, body) in foreign.items() if SECRET in body] == []
    assert {name: after[name] for name in own.keys() & by_id} == {
        name: own[name] for name in own.keys() & by_id
    }
