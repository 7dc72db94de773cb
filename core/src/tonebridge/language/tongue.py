"""What one language must bring so that the engine can work in it.

The engine masks locked facts, asks the message's tongue for edits, applies and
unmasks them, and has the guard judge the outcome. A tongue sees masked text alone:
each locked fact stands there as one private-use code point, so no rule can cut into it.
An edit that would drop a locked fact is not applied: the engine refuses it.
"""

from typing import Protocol

from msgspec import Struct

from tonebridge.domain.analysis import Finding
from tonebridge.domain.message import Intensity, Preset
from tonebridge.language.facts import Masked


class Edit(Struct, frozen=True, kw_only=True, gc=False):
    """Put `after` in place of `text[start:end]` of the masked text."""

    start: int
    end: int
    after: str
    reason: str
    """A code of the message catalogue."""
    strategy: str
    """The name of the rewriting strategy."""


class PriorityCues(Struct, frozen=True, kw_only=True):
    """How strongly the wording speaks of each ground for haste, each in [0, 1]."""

    impact: float = 0.0
    """1 an outage, a leak or a loss; 0.7 many are hit; 0.4 one is, or a plain fault."""
    urgency: float = 0.0
    """1 now; 0.85 within hours or today; 0.55 within days; 0.3 in a week; 0 whenever."""
    blocking: float = 0.0
    """1 somebody cannot go on; 0.5 somebody waits."""
    emphasis: float = 0.0
    """1 shouted; 0.5 exclaimed."""
    reasons: tuple[str, ...] = ()
    """Codes of the message catalogue, strongest first."""


class Hearing(Struct, frozen=True, kw_only=True):
    """What a reader of this language hears in a message. Spans are in the masked text."""

    politeness: int
    """0 insulting, 30 blunt, 50 neutral, 70 polite, 100 most polite."""
    keigo_level: int | None
    tones: dict[str, float]
    """Strength in [0, 1] by `ToneLabel` value; what is not heard is absent."""
    clarity: int
    clarity_reasons: tuple[str, ...]
    sentiment: float
    """-1 to 1."""
    rude: bool
    """An insult, a threat or a curse stands outside quotations."""
    cues: PriorityCues
    findings: tuple[Finding, ...]


class Manner(Struct, frozen=True, kw_only=True):
    """The part of a hearing that the guard compares before and after; cheap."""

    politeness: int
    """As in `Hearing`."""
    rude: bool
    """As in `Hearing`."""


class Tongue(Protocol):
    """One language's knowledge. Pure: the same text always gets the same answer."""

    def soften(
        self, masked: Masked, *, intensity: Intensity, preset: Preset | None
    ) -> tuple[Edit, ...]:
        """Take the edge off: edits in order of start, never overlapping.

        Intensity NONE and an already polite text get none. Every fact, negation,
        condition and request stays; at most one cushion phrase a message.
        """
        ...

    def clean(self, masked: Masked) -> tuple[Edit, ...]:
        """Take out the rude words alone, where nothing more can be done; edits as in `soften`."""
        ...

    def manner(self, masked: Masked) -> Manner:
        """Say how polite a text is: the same two values as `hear`, for a fraction of the time."""
        ...

    def substance(self, text: str) -> str:
        """Return a masked text without the clauses and words that carry hostility alone.

        The guard asks for it where a negation seems lost: `I don't have all day` denies nothing.
        """
        ...

    def hear(self, masked: Masked) -> Hearing:
        """Say what a reader hears."""
        ...
