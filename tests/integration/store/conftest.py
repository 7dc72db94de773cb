import asyncpg
import pytest

from tonebridge.settings import DatabaseSettings


@pytest.fixture
def settings(new_database):
    """The settings of an empty database with three roles."""
    urls = new_database()
    return DatabaseSettings(
        url=urls.app, owner_url=urls.owner, writer_url=urls.writer, timeout_s=2.0
    )


@pytest.fixture
async def sql():
    """Connections by URL, to say by hand what no store would; closed at the end."""
    opened = []

    async def connect(url):
        opened.append(await asyncpg.connect(url))
        return opened[-1]

    yield connect
    for connection in opened:
        await connection.close()
