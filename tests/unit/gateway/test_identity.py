"""Who comes in, by which way, and how that ends."""

import asyncio

import msgspec
import pytest
from tests.support.asgi import ask as ask_bare
from tests.support.asgi import connect
from tests.support.gateway import OPEN, PASSWORD, World

from tonebridge.application.keys import MOST_KEYS
from tonebridge.application.signin import SignIn
from tonebridge.domain.identity import Scope
from tonebridge.settings import AuthSettings, LimitSettings
from tonebridge_gateway.app import create_app

EMAIL = "owner@example.com"
LOGIN = {"email": EMAIL, "password": PASSWORD}
OUR_PAGE = {"X-ToneBridge-Page": "1"}


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


async def profile(client, headers):
    return (await client.get("/api/v1/profile", headers=headers)).status_code


class TestRegistering:
    async def test_opens_a_tenant_that_can_log_in(self, client):
        made = await client.post("/api/v1/auth/register", json=LOGIN | {"tenant": "Acme"})
        tokens = (await client.post("/api/v1/auth/login", json=LOGIN)).json()
        seen = await client.get("/api/v1/profile", headers=bearer(tokens["access_token"]))

        assert made.status_code == 201
        assert seen.json() == {
            "email": EMAIL,
            "tenant": "Acme",
            "role": "owner",
            "language": "en",
            "time_zone": "UTC",
            "store_text": True,
        }

    async def test_never_joins_an_existing_account(self, client, owner):
        answer = await client.post(
            "/api/v1/auth/register", json={"email": EMAIL.upper(), "password": "0123456789"}
        )

        assert (answer.status_code, answer.json()["field"]) == (409, "email")

    async def test_is_closed_unless_the_settings_open_it(self):
        closed = World(settings=msgspec.structs.replace(OPEN, auth=AuthSettings()))

        answer = await ask_bare(
            create_app(closed.services()),
            "POST",
            "/api/v1/auth/register",
            body=msgspec.json.encode(LOGIN),
        )

        assert (answer.status, answer.problem["code"]) == (403, "forbidden")

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"email": "nobody"}, "email"),
            ({"email": "a@b@c"}, "email"),
            ({"email": "a b@c.d"}, "email"),
            ({"email": "<a>@c.d"}, "email"),
            ({"password": "short"}, "password"),
            ({"tenant": ""}, "tenant"),
        ],
    )
    async def test_wants_an_address_and_a_password(self, client, change, field):
        answer = await client.post("/api/v1/auth/register", json=LOGIN | change)

        assert answer.status_code in (400, 422)
        assert answer.json()["field"] == field


class TestLoggingIn:
    async def test_tells_nothing_of_who_exists(self, client, world, owner):
        wrong = await client.post("/api/v1/auth/login", json=LOGIN | {"password": "wrong"})
        nobody = await client.post("/api/v1/auth/login", json=LOGIN | {"email": "x@y.z"})

        assert wrong.status_code == nobody.status_code == 401
        assert wrong.json()["detail"] == "Email or password is wrong."
        shown = [msgspec.json.decode(answer.content) for answer in (wrong, nobody)]
        assert shown[0] | {"request_id": ""} == shown[1] | {"request_id": ""}
        assert world.passwords.verified == 2

    async def test_is_throttled(self, client, owner):
        statuses = [
            (await client.post("/api/v1/auth/login", json=LOGIN | {"password": "no"})).status_code
            for _ in range(12)
        ]
        refused = await client.post("/api/v1/auth/login", json=LOGIN)

        assert statuses == [401] * 10 + [429] * 2
        assert refused.headers["retry-after"] == "60"
        assert refused.headers["ratelimit"] == '"login";r=0;t=60'

    async def test_counts_an_account_however_it_is_spelled(self, client, world):
        boss = LOGIN | {"email": "boss@example.com"}
        await client.post("/api/v1/auth/register", json=boss)
        app = create_app(world.services())
        statuses = []
        for attempt in range(12):
            name = ("boss", "boſs", "bosſ", "BOß")[attempt % 4]
            guess = {"email": f"{name}@example.com", "password": "wrong"}
            answer = await ask_bare(
                app,
                "POST",
                "/api/v1/auth/login",
                body=msgspec.json.encode(guess),
                client=(f"198.51.100.{attempt}", 1),
            )
            statuses.append(answer.status)

        assert statuses == [401] * 10 + [429] * 2

    async def test_from_our_page_sets_a_cookie_too(self, client, owner):
        answer = await client.post("/api/v1/auth/login", json=LOGIN, headers=OUR_PAGE)

        name, _, attributes = answer.headers["set-cookie"].partition(";")
        assert name.startswith("tonebridge=tbs_")
        assert attributes == " Path=/; Max-Age=2592000; HttpOnly; SameSite=Strict"


