"""Dictionaries on PostgreSQL."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from tonebridge.adapters.store.engine import as_tenant
from tonebridge.adapters.store.rows import AnyRow
from tonebridge.adapters.store.tables import dictionaries, sought, terms
from tonebridge.domain.dictionary import Dictionary, StoredTerm, too_many_terms
from tonebridge.domain.errors import NotFound
from tonebridge.domain.message import Language, Term

_HOLDS = and_(
    terms.c.tenant_id == dictionaries.c.tenant_id, terms.c.dictionary_id == dictionaries.c.id
)

_PUT = text("""
    insert into tonebridge.terms as kept (id, tenant_id, dictionary_id, term, plain, note)
    select id, :tenant, :dictionary, term, plain, note
    from unnest(
        cast(:ids as uuid[]), cast(:words as text[]),
        cast(:plains as text[]), cast(:notes as text[])
    ) as new (id, term, plain, note)
    on conflict (tenant_id, dictionary_id, term)
        do update set plain = excluded.plain, note = excluded.note
    returning kept.id, kept.term
""").bindparams(
    bindparam("tenant", type_=terms.c.tenant_id.type),
    bindparam("dictionary", type_=terms.c.dictionary_id.type),
)


class PostgresDictionaries:
    """Keeps the promises of `tonebridge.application.stores.Dictionaries`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def all(self, tenant_id: str) -> Sequence[Dictionary]:
        query = _select().where(dictionaries.c.tenant_id == sought(tenant_id))
        async with as_tenant(self._engine, tenant_id) as connection:
            rows = await connection.execute(query.order_by(dictionaries.c.name))
            return [_dictionary(row) for row in rows]

    async def get(self, tenant_id: str, dictionary_id: str) -> Dictionary | None:
        async with as_tenant(self._engine, tenant_id) as connection:
            return await _get(connection, tenant_id, dictionary_id)

    async def create(
        self, tenant_id: str, dictionary_id: str, *, name: str, language: Language, now: float
    ) -> Dictionary:
        new = Dictionary(
            id=dictionary_id,
            tenant_id=tenant_id,
            name=name,
            language=language,
            version=1,
            terms=0,
            updated_at=now,
        )
        row = {
            "id": dictionary_id,
            "tenant_id": tenant_id,
            "name": name,
            "language": language.value,
            "version": new.version,
            "updated_at": now,
        }
        async with as_tenant(self._engine, tenant_id) as connection:
            await connection.execute(insert(dictionaries).values(row))
        return new

    async def rename(
        self, tenant_id: str, dictionary_id: str, *, name: str, now: float
    ) -> Dictionary | None:
        change = (
            update(dictionaries)
            .where(*_is(tenant_id, dictionary_id))
            .values(name=name, updated_at=now)
        )
        async with as_tenant(self._engine, tenant_id) as connection:
            await connection.execute(change)
            return await _get(connection, tenant_id, dictionary_id)

    async def delete(self, tenant_id: str, dictionary_id: str) -> bool:
        gone = delete(dictionaries).where(*_is(tenant_id, dictionary_id))
        async with as_tenant(self._engine, tenant_id) as connection:
            return await _found(connection, gone.returning(dictionaries.c.id))

    async def terms(
        self, tenant_id: str, dictionary_id: str, *, limit: int, after: str | None = None
    ) -> Sequence[StoredTerm]:
        query = (
            select(terms)
            .where(*_within(tenant_id, dictionary_id))
            .order_by(terms.c.term)
            .limit(limit)
        )
        if after is not None:
            query = query.where(terms.c.term > after)
        async with as_tenant(self._engine, tenant_id) as connection:
            return [
                StoredTerm(id=row.id, dictionary_id=row.dictionary_id, term=_term(row))
                for row in await connection.execute(query)
            ]

    async def put_terms(
        self,
        tenant_id: str,
        dictionary_id: str,
        terms: Sequence[StoredTerm],
        *,
        most: int,
        now: float,
    ) -> Sequence[StoredTerm]:
        new = {stored.term.term: stored for stored in terms}
        async with as_tenant(self._engine, tenant_id) as connection:
            if not await _lock(connection, tenant_id, dictionary_id):
                raise NotFound("dictionary")
            if not new:
                return []
            columns = {
                "ids": [stored.id for stored in new.values()],
                "words": list(new),
                "plains": [stored.term.plain for stored in new.values()],
                "notes": [stored.term.note for stored in new.values()],
            }
            place = {"tenant": tenant_id, "dictionary": dictionary_id}
            rows = await connection.execute(_PUT, columns | place)
            ids = {row.term: str(row.id) for row in rows}
            kept = await _get(connection, tenant_id, dictionary_id)
            if kept is not None and kept.terms > most:
                raise too_many_terms(most)
            await _raise_version(connection, tenant_id, dictionary_id, now)
        return [
            StoredTerm(id=ids[word], dictionary_id=dictionary_id, term=stored.term)
            for word, stored in new.items()
        ]

    async def delete_term(
        self, tenant_id: str, dictionary_id: str, term_id: str, *, now: float
    ) -> bool:
        gone = delete(terms).where(
            *_within(tenant_id, dictionary_id), terms.c.id == sought(term_id)
        )
        async with as_tenant(self._engine, tenant_id) as connection:
            await _lock(connection, tenant_id, dictionary_id)
            deleted = await _found(connection, gone.returning(terms.c.id))
            if deleted:
                await _raise_version(connection, tenant_id, dictionary_id, now)
            return deleted

    async def terms_for(self, tenant_id: str, language: Language) -> tuple[str, Sequence[Term]]:
        query = (
            select(
                dictionaries.c.id,
                dictionaries.c.version,
                terms.c.term,
                terms.c.plain,
                terms.c.note,
            )
            .join_from(dictionaries, terms, _HOLDS, isouter=True)
            .where(
                dictionaries.c.tenant_id == sought(tenant_id),
                dictionaries.c.language == language.value,
            )
            .order_by(dictionaries.c.id, terms.c.term)
        )
        async with as_tenant(self._engine, tenant_id) as connection:
            rows = (await connection.execute(query)).all()
        versions = dict.fromkeys(f"{row.id}:{row.version}" for row in rows)
        version = sha256(",".join(versions).encode()).hexdigest()[:16]
        return version, [_term(row) for row in rows if row.term is not None]


