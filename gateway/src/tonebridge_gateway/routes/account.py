"""Profile, usage, feedback and the tenant's cache."""

from datetime import date

from litestar import Response, delete, get, patch, post

from tonebridge.application.profile import Described
from tonebridge.domain.history import Reception
from tonebridge.domain.message import Language
from tonebridge_gateway.context import HttpRequest, context_of
from tonebridge_gateway.described import Access, Docs, described
from tonebridge_gateway.idempotency import once
from tonebridge_gateway.reading import as_id, body_of, check_text, json_of, no_query, query_of
from tonebridge_gateway.replies import instant, json_reply, no_content
from tonebridge_gateway.wire import v1
from tonebridge_gateway.wire.decoding import decode, given


@get(
    "/profile",
    **described(
        Docs(
            access=Access.MEMBER,
            tag="profile",
            answer=v1.ProfileResponse,
            errors=(404, 503),
        )
    ),
)
async def get_profile(request: HttpRequest) -> Response[bytes]:
    """Say who the caller is."""
    no_query(request)
    context = context_of(request)
    return json_reply(_profile(await context.services.profile.get(context.need_caller())))


@patch(
    "/profile",
    **described(
        Docs(
            access=Access.ADMIN,
            tag="profile",
            body=v1.ProfileRequest,
            answer=v1.ProfileResponse,
            errors=(404, 503),
        )
    ),
)
async def update_profile(request: HttpRequest) -> Response[bytes]:
    """Change language, time zone, and whether the history keeps texts."""
    wanted = await json_of(request, v1.ProfileRequest)
    context = context_of(request)
    changed = await context.services.profile.update(
        context.need_caller(),
        language=None if wanted.language is None else Language(wanted.language),
        time_zone=wanted.time_zone,
        store_text=wanted.store_text,
    )
    return json_reply(_profile(changed))


@get(
    "/usage",
    **described(
        Docs(
            access=Access.ADMIN,
            tag="usage",
            query=v1.UsageQuery,
            answer=v1.UsageResponse,
            errors=(503,),
        )
    ),
)
async def usage(request: HttpRequest) -> Response[bytes]:
    """Say how much the tenant used, by day."""
    wanted = query_of(request, v1.UsageQuery)
    context = context_of(request)
    days = await context.services.usage(
        context.need_caller(), since=given(wanted.since), until=given(wanted.until)
    )
    items = tuple(
        v1.UsageItem(
            day=date.fromisoformat(day.day),
            kind=day.kind.value,
            provider=day.provider,
            transforms=day.transforms,
            characters=day.characters,
            cached=day.cached,
            degraded=day.degraded,
        )
        for day in days
    )
    return json_reply(v1.UsageResponse(items=items))


@post(
    "/feedback",
    **described(
        Docs(
            access=Access.TRANSFORM,
            tag="feedback",
            body=v1.FeedbackRequest,
            answer=v1.FeedbackResponse,
            status=201,
            errors=(404, 409, 503),
            idempotent=True,
        )
    ),
)
async def give_feedback(request: HttpRequest) -> Response[bytes]:
    """Say what became of an answer."""
    body = await body_of(request)
    wanted = decode(body, v1.FeedbackRequest)
    transform_id = as_id(wanted.transform_id, "transform_id")
    if wanted.text is not None:
        check_text(wanted.text)
    context = context_of(request)

    async def work() -> v1.FeedbackResponse:
        said = await context.services.feedback(
            context.need_caller(),
            transform_id=transform_id,
            verdict=Reception(wanted.verdict),
            text=wanted.text,
        )
        return v1.FeedbackResponse(
            id=said.id,
            transform_id=said.transform_id,
            verdict=said.verdict.value,
            created_at=instant(said.created_at),
        )

    return await once(request, body, work)


@delete(
    "/cache",
    **described(
        Docs(
            access=Access.ADMIN,
            tag="cache",
            status=204,
        )
    ),
)
async def purge_cache(request: HttpRequest) -> Response[None]:
    """Forget the tenant's stored answers."""
    context = context_of(request)
    await context.services.purge(context.need_caller())
    return no_content()


def _profile(found: Described) -> v1.ProfileResponse:
    member = found.member
    return v1.ProfileResponse(
        email=member.email,
        tenant=found.tenant.name,
        role=member.role.value,
        language="ja" if member.language == Language.JA else "en",
        time_zone=member.time_zone,
        store_text=found.tenant.store_text,
    )
