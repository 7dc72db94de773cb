"""Sort patterns by the letters that their matches can begin with.

A regular expression of a hundred clauses tries each of them at every text. Most clauses
begin with one of few letters, so a table by letter leaves a handful to be tried.
"""

import re
from collections.abc import Iterable

_GROUP = "(?:"
_CLASS = re.compile(r"\[\^?\]?(?:[^\]\\]|\\.)*\]")
_ANY = frozenset({""})
"""Stands for: every letter."""


class ByLetter:
    """Alternatives of which a whole text must match one; they are tried by its first letter."""

    def __init__(self, alternatives: Iterable[str]) -> None:
        """Take patterns without flags."""
        sorted_in: dict[str, list[str]] = {}
        anywhere: list[str] = []
        for each in alternatives:
            letters = first_letters(each)
            if letters is None:
                anywhere.append(each)
            for letter in letters or ():
                sorted_in.setdefault(letter, []).append(each)
        self._other = _joined(anywhere)
        self._tables = {letter: _joined(own + anywhere) for letter, own in sorted_in.items()}

    def covers(self, text: str) -> bool:
        """Tell whether the whole text matches one of the alternatives."""
        return self._tables.get(text[:1], self._other).fullmatch(text) is not None


def _joined(alternatives: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in alternatives) or "(?!)")


def first_letters(pattern: str) -> frozenset[str] | None:
    """Return the letters that a match can begin with; None where it may be any, or nothing."""
    try:
        letters, empty = _Reader(pattern).alternatives()
    except _UnknownError:
        return None
    return None if empty or "" in letters else letters


class _UnknownError(Exception):
    """The pattern holds something that is not read here, such as a look-around."""


class _Reader:
    """Reads a pattern from left to right: the letters it begins with, and if it may be empty."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def alternatives(self) -> tuple[frozenset[str], bool]:
        """Read up to the end of the group, or of the pattern."""
        letters, empty = self._sequence()
        while self._next() == "|":
            self._at += 1
            more, empty_too = self._sequence()
            letters, empty = letters | more, empty or empty_too
        return letters, empty

    def _next(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _sequence(self) -> tuple[frozenset[str], bool]:
        letters: frozenset[str] = frozenset()
        empty = True
        while self._next() not in {"", "|", ")"}:
            found, skipped = self._item()
            if self._next() in {"*", "?", "{", "+"}:
                times = self._times()
                skipped = skipped or times
            if empty:
                letters |= found
            empty = empty and skipped
        return letters, empty

    def _times(self) -> bool:
        """Read how often an item repeats; tell whether it may be left out."""
        rest = self._pattern[self._at :]
        if rest[0] == "{":
            length = rest.index("}") + 1
            optional = rest[1] in "0,"
        else:
            length, optional = 1, rest[0] != "+"
        self._at += length
        if self._next() in {"?", "+"}:
            self._at += 1
        return optional

    def _item(self) -> tuple[frozenset[str], bool]:
        sign = self._next()
        if sign == "(":
            if not self._pattern.startswith(_GROUP, self._at):
                raise _UnknownError
            self._at += len(_GROUP)
            found = self.alternatives()
            self._at += 1
            return found
        if sign == "[":
            named = _CLASS.match(self._pattern, self._at)
            if named is None:
                raise _UnknownError
            self._at = named.end()
            return _ANY, False
        if sign == "\\":
            escaped = self._pattern[self._at + 1]
            self._at += 2
            if escaped == "b":
                return frozenset(), True
            return (_ANY if escaped.isalnum() else frozenset({escaped})), False
        self._at += 1
        if sign in {"^", "$"}:
            raise _UnknownError
        return (_ANY if sign == "." else frozenset({sign})), False
