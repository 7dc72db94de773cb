"""Presets."""

from litestar import Response, delete, get, post, put

from tonebridge.domain.message import Intensity, Preset
from tonebridge_gateway import rendering
from tonebridge_gateway.context import HttpRequest, context_of
from tonebridge_gateway.described import Access, Docs, described
from tonebridge_gateway.idempotency import once
from tonebridge_gateway.reading import body_of, check_text, id_of, json_of, no_query
from tonebridge_gateway.replies import json_reply, no_content
from tonebridge_gateway.wire import v1
from tonebridge_gateway.wire.decoding import decode


@get(
    "/presets",
    **described(
        Docs(
            access=Access.DICTIONARIES,
            tag="presets",
            answer=v1.PresetsResponse,
            errors=(503,),
        )
    ),
)
async def list_presets(request: HttpRequest) -> Response[bytes]:
    """List presets: the built-in ones and the tenant's own."""
    no_query(request)
    context = context_of(request)
    return json_reply(rendering.presets(await context.services.presets.own(context.need_caller())))


@post(
    "/presets",
    **described(
        Docs(
            access=Access.DICTIONARIES,
            tag="presets",
            body=v1.PresetRequest,
            answer=v1.PresetResponse,
            status=201,
            errors=(409, 503),
            idempotent=True,
        )
    ),
)
async def create_preset(request: HttpRequest) -> Response[bytes]:
    """Make a preset."""
    body = await body_of(request)
    wanted = _preset(decode(body, v1.PresetRequest))
    context = context_of(request)

    async def work() -> v1.PresetResponse:
        made = await context.services.presets.create(context.need_caller(), wanted)
        return rendering.preset(made)

    return await once(request, body, work)


@put(
    "/presets/{preset_id:str}",
    **described(
        Docs(
            access=Access.DICTIONARIES,
            tag="presets",
            body=v1.PresetRequest,
            answer=v1.PresetResponse,
            errors=(404, 409, 503),
        )
    ),
)
async def update_preset(request: HttpRequest) -> Response[bytes]:
    """Replace a preset."""
    wanted = _preset(await json_of(request, v1.PresetRequest))
    context = context_of(request)
    stored = await context.services.presets.update(
        context.need_caller(), id_of(request, "preset_id", "preset"), wanted
    )
    return json_reply(rendering.preset(stored))


@delete(
    "/presets/{preset_id:str}",
    **described(
        Docs(
            access=Access.DICTIONARIES,
            tag="presets",
            status=204,
            errors=(404, 503),
        )
    ),
)
async def delete_preset(request: HttpRequest) -> Response[None]:
    """Delete a preset."""
    context = context_of(request)
    await context.services.presets.delete(
        context.need_caller(), id_of(request, "preset_id", "preset")
    )
    return no_content()


def _preset(wanted: v1.PresetRequest) -> Preset:
    check_text(wanted.name, "name")
    check_text(wanted.audience, "audience")
    return Preset(
        name=wanted.name,
        audience=wanted.audience,
        register=wanted.register,
        intensity=Intensity(wanted.intensity),
    )
