"""What the API keeps for a tenant, and what it gives back."""

import asyncio
import json

import pytest
from tests.support.isolation import history_of

from tonebridge.testing.stores import FakeHistoryWriter

BODY = {"text": "Fix it now.", "kind": "soften", "intensity": 2}


@pytest.fixture
def api(client, headers):
    async def api(method, path, body=None, **more):
        sent = headers | more
        return await client.request(method, f"/api/v1{path}", json=body, headers=sent)

    return api


class TestHistory:
    @pytest.fixture
    async def entries(self, world, owner):
        entries = []
        for _ in range(5):
            world.clock.advance(60)
            entries.append(history_of(owner, ids=world.ids, now=world.clock.now()))
        await FakeHistoryWriter(world.tables).write(entries)
        return entries

    async def test_holds_what_was_transformed(self, api, world):
        answer = (await api("POST", "/transform", BODY)).json()
        await world.write_history()

        (item,) = (await api("GET", "/history")).json()["items"]

        item_id = item.pop("id")
        assert item == {
            "created_at": "2026-01-01T00:00:00Z",
            "kind": "soften",
            "intensity": 2,
            "language": "en",
            "preset": None,
            "source": BODY["text"],
            "text": answer["text"],
            "provider": "rules",
            "model": None,
            "degraded": False,
            "cache": "miss",
            "transform_id": answer["id"],
        }
        assert (await api("GET", f"/history/{item_id}")).json() == item | {"id": item_id}

    async def test_comes_in_pages_newest_first(self, api, entries):
        pages, cursor = [], ""
        while cursor is not None:
            after = f"&cursor={cursor}" if cursor else ""
            page = (await api("GET", f"/history?limit=2{after}")).json()
            pages.append([item["id"] for item in page["items"]])
            cursor = page["next_cursor"]

        newest_first = [entry.id for entry in reversed(entries)]
        assert pages == [newest_first[:2], newest_first[2:4], newest_first[4:]]

    @pytest.mark.parametrize(
        ("query", "count"),
        [
            ("q=nightingale", 5),
            ("q=null", 0),
            ("kind=soften", 5),
            ("kind=priority", 0),
            ("language=ja", 0),
            ("since=2026-01-01T00:03:00Z", 3),
            ("since=2026-01-01T09:03:00%2B09:00", 3),
            ("until=2026-01-01T00:02:30Z", 2),
        ],
    )
    async def test_is_filtered(self, api, entries, query, count):
        assert len((await api("GET", f"/history?{query}")).json()["items"]) == count

    async def test_is_exported_a_line_an_entry(self, api, entries):
        answer = await api("GET", "/history/export")

        lines = answer.text.splitlines()
        assert answer.headers["content-type"] == "application/x-ndjson"
        assert answer.headers["content-disposition"].startswith("attachment;")
        assert [json.loads(line)["id"] for line in lines] == [
            entry.id for entry in reversed(entries)
        ]

    async def test_that_is_empty_is_exported_as_nothing(self, api):
        assert (await api("GET", "/history/export")).content == b""

    async def test_is_not_half_exported_while_the_database_is_away(self, api, world, entries):
        await api("GET", "/profile")
        world.tables.away = True

        assert (await api("GET", "/history/export")).status_code == 503

    async def test_is_deleted_one_by_one_and_as_a_whole(self, api, entries):
        one = await api("DELETE", f"/history/{entries[0].id}")
        again = await api("DELETE", f"/history/{entries[0].id}")
        rest = await api("DELETE", "/history")

        assert (one.status_code, again.status_code) == (204, 404)
        assert rest.json() == {"deleted": 4}
        assert (await api("GET", "/history")).json()["items"] == []


