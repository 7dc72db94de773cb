"""Which of a tenant's terms a message meets, and which presets it may name."""

from collections.abc import Sequence
from contextlib import suppress

import ahocorasick

from tonebridge.application.ports import Clock
from tonebridge.application.remembered import Remembered
from tonebridge.application.stores import Dictionaries, Presets
from tonebridge.domain.dictionary import BUILT_IN_PRESETS
from tonebridge.domain.errors import InvalidField, StoreUnavailable
from tonebridge.domain.message import Language, Preset, Term

FRESH_S = 5.0
"""How long a change made by another process may go unseen."""

_BUILT_IN = {preset.name: preset for preset in BUILT_IN_PRESETS}


class Glossary:
    """The terms of one tenant and language, ready to be looked for."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._automaton = ahocorasick.Automaton()
        for term in terms:
            self._automaton.add_word(term.term.casefold(), term)
        if terms:
            self._automaton.make_automaton()
        self._empty = not terms

    def met_in(self, folded: str) -> dict[str, Term]:
        """Return the terms that occur in a case-folded text, by their own folded words.

        Where words begin and end is the engine's affair: a term too many costs nothing
        but a key of its own.
        """
        if self._empty:
            return {}
        return {term.term.casefold(): term for _, term in self._automaton.iter(folded)}


class TermBook:
    """Every tenant's terms, remembered for some seconds."""

    def __init__(self, dictionaries: Dictionaries, *, clock: Clock) -> None:
        async def load(key: tuple[str, Language]) -> Glossary:
            _, terms = await dictionaries.terms_for(*key)
            return Glossary(terms)

        self._glossaries = Remembered(load, clock=clock, fresh_s=FRESH_S)

    async def met_in(
        self, text: str, *, tenant_id: str | None, language: Language | None, own: Sequence[Term]
    ) -> tuple[Term, ...]:
        """Return the terms that occur in a text, longest first.

        The caller's `own` terms win over the tenant's. With no language the terms of
        every language are looked for. While the database is away the last known terms
        count, and none if there never were any.
        """
        if tenant_id is None and not own:
            return ()
        folded = text.casefold()
        met: dict[str, Term] = {}
        if tenant_id is not None:
            for tongue in Language if language is None else (language,):
                with suppress(StoreUnavailable):
                    glossary = await self._glossaries.get((tenant_id, tongue))
                    met |= glossary.met_in(folded)
        met |= {word: term for term in own if (word := term.term.casefold()) in folded}
        return tuple(sorted(met.values(), key=lambda term: (-len(term.term), term.term)))

    def changed(self, tenant_id: str) -> None:
        """Have this process see a change at once."""
        for language in Language:
            self._glossaries.outdate((tenant_id, language))


class PresetBook:
    """Built-in presets, and every tenant's own, remembered for some seconds."""

    def __init__(self, presets: Presets, *, clock: Clock) -> None:
        async def load(tenant_id: str) -> dict[str, Preset]:
            return {stored.preset.name: stored.preset for stored in await presets.all(tenant_id)}

        self._own = Remembered(load, clock=clock, fresh_s=FRESH_S)

    async def named(self, name: str | None, *, tenant_id: str | None) -> Preset | None:
        """Find a preset; None for None.

        Raises:
            InvalidField: there is none of that name.
            StoreUnavailable: it is not built in, and nobody can tell now.
        """
        if name is None:
            return None
        if (built_in := _BUILT_IN.get(name)) is not None:
            return built_in
        if tenant_id is not None:
            own = await self._own.get(tenant_id)
            if (preset := own.get(name)) is not None:
                return preset
        raise InvalidField("preset", "name a preset that GET /api/v1/presets lists")

    def changed(self, tenant_id: str) -> None:
        """Have this process see a change at once."""
        self._own.outdate(tenant_id)
