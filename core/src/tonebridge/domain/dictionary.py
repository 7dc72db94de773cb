"""A tenant's words."""

from msgspec import Struct

from tonebridge.domain.errors import Conflict
from tonebridge.domain.message import Intensity, Language, Preset, Term


class Dictionary(Struct, frozen=True, kw_only=True):
    """A named set of terms in one language; its version grows with each change."""

    id: str
    tenant_id: str
    name: str
    language: Language
    version: int
    terms: int
    """How many there are."""
    updated_at: float


class StoredTerm(Struct, frozen=True, kw_only=True):
    """A term with its place."""

    id: str
    dictionary_id: str
    term: Term


class StoredPreset(Struct, frozen=True, kw_only=True):
    """A tenant's own preset."""

    id: str
    preset: Preset


BUILT_IN_PRESETS = (
    Preset(name="client", audience="client", register=3, intensity=Intensity.STRONG),
    Preset(name="manager", audience="manager", register=3, intensity=Intensity.MEDIUM),
    Preset(name="peer", audience="peer", register=2, intensity=Intensity.LIGHT),
    Preset(name="support", audience="support", register=2, intensity=Intensity.MEDIUM),
)
"""What every tenant has."""


def too_many_terms(most: int) -> Conflict:
    """Say that a dictionary would hold more terms than it may."""
    return Conflict("term", f"a dictionary holds at most {most:,} terms")
