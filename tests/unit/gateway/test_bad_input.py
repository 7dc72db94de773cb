"""Whatever is sent: a 4xx problem that names the field and the remedy, or harmless text."""

import asyncio
import json

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.support.asgi import ask
from tests.support.gateway import KEYS, World, with_gateway

from tonebridge.domain.message import Kind
from tonebridge_gateway.app import create_app

TRANSFORM = "/api/v1/transform"
GOOD = {"text": "Fix it now.", "kind": "soften", "intensity": 2}
HARMLESS = [
    "'; DROP TABLE members; --",
    "<script>alert(1)</script>",
    "{{7*7}} ${7*7} %s %n",
    "\u202eesrever\u202c and \u2066isolated\u2069",
    "../../../etc/passwd",
    "\ufeff\u200b\u00a0visible",
]


SEMANTIC = {
    "Name a preset that GET /api/v1/presets lists.",
    "Remove the NUL character.",
    "Write something that is not white space.",
}
"""What is asked where the shape is right."""


async def refusal_of(client, headers, body, path=TRANSFORM):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    sent = {**headers, "Content-Type": "application/json"}
    answer = await client.post(path, content=content, headers=sent)
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["status"] == answer.status_code
    return answer.status_code, problem["code"], problem.get("field"), problem.get("remedy")


@pytest.mark.parametrize(
    ("change", "field", "remedy"),
    [
        ({"text": ""}, "text", "Give at least 1 character."),
        ({"text": " \t\n\u3000"}, "text", "Write something that is not white space."),
        ({"text": "a" * 8001}, "text", "Give at most 8,000 characters."),
        ({"text": "😀" * 8001}, "text", "Give at most 8,000 characters."),
        ({"text": 7}, "text", "Give a string."),
        ({"text": None}, "text", "Give a string."),
        ({"text": "a\x00b"}, "text", "Remove the NUL character."),
        (
            {"kind": "harden"},
            "kind",
            f"Give one of {', '.join(sorted(Kind))}.",
        ),
        ({"intensity": 4}, "intensity", "Give a number of at most 3."),
        ({"intensity": -1}, "intensity", "Give a number of at least 0."),
        ({"intensity": 1.5}, "intensity", "Give an integer or a string."),
        ({"intensity": True}, "intensity", "Give an integer or a string."),
        ({"language": "fr"}, "language", "Give one of auto, en, ja."),
        (
            {"preset": "nobody"},
            "preset",
            "Name a preset that GET /api/v1/presets lists.",
        ),
        (
            {"colour": "red"},
            "colour",
            "Remove this field: there is none of that name.",
        ),
        (
            {"options": {"mode": "shout"}},
            "options.mode",
            "Give one of explain, replace.",
        ),
        (
            {"options": {"dictionary": [{"term": "API"}]}},
            "options.dictionary[0].plain",
            "Give this field: it is required.",
        ),
        (
            {"options": {"dictionary": [{"term": "API", "plain": "x\x00"}]}},
            "options.dictionary[0].plain",
            "Remove the NUL character.",
        ),
        ({"include": ["everything"]}, "include[0]", "Give one of analysis."),
    ],
)
async def test_a_field_that_is_not_right_is_named_with_its_remedy(
    client, headers, change, field, remedy
):
    assert await refusal_of(client, headers, GOOD | change) == (
        422 if remedy in SEMANTIC else 400,
        "invalid_field",
        field,
        remedy,
    )


@pytest.mark.parametrize(
    ("body", "field", "remedy"),
    [
        (b"", "body", "Send a JSON object."),
        (b"{", "body", "Send well-formed JSON."),
        (b"text=hello", "body", "Send well-formed JSON."),
        (b"[" * 100_000, "body", "Give an object."),
        (b'{"text":' * 20_000, "text", "Give a string."),
        (b"[]", "body", "Give an object."),
        (b'{"text":"\xff\xfe","kind":"soften"}', "body", "Send UTF-8."),
        (b'{"kind":"soften"}', "text", "Give this field: it is required."),
        (
            b'{"text":"a\\ud800b","kind":"soften"}',
            "text",
            "Remove the lone surrogate: it is no character.",
        ),
        (
            b'{"text":"a\\udfff","kind":"soften"}',
            "text",
            "Remove the lone surrogate: it is no character.",
        ),
        (
            b'{"text":"a","kind":"soften","options":{"dictionary":[{"term":"\\ud83d","plain":"b"}]}}',
            "options.dictionary[0].term",
            "Remove the lone surrogate: it is no character.",
        ),
    ],
)
async def test_a_body_that_is_not_right_is_refused(client, headers, body, field, remedy):
    assert await refusal_of(client, headers, body) == (400, "invalid_field", field, remedy)


