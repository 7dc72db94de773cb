"""Accounts on PostgreSQL."""

from sqlalchemy.ext.asyncio import AsyncEngine

from tonebridge.adapters.store.keys import PostgresKeys
from tonebridge.adapters.store.members import PostgresMembers
from tonebridge.adapters.store.sessions import PostgresSessions


class PostgresAccounts(PostgresMembers, PostgresSessions, PostgresKeys):
    """Keeps the promises of `tonebridge.application.stores.Accounts`, a module each subject."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
