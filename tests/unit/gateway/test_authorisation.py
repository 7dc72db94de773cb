"""Every route lets in whom it says, and nobody else."""

import asyncio
import re

import pytest
from litestar import Litestar
from tests.support.asgi import connect
from tests.support.isolation import UNKNOWN, call

from tonebridge.domain.identity import Scope
from tonebridge_gateway.app import create_app, routes
from tonebridge_gateway.openapi import describe

DOCUMENT = describe(Litestar(routes(), openapi_config=None))
GUARDED = [
    pytest.param(method, re.sub(r"\{\w+\}", UNKNOWN, path), operation, id=f"{method} {path}")
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
    if "security" in operation
]
OPEN = {
    "register",
    "login",
    "refresh",
    "reset",
    "confirm_reset",
    "info",
    "reasons",
    "preview_transform",
    "preview_analyze",
    "live",
    "ready",
    "startup",
}


def test_what_is_open_to_all_is_listed_here():
    assert {
        operation["operationId"]
        for methods in DOCUMENT["paths"].values()
        for operation in methods.values()
        if "security" not in operation
    } == OPEN


@pytest.mark.parametrize(("method", "target", "operation"), GUARDED)
async def test_a_route_wants_credentials(client, method, target, operation):
    status, body = await call(client, method, target, operation, {})

    assert (status, '"code":"unauthenticated"' in body) == (401, True)


@pytest.mark.parametrize(("method", "target", "operation"), GUARDED)
async def test_a_route_wants_its_scope(world, client, method, target, operation):
    needed = re.search(r"the scope `(\w+)`", operation.get("description", ""))
    others = [scope for scope in Scope if needed is None or scope.value != needed[1]]
    headers = {"X-API-Key": await world.key(await world.member(), scopes=others)}

    status, _ = await call(client, method, target, operation, headers)

    assert (status == 403) == (needed is not None)


async def test_what_an_owner_alone_may_choose_is_refused_to_members(world):
    async with connect(create_app(world.services())) as client:
        owner = await world.member()
        member = await world.colleague(owner, "colleague@example.com")
        headers = {"X-API-Key": await world.key(member)}

        answer = await client.patch("/api/v1/profile", json={"store_text": False}, headers=headers)

        assert (answer.status_code, answer.json()["remedy"]) == (403, "This needs the role owner.")


class TestTheLimits:
    async def test_count_down_and_refuse(self, client, headers):
        statuses = []
        for _ in range(202):
            answer = await client.get("/api/v1/profile", headers=headers)
            statuses.append(answer.status_code)

        assert (statuses.count(200), statuses.count(429)) == (200, 2)
        assert answer.headers["ratelimit-policy"] == '"member";q=1200;w=60'
        assert answer.headers["ratelimit"].startswith('"member";r=0;t=')
        assert answer.headers["retry-after"] == "1"

    async def test_are_told_with_each_answer(self, client, headers):
        answer = await client.get("/api/v1/profile", headers=headers)

        assert answer.headers["ratelimit-policy"] == '"member";q=1200;w=60'
        assert answer.headers["ratelimit"] == '"member";r=199;t=1'

    async def test_count_a_long_text_more_than_once(self, client, headers):
        body = {"text": "Fix it. " * 500, "kind": "soften", "intensity": 0}

        answer = await client.post("/api/v1/transform", json=body, headers=headers)

        assert answer.headers["ratelimit"].startswith('"member";r=196;')

    async def test_admit_the_longest_text_of_a_visitor(self, client):
        body = {"text": "Fix it. " * 1_000, "kind": "soften", "intensity": 0}

        answer = await client.post("/api/v1/preview/transform", json=body)

        assert answer.status_code == 200
        assert answer.headers["ratelimit"] == '"preview";r=0;t=10'

    async def test_admit_who_comes_back_when_told_to(self, client, world):
        body = {"text": "Fix it. " * 1_000, "kind": "soften", "intensity": 0}
        for _ in range(3):
            await client.post("/api/v1/preview/transform", json=body | {"text": "Fix it."})

        refused = await client.post("/api/v1/preview/transform", json=body)
        world.clock.advance(int(refused.headers["retry-after"]))
        admitted = await client.post("/api/v1/preview/transform", json=body)

        assert (refused.status_code, admitted.status_code) == (429, 200)

    async def test_admit_a_full_ranking_once(self, client, headers):
        texts = [{"id": str(number), "text": "Fix it. " * 260} for number in range(100)]

        answer = await client.post("/api/v1/priority/rank", json={"items": texts}, headers=headers)

        assert answer.status_code == 200
        assert answer.headers["ratelimit"].startswith('"member";r=0;')

    async def test_count_visitors_by_their_address(self, client):
        body = {"text": "Fix it.", "kind": "soften", "intensity": 0}
        statuses = [
            (await client.post("/api/v1/preview/transform", json=body)).status_code
            for _ in range(7)
        ]

        assert statuses == [200] * 5 + [429] * 2


async def test_one_member_sees_no_history_of_another(world):
    async with connect(create_app(world.services())) as client:
        owner = await world.member()
        colleague = await world.colleague(owner, "colleague@example.com")
        headers = [{"X-API-Key": await world.key(member)} for member in (owner, colleague)]
        body = {"text": "Fix it.", "kind": "soften", "intensity": 0}
        await client.post("/api/v1/transform", json=body, headers=headers[0])
        await world.write_history()

        pages = await asyncio.gather(
            *(client.get("/api/v1/history", headers=each) for each in headers)
        )

        assert [len(page.json()["items"]) for page in pages] == [1, 0]
