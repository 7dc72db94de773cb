import pytest
from tests.support.asgi import connect
from tests.support.gateway import World

from tonebridge_gateway.app import create_app


@pytest.fixture
def world():
    return World()


@pytest.fixture
async def client(world):
    """A client of one gateway process on fakes, without credentials."""
    async with connect(create_app(world.services())) as client:
        yield client


@pytest.fixture
async def owner(world):
    return await world.member()


@pytest.fixture
async def headers(world, owner):
    """The headers of an owner's API key that is good for everything."""
    return {"Authorization": f"Bearer {await world.key(owner)}"}
