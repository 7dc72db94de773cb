"""What every `Dictionaries` promises."""

import asyncio

import pytest
from tests.support.people import NOW, move_in, uid

from tonebridge.domain.dictionary import Dictionary, StoredTerm
from tonebridge.domain.errors import Conflict, NotFound, StoreUnavailable
from tonebridge.domain.message import Language, Term

LATER = NOW + 60.0


class TestADictionary:
    async def test_begins_empty(self, stores):
        await move_in(stores)

        made = await stores.dictionaries.create(
            uid(1), uid(401), name="Team", language=Language.JA, now=NOW
        )

        assert made == a_dictionary()
        assert await stores.dictionaries.get(uid(1), uid(401)) == a_dictionary()

    async def test_cannot_be_made_without_a_tenant(self, stores):
        with pytest.raises(NotFound) as missing:
            await make(stores)

        assert missing.value.what == "tenant"

    async def test_is_found_in_its_tenant_alone(self, stores):
        await move_in(stores)
        await make(stores)

        assert await stores.dictionaries.get(uid(2), uid(401)) is None
        assert await stores.dictionaries.get(uid(1), "team") is None
        assert list(await stores.dictionaries.all(uid(2))) == []

    async def test_is_the_only_one_of_its_name_in_its_tenant(self, stores):
        await move_in(stores, 1)
        await move_in(stores, 2)
        await make(stores)

        with pytest.raises(Conflict) as conflict:
            await make(stores, 402)
        await make(stores, 403, tenant=2)

        assert conflict.value.field == "name"
        assert list(await stores.dictionaries.all(uid(1))) == [a_dictionary()]

    async def test_is_listed_by_name(self, stores):
        await move_in(stores)
        for number, name in ((401, "b"), (402, "B"), (403, "あ"), (404, "a")):
            await make(stores, number, name=name)

        assert [d.name for d in await stores.dictionaries.all(uid(1))] == ["B", "a", "b", "あ"]

    async def test_can_be_renamed(self, stores):
        await move_in(stores)
        await make(stores)
        await make(stores, 402, name="Other")
        rename = stores.dictionaries.rename

        renamed = await rename(uid(1), uid(401), name="Crew", now=LATER)

        assert renamed == a_dictionary(name="Crew", updated_at=LATER)
        assert await rename(uid(1), uid(401), name="Crew", now=LATER) == renamed
        assert await rename(uid(2), uid(401), name="Mine", now=LATER) is None
        with pytest.raises(Conflict) as conflict:
            await rename(uid(1), uid(401), name="Other", now=LATER)
        assert conflict.value.field == "name"
        assert await stores.dictionaries.get(uid(1), uid(401)) == renamed

    async def test_goes_with_its_terms(self, stores):
        await move_in(stores)
        await make(stores)
        await put(stores, a_term(501))

        assert not await stores.dictionaries.delete(uid(2), uid(401))
        assert await stores.dictionaries.delete(uid(1), uid(401))
        assert not await stores.dictionaries.delete(uid(1), uid(401))

        assert list(await stores.dictionaries.terms(uid(1), uid(401), limit=10)) == []
        _, terms = await stores.dictionaries.terms_for(uid(1), Language.JA)
        assert list(terms) == []


