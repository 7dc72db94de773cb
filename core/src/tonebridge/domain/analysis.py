"""What a message sounds like. Spans are offsets in code points of the text as sent."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from tonebridge.domain.message import Intensity, Language

Score = Annotated[int, Meta(ge=0, le=100)]


class ToneLabel(StrEnum):
    """The tone that a reader hears first."""

    AGGRESSIVE = "aggressive"
    BLUNT = "blunt"
    PASSIVE_AGGRESSIVE = "passive_aggressive"
    SARCASTIC = "sarcastic"
    URGENT = "urgent"
    NEUTRAL = "neutral"
    POLITE = "polite"
    APOLOGETIC = "apologetic"
    APPRECIATIVE = "appreciative"
    FRIENDLY = "friendly"


class Level(StrEnum):
    """How soon a message wants somebody's attention."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Tone(Struct, frozen=True, kw_only=True):
    """The first tone, and how strongly each is heard."""

    label: ToneLabel
    scores: dict[str, float]
    """Strength by label, each in [0, 1]; labels that are not heard are absent."""


class Clarity(Struct, frozen=True, kw_only=True):
    """How easily a stranger to the matter understands the message."""

    score: Score
    reasons: tuple[str, ...] = ()
    """Codes of the message catalogue, strongest first."""


class Priority(Struct, frozen=True, kw_only=True):
    """How soon the wording alone asks for attention; no clock is read."""

    level: Level
    score: Score
    reasons: tuple[str, ...] = ()
    """Codes of the message catalogue, strongest first."""


class Entity(Struct, frozen=True, kw_only=True):
    """Something that the text names and that must not change."""

    start: int
    end: int
    type: str
    """Such as `TIME`, `DATE`, `MONEY`, `URL`, `MENTION`, `CODE`, `TICKET`, `NAME`."""
    text: str


class Finding(Struct, frozen=True, kw_only=True):
    """A place in the text that somebody may stumble on."""

    start: int
    end: int
    check: str
    """What produced it; a code of the message catalogue."""
    suggestion: str | None = None
    """Words to put in place of the span, where there are any."""


class Analysis(Struct, frozen=True, kw_only=True):
    """What a message sounds like, and why."""

    language: Language
    tone: Tone
    politeness: Score
    keigo_level: Annotated[int, Meta(ge=1, le=4)] | None
    """Japanese only: 1 honorific and humble, 2 polite with either, 3 です・ます, 4 plain."""
    clarity: Clarity
    sentiment: Annotated[float, Meta(ge=-1, le=1)]
    priority: Priority
    intensity_suggested: Intensity
    entities: tuple[Entity, ...] = ()
    findings: tuple[Finding, ...] = ()
