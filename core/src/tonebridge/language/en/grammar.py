"""Small pieces of English grammar: what a verb's object is, agreement, articles."""

import re
from functools import lru_cache
from typing import NamedTuple

from tonebridge.language.en.patterns import pattern, word_set
from tonebridge.language.en.verbs import (
    BASES,
    NOUNS_TOO,
    base_of_gerund,
    base_of_past,
    base_of_third,
    gerund,
)
from tonebridge.language.facts import FIRST_MASK, MASK_CLASS

PARTICLES = frozenset(
    ["up", "down", "out", "off", "over", "back", "away", "apart", "around", "aside", "through"]
)
_BOUNDARIES = word_set("grammar.boundaries")
DETERMINERS = word_set("grammar.determiners")
"""Words that a noun follows."""
_PLURAL_FIRST = frozenset(
    ["these", "those", "both", "several", "many", "two", "three", "four", "five", "all"]
)
_NO_SUBJECT = frozenset(["me", "us", "him", "her", "myself", "yourself"])
_SUBJECT_OF = {"them": "they"}
_FINITE = pattern("grammar.finite")
_CLAUSE_ENDS = pattern("grammar.clause_ends")
_WORD = re.compile(r"[^\s]+")
_MASK = re.compile(f"[{MASK_CLASS}]")


class Object(NamedTuple):
    """A verb's object and what follows it, with its leading space."""

    phrase: str
    rest: str


def object_of(text: str) -> Object | None:
    """Split what follows a transitive verb into its object and the rest; None without one."""
    words = list(_WORD.finditer(text))
    if not words:
        return None
    end = len(text)
    for number, word in enumerate(words):
        raw = word[0]
        bare = raw.strip(",.!?:;\"'()").lower()
        if (
            (bare in _BOUNDARIES and not _qualifies(words, number))
            or (bare in _STATES and number > 1)
            or (bare.endswith("ly") and number and not _describes(words, number))
            or raw.startswith(("-", "—", "–"))
        ):
            end = word.start()
            break
        if bare in {"and", "or"} and not _continues(words, number):
            end = word.start()
            break
        if number and bare in _NO_SUBJECT | {"you", "we", "they", "i", "it"}:
            end = word.start()
            break
        if raw.endswith((",", ";", ":")):
            end = word.end() - 1
            break
    phrase = text[:end].strip()
    first = phrase.split(" ", 1)[0].lower() if phrase else ""
    if (
        not phrase
        or first in _NO_SUBJECT
        or first.endswith("ing")
        or first in {"that", "how"} - {phrase}
    ):
        return None
    return Object(
        _SUBJECT_OF.get(phrase, phrase), (" " + text[end:].strip()) if text[end:].strip() else ""
    )


_STATES = word_set("grammar.states")


_POINTING = frozenset({"this", "that", "these", "those", "all", "some", "any", "each", "both"})
_PLACING = frozenset(
    ["from", "in", "on", "at", "with", "without", "to", "for", "by", "of", "before", "after"]
)


def _qualifies(words: list[re.Match[str]], number: int) -> bool:
    """Tell whether a word stands between a determiner and a noun: the wrong labels."""
    return (
        number > 0
        and words[number - 1][0].lower() in DETERMINERS
        and number + 1 < len(words)
        and not (number == 1 and words[0][0].lower() in _POINTING and words[1][0] in _PLACING)
        and not words[number][0].endswith((",", ";", ":"))
    )


def _describes(words: list[re.Match[str]], number: int) -> bool:
    """Tell whether a word in -ly stands before a noun: the nightly build."""
    return words[number - 1][0].lower() in DETERMINERS and number + 1 < len(words)


def _continues(words: list[re.Match[str]], number: int) -> bool:
    """Tell whether an `and` joins two nouns rather than two clauses."""
    if number + 1 >= len(words):
        return False
    following = words[number + 1][0].strip(",.!?").lower()
    if following in DETERMINERS:
        return True
    verbal = base_of_past(following) or following in BASES or base_of_gerund(following)
    return not verbal and following not in _NO_SUBJECT | {"you", "we", "they", "i", "it", "then"}


_HEAD_ENDS = frozenset(
    [
        "of",
        "that",
        "which",
        "we",
        "who",
        "for",
        "in",
        "on",
        "at",
        "with",
        "from",
        "to",
        "about",
        "between",
    ]
)
"""What stands behind the noun that a verb agrees with."""


def was(phrase: str) -> str:
    """Return `was` or `were`, as the phrase asks."""
    words = phrase.lower().split()
    if phrase == "I":
        return "was"
    if (
        words[0] in {"we", "they", *_PLURAL_FIRST}
        or " and " in phrase
        or words[-1] in {"they", "people", "data"}
    ):
        return "were"
    head = words[-1]
    for place, word in enumerate(words):
        if word in _HEAD_ENDS and place:
            head = words[place - 1]
            break
    plural = head.endswith("s") and not head.endswith(("ss", "us", "is", "'s", "ous"))
    return "were" if plural else "was"


