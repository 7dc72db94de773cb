"""Text that PostgreSQL cannot hold is refused by name, and quotes are only quotes."""

import pytest
from msgspec.structs import replace
from tests.support.people import NOW, a_key, a_member, a_tenant, move_in, uid

from tonebridge.domain.dictionary import StoredPreset, StoredTerm
from tonebridge.domain.errors import InvalidField
from tonebridge.domain.history import Feedback, HistoryFilter, Reception
from tonebridge.domain.message import Intensity, Language, Preset, Term

UNKEEPABLE = ["NUL \x00", "half \ud83d"]
HARMLESS = "'; drop table tonebridge.tenants; -- \\ %s $1 :x \u202e <script> 😀"


@pytest.fixture
def kept_in(database):
    return database


@pytest.fixture
async def member(stores):
    member = await move_in(stores)
    await stores.dictionaries.create(uid(1), uid(401), name="d", language=Language.JA, now=NOW)
    return member


async def register(stores, text):
    await stores.accounts.register(
        a_tenant(2, name=text), a_member(102, 2), password_hash=None, now=NOW
    )
    return (await stores.accounts.tenant(uid(2))).name


async def invite(stores, text):
    await stores.accounts.invite(a_member(103, email=f"{text}@example.com"), now=NOW)
    return (await stores.accounts.member(uid(1), uid(103))).email.removesuffix("@example.com")


async def find_by_email(stores, text):
    await stores.accounts.by_email(text)
    return text


async def update_member(stores, text):
    changed = await stores.accounts.update_member(uid(1), uid(101), language=None, time_zone=text)
    return changed.time_zone


async def add_key(stores, text):
    await stores.accounts.add_key(a_key(name=text), "hash")
    return (await stores.accounts.key(uid(1), uid(101), uid(201))).name


async def find_key(stores, text):
    await stores.accounts.find_key(text)
    return text


async def find_session(stores, text):
    await stores.accounts.find_session(text)
    return text


async def spend_token(stores, text):
    await stores.accounts.spend_token("signin", text, now=NOW)
    return text


async def rename_dictionary(stores, text):
    return (await stores.dictionaries.rename(uid(1), uid(401), name=text, now=NOW)).name


async def put_term(stores, text):
    term = StoredTerm(id=uid(501), dictionary_id=uid(401), term=Term(term=text, plain=text))
    (stored,) = await stores.dictionaries.put_terms(uid(1), uid(401), [term], most=5_000, now=NOW)
    return stored.term.plain


async def page_of_terms(stores, text):
    await stores.dictionaries.terms(uid(1), uid(401), limit=1, after=text)
    return text


async def create_preset(stores, text):
    preset = Preset(name=text, audience=text, register=1, intensity=Intensity.LIGHT)
    await stores.presets.create(uid(1), StoredPreset(id=uid(601), preset=preset), now=NOW)
    return (await stores.presets.all(uid(1)))[0].preset.audience


async def give_feedback(stores, text):
    feedback = Feedback(
        id=uid(701), transform_id=uid(801), verdict=Reception.EDIT, text=text, created_at=NOW
    )
    await stores.history.add_feedback(uid(1), uid(101), feedback)
    return text


async def search(stores, text):
    wanted = HistoryFilter(query=text)
    await stores.history.page(uid(1), uid(101), wanted, limit=1, cursor=None)
    return text


WRITES = [
    register,
    invite,
    update_member,
    add_key,
    rename_dictionary,
    put_term,
    create_preset,
    give_feedback,
]
LOOKUPS = [find_by_email, find_key, find_session, spend_token, page_of_terms]


@pytest.mark.parametrize("text", UNKEEPABLE)
@pytest.mark.parametrize("call", WRITES + LOOKUPS)
async def test_what_cannot_be_held_is_refused(stores, member, call, text):
    with pytest.raises(InvalidField):
        await call(stores, text)


@pytest.mark.parametrize("call", WRITES + LOOKUPS)
async def test_what_looks_dangerous_is_kept_as_it_is(stores, member, call):
    assert await call(stores, HARMLESS) == HARMLESS

    assert await stores.accounts.member(uid(1), uid(101)) is not None


@pytest.mark.parametrize("text", [*UNKEEPABLE, HARMLESS])
async def test_any_text_can_be_searched_for(stores, member, text):
    assert await search(stores, text) == text


@pytest.mark.parametrize("moment", [1e300, -1e300, float("nan"), float("inf")])
@pytest.mark.parametrize("field", ["since", "until"])
async def test_a_moment_that_is_none_is_refused(stores, member, field, moment):
    wanted = replace(HistoryFilter(), **{field: moment})

    with pytest.raises(InvalidField) as refused:
        await stores.history.page(uid(1), uid(101), wanted, limit=1, cursor=None)

    assert refused.value.field == field