class TestTerms:
    async def test_are_added_and_counted(self, stores):
        await move_in(stores)
        await make(stores)

        stored = await put(stores, a_term(501, "PR"), a_term(502, "LGTM"))

        assert list(stored) == [a_term(501, "PR"), a_term(502, "LGTM")]
        assert await stores.dictionaries.get(uid(1), uid(401)) == a_dictionary(
            version=2, terms=2, updated_at=LATER
        )

    async def test_keep_their_id_when_changed(self, stores):
        await move_in(stores)
        await make(stores)
        await put(stores, a_term(501, "PR"))

        stored = await put(stores, a_term(502, "PR", plain="a new one"))

        assert list(stored) == [a_term(501, "PR", plain="a new one")]
        assert list(await stores.dictionaries.terms(uid(1), uid(401), limit=10)) == list(stored)

    async def test_given_twice_count_as_given_last(self, stores):
        await move_in(stores)
        await make(stores)

        stored = await put(stores, a_term(501, "PR", plain="one"), a_term(502, "PR", plain="two"))

        assert [kept.term.plain for kept in stored] == ["two"]
        assert list(await stores.dictionaries.terms(uid(1), uid(401), limit=10)) == list(stored)

    async def test_come_in_pages_by_their_words(self, stores):
        await move_in(stores)
        await make(stores)
        words = ["b", "a", "B", "本番", "デプロイ", "😀"]
        await put(stores, *(a_term(501 + n, word) for n, word in enumerate(words)))
        terms = stores.dictionaries.terms

        first = await terms(uid(1), uid(401), limit=4)
        rest = await terms(uid(1), uid(401), limit=4, after=first[-1].term.term)

        assert [stored.term.term for stored in first] == ["B", "a", "b", "デプロイ"]
        assert [stored.term.term for stored in rest] == ["本番", "😀"]

    async def test_are_no_more_than_the_most_and_may_change_when_they_are_as_many(self, stores):
        await move_in(stores)
        await make(stores)
        await put(stores, a_term(501, "PR"), a_term(502, "LGTM"), most=2)

        with pytest.raises(Conflict) as full:
            await put(stores, a_term(503, "WIP"), a_term(504, "PR", plain="lost"), most=2)
        changed = await put(stores, a_term(505, "PR", plain="a new one"), most=2)

        assert (full.value.field, full.value.remedy) == (
            "term",
            "a dictionary holds at most 2 terms",
        )
        assert list(changed) == [a_term(501, "PR", plain="a new one")]
        assert list(await stores.dictionaries.terms(uid(1), uid(401), limit=10)) == [
            a_term(502, "LGTM"),
            *changed,
        ]

    async def test_need_their_dictionary(self, stores):
        await move_in(stores)
        await make(stores)

        for tenant, dictionary, terms in ((1, 402, [a_term(501)]), (2, 401, [])):
            with pytest.raises(NotFound) as missing:
                await stores.dictionaries.put_terms(
                    uid(tenant), uid(dictionary), terms, most=5_000, now=LATER
                )
            assert missing.value.what == "dictionary"

    async def test_that_are_none_change_nothing(self, stores):
        await move_in(stores)
        await make(stores)

        assert list(await put(stores)) == []

        assert await stores.dictionaries.get(uid(1), uid(401)) == a_dictionary()

    async def test_can_be_deleted(self, stores):
        await move_in(stores)
        await make(stores)
        await put(stores, a_term(501, "PR"), a_term(502, "LGTM"))
        delete = stores.dictionaries.delete_term

        assert not await delete(uid(2), uid(401), uid(501), now=LATER)
        assert not await delete(uid(1), uid(402), uid(501), now=LATER)
        assert not await delete(uid(1), uid(401), "PR", now=LATER)
        assert await delete(uid(1), uid(401), uid(501), now=LATER)
        assert not await delete(uid(1), uid(401), uid(501), now=LATER)

        assert await stores.dictionaries.get(uid(1), uid(401)) == a_dictionary(
            version=3, terms=1, updated_at=LATER
        )

    async def test_put_by_many_at_once_are_all_there(self, stores):
        await move_in(stores)
        await make(stores)

        await asyncio.gather(
            *(put(stores, a_term(501 + n, f"w{n}"), a_term(601 + n, "same")) for n in range(8))
        )

        dictionary = await stores.dictionaries.get(uid(1), uid(401))
        assert (dictionary.version, dictionary.terms) == (9, 9)


class TestTheTermsOfALanguage:
    async def test_come_from_every_dictionary_the_oldest_first(self, stores):
        await move_in(stores, 1)
        await move_in(stores, 2)
        await make(stores, 401, name="z")
        await make(stores, 402, name="a")
        await make(stores, 403, name="e", language=Language.EN)
        await make(stores, 404, tenant=2)
        await put(stores, a_term(501, "b"), a_term(502, "a"), into=401)
        await put(stores, a_term(503, "c"), into=402)
        await put(stores, a_term(504, "d"), into=403)

        _, terms = await stores.dictionaries.terms_for(uid(1), Language.JA)

        assert list(terms) == [Term(term=word, plain="plain", note="note") for word in "abc"]

    async def test_have_a_version_that_changes_with_them(self, stores):
        await move_in(stores)

        async def version():
            return (await stores.dictionaries.terms_for(uid(1), Language.JA))[0]

        seen = [await version()]
        await make(stores)
        await put(stores, a_term(501, "PR"))
        seen.append(await version())
        await put(stores, a_term(501, "PR", plain="other"))
        seen.append(await version())
        await stores.dictionaries.delete_term(uid(1), uid(401), uid(501), now=LATER)
        seen.append(await version())
        await put(stores, a_term(501, "PR", plain="other"))
        seen.append(await version())
        await stores.dictionaries.delete(uid(1), uid(401))
        await make(stores, 402)
        await put(stores, a_term(501, "PR"), into=402)
        seen.append(await version())

        assert len(set(seen)) == 6
        assert await version() == seen[-1]

    async def test_have_a_version_that_other_changes_leave_alone(self, stores):
        await move_in(stores)
        await make(stores)
        await put(stores, a_term(501, "PR"))
        before = await stores.dictionaries.terms_for(uid(1), Language.JA)

        await make(stores, 402, name="English", language=Language.EN)
        await put(stores, a_term(502, "PR"), into=402)

        assert await stores.dictionaries.terms_for(uid(1), Language.JA) == before


async def test_dictionaries_say_when_the_database_is_away(absent_stores):
    with pytest.raises(StoreUnavailable) as away:
        await absent_stores.dictionaries.terms_for(uid(1), Language.JA)

    assert away.value.store == "database"


async def make(stores, number=401, *, tenant=1, name="Team", language=Language.JA):
    await stores.dictionaries.create(
        uid(tenant), uid(number), name=name, language=language, now=NOW
    )


async def put(stores, *terms, into=401, most=5_000):
    return await stores.dictionaries.put_terms(uid(1), uid(into), terms, most=most, now=LATER)


def a_term(number, word="PR", *, plain="plain"):
    term = Term(term=word, plain=plain, note="note")
    return StoredTerm(id=uid(number), dictionary_id=uid(401), term=term)


def a_dictionary(**fields):
    usual = {"name": "Team", "version": 1, "terms": 0, "updated_at": NOW}
    return Dictionary(id=uid(401), tenant_id=uid(1), language=Language.JA, **{**usual, **fields})