class TestAnAccessToken:
    async def test_ends_after_its_time(self, client, world, owner):
        tokens = (await client.post("/api/v1/auth/login", json=LOGIN)).json()
        before = await profile(client, bearer(tokens["access_token"]))
        world.clock.advance(tokens["expires_in"] + 1)

        assert (before, await profile(client, bearer(tokens["access_token"]))) == (200, 401)

    async def test_ends_with_its_session(self, client, owner):
        tokens = (await client.post("/api/v1/auth/login", json=LOGIN)).json()
        headers = bearer(tokens["access_token"])

        left = await client.post("/api/v1/auth/logout", headers=headers)
        refreshed = await client.post(
            "/api/v1/auth/refresh", json={"refresh_token": tokens["refresh_token"]}
        )

        assert left.status_code == 204
        assert (await profile(client, headers), refreshed.status_code) == (401, 401)


class TestARefreshToken:
    async def refresh(self, client, token):
        return await client.post("/api/v1/auth/refresh", json={"refresh_token": token})

    async def test_gives_the_next_pair(self, client, owner):
        first = (await client.post("/api/v1/auth/login", json=LOGIN)).json()
        second = (await self.refresh(client, first["refresh_token"])).json()

        assert second["refresh_token"] != first["refresh_token"]
        assert await profile(client, bearer(second["access_token"])) == 200

    async def test_that_comes_twice_ends_its_whole_family(self, client, owner):
        first = (await client.post("/api/v1/auth/login", json=LOGIN)).json()
        second = (await self.refresh(client, first["refresh_token"])).json()

        again = await self.refresh(client, first["refresh_token"])
        following = await self.refresh(client, second["refresh_token"])

        assert (again.status_code, following.status_code) == (401, 401)
        assert await profile(client, bearer(second["access_token"])) == 401

    async def test_is_no_access_token(self, client, owner):
        tokens = (await client.post("/api/v1/auth/login", json=LOGIN)).json()

        assert await profile(client, bearer(tokens["refresh_token"])) == 401


