"""Dictionaries and their terms."""

from collections.abc import AsyncIterator

from litestar import Response, delete, get, patch, post
from litestar.response import Stream

from tonebridge.domain.errors import InvalidField
from tonebridge.domain.message import Language, Term
from tonebridge_gateway import rendering
from tonebridge_gateway.context import HttpRequest, context_of
from tonebridge_gateway.described import Access, Docs, described
from tonebridge_gateway.idempotency import once
from tonebridge_gateway.reading import body_of, check_text, id_of, json_of, no_query, query_of
from tonebridge_gateway.replies import json_reply, no_content
from tonebridge_gateway.wire import v1
from tonebridge_gateway.wire.decoding import decode, given

CSV = "text/csv"


@get(
    "/dictionaries",
    **described(
        Docs(
            access=Access.DICTIONARIES,
            tag="dictionaries",
            answer=v1.DictionariesResponse,
            errors=(503,),
        )
    ),
)
async def list_dictionaries(request: HttpRequest) -> Response[bytes]:
    """List the tenant's dictionaries."""
    no_query(request)
    context = context_of(request)
    found = await context.services.dictionaries.all(context.need_caller())
    return json_reply(v1.DictionariesResponse(items=tuple(map(rendering.dictionary, found))))


@post(
    "/dictionaries",
    **described(
        Docs(
            access=Access.DICTIONARIES,
            tag="dictionaries",
            body=v1.DictionaryRequest,
            answer=v1.DictionaryResponse,
            status=201,
            errors=(409, 503),
            idempotent=True,
        )
    ),
)
async def create_dictionary(request: HttpRequest) -> Response[bytes]:
    """Make a dictionary."""
    body = await body_of(request)
    wanted = decode(body, v1.DictionaryRequest)
    check_text(wanted.name, "name")
    context = context_of(request)

    async def work() -> v1.DictionaryResponse:
        made = await context.services.dictionaries.create(
            context.need_caller(), name=wanted.name, language=Language(wanted.language)
        )
        return rendering.dictionary(made)

    return await once(request, body, work)


@get(
    "/dictionaries/{dictionary_id:str}",
    **described(
        Docs(
            access=Access.DICTIONARIES,
            tag="dictionaries",
            answer=v1.DictionaryResponse,
            errors=(404, 503),
        )
    ),
)
async def get_dictionary(request: HttpRequest) -> Response[bytes]:
    """Return a dictionary."""
    no_query(request)
    context = context_of(request)
    found = await context.services.dictionaries.get(context.need_caller(), _id(request))
    return json_reply(rendering.dictionary(found))


@patch(
    "/dictionaries/{dictionary_id:str}",
    **described(
        Docs(
            access=Access.DICTIONARIES,
            tag="dictionaries",
            body=v1.DictionaryChange,
            answer=v1.DictionaryResponse,
            errors=(404, 409, 503),
        )
    ),
)
async def rename_dictionary(request: HttpRequest) -> Response[bytes]:
    """Rename a dictionary."""
    wanted = await json_of(request, v1.DictionaryChange)
    check_text(wanted.name, "name")
    context = context_of(request)
    renamed = await context.services.dictionaries.rename(
        context.need_caller(), _id(request), name=wanted.name
    )
    return json_reply(rendering.dictionary(renamed))


@delete(
    "/dictionaries/{dictionary_id:str}",
    **described(
        Docs(
            access=Access.DICTIONARIES,
            tag="dictionaries",
            status=204,
            errors=(404, 503),
        )
    ),
)
async def delete_dictionary(request: HttpRequest) -> Response[None]:
    """Delete a dictionary with its terms."""
    context = context_of(request)
    await context.services.dictionaries.delete(context.need_caller(), _id(request))
    return no_content()


@get(
    "/dictionaries/{dictionary_id:str}/terms",
    **described(
        Docs(
            access=Access.DICTIONARIES,
            tag="dictionaries",
            query=v1.TermsQuery,
            answer=v1.TermsResponse,
            errors=(404, 503),
        )
    ),
)
async def list_terms(request: HttpRequest) -> Response[bytes]:
    """List a dictionary's terms."""
    wanted = query_of(request, v1.TermsQuery)
    context = context_of(request)
    terms = await context.services.dictionaries.page_of_terms(
        context.need_caller(), _id(request), limit=wanted.limit, after=given(wanted.after)
    )
    return json_reply(v1.TermsResponse(items=tuple(map(rendering.term, terms))))


@post(
    "/dictionaries/{dictionary_id:str}/terms",
    **described(
        Docs(
            access=Access.DICTIONARIES,
            tag="dictionaries",
            body=v1.TermIn,
            answer=v1.TermResponse,
            status=201,
            errors=(404, 409, 503),
            idempotent=True,
        )
    ),
)
async def put_term(request: HttpRequest) -> Response[bytes]:
    """Add a term, or change the one of that word."""
    body = await body_of(request)
    wanted = decode(body, v1.TermIn)
    check_text(wanted.term, "term")
    check_text(wanted.plain, "plain")
    dictionary_id = _id(request)
    context = context_of(request)

    async def work() -> v1.TermResponse:
        term = Term(term=wanted.term, plain=wanted.plain, note=wanted.note)
        stored = await context.services.dictionaries.put_terms(
            context.need_caller(), dictionary_id, [term]
        )
        return rendering.term(stored[0])

    return await once(request, body, work)


@delete(
    "/dictionaries/{dictionary_id:str}/terms/{term_id:str}",
    **described(
        Docs(
            access=Access.DICTIONARIES,
            tag="dictionaries",
            status=204,
            errors=(404, 503),
        )
    ),
)
async def delete_term(request: HttpRequest) -> Response[None]:
    """Delete a term."""
    context = context_of(request)
    await context.services.dictionaries.delete_term(
        context.need_caller(), _id(request), id_of(request, "term_id", "term")
    )
    return no_content()


@post(
    "/dictionaries/{dictionary_id:str}/import",
    **described(
        Docs(
            access=Access.DICTIONARIES,
            tag="dictionaries",
            body=str,
            body_media_type=CSV,
            answer=v1.ImportedResponse,
            errors=(404, 409, 503),
        )
    ),
)
async def import_terms(request: HttpRequest) -> Response[bytes]:
    """Add the terms of a CSV table: term, plain, note."""
    body = await body_of(request, CSV)
    try:
        table = body.decode("utf-8")
    except UnicodeDecodeError:
        raise InvalidField("body", "send UTF-8") from None
    context = context_of(request)
    imported = await context.services.dictionaries.import_csv(
        context.need_caller(), _id(request), table
    )
    return json_reply(v1.ImportedResponse(imported=imported))


@get(
    "/dictionaries/{dictionary_id:str}/export",
    **described(
        Docs(
            access=Access.DICTIONARIES,
            tag="dictionaries",
            answer=str,
            media_type=CSV,
            errors=(404, 503),
        )
    ),
)
async def export_terms(request: HttpRequest) -> Stream:
    """Export the terms as a CSV table, safe to open in a spreadsheet."""
    no_query(request)
    context = context_of(request)
    pieces = await context.services.dictionaries.export_csv(context.need_caller(), _id(request))
    headers = {"Content-Disposition": 'attachment; filename="tonebridge-terms.csv"'}
    return Stream(_encoded(pieces), media_type=CSV, headers=headers)


async def _encoded(pieces: AsyncIterator[str]) -> AsyncIterator[bytes]:
    async for piece in pieces:
        yield piece.encode()


def _id(request: HttpRequest) -> str:
    return id_of(request, "dictionary_id", "dictionary")
