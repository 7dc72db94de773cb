"""What came out of a transform."""

from enum import StrEnum

from msgspec import Struct

from tonebridge.domain.message import Intensity, Kind, Language


class Change(Struct, frozen=True, kw_only=True):
    """One span of the source that reads otherwise now; undone by putting `before` back."""

    start: int
    """Where it begins in the source, in code points."""
    end: int
    """Where it ends in the source; equal to `start` for an insertion."""
    before: str
    after: str
    reason: str
    """Why: a code of the message catalogue."""
    strategy: str
    """How: the name of the rewriting strategy."""


class Verdict(StrEnum):
    """What the guard made of a provider's answer."""

    PASSED = "passed"
    REPAIRED = "repaired"
    """One retry mended it."""
    REPLACED = "replaced"
    """The rule engine answered instead."""


class Guard(Struct, frozen=True, kw_only=True):
    """The verdict, and the codes of what was wrong before it was mended."""

    verdict: Verdict = Verdict.PASSED
    violations: tuple[str, ...] = ()


class Draft(Struct, frozen=True, kw_only=True):
    """What a provider makes of a message, before anyone stores or shows it."""

    text: str
    changes: tuple[Change, ...] = ()
    """In order of `start`, never overlapping."""
    facts: tuple[str, ...] = ()
    """What was locked, verbatim, in order of appearance."""
    details: dict[str, object] = {}
    """By kind, as the HTTP reference says."""


class Transformed(Struct, frozen=True, kw_only=True):
    """A finished answer."""

    id: str
    """UUIDv7 of the answer; stays the same when a cache serves it."""
    text: str
    kind: Kind
    intensity: Intensity
    language: Language
    changes: tuple[Change, ...]
    facts: tuple[str, ...]
    details: dict[str, object]
    provider: str
    model: str | None
    degraded: bool
    guard: Guard
