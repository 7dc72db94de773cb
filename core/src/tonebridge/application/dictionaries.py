"""A tenant's dictionaries and their terms."""

from collections.abc import AsyncIterator, Sequence

from tonebridge.application import term_table
from tonebridge.application.ports import Clock, Ids
from tonebridge.application.stores import Dictionaries as Store
from tonebridge.application.terms import TermBook
from tonebridge.domain.dictionary import Dictionary, StoredTerm
from tonebridge.domain.errors import Conflict, NotFound
from tonebridge.domain.identity import Caller
from tonebridge.domain.message import Language, Term

MOST_TERMS = 5_000
"""In one dictionary."""
MOST_DICTIONARIES = 100
"""Of one tenant."""
_EXPORT_PAGE = 500


class Dictionaries:
    """Reads and changes them; this process's transforms see a change at once."""

    def __init__(self, *, store: Store, terms: TermBook, clock: Clock, ids: Ids) -> None:
        self._store = store
        self._terms = terms
        self._clock = clock
        self._ids = ids

    async def all(self, caller: Caller) -> Sequence[Dictionary]:
        return await self._store.all(caller.tenant_id)

    async def get(self, caller: Caller, dictionary_id: str) -> Dictionary:
        """Return one, or raise `NotFound`."""
        found = await self._store.get(caller.tenant_id, dictionary_id)
        if found is None:
            raise NotFound("dictionary")
        return found

    async def create(self, caller: Caller, *, name: str, language: Language) -> Dictionary:
        """Make an empty one. Raises `Conflict` for a name that is taken, or one too many."""
        if len(await self._store.all(caller.tenant_id)) >= MOST_DICTIONARIES:
            raise Conflict("name", "delete a dictionary first: there are as many as there may be")
        return await self._store.create(
            caller.tenant_id,
            self._ids.new(),
            name=name,
            language=language,
            now=self._clock.now(),
        )

    async def rename(self, caller: Caller, dictionary_id: str, *, name: str) -> Dictionary:
        """Return it renamed. Raises `NotFound`, or `Conflict` for a name that is taken."""
        renamed = await self._store.rename(
            caller.tenant_id, dictionary_id, name=name, now=self._clock.now()
        )
        if renamed is None:
            raise NotFound("dictionary")
        return renamed

    async def delete(self, caller: Caller, dictionary_id: str) -> None:
        """Delete it with its terms, or raise `NotFound`."""
        if not await self._store.delete(caller.tenant_id, dictionary_id):
            raise NotFound("dictionary")
        self._terms.changed(caller.tenant_id)

    async def page_of_terms(
        self, caller: Caller, dictionary_id: str, *, limit: int, after: str | None
    ) -> Sequence[StoredTerm]:
        """Return terms in order of their words, those after the given word."""
        await self.get(caller, dictionary_id)
        return await self._store.terms(caller.tenant_id, dictionary_id, limit=limit, after=after)

    async def put_terms(
        self, caller: Caller, dictionary_id: str, terms: Sequence[Term]
    ) -> Sequence[StoredTerm]:
        """Add terms, or change those whose word is there; all or none.

        Raises:
            NotFound: there is no such dictionary.
            Conflict: it would hold too many.
        """
        stored = [
            StoredTerm(id=self._ids.new(), dictionary_id=dictionary_id, term=term)
            for term in terms
        ]
        kept = await self._store.put_terms(
            caller.tenant_id, dictionary_id, stored, most=MOST_TERMS, now=self._clock.now()
        )
        self._terms.changed(caller.tenant_id)
        return kept

    async def delete_term(self, caller: Caller, dictionary_id: str, term_id: str) -> None:
        """Delete a term, or raise `NotFound`."""
        deleted = await self._store.delete_term(
            caller.tenant_id, dictionary_id, term_id, now=self._clock.now()
        )
        if not deleted:
            raise NotFound("term")
        self._terms.changed(caller.tenant_id)

    async def import_csv(self, caller: Caller, dictionary_id: str, table: str) -> int:
        """Add a CSV table's terms; all or none. Returns how many there were.

        Raises:
            InvalidField: a line is not right; it is named.
        """
        terms = term_table.read(table)
        return len(await self.put_terms(caller, dictionary_id, terms))

    async def export_csv(self, caller: Caller, dictionary_id: str) -> AsyncIterator[str]:
        """Return the table piece by piece. Raises `NotFound` before the first piece."""
        await self.get(caller, dictionary_id)
        return self._pieces(caller.tenant_id, dictionary_id)

    async def _pieces(self, tenant_id: str, dictionary_id: str) -> AsyncIterator[str]:
        yield term_table.HEADER
        after: str | None = None
        while page := await self._store.terms(
            tenant_id, dictionary_id, limit=_EXPORT_PAGE, after=after
        ):
            yield term_table.write(stored.term for stored in page)
            after = page[-1].term.term
