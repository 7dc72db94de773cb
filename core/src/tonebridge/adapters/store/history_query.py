"""Which entries of the history are wanted, as one query."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    TableValuedAlias,
    Text,
    Uuid,
    and_,
    cast,
    column,
    func,
    literal,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from tonebridge.adapters.store.tables import Epoch, history_entries, sought, to_moment
from tonebridge.domain.errors import InvalidField
from tonebridge.domain.history import HistoryFilter
from tonebridge.domain.search import Query, parse_query

Place = tuple[float, str]
"""Of the last entry that was seen: when it was made, and its id."""

_entry = history_entries.c
_ID = Uuid(as_uuid=False)
_MOMENT = Epoch()


def wanted_entries(
    tenant_id: str, member_id: str, wanted: HistoryFilter, *, after: Place | None, limit: int
) -> Select[*tuple[Any, ...]]:
    """Select a member's entries after a place, newest first.

    When words are asked for, the search function finds the keys; the rows are still read
    under row-level security. Raises `InvalidField` for a moment that no calendar has.
    """
    _check_moment("since", wanted.since)
    _check_moment("until", wanted.until)
    query = (
        select(history_entries)
        .where(*of_member(tenant_id, member_id))
        .order_by(_entry.created_at.desc(), _entry.id.desc())
    )
    asked = (wanted.query or "").strip()
    if not asked:
        return query.where(*_narrowed(wanted, after)).limit(limit)
    found = _search(parse_query(asked), member_id, wanted, after, limit)
    same = and_(_entry.created_at == found.c.created_at, _entry.id == found.c.id)
    return query.join(found, same)


def of_member(tenant_id: str, member_id: str) -> tuple[ColumnElement[bool], ...]:
    """Pick a member's entries."""
    return _entry.tenant_id == sought(tenant_id), _entry.member_id == sought(member_id)


def _check_moment(field: str, moment: float | None) -> None:
    try:
        to_moment(moment)
    except (ValueError, OverflowError, OSError):
        raise InvalidField(field, "give a time of the years 1 to 9999") from None


def _narrowed(wanted: HistoryFilter, after: Place | None) -> list[ColumnElement[bool]]:
    narrowed: list[ColumnElement[bool]] = []
    if wanted.kind is not None:
        narrowed.append(_entry.kind == wanted.kind.value)
    if wanted.language is not None:
        narrowed.append(_entry.language == wanted.language.value)
    if wanted.since is not None:
        narrowed.append(_entry.created_at >= wanted.since)
    if wanted.until is not None:
        narrowed.append(_entry.created_at < wanted.until)
    if after is not None:
        moment, id_ = literal(after[0], _MOMENT), literal(after[1], _ID)
        narrowed.append(_entry.created_at <= moment)  # spares whole partitions
        narrowed.append(tuple_(_entry.created_at, _entry.id) < tuple_(moment, id_))
    return narrowed


def _search(
    query: Query, member_id: str, wanted: HistoryFilter, after: Place | None, limit: int
) -> TableValuedAlias:
    moment, id_ = after or (None, None)
    return func.tonebridge.search_history(
        literal(sought(member_id), _ID),
        cast(_to_tsquery(query), TSQUERY),
        cast(sorted(query.phrases), ARRAY(Text)),
        cast(wanted.kind and wanted.kind.value, Text),
        cast(wanted.language and wanted.language.value, Text),
        cast(wanted.since, _MOMENT),
        cast(wanted.until, _MOMENT),
        cast(moment, _MOMENT),
        cast(id_, _ID),
        cast(limit if query else 0, Integer),
    ).table_valued(column("id", _ID), column("created_at", _MOMENT), name="found")


def _to_tsquery(query: Query) -> str:
    """Write a query for `search`; lexemes are letters and digits, so quotes are safe."""
    prefixes = [f"'{prefix}':*" for prefix in sorted(query.prefixes)]
    return " & ".join([f"'{lexeme}'" for lexeme in sorted(query.exact)] + prefixes)
