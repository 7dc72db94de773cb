"""Which terms a message meets, and which presets it may name."""

import pytest

from tonebridge.application.terms import PresetBook, TermBook
from tonebridge.domain.dictionary import BUILT_IN_PRESETS, StoredPreset, StoredTerm
from tonebridge.domain.errors import InvalidField, StoreUnavailable
from tonebridge.domain.identity import Member, Role, Tenant
from tonebridge.domain.message import Intensity, Language, Preset, Term
from tonebridge.testing.clock import FakeClock, FakeIds
from tonebridge.testing.stores import FakeAccounts, FakeDictionaries, FakePresets, FakeTables

TENANT = "019b7600-0000-7000-8000-00000000aaaa"
API = Term(term="API", plain="interface")
REST = Term(term="REST API", plain="web interface")
KEIGO = Term(term="敬語", plain="polite speech")


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
async def tables():
    tables = FakeTables()
    await FakeAccounts(tables).register(
        Tenant(id=TENANT, name="t"),
        Member(id="m", tenant_id=TENANT, email="a@b.c", role=Role.OWNER),
        password_hash=None,
        now=0.0,
    )
    return tables


@pytest.fixture
async def put(tables):
    store, ids = FakeDictionaries(tables), FakeIds()

    async def put(language, *terms):
        made = await store.create(TENANT, ids.new(), name=ids.new(), language=language, now=0.0)
        stored = [StoredTerm(id=ids.new(), dictionary_id=made.id, term=term) for term in terms]
        await store.put_terms(TENANT, made.id, stored, most=5_000, now=0.0)

    return put


@pytest.fixture
def book(tables, clock):
    return TermBook(FakeDictionaries(tables), clock=clock)


async def met(book, text, *, tenant_id=TENANT, language=None, own=()):
    return await book.met_in(text, tenant_id=tenant_id, language=language, own=own)


async def test_the_terms_that_occur_come_longest_first(book, put):
    await put(Language.EN, API, REST, Term(term="SDK", plain="kit"))

    assert await met(book, "Call the rest api.") == (REST, API)


async def test_with_no_language_every_languages_terms_count(book, put):
    await put(Language.EN, API)
    await put(Language.JA, KEIGO)

    assert await met(book, "敬語 API") == (API, KEIGO)
    assert await met(book, "敬語 API", language=Language.JA) == (KEIGO,)


async def test_the_callers_own_terms_win(book, put):
    await put(Language.EN, API)
    own = Term(term="api", plain="door")

    assert await met(book, "the API", own=(own, REST)) == (own,)


async def test_a_visitor_has_none_but_their_own(book, put):
    await put(Language.EN, API)

    assert await met(book, "the API", tenant_id=None) == ()
    assert await met(book, "the API", tenant_id=None, own=(API,)) == (API,)


async def test_a_change_in_this_process_is_seen_at_once(book, put):
    before = await met(book, "the API")
    await put(Language.EN, API)
    unseen = await met(book, "the API")
    book.changed(TENANT)

    assert (before, unseen, await met(book, "the API")) == ((), (), (API,))


async def test_while_the_database_is_away_the_last_known_terms_count(book, put, tables, clock):
    await put(Language.EN, API)
    await met(book, "the API")
    tables.away = True
    book.changed(TENANT)
    clock.advance(60)

    assert await met(book, "the API") == (API,)


async def test_where_none_were_known_there_are_none(book, put, tables):
    await put(Language.EN, API)
    tables.away = True

    assert await met(book, "the API") == ()


class TestAPreset:
    @pytest.fixture
    def presets(self, tables, clock):
        return PresetBook(FakePresets(tables), clock=clock)

    @pytest.mark.parametrize("preset", BUILT_IN_PRESETS, ids=lambda preset: preset.name)
    async def test_that_is_built_in_needs_no_database(self, presets, tables, preset):
        tables.away = True

        assert await presets.named(preset.name, tenant_id=TENANT) is preset

    async def test_of_the_tenant_is_found_by_its_name(self, presets, tables):
        own = Preset(name="board", audience="board", register=3, intensity=Intensity.STRONG)
        stored = StoredPreset(id="p", preset=own)
        await FakePresets(tables).create(TENANT, stored, now=0.0)

        assert await presets.named("board", tenant_id=TENANT) == own

    @pytest.mark.parametrize("tenant_id", [TENANT, None])
    async def test_that_is_not_there_is_refused(self, presets, tenant_id):
        with pytest.raises(InvalidField) as raised:
            await presets.named("board", tenant_id=tenant_id)

        assert raised.value.field == "preset"

    async def test_that_nobody_can_look_up_now_is_not_said_to_be_missing(self, presets, tables):
        tables.away = True

        with pytest.raises(StoreUnavailable):
            await presets.named("board", tenant_id=TENANT)

    async def test_of_none_is_none(self, presets):
        assert await presets.named(None, tenant_id=TENANT) is None
