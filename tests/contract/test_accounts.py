"""What every `Accounts` promises."""

import asyncio

import pytest
from msgspec.structs import replace
from tests.support.people import NOW, a_key, a_member, a_tenant, move_in, uid

from tonebridge.application.stores import Credentials, Session
from tonebridge.domain.errors import NotFound, StoreUnavailable
from tonebridge.domain.identity import Role, Scope

LATER = NOW + 3600.0


class TestRegistering:
    async def test_makes_a_tenant_and_its_first_member(self, stores):
        member = a_member(email="Aiko@Example.com", language="ja", time_zone="Asia/Tokyo")

        made = await stores.accounts.register(a_tenant(), member, password_hash="h", now=NOW)

        assert made
        assert await stores.accounts.tenant(uid(1)) == a_tenant()
        assert await stores.accounts.member(uid(1), uid(101)) == member
        credentials = await stores.accounts.by_email("aiko@example.COM")
        assert credentials == Credentials(member=member, password_hash="h")

    async def test_makes_nothing_when_the_email_is_taken(self, stores):
        await move_in(stores, 1)
        same = a_member(102, 2, email="MEMBER101@example.com")

        assert not await stores.accounts.register(a_tenant(2), same, password_hash="h", now=NOW)

        assert await stores.accounts.tenant(uid(2)) is None
        assert await stores.accounts.member(uid(2), uid(102)) is None

    async def test_lets_one_of_many_have_an_email(self, stores):
        async def register(number):
            member = a_member(100 + number, number, email="one@example.com")
            return await stores.accounts.register(
                a_tenant(number), member, password_hash=None, now=NOW
            )

        made = await asyncio.gather(*(register(number) for number in range(1, 9)))

        assert sorted(made) == [False] * 7 + [True]


class TestInviting:
    async def test_adds_a_member_without_a_password(self, stores):
        await move_in(stores)
        member = a_member(109, role=Role.MEMBER)

        assert await stores.accounts.invite(member, now=NOW)

        assert await stores.accounts.by_email(member.email) == Credentials(
            member=member, password_hash=None
        )

    async def test_refuses_an_email_that_any_tenant_has(self, stores):
        await move_in(stores, 1)
        await move_in(stores, 2)

        assert not await stores.accounts.invite(
            a_member(109, 2, email="Member101@Example.com"), now=NOW
        )

        assert await stores.accounts.member(uid(2), uid(109)) is None

    async def test_needs_the_tenant(self, stores):
        with pytest.raises(NotFound) as missing:
            await stores.accounts.invite(a_member(), now=NOW)

        assert missing.value.what == "tenant"


class TestMembers:
    async def test_are_found_in_their_own_tenant_alone(self, stores):
        await move_in(stores, 1)
        await move_in(stores, 2)

        assert await stores.accounts.member(uid(2), uid(101)) is None
        assert await stores.accounts.member(uid(1), uid(101)) == a_member()

    @pytest.mark.parametrize("id_", ["", "me", "'; drop table members; --", uid(1)])
    async def test_are_not_found_by_what_is_no_id_of_theirs(self, stores, id_):
        await move_in(stores)

        assert await stores.accounts.member(uid(1), id_) is None
        assert await stores.accounts.member(id_, uid(102)) is None

    async def test_change_what_is_given(self, stores):
        await move_in(stores)
        japanese = a_member(language="ja")
        moved = a_member(language="ja", time_zone="Asia/Tokyo")
        change = stores.accounts.update_member

        assert await change(uid(1), uid(101), language="ja", time_zone=None) == japanese
        assert await change(uid(1), uid(101), language=None, time_zone="Asia/Tokyo") == moved
        assert await change(uid(2), uid(101), language="en", time_zone=None) is None
        assert await stores.accounts.member(uid(1), uid(101)) == moved

    async def test_have_an_oldest_owner(self, stores):
        assert await stores.accounts.first_owner() is None

        await move_in(stores, 1)
        await move_in(stores, 2)
        await stores.accounts.invite(a_member(109, role=Role.MEMBER), now=NOW - 1)

        assert await stores.accounts.first_owner() == a_member()

    async def test_may_keep_no_text(self, stores):
        await move_in(stores, 1)
        await move_in(stores, 2)

        await stores.accounts.update_tenant(uid(1), store_text=False)

        assert await stores.accounts.tenant(uid(1)) == a_tenant(store_text=False)
        assert await stores.accounts.tenant(uid(2)) == a_tenant(2)


