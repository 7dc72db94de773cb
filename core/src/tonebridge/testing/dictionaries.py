"""Dictionaries and presets in memory."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from tonebridge.domain.dictionary import (
    Dictionary,
    StoredPreset,
    StoredTerm,
    too_many_terms,
)
from tonebridge.domain.errors import Conflict, NotFound
from tonebridge.domain.message import Language, Term
from tonebridge.testing.tables import FakeTables


class FakeDictionaries:
    """Dictionaries and their terms."""

    def __init__(self, tables: FakeTables | None = None) -> None:
        self._tables = tables or FakeTables()

    async def all(self, tenant_id: str) -> Sequence[Dictionary]:
        self._tables.reach()
        own = (d for d in self._tables.dictionaries.values() if d.tenant_id == tenant_id)
        return sorted(own, key=lambda dictionary: dictionary.name)

    async def get(self, tenant_id: str, dictionary_id: str) -> Dictionary | None:
        self._tables.reach()
        dictionary = self._tables.dictionaries.get(dictionary_id)
        return dictionary if dictionary and dictionary.tenant_id == tenant_id else None

    async def create(
        self, tenant_id: str, dictionary_id: str, *, name: str, language: Language, now: float
    ) -> Dictionary:
        _refuse_taken(name, (d.name for d in await self.all(tenant_id)))
        self._tables.require_tenant(tenant_id)
        return self._keep(
            Dictionary(
                id=dictionary_id,
                tenant_id=tenant_id,
                name=name,
                language=language,
                version=1,
                terms=0,
                updated_at=now,
            )
        )

    async def rename(
        self, tenant_id: str, dictionary_id: str, *, name: str, now: float
    ) -> Dictionary | None:
        dictionary = await self.get(tenant_id, dictionary_id)
        if dictionary is None:
            return None
        others = await self.all(tenant_id)
        _refuse_taken(name, (other.name for other in others if other.id != dictionary_id))
        return self._keep(replace(dictionary, name=name, updated_at=now))

    async def delete(self, tenant_id: str, dictionary_id: str) -> bool:
        if await self.get(tenant_id, dictionary_id) is None:
            return False
        for stored in self._terms_of(dictionary_id):
            del self._tables.terms[stored.id]
        del self._tables.dictionaries[dictionary_id]
        return True

    async def terms(
        self, tenant_id: str, dictionary_id: str, *, limit: int, after: str | None = None
    ) -> Sequence[StoredTerm]:
        if await self.get(tenant_id, dictionary_id) is None:
            return []
        later = [
            stored
            for stored in self._terms_of(dictionary_id)
            if after is None or stored.term.term > after
        ]
        return later[:limit]

    async def put_terms(
        self,
        tenant_id: str,
        dictionary_id: str,
        terms: Sequence[StoredTerm],
        *,
        most: int,
        now: float,
    ) -> Sequence[StoredTerm]:
        dictionary = await self.get(tenant_id, dictionary_id)
        if dictionary is None:
            raise NotFound("dictionary")
        ids = {stored.term.term: stored.id for stored in self._terms_of(dictionary_id)}
        kept: dict[str, StoredTerm] = {}
        for stored in terms:
            word = stored.term.term
            id_ = ids.setdefault(word, stored.id)
            kept[word] = replace(stored, id=id_, dictionary_id=dictionary_id)
        if len(ids) > most:
            raise too_many_terms(most)
        if kept:
            self._tables.terms.update({stored.id: stored for stored in kept.values()})
            self._changed(dictionary, now)
        return list(kept.values())

    async def delete_term(
        self, tenant_id: str, dictionary_id: str, term_id: str, *, now: float
    ) -> bool:
        dictionary = await self.get(tenant_id, dictionary_id)
        stored = self._tables.terms.get(term_id)
        if dictionary is None or stored is None or stored.dictionary_id != dictionary_id:
            return False
        del self._tables.terms[term_id]
        self._changed(dictionary, now)
        return True

    async def terms_for(self, tenant_id: str, language: Language) -> tuple[str, Sequence[Term]]:
        own = [d for d in await self.all(tenant_id) if d.language is language]
        own.sort(key=lambda dictionary: dictionary.id)
        version = ",".join(f"{dictionary.id}:{dictionary.version}" for dictionary in own)
        return version, [stored.term for d in own for stored in self._terms_of(d.id)]

    def _terms_of(self, dictionary_id: str) -> list[StoredTerm]:
        own = (t for t in self._tables.terms.values() if t.dictionary_id == dictionary_id)
        return sorted(own, key=lambda stored: stored.term.term)

    def _changed(self, dictionary: Dictionary, now: float) -> None:
        terms = len(self._terms_of(dictionary.id))
        version = dictionary.version + 1
        self._keep(replace(dictionary, version=version, terms=terms, updated_at=now))

    def _keep(self, dictionary: Dictionary) -> Dictionary:
        self._tables.dictionaries[dictionary.id] = dictionary
        return dictionary


class FakePresets:
    """A tenant's own presets."""

    def __init__(self, tables: FakeTables | None = None) -> None:
        self._tables = tables or FakeTables()

    async def all(self, tenant_id: str) -> Sequence[StoredPreset]:
        self._tables.reach()
        own = (stored for owner, stored in self._tables.presets.values() if owner == tenant_id)
        return sorted(own, key=lambda stored: stored.preset.name)

    async def create(self, tenant_id: str, preset: StoredPreset, *, now: float) -> None:
        _refuse_taken(preset.preset.name, (p.preset.name for p in await self.all(tenant_id)))
        self._tables.require_tenant(tenant_id)
        self._tables.presets[preset.id] = (tenant_id, preset)

    async def update(self, tenant_id: str, preset: StoredPreset, *, now: float) -> bool:
        own = {stored.id: stored.preset.name for stored in await self.all(tenant_id)}
        if own.pop(preset.id, None) is None:
            return False
        _refuse_taken(preset.preset.name, own.values())
        self._tables.presets[preset.id] = (tenant_id, preset)
        return True

    async def delete(self, tenant_id: str, preset_id: str) -> bool:
        if preset_id not in {stored.id for stored in await self.all(tenant_id)}:
            return False
        del self._tables.presets[preset_id]
        return True


def _refuse_taken(name: str, names: Iterable[str]) -> None:
    if name in names:
        raise Conflict("name", "there is one of that name; choose another")