class TestADictionary:
    @pytest.fixture
    async def path(self, api):
        made = await api("POST", "/dictionaries", {"name": "ours", "language": "en"})
        return f"/dictionaries/{made.json()['id']}"

    async def test_counts_its_terms_and_its_changes(self, api, path):
        before = (await api("GET", path)).json()
        added = await api("POST", f"{path}/terms", {"term": "API", "plain": "interface"})
        changed = await api("POST", f"{path}/terms", {"term": "API", "plain": "door"})
        after = (await api("GET", path)).json()

        assert (before["terms"], after["terms"]) == (0, 1)
        assert after["version"] > before["version"]
        assert changed.json() == added.json() | {"plain": "door"}

    async def test_gives_its_terms_in_pages(self, api, path):
        for word in ("c", "a", "b"):
            await api("POST", f"{path}/terms", {"term": word, "plain": "x"})

        first = (await api("GET", f"{path}/terms?limit=2")).json()["items"]
        second = (await api("GET", f"{path}/terms?limit=2&after=b")).json()["items"]

        assert [term["term"] for term in first + second] == ["a", "b", "c"]

    async def test_forgets_a_term(self, api, path):
        term = (await api("POST", f"{path}/terms", {"term": "API", "plain": "x"})).json()
        gone = await api("DELETE", f"{path}/terms/{term['id']}")
        again = await api("DELETE", f"{path}/terms/{term['id']}")

        assert (gone.status_code, again.status_code) == (204, 404)

    async def test_is_renamed_unless_the_name_is_taken(self, api, path):
        await api("POST", "/dictionaries", {"name": "theirs", "language": "en"})

        renamed = await api("PATCH", path, {"name": "mine"})
        taken = await api("PATCH", path, {"name": "theirs"})

        assert renamed.json()["name"] == "mine"
        assert (taken.status_code, taken.json()["field"]) == (409, "name")

    async def test_is_imported_as_a_whole_or_not_at_all(self, client, headers, api, path):
        csv = headers | {"Content-Type": "text/csv"}
        table = "term,plain,note\r\nAPI,interface,\r\n,nothing,\r\n"

        answer = await client.post(f"/api/v1{path}/import", content=table, headers=csv)

        assert (answer.status_code, answer.json()["field"]) == (422, "line 3")
        assert (await api("GET", path)).json()["terms"] == 0

    async def test_holds_only_so_many_terms(self, client, headers, path):
        csv = headers | {"Content-Type": "text/csv"}

        async def send(rows):
            return await client.post(
                f"/api/v1{path}/import", content="term,plain\r\n" + rows, headers=csv
            )

        full = await send("".join(f"t{number},x\r\n" for number in range(5_000)))
        more = await send("another,x\r\n")

        assert full.json() == {"imported": 5_000}
        assert (more.status_code, more.json()["field"]) == (409, "term")

    async def test_is_gone_with_its_terms(self, api, path):
        await api("POST", f"{path}/terms", {"term": "it", "plain": "the defect"})
        before = await api("POST", "/transform", BODY)

        gone = await api("DELETE", path)
        after = await api("POST", "/transform", BODY)

        assert gone.status_code == 204
        assert before.json()["id"] != after.json()["id"]
        assert (await api("GET", path)).status_code == 404


BOARD = {"name": "board", "audience": "board", "register": 3, "intensity": 3}


class TestAPreset:
    async def test_is_listed_after_the_built_in_ones(self, api):
        made = (await api("POST", "/presets", BOARD)).json()
        items = (await api("GET", "/presets")).json()["items"]

        assert [item["name"] for item in items] == [
            "client",
            "manager",
            "peer",
            "support",
            "board",
        ]
        assert items[-1] == made == BOARD | {"id": made["id"], "builtin": False}
        assert items[0]["id"] is None

    async def test_is_used_by_its_name(self, api):
        await api("POST", "/presets", BOARD)

        assert (await api("POST", "/transform", BODY | {"preset": "board"})).status_code == 200

    @pytest.mark.parametrize("name", ["client", "board"])
    async def test_wants_a_name_of_its_own(self, api, name):
        await api("POST", "/presets", BOARD)

        taken = await api("POST", "/presets", BOARD | {"name": name})

        assert (taken.status_code, taken.json()["field"]) == (409, "name")

    async def test_is_replaced_and_deleted(self, api):
        made = (await api("POST", "/presets", BOARD)).json()
        path = f"/presets/{made['id']}"

        replaced = await api("PUT", path, BOARD | {"intensity": 1})
        gone = await api("DELETE", path)

        assert replaced.json() == made | {"intensity": 1}
        assert gone.status_code == 204
        assert (await api("POST", "/transform", BODY | {"preset": "board"})).status_code == 422


class TestFeedback:
    @pytest.mark.parametrize(
        ("verdict", "text", "status", "field"),
        [
            ("accept", None, 201, None),
            ("reject", None, 201, None),
            ("edit", "Please fix it.", 201, None),
            ("edit", None, 422, "text"),
            ("accept", "Please fix it.", 422, "text"),
            ("shrug", None, 400, "verdict"),
        ],
    )
    async def test_has_a_text_with_an_edit_and_only_then(self, api, verdict, text, status, field):
        transform_id = (await api("POST", "/transform", BODY)).json()["id"]

        said = await api(
            "POST",
            "/feedback",
            {"transform_id": transform_id, "verdict": verdict, "text": text},
        )

        assert (said.status_code, said.json().get("field")) == (status, field)


async def test_usage_counts_a_tenants_days(api, world):
    for _ in range(3):
        await api("POST", "/transform", BODY)
    await world.write_history()

    assert (await api("GET", "/usage")).json() == {
        "items": [
            {
                "day": "2026-01-01",
                "kind": "soften",
                "provider": "rules",
                "transforms": 3,
                "characters": 3 * len(BODY["text"]),
                "cached": 2,
                "degraded": 0,
            }
        ]
    }


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("since=2026-01-02&until=2026-01-01", "since"),
        ("since=2020-01-01", "since"),
        ("until=tomorrow", "until"),
        ("until=null", "until"),
    ],
)
async def test_usage_wants_days_in_order_and_not_too_many(api, query, field):
    answer = await api("GET", f"/usage?{query}")

    assert (answer.status_code in (400, 422), answer.json()["field"]) == (True, field)