class TestTheSignInLink:
    async def link(self, world, owner):
        signin = SignIn(
            accounts=world.accounts, clock=world.clock, ids=world.ids, auth=world.settings.auth
        )
        return f"/signin?token={await signin.invite(owner)}"

    async def signed_in(self, client, world, owner):
        answer = await client.get(await self.link(world, owner), follow_redirects=False)
        cookie = answer.headers["set-cookie"].partition(";")[0]
        return {"Cookie": cookie}

    async def test_sets_a_cookie_and_goes_to_the_page(self, client, world, owner):
        answer = await client.get(await self.link(world, owner), follow_redirects=False)

        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert "HttpOnly; SameSite=Strict" in answer.headers["set-cookie"]
        assert answer.headers["cache-control"] == "no-store"

    async def test_works_once(self, client, world, owner):
        link = await self.link(world, owner)
        await client.get(link, follow_redirects=False)

        assert (await client.get(link, follow_redirects=False)).status_code == 401

    @pytest.mark.parametrize("query", ["?token=spent", "?token=", ""])
    async def test_that_is_no_good_leads_a_browser_to_the_page(self, client, query):
        browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}

        answer = await client.get(f"/signin{query}", headers=browser, follow_redirects=False)

        assert (answer.status_code, answer.headers["location"]) == (303, "/#signin=expired")
        assert "set-cookie" not in answer.headers

    async def test_that_is_no_good_is_a_problem_to_a_program(self, client):
        answer = await client.get("/signin?token=spent", headers={"Accept": "application/json"})

        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")

    async def test_works_for_ten_minutes(self, client, world, owner):
        link = await self.link(world, owner)
        world.clock.advance(601)

        assert (await client.get(link, follow_redirects=False)).status_code == 401

    async def test_lets_the_page_in(self, client, world, owner):
        cookie = await self.signed_in(client, world, owner)

        assert await profile(client, cookie | OUR_PAGE) == 200

    @pytest.mark.parametrize("origin", ["http://testserver", "https://tone.example.com", None])
    async def test_lets_the_page_in_under_each_of_its_names(self, owner, world, origin):
        gateway = msgspec.structs.replace(
            world.settings.gateway, public_url="https://tone.example.com"
        )
        world.settings = msgspec.structs.replace(world.settings, gateway=gateway)
        async with connect(create_app(world.services())) as client:
            cookie = await self.signed_in(client, world, owner)
            sent = {} if origin is None else {"Origin": origin, "Sec-Fetch-Site": "same-origin"}

            assert await profile(client, cookie | OUR_PAGE | sent) == 200

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"X-ToneBridge-Page": "0"},
            OUR_PAGE | {"Origin": "https://evil.example"},
            OUR_PAGE | {"Origin": "null"},
            OUR_PAGE | {"Origin": "http://["},
            OUR_PAGE | {"Sec-Fetch-Site": "cross-site"},
            OUR_PAGE | {"Sec-Fetch-Site": "same-site"},
        ],
    )
    async def test_lets_no_other_page_in(self, client, world, owner, headers):
        cookie = await self.signed_in(client, world, owner)

        assert await profile(client, cookie | headers) == 403

    async def test_is_no_bearer_token(self, client, world, owner):
        cookie = await self.signed_in(client, world, owner)
        secret = cookie["Cookie"].partition("=")[2]

        assert await profile(client, bearer(secret)) == 401

    async def test_ends_by_logging_out(self, client, world, owner):
        cookie = await self.signed_in(client, world, owner)

        left = await client.post("/api/v1/auth/logout", headers=cookie | OUR_PAGE)

        assert left.headers["set-cookie"].startswith("tonebridge=; Path=/; Max-Age=0")
        assert await profile(client, cookie | OUR_PAGE) == 401

    async def test_sets_a_secure_cookie_behind_tls(self, world, owner):
        gateway = msgspec.structs.replace(
            world.settings.gateway, public_url="https://tone.example.com"
        )
        world.settings = msgspec.structs.replace(world.settings, gateway=gateway)

        answer = await ask_bare(create_app(world.services()), "GET", await self.link(world, owner))

        assert answer.headers["set-cookie"].endswith("; SameSite=Strict; Secure")
        assert answer.headers["strict-transport-security"] == "max-age=31536000"


