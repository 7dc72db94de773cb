"""What takes the place of a rude noun or adjective, by the slot in which it stands."""

import re

from tonebridge.language.en.patterns import pattern, word_set
from tonebridge.language.en.verbs import base_of_third
from tonebridge.language.en.words import ACTIONS

COPULA = pattern("words.copula")
DETERMINER = pattern("words.determiner")
NEXT_WORD = re.compile(r"\s([a-z][a-z'-]*|[^\x00-\x7f])")
AFTER_NOUN = word_set("words.after_noun")
"""Words before which a noun ends."""
MAY_BE = re.compile(r"\b(?:be|being|been|am) an? $", re.IGNORECASE)
_STUFF = pattern("words.stuff")
_OBJECT_NEXT = pattern("words.object_next")
"""What stands before a rude word that is an object: `a lot of`."""
_PEOPLE = pattern("words.people")
_COLLECTIVE = frozenset({"mess", "scum", "trash", "garbage", "shit", "crap"})
_MILDER = " could use some improvement"
_MILDER_PERSON = " could do better"
_PERSON_BEFORE = pattern("words.person_before")
_RUINED = frozenset({"fucked", "fucked up", "screwed up"})


def without_name(before: str, word: str, after: str) -> str:
    """Say a clause without a rude noun or adjective, which stood between its two parts."""
    return (
        _object(before, word, after)
        or _body(before, word, after)
        or _predicate(before, word, after)
        or _degree(before, after)
        or _attribute(before, word, after)
        or _noun(before, word, after)
    )


def _object(before: str, word: str, after: str) -> str | None:
    """Put a mild word where a rude one is an object, or is said of people."""
    if _STUFF.fullmatch(word) and _OBJECT_NEXT.search(before):
        return before + "stuff" + after
    people = _PEOPLE.search(before) if word.lower() in _COLLECTIVE else None
    if people is None:
        return None
    mild = before[people.end() :] + word if word.lower() == "mess" else " difficult"
    return before[: people.end()] + mild + after


_BODY = frozenset({"ass", "asses", "arse", "butt"})
_BODY_OF = re.compile(r"\b(his|her|their|my|your|our|yo|ur) (?:[a-z-]+ )?$", re.IGNORECASE)
_WHOLE = {"his": "him", "her": "her", "their": "them", "my": "me", "our": "us"}


def _body(before: str, word: str, after: str) -> str | None:
    """Say `crush his smug ass` as `crush him`."""
    found = _BODY_OF.search(before) if word.lower() in _BODY else None
    if found is None:
        return None
    return before[: found.start()] + _WHOLE.get(found[1].lower(), "you") + after


def _named(after: str) -> str:
    """Return the noun that a rude word stands before, or nothing."""
    following = NEXT_WORD.match(after.lower())
    if following is None or following[1] in AFTER_NOUN:
        return ""
    verb = base_of_third(following[1]) and _VERB_PHRASE.match(after)
    return "" if verb else following[1]


_VERB_PHRASE = pattern("words.verb_phrase")


def _predicate(before: str, word: str, after: str) -> str | None:
    low = before.lower()
    if low.endswith(" as ") and after.lower().startswith(" as "):
        return before + "poor" + after
    named = _named(after) and not after.lower().startswith((" as", " like"))
    copula = None if named else COPULA.search(low)
    if copula is not None:
        subject = low[: copula.start()].rstrip()
        person = _PERSON_BEFORE.search(subject) is not None
        if word.lower() in _RUINED:
            return before + ("in trouble" if person else "broken") + after
        return before[: copula.start()] + (_MILDER_PERSON if person else _MILDER) + after
    if MAY_BE.search(before) and not _named(after):
        return re.sub(r"an? $", "difficult", before) + after
    return None


_TO_DEGREE = re.compile(
    r"\b(how|as|too|quite|pretty|more|most|less|a little|a bit|rather|somewhat) $"
)
_PLAINLY = frozenset({"how", "as", "too", "quite", "pretty", "less"})
_AND_ADJECTIVE = re.compile(r",? and ([a-z]+) (?=[a-z]+)")
_ADVERB_LAST = re.compile(
    r"\b(?:really|very|so|truly|extremely|totally|completely) $", re.IGNORECASE
)


def _degree(before: str, after: str) -> str | None:
    """Keep an adjective that a word of degree or another adjective leans on."""
    low = before.lower()
    degree = _TO_DEGREE.search(low)
    if degree is not None:
        return before + ("bad" if degree[1] in _PLAINLY else "questionable") + after
    joined = None if COPULA.search(low) else _AND_ADJECTIVE.match(after)
    if joined is None:
        return None
    return _ADVERB_LAST.sub("", before) + joined[1] + after[joined.end() :]


_INDEFINITE = re.compile(r"\ban? $")
_RUDE_PAIR = re.compile(r"([a-z-]+),? and $")
_BECOMES = pattern("words.becomes")


def _attribute(before: str, word: str, after: str) -> str | None:
    low = before.lower()
    noun = _named(after)
    if not noun:
        if _BECOMES.search(low):
            return before + ("in trouble" if word.lower() in _RUINED else "bad") + after
        return None
    if COPULA.search(low) and _INDEFINITE.search(low):
        return before + "questionable" + after
    if _STUFF.fullmatch(word) and not before.strip() and base_of_third(noun):
        return before + "Stuff" + after
    pair = _RUDE_PAIR.search(low)
    start = pair.start() if pair and ACTIONS.has(pair[1]) else len(before)
    return before[:start] + after.lstrip()


_ABSTRACT = frozenset(
    {"stupidity", "idiocy", "incompetence", "insanity", "nonsense", "bullshit", "bs"}
)
_POINTING = frozenset({"this", "that", "these", "those"})
_AND_STUFF = pattern("words.and_stuff")
_AND_LAST = re.compile(r",? (?:and|or|&) $", re.IGNORECASE)
_PLACED = re.compile(r"\b(?:of|about|with|for|from|in|by|at) $", re.IGNORECASE)
_SUBJECT_NEXT = re.compile(r"\s*(?:'s|is|are|was|were|will|gonna|[a-z]+s)\b")


def _noun(before: str, word: str, after: str) -> str:
    determiner = DETERMINER.search(before.lower())
    if determiner is None:
        return _bare_noun(before, word, after)
    if determiner[1] in _POINTING:
        return before.rstrip() + after
    if determiner[1] in {"a", "an"}:
        return before + "issue" + after
    put = "mistakes" if word.lower() in _ABSTRACT else "work"
    return before + ("stuff" if _STUFF.fullmatch(word) else put) + after


def _bare_noun(before: str, word: str, after: str) -> str:
    stuff = _STUFF.fullmatch(word)
    if stuff and _AND_STUFF.search(before) and not _SUBJECT_NEXT.match(after):
        return _AND_STUFF.sub("", before) + after
    if not after.strip(" .!?") and _AND_LAST.search(before):
        return _AND_LAST.sub("", before) + after
    if not before.strip() and after.lstrip()[:1] in {",", "!", ".", ""}:
        return after.lstrip(" ,")
    put = "mistakes" if word.lower() in _ABSTRACT and _PLACED.search(before) else ""
    return before + ("stuff" if stuff else put) + after
