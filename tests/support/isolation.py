"""Walk every route of the OpenAPI document with the ids of somebody else's things.

Used on the fakes and on real services: what a foreign caller gets must be what a caller
gets who names ids that nobody has.
"""

import json
import re

from tonebridge.domain.history import HistoryEntry
from tonebridge.domain.message import Intensity, Kind, Language

TEXT = "A secret of the first tenant: the code word is Nightingale."
SECRET = "Nightingale"
UNKNOWN = "019b7600-0000-7000-8000-ffffffffffff"
BODIES = {
    "create_key": {"name": "mine"},
    "rotate_key": {"overlap_s": 60},
    "create_dictionary": {"name": "mine", "language": "en"},
    "rename_dictionary": {"name": "stolen"},
    "put_term": {"term": "API", "plain": "interface"},
    "create_preset": {"name": "mine", "audience": "all"},
    "update_preset": {"name": "stolen", "audience": "all"},
    "update_profile": {"language": "en"},
    "give_feedback": {"transform_id": UNKNOWN, "verdict": "accept"},
    "transform": {"text": "Fix it now.", "kind": "soften", "intensity": 2},
    "preview_transform": {"text": "Fix it now.", "kind": "soften", "intensity": 2},
    "analyze": {"text": "Fix it now."},
    "preview_analyze": {"text": "Fix it now."},
    "rank": {"items": [{"id": "a", "text": "Fix it now."}]},
    "register": {"email": "third@example.com", "password": "0123456789"},
    "login": {"email": "third@example.com", "password": "0123456789"},
    "refresh": {"refresh_token": "tbr_unknown"},
    "reset": {"email": "third@example.com"},
    "confirm_reset": {"token": "unknown", "password": "0123456789"},
}
TABLE = "term,plain,note\r\nAPI,interface,\r\n"
"""What `import_terms` is given."""


async def furnish(client, headers):
    """Give a tenant one of everything, by the API; return its ids by path parameter."""

    async def made(path, body):
        answer = await client.post(f"/api/v1{path}", json=body, headers=headers)
        assert answer.status_code == 201, answer.text
        return answer.json()["id"]

    dictionary_id = await made("/dictionaries", {"name": SECRET, "language": "en"})
    return {
        "key_id": await made("/keys", {"name": SECRET}),
        "dictionary_id": dictionary_id,
        "term_id": await made(
            f"/dictionaries/{dictionary_id}/terms", {"term": SECRET, "plain": SECRET}
        ),
        "preset_id": await made("/presets", {"name": SECRET, "audience": SECRET}),
    }


def history_of(member, *, ids, now):
    """Return an entry of a member's history that holds the secret."""
    return HistoryEntry(
        id=ids.new(),
        created_at=now,
        tenant_id=member.tenant_id,
        member_id=member.id,
        key_id=None,
        transform_id=ids.new(),
        kind=Kind.SOFTEN,
        intensity=Intensity.LIGHT,
        language=Language.EN,
        preset=None,
        source=TEXT,
        text=TEXT,
        provider="rules",
        model=None,
        degraded=False,
        cache="miss",
    )


async def walk(client, headers, ids, *, only=("get", "post", "put", "patch", "delete")):
    """Call every operation with these ids; return status and body by operation's name."""
    document = (await client.get("/openapi.json")).json()
    seen = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if method not in only:
                continue
            name = operation["operationId"]
            target = re.sub(r"\{(\w+)\}", lambda found: ids[found[1]], path)
            seen[name] = await call(client, method, target, operation, headers)
    return seen


async def call(client, method, target, operation, headers):
    """Call one operation with a body that is otherwise valid."""
    name = operation["operationId"]
    content = None
    sent = dict(headers)
    if "requestBody" in operation:
        (media_type,) = operation["requestBody"]["content"]
        sent["Content-Type"] = media_type
        content = TABLE if media_type == "text/csv" else json.dumps(BODIES[name])
    answer = await client.request(method, target, content=content, headers=sent)
    return answer.status_code, answer.text


def named_by_id(document):
    """Name the operations that take an id in their path."""
    return {
        operation["operationId"]
        for path, methods in document["paths"].items()
        for operation in methods.values()
        if "{" in path
    }
