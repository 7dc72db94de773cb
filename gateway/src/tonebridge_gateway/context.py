"""What one request carries through the gateway."""

from typing import Any, cast

from litestar import Request
from litestar.connection import ASGIConnection

from tonebridge.application.ports import Admission
from tonebridge.application.services import Services
from tonebridge.domain.errors import Unauthenticated
from tonebridge.domain.identity import Caller
from tonebridge.domain.message import Language

SCOPE_KEY = "tonebridge"

HttpRequest = Request[Any, Any, Any]
Connection = ASGIConnection[Any, Any, Any, Any]


class Context:
    """Filled on the way in, read on the way out."""

    __slots__ = (
        "address",
        "admission",
        "caller",
        "credential",
        "hosts",
        "language",
        "request_id",
        "secure",
        "services",
    )

    def __init__(
        self,
        services: Services,
        *,
        request_id: str,
        address: str,
        secure: bool,
        hosts: frozenset[str],
        language: Language | None,
    ) -> None:
        self.services = services
        self.request_id = request_id
        self.address = address
        """Who calls, as the nearest proxy that we trust tells."""
        self.secure = secure
        """Whether the caller's end of the connection is encrypted."""
        self.hosts = hosts
        """Under which names our page is reached, with the port if it is not the usual one."""
        self.language = language
        """What Accept-Language asks for; None: nothing that we speak."""
        self.caller: Caller | None = None
        self.credential = ""
        self.admission: Admission | None = None

    def need_caller(self) -> Caller:
        """Return who was authorised for this route."""
        if self.caller is None:
            raise Unauthenticated("this needs credentials")
        return self.caller

    def reader(self) -> Language:
        """Say which language the caller reads."""
        if self.language is not None:
            return self.language
        if self.caller is not None and self.caller.language == Language.JA:
            return Language.JA
        return Language.EN


def context_of(connection: Connection) -> Context:
    """Return the context that the front made."""
    return cast("Context", connection.scope[SCOPE_KEY])  # type: ignore[literal-required]
