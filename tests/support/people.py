"""Tenants, members and what they wrote, with only what matters in a test named."""

from tonebridge.domain.history import HistoryEntry
from tonebridge.domain.identity import ALL_SCOPES, ApiKey, Member, Role, Tenant
from tonebridge.domain.message import Intensity, Kind, Language

NOW = 1_767_225_600.0
"""2026-01-01T00:00:00Z."""
DAY_S = 86_400.0


def uid(number):
    return f"019b7600-0000-7000-8000-{number:012x}"


def a_tenant(number=1, **fields):
    return Tenant(**{"id": uid(number), "name": f"Tenant {number}", **fields})


def a_member(number=101, tenant=1, **fields):
    usual = {
        "id": uid(number),
        "tenant_id": uid(tenant),
        "email": f"member{number}@example.com",
        "role": Role.OWNER,
    }
    return Member(**{**usual, **fields})


def a_key(number=201, member=None, **fields):
    member = member or a_member()
    usual = {
        "id": uid(number),
        "tenant_id": member.tenant_id,
        "member_id": member.id,
        "name": f"key {number}",
        "scopes": ALL_SCOPES,
        "prefix": "tb_abcd",
        "created_at": NOW + number,
    }
    return ApiKey(**{**usual, **fields})


def an_entry(number=1, member=None, **fields):
    member = member or a_member()
    usual = {
        "id": uid(0xE000 + number),
        "created_at": NOW + number,
        "tenant_id": member.tenant_id,
        "member_id": member.id,
        "key_id": None,
        "transform_id": uid(0xF000 + number),
        "kind": Kind.SOFTEN,
        "intensity": Intensity.MEDIUM,
        "language": Language.EN,
        "preset": None,
        "source": f"Do it now, number {number}.",
        "text": f"Could you do it, number {number}?",
        "provider": "rules",
        "model": None,
        "degraded": False,
        "cache": "miss",
    }
    return HistoryEntry(**{**usual, **fields})


async def move_in(stores, number=1, **tenant_fields):
    """Register tenant 1 with member 101, or 2 with 102 and so on; return the member."""
    member = a_member(100 + number, number)
    tenant = a_tenant(number, **tenant_fields)
    assert await stores.accounts.register(tenant, member, password_hash=None, now=NOW + number)
    return member
