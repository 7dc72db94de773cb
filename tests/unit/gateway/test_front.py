"""What every answer carries, and what is believed of a request's own words."""

import json
import re
import tracemalloc

import pytest
from prometheus_client import REGISTRY
from tests.support.asgi import ask, connect
from tests.support.gateway import World, with_gateway

from tonebridge.domain.errors import SettingsInvalid
from tonebridge_gateway.addresses import Origin, Proxies
from tonebridge_gateway.app import create_app
from tonebridge_gateway.freshness import asked, names_tag
from tonebridge_gateway.words import preferred_language

TRACE = "0af7651916cd43dd8448eb211c80319c"
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


@pytest.mark.parametrize(
    "target",
    [
        "/",
        "/docs",
        "/openapi.json",
        "/api/v1/preview/info",
        "/api/v1/keys",
        "/none",
        "/favicon.ico",
    ],
)
async def test_every_answer_is_guarded(client, target):
    answer = await client.get(target)

    assert {
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
    }.items() <= dict(answer.headers).items()
    policies = answer.headers.get_list("content-security-policy")
    assert policies == [
        PAGE_POLICY
        if target in ("/", "/docs", "/favicon.ico")
        else "default-src 'none'; frame-ancestors 'none'"
    ]


async def test_what_is_not_said_to_be_kept_is_not_stored(client, headers):
    answer = await client.get("/api/v1/profile", headers=headers)

    assert answer.headers.get_list("cache-control") == ["no-store"]


class TestAskingForTheHeadAlone:
    @pytest.mark.parametrize("target", ["/", "/openapi.json", "/api/v1/preview/info", "/none"])
    async def test_gets_what_a_get_gets_without_the_body(self, client, target):
        whole = await client.get(target)

        head = await client.head(target)

        assert (head.status_code, head.content) == (whole.status_code, b"")
        for name in ("content-type", "content-length", "etag"):
            assert head.headers.get(name) == whole.headers.get(name)

    async def test_needs_credentials_as_a_get_does(self, client, headers):
        stranger = await client.head("/api/v1/keys")
        member = await client.head("/api/v1/keys", headers=headers)

        assert (stranger.status_code, member.status_code) == (401, 200)

    async def test_does_not_use_up_a_sign_in_link(self, client):
        head = await client.head("/signin?token=whatever")

        assert head.status_code == 405


class TestARequestsId:
    async def test_is_the_callers_own(self, client):
        answer = await client.get("/none", headers={"X-Request-Id": "job-7.a_B"})

        assert (answer.headers["x-request-id"], answer.json()["request_id"]) == (
            "job-7.a_B",
            "job-7.a_B",
        )

    @pytest.mark.parametrize("given", [None, "", "a b", "x" * 129, "<script>", "日本"])
    async def test_is_made_here_where_there_is_none_to_use(self, client, given):
        sent = {} if given is None else {"X-Request-Id": given.encode()}

        answer = await client.get("/none", headers=sent)

        assert re.fullmatch(r"[0-9a-f-]{36}", answer.headers["x-request-id"])


class TestATrace:
    async def test_goes_on_in_a_span_of_our_own(self, client):
        given = f"00-{TRACE}-b7ad6b7169203331-01"

        answer = await client.get("/none", headers={"traceparent": given})

        version, trace, span, flags = answer.headers["traceparent"].split("-")
        assert (version, trace, flags) == ("00", TRACE, "01")
        assert re.fullmatch("[0-9a-f]{16}", span)
        assert span != "b7ad6b7169203331"

    @pytest.mark.parametrize(
        "given",
        [
            "nonsense",
            f"00-{'0' * 32}-b7ad6b7169203331-01",
            f"00-{TRACE}-{'0' * 16}-01",
            f"ff-{TRACE}-b7ad6b7169203331-01",
            f"00-{TRACE.upper()}-b7ad6b7169203331-01",
        ],
    )
    async def test_begins_here_where_there_is_none_to_follow(self, client, given):
        answer = await client.get("/none", headers={"traceparent": given})

        began = answer.headers["traceparent"]
        assert re.fullmatch("00-[0-9a-f]{32}-[0-9a-f]{16}-00", began)
        assert TRACE not in began.lower()


PREFLIGHT = {
    "Origin": "https://app.example.com",
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,content-type",
}


class TestAnotherOrigin:
    async def test_is_let_in_when_the_settings_name_it(self):
        world = World(settings=with_gateway(cors_origins=("https://app.example.com",)))
        async with connect(create_app(world.services())) as client:
            asked = await client.options("/api/v1/transform", headers=PREFLIGHT)
            called = await client.get(
                "/api/v1/preview/info", headers={"Origin": "https://app.example.com"}
            )

        assert asked.status_code == 204
        assert asked.headers["access-control-allow-origin"] == "https://app.example.com"
        assert "access-control-allow-credentials" not in asked.headers
        assert called.headers["access-control-allow-origin"] == "https://app.example.com"
        assert "x-cache" in called.headers["access-control-expose-headers"].lower()

    async def test_is_not_let_in_otherwise(self, client):
        asked = await client.options("/api/v1/transform", headers=PREFLIGHT)

        assert asked.status_code == 405
        assert "access-control-allow-origin" not in asked.headers


def samples(name):
    return {
        tuple(sorted(sample.labels.items())): sample.value
        for metric in REGISTRY.collect()
        for sample in metric.samples
        if sample.name == name
    }


