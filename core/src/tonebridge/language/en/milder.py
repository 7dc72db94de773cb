"""Take rude words out of a clause, or put milder ones in, so that its grammar stays whole."""

import re
from functools import lru_cache

from tonebridge.language.en.grammar import with_article
from tonebridge.language.en.patterns import pattern, word_set
from tonebridge.language.en.verbs import base_of_past, base_of_third
from tonebridge.language.en.words import ACTIONS
from tonebridge.language.lexicon import Hit, folded

_COPULA = pattern("words.copula")
_DETERMINER = pattern("words.determiner")
_NEXT_WORD = re.compile(r"\s([a-z][a-z'-]*|[^\x00-\x7f])")
_ARTICLE = re.compile(r"(?<!what) an? $", re.IGNORECASE)
_BROKEN = re.compile(
    r"\b(?:be|been|being|get|gets|got|getting|of|an?|so|all|"
    r"(?:is|are|was|were) (?:this|that|it)) $",
    re.IGNORECASE,
)
_DEGREE = re.compile(r"\b(?:how|so|too|as|pretty|really|totally|that) $", re.IGNORECASE)
_STUFF = pattern("words.stuff")
_OBJECT_NEXT = pattern("words.object_next")
"""What stands before a rude word that is an object: `a lot of`."""
_PEOPLE = pattern("words.people")
_COLLECTIVE = frozenset({"mess", "scum", "trash", "garbage", "shit", "crap"})
_AFTER_NOUN = word_set("words.after_noun")
_MILDER = " could use some improvement"


@lru_cache(maxsize=256)
def milder(clause: str) -> str:
    """Take the rude words out of a clause, or put milder ones in; grammar is kept."""
    hits = ACTIONS.find(folded(clause))
    if not hits:
        return clause
    text = clause
    kept = len(clause)
    for hit in reversed(hits):
        if hit.end > kept:
            continue  # it went with a word behind it
        mended = _mend(text, hit)
        kept = _shared(text[: hit.start], mended)
        text = mended
    text = re.sub(r"\s+([,.!?;:])", r"\1", re.sub(r"[ \t]{2,}", " ", text)).strip()
    text = re.sub(
        r"^[,;]\s*|,(?=[,.?!])|\b(?:so|very|such a|such an|really|totally)(?=[.,!?]|$)", "", text
    )
    return with_article(_LOST_PAIR.sub(r"\1", text).strip(" ,"))


_LOST_PAIR = re.compile(
    r"\b((?:with|of|the|an?|your|my|our|his|her|their|this|that|these|those|such|for|in|by|about) )"
    r"(?:and|or) (?=[a-z])",
    re.IGNORECASE,
)
"""A pair of adjectives that has lost the first."""


def _shared(before: str, after: str) -> int:
    """Count the characters that both begin with."""
    for place, (old, new) in enumerate(zip(before, after)):  # noqa: B905 - either may be shorter
        if old != new:
            return place
    return min(len(before), len(after))


def _mend(text: str, hit: Hit[str]) -> str:
    before, word, after = text[: hit.start], text[hit.start : hit.end], text[hit.end :]
    if hit.value.startswith("="):
        put = hit.value[1:]
        if not put and word.lower().startswith("as ") and after.startswith(" as "):
            put = "as bad"
        if put == "broke":
            put = _state_of(before, after)
        if word[:1].isupper() and put:
            put = put[0].upper() + put[1:]
        return before + put + after
    if hit.value == "drop":
        if not after.strip():
            return before
        if before.strip() and after.lstrip().startswith(",") and before.rstrip()[-1] != ",":
            return before.rstrip() + after.lstrip()
        return re.sub(r"(?:,\s*)?$", "", before) + " " + after.lstrip(", ")
    if hit.value == "person":
        return _unwise(before, after) or _without_person(before, word, after)
    return _milder_name(before, word, after) or _without_name(before, word, after)


def _state_of(before: str, after: str) -> str:
    """Say `fucked up` as what it is: `is wrong`, `has been broken`, `you broke it`."""
    if _DEGREE.search(before):
        return "bad"
    if _COPULA.search(before.lower()):
        return "wrong"
    if _BROKEN.search(before):
        return "broken"
    return "made a mistake" if after.strip(" .!?") in {"", "again"} else "broke"


