"""Register, log in, refresh, log out, reset a password."""

import msgspec
from litestar import Response, post

from tonebridge.domain.identity import Member
from tonebridge_gateway.authorise import from_our_page, need_our_page
from tonebridge_gateway.context import HttpRequest, context_of
from tonebridge_gateway.cookies import expired_cookie, signed_in_cookie
from tonebridge_gateway.described import Access, Docs, described
from tonebridge_gateway.idempotency import once
from tonebridge_gateway.reading import json_of
from tonebridge_gateway.replies import json_reply, no_content
from tonebridge_gateway.wire import v1


@post(
    "/auth/register",
    **described(
        Docs(
            access=Access.PUBLIC,
            tag="auth",
            body=v1.RegisterRequest,
            answer=v1.RegisterResponse,
            status=201,
            errors=(403, 409, 429, 503),
            idempotent=True,
        )
    ),
)
async def register(request: HttpRequest) -> Response[bytes]:
    """Open a tenant."""
    wanted = await json_of(request, v1.RegisterRequest)
    context = context_of(request)

    async def work() -> v1.RegisterResponse:
        owner = await context.services.register(
            email=wanted.email,
            password=wanted.password,
            tenant=wanted.tenant,
            address=context.address,
        )
        return v1.RegisterResponse(id=owner.id, email=owner.email, role=owner.role.value)

    # a digest is kept for a day: nothing of the password may go into it
    return await once(request, msgspec.json.encode((wanted.email, wanted.tenant)), work)


@post(
    "/auth/login",
    **described(
        Docs(
            access=Access.PUBLIC,
            tag="auth",
            body=v1.LoginRequest,
            answer=v1.TokensResponse,
            errors=(401, 403, 429, 503),
            headers=("Set-Cookie",),
        )
    ),
)
async def login(request: HttpRequest) -> Response[bytes]:
    """Log in."""
    wanted = await json_of(request, v1.LoginRequest)
    context = context_of(request)
    services = context.services
    paged = from_our_page(request)
    if paged:
        need_our_page(request, context)
    member = await services.login(
        email=wanted.email, password=wanted.password, address=context.address
    )
    headers = await _cookie_for(request, member) if paged else {}
    grant = await services.sessions.open_tokens(member)
    return json_reply(
        v1.TokensResponse(
            access_token=grant.access_token,
            refresh_token=grant.refresh_token,
            expires_in=grant.expires_in_s,
        ),
        headers=headers,
    )


@post(
    "/auth/refresh",
    **described(
        Docs(
            access=Access.PUBLIC,
            tag="auth",
            body=v1.RefreshRequest,
            answer=v1.TokensResponse,
            errors=(401, 429, 503),
        )
    ),
)
async def refresh(request: HttpRequest) -> Response[bytes]:
    """Exchange a refresh token, which works once, for a new pair."""
    wanted = await json_of(request, v1.RefreshRequest)
    context = context_of(request)
    await context.services.lookups.admit(context.address)
    grant = await context.services.refresh(wanted.refresh_token)
    return json_reply(
        v1.TokensResponse(
            access_token=grant.access_token,
            refresh_token=grant.refresh_token,
            expires_in=grant.expires_in_s,
        )
    )


@post(
    "/auth/logout",
    **described(
        Docs(
            access=Access.MEMBER,
            tag="auth",
            status=204,
            headers=("Set-Cookie",),
        )
    ),
)
async def logout(request: HttpRequest) -> Response[None]:
    """End the session of these credentials."""
    context = context_of(request)
    await context.services.logout(context.need_caller(), context.credential)
    reply = no_content()
    reply.headers["Set-Cookie"] = expired_cookie(secure=context.secure)
    return reply


@post(
    "/auth/reset",
    **described(
        Docs(
            access=Access.PUBLIC,
            tag="auth",
            body=v1.ResetRequest,
            status=202,
            errors=(429, 503),
        )
    ),
)
async def reset(request: HttpRequest) -> Response[bytes]:
    """Have a link to a new password mailed; tells nothing of who exists."""
    wanted = await json_of(request, v1.ResetRequest)
    context = context_of(request)
    await context.services.reset.request(email=wanted.email, address=context.address)
    return Response(b"", status_code=202)


@post(
    "/auth/reset/confirm",
    **described(
        Docs(
            access=Access.PUBLIC,
            tag="auth",
            body=v1.ResetConfirmRequest,
            status=204,
            errors=(429, 503),
        )
    ),
)
async def confirm_reset(request: HttpRequest) -> Response[None]:
    """Set a new password with the token from the mail."""
    wanted = await json_of(request, v1.ResetConfirmRequest)
    context = context_of(request)
    await context.services.reset.confirm(
        token=wanted.token, password=wanted.password, address=context.address
    )
    return no_content()


async def _cookie_for(request: HttpRequest, member: Member) -> dict[str, str]:
    context = context_of(request)
    secret = await context.services.sessions.open_cookie(member)
    lives_s = int(context.services.settings.auth.refresh_ttl_s)
    return {"Set-Cookie": signed_in_cookie(secret, lives_s=lives_s, secure=context.secure)}