class TestSessions:
    async def test_are_found_by_their_token(self, stores):
        member = await move_in(stores)
        await stores.accounts.open_session(uid(301), member, "t1", now=NOW, expires_at=LATER)

        assert await stores.accounts.find_session("t1") == a_session(member)
        assert await stores.accounts.find_session("t2") is None

    async def test_need_a_member(self, stores):
        await move_in(stores)

        with pytest.raises(NotFound) as missing:
            await stores.accounts.open_session(
                uid(301), a_member(109), "t1", now=NOW, expires_at=LATER
            )

        assert missing.value.what == "member"

    async def test_know_a_token_that_was_used_before(self, stores):
        member = await move_in(stores)
        await stores.accounts.open_session(uid(301), member, "t1", now=NOW, expires_at=LATER)
        session = await stores.accounts.find_session("t1")

        assert await stores.accounts.rotate_session(session, "t1", "t2", now=NOW)

        assert await stores.accounts.find_session("t1") == a_session(member, current=False)
        assert await stores.accounts.find_session("t2") == a_session(member)

    async def test_rotate_once_from_one_token(self, stores):
        member = await move_in(stores)
        await stores.accounts.open_session(uid(301), member, "t1", now=NOW, expires_at=LATER)
        session = await stores.accounts.find_session("t1")

        rotated = await asyncio.gather(
            *(stores.accounts.rotate_session(session, "t1", f"n{n}", now=NOW) for n in range(8))
        )

        assert sorted(rotated) == [False] * 7 + [True]
        found = [await stores.accounts.find_session(f"n{n}") for n in range(8)]
        assert [session.current for session in found if session] == [True]

    async def test_rotate_no_more_once_revoked(self, stores):
        member = await move_in(stores)
        await stores.accounts.open_session(uid(301), member, "t1", now=NOW, expires_at=LATER)
        session = await stores.accounts.find_session("t1")

        await stores.accounts.revoke_session(uid(2), uid(301), now=NOW)
        assert await stores.accounts.find_session("t1") == session
        await stores.accounts.revoke_session(uid(1), uid(301), now=NOW)

        assert await stores.accounts.find_session("t1") == a_session(member, revoked=True)
        assert not await stores.accounts.rotate_session(session, "t1", "t2", now=NOW)
        assert await stores.accounts.find_session("t2") is None

    async def test_rotate_no_more_once_over(self, stores):
        member = await move_in(stores)
        await stores.accounts.open_session(uid(301), member, "t1", now=NOW, expires_at=LATER)
        session = await stores.accounts.find_session("t1")

        assert not await stores.accounts.rotate_session(session, "t1", "t2", now=LATER)

    async def test_end_with_a_new_password(self, stores):
        first, second = await move_in(stores, 1), await move_in(stores, 2)
        accounts = stores.accounts
        for number, member in ((301, first), (302, first), (303, first), (304, second)):
            token = f"t{number}"
            await accounts.open_session(uid(number), member, token, now=NOW, expires_at=LATER)
        await accounts.revoke_session(uid(1), uid(303), now=NOW)

        revoked = await accounts.set_password(first, "new")

        assert sorted(revoked) == [uid(301), uid(302)]
        found = [await accounts.find_session(f"t{number}") for number in range(301, 305)]
        assert [session.revoked for session in found] == [True, True, True, False]
        assert (await accounts.by_email(first.email)).password_hash == "new"
        assert (await accounts.by_email(second.email)).password_hash is None


