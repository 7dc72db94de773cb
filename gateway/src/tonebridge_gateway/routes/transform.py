"""Transform, analyze and rank; and the first two for visitors."""

import msgspec
from litestar import Response, get, post

from tonebridge.application.admission import CHARACTERS_PER_PERMIT, cost_of
from tonebridge.application.wish import Wish
from tonebridge.domain.message import Intensity, Kind, Language, Term, TermMode
from tonebridge_gateway import freshness, rendering
from tonebridge_gateway.context import Context, HttpRequest, context_of
from tonebridge_gateway.described import Access, Docs, described
from tonebridge_gateway.reading import check_text, json_of, no_query
from tonebridge_gateway.replies import bytes_reply, json_reply
from tonebridge_gateway.wire import v1

_CACHE_HEADERS = ("X-Cache", "Age", "Cache-Control", "Server-Timing")


@post(
    "/transform",
    **described(
        Docs(
            access=Access.TRANSFORM,
            tag="transform",
            body=v1.TransformRequest,
            answer=v1.TransformResponse,
            errors=(422, 504),
            headers=_CACHE_HEADERS,
        )
    ),
)
async def transform(request: HttpRequest) -> Response[bytes]:
    """Transform a message."""
    return await _transform(request)


@post(
    "/preview/transform",
    **described(
        Docs(
            access=Access.VISITOR,
            tag="preview",
            body=v1.TransformRequest,
            answer=v1.TransformResponse,
            errors=(422, 504),
            headers=_CACHE_HEADERS,
        )
    ),
)
async def preview_transform(request: HttpRequest) -> Response[bytes]:
    """Transform a message without an account."""
    return await _transform(request)


@post(
    "/analyze",
    **described(
        Docs(
            access=Access.TRANSFORM,
            tag="transform",
            body=v1.AnalyzeRequest,
            answer=v1.Analysis,
        )
    ),
)
async def analyze(request: HttpRequest) -> Response[bytes]:
    """Say what a message sounds like."""
    return await _analyze(request)


@post(
    "/preview/analyze",
    **described(
        Docs(
            access=Access.VISITOR,
            tag="preview",
            body=v1.AnalyzeRequest,
            answer=v1.Analysis,
        )
    ),
)
async def preview_analyze(request: HttpRequest) -> Response[bytes]:
    """Say what a message sounds like, without an account."""
    return await _analyze(request)


@post(
    "/priority/rank",
    **described(
        Docs(
            access=Access.TRANSFORM,
            tag="transform",
            body=v1.RankRequest,
            answer=v1.RankResponse,
        )
    ),
)
async def rank(request: HttpRequest) -> Response[bytes]:
    """Put messages in the order in which they want attention."""
    wanted = await json_of(request, v1.RankRequest)
    for place, item in enumerate(wanted.items):
        check_text(item.text, f"items[{place}].text")
    context = context_of(request)
    await _pay(context, sum(cost_of(len(item.text)) for item in wanted.items))
    items = [(item.id, item.text) for item in wanted.items]
    return json_reply(rendering.ranking(await context.services.rank(items)))


@get(
    "/preview/info",
    **described(
        Docs(
            access=Access.PUBLIC,
            tag="preview",
            answer=v1.InfoResponse,
        )
    ),
)
async def info(request: HttpRequest) -> Response[bytes]:
    """Say what this installation can do."""
    no_query(request)
    return json_reply(rendering.info(), headers={"Cache-Control": "public, max-age=60"})


async def _transform(request: HttpRequest) -> Response[bytes]:
    wanted = await json_of(request, v1.TransformRequest)
    check_text(wanted.text)
    context = context_of(request)
    if len(wanted.text) > CHARACTERS_PER_PERMIT:
        await _pay(context, cost_of(len(wanted.text)))
    accepted = freshness.asked(request.headers.get("cache-control"))
    services = context.services
    answer = await services.transform(_wish(wanted), caller=context.caller, freshness=accepted)
    body = answer.body
    if wanted.include:
        body = await _with_analysis(context, wanted.text, body, answer.facts.text)
    headers = freshness.headers_of(answer, accepted, store=not wanted.include)
    if answer.provider_s:
        headers["Server-Timing"] = f"provider;dur={1000 * answer.provider_s:.2f}"
    return bytes_reply(body, headers=headers)


async def _analyze(request: HttpRequest) -> Response[bytes]:
    wanted = await json_of(request, v1.AnalyzeRequest)
    check_text(wanted.text)
    context = context_of(request)
    if len(wanted.text) > CHARACTERS_PER_PERMIT:
        await _pay(context, cost_of(len(wanted.text)))
    language = None if wanted.language == "auto" else Language(wanted.language)
    found = await context.services.analyze(wanted.text, language)
    return json_reply(rendering.analysis(found, context.reader()))


async def _with_analysis(context: Context, source: str, body: bytes, text: str) -> bytes:
    """Add analyses to an answer as stored: what varies by reader is never stored."""
    analyze_text, reader = context.services.analyze, context.reader()
    both = v1.BeforeAndAfter(
        before=rendering.analysis(await analyze_text(source), reader),
        after=rendering.analysis(await analyze_text(text), reader),
    )
    return body[:-1] + b',"analysis":' + msgspec.json.encode(both) + b"}"


async def _pay(context: Context, cost: int) -> None:
    """Take the permits of a long text beside the one that every request has taken."""
    if cost <= 1:
        return
    admit = context.services.admit
    if context.caller is None:
        rest = await admit.visitor(context.address, cost=cost, paid=1)
    else:
        rest = await admit.caller(context.caller, cost=cost, paid=1)
    context.admission = rest or context.admission


def _wish(wanted: v1.TransformRequest) -> Wish:
    options = wanted.options
    return Wish(
        text=wanted.text,
        kind=Kind(wanted.kind),
        intensity=None if wanted.intensity == "auto" else Intensity(wanted.intensity),
        language=None if wanted.language == "auto" else Language(wanted.language),
        preset=wanted.preset,
        mode=TermMode(options.mode),
        terms=tuple(
            Term(term=term.term, plain=term.plain, note=term.note) for term in options.dictionary
        ),
    )
