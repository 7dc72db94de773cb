"""What a message becomes, and what it sounds like."""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, UnsetType

from tonebridge_gateway.wire.v1.base import (
    IntensityIn,
    KindName,
    LanguageName,
    LanguageWish,
    Name,
    Note,
    Percent,
    PlainText,
    Request,
    Response,
    TermText,
    TextIn,
    Uuid,
)


class TermIn(Request, frozen=True, kw_only=True):
    """One entry of a dictionary."""

    term: TermText
    plain: PlainText
    note: Note = ""


class TransformOptions(Request, frozen=True, kw_only=True):
    """What some kinds look at."""

    mode: Literal["explain", "replace"] = "explain"
    dictionary: Annotated[tuple[TermIn, ...], Meta(max_length=100)] = ()
    """Terms for this request, over the tenant's own."""


class TransformRequest(Request, frozen=True, kw_only=True):
    """A message to rewrite."""

    text: TextIn
    kind: Annotated[KindName, Meta(examples=["soften"])]
    intensity: IntensityIn = "auto"
    language: LanguageWish = "auto"
    preset: Name | None = None
    options: TransformOptions = TransformOptions()
    degrade: Literal["allow", "never"] = "allow"
    """`never`: rather an error than an answer of the fallback provider."""
    include: Annotated[tuple[Literal["analysis"], ...], Meta(max_length=1)] = ()


class Change(Response, frozen=True, kw_only=True):
    """One span of the source that reads otherwise now."""

    start: int
    end: int
    before: str
    after: str
    reason: str
    strategy: str


class GuardVerdict(Response, frozen=True, kw_only=True):
    """What the guard made of the provider's answer."""

    verdict: Literal["passed", "repaired", "replaced"]
    violations: tuple[str, ...]


class Tone(Response, frozen=True, kw_only=True):
    """How strongly each tone is heard."""

    label: str
    scores: dict[str, float]


class Clarity(Response, frozen=True, kw_only=True):
    """How easily a stranger to the matter understands it."""

    score: Percent
    reasons: tuple[str, ...]


class Priority(Response, frozen=True, kw_only=True):
    """How soon the wording asks for attention."""

    level: Literal["critical", "high", "medium", "low"]
    score: Percent
    reasons: tuple[str, ...]


class Entity(Response, frozen=True, kw_only=True):
    """Something named that must not change."""

    start: int
    end: int
    type: str
    text: str


class Finding(Response, frozen=True, kw_only=True):
    """A place that somebody may stumble on."""

    start: int
    end: int
    check: str
    message: str
    """In the reader's language."""
    suggestion: str | None


class Analysis(Response, frozen=True, kw_only=True):
    """What a message sounds like."""

    language: LanguageName
    tone: Tone
    politeness: Percent
    keigo_level: Annotated[int, Meta(ge=1, le=4)] | None
    clarity: Clarity
    sentiment: Annotated[float, Meta(ge=-1, le=1)]
    priority: Priority
    intensity_suggested: Annotated[int, Meta(ge=0, le=3)]
    entities: tuple[Entity, ...]
    findings: tuple[Finding, ...]


class BeforeAndAfter(Response, frozen=True, kw_only=True):
    """Analyses of the source and of the answer."""

    before: Analysis
    after: Analysis


class TransformResponse(Response, frozen=True, kw_only=True):
    """A rewritten message. `changes` are spans of the source, in code points."""

    id: Uuid
    """Of the stored answer: a cache may serve it many times."""
    text: str
    kind: KindName
    intensity: Annotated[int, Meta(ge=0, le=3)]
    language: LanguageName
    changes: tuple[Change, ...]
    facts: tuple[str, ...]
    details: dict[str, Any]
    provider: str
    model: str | None
    degraded: bool
    guard: GuardVerdict
    analysis: BeforeAndAfter | UnsetType = UNSET


class AnalyzeRequest(Request, frozen=True, kw_only=True):
    """A message to analyze."""

    text: TextIn
    language: LanguageWish = "auto"


class RankItem(Request, frozen=True, kw_only=True):
    """One message among others."""

    id: Annotated[str, Meta(min_length=1, max_length=100)]
    text: TextIn


class RankRequest(Request, frozen=True, kw_only=True):
    """Messages to put in order."""

    items: Annotated[tuple[RankItem, ...], Meta(min_length=1, max_length=100)]


class Ranked(Response, frozen=True, kw_only=True):
    """One message's place."""

    id: str
    level: Literal["critical", "high", "medium", "low"]
    score: Percent
    reasons: tuple[str, ...]


class RankResponse(Response, frozen=True, kw_only=True):
    """Most urgent first."""

    order: tuple[str, ...]
    items: tuple[Ranked, ...]


class PresetInfo(Response, frozen=True, kw_only=True):
    """A built-in preset."""

    name: str
    audience: str


class Limits(Response, frozen=True, kw_only=True):
    """What a request may hold."""

    text_max: int


class InfoResponse(Response, frozen=True, kw_only=True):
    """What this installation can do."""

    kinds: tuple[str, ...]
    presets: tuple[PresetInfo, ...]
    limits: Limits
    version: str


class ReasonsQuery(Request, frozen=True, kw_only=True):
    """Which language to read in."""

    language: LanguageName = "en"


class ReasonsResponse(Response, frozen=True, kw_only=True):
    """Codes in words."""

    reasons: dict[str, str]