class TestKeys:
    async def test_are_found_with_their_member(self, stores):
        member = await move_in(stores)
        key = a_key(scopes=frozenset({Scope.HISTORY, Scope.TRANSFORM}), expires_at=LATER)
        await stores.accounts.add_key(key, "hash")

        found, whose = await stores.accounts.find_key("hash")

        assert replace(found, last_used_at=None) == key
        assert whose == member
        assert await stores.accounts.find_key("other") is None

    async def test_note_when_they_are_used(self, stores):
        await move_in(stores)
        await stores.accounts.add_key(a_key(), "hash")
        unused = await stores.accounts.key(uid(1), uid(101), uid(201))

        await stores.accounts.find_key("hash")

        used = await stores.accounts.key(uid(1), uid(101), uid(201))
        assert unused.last_used_at is None
        assert used.last_used_at > NOW - 1

    async def test_are_listed_for_their_member_newest_first(self, stores):
        await move_in(stores)
        other = a_member(109, role=Role.MEMBER)
        await stores.accounts.invite(other, now=NOW)
        for number, member in ((201, None), (202, None), (203, other)):
            await stores.accounts.add_key(a_key(number, member), f"hash{number}")

        assert list(await stores.accounts.keys(uid(1), uid(101))) == [a_key(202), a_key(201)]
        assert list(await stores.accounts.keys(uid(1), uid(109))) == [a_key(203, other)]
        assert list(await stores.accounts.keys(uid(2), uid(101))) == []

    async def test_end_when_revoked_and_stay_known(self, stores):
        await move_in(stores)
        await stores.accounts.add_key(a_key(), "hash")
        revoke = stores.accounts.revoke_key

        assert not await revoke(uid(1), uid(102), uid(201), now=NOW)
        assert not await revoke(uid(2), uid(101), uid(201), now=NOW)
        assert await revoke(uid(1), uid(101), uid(201), now=NOW)
        assert await revoke(uid(1), uid(101), uid(201), now=LATER)

        found, _ = await stores.accounts.find_key("hash")
        assert found == a_key(revoked_at=NOW)

    async def test_expire_sooner_but_never_later(self, stores):
        await move_in(stores)
        await stores.accounts.add_key(a_key(), "hash")
        expire = stores.accounts.expire_key

        assert await expire(uid(1), uid(101), uid(201), expires_at=LATER)
        assert await expire(uid(1), uid(101), uid(201), expires_at=LATER + 1)
        assert (await stores.accounts.key(uid(1), uid(101), uid(201))).expires_at == LATER

        await stores.accounts.revoke_key(uid(1), uid(101), uid(201), now=NOW)
        assert not await expire(uid(1), uid(101), uid(201), expires_at=NOW)

    async def test_need_a_member(self, stores):
        with pytest.raises(NotFound) as missing:
            await stores.accounts.add_key(a_key(), "hash")

        assert missing.value.what == "member"


class TestOneTimeTokens:
    async def test_are_spent_once(self, stores):
        member = await move_in(stores)
        await stores.accounts.issue_token("signin", "t", member, expires_at=LATER)

        spent = await asyncio.gather(
            *(stores.accounts.spend_token("signin", "t", now=NOW) for _ in range(8))
        )

        assert [who for who in spent if who] == [member]

    async def test_serve_their_purpose_alone(self, stores):
        member = await move_in(stores)
        await stores.accounts.issue_token("reset", "t", member, expires_at=LATER)

        assert await stores.accounts.spend_token("signin", "t", now=NOW) is None
        assert await stores.accounts.spend_token("reset", "t", now=NOW) == member

    async def test_do_not_outlive_their_time(self, stores):
        member = await move_in(stores)
        await stores.accounts.issue_token("signin", "t", member, expires_at=LATER)

        assert await stores.accounts.spend_token("signin", "t", now=LATER) is None

    async def test_for_a_reset_are_void_after_one(self, stores):
        member = await move_in(stores)
        await stores.accounts.issue_token("reset", "r", member, expires_at=LATER)
        await stores.accounts.issue_token("signin", "s", member, expires_at=LATER)

        await stores.accounts.set_password(member, "new")

        assert await stores.accounts.spend_token("reset", "r", now=NOW) is None
        assert await stores.accounts.spend_token("signin", "s", now=NOW) == member


async def test_accounts_say_when_the_database_is_away(absent_stores):
    with pytest.raises(StoreUnavailable) as away:
        await absent_stores.accounts.by_email("aiko@example.com")

    assert away.value.store == "database"


def a_session(member, *, revoked=False, current=True):
    return Session(id=uid(301), member=member, expires_at=LATER, revoked=revoked, current=current)
