"""Tones that lie in how a sentence is built, read from `ja_manners.toml`."""

import re
from functools import cache, lru_cache

from msgspec import Struct, convert

from tonebridge.language.lexicon import knowledge

_SENTENCE = re.compile(r"[^。\n]{1,300}")
Heard = tuple[str, float]
"""Tone and strength."""


class Manner(Struct, frozen=True, forbid_unknown_fields=True):
    """One way to sound like something."""

    tone: str
    strength: float
    pattern: str
    unless: tuple[str, ...] = ()
    with_bad_news: bool = False


def manners_of(text: str, *, bad_news: bool) -> frozenset[Heard]:
    """Return the tones that the sentences of a text have by their build."""
    found: set[Heard] = set()
    for sentence in _SENTENCE.findall(text):
        found |= _in_sentence(sentence, bad_news)
    return frozenset(found)


@lru_cache(maxsize=512)
def _in_sentence(sentence: str, bad_news: bool) -> frozenset[Heard]:  # noqa: FBT001 - part of a key
    return frozenset(
        (entry.tone, entry.strength)
        for entry, pattern in _entries()
        if (bad_news or not entry.with_bad_news)
        and pattern.search(sentence)
        and not any(word in sentence for word in entry.unless)
    )


@cache
def _entries() -> tuple[tuple[Manner, re.Pattern[str]], ...]:
    data = knowledge("ja_manners")
    entries = convert(data["manner"], tuple[Manner, ...])
    return tuple((entry, _compiled(entry.pattern, data["parts"])) for entry in entries)


def _compiled(written: str, parts: dict[str, str]) -> re.Pattern[str]:
    for name, part in parts.items():
        written = written.replace(f"{{{name}}}", part)
    return re.compile("".join(written.splitlines()))
