"""API keys."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Update, func, insert, literal, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from tonebridge.adapters.store.engine import as_tenant, as_tenant_of
from tonebridge.adapters.store.members import is_member
from tonebridge.adapters.store.rows import KEY, MEMBER, to_key, to_member
from tonebridge.adapters.store.tables import Epoch, api_keys, sought
from tonebridge.domain.identity import ApiKey, Member


class PostgresKeys:
    """The part of `Accounts` that knows API keys."""

    _engine: AsyncEngine

    async def add_key(self, key: ApiKey, key_hash: str) -> None:
        row = {
            "id": key.id,
            "tenant_id": key.tenant_id,
            "member_id": key.member_id,
            "name": key.name,
            "key_hash": key_hash,
            "prefix": key.prefix,
            "scopes": sorted(key.scopes),
            "created_at": key.created_at,
            "expires_at": key.expires_at,
            "revoked_at": key.revoked_at,
            "last_used_at": key.last_used_at,
        }
        async with as_tenant(self._engine, key.tenant_id) as connection:
            await connection.execute(insert(api_keys).values(row))

    async def find_key(self, key_hash: str) -> tuple[ApiKey, Member] | None:
        query = select(*KEY).where(api_keys.c.key_hash == key_hash)
        lookup = func.tonebridge.tenant_of_key(key_hash)
        async with as_tenant_of(self._engine, lookup) as connection:
            await connection.execute(_note_use(key_hash))
            row = (await connection.execute(query)).one_or_none()
            if row is None:
                return None
            its_member = select(*MEMBER).where(*is_member(row.tenant_id, row.member_id))
            member = (await connection.execute(its_member)).one()
            return to_key(row), to_member(member)

    async def keys(self, tenant_id: str, member_id: str) -> Sequence[ApiKey]:
        query = (
            select(*KEY)
            .where(*_of(tenant_id, member_id))
            .order_by(api_keys.c.created_at.desc(), api_keys.c.id.desc())
        )
        async with as_tenant(self._engine, tenant_id) as connection:
            return [to_key(row) for row in await connection.execute(query)]

    async def key(self, tenant_id: str, member_id: str, key_id: str) -> ApiKey | None:
        query = select(*KEY).where(*_of(tenant_id, member_id), api_keys.c.id == sought(key_id))
        async with as_tenant(self._engine, tenant_id) as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else to_key(row)

    async def expire_key(
        self, tenant_id: str, member_id: str, key_id: str, *, expires_at: float
    ) -> bool:
        change = (
            update(api_keys)
            .where(*_of(tenant_id, member_id), api_keys.c.id == sought(key_id))
            .where(api_keys.c.revoked_at.is_(None))
            .values(expires_at=func.least(api_keys.c.expires_at, literal(expires_at, Epoch())))
        )
        return await self._changed(tenant_id, change)

    async def revoke_key(self, tenant_id: str, member_id: str, key_id: str, *, now: float) -> bool:
        change = (
            update(api_keys)
            .where(*_of(tenant_id, member_id), api_keys.c.id == sought(key_id))
            .values(revoked_at=func.coalesce(api_keys.c.revoked_at, literal(now, Epoch())))
        )
        return await self._changed(tenant_id, change)

    async def _changed(self, tenant_id: str, change: Update) -> bool:
        async with as_tenant(self._engine, tenant_id) as connection:
            changed = await connection.execute(change.returning(api_keys.c.id))
            return changed.first() is not None


def _of(tenant_id: str, member_id: str) -> tuple[ColumnElement[bool], ...]:
    return api_keys.c.tenant_id == sought(tenant_id), api_keys.c.member_id == sought(member_id)


def _note_use(key_hash: str) -> Update:
    """Write down that a living key is used, unless that was done within a minute."""
    now = func.now()
    used = api_keys.c.last_used_at
    return (
        update(api_keys)
        .where(
            api_keys.c.key_hash == key_hash,
            api_keys.c.revoked_at.is_(None),
            or_(api_keys.c.expires_at.is_(None), api_keys.c.expires_at > now),
            or_(used.is_(None), used < now - text("interval '1 minute'")),
        )
        .values(last_used_at=now)
    )
