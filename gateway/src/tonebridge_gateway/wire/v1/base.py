"""What the bodies are made of."""

from datetime import datetime
from typing import Annotated, Literal

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
