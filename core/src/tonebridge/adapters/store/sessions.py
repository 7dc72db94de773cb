"""Passwords, sessions with their refresh tokens, and one-time tokens."""

from collections.abc import Sequence

from sqlalchemy import and_, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from tonebridge.adapters.store.engine import as_tenant, as_tenant_of
from tonebridge.adapters.store.members import is_member, one_member
from tonebridge.adapters.store.rows import MEMBER, to_member
from tonebridge.adapters.store.tables import (
    members,
    one_time_tokens,
    refresh_tokens,
    sessions,
    sought,
)
from tonebridge.application.stores import Session
from tonebridge.domain.identity import Member


class PostgresSessions:
    """The part of `Accounts` that knows who has signed in."""

    _engine: AsyncEngine

    async def set_password(self, member: Member, password_hash: str) -> Sequence[str]:
        change = (
            update(members)
            .where(*is_member(member.tenant_id, member.id))
            .values(password_hash=password_hash)
        )
        void = delete(one_time_tokens).where(
            one_time_tokens.c.tenant_id == member.tenant_id,
            one_time_tokens.c.member_id == member.id,
            one_time_tokens.c.purpose == "reset",
        )
        revoke = (
            update(sessions)
            .where(
                sessions.c.tenant_id == member.tenant_id,
                sessions.c.member_id == member.id,
                sessions.c.revoked_at.is_(None),
            )
            .values(revoked_at=func.now())
            .returning(sessions.c.id)
        )
        async with as_tenant(self._engine, member.tenant_id) as connection:
            await connection.execute(change)
            await connection.execute(void)
            revoked: Sequence[str] = (await connection.execute(revoke)).scalars().all()
        return revoked

    async def open_session(
        self, session_id: str, member: Member, token_hash: str, *, now: float, expires_at: float
    ) -> None:
        owner = {"tenant_id": member.tenant_id, "member_id": member.id}
        session = {"id": session_id, "created_at": now, "expires_at": expires_at, **owner}
        token = {
            "token_hash": token_hash,
            "tenant_id": member.tenant_id,
            "session_id": session_id,
        }
        async with as_tenant(self._engine, member.tenant_id) as connection:
            for table in (sessions, one_time_tokens):  # what is over; each sign-in tidies up
                over = delete(table).where(
                    table.c.tenant_id == member.tenant_id,
                    table.c.member_id == member.id,
                    table.c.expires_at <= now,
                )
                await connection.execute(over)
            await connection.execute(insert(sessions).values(session))
            await connection.execute(insert(refresh_tokens).values(token))

    async def find_session(self, token_hash: str) -> Session | None:
        its_session = and_(
            sessions.c.tenant_id == refresh_tokens.c.tenant_id,
            sessions.c.id == refresh_tokens.c.session_id,
        )
        its_member = and_(
            members.c.tenant_id == sessions.c.tenant_id, members.c.id == sessions.c.member_id
        )
        query = (
            select(
                *MEMBER,
                sessions.c.id.label("session_id"),
                sessions.c.expires_at,
                sessions.c.revoked_at,
                refresh_tokens.c.used_at,
            )
            .join_from(refresh_tokens, sessions, its_session)
            .join(members, its_member)
            .where(refresh_tokens.c.token_hash == token_hash)
        )
        lookup = func.tonebridge.tenant_of_refresh_token(token_hash)
        async with as_tenant_of(self._engine, lookup) as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return None
        return Session(
            id=row.session_id,
            member=to_member(row),
            expires_at=row.expires_at,
            revoked=row.revoked_at is not None,
            current=row.used_at is None,
        )

    async def rotate_session(
        self, session: Session, old_hash: str, new_hash: str, *, now: float
    ) -> bool:
        tenant_id = session.member.tenant_id
        living = (
            select(sessions.c.id)
            .where(
                sessions.c.tenant_id == tenant_id,
                sessions.c.id == session.id,
                sessions.c.revoked_at.is_(None),
                sessions.c.expires_at > now,
            )
            .with_for_update()
        )
        use = (
            update(refresh_tokens)
            .where(
                refresh_tokens.c.tenant_id == tenant_id,
                refresh_tokens.c.session_id == session.id,
                refresh_tokens.c.token_hash == old_hash,
                refresh_tokens.c.used_at.is_(None),
            )
            .values(used_at=now)
            .returning(refresh_tokens.c.token_hash)
        )
        token = {"token_hash": new_hash, "tenant_id": tenant_id, "session_id": session.id}
        async with as_tenant(self._engine, tenant_id) as connection:
            for condition in (living, use):
                if (await connection.execute(condition)).first() is None:
                    return False
            await connection.execute(insert(refresh_tokens).values(token))
            return True

    async def revoke_session(self, tenant_id: str, session_id: str, *, now: float) -> None:
        revoke = (
            update(sessions)
            .where(
                sessions.c.tenant_id == sought(tenant_id),
                sessions.c.id == sought(session_id),
                sessions.c.revoked_at.is_(None),
            )
            .values(revoked_at=now)
        )
        async with as_tenant(self._engine, tenant_id) as connection:
            await connection.execute(revoke)

    async def issue_token(
        self, purpose: str, token_hash: str, member: Member, *, expires_at: float
    ) -> None:
        token = {
            "token_hash": token_hash,
            "purpose": purpose,
            "tenant_id": member.tenant_id,
            "member_id": member.id,
            "expires_at": expires_at,
        }
        async with as_tenant(self._engine, member.tenant_id) as connection:
            await connection.execute(insert(one_time_tokens).values(token))

    async def spend_token(self, purpose: str, token_hash: str, *, now: float) -> Member | None:
        spent = (
            delete(one_time_tokens)
            .where(
                one_time_tokens.c.token_hash == token_hash,
                one_time_tokens.c.purpose == purpose,
                one_time_tokens.c.expires_at > now,
            )
            .returning(one_time_tokens.c.tenant_id, one_time_tokens.c.member_id)
            .cte("spent")
        )
        its_member = and_(
            members.c.tenant_id == spent.c.tenant_id, members.c.id == spent.c.member_id
        )
        query = select(*MEMBER).join_from(members, spent, its_member)
        lookup = func.tonebridge.tenant_of_one_time_token(token_hash)
        async with as_tenant_of(self._engine, lookup) as connection:
            return await one_member(connection, query)
