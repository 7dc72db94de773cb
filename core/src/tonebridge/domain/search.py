"""How history is searched: texts and queries as lexemes, and when they match.

Most scripts go by words; a query's word finds those that begin with it. Japanese writes
nothing between its words, so its runs (and symbols such as emoji) go by pairs of
characters, the last one alone too: one character finds every pair that it begins.
"""

import re
import unicodedata
from operator import add

from msgspec import Struct

_DENSE = (
    "\u2190-\u23ff\u2460-\u27bf\u2b00-\u2bff"  # symbols
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035"  # radicals and signs
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # kanji
    "\U0001f000-\U0001faff"  # emoji
)
_RUN = re.compile(f"(?P<dense>[{_DENSE}]+)|[^\\W_{_DENSE}]+")
_WORD_CHARS = 64
"""Longer words (keys, hashes) are known by their beginning."""


class Query(Struct, frozen=True):
    """What a text must hold to be found: all of it. Nothing asked for finds nothing."""

    exact: frozenset[str]
    prefixes: frozenset[str]
    phrases: frozenset[str]
    """Runs of three and more characters: their pairs may also stand apart from each other."""

    def __bool__(self) -> bool:
        """Whether there is anything to look for: mere punctuation is not."""
        return bool(self.exact or self.prefixes)

    def matches(self, *texts: str) -> bool:
        """Say whether the texts together hold every word, and one of them each phrase."""
        held = frozenset[str]().union(*map(lexemes, texts))
        folded = [fold(text) for text in texts]
        return (
            bool(self)
            and self.exact <= held
            and all(any(lexeme.startswith(prefix) for lexeme in held) for prefix in self.prefixes)
            and all(any(phrase in text for text in folded) for phrase in self.phrases)
        )


def fold(text: str) -> str:
    """Return a text without its differences of width and case (NFKC, casefold)."""
    return unicodedata.normalize("NFKC", text).casefold()


def fold_email(email: str) -> str:
    """Return an address as addresses are compared: without case, its domain's or its own."""
    return unicodedata.normalize("NFC", email).casefold()


def lexemes(text: str) -> frozenset[str]:
    """Return what a text can be found by."""
    found: set[str] = set()
    for match in _RUN.finditer(fold(text)):
        run = match.group()
        if match["dense"]:
            found.update(map(add, run, run[1:]))
            found.add(run[-1])
        else:
            found.add(run[:_WORD_CHARS])
    return frozenset(found)


def parse_query(text: str) -> Query:
    """Return what a query asks for."""
    exact: set[str] = set()
    prefixes: set[str] = set()
    phrases: set[str] = set()
    for match in _RUN.finditer(fold(text)):
        run = match.group()
        if match["dense"]:
            if len(run) == 1:
                prefixes.add(run)
            exact.update(map(add, run, run[1:]))
            if len(run) > 2:  # noqa: PLR2004 - a pair says it all up to two
                phrases.add(run)
        elif len(run) == 1:
            exact.add(run)
        else:
            prefixes.add(run[:_WORD_CHARS])
    return Query(frozenset(exact), frozenset(prefixes), frozenset(phrases))
