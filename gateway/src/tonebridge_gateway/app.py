"""The application: every route, one authorisation, one way for errors to be answered."""

from litestar import Litestar, Router
from litestar.config.cors import CORSConfig
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.types import ControllerRouterHandler

from tonebridge.application.services import Services
from tonebridge.domain.errors import ToneBridgeError
from tonebridge_gateway import problems
from tonebridge_gateway.authorise import authorise
from tonebridge_gateway.front import Front
from tonebridge_gateway.health import Health
from tonebridge_gateway.idempotency import HEADER as IDEMPOTENCY_KEY
from tonebridge_gateway.reactions import Refused
from tonebridge_gateway.reading import CallerLeft
from tonebridge_gateway.routes import ROUTES
from tonebridge_gateway.site import SITE, read_site

API = "/api/v1"
_ASKED = [
    "Authorization",
    "Cache-Control",
    "Content-Type",
    IDEMPOTENCY_KEY,
    "X-API-Key",
    "X-Request-Id",
    "traceparent",
]
_TOLD = [
    "Age",
    "Idempotent-Replayed",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
    "Server-Timing",
    "X-Cache",
    "X-Request-Id",
]


def routes() -> list[ControllerRouterHandler]:
    """Return every route; those of the API let nobody in who is not authorised."""
    return [
        Router(API, route_handlers=ROUTES, guards=[authorise]),
        Router("/", route_handlers=SITE),
    ]


def create_app(services: Services) -> Litestar:
    """Put the gateway together. Its state holds `front` and `health`."""
    health = Health(services.probes, clock=services.clock)
    app = Litestar(
        route_handlers=routes(),
        exception_handlers={
            ToneBridgeError: problems.of_core,
            Refused: problems.of_refusal,
            CallerLeft: problems.of_caller_left,
            HTTPException: problems.of_http,
            Exception: problems.of_bug,
        },
        cors_config=_cors(services.settings.gateway.cors_origins),
        openapi_config=None,
        logging_config=None,
        state=State({"health": health, "site": read_site()}),
        debug=False,
    )
    front = Front(app.asgi_handler, services)
    app.asgi_handler = front
    app.state["front"] = front
    return app


def _cors(origins: tuple[str, ...]) -> CORSConfig | None:
    """Let other origins' pages call with tokens and keys; the cookie is our page's alone."""
    if not origins:
        return None
    return CORSConfig(
        allow_origins=list(origins),
        allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
        allow_headers=_ASKED,
        expose_headers=_TOLD,
        allow_credentials=False,
        max_age=600,
    )
