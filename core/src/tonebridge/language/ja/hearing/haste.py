"""Grounds for haste that stand in how a sentence is built, read from `ja_haste.toml`."""

import re
from functools import cache, lru_cache

from msgspec import Struct, convert

from tonebridge.language.lexicon import knowledge

_SENTENCE = re.compile(r"[^。！？!?\n]{1,300}")


class Haste(Struct, frozen=True, forbid_unknown_fields=True):
    """One way to speak of a ground for haste."""

    ground: str
    """`impact`, `urgency` or `blocking`."""
    group: str
    strength: float
    pattern: str
    unless: tuple[str, ...] = ()
    """Words that make it a plan, a lesson or a report."""


Ground = tuple[str, str, float]
"""Ground, group and strength."""


def grounds_of(folded_text: str) -> frozenset[Ground]:
    """Return the grounds for haste that the sentences of a text speak of."""
    found: set[Ground] = set()
    for sentence in _SENTENCE.findall(folded_text):
        found |= _in_sentence(sentence)
    return frozenset(found)


@lru_cache(maxsize=512)
def _in_sentence(sentence: str) -> frozenset[Ground]:
    return frozenset(
        (entry.ground, entry.group, entry.strength)
        for entry, pattern in _entries()
        if pattern.search(sentence) and not any(word in sentence for word in entry.unless)
    )


@cache
def _entries() -> tuple[tuple[Haste, re.Pattern[str]], ...]:
    data = knowledge("ja_haste")
    entries = convert(data["haste"], tuple[Haste, ...])
    return tuple((entry, _compiled(entry.pattern, data["parts"])) for entry in entries)


def _compiled(written: str, parts: dict[str, str]) -> re.Pattern[str]:
    for name, part in parts.items():
        written = written.replace(f"{{{name}}}", part)
    return re.compile("".join(written.splitlines()).lower())