async def test_a_surrogate_pair_is_a_character(client, headers):
    body = b'{"text":"thanks \\ud83d\\ude00","kind":"soften","intensity":0}'
    answer = await client.post(
        TRANSFORM, content=body, headers={**headers, "Content-Type": "application/json"}
    )

    assert (answer.status_code, answer.json()["text"]) == (200, "thanks 😀")


@pytest.mark.parametrize("text", HARMLESS)
async def test_harmless_text_is_text(client, headers, text):
    answer = await client.post(
        TRANSFORM, json=GOOD | {"text": text, "intensity": 0}, headers=headers
    )

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("text", HARMLESS)
@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/v1/keys", {"name": "{}"}),
        ("/api/v1/dictionaries", {"name": "{}", "language": "en"}),
        ("/api/v1/presets", {"name": "{}", "audience": "{}"}),
        ("/api/v1/analyze", {"text": "{}"}),
        ("/api/v1/priority/rank", {"items": [{"id": "{}", "text": "{}"}]}),
    ],
)
async def test_harmless_text_is_text_in_every_field(client, headers, path, body, text):
    filled = json.loads(json.dumps(body).replace('"{}"', json.dumps(text)))

    answer = await client.post(path, json=filled, headers=headers)

    assert answer.status_code in (200, 201)


async def test_an_invented_field_comes_back_as_json_text_only(client, headers):
    field = "<img src=x onerror=alert(1)>" + "x" * 100

    answer = await client.post(TRANSFORM, json=GOOD | {field: 1}, headers=headers)

    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.json()["field"] == field[:64]


@pytest.mark.parametrize(
    ("reader", "remedy"),
    [("en", "Give a day such as 2026-01-31."), ("ja", "2026-01-31 のような日付にしてください。")],
)
async def test_a_day_is_asked_for_where_a_day_is_wanted(client, headers, reader, remedy):
    spoken = {**headers, "Accept-Language": reader}

    answer = await client.get("/api/v1/usage?since=yesterday", headers=spoken)

    assert (answer.status_code, answer.json()["remedy"]) == (400, remedy)


async def test_problems_speak_japanese_to_japanese_readers(client, headers):
    answer = await client.post(
        TRANSFORM,
        json=GOOD | {"text": ""},
        headers={**headers, "Accept-Language": "ja,en;q=0.5", "X-Request-Id": "r-1"},
    )

    assert answer.headers["content-language"] == "ja"
    assert answer.json() == {
        "type": "urn:tonebridge:problem:invalid_field",
        "title": "項目の内容が正しくありません",
        "status": 400,
        "code": "invalid_field",
        "detail": "項目 text に指定できない値が入っています。",
        "field": "text",
        "remedy": "1 文字以上にしてください。",
        "request_id": "r-1",
    }


class TestABody:
    async def test_of_ten_megabytes_is_refused_by_its_announcement(self, world):
        app = create_app(world.services())
        headers = [(b"content-length", b"10485760"), (b"content-type", b"application/json")]

        answer = await ask(app, "POST", "/api/v1/preview/transform", headers=headers, body=None)

        assert (answer.status, answer.problem["code"]) == (413, "body_too_large")
        assert answer.headers["connection"] == "close"

    async def test_that_grows_past_the_limit_is_refused_on_the_way(self, world):
        app = create_app(world.services())

        answer = await ask(
            app, "POST", "/api/v1/preview/transform", pieces=[b"x" * 65_536] * 200, body=None
        )

        assert (answer.status, answer.problem["code"]) == (413, "body_too_large")
        assert answer.read == 5

    async def test_that_never_ends_is_given_up(self):
        world = World(settings=with_gateway(body_timeout_s=0.01))
        app = create_app(world.services())

        async with asyncio.timeout(5):
            answer = await ask(
                app, "POST", "/api/v1/preview/transform", pieces=[b"{"], body=None, ends=False
            )

        assert (answer.status, answer.problem["code"]) == (408, "body_too_slow")
        assert answer.headers["connection"] == "close"

    @pytest.mark.parametrize("media_type", ["text/plain", "multipart/form-data", "text/html"])
    async def test_of_another_media_type_is_refused(self, client, headers, media_type):
        sent = {**headers, "Content-Type": media_type}

        answer = await client.post(TRANSFORM, content=b"{}", headers=sent)

        assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")

    async def test_that_is_compressed_is_refused(self, client, headers):
        sent = {**headers, "Content-Type": "application/json", "Content-Encoding": "gzip"}

        answer = await client.post(TRANSFORM, content=b"\x1f\x8b", headers=sent)

        assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


