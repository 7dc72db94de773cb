"""Accounts in memory."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from tonebridge.application.ports import Clock
from tonebridge.application.stores import Credentials, Session
from tonebridge.domain.errors import Conflict, NotFound
from tonebridge.domain.identity import ApiKey, Member, Role, Tenant
from tonebridge.domain.search import fold_email
from tonebridge.testing.clock import FakeClock
from tonebridge.testing.tables import FakeTables


class _Session(Struct):
    member_id: str
    expires_at: float
    current_hash: str
    revoked: bool = False


class _OneTimeToken(Struct):
    purpose: str
    member_id: str
    expires_at: float


class FakeAccounts:
    """Tenants, members, sessions and keys; the clock tells when a key was last used."""

    def __init__(self, tables: FakeTables | None = None, *, clock: Clock | None = None) -> None:
        self._tables = tables or FakeTables()
        self._clock = clock or FakeClock()
        self._sessions: dict[str, _Session] = {}
        self._session_of: dict[str, str] = {}
        self._one_time: dict[str, _OneTimeToken] = {}

    async def register(
        self, tenant: Tenant, member: Member, *, password_hash: str | None, now: float
    ) -> bool:
        self._tables.reach()
        if self._named(member.email):
            return False
        if tenant.id in self._tables.tenants or member.id in self._tables.members:
            raise Conflict("id", "choose another one")
        self._tables.tenants[tenant.id] = tenant
        self._tables.members[member.id] = member
        if password_hash is not None:
            self._tables.password_hashes[member.id] = password_hash
        return True

    async def invite(self, member: Member, *, now: float) -> bool:
        self._tables.reach()
        self._tables.require_tenant(member.tenant_id)
        if self._named(member.email):
            return False
        self._tables.members[member.id] = member
        return True

    async def by_email(self, email: str) -> Credentials | None:
        self._tables.reach()
        member = self._named(email)
        if member is None:
            return None
        return Credentials(
            member=member, password_hash=self._tables.password_hashes.get(member.id)
        )

    async def member(self, tenant_id: str, member_id: str) -> Member | None:
        self._tables.reach()
        member = self._tables.members.get(member_id)
        return member if member and member.tenant_id == tenant_id else None

    async def tenant(self, tenant_id: str) -> Tenant | None:
        self._tables.reach()
        return self._tables.tenants.get(tenant_id)

    async def first_owner(self) -> Member | None:
        self._tables.reach()
        owners = (m for m in self._tables.members.values() if m.role is Role.OWNER)
        return next(owners, None)

    async def update_member(
        self, tenant_id: str, member_id: str, *, language: str | None, time_zone: str | None
    ) -> Member | None:
        member = await self.member(tenant_id, member_id)
        if member is None:
            return None
        changed = replace(
            member,
            language=member.language if language is None else language,
            time_zone=member.time_zone if time_zone is None else time_zone,
        )
        self._tables.members[member_id] = changed
        return changed

    async def update_tenant(self, tenant_id: str, *, store_text: bool) -> None:
        tenant = await self.tenant(tenant_id)
        if tenant:
            self._tables.tenants[tenant_id] = replace(tenant, store_text=store_text)

    async def set_password(self, member: Member, password_hash: str) -> Sequence[str]:
        if await self.member(member.tenant_id, member.id) is None:
            return []
        self._tables.password_hashes[member.id] = password_hash
        living = [
            id_
            for id_, session in self._sessions.items()
            if session.member_id == member.id and not session.revoked
        ]
        for id_ in living:
            self._sessions[id_].revoked = True
        self._one_time = {
            hashed: token
            for hashed, token in self._one_time.items()
            if (token.member_id, token.purpose) != (member.id, "reset")
        }
        return living

    async def open_session(
        self, session_id: str, member: Member, token_hash: str, *, now: float, expires_at: float
    ) -> None:
        await self._require(member.tenant_id, member.id)
        self._sessions[session_id] = _Session(member.id, expires_at, token_hash)
        self._session_of[token_hash] = session_id

    async def find_session(self, token_hash: str) -> Session | None:
        self._tables.reach()
        session_id = self._session_of.get(token_hash)
        if session_id is None:
            return None
        session = self._sessions[session_id]
        return Session(
            id=session_id,
            member=self._tables.members[session.member_id],
            expires_at=session.expires_at,
            revoked=session.revoked,
            current=session.current_hash == token_hash,
        )

    async def rotate_session(
        self, session: Session, old_hash: str, new_hash: str, *, now: float
    ) -> bool:
        self._tables.reach()
        kept = self._sessions.get(session.id)
        if kept is None or kept.revoked or kept.expires_at <= now or kept.current_hash != old_hash:
            return False
        kept.current_hash = new_hash
        self._session_of[new_hash] = session.id
        return True

    async def revoke_session(self, tenant_id: str, session_id: str, *, now: float) -> None:
        self._tables.reach()
        session = self._sessions.get(session_id)
        if session and self._tables.members[session.member_id].tenant_id == tenant_id:
            session.revoked = True

    async def add_key(self, key: ApiKey, key_hash: str) -> None:
        await self._require(key.tenant_id, key.member_id)
        self._tables.keys[key_hash] = key

    async def find_key(self, key_hash: str) -> tuple[ApiKey, Member] | None:
        self._tables.reach()
        key = self._tables.keys.get(key_hash)
        if key is None:
            return None
        now = self._clock.now()
        if key.revoked_at is None and (key.expires_at is None or key.expires_at > now):
            key = self._tables.keys[key_hash] = replace(key, last_used_at=now)
        return key, self._tables.members[key.member_id]

    async def keys(self, tenant_id: str, member_id: str) -> Sequence[ApiKey]:
        self._tables.reach()
        own = [
            key
            for key in self._tables.keys.values()
            if (key.tenant_id, key.member_id) == (tenant_id, member_id)
        ]
        return sorted(own, key=lambda key: (key.created_at, key.id), reverse=True)

    async def key(self, tenant_id: str, member_id: str, key_id: str) -> ApiKey | None:
        return next((k for k in await self.keys(tenant_id, member_id) if k.id == key_id), None)

    async def expire_key(
        self, tenant_id: str, member_id: str, key_id: str, *, expires_at: float
    ) -> bool:
        key = await self.key(tenant_id, member_id, key_id)
        if key is None or key.revoked_at is not None:
            return False
        earlier = expires_at if key.expires_at is None else min(key.expires_at, expires_at)
        self._change_key(replace(key, expires_at=earlier))
        return True

    async def revoke_key(self, tenant_id: str, member_id: str, key_id: str, *, now: float) -> bool:
        key = await self.key(tenant_id, member_id, key_id)
        if key is None:
            return False
        if key.revoked_at is None:
            self._change_key(replace(key, revoked_at=now))
        return True

    async def issue_token(
        self, purpose: str, token_hash: str, member: Member, *, expires_at: float
    ) -> None:
        await self._require(member.tenant_id, member.id)
        self._one_time[token_hash] = _OneTimeToken(purpose, member.id, expires_at)

    async def spend_token(self, purpose: str, token_hash: str, *, now: float) -> Member | None:
        self._tables.reach()
        token = self._one_time.get(token_hash)
        if token is None or token.purpose != purpose or token.expires_at <= now:
            return None
        del self._one_time[token_hash]
        return self._tables.members[token.member_id]

    def _named(self, email: str) -> Member | None:
        folded = fold_email(email)
        members = self._tables.members.values()
        return next((m for m in members if fold_email(m.email) == folded), None)

    async def _require(self, tenant_id: str, member_id: str) -> None:
        if await self.member(tenant_id, member_id) is None:
            raise NotFound("member")

    def _change_key(self, changed: ApiKey) -> None:
        for key_hash, key in self._tables.keys.items():
            if key.id == changed.id:
                self._tables.keys[key_hash] = changed