class TestAnApiKey:
    async def create(self, client, headers, **body):
        return await client.post("/api/v1/keys", json={"name": "ci"} | body, headers=headers)

    @pytest.mark.parametrize("header", ["Authorization", "X-API-Key"])
    async def test_is_shown_once_and_comes_in_by_two_headers(self, client, headers, header):
        made = (await self.create(client, headers)).json()
        value = f"Bearer {made['key']}" if header == "Authorization" else made["key"]
        listed = (await client.get("/api/v1/keys", headers=headers)).json()["items"][0]

        assert await profile(client, {header: value}) == 200
        assert made["key"].startswith(listed["prefix"])
        assert "key" not in listed

    async def test_is_good_for_its_scopes_alone(self, client, headers):
        made = (await self.create(client, headers, scopes=["history"])).json()

        allowed = await client.get("/api/v1/history", headers=bearer(made["key"]))
        refused = await client.get("/api/v1/dictionaries", headers=bearer(made["key"]))

        assert (allowed.status_code, refused.status_code) == (200, 403)
        assert refused.json()["remedy"] == "This needs the scope dictionaries."

    async def test_cannot_make_a_stronger_one(self, client, world, owner):
        weak = bearer(await world.key(owner, scopes=[Scope.ADMIN]))

        assert (await self.create(client, weak, scopes=["history"])).status_code == 403
        assert (await self.create(client, weak)).json()["scopes"] == ["admin"]

    async def test_is_refused_when_there_are_as_many_as_there_may_be(
        self, client, world, owner, headers
    ):
        for _ in range(MOST_KEYS - 1):  # beside the one that asks
            await world.key(owner)
        held = (await client.get("/api/v1/keys", headers=headers)).json()["items"]

        refused = await self.create(client, headers)
        await client.delete(f"/api/v1/keys/{held[0]['id']}", headers=headers)
        again = await self.create(client, headers)

        assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
        assert again.status_code == 201

    async def test_ends_when_it_is_revoked(self, client, headers):
        made = (await self.create(client, headers)).json()
        before = await profile(client, bearer(made["key"]))

        revoked = await client.delete(f"/api/v1/keys/{made['id']}", headers=headers)

        assert (before, revoked.status_code) == (200, 204)
        assert await profile(client, bearer(made["key"])) == 401

    async def test_ends_in_other_processes_too(self, client, world, headers):
        made = (await self.create(client, headers)).json()
        elsewhere = create_app(world.services())
        key = [(b"x-api-key", made["key"].encode())]
        before = await ask_bare(elsewhere, "GET", "/api/v1/profile", headers=key)

        await client.delete(f"/api/v1/keys/{made['id']}", headers=headers)
        after = await ask_bare(elsewhere, "GET", "/api/v1/profile", headers=key)

        assert (before.status, after.status) == (200, 401)

    async def test_ends_at_its_time(self, client, world, headers):
        made = await self.create(client, headers, expires_at="2026-01-01T00:01:00Z")
        world.clock.advance(61)

        assert await profile(client, bearer(made.json()["key"])) == 401

    @pytest.mark.parametrize(
        "expires_at",
        [
            "2020-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999Z",
            "9999-12-31T23:59:59-12:00",
        ],
    )
    async def test_ends_in_a_future_that_calendars_have(self, client, headers, expires_at):
        made = await self.create(client, headers, expires_at=expires_at)

        assert (made.status_code, made.json()["field"]) == (422, "expires_at")

    async def test_is_looked_up_once_for_all_who_come_with_it_at_once(self, world, owner):
        key, looked_up = await world.key(owner), []
        find_key = world.accounts.find_key

        async def find_slowly(key_hash):
            looked_up.append(key_hash)
            await asyncio.sleep(0)
            return await find_key(key_hash)

        world.accounts.find_key = find_slowly
        app = create_app(world.services())
        headers = [(b"x-api-key", key.encode())]
        answers = await asyncio.gather(
            *(ask_bare(app, "GET", "/api/v1/profile", headers=headers) for _ in range(20))
        )

        assert [answer.status for answer in answers] == [200] * 20
        assert len(looked_up) == 1

    async def test_is_rotated_with_an_overlap(self, client, world, headers):
        old = (await self.create(client, headers)).json()
        new = await client.post(
            f"/api/v1/keys/{old['id']}/rotate", json={"overlap_s": 60}, headers=headers
        )
        together = [await profile(client, bearer(key["key"])) for key in (old, new.json())]
        world.clock.advance(61)
        later = [await profile(client, bearer(key["key"])) for key in (old, new.json())]

        assert new.status_code == 201
        assert (together, later) == ([200, 200], [401, 200])

    async def test_is_rotated_without_a_body_as_the_defaults_say(self, client, world, headers):
        old = (await self.create(client, headers)).json()

        new = await client.post(f"/api/v1/keys/{old['id']}/rotate", headers=headers)
        world.clock.advance(86_399)
        just_before = await profile(client, bearer(old["key"]))
        world.clock.advance(2)

        assert (new.status_code, just_before) == (201, 200)
        assert await profile(client, bearer(old["key"])) == 401

    async def test_that_is_rotated_without_overlap_ends_in_other_processes_too(
        self, client, world, headers
    ):
        old = (await self.create(client, headers)).json()
        elsewhere = create_app(world.services())
        key = [(b"x-api-key", old["key"].encode())]
        before = await ask_bare(elsewhere, "GET", "/api/v1/profile", headers=key)

        await client.post(
            f"/api/v1/keys/{old['id']}/rotate", json={"overlap_s": 0}, headers=headers
        )
        after = await ask_bare(elsewhere, "GET", "/api/v1/profile", headers=key)

        assert (before.status, after.status) == (200, 401)

    async def test_that_was_revoked_elsewhere_is_noticed_on_a_second_look(
        self, client, world, owner, headers
    ):
        made = (await self.create(client, headers)).json()
        await profile(client, bearer(made["key"]))
        await world.accounts.revoke_key(
            owner.tenant_id, owner.id, made["id"], now=world.clock.now()
        )
        world.clock.advance(31)

        first_look = await profile(client, bearer(made["key"]))
        for _ in range(10):
            await asyncio.sleep(0)

        assert (first_look, await profile(client, bearer(made["key"]))) == (200, 401)