def _select() -> Select[Any]:
    held = select(func.count()).select_from(terms).where(_HOLDS).scalar_subquery()
    return select(dictionaries, held.label("terms"))


async def _get(
    connection: AsyncConnection, tenant_id: str, dictionary_id: str
) -> Dictionary | None:
    query = _select().where(*_is(tenant_id, dictionary_id))
    row = (await connection.execute(query)).one_or_none()
    return None if row is None else _dictionary(row)


async def _lock(connection: AsyncConnection, tenant_id: str, dictionary_id: str) -> bool:
    """Keep changes of one dictionary in a row; False if it is not there."""
    its_row = select(dictionaries.c.id).where(*_is(tenant_id, dictionary_id))
    return await _found(connection, its_row.with_for_update())


async def _raise_version(
    connection: AsyncConnection, tenant_id: str, dictionary_id: str, now: float
) -> None:
    await connection.execute(
        update(dictionaries)
        .where(*_is(tenant_id, dictionary_id))
        .values(version=dictionaries.c.version + 1, updated_at=now)
    )


async def _found(connection: AsyncConnection, statement: Executable) -> bool:
    return (await connection.execute(statement)).first() is not None


def _is(tenant_id: str, dictionary_id: str) -> tuple[ColumnElement[bool], ...]:
    return dictionaries.c.tenant_id == sought(tenant_id), dictionaries.c.id == sought(
        dictionary_id
    )


def _within(tenant_id: str, dictionary_id: str) -> tuple[ColumnElement[bool], ...]:
    return terms.c.tenant_id == sought(tenant_id), terms.c.dictionary_id == sought(dictionary_id)


def _dictionary(row: AnyRow) -> Dictionary:
    return Dictionary(
        id=row.id,
        tenant_id=row.tenant_id,
        name=row.name,
        language=Language(row.language),
        version=row.version,
        terms=row.terms,
        updated_at=row.updated_at,
    )


def _term(row: AnyRow) -> Term:
    return Term(term=row.term, plain=row.plain, note=row.note)
