"""Read words without their vowels, and slips of two fingers: `undrstnd`, `interveiw`."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from tonebridge.language.en.terms import plural_of
from tonebridge.language.en.verbs import BASES, INFLECTED, gerund, past, third
from tonebridge.language.lexicon import knowledge

_VOWELS = re.compile("[aeiou]")
_DOUBLED = re.compile(r"([a-z])\1")
_TOKEN = re.compile(r"(?<![A-Za-z0-9'’./@_-])[a-z]{3,14}(?![A-Za-z0-9'’/@_-]|\.[a-z0-9])")
_SHORTEST_SLIP, _SHORTEST_DOUBLE = 5, 7


class Slip(NamedTuple):
    """A word that is spelled in a way of its own, and how it is spelled right."""

    start: int
    end: int
    word: str


class _Words(NamedTuple):
    known: frozenset[str]
    skeletons: dict[str, str]
    doubles: dict[str, str]


@cache
def _words() -> _Words:
    data = knowledge("en_spelling")
    nouns, verbs = data["words"].split(), sorted(BASES)
    plain = dict.fromkeys((*nouns, *verbs))
    bent = [
        *(plural_of(noun) for noun in nouns),
        *(form(verb) for verb in verbs for form in (past, gerund, third)),
    ]
    known = frozenset((*plain, *bent, *data["right"].split(), *INFLECTED))
    return _Words(
        known,
        _unique(bent, _skeleton) | _unique(plain, _skeleton),
        _unique(sorted(known), _single),
    )


def _unique(words: Iterable[str], key: Callable[[str], str]) -> dict[str, str]:
    """Return the words by a key that no other word has."""
    by_key: dict[str, str | None] = {}
    for word in words:
        at = key(word)
        by_key[at] = word if by_key.get(at, word) == word else None
    return {at: word for at, word in by_key.items() if word is not None}


def _skeleton(word: str) -> str:
    """Return what is left of a word without the vowels after its first letter."""
    bones = word[0] + _VOWELS.sub("", word[1:])
    return _DOUBLED.sub(r"\1", bones.replace("ck", "k"))


def _single(word: str) -> str:
    return _DOUBLED.sub(r"\1", word)


def slips(text: str, *, loose: bool) -> list[Slip]:
    """Return the misspelled words of a text, in order; the vowelless only where it is `loose`."""
    words = _words()
    found = []
    for token in _TOKEN.finditer(text):
        spelled = token[0]
        if spelled in words.known:
            continue
        right = _swapped(spelled, words) or _doubled(spelled, words)
        if right is None and loose and not _VOWELS.search(spelled, 1):
            right = words.skeletons.get(_skeleton(spelled))
        if right is not None:
            found.append(Slip(token.start(), token.end(), right))
    return found


def _swapped(spelled: str, words: _Words) -> str | None:
    """Read a word in which two neighbours have changed places."""
    if len(spelled) < _SHORTEST_SLIP:
        return None
    for place in range(1, len(spelled) - 1):
        other = spelled[:place] + spelled[place + 1] + spelled[place] + spelled[place + 2 :]
        if other != spelled and other in words.known:
            return other
    return None


def _doubled(spelled: str, words: _Words) -> str | None:
    """Read a word that has one letter for two, or two for one."""
    if len(spelled) < _SHORTEST_DOUBLE:
        return None
    return words.doubles.get(_single(spelled))