def _milder_name(before: str, word: str, after: str) -> str | None:
    """Put a mild word where a rude one is an object, or is said of people."""
    if _STUFF.fullmatch(word) and _OBJECT_NEXT.search(before):
        return before + "stuff" + after
    people = _PEOPLE.search(before) if word.lower() in _COLLECTIVE else None
    if people is None:
        return None
    mild = before[people.end() :] + word if word.lower() == "mess" else " difficult"
    return before[: people.end()] + mild + after


def _unwise(before: str, after: str) -> str | None:
    """Say `make him an idiot`, at the end of a clause, without an insult."""
    article = _ARTICLE.search(before)
    if article is None:
        return None
    if _is_predicate(before) or _MAY_BE.search(before):
        if (
            _NEXT_WORD.match(after.lower()) is None
            or after.lstrip(" ").partition(" ")[0] in _AFTER_NOUN
        ):
            return before[: article.start() + 1] + "difficult" + after
        return None
    if after.strip(" .!?") or _MADE.search(before.lower()) is None:
        return None
    return before[: article.start() + 1] + "an unwise person" + after


_NAMED = pattern("words.named")
"""A phrase that its noun is missing from, once the insult is gone."""
_MADE = pattern("words.made")
_MAY_BE = re.compile(r"\b(?:be|being|been|am) an? $", re.IGNORECASE)


def _without_person(before: str, word: str, after: str) -> str:
    low = before.lower()
    if _YOU_LAST.search(low) and _is_verb(after):
        return before.rstrip() + after
    return _somebody(before, after) or _person(before, word, after)


def _somebody(before: str, after: str) -> str | None:
    """Name nobody where an insult stands for somebody unknown."""
    low = before.lower()
    for asking in ("which ", "what ", "who is the ", "who's the ", "who was the "):
        if low.endswith(asking):
            return before[: -len(asking)] + "who" + re.sub(r"^ (?:that|who)\b", "", after)
    if (
        low.endswith(("some ", "an ", "a "))
        and re.match(r" [a-z]+", after)
        and not _is_predicate(before)
    ):
        cut = max(low.rfind(det) for det in ("some ", "an ", "a "))
        return before[:cut] + "someone" + after
    if re.match(r" (?:who|that) ", after) and (not low.strip() or low.endswith("the ")):
        return (
            re.sub(r"\bthe $", "", before, flags=re.IGNORECASE)
            + "whoever"
            + after[after.index(" ", 1) :]
        )
    return None


def _person(before: str, word: str, after: str) -> str:
    low = before.lower()
    vocative = re.sub(
        r"(?:,?\s*\b(?:you|u)(?: (?:guys|people))?\s*|,\s*)$", "", before, flags=re.IGNORECASE
    )
    if not before.strip() and _GOES_ON.match(after):
        return ("People" if word.lower().endswith("s") else "Someone") + after
    determined = _DETERMINER.search(low) is not None or _NAMED.search(low) is not None
    if vocative != before or not before.strip() or (not determined and not after.strip(" .!?")):
        return vocative + (after if vocative.strip() else after.lstrip(" ,"))
    if determined:
        return before + ("people" if word.lower().endswith("s") else "person") + after
    return before + after.lstrip()


_GOES_ON = re.compile(r" (?:[a-z]+ly )?(?:[a-z]+n't|[a-z]+nt|is|are|was|were|has|have|had|will|can|could|should|[a-z]+ed|keep|keeps|think|thinks|want|wants|need|needs)\b")
_YOU_LAST = re.compile(r"\b(?:you|u)(?: (?:guys|people|all))?,? $")
_AUXILIARY = word_set("words.auxiliary")


def _is_verb(after: str) -> bool:
    """Tell whether a clause goes on with its verb."""
    word = after.lstrip().partition(" ")[0].lower()
    return word in _AUXILIARY or base_of_past(word) is not None


def _is_predicate(before: str) -> bool:
    return _COPULA.search(before.lower()) is not None