def forged(*, algorithm="EdDSA", kid="a", key=None, **changes):
    claims = {
        "iss": "tonebridge",
        "aud": "tonebridge",
        "sub": "m",
        "tenant": "t",
        "role": "owner",
        "scopes": ["transform"],
        "session": "s",
        "iat": 1_767_225_600,
        "exp": 1_767_229_200,
    } | changes
    signing = KEYS["a"] if key is None else key
    return jwt.encode(
        {name: claim for name, claim in claims.items() if claim is not None},
        None if algorithm == "none" else signing,
        algorithm=algorithm,
        headers={"kid": kid},
    )


@pytest.mark.parametrize(
    "token",
    [
        "garbage",
        "a.b.c",
        "tb_unknown",
        "",
        "x" * 100_000,
        forged(algorithm="none"),
        forged(algorithm="HS256", key=b"x" * 32),
        forged(key=Ed25519PrivateKey.generate()),
        forged(kid="c"),
        forged(exp=1_767_225_599),
        forged(exp=None),
        forged(aud="another"),
        forged(iss="another"),
        forged(role="king"),
        forged(scopes=["everything"]),
        forged(sub=None),
    ],
)
async def test_a_forged_or_expired_token_is_refused(client, token):
    answer = await client.post(
        TRANSFORM, json=GOOD, headers={"Authorization": f"Bearer {token}"[:30_000]}
    )

    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert answer.headers["www-authenticate"] == 'Bearer realm="tonebridge"'


async def test_a_good_token_is_not(client):
    answer = await client.post(
        TRANSFORM, json=GOOD, headers={"Authorization": f"Bearer {forged()}"}
    )

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("target", "headers", "status", "code"),
    [
        ("/" + "a" * 9_000, [], 414, "url_too_long"),
        ("/", [(b"x-long", b"a" * 40_000)], 431, "headers_too_large"),
        ("/nothing/here", [], 404, "no_such_path"),
        ("/assets/../app.py", [], 404, "no_such_path"),
        ("/assets/%2e%2e/app.py", [], 404, "no_such_path"),
        ("/api/v1/keys/not-an-id", [], 405, "method_not_allowed"),
    ],
)
async def test_what_http_alone_refuses_is_a_problem_too(world, target, headers, status, code):
    answer = await ask(create_app(world.services()), "GET", target, headers=headers)

    assert (answer.status, answer.problem["code"]) == (status, code)


async def test_a_method_that_is_not_known_is_told_those_that_are(client):
    answer = await client.request("PUT", TRANSFORM)

    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert answer.headers["allow"] == "POST"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=x", "limit"),
        ("limit=1&limit=2", "limit"),
        ("since=yesterday", "since"),
        ("since=2026-01-01T00:00:00", "since"),
        ("cursor=%00", "cursor"),
        ("cursor=nonsense", "cursor"),
        ("q=", "q"),
        ("kind=harden", "kind"),
        ("page=2", "page"),
    ],
)
async def test_a_query_that_is_not_right_is_named(client, headers, query, field):
    answer = await client.get(f"/api/v1/history?{query}", headers=headers)

    assert answer.status_code in (400, 422)
    assert answer.json()["field"] == field


async def test_a_bug_of_ours_shows_nothing_of_itself(world, caplog):
    world.provider.failure = RuntimeError("a secret of the inside")

    answer = await ask(
        create_app(world.services()),
        "POST",
        "/api/v1/preview/transform",
        body=json.dumps(GOOD).encode(),
    )

    assert (answer.status, answer.problem["code"]) == (500, "internal")
    assert "secret" not in answer.body.decode()
    assert "secret" not in caplog.text
    assert answer.problem["request_id"] in caplog.text
