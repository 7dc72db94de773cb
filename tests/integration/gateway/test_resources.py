"""What the API keeps, on a real PostgreSQL and a real Valkey."""

import asyncio

import pytest
from tests.support.asgi import connect

from tonebridge.wiring import Administration
from tonebridge.wiring.gateway import open_gateway
from tonebridge_gateway.app import create_app

pytestmark = pytest.mark.services

BODY = {"text": "Fix it now.", "kind": "soften", "intensity": 2}


async def test_an_answer_comes_from_l1_and_after_a_restart_from_l2(settings, client, join):
    headers = await join("a@example.com")
    seen = [await client.post("/api/v1/transform", json=BODY, headers=headers) for _ in range(2)]
    async with open_gateway(settings) as restarted, connect(create_app(restarted)) as again:
        seen += [
            await again.post("/api/v1/transform", json=BODY, headers=headers) for _ in range(2)
        ]

    assert [answer.headers["x-cache"] for answer in seen] == ["miss", "l1", "l2", "l1"]
    assert len({answer.content for answer in seen}) == 1


async def test_64_identical_cold_requests_of_two_processes_make_one_answer(settings, join, client):
    headers = await join("a@example.com")
    async with open_gateway(settings) as other, connect(create_app(other)) as second:
        asking = [
            each.post("/api/v1/transform", json=BODY, headers=headers)
            for each in (client, second)
            for _ in range(32)
        ]
        answers = await asyncio.gather(*asking)

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert [answer.headers["x-cache"] for answer in answers].count("miss") == 1


async def test_a_terms_change_is_seen_by_the_next_transform(client, join):
    headers = await join("a@example.com")
    first = await client.post("/api/v1/transform", json=BODY, headers=headers)
    made = await client.post(
        "/api/v1/dictionaries", json={"name": "ours", "language": "en"}, headers=headers
    )
    await client.post(
        f"/api/v1/dictionaries/{made.json()['id']}/terms",
        json={"term": "fix", "plain": "repair"},
        headers=headers,
    )

    second = await client.post("/api/v1/transform", json=BODY, headers=headers)

    assert first.json()["id"] != second.json()["id"]
    assert second.headers["x-cache"] == "miss"


async def test_terms_go_out_as_csv_and_come_back(client, join):
    headers = await join("a@example.com")
    made = await client.post(
        "/api/v1/dictionaries", json={"name": "ours", "language": "en"}, headers=headers
    )
    path = f"/api/v1/dictionaries/{made.json()['id']}"
    table = 'term,plain,note\r\n\'=SUM(A1),a formula,\r\nAPI,"an ""interface""",両方\r\n'
    csv = {**headers, "Content-Type": "text/csv"}

    imported = await client.post(f"{path}/import", content=table.encode(), headers=csv)
    exported = await client.get(f"{path}/export", headers=headers)
    listed = (await client.get(f"{path}/terms", headers=headers)).json()

    assert imported.json() == {"imported": 2}
    assert sorted(exported.text.splitlines()) == sorted(table.splitlines())
    assert {term["term"] for term in listed["items"]} == {"=SUM(A1)", "API"}


async def test_a_repeated_write_is_done_once(client, join):
    headers = await join("a@example.com") | {"Idempotency-Key": "once"}
    body = {"name": "ours", "language": "en"}

    first = await client.post("/api/v1/dictionaries", json=body, headers=headers)
    again = await client.post("/api/v1/dictionaries", json=body, headers=headers)
    other = await client.post(
        "/api/v1/dictionaries", json=body | {"name": "theirs"}, headers=headers
    )

    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 409)
    assert again.content == first.content
    assert again.headers["idempotent-replayed"] == "true"


async def test_the_first_run_makes_an_owner_who_can_sign_in(settings, client):
    async with Administration.open(settings) as administration:
        await administration.migrate()
        first = await administration.first_run()
        second = await administration.first_run()
        token = await administration.signin_token()

    by_key = await client.get(
        "/api/v1/profile", headers={"Authorization": f"Bearer {first.api_key}"}
    )
    signed_in = await client.get(f"/signin?token={token}", follow_redirects=False)
    cookie = signed_in.headers["set-cookie"].partition(";")[0]
    by_cookie = await client.get(
        "/api/v1/profile", headers={"Cookie": cookie, "X-ToneBridge-Page": "1"}
    )

    assert second is None
    assert by_key.json() == by_cookie.json()
    assert (by_key.json()["email"], by_key.json()["tenant"]) == ("you@localhost", "laptop")


async def test_feedback_presets_usage_and_profile_are_kept(client, join):
    headers = await join("a@example.com")
    answer = (await client.post("/api/v1/transform", json=BODY, headers=headers)).json()
    said = await client.post(
        "/api/v1/feedback",
        json={"transform_id": answer["id"], "verdict": "edit", "text": "Please fix it."},
        headers=headers,
    )
    preset = await client.post(
        "/api/v1/presets",
        json={"name": "board", "audience": "board", "register": 3, "intensity": 3},
        headers=headers,
    )
    transformed = await client.post(
        "/api/v1/transform", json=BODY | {"preset": "board"}, headers=headers
    )
    profile = await client.patch(
        "/api/v1/profile",
        json={"language": "ja", "time_zone": "Asia/Tokyo", "store_text": False},
        headers=headers,
    )
    usage = await client.get("/api/v1/usage", headers=headers)

    statuses = [each.status_code for each in (said, preset, transformed, profile, usage)]
    assert statuses == [201, 201, 200, 200, 200]
    assert profile.json() == {
        "email": "a@example.com",
        "tenant": "a",
        "role": "owner",
        "language": "ja",
        "time_zone": "Asia/Tokyo",
        "store_text": False,
    }
