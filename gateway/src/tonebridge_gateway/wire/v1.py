"""The bodies of `/api/v1`. Never domain structs: these may not change, those may."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

TextIn = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=8_000,
        description="What a person wrote, counted in code points. Not only white space.",
        examples=["Fix the login bug by 3pm, this is embarrassing."],
    ),
]
KindName = Literal[
    "soften",
    "clarify",
    "structure",
    "summarize",
    "terminology",
    "requirements",
    "background",
    "priority",
]
LanguageName = Literal["ja", "en"]
LanguageWish = Literal["auto", "ja", "en"]
IntensityIn = Annotated[int, Meta(ge=0, le=3)] | Literal["auto"]
ScopeName = Literal["transform", "history", "dictionaries", "admin"]
Uuid = Annotated[str, Meta(min_length=36, max_length=36, extra_json_schema={"format": "uuid"})]
Time = Annotated[datetime, Meta(tz=True)]
Email = Annotated[str, Meta(min_length=3, max_length=254, examples=["name@example.com"])]
Password = Annotated[str, Meta(min_length=10, max_length=200)]
Secret = Annotated[str, Meta(min_length=1, max_length=512)]
Name = Annotated[str, Meta(min_length=1, max_length=100)]
TermText = Annotated[str, Meta(min_length=1, max_length=100)]
PlainText = Annotated[str, Meta(min_length=1, max_length=200)]
Note = Annotated[str, Meta(max_length=500)]
Percent = Annotated[int, Meta(ge=0, le=100)]


class Request(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The root of every body that a client sends: what is not known is refused."""


class Response(Struct, frozen=True, kw_only=True):
    """The root of every body that is answered: fields may be added."""


class Problem(Response, frozen=True, kw_only=True, omit_defaults=True):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str
    """Stable; for programs."""
    detail: str
    request_id: str
    field: str | UnsetType = UNSET
    """The field at fault, as the client wrote it."""
    remedy: str | UnsetType = UNSET
    """What to do."""


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
    kind: KindName
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


class RegisterRequest(Request, frozen=True, kw_only=True):
    """A new tenant and its owner."""

    email: Email
    password: Password
    tenant: Name | None = None


class RegisterResponse(Response, frozen=True, kw_only=True):
    """The new owner."""

    id: Uuid
    email: str
    role: Literal["owner", "member"]


class LoginRequest(Request, frozen=True, kw_only=True):
    """Who wants in."""

    email: Email
    password: Annotated[str, Meta(min_length=1, max_length=200)]


class TokensResponse(Response, frozen=True, kw_only=True):
    """A pair of tokens."""

    access_token: str
    refresh_token: str
    expires_in: int
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - its type, not the token


class RefreshRequest(Request, frozen=True, kw_only=True):
    """A refresh token, which works once."""

    refresh_token: Secret


class ResetRequest(Request, frozen=True, kw_only=True):
    """Whose password is forgotten."""

    email: Email


class ResetConfirmRequest(Request, frozen=True, kw_only=True):
    """A new password, with the token from the mail."""

    token: Secret
    password: Password


class KeyRequest(Request, frozen=True, kw_only=True):
    """A new API key."""

    name: Name
    scopes: Annotated[tuple[ScopeName, ...], Meta(min_length=1, max_length=4)] | None = None
    """None: all that the caller's own credentials are good for."""
    expires_at: Time | None = None


class RotateRequest(Request, frozen=True, kw_only=True):
    """How long the old key still works."""

    overlap_s: Annotated[int, Meta(ge=0, le=30 * 86_400)] = 86_400


class KeyResponse(Response, frozen=True, kw_only=True):
    """A key as it is listed."""

    id: Uuid
    name: str
    scopes: tuple[ScopeName, ...]
    prefix: str
    created_at: Time
    expires_at: Time | None
    revoked_at: Time | None
    last_used_at: Time | None


class NewKeyResponse(KeyResponse, frozen=True, kw_only=True):
    """A new key, shown once."""

    key: str | None
    """The secret. None where a repeated request is answered again: it is stored nowhere."""


class KeysResponse(Response, frozen=True, kw_only=True):
    """A member's keys, newest first."""

    items: tuple[KeyResponse, ...]


class HistoryQuery(Request, frozen=True, kw_only=True):
    """Which entries, and where to go on."""

    q: Annotated[str, Meta(min_length=1, max_length=200)] | UnsetType = UNSET
    """Words that source or answer hold; every one of them."""
    kind: KindName | UnsetType = UNSET
    language: LanguageName | UnsetType = UNSET
    since: Time | UnsetType = UNSET
    until: Time | UnsetType = UNSET
    limit: Annotated[int, Meta(ge=1, le=100)] = 20
    cursor: Annotated[str, Meta(min_length=1, max_length=512)] | UnsetType = UNSET


class ExportQuery(Request, frozen=True, kw_only=True):
    """Which entries."""

    q: Annotated[str, Meta(min_length=1, max_length=200)] | UnsetType = UNSET
    kind: KindName | UnsetType = UNSET
    language: LanguageName | UnsetType = UNSET
    since: Time | UnsetType = UNSET
    until: Time | UnsetType = UNSET


class HistoryItem(Response, frozen=True, kw_only=True):
    """One transform that was answered."""

    id: Uuid
    created_at: Time
    kind: KindName
    intensity: Annotated[int, Meta(ge=0, le=3)]
    language: LanguageName
    preset: str | None
    source: str
    text: str
    provider: str
    model: str | None
    degraded: bool
    cache: str
    transform_id: Uuid


class HistoryResponse(Response, frozen=True, kw_only=True):
    """Entries, newest first."""

    items: tuple[HistoryItem, ...]
    next_cursor: str | None


class DeletedResponse(Response, frozen=True, kw_only=True):
    """How many are gone."""

    deleted: int


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


class ProfileRequest(Request, frozen=True, kw_only=True):
    """What to change; what is absent stays."""

    language: LanguageName | None = None
    time_zone: Annotated[str, Meta(min_length=1, max_length=64)] | None = None
    store_text: bool | None = None
    """Whether history keeps texts; the owner's to choose, for the whole tenant."""


class ProfileResponse(Response, frozen=True, kw_only=True):
    """Who the caller is."""

    email: str
    tenant: str
    role: Literal["owner", "member"]
    language: LanguageName
    time_zone: str
    store_text: bool


class UsageQuery(Request, frozen=True, kw_only=True):
    """From when to when, both included, in UTC."""

    since: date | UnsetType = UNSET
    until: date | UnsetType = UNSET


class UsageItem(Response, frozen=True, kw_only=True):
    """What a tenant did on one day."""

    day: date
    kind: KindName
    provider: str
    transforms: int
    characters: int
    cached: int
    degraded: int


class UsageResponse(Response, frozen=True, kw_only=True):
    """Days, oldest first."""

    items: tuple[UsageItem, ...]


class FeedbackRequest(Request, frozen=True, kw_only=True):
    """What the caller made of an answer."""

    transform_id: Uuid
    verdict: Literal["accept", "edit", "reject"]
    text: TextIn | None = None
    """With `edit`: how it should have read."""


class FeedbackResponse(Response, frozen=True, kw_only=True):
    """What was kept."""

    id: Uuid
    transform_id: Uuid
    verdict: Literal["accept", "edit", "reject"]
    created_at: Time


class HealthResponse(Response, frozen=True, kw_only=True):
    """How the process is. `degraded`: it serves, but something that it relies on is away."""

    status: Literal["ready", "degraded", "draining"]
    version: str
    parts: dict[str, Literal["up", "away"]]