class TestWhatOnlyTheDatabaseKnows:
    @pytest.fixture
    def world(self):
        narrow = msgspec.structs.replace(OPEN, limits=LimitSettings(lookups_per_min=3))
        return World(settings=narrow)

    async def test_is_looked_up_for_an_address_only_so_often(self, client):
        made_up = [
            (await client.get("/api/v1/profile", headers=bearer(f"tb_{number}"))).status_code
            for number in range(2)
        ]
        refresh = await client.post("/api/v1/auth/refresh", json={"refresh_token": "x" * 40})
        link = await client.get("/signin?token=spent", headers={"Accept": "application/json"})

        assert (made_up, refresh.status_code, link.status_code) == ([401, 401], 401, 429)
        assert int(link.headers["retry-after"]) > 0

    async def test_is_not_counted_again_while_it_is_remembered(self, client, headers):
        seen = [await profile(client, headers) for _ in range(10)]

        assert seen == [200] * 10


class TestAForgottenPassword:
    async def test_is_reset_by_a_mailed_token_that_ends_every_session(self, client, world, owner):
        tokens = (await client.post("/api/v1/auth/login", json=LOGIN)).json()
        asked = await client.post("/api/v1/auth/reset", json={"email": EMAIL})
        for _ in range(10):
            await asyncio.sleep(0)
        (job,) = world.jobs.queued
        reset = {"token": job.arguments["token"], "password": "a new password"}

        done = await client.post("/api/v1/auth/reset/confirm", json=reset)
        again = await client.post("/api/v1/auth/reset/confirm", json=reset)
        old = await client.post("/api/v1/auth/login", json=LOGIN)
        new = await client.post("/api/v1/auth/login", json=LOGIN | {"password": "a new password"})

        assert (asked.status_code, asked.content) == (202, b"")
        assert (job.actor, job.arguments["to"]) == ("send_reset_mail", EMAIL)
        assert (done.status_code, old.status_code, new.status_code) == (204, 401, 200)
        assert (again.status_code, again.json()["field"]) == (422, "token")
        assert await profile(client, bearer(tokens["access_token"])) == 401

    async def test_makes_nobody_hash_without_end(self, client):
        guess = {"token": "guess", "password": "a new password"}
        statuses = [
            (await client.post("/api/v1/auth/reset/confirm", json=guess)).status_code
            for _ in range(12)
        ]

        assert statuses == [422] * 10 + [429] * 2

    async def test_tells_nothing_of_who_exists(self, client, world):
        answer = await client.post("/api/v1/auth/reset", json={"email": "nobody@example.com"})

        assert (answer.status_code, answer.content, world.jobs.queued) == (202, b"", [])


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Basic b3duZXI6cGFzcw=="},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer "},
        {"X-API-Key": ""},
        {"Cookie": "tonebridge=tb_something"},
        {"Cookie": "tonebridge=tbs_unknown"} | OUR_PAGE,
    ],
)
async def test_without_good_credentials_nobody_comes_in(client, headers):
    assert await profile(client, headers) == 401
