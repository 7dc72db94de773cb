"""Whom or what an English pronoun or demonstrative may stand for, asked where that is open."""

import re
from functools import cache

from tonebridge.language.en.patterns import compiled
from tonebridge.language.en.raised import Raised, asked
from tonebridge.language.lexicon import knowledge

_DATA = knowledge("en_clarify")["pronouns"]
_PATTERNS = knowledge("en_clarify")["patterns"]
_THING = compiled(_PATTERNS["pronoun"])
_PLURAL = compiled(_PATTERNS["plural_pronoun"])
_PERSON = compiled(_PATTERNS["person_pronoun"])
_NAMED = compiled(_PATTERNS["named"])
_SEVERAL = compiled(_PATTERNS["several"])
_EXPLETIVE = compiled(_PATTERNS["expletive"])
_SINGULAR = compiled(_PATTERNS["singular"])
_DEMONSTRATIVE = compiled(_PATTERNS["demonstrative"])
_TWO = 2
_PERSONS = frozenset({"he", "she", "him", "his", "her"})


def referents(text: str, low: str) -> list[Raised]:
    """Ask about the first pronoun of each sort, and about each bare demonstrative."""
    return [*_things(text, low), *_people(text, low), *_those(text, low)]


def _things(text: str, low: str) -> list[Raised]:
    for pronoun in _THING.finditer(low):
        if _EXPLETIVE.match(low, pronoun.start()):
            continue
        words = text[pronoun.start() : pronoun.end()]
        if _NAMED.search(text, 0, pronoun.start()) is None:
            return [Raised(pronoun.start(), asked(_DATA["question"], words), weak=False)]
        rivals = _rivals(text, low, pronoun.start()) if pronoun[0] == "it" else []
        if len(rivals) > 1:
            either = asked(_DATA["rivals_question"], words)
            either = either.replace("{either}", " or ".join(rivals[-_TWO:]))
            return [Raised(pronoun.start(), either, weak=False)]
        return []
    return []


def _rivals(text: str, low: str, end: int) -> list[str]:
    """Name the things of the sentence that "it" may stand for."""
    begin = max(low.rfind(mark, 0, end) for mark in ".!?\n") + 1
    found = [
        match for match in _SINGULAR.finditer(low, begin, end) if match["noun"] not in _times()
    ]
    return list(dict.fromkeys(f'"{text[match.start() : match.end()]}"' for match in found))


@cache
def _times() -> frozenset[str]:
    return frozenset(_DATA["time_nouns"].split())


@cache
def _party() -> re.Pattern[str]:
    nouns = "|".join(_DATA["people_nouns"].split())
    no_agents = "|".join(_DATA["no_agents"].split())
    return re.compile(
        r"\b(?:[Tt]he|[Aa]n?|[Oo]ur|[Yy]our|[Mm]y|[Tt]heir|[Hh]is|[Hh]er|[Aa]ll|[Tt]wo|[Ss]ome) "
        r"(?:[a-z]+ )?"
        rf"((?:{nouns})s?|(?!(?:{no_agents})s?\b)[a-z]{{3,}}(?:er|or|ist|ian)s?)\b"
        rf"|\b([A-Z][a-z]+)(?= (?:{_DATA['told']})\b)|(?<=[a-z] )([A-Z][a-z]+)\b"
    )


def _people(text: str, low: str) -> list[Raised]:
    """Ask who is meant where two people or parties stand before a pronoun, or nobody does."""
    found: list[Raised] = []
    for sort, sought in (("one", _PERSON), ("many", _PLURAL)):
        for pronoun in sought.finditer(low):
            question = _who(text, low, pronoun, sort)
            if question is not None:
                words = text[pronoun.start() : pronoun.end()]
                found.append(Raised(pronoun.start(), asked(question, words), weak=False))
                break
    return found


def _who(text: str, low: str, pronoun: re.Match[str], sort: str) -> str | None:
    begin = max(low.rfind(mark, 0, pronoun.start()) for mark in ".!?\n") + 1
    here = [
        next(filter(None, party.groups()))
        for party in _party().finditer(text, begin, pronoun.start())
    ]
    if len(set(here)) > 1:
        return str(_DATA["people_question"])
    if sort == "one":
        alone = pronoun[0] in _PERSONS and not _party().search(text, 0, pronoun.start())
        return str(_DATA["people_question"]) if alone else None
    if (
        here
        or _party().search(text, 0, pronoun.start())
        or _SEVERAL.search(text, 0, pronoun.start())
    ):
        return None
    return str(_DATA["plural_question"])


def _those(text: str, low: str) -> list[Raised]:
    """Ask which one "that report" is, where no report stands before it."""
    for found in _DEMONSTRATIVE.finditer(low):
        noun = found["noun"]
        stem = noun[: max(4, len(noun) - 2)]
        if noun in _times() or stem in low[: found.start()]:
            continue
        words = text[found.start() : found.end()]
        return [Raised(found.start(), asked(_DATA["those_question"], words), weak=False)]
    return []
