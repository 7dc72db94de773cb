"""Dictionaries, their terms, and presets."""

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from tonebridge_gateway.wire.v1.base import (
    LanguageName,
    Name,
    Request,
    Response,
    TermText,
    Time,
    Uuid,
)


class DictionaryRequest(Request, frozen=True, kw_only=True):
    """A new dictionary."""

    name: Name
    language: LanguageName


class DictionaryChange(Request, frozen=True, kw_only=True):
    """Its new name."""

    name: Name


class DictionaryResponse(Response, frozen=True, kw_only=True):
    """A dictionary; its version grows with each change of its terms."""

    id: Uuid
    name: str
    language: LanguageName
    version: int
    terms: int
    updated_at: Time


class DictionariesResponse(Response, frozen=True, kw_only=True):
    """A tenant's dictionaries."""

    items: tuple[DictionaryResponse, ...]


class TermsQuery(Request, frozen=True, kw_only=True):
    """Which page of terms."""

    limit: Annotated[int, Meta(ge=1, le=500)] = 100
    after: TermText | UnsetType = UNSET
    """The last term of the page before."""


class TermResponse(Response, frozen=True, kw_only=True):
    """A term with its place."""

    id: Uuid
    dictionary_id: Uuid
    term: str
    plain: str
    note: str


class TermsResponse(Response, frozen=True, kw_only=True):
    """Terms in order of their words."""

    items: tuple[TermResponse, ...]


class ImportedResponse(Response, frozen=True, kw_only=True):
    """How many terms were added or changed."""

    imported: int


class PresetRequest(Request, frozen=True, kw_only=True):
    """A tenant's own preset."""

    name: Name
    audience: Name
    register: Annotated[int, Meta(ge=1, le=3)] = 2
    """1 casual, 2 polite, 3 humble."""
    intensity: Annotated[int, Meta(ge=0, le=3)] = 1
    """The least that `auto` settles on."""


class PresetResponse(Response, frozen=True, kw_only=True):
    """A preset; built-in ones have no id."""

    id: Uuid | None
    name: str
    audience: str
    register: int
    intensity: int
    builtin: bool


class PresetsResponse(Response, frozen=True, kw_only=True):
    """Built-in presets, then the tenant's own."""

    items: tuple[PresetResponse, ...]
