"""Codes in words."""

from functools import cache

import msgspec
from litestar import Response, get

from tonebridge.domain.message import Language
from tonebridge.language import catalogue
from tonebridge_gateway.context import HttpRequest
from tonebridge_gateway.described import Access, Docs, described
from tonebridge_gateway.reading import query_of
from tonebridge_gateway.replies import bytes_reply
from tonebridge_gateway.wire import v1


@get(
    "/reasons",
    **described(
        Docs(
            access=Access.PUBLIC,
            tag="transform",
            query=v1.ReasonsQuery,
            answer=v1.ReasonsResponse,
        )
    ),
)
async def reasons(request: HttpRequest) -> Response[bytes]:
    """Put the codes of reasons into words."""
    language = Language(query_of(request, v1.ReasonsQuery).language)
    headers = {"Cache-Control": "public, max-age=3600", "Content-Language": language.value}
    return bytes_reply(_reasons(language), headers=headers)


@cache
def _reasons(language: Language) -> bytes:
    codes = sorted(catalogue.codes())
    said = {code: catalogue.say(code, language) for code in codes}
    return msgspec.json.encode(v1.ReasonsResponse(reasons=said))
