"""What the caller had transformed."""

from collections.abc import AsyncIterator

import msgspec
from litestar import Response, delete, get
from litestar.response import Stream

from tonebridge.domain.history import HistoryEntry, HistoryFilter
from tonebridge.domain.message import Kind, Language
from tonebridge_gateway import rendering
from tonebridge_gateway.context import HttpRequest, context_of
from tonebridge_gateway.described import Access, Docs, described
from tonebridge_gateway.reading import id_of, no_query, query_of
from tonebridge_gateway.replies import json_reply, no_content
from tonebridge_gateway.wire import v1
from tonebridge_gateway.wire.decoding import given

NDJSON = "application/x-ndjson"


@get(
    "/history",
    **described(
        Docs(
            access=Access.HISTORY,
            tag="history",
            query=v1.HistoryQuery,
            answer=v1.HistoryResponse,
            errors=(503,),
        )
    ),
)
async def list_history(request: HttpRequest) -> Response[bytes]:
    """List what the caller had transformed, newest first."""
    wanted = query_of(request, v1.HistoryQuery)
    context = context_of(request)
    page = await context.services.history.page(
        context.need_caller(), _filter(wanted), limit=wanted.limit, cursor=given(wanted.cursor)
    )
    return json_reply(
        v1.HistoryResponse(
            items=tuple(map(rendering.history_item, page.items)), next_cursor=page.next_cursor
        )
    )


@get(
    "/history/export",
    **described(
        Docs(
            access=Access.HISTORY,
            tag="history",
            query=v1.ExportQuery,
            answer=v1.HistoryItem,
            media_type=NDJSON,
            errors=(503,),
        )
    ),
)
async def export_history(request: HttpRequest) -> Stream:
    """Export the history, one JSON object a line."""
    wanted = query_of(request, v1.ExportQuery)
    context = context_of(request)
    entries = context.services.history.export(context.need_caller(), _filter(wanted))
    first = await anext(entries, None)  # a database that is away is an answer, not a broken one
    headers = {"Content-Disposition": 'attachment; filename="tonebridge-history.ndjson"'}
    return Stream(_lines(first, entries), media_type=NDJSON, headers=headers)


@get(
    "/history/{entry_id:str}",
    **described(
        Docs(
            access=Access.HISTORY,
            tag="history",
            answer=v1.HistoryItem,
            errors=(404, 503),
        )
    ),
)
async def get_history(request: HttpRequest) -> Response[bytes]:
    """Return one entry."""
    no_query(request)
    context = context_of(request)
    entry = await context.services.history.get(
        context.need_caller(), id_of(request, "entry_id", "history entry")
    )
    return json_reply(rendering.history_item(entry))


@delete(
    "/history/{entry_id:str}",
    **described(
        Docs(
            access=Access.HISTORY,
            tag="history",
            status=204,
            errors=(404, 503),
        )
    ),
)
async def delete_history(request: HttpRequest) -> Response[None]:
    """Delete one entry."""
    context = context_of(request)
    await context.services.history.delete(
        context.need_caller(), id_of(request, "entry_id", "history entry")
    )
    return no_content()


@delete(
    "/history",
    **described(
        Docs(
            access=Access.HISTORY,
            tag="history",
            answer=v1.DeletedResponse,
            errors=(503,),
        )
    ),
)
async def delete_all_history(request: HttpRequest) -> Response[bytes]:
    """Delete all of the caller's history."""
    no_query(request)
    context = context_of(request)
    deleted = await context.services.history.delete_all(context.need_caller())
    return json_reply(v1.DeletedResponse(deleted=deleted))


def _filter(wanted: v1.HistoryQuery | v1.ExportQuery) -> HistoryFilter:
    kind, language = given(wanted.kind), given(wanted.language)
    since, until = given(wanted.since), given(wanted.until)
    return HistoryFilter(
        query=given(wanted.q),
        kind=None if kind is None else Kind(kind),
        language=None if language is None else Language(language),
        since=None if since is None else since.timestamp(),
        until=None if until is None else until.timestamp(),
    )


async def _lines(
    first: HistoryEntry | None, others: AsyncIterator[HistoryEntry]
) -> AsyncIterator[bytes]:
    if first is None:
        return
    yield msgspec.json.encode(rendering.history_item(first)) + b"\n"
    async for entry in others:
        yield msgspec.json.encode(rendering.history_item(entry)) + b"\n"
