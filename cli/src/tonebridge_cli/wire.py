"""The answers of the HTTP API, as far as the commands look into them."""

from msgspec import Struct


class Change(Struct, frozen=True):
    """One span of the source that reads otherwise now."""

    start: int
    end: int
    before: str
    after: str
    reason: str = ""


class Tone(Struct, frozen=True):
    """What is heard first."""

    label: str
    scores: dict[str, float] = {}


class Clarity(Struct, frozen=True):
    """How easily it is understood."""

    score: float
    reasons: list[str] = []


class Priority(Struct, frozen=True):
    """How soon it wants attention."""

    level: str
    score: float
    reasons: list[str] = []


class Finding(Struct, frozen=True):
    """A place that somebody may stumble on."""

    start: int
    end: int
    check: str = ""
    message: str = ""
    suggestion: str | None = None


class Analysis(Struct, frozen=True):
    """What a message sounds like."""

    language: str
    tone: Tone
    politeness: float
    clarity: Clarity
    sentiment: float
    priority: Priority
    intensity_suggested: int
    keigo_level: int | None = None
    findings: list[Finding] = []


class BeforeAfter(Struct, frozen=True):
    """How a message sounds before and after."""

    before: Analysis
    after: Analysis


class Rewriting(Struct, frozen=True):
    """A transform's answer."""

    text: str
    kind: str
    intensity: int
    language: str
    provider: str
    changes: list[Change] = []
    facts: list[str] = []
    details: dict[str, object] = {}
    degraded: bool = False
    analysis: BeforeAfter | None = None


class RankedItem(Struct, frozen=True):
    """One message's place."""

    id: str
    level: str
    score: float
    reasons: list[str] = []


class Ranking(Struct, frozen=True):
    """Messages, the most urgent first in `order`."""

    order: list[str]
    items: list[RankedItem]


class Entry(Struct, frozen=True):
    """One line of the history."""

    id: str
    created_at: str
    kind: str
    text: str | None = None
    source: str | None = None
    intensity: int = 0
    language: str = ""
    preset: str | None = None
    provider: str = ""


class History(Struct, frozen=True):
    """A page of it, newest first."""

    items: list[Entry]
    next_cursor: str | None = None


class Dictionary(Struct, frozen=True):
    """A named set of terms."""

    id: str
    name: str
    language: str
    terms: int = 0


class Key(Struct, frozen=True):
    """An API key as it is listed."""

    id: str
    name: str
    prefix: str = ""
    scopes: list[str] = []
    created_at: str | None = None
    expires_at: str | None = None
    revoked_at: str | None = None
    last_used_at: str | None = None


class NewKey(Key, frozen=True):
    """A key that was just made."""

    key: str | None = None
    """The secret, shown once."""


class Dictionaries(Struct, frozen=True):
    """A tenant's."""

    items: list[Dictionary]


class StoredTerm(Struct, frozen=True):
    """A term with its place."""

    id: str
    term: str
    plain: str
    note: str = ""


class Terms(Struct, frozen=True):
    """A page of a dictionary, in order of its words."""

    items: list[StoredTerm]


class Keys(Struct, frozen=True):
    """A member's."""

    items: list[Key]


class Imported(Struct, frozen=True):
    """How many terms were added or changed."""

    imported: int


class Problem(Struct, frozen=True):
    """RFC 9457, with our own members."""

    title: str = ""
    detail: str = ""
    code: str = ""
    field: str | None = None
    remedy: str | None = None
