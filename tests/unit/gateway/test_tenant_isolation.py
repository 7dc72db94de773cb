"""A tenant reads and changes nothing of another by any route; on the fakes."""

import pytest
from tests.support.isolation import SECRET, UNKNOWN, furnish, history_of, named_by_id, walk

from tonebridge.testing.stores import FakeHistoryWriter


@pytest.fixture
async def first(world, client, owner, headers):
    ids = await furnish(client, headers)
    entry = history_of(owner, ids=world.ids, now=world.clock.now())
    await FakeHistoryWriter(world.tables).write([entry])
    return ids | {"entry_id": entry.id}


@pytest.fixture
async def second(world):
    return {"Authorization": f"Bearer {await world.key(await world.member('b@example.com'))}"}


async def test_anothers_ids_are_ids_that_nobody_has(client, first, second):
    document = (await client.get("/openapi.json")).json()

    foreign = await walk(client, second, first)

    assert {name: foreign[name][0] for name in named_by_id(document)} == dict.fromkeys(
        named_by_id(document), 404
    )
    assert [name for name, (_, body) in foreign.items() if SECRET in body] == []


async def test_nothing_of_the_other_is_changed(client, headers, first, second):
    async def everything():
        paths = ["/keys", "/presets", "/dictionaries", "/history", "/profile"]
        paths.append(f"/dictionaries/{first['dictionary_id']}/terms")
        return [(await client.get(f"/api/v1{path}", headers=headers)).json() for path in paths]

    before = await everything()
    await walk(client, second, first)

    assert await everything() == before


async def test_a_foreign_id_and_an_unknown_one_look_alike(client, first, second):
    def without_request_id(answers):
        return {
            name: (status, body.partition('"request_id"')[0])
            for name, (status, body) in answers.items()
            if status == 404
        }

    foreign = await walk(client, second, first)
    unknown = await walk(client, second, dict.fromkeys(first, UNKNOWN))

    assert without_request_id(foreign) == without_request_id(unknown)
    assert without_request_id(foreign).keys() >= named_by_id(
        (await client.get("/openapi.json")).json()
    )


async def test_the_ids_are_real(client, headers, first):
    own = await walk(client, headers, first, only=["get"])
    own.pop("startup")

    assert {name: status for name, (status, _) in own.items()} == dict.fromkeys(own, 200)
    assert all(SECRET in own[name][1] for name in ("list_keys", "list_terms", "get_history"))
