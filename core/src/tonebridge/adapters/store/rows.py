"""Rows as the domain's values."""

from typing import Any

from sqlalchemy import Row

from tonebridge.adapters.store.tables import api_keys, members
from tonebridge.domain.identity import ApiKey, Member, Role, Scope

MEMBER = tuple(
    members.c[name] for name in ("id", "tenant_id", "email", "role", "language", "time_zone")
)
AnyRow = Row[*tuple[Any, ...]]

KEY = tuple(column for column in api_keys.c if column.name != "key_hash")


def to_member(row: AnyRow) -> Member:
    """Read a row that holds `MEMBER`."""
    return Member(
        id=row.id,
        tenant_id=row.tenant_id,
        email=row.email,
        role=Role(row.role),
        language=row.language,
        time_zone=row.time_zone,
    )


def to_key(row: AnyRow) -> ApiKey:
    """Read a row that holds `KEY`."""
    return ApiKey(
        id=row.id,
        tenant_id=row.tenant_id,
        member_id=row.member_id,
        name=row.name,
        scopes=frozenset(map(Scope, row.scopes)),
        prefix=row.prefix,
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        last_used_at=row.last_used_at,
    )