def _without_name(before: str, word: str, after: str) -> str:  # noqa: PLR0911 - one return a place
    low = before.lower()
    body = _BODY_OF.search(before) if word.lower() in _BODY else None
    if body is not None:
        return before[: body.start()] + _WHOLE.get(body[1].lower(), "you") + after
    if low.endswith(" as ") and after.lower().startswith(" as "):
        return before + "poor" + after
    following = _NEXT_WORD.match(after.lower())
    noun = following[1] if following is not None and _is_named(following[1], after) else ""
    attributive = bool(noun)
    copula = _COPULA.search(low)
    if copula is not None and not (attributive and not after.lower().startswith((" as", " like"))):
        if word.lower() in _RUINED:
            return before + _ruined(low[: copula.start()]) + after
        told = _WEAK_PERSON if _PERSON_BEFORE.search(low[: copula.start()]) else _MILDER
        return before[: copula.start()] + told + after
    if _MAY_BE.search(before) and not attributive:
        return re.sub(r"an? $", "difficult", before) + after
    degree = _TO_DEGREE.search(low)
    if degree is not None:
        return before + ("bad" if degree[1] in _PLAINLY else "questionable") + after
    joined = _AND_ADJECTIVE.match(after) if copula is None else None
    if joined:
        return _ADVERB_LAST.sub("", before) + joined[1] + after[joined.end() :]
    if attributive:
        if copula is not None and _INDEFINITE.search(low):
            return before + "questionable" + after
        if _STUFF.fullmatch(word) and not before.strip() and base_of_third(noun):
            return before + "Stuff" + after
        pair = _RUDE_PAIR.search(low)
        if pair and ACTIONS.has(pair[1]):
            return before[: pair.start()] + after.lstrip()
        return before + after.lstrip()
    if _BECOMES.search(low):
        return before + ("in trouble" if word.lower() in _RUINED else "bad") + after
    return _without_noun(before, word, after)


def _ruined(subject: str) -> str:
    return "in trouble" if _PERSON_BEFORE.search(subject.rstrip()) else "broken"


def _without_noun(before: str, word: str, after: str) -> str:
    determiner = _DETERMINER.search(before.lower())
    stuff = _STUFF.fullmatch(word)
    if determiner is None:
        if stuff and _AND_STUFF.search(before) and not _SUBJECT_NEXT.match(after):
            return _AND_STUFF.sub("", before) + after
        if not after.strip(" .!?") and _AND_LAST.search(before):
            return _AND_LAST.sub("", before) + after
        if not before.strip() and after.lstrip()[:1] in {",", "!", ".", ""}:
            return after.lstrip(" ,")
        put = "mistakes" if word.lower() in _APPROACH and _PLACED.search(before) else ""
        return before + ("stuff" if stuff else put) + after
    if determiner[1] in {"this", "that", "these", "those"}:
        return before.rstrip() + after
    if determiner[1] in {"a", "an"}:
        return before + "issue" + after
    put = "mistakes" if word.lower() in _APPROACH else "work"
    return before + ("stuff" if stuff else put) + after


_AND_ADJECTIVE = re.compile(r",? and ([a-z]+) (?=[a-z]+)")
_ADVERB_LAST = re.compile(
    r"\b(?:really|very|so|truly|extremely|totally|completely) $", re.IGNORECASE
)
_APPROACH = frozenset(
    {"stupidity", "idiocy", "incompetence", "insanity", "nonsense", "bullshit", "bs"}
)
_AND_LAST = re.compile(r",? (?:and|or|&) $", re.IGNORECASE)
_PLACED = re.compile(r"\b(?:of|about|with|for|from|in|by|at) $", re.IGNORECASE)
_SUBJECT_NEXT = re.compile(r"\s*(?:'s|is|are|was|were|will|gonna|[a-z]+s)\b")
_BODY = frozenset({"ass", "asses", "arse", "butt"})
_BODY_OF = re.compile(r"\b(his|her|their|my|your|our|yo|ur) (?:[a-z-]+ )?$", re.IGNORECASE)
_WHOLE = {"his": "him", "her": "her", "their": "them", "my": "me", "our": "us"}
_RUDE_PAIR = re.compile(r"([a-z-]+),? and $")
_PLAINLY = frozenset({"how", "as", "too", "quite", "pretty", "less"})
_RUINED = frozenset({"fucked", "fucked up", "screwed up"})
_WEAK_PERSON = " could do better"
_PERSON_BEFORE = pattern("words.person_before")
_TO_DEGREE = re.compile(r"\b(how|as|too|quite|pretty|more|most|less|a little|a bit|rather|somewhat) $")
_INDEFINITE = re.compile(r"\ban? $")
_BECOMES = pattern("words.becomes")
_AND_STUFF = pattern("words.and_stuff")


def _is_named(word: str, after: str) -> bool:
    """Tell whether a rude word stands before the noun that it belongs to."""
    if word in _AFTER_NOUN:
        return False
    return not (
        base_of_third(word)
        and re.match(
            r" [a-z]+ (?:the|a|an|my|our|your|his|her|out|up|off|down|in|on|at|all)\b", after
        )
    )
