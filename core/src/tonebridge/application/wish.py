"""What a caller asks for, and what it becomes when everything left open is decided."""

from msgspec import Struct

from tonebridge.domain.message import Intensity, Kind, Language, Message, Preset, Term, TermMode
from tonebridge.language import engine

LONG_TEXT = 1_000
"""Above so many characters language work leaves the event loop."""


class Wish(Struct, frozen=True, kw_only=True):
    """What is asked for; None leaves the choice to us."""

    text: str
    kind: Kind
    intensity: Intensity | None = None
    language: Language | None = None
    preset: str | None = None
    mode: TermMode = TermMode.EXPLAIN
    terms: tuple[Term, ...] = ()
    """The caller's own, over the tenant's."""


class Freshness(Struct, frozen=True):
    """Which stored answers the caller accepts (RFC 9111, request directives)."""

    no_cache: bool = False
    no_store: bool = False
    max_age_s: float | None = None

    def accepts(self, age_s: float) -> bool:
        """Say whether an answer of this age will do."""
        if self.no_cache or self.no_store:
            return False
        return self.max_age_s is None or age_s <= self.max_age_s


ANY_AGE = Freshness()


def settle(wish: Wish, preset: Preset | None, terms: tuple[Term, ...]) -> Message:
    """Decide everything that a wish left open."""
    language = engine.detect(wish.text) if wish.language is None else wish.language
    intensity = wish.intensity
    if intensity is None:
        intensity = engine.resolve_intensity(
            wish.text, language=language, preset=preset, kind=wish.kind
        )
    return Message(
        text=wish.text,
        kind=wish.kind,
        language=language,
        intensity=intensity,
        preset=preset,
        mode=wish.mode,
        terms=terms,
    )
