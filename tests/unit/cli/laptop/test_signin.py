from contextlib import asynccontextmanager

import pytest

from tonebridge_cli.failures import CommandFailed, Exit
from tonebridge_cli.folder import DataFolder, Running
from tonebridge_cli.laptop.locks import FolderLock
from tonebridge_cli.laptop.signin import fresh_link

URL = "http://127.0.0.1:8000"
DATABASE = "postgresql://app:secret@127.0.0.1:5/tonebridge"


class Owners:
    """An administration with an owner, which remembers where it was opened."""

    def __init__(self):
        self.opened = []

    @asynccontextmanager
    async def __call__(self, settings):
        self.opened.append(settings.database.url)
        yield self

    async def signin_token(self):
        return "fresh"


@pytest.fixture
def folder(tmp_path):
    folder = DataFolder(tmp_path)
    folder.announce(Running(pid=1, url=URL, management_url="http://127.0.0.1:8001"))
    folder.keep_database_url(DATABASE)
    return folder


def test_a_fresh_link_leads_to_what_runs_here(folder):
    owners = Owners()

    with FolderLock(folder.path):
        link = fresh_link(folder, {"TONEBRIDGE_DATABASE__URL": "postgresql://other"}, owners)

    assert (link, owners.opened) == (f"{URL}/signin?token=fresh", [DATABASE])


def test_nothing_that_runs_is_no_link(folder):
    owners = Owners()

    with pytest.raises(CommandFailed, match="no ToneBridge runs on") as refused:
        fresh_link(folder, {}, owners)

    assert (refused.value.exit_code, owners.opened) == (Exit.UNREACHABLE, [])


def test_where_the_database_was_is_forgotten_at_the_end(folder):
    kept = (folder.path / "database-url").stat().st_mode & 0o777

    folder.withdraw()

    assert (kept, folder.database_url(), list(folder.path.iterdir())) == (0o600, None, [])
