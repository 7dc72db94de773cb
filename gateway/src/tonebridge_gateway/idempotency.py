"""Writes that may be repeated: the same Idempotency-Key gets the same answer."""

import re
from collections.abc import Awaitable, Callable
from hashlib import sha256

import msgspec
from litestar import Response
from msgspec import Struct

from tonebridge.domain.errors import InvalidField
from tonebridge_gateway.context import HttpRequest, context_of
from tonebridge_gateway.replies import bytes_reply

HEADER = "Idempotency-Key"
_KEY = re.compile(r"[\x21-\x7e]{1,128}")


class Reply(Struct, frozen=True, array_like=True):
    """An answer as it is kept."""

    status: int
    body: bytes


async def once(
    request: HttpRequest,
    fingerprint: bytes,
    work: Callable[[], Awaitable[Struct]],
    *,
    status: int = 201,
    kept: Callable[[Struct], Struct] = lambda answer: answer,
) -> Response[bytes]:
    """Do the work, or repeat the answer that it had under the request's Idempotency-Key.

    `fingerprint` is what must be the same for a repetition to count as one; `kept` takes
    out of an answer what nobody may store.

    Raises:
        InvalidField: the key is no key.
        Conflict: it was used for another request, or its first is still at work.
        StoreUnavailable: there is a key, and nobody can tell whether it was used.
    """
    context = context_of(request)
    stated = request.headers.get(HEADER.lower())
    if stated is None:
        return bytes_reply(msgspec.json.encode(await work()), status=status)
    if _KEY.fullmatch(stated) is None:
        raise InvalidField(HEADER, "use 1 to 128 visible ASCII characters")
    ledger = context.services.ledger
    who = context.address if context.caller is None else context.caller.member_id
    key = ":".join((who, request.method, request.scope["path"], stated))
    digest = sha256(fingerprint).hexdigest()
    earlier = await ledger.claim(key, digest)
    if earlier is not None:
        reply = msgspec.msgpack.decode(earlier, type=Reply)
        headers = {"Idempotent-Replayed": "true"}
        return bytes_reply(reply.body, status=reply.status, headers=headers)
    try:
        answer = await work()
    except BaseException:
        await ledger.release(key)
        raise
    stored = Reply(status, msgspec.json.encode(kept(answer)))
    await ledger.keep(key, digest, msgspec.msgpack.encode(stored))
    return bytes_reply(msgspec.json.encode(answer), status=status)