async def test_requests_are_counted_by_route_and_never_by_path(client):
    before = samples("tonebridge_http_requests_total")
    for target in ("/no/such/thing", "/api/v1/keys/one", "/api/v1/keys/two"):
        await client.request("BREW", target)
        await client.delete(target)
    after = samples("tonebridge_http_requests_total")

    routes = {dict(labels)["route"] for labels in after}
    methods = {dict(labels)["method"] for labels in after}
    key = (("method", "DELETE"), ("route", "/api/v1/keys/{key_id}"), ("status", "401"))
    assert after[key] - before.get(key, 0) == 2
    assert not routes & {"/no/such/thing", "/api/v1/keys/one"}
    assert "BREW" not in methods


class TestTheCallersAddress:
    PROXIES = Proxies(("10.0.0.0/8", "fd00::/8"))

    @pytest.mark.parametrize(
        ("peer", "forwarded_for", "proto", "origin"),
        [
            ("203.0.113.9", "", "", Origin("203.0.113.9", "http")),
            ("203.0.113.9", "198.51.100.1", "https", Origin("203.0.113.9", "http")),
            ("10.1.1.1", "198.51.100.1", "https", Origin("198.51.100.1", "https")),
            ("10.1.1.1", "6.6.6.6, 198.51.100.1, 10.2.2.2", "", Origin("198.51.100.1", "http")),
            ("10.1.1.1", "nonsense, 10.2.2.2", "ftp", Origin("10.2.2.2", "http")),
            ("10.1.1.1", "", "http, https", Origin("10.1.1.1", "https")),
            ("fd00::1", "2001:db8:1:2:3::4", "", Origin("2001:db8:1:2::/64", "http")),
            ("2001:db8:1:2:9::9", "", "", Origin("2001:db8:1:2::/64", "http")),
            ("::ffff:203.0.113.9", "", "", Origin("203.0.113.9", "http")),
            ("", "198.51.100.1", "", Origin("unknown", "http")),
        ],
    )
    def test_is_told_by_the_nearest_proxy_that_is_trusted(
        self, peer, forwarded_for, proto, origin
    ):
        assert self.PROXIES.origin(peer, forwarded_for, proto, "http") == origin

    def test_is_not_cut_out_of_a_long_header(self):
        farther = "198.51.100.1," * 50
        assert self.PROXIES.origin("10.1.1.1", f"{farther}10.2.2.2", "", "http") == Origin(
            "198.51.100.1", "http"
        )
        hops = "10.2.2.2," * 60
        assert self.PROXIES.origin("10.1.1.1", f"198.51.100.1,{hops}10.3.3.3", "", "http") == (
            Origin("10.2.2.2", "http")
        )

    def test_is_the_peers_where_no_proxy_is(self):
        assert Proxies(()).origin("10.1.1.1", "6.6.6.6", "https", "http") == Origin(
            "10.1.1.1", "http"
        )

    def test_wants_networks_that_are_networks(self):
        with pytest.raises(SettingsInvalid) as raised:
            Proxies(("here",))

        assert raised.value.setting == "TONEBRIDGE_GATEWAY__TRUSTED_PROXIES"

    async def test_decides_whose_permits_a_preview_takes(self):
        world = World(settings=with_gateway(trusted_proxies=("10.0.0.0/8",)))
        app = create_app(world.services())

        async def left(forwarded_for):
            answer = await ask(
                app,
                "POST",
                "/api/v1/preview/analyze",
                headers=[(b"x-forwarded-for", forwarded_for.encode())],
                body=json.dumps({"text": "Fix it."}).encode(),
                client=("10.1.1.1", 1),
            )
            return answer.headers["ratelimit"]

        assert [await left(address) for address in ("1.1.1.1", "1.1.1.1", "2.2.2.2")] == [
            '"preview";r=4;t=2',
            '"preview";r=3;t=4',
            '"preview";r=4;t=2',
        ]


async def test_readers_without_a_header_read_in_the_language_of_their_profile(
    client, world, owner, headers
):
    await client.patch("/api/v1/profile", json={"language": "ja"}, headers=headers)

    own = await client.get("/api/v1/history?limit=0", headers=headers)
    asked = await client.get(
        "/api/v1/history?limit=0", headers={**headers, "Accept-Language": "en"}
    )

    assert (own.headers["content-language"], asked.headers["content-language"]) == ("ja", "en")


async def test_nothing_that_was_written_or_is_secret_is_logged(client, headers, caplog):
    caplog.set_level("DEBUG")
    text = "Nightingale must not be told of."
    await client.post("/api/v1/transform", json={"text": text, "kind": "soften"}, headers=headers)
    await client.post("/api/v1/auth/login", json={"email": "a@b.c", "password": "Nightingale"})

    ours = "\n".join(
        record.getMessage() for record in caplog.records if record.name.startswith("tonebridge")
    )
    assert "POST /api/v1/transform 200" in ours
    assert "Nightingale" not in ours
    assert headers["Authorization"].partition(" ")[2] not in ours


@pytest.mark.parametrize(
    "read",
    [
        pytest.param(lambda header: Proxies(()).origin("peer", header, "", ""), id="no proxy"),
        pytest.param(
            lambda header: TestTheCallersAddress.PROXIES.origin("10.1.1.1", header, header, ""),
            id="proxies",
        ),
        pytest.param(preferred_language, id="Accept-Language"),
        pytest.param(asked, id="Cache-Control"),
    ],
)
def test_no_header_fills_the_memory(read):
    tracemalloc.start()
    try:
        for number in range(200):
            read("x" * 30_000 + str(number))
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert held < 500_000


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ('"a"', True),
        ('W/"a"', True),
        ('"b", "a"', True),
        ("*", True),
        ('"b"', False),
        ("", False),
        ('"ab"', False),
    ],
)
def test_a_tag_is_known_in_every_form_that_http_has_for_it(given, named):
    assert names_tag(given, '"a"') is named
