"""Knowledge as data: read the files beside this module once, and search them fast.

A regular expression of a thousand words costs half a millisecond a message; an
Aho–Corasick automaton does the same in two microseconds, but knows no word boundary,
so `Lexicon` checks it: a phrase that begins or ends in a Latin letter or digit never
matches inside a longer word.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Generic, NamedTuple, TypeVar

import ahocorasick

Value = TypeVar("Value")

_WORD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_FOLDER = files("tonebridge.language") / "lexicons"


class Hit(NamedTuple, Generic[Value]):
    """A phrase found at `text[start:end]`."""

    start: int
    end: int
    value: Value


def folded(text: str) -> str:
    """Lower-case a text without changing any offset in it."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


class Lexicon(Generic[Value]):
    """Phrases with a value each; searched in `folded` text, case ignored."""

    def __init__(self, phrases: Mapping[str, Value]) -> None:
        """Take the phrases in any case; later ones win over equal earlier ones."""
        self._automaton: ahocorasick.Automaton | None = None
        if phrases:
            self._automaton = ahocorasick.Automaton()
            for phrase, value in phrases.items():
                key = folded(phrase)
                self._automaton.add_word(key, (len(key), key[0] in _WORD, key[-1] in _WORD, value))
            self._automaton.make_automaton()

    def find(self, folded_text: str) -> list[Hit[Value]]:
        """Return what occurs, the longest where several overlap, in order."""
        if self._automaton is None:
            return []
        hits: list[Hit[Value]] = []
        for last, (length, word_first, word_last, value) in self._automaton.iter(folded_text):
            end = last + 1
            start = end - length
            if word_first and start and folded_text[start - 1] in _WORD:
                continue
            if word_last and end < len(folded_text) and folded_text[end] in _WORD:
                continue
            hit = Hit(start, end, value)
            while hits and hits[-1].start >= start:
                hits.pop()
            if not hits or hits[-1].end <= start:
                hits.append(hit)
        return hits

    def has(self, folded_text: str) -> bool:
        """Tell whether any phrase occurs."""
        return bool(self.find(folded_text))


@cache
def knowledge(name: str) -> dict[str, Any]:
    """Read `lexicons/<name>.toml`, once a process. The result is shared: never change it."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def knowledge_names(prefix: str = "") -> tuple[str, ...]:
    """Name the data files that begin so, in order."""
    return tuple(
        sorted(
            entry.name.removesuffix(".toml")
            for entry in _FOLDER.iterdir()
            if entry.name.endswith(".toml") and entry.name.startswith(prefix)
        )
    )


def marked(phrases: Iterable[str]) -> Lexicon[bool]:
    """Make a lexicon of phrases that need no value."""
    return Lexicon(dict.fromkeys(phrases, True))


@cache
def fingerprint() -> str:
    """Return 16 hex digits that change whenever any data file does."""
    digest = sha256()
    for name in knowledge_names():
        digest.update(name.encode())
        digest.update((_FOLDER / f"{name}.toml").read_bytes())
    return digest.hexdigest()[:16]
