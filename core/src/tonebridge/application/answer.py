"""An answer on its way to the caller, and what it says of itself."""

import msgspec
from msgspec import Struct

from tonebridge.application.ports import CacheEntry
from tonebridge.domain.message import Intensity, Kind, Language


class Facts(Struct, frozen=True):
    """What a stored answer says of itself, without its spans."""

    id: str
    text: str
    kind: Kind
    intensity: Intensity
    language: Language
    provider: str
    model: str | None
    degraded: bool


_decoder = msgspec.json.Decoder(Facts)


class Answer(Struct, frozen=True, kw_only=True):
    """A finished answer, as stored, and where it came from."""

    body: bytes
    """JSON of a `Transformed`."""
    facts: Facts
    cache: str
    """`l1`, `l2`, `coalesced` or `miss`."""
    age_s: float
    lives_s: float
    """How long a cache of the caller's may keep it."""
    provider_s: float = 0.0
    """What the provider took; 0 if it was not asked for this."""


def facts_of(body: bytes) -> Facts:
    """Read what a stored answer says of itself."""
    return _decoder.decode(body)


def is_answer(entry: CacheEntry) -> bool:
    """Say whether bytes that others can write are what we would have written."""
    try:
        facts_of(entry.body)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False
    return True
