"""What a person wrote, and what is asked to be done with it."""

from enum import IntEnum, StrEnum
from typing import Annotated

from msgspec import Meta, Struct

Text = Annotated[str, Meta(min_length=1, max_length=8_000)]
"""What a person wrote, as typed; counted in code points, never stripped."""


class Language(StrEnum):
    """A language that messages are written in."""

    JA = "ja"
    EN = "en"


class Kind(StrEnum):
    """What a transform does to a message."""

    SOFTEN = "soften"
    CLARIFY = "clarify"
    STRUCTURE = "structure"
    SUMMARIZE = "summarize"
    TERMINOLOGY = "terminology"
    REQUIREMENTS = "requirements"
    BACKGROUND = "background"
    PRIORITY = "priority"


class Intensity(IntEnum):
    """How far a transform may go."""

    NONE = 0
    LIGHT = 1
    MEDIUM = 2
    STRONG = 3


class TermMode(StrEnum):
    """What happens to a dictionary's terms where they occur."""

    EXPLAIN = "explain"
    """The plain wording follows the term in brackets."""
    REPLACE = "replace"
    """The plain wording stands in the term's place."""


class Term(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of a dictionary."""

    term: Annotated[str, Meta(min_length=1, max_length=100)]
    plain: Annotated[str, Meta(min_length=1, max_length=200)]
    note: Annotated[str, Meta(max_length=500)] = ""


class Preset(Struct, frozen=True, kw_only=True):
    """An audience and a tone to write for."""

    name: str
    audience: str
    """Who reads: `client`, `manager`, `peer`, `support`, or a tenant's own word."""
    register: int
    """Keigo target and formality: 1 casual, 2 polite, 3 humble (謙譲)."""
    intensity: Intensity
    """The least intensity that `auto` settles on for this audience."""


class Message(Struct, frozen=True, kw_only=True):
    """One text to work on, with everything that was left open decided."""

    text: Text
    kind: Kind
    language: Language
    intensity: Intensity
    preset: Preset | None = None
    mode: TermMode = TermMode.EXPLAIN
    terms: tuple[Term, ...] = ()
    """The terms of the tenant that occur in the text, longest first."""
