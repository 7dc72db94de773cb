import pytest
from tests.support.asgi import connect

from tonebridge.adapters.store.migrate import migrate
from tonebridge.settings import (
    AuthSettings,
    DatabaseSettings,
    LimitSettings,
    RedisSettings,
    Settings,
)
from tonebridge.wiring.gateway import open_gateway
from tonebridge_cli.laptop.signing import ensure_signing_keys
from tonebridge_gateway.app import create_app

PLENTY = LimitSettings(preview_per_min=100_000, login_per_min=100_000)


@pytest.fixture(scope="session")
def keys_dir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    ensure_signing_keys(folder)
    return folder


@pytest.fixture
async def settings(new_database, valkey_url, keys_dir):
    """Settings of a gateway on a migrated database and an empty Valkey."""
    urls = new_database()
    database = DatabaseSettings(
        url=urls.app, owner_url=urls.owner, writer_url=urls.writer, pool_min=2, pool_max=8
    )
    await migrate(database)
    return Settings(
        database=database,
        redis=RedisSettings(url=valkey_url, timeout_s=2.0),
        auth=AuthSettings(registration="open", keys_dir=str(keys_dir)),
        limits=PLENTY,
    )


@pytest.fixture
async def services(settings):
    async with open_gateway(settings) as services:
        yield services


@pytest.fixture
async def client(services):
    async with connect(create_app(services)) as client:
        yield client


@pytest.fixture
def join(client):
    """Open a tenant by the API; returns the headers of its owner, with a key of theirs."""

    async def join(email):
        account = {"email": email, "password": "correct horse battery"}
        made = await client.post("/api/v1/auth/register", json=account)
        assert made.status_code == 201, made.text
        tokens = (await client.post("/api/v1/auth/login", json=account)).json()
        session = {"Authorization": f"Bearer {tokens['access_token']}"}
        key = (await client.post("/api/v1/keys", json={"name": "own"}, headers=session)).json()
        return {"Authorization": f"Bearer {key['key']}"}

    return join
