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

    def __init__(self, phrases: Mapping[str, Value], *, whole_words: bool = True) -> None:
        """Take the phrases in any case; later ones win over equal earlier ones.

        Without `whole_words` they may stand inside longer words, as stems do.
        """
        self._automaton: ahocorasick.Automaton | None = None
        if phrases:
            self._automaton = ahocorasick.Automaton()
            for phrase, value in phrases.items():
                key = folded(phrase)
                self._automaton.add_word(
                    key,
                    (
                        len(key),
                        whole_words and key[0] in _WORD,
                        whole_words and key[-1] in _WORD,
                        value,
                    ),
                )
            self._automaton.make_automaton()

    def find(self, folded_text: str) -> list[Hit[Value]]:
        """Return what occurs, the longest where several overlap, in order."""
        if self._automaton is None:
            return []
        hits: list[Hit[Value]] = []
        for last, (length, word_first, word_last, value) in self._automaton.iter(folded_text):
            end = last + 1
            start = end - length
            if (word_first or word_last) and not _stands_alone(
                folded_text, start, end, word_first, word_last
            ):
                continue
            while hits and hits[-1].start >= start:
                hits.pop()
            if not hits or hits[-1].end <= start:
                hits.append(Hit(start, end, value))
        return hits

    def values(self, folded_text: str) -> set[Value]:
        """Return the values of all that occurs, overlapping or not."""
        if self._automaton is None:
            return set()
        return {
            value
            for last, (length, word_first, word_last, value) in self._automaton.iter(folded_text)
            if not (word_first or word_last)
            or _stands_alone(folded_text, last + 1 - length, last + 1, word_first, word_last)
        }

    def has(self, folded_text: str) -> bool:
        """Tell whether any phrase occurs."""
        if self._automaton is None:
            return False
        for last, (length, word_first, word_last, _) in self._automaton.iter(folded_text):
            if _stands_alone(folded_text, last + 1 - length, last + 1, word_first, word_last):
                return True
        return False


def _stands_alone(text: str, start: int, end: int, first: bool, last: bool) -> bool:  # noqa: FBT001 - hot path
    """Tell whether a hit does not stand inside a longer Latin word."""
    return not (
        (first and start and text[start - 1] in _WORD)
        or (last and end < len(text) and text[end] in _WORD)
    )


@cache
def knowledge(name: str) -> dict[str, Any]:
    """Read `lexicons/<name>.toml`, once a process. The result is shared: never change it."""
    return tomllib.loads(knowledge_text(name))


def knowledge_text(name: str) -> str:
    """Return `lexicons/<name>.toml` as it is written."""
    return (_FOLDER / f"{name}.toml").read_text(encoding="utf-8")


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


def grouped(
    groups: Mapping[str, Iterable[str]], *, whole_words: bool = True
) -> Lexicon[tuple[str, ...]]:
    """Make a lexicon whose values name all groups that a phrase is in."""
    names: dict[str, tuple[str, ...]] = {}
    for name, phrases in groups.items():
        for phrase in phrases:
            names[phrase] = (*names.get(phrase, ()), name)
    return Lexicon(names, whole_words=whole_words)


@cache
def fingerprint() -> str:
    """Return 16 hex digits that change whenever any data file does."""
    digest = sha256()
    for name in knowledge_names():
        digest.update(name.encode())
        digest.update((_FOLDER / f"{name}.toml").read_bytes())
    return digest.hexdigest()[:16]
