"""Under which key an answer is kept.

Two requests share a key only if every byte of what decides the answer is the same. The
text goes in as it was sent: spans of an answer count its code points, so not even
Unicode normalisation may make two texts one.
"""

from functools import lru_cache
from hashlib import sha256

import msgspec
from msgspec import Struct

from tonebridge.domain.message import Intensity, Kind, Language, Preset, Term, TermMode

FORMAT = 1
"""Of an answer as stored; raised when its fields change, so that no old one is served."""


class Circumstances(Struct, frozen=True, kw_only=True):
    """What decides an answer beside the text, its kind and the intensity asked for."""

    language: Language | None
    """None: told from the text."""
    preset: Preset | None
    mode: TermMode
    terms: tuple[Term, ...]
    """Those that occur in the text, in the order in which they are tried."""
    provider: str
    model: str | None
    version: str
    """The provider's: prompt, engine and lexicons."""


def transform_key(
    *,
    tenant_id: str,
    text: str,
    kind: Kind,
    intensity: Intensity | None,
    circumstances: Circumstances,
) -> str:
    """Name an answer. Keys of a tenant all begin with `tenant_prefix(tenant_id)`.

    An intensity of None stands for `auto`, which the same text always settles the same.
    """
    wanted = "auto" if intensity is None else str(int(intensity))
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{tenant_prefix(tenant_id)}{digest}:{kind.value}:{wanted}:{fingerprint(circumstances)}"


def tenant_prefix(tenant_id: str) -> str:
    """Begin every key of a tenant; an id holds no colon, so no prefix covers another's keys."""
    return f"transform:{tenant_id}:"


def fingerprint(circumstances: Circumstances) -> str:
    """Digest the circumstances, 128 bits as hex; JSON arrays keep neighbours apart.

    Those without terms recur and are remembered; a request's terms may be a quarter of a
    megabyte, and a thousand of such would fill the process.
    """
    return _digest(circumstances) if circumstances.terms else _remembered(circumstances)


def _digest(circumstances: Circumstances) -> str:
    encoded = msgspec.json.encode((FORMAT, *msgspec.structs.astuple(circumstances)))
    return sha256(encoded).hexdigest()[:32]


_remembered = lru_cache(maxsize=1024)(_digest)
