"""API keys."""

import msgspec
from litestar import Response, delete, get, post
from msgspec import Struct

from tonebridge.domain.identity import Scope
from tonebridge_gateway import rendering
from tonebridge_gateway.context import HttpRequest, context_of
from tonebridge_gateway.described import Access, Docs, described
from tonebridge_gateway.idempotency import once
from tonebridge_gateway.reading import body_of, id_of, no_query
from tonebridge_gateway.replies import json_reply, no_content
from tonebridge_gateway.wire import v1
from tonebridge_gateway.wire.decoding import decode


def _without_secret(answer: Struct) -> Struct:
    return msgspec.structs.replace(answer, key=None)


@post(
    "/keys",
    **described(
        Docs(
            access=Access.ADMIN,
            tag="keys",
            body=v1.KeyRequest,
            answer=v1.NewKeyResponse,
            status=201,
            errors=(409, 503),
            idempotent=True,
        )
    ),
)
async def create_key(request: HttpRequest) -> Response[bytes]:
    """Make an API key; it is shown once."""
    body = await body_of(request)
    wanted = decode(body, v1.KeyRequest)
    context = context_of(request)

    async def work() -> v1.NewKeyResponse:
        key, secret = await context.services.keys.create(
            context.need_caller(),
            name=wanted.name,
            scopes=None if wanted.scopes is None else frozenset(map(Scope, wanted.scopes)),
            expires_at=None if wanted.expires_at is None else wanted.expires_at.timestamp(),
        )
        return rendering.new_key(key, secret)

    return await once(request, body, work, kept=_without_secret)


@get(
    "/keys",
    **described(
        Docs(
            access=Access.ADMIN,
            tag="keys",
            answer=v1.KeysResponse,
            errors=(503,),
        )
    ),
)
async def list_keys(request: HttpRequest) -> Response[bytes]:
    """List the caller's API keys."""
    no_query(request)
    context = context_of(request)
    keys = await context.services.keys.all(context.need_caller())
    return json_reply(v1.KeysResponse(items=tuple(map(rendering.key, keys))))


@post(
    "/keys/{key_id:str}/rotate",
    **described(
        Docs(
            access=Access.ADMIN,
            tag="keys",
            body=v1.RotateRequest,
            body_required=False,
            answer=v1.NewKeyResponse,
            status=201,
            errors=(404, 409, 503),
            idempotent=True,
        )
    ),
)
async def rotate_key(request: HttpRequest) -> Response[bytes]:
    """Make a key like this one, which ends after the overlap; without a body, after a day."""
    body = await body_of(request)
    wanted = decode(body, v1.RotateRequest) if body else v1.RotateRequest()
    key_id = id_of(request, "key_id", "key")
    context = context_of(request)

    async def work() -> v1.NewKeyResponse:
        key, secret = await context.services.keys.rotate(
            context.need_caller(), key_id, overlap_s=wanted.overlap_s
        )
        return rendering.new_key(key, secret)

    return await once(request, body, work, kept=_without_secret)


@delete(
    "/keys/{key_id:str}",
    **described(
        Docs(
            access=Access.ADMIN,
            tag="keys",
            status=204,
            errors=(404, 503),
        )
    ),
)
async def revoke_key(request: HttpRequest) -> Response[None]:
    """Revoke a key."""
    context = context_of(request)
    await context.services.keys.revoke(context.need_caller(), id_of(request, "key_id", "key"))
    return no_content()
