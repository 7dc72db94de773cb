"""How English verbs inflect, both ways, for the verbs of work messages."""

import re
from functools import cache

from tonebridge.language.lexicon import knowledge

_DATA = knowledge("en_verbs")
_VERBS = frozenset(_DATA["verbs"].split())


def _again(verbs: frozenset[str]) -> frozenset[str]:
    """Return the verbs, and each with `re` before it: book and rebook."""
    return verbs | {"re" + verb for verb in verbs if len(verb) > len("act") and verb[0] != "e"}


NOUNS_TOO: frozenset[str] = _again(frozenset(_DATA["nouns_too"].split()))
"""Verbs that are as often a noun."""
BASES: frozenset[str] = _again(_VERBS) | NOUNS_TOO
"""Verbs that can open a request, uninflected."""

INFLECTED = BASES | frozenset(_DATA["others"].split())
"""All verbs that this module can inflect with certainty."""

_DOUBLING = frozenset(_DATA["doubling"].split())
_IRREGULAR: dict[str, tuple[str, str]] = {
    words[0]: (words[1], words[2])
    for entry in _DATA["irregular"].split("|")
    if (words := entry.split())
}
_VOWELS = "aeiou"


def participle(base: str) -> str:
    """Return the past participle: broken, updated, stopped."""
    if base in _IRREGULAR:
        return _IRREGULAR[base][1]
    if base in {"cc", "bcc"}:
        return f"{base}'d"
    return _regular(base)


def participle_of_past(word: str) -> str | None:
    """Return the past participle for a word that is a simple past, or None if it is none."""
    base = base_of_past(word)
    if base is None:
        return None
    return word if word.endswith("ed") else participle(base)


def past(base: str) -> str:
    """Return the simple past: broke, updated, stopped."""
    if base in _IRREGULAR:
        return _IRREGULAR[base][0]
    return _regular(base)


def gerund(base: str) -> str:
    """Return the -ing form: breaking, updating, stopping."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return base[:-1] + "ing"
    return (base + base[-1] if _doubles(base) else base) + "ing"


def third(base: str) -> str:
    """Return the third person: breaks, pushes, tries."""
    if base in _THIRD:
        return _THIRD[base]
    if base.endswith(("s", "x", "ch", "sh", "z", "o")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


_THIRD = {"be": "is", "have": "has"}
_SHORT_WORD = re.compile(r"(?:[^aeiou]*|s?qu)[aeiou][bdgklmnprtvz]")


def _doubles(base: str) -> bool:
    return base in _DOUBLING or _SHORT_WORD.fullmatch(base) is not None


def _regular(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    return (base + base[-1] if _doubles(base) else base) + "ed"


@cache
def _readings() -> tuple[dict[str, str], ...]:
    bases = BASES | _IRREGULAR.keys() | _DOUBLING | frozenset(_DATA["others"].split())
    return (
        {past(base): base for base in sorted(bases)},
        {participle(base): base for base in sorted(bases)},
        {gerund(base): base for base in sorted(bases)},
        {third(base): base for base in sorted(bases)},
    )


def base_of_past(word: str) -> str | None:
    """Return the base of a simple past, if this is one."""
    return _readings()[0].get(word) or _guessed(word, "ed")


def base_of_participle(word: str) -> str | None:
    """Return the base of a past participle, if this is one."""
    return _readings()[1].get(word) or _guessed(word, "ed")


def base_of_gerund(word: str) -> str | None:
    """Return the base of an -ing form, if this is one."""
    return _readings()[2].get(word)


def base_of_third(word: str) -> str | None:
    """Return the base of a third person singular, if this is one."""
    return _readings()[3].get(word)


_SHORTEST_STEM = 3


def _guessed(word: str, ending: str) -> str | None:
    """Take an unknown regular form at its word: `provisioned` is from `provision`."""
    stem = word.removesuffix(ending)
    if stem == word or len(stem) < _SHORTEST_STEM or word.endswith(("eed", "ied")):
        return None
    return stem
