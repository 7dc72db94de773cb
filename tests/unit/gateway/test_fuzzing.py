"""The API against its own OpenAPI document: no 5xx, no answer that it does not describe."""

import asyncio

import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from tests.support.gateway import OPEN, World

from tonebridge.settings import LimitSettings
from tonebridge_gateway.app import create_app

pytestmark = pytest.mark.thorough

PLENTY = LimitSettings(
    tenant_per_min=10_000_000,
    member_per_min=10_000_000,
    key_per_min=10_000_000,
    preview_per_min=10_000_000,
    login_per_min=10_000_000,
)


async def _open():
    world = World(settings=msgspec.structs.replace(OPEN, limits=PLENTY))
    world.up = {}
    key = await world.key(await world.member())
    app = create_app(world.services())
    await app.state["health"].look()
    return app, key


def no_float_is_an_integer(_, body):
    """Leave out 1.0 for 1: JSON Schema takes it for an integer, and the decoder does not."""
    if isinstance(body, dict):
        return all(no_float_is_an_integer(None, value) for value in body.values())
    if isinstance(body, list):
        return all(no_float_is_an_integer(None, value) for value in body)
    return not (isinstance(body, float) and body.is_integer())


CONFIG = SchemathesisConfig.from_dict(
    {
        "checks": {
            "positive_data_acceptance": {"expected-statuses": ["2xx", "401", "404", "409", "422"]}
        }
    }
)
APP, KEY = asyncio.run(_open())
SCHEMA = schemathesis.openapi.from_asgi("/openapi.json", APP, config=CONFIG)
SCHEMA.hook("filter_body")(no_float_is_an_integer)


@SCHEMA.parametrize()
@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_the_api_keeps_to_its_own_description(case):
    case.call_and_validate(headers={"Authorization": f"Bearer {KEY}"})
