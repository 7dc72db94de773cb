"""Small pieces of English grammar: what a verb's object is, agreement, articles."""

import re
from typing import NamedTuple

from tonebridge.domain.message import Intensity
from tonebridge.language.en.patterns import pattern
from tonebridge.language.en.verbs import (
    BASES,
    NOUNS_TOO,
    base_of_gerund,
    base_of_participle,
    base_of_past,
    gerund,
)
from tonebridge.language.facts import FIRST_MASK, MASK_CLASS

PARTICLES = frozenset(["up", "down", "out", "off", "over", "back", "away", "apart", "around", "aside", "through"])
_BOUNDARIES = frozenset(
    ["in", "on", "at", "with", "without", "from", "to", "for", "by", "before", "after", "during", "again", "when", "while", "because", "since", "but", "so", "if", "unless", "until", "into", "onto", "over", "under", "through", "as", "yesterday", "today", "tomorrow", "right", "twice", "once", "instead", "yet", "already", "still", "like", "first", "properly", "correctly", "completely", "entirely", "anymore", "either", "too", "wrong", "late", "early", "behind", "against", "between", "across", "per", "via", "than", "last", "despite", "whenever", "everywhere", "there", "here", "now", "then"]
)
_DETERMINERS = frozenset(
    ["the", "a", "an", "this", "that", "these", "those", "my", "your", "our", "his", "her", "its", "their", "all", "every", "each", "both", "some", "any", "no", "another", "several", "many", "two", "three", "four", "five", "most", "half"]
)
_PLURAL_FIRST = frozenset(["these", "those", "both", "several", "many", "two", "three", "four", "five", "all"])
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
            bare in _BOUNDARIES
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


def _describes(words: list[re.Match[str]], number: int) -> bool:
    """Tell whether a word in -ly stands before a noun: the nightly build."""
    return words[number - 1][0].lower() in _DETERMINERS and number + 1 < len(words)


def _continues(words: list[re.Match[str]], number: int) -> bool:
    """Tell whether an `and` joins two nouns rather than two clauses."""
    if number + 1 >= len(words):
        return False
    following = words[number + 1][0].strip(",.!?").lower()
    if following in _DETERMINERS:
        return True
    verbal = base_of_past(following) or following in BASES or base_of_gerund(following)
    return not verbal and following not in _NO_SUBJECT | {"you", "we", "they", "i", "it", "then"}


def was(phrase: str) -> str:
    """Return `was` or `were`, as the phrase asks."""
    words = phrase.lower().split()
    if words[0] in _PLURAL_FIRST or " and " in phrase or words[-1] in {"they", "people", "data"}:
        return "were"
    head = words[-1]
    for place, word in enumerate(words):
        if word in {"of", "that", "which", "we", "who"} and place:
            head = words[place - 1]
            break
    plural = head.endswith("s") and not head.endswith(("ss", "us", "is", "'s", "ous"))
    return "were" if plural else "was"


def passive_participle(past: str) -> str | None:
    """Return the participle for a word that is a simple past, or None if it is none."""
    base = base_of_past(past)
    if base is None:
        return None
    from tonebridge.language.en.verbs import participle  # noqa: PLC0415

    return past if past.endswith("ed") else participle(base)


def is_participle(word: str) -> bool:
    """Tell whether a word can be a past participle."""
    return base_of_participle(word) is not None


def opens_request(clause: str) -> bool:
    """Tell whether a clause is an imperative: it opens with an uninflected verb."""
    match = re.match(r"([A-Za-z]+(?:-[a-z]+)?)(?=[\s.,!?:;]|$)(.*)", clause, re.DOTALL)
    if match is None:
        return False
    verb, rest = match[1].lower(), match[2]
    if verb not in BASES:
        return False
    following = rest.strip().split(" ", 1)[0].lower().strip(",.!?:;") if rest.strip() else ""
    if following in {
        "is",
        "are",
        "was",
        "were",
        "has",
        "had",
        "will",
        "would",
        "must",
        "and",
    } and (verb in NOUNS_TOO):
        return False
    if verb in NOUNS_TOO:
        stop = _CLAUSE_ENDS.search(rest)
        reach = rest[: stop.start()] if stop else rest
        if following not in _DETERMINERS and _FINITE.search(reach.lower()):
            return False
        if not rest.strip(" .!?"):
            return len(clause.split()) == 1 and verb not in {
                "name",
                "note",
                "notes",
                "record",
                "support",
            }
        if following in {"of", "for"} and verb not in {"wait", "search", "file"}:
            return False
    return True


def with_article(text: str) -> str:
    """Mend `a` and `an` before the word that follows them now."""
    text = re.sub(r"\b([Aa])n (?=[bcdfgjklmnpqrstvwxz])", r"\1 ", text)
    return re.sub(r"\b([Aa]) (?=[aeio](?!ne\b|nce\b|u))", r"\1n ", text)


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


_PROPER = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "slack", "jira", "github", "gitlab", "google", "amazon", "azure", "kubernetes", "docker", "python", "java", "postgres", "redis", "excel", "english", "japanese", "tokyo", "london"]
)


def gerund_phrase(clause: str) -> str | None:
    """Turn a clause that opens with a base verb into an -ing phrase."""
    verb, _, rest = clause.partition(" ")
    bare = verb.lower()
    if (
        bare not in BASES
        or (re.search(r"\b(?:and|or) (?:then )?(\w+)", rest)
        and _second_verb(rest))
    ):
        return None
    return gerund(bare) + (" " + rest if rest else "")


def _second_verb(rest: str) -> bool:
    return any(
        match[1].lower() in BASES for match in re.finditer(r"\b(?:and|or) (?:then )?(\w+)", rest)
    )


def strength(intensity: Intensity) -> int:
    """Return the intensity as a plain index into a row of three wordings."""
    return max(0, min(2, int(intensity) - 1))


def has_mask(text: str) -> bool:
    """Tell whether a locked fact stands in the text."""
    return _MASK.search(text) is not None
