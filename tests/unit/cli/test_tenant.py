from contextlib import asynccontextmanager

import pytest
from msgspec import Struct

from tonebridge_cli.commands.tenant import opened
from tonebridge_cli.failures import CommandFailed, Exit

DATABASE = "postgresql://app:secret@127.0.0.1:5/tonebridge"


class Made(Struct):
    api_key: str
    signin_token: str


class Tenants:
    """An administration that remembers what it was asked for, and where."""

    def __init__(self):
        self.asked = []

    @asynccontextmanager
    async def __call__(self, settings):
        self.asked.append(settings.database.url)
        yield self

    async def open_tenant(self, *, email, name):
        self.asked.append((email, name))
        return Made("tb_made", "once")


def test_a_tenant_is_opened_on_the_database_that_the_settings_name():
    tenants = Tenants()
    environ = {"TONEBRIDGE_DATABASE__URL": DATABASE, "TONEBRIDGE_API_KEY": "no setting"}

    made, settings = opened("ann@example.com", "Sales", environ, tenants)

    assert (made, settings.database.url) == (Made("tb_made", "once"), DATABASE)
    assert tenants.asked == [DATABASE, ("ann@example.com", "Sales")]


def test_without_a_database_nothing_is_opened():
    tenants = Tenants()

    with pytest.raises(CommandFailed, match="TONEBRIDGE_DATABASE__URL is missing") as refused:
        opened("ann@example.com", "", {}, tenants)

    assert (refused.value.exit_code, tenants.asked) == (Exit.CONFIGURATION, [])
