"""Tenants and members."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as insert_or_not
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.sql.dml import ReturningInsert

from tonebridge.adapters.store.engine import as_tenant, as_tenant_of
from tonebridge.adapters.store.rows import MEMBER, to_member
from tonebridge.adapters.store.tables import Epoch, members, sought, tenants
from tonebridge.application.stores import Credentials
from tonebridge.domain.identity import Member, Role, Tenant
from tonebridge.domain.search import fold_email


class PostgresMembers:
    """The part of `Accounts` that knows who there is."""

    _engine: AsyncEngine

    async def register(
        self, tenant: Tenant, member: Member, *, password_hash: str | None, now: float
    ) -> bool:
        added = _add(member, password_hash, now).cte("added")
        with_tenant = (
            insert(tenants)
            .from_select(
                ["id", "name", "store_text", "created_at"],
                select(
                    added.c.tenant_id,
                    literal(tenant.name),
                    literal(tenant.store_text),
                    literal(now, Epoch()),
                ),
            )
            .returning(tenants.c.id)
        )
        async with as_tenant(self._engine, tenant.id) as connection:
            return await _found(connection, with_tenant)

    async def invite(self, member: Member, *, now: float) -> bool:
        async with as_tenant(self._engine, member.tenant_id) as connection:
            return await _found(connection, _add(member, None, now))

    async def by_email(self, email: str) -> Credentials | None:
        folded = fold_email(email)
        query = select(*MEMBER, members.c.password_hash).where(members.c.email_folded == folded)
        lookup = func.tonebridge.tenant_of_email(folded)
        async with as_tenant_of(self._engine, lookup) as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return None
        return Credentials(member=to_member(row), password_hash=row.password_hash)

    async def member(self, tenant_id: str, member_id: str) -> Member | None:
        query = select(*MEMBER).where(*is_member(tenant_id, member_id))
        async with as_tenant(self._engine, tenant_id) as connection:
            return await one_member(connection, query)

    async def tenant(self, tenant_id: str) -> Tenant | None:
        query = select(tenants).where(tenants.c.id == sought(tenant_id))
        async with as_tenant(self._engine, tenant_id) as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return None
        return Tenant(id=row.id, name=row.name, store_text=row.store_text)

    async def first_owner(self) -> Member | None:
        query = (
            select(*MEMBER)
            .where(members.c.role == Role.OWNER.value)
            .order_by(members.c.created_at, members.c.id)
            .limit(1)
        )
        lookup = func.tonebridge.tenant_of_first_owner()
        async with as_tenant_of(self._engine, lookup) as connection:
            return await one_member(connection, query)

    async def update_member(
        self, tenant_id: str, member_id: str, *, language: str | None, time_zone: str | None
    ) -> Member | None:
        change = (
            update(members)
            .where(*is_member(tenant_id, member_id))
            .values(
                language=func.coalesce(language, members.c.language),
                time_zone=func.coalesce(time_zone, members.c.time_zone),
            )
            .returning(*MEMBER)
        )
        async with as_tenant(self._engine, tenant_id) as connection:
            return await one_member(connection, change)

    async def update_tenant(self, tenant_id: str, *, store_text: bool) -> None:
        its_row = tenants.c.id == sought(tenant_id)
        async with as_tenant(self._engine, tenant_id) as connection:
            await connection.execute(update(tenants).where(its_row).values(store_text=store_text))


def is_member(tenant_id: str, member_id: str) -> tuple[ColumnElement[bool], ...]:
    """Pick one member."""
    return members.c.tenant_id == sought(tenant_id), members.c.id == sought(member_id)


async def one_member(connection: AsyncConnection, statement: Executable) -> Member | None:
    """Read the member that a statement returns as `MEMBER`, if any."""
    row = (await connection.execute(statement)).one_or_none()
    return None if row is None else to_member(row)


def _add(member: Member, password_hash: str | None, now: float) -> ReturningInsert[Any]:
    """Add a member, or nothing if the email is taken."""
    row = {
        "id": member.id,
        "tenant_id": member.tenant_id,
        "email": member.email,
        "email_folded": fold_email(member.email),
        "role": member.role.value,
        "language": member.language,
        "time_zone": member.time_zone,
        "password_hash": password_hash,
        "created_at": now,
    }
    added = insert_or_not(members).values(row)
    return added.on_conflict_do_nothing(index_elements=["email_folded"]).returning(
        members.c.tenant_id
    )


async def _found(connection: AsyncConnection, statement: Executable) -> bool:
    return (await connection.execute(statement)).first() is not None