def are(phrase: str) -> str:
    """Return `am`, `is` or `are`, as the phrase asks."""
    if phrase == "I":
        return "am"
    return "are" if was(phrase) == "were" else "is"


_IMPERATIVE = re.compile(r"([A-Za-z]+(?:-[a-z]+)?)(?=[\s.,!?:;]|$)(.*)", re.DOTALL)
_FINITE_NEXT = word_set("grammar.finite_next")
_NEVER_ALONE = word_set("grammar.never_alone")


@lru_cache(maxsize=512)
def opens_request(clause: str) -> bool:
    """Tell whether a clause is an imperative: it opens with an uninflected verb."""
    match = _IMPERATIVE.match(clause)
    if match is None:
        return False
    verb = match[1].lower()
    if verb not in BASES:
        adverb = verb in _ADVERBS or (verb.endswith("ly") and verb not in _NO_ADVERBS)
        return adverb and match[2].startswith(" ") and opens_request(match[2].lstrip())
    if verb in _ADJECTIVES_TOO and (rest := match[2].strip(" .!?")):
        following = rest.partition(" ")[0].lower().strip(",:;")
        return following in DETERMINERS or following in _OBJECT_FIRST or has_mask(following)
    return verb not in NOUNS_TOO or _reads_as_verb(verb, match[2].strip(" .!?"))


def _reads_as_verb(verb: str, rest: str) -> bool:
    """Tell whether a word that is a noun too is a verb before this rest."""
    if not rest:
        return verb not in _NEVER_ALONE
    following = rest.split(" ", 1)[0].lower().strip(",:;")
    if has_mask(following) and any(map(base_of_third, rest.lower().split(" ", 3)[1:3])):
        return False
    if following in _PARTICLES_NEXT:
        return True
    if base_of_past(following) and not following.endswith("ed") and following not in BASES:
        return False
    if following in _FINITE_NEXT or (
        following in {"of", "for"} and verb not in _TAKES_FOR and not verb.startswith("re")
    ):
        return False
    stop = _CLAUSE_ENDS.search(rest)
    reach = rest[: stop.start()] if stop else rest
    return following in DETERMINERS or _FINITE.search(reach.lower()) is None


_ADJECTIVES_TOO = frozenset(
    [
        "cool",
        "free",
        "quiet",
        "dry",
        "warm",
        "calm",
        "slow",
        "dim",
        "secure",
        "double",
        "triple",
        "smooth",
        "loose",
        "tame",
        "idle",
        "blind",
        "fake",
        "spare",
        "mock",
        "hollow",
        "brief",
        "level",
    ]
)
"""Verbs that are adjectives too: an object or a particle tells which."""
_OBJECT_FIRST = frozenset(
    ["up", "down", "off", "out", "it", "them", "me", "us", "him", "her", "everything", "everyone"]
)
_ADVERBS = frozenset(["always", "first", "also", "therefore"])
"""What may stand before an order, beside any adverb in -ly."""
_NO_ADVERBS = frozenset(["family", "july", "italy", "daily", "weekly", "monthly", "yearly"])
_PARTICLES_NEXT = frozenset(["up", "down", "in", "out", "off", "over", "back", "on"])
_TAKES_FOR = frozenset({"wait", "search", "file"})


def with_article(text: str) -> str:
    """Mend `a` and `an` before the word that follows them now."""
    text = re.sub(r"\b([Aa])n (?=[bcdfgjklmnpqrstvwxz])", r"\1 ", text)
    return re.sub(r"\b([Aa]) (?=[aeio](?!ne\b|nce\b|u))", r"\1n ", text)


_SECOND_VERB = re.compile(r"\b(?:and|or) (?:then )?(\w+)")
_KEEPS_CAPITAL = re.compile(r"I\b|I'|[A-Z][A-Z0-9]|[A-Z][a-z]+[A-Z]")


def lower_first(text: str) -> str:
    """Lower the first letter, unless the word needs its capital anywhere."""
    if not text or _KEEPS_CAPITAL.match(text) or ord(text[0]) >= FIRST_MASK:
        return text
    first = text.split(" ", 1)[0].strip(",.!?")
    if first.lower() in _PROPER:
        return text
    return text[0].lower() + text[1:]


def upper_first(text: str) -> str:
    """Raise the first letter."""
    return text[:1].upper() + text[1:]


_PROPER = word_set("grammar.proper")


def gerund_phrase(clause: str) -> str | None:
    """Turn a clause that opens with a base verb into an -ing phrase."""
    verb, _, rest = clause.partition(" ")
    bare = verb.lower()
    second = any(match[1].lower() in BASES for match in _SECOND_VERB.finditer(rest))
    if bare not in BASES or second:
        return None
    return gerund(bare) + (" " + rest if rest else "")


def has_mask(text: str) -> bool:
    """Tell whether a locked fact stands in the text."""
    return not text.isascii() and _MASK.search(text) is not None
