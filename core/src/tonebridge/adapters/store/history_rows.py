"""Entries as the columns of one insert."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from tonebridge.domain.history import HistoryEntry
from tonebridge.domain.search import lexemes

SEPARATOR = "\x1f"
"""Between the lexemes of a row: no lexeme holds it."""
_SEARCHED_CHARS = 16_000
"""Twice the longest message. PostgreSQL's search vectors end at a megabyte, unannounced."""


def to_columns(entries: Sequence[HistoryEntry]) -> dict[str, list[Any]]:
    """Turn keepable entries into one list a column, for `unnest`."""
    return {
        "ids": [entry.id for entry in entries],
        "times": [_moment(entry) for entry in entries],
        "tenants": [entry.tenant_id for entry in entries],
        "members": [entry.member_id for entry in entries],
        "keys": [entry.key_id for entry in entries],
        "transforms": [entry.transform_id for entry in entries],
        "kinds": [entry.kind.value for entry in entries],
        "intensities": [entry.intensity.value for entry in entries],
        "languages": [entry.language.value for entry in entries],
        "presets": [entry.preset for entry in entries],
        "sources": [entry.source for entry in entries],
        "texts": [entry.text for entry in entries],
        "characters": [len(entry.source) for entry in entries],
        "providers": [entry.provider for entry in entries],
        "models": [entry.model for entry in entries],
        "degraded": [entry.degraded for entry in entries],
        "caches": [entry.cache for entry in entries],
        "lexemes": [_lexemes(entry) for entry in entries],
    }


def _lexemes(entry: HistoryEntry) -> str:
    source, text = entry.source[:_SEARCHED_CHARS], entry.text[:_SEARCHED_CHARS]
    return SEPARATOR.join(lexemes(source) | lexemes(text))


def _moment(entry: HistoryEntry) -> datetime:
    return datetime.fromtimestamp(entry.created_at, UTC)
