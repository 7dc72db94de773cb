"""What each route says of itself: the OpenAPI document and the authorisation read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from litestar.handlers import BaseRouteHandler

from tonebridge.domain.identity import Scope
from tonebridge_gateway.reading import JSON

_KEY = "docs"


class Access(Enum):
    """What a route takes."""

    PUBLIC = "public"
    VISITOR = "visitor"
    """Nobody in particular, within the limit of their address."""
    MEMBER = "member"
    """Any caller that we know."""
    TRANSFORM = Scope.TRANSFORM
    HISTORY = Scope.HISTORY
    DICTIONARIES = Scope.DICTIONARIES
    ADMIN = Scope.ADMIN

    @property
    def scope(self) -> Scope:
        """The scope that the credentials must have."""
        return Scope(self.value)


@dataclass(frozen=True, kw_only=True)
class Docs:
    """A route in shapes; its docstring has the words."""

    access: Access
    tag: str
    status: int = 200
    answer: type | None = None
    media_type: str = JSON
    body: type | None = None
    body_media_type: str = JSON
    body_required: bool = True
    """Without it a request may come without a body, which then has its defaults."""
    query: type | None = None
    errors: tuple[int, ...] = ()
    """Statuses of problems beside those that follow from `access`, `body` and `query`."""
    idempotent: bool = False
    """Whether it heeds an Idempotency-Key."""
    problems: bool = True
    """Whether what goes wrong is answered as a problem; a health report is its own."""
    headers: tuple[str, ...] = ()
    """Response headers that are its own."""


def described(docs: Docs) -> dict[str, Any]:
    """Return what a route handler is made with."""
    return {"opt": {_KEY: docs}, "status_code": docs.status}


def docs_of(handler: BaseRouteHandler) -> Docs:
    """Return what a route says of itself; one that says nothing is a mistake of ours."""
    docs = _find(handler.opt)
    if docs is None:
        raise LookupError(f"{handler.handler_name} describes nothing")
    return docs


def is_described(handler: BaseRouteHandler) -> bool:
    """Say whether a route belongs to the documented API."""
    return _find(handler.opt) is not None


def _find(opt: Mapping[str, Any]) -> Docs | None:
    docs = opt.get(_KEY)
    return docs if isinstance(docs, Docs) else None
