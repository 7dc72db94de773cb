"""The OpenAPI 3.1 document, made of what each route says of itself.

Shapes come from msgspec, which writes `additionalProperties: false` where unknown fields
are refused, so the document says what the decoder does.
"""

import inspect
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import msgspec
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from tonebridge.domain.message import Language
from tonebridge_gateway.described import Access, Docs, docs_of, is_described
from tonebridge_gateway.problems import MEDIA_TYPE as PROBLEM
from tonebridge_gateway.reactions import HTTP_CODES, REACTIONS
from tonebridge_gateway.rendering import VERSION
from tonebridge_gateway.wire.v1 import Problem
from tonebridge_gateway.words import words_of

_REF = "#/components/schemas/{name}"
_SECURED: list[dict[str, list[str]]] = [{"bearer": []}, {"apiKey": []}, {"page": []}]
_HEADERS: dict[str, dict[str, Any]] = {
    "X-Cache": {
        "description": "Where the answer came from.",
        "schema": {"enum": ["l1", "l2", "coalesced", "miss"]},
    },
    "Age": {"description": "Seconds since it was made.", "schema": {"type": "integer"}},
    "Cache-Control": {"description": "How long it may be kept.", "schema": {"type": "string"}},
    "Server-Timing": {"description": "Milliseconds, by part.", "schema": {"type": "string"}},
    "Set-Cookie": {"description": "For the page alone.", "schema": {"type": "string"}},
}


@lru_cache(maxsize=8)
def document(app: Litestar) -> bytes:
    """Render the document of an app, the same bytes each time."""
    return msgspec.json.format(msgspec.json.encode(describe(app)), indent=2) + b"\n"


def describe(app: Litestar) -> dict[str, Any]:
    """Return the document as a tree."""
    operations = sorted(
        (
            (route.path_format, method.lower(), handler)
            for route in app.routes
            if isinstance(route, HTTPRoute)
            for handler in route.route_handlers
            if is_described(handler)
            for method in handler.http_methods
            if method not in ("HEAD", "OPTIONS")
        ),
        key=lambda operation: operation[:2],
    )
    names, schemas = _schemas(docs_of(handler) for _, _, handler in operations)
    paths: dict[str, dict[str, Any]] = {}
    for path, method, handler in operations:
        paths.setdefault(path, {})[method] = _operation(path, handler, names, schemas)
    for query in {docs_of(handler).query for _, _, handler in operations} - {None}:
        schemas.pop(query.__name__, None)  # type: ignore[union-attr]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "ToneBridge",
            "version": VERSION,
            "description": "Rewrites workplace messages and says what they sound like.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "securitySchemes": {
                "bearer": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "An access token, or an API key (tb_…).",
                },
                "apiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
                "page": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "tonebridge",
                    "description": "The page's cookie; needs the header X-ToneBridge-Page: 1.",
                },
            },
        },
    }


def _schemas(all_docs: Iterable[Docs]) -> tuple[dict[type, Any], dict[str, Any]]:
    """Return a reference for each type, and what the references name."""
    types = {
        shape
        for docs in all_docs
        for shape in (docs.body, docs.answer, docs.query)
        if shape is not None and shape is not str
    }
    ordered = [Problem, *sorted(types, key=lambda shape: shape.__name__)]
    references, schemas = msgspec.json.schema_components(ordered, ref_template=_REF)
    return dict(zip(ordered, references, strict=True)), schemas


def _operation(
    path: str, handler: HTTPRouteHandler, names: dict[type, Any], schemas: dict[str, Any]
) -> dict[str, Any]:
    docs = docs_of(handler)
    operation: dict[str, Any] = {
        "operationId": handler.handler_name.rpartition(".")[2],
        "summary": inspect.cleandoc(handler.fn.__doc__ or "").partition("\n")[0].rstrip("."),
        "tags": [docs.tag],
        "responses": _responses(docs, names),
    }
    if docs.access not in (Access.PUBLIC, Access.VISITOR):
        operation["security"] = _SECURED
        if docs.access is not Access.MEMBER:
            operation["description"] = f"Needs the scope `{docs.access.scope.value}`."
    parameters = [*_path_parameters(path), *_query_parameters(docs, schemas)]
    if docs.idempotent:
        parameters.append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "description": "The same key gets the same answer for a day.",
                "schema": {"type": "string", "pattern": "^[!-~]{1,128}$"},
            }
        )
    if parameters:
        operation["parameters"] = parameters
    if docs.body is not None:
        schema = {"type": "string"} if docs.body is str else names[docs.body]
        operation["requestBody"] = {
            "required": docs.body_required,
            "content": {docs.body_media_type: {"schema": schema}},
        }
    return operation


def _path_parameters(path: str) -> list[dict[str, Any]]:
    return [
        {
            "name": step[1:-1],
            "in": "path",
            "required": True,
            "schema": {"type": "string", "format": "uuid"},
        }
        for step in path.split("/")
        if step.startswith("{")
    ]


def _query_parameters(docs: Docs, schemas: dict[str, Any]) -> list[dict[str, Any]]:
    if docs.query is None:
        return []
    schema = schemas[docs.query.__name__]
    required = set(schema.get("required", ()))
    return [
        {"name": name, "in": "query", "required": name in required, "schema": _not_null(one)}
        for name, one in schema["properties"].items()
    ]


def _not_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Leave null out of a query parameter: absence says it."""
    options: list[dict[str, Any]] = [
        one for one in schema.get("anyOf", ()) if one != {"type": "null"}
    ]
    if len(options) == 1:
        return options[0]
    if None in schema.get("enum", ()):
        return {"enum": [value for value in schema["enum"] if value is not None]}
    return {name: value for name, value in schema.items() if value is not None}


def _responses(docs: Docs, names: dict[type, Any]) -> dict[str, Any]:
    done: dict[str, Any] = {"description": "Done."}
    if docs.answer is not None:
        schema = {"type": "string"} if docs.answer is str else names[docs.answer]
        done["content"] = {docs.media_type: {"schema": schema}}
    if docs.headers:
        done["headers"] = {name: _HEADERS[name] for name in docs.headers}
    responses = {str(docs.status): done}
    if not docs.problems:
        responses["503"] = {**done, "description": "Not now."}
        return responses
    for status in sorted(_statuses(docs)):
        responses[str(status)] = {
            "description": _means(status),
            "content": {PROBLEM: {"schema": names[Problem]}},
        }
    return responses


def _statuses(docs: Docs) -> set[int]:
    """Collect the statuses of the problems that a route may answer."""
    statuses = {400, *docs.errors}
    if docs.access is not Access.PUBLIC:
        statuses.add(429)
    if docs.access not in (Access.PUBLIC, Access.VISITOR):
        statuses |= {401, 403, 503}
    if docs.body is not None:
        statuses |= {408, 413, 415, 422}
    if docs.query is not None or docs.idempotent:
        statuses.add(422)
    return statuses


def _means(status: int) -> str:
    """Name the problems that share a status."""
    codes = [error.code for error, reaction in REACTIONS.items() if reaction.status == status]
    if status in HTTP_CODES:
        codes.append(HTTP_CODES[status])
    return "; ".join(words_of(code, Language.EN).title for code in dict.fromkeys(codes))