async def test_a_profile_changes_only_where_it_is_told_to(api):
    zone = await api("PATCH", "/profile", {"time_zone": "Asia/Tokyo"})
    wrong = await api("PATCH", "/profile", {"time_zone": "../etc/passwd"})
    nothing = await api("PATCH", "/profile", {})

    assert zone.json()["time_zone"] == "Asia/Tokyo"
    assert (wrong.status_code, wrong.json()["field"]) == (422, "time_zone")
    assert nothing.json() == zone.json()


KEY = {"Idempotency-Key": "once-1"}
WANTED = {"name": "ours", "language": "en"}


class TestARepeatedWrite:
    async def test_is_done_once_and_answered_alike(self, api):
        first = await api("POST", "/dictionaries", WANTED, **KEY)
        again = await api("POST", "/dictionaries", WANTED, **KEY)

        assert (again.status_code, again.content) == (201, first.content)
        assert again.headers["idempotent-replayed"] == "true"
        assert "idempotent-replayed" not in first.headers

    async def test_is_refused_for_another_body(self, api):
        await api("POST", "/dictionaries", WANTED, **KEY)

        other = await api("POST", "/dictionaries", WANTED | {"name": "b"}, **KEY)

        assert (other.status_code, other.json()["field"]) == (409, "Idempotency-Key")

    async def test_that_failed_may_be_tried_again(self, api):
        await api("POST", "/dictionaries", WANTED)
        taken = await api("POST", "/dictionaries", WANTED, **KEY)
        (listed,) = (await api("GET", "/dictionaries")).json()["items"]
        await api("DELETE", f"/dictionaries/{listed['id']}")

        again = await api("POST", "/dictionaries", WANTED, **KEY)

        assert (taken.status_code, again.status_code) == (409, 201)

    async def test_of_a_key_does_not_show_its_secret_twice(self, api):
        first = (await api("POST", "/keys", {"name": "ci"}, **KEY)).json()
        again = (await api("POST", "/keys", {"name": "ci"}, **KEY)).json()

        assert again == first | {"key": None}

    async def test_is_not_attempted_while_nobody_can_tell(self, api, world):
        world.ledger.away = True

        answer = await api("POST", "/dictionaries", WANTED, **KEY)

        assert (answer.status_code, answer.json()["code"]) == (503, "store_unavailable")
        assert (await api("GET", "/dictionaries")).json()["items"] == []

    @pytest.mark.parametrize("key", ["", "a b", "x" * 129])
    async def test_wants_a_key_that_is_one(self, api, key):
        answer = await api("POST", "/dictionaries", WANTED, **{"Idempotency-Key": key})

        assert (answer.status_code, answer.json()["field"]) == (422, "Idempotency-Key")

    async def test_of_another_member_is_another_write(self, api, client, world):
        await api("POST", "/dictionaries", WANTED, **KEY)
        other = await world.key(await world.member("other@example.com"))

        answer = await client.post(
            "/api/v1/dictionaries", json=WANTED, headers=KEY | {"X-API-Key": other}
        )

        assert answer.status_code == 201
        assert "idempotent-replayed" not in answer.headers


class TestTheSite:
    async def test_serves_the_page_and_its_documentation(self, client):
        page, docs = await asyncio.gather(client.get("/"), client.get("/docs"))

        assert page.headers["content-type"] == docs.headers["content-type"]
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert page.headers["cache-control"] == "no-cache"

    async def test_lets_what_is_named_by_its_content_be_kept(self, client):
        page = (await client.get("/")).text
        script = page.partition('src="')[2].partition('"')[0]

        answer = await client.get(script)

        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"

    async def test_does_not_send_again_what_is_there(self, client):
        first = await client.get("/")

        again = await client.get("/", headers={"If-None-Match": first.headers["etag"]})

        assert (again.status_code, again.content) == (304, b"")


class TestHealth:
    async def test_is_ready_when_everything_is_there(self, client, world):
        health = client._transport.app.state["health"]
        await health.look()
        first = await client.get("/health/ready")
        world.up["redis"] = False
        await health.look()
        second = await client.get("/health/ready")
        health.draining = True
        third = await client.get("/health/ready")

        assert [(answer.status_code, answer.json()["status"]) for answer in (first, second)] == [
            (200, "ready"),
            (200, "degraded"),
        ]
        assert second.json()["parts"] == {"database": "up", "redis": "away"}
        assert (third.status_code, third.json()["status"]) == (503, "draining")

    async def test_is_not_live_when_the_loop_was_not_heard_of(self, client, world):
        await client._transport.app.state["health"].look()
        before = await client.get("/health/live")
        world.clock.advance(31)

        assert (before.status_code, (await client.get("/health/live")).status_code) == (200, 503)

    async def test_has_not_started_before_the_first_look(self, client):
        before = await client.get("/health/startup")
        await client._transport.app.state["health"].look()

        assert (before.status_code, (await client.get("/health/startup")).status_code) == (
            503,
            200,
        )
