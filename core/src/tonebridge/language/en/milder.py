"""Take rude words out of a clause, or put milder ones in, so that its grammar stays whole."""

import re
from functools import lru_cache

from tonebridge.language.en.coarse import plainly
from tonebridge.language.en.grammar import with_article
from tonebridge.language.en.patterns import pattern, word_set
from tonebridge.language.en.slots import (
    AFTER_NOUN,
    COPULA,
    DETERMINER,
    MAY_BE,
    NEXT_WORD,
    without_name,
)
from tonebridge.language.en.verbs import INFLECTED, base_of_past, base_of_third
from tonebridge.language.en.words import ACTIONS
from tonebridge.language.lexicon import Hit, folded

_ARTICLE = re.compile(r"(?<!what) an? $", re.IGNORECASE)
_BROKEN = re.compile(
    r"\b(?:be|been|being|get|gets|got|getting|of|an?|so|all|"
    r"(?:is|are|was|were) (?:this|that|it)) $",
    re.IGNORECASE,
)
_DEGREE = re.compile(r"\b(?:how|so|too|as|pretty|really|totally|that) $", re.IGNORECASE)


@lru_cache(maxsize=256)
def milder(clause: str) -> str:
    """Take the rude words out of a clause, or put milder ones in; grammar is kept."""
    if not ACTIONS.has(folded(clause)):
        return clause
    text = plainly(clause)
    hits = ACTIONS.find(folded(text))
    kept = len(text)
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


_LOST_PAIR = pattern("words.lost_pair")
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
        return before + _in_place(hit.value[1:], before, word, after) + after
    if hit.value == "drop":
        return _without_word(before, after)
    if hit.value == "person":
        return _unwise(before, after) or _without_person(before, word, after)
    return without_name(before, word, after)


def _in_place(put: str, before: str, word: str, after: str) -> str:
    if not put and word.lower().startswith("as ") and after.startswith(" as "):
        return "as bad"
    if put == "broke":
        put = _state_of(before, after)
    return put[0].upper() + put[1:] if word[:1].isupper() and put else put


def _without_word(before: str, after: str) -> str:
    if not after.strip():
        return before
    if before.strip() and after.lstrip().startswith(",") and before.rstrip()[-1] != ",":
        return before.rstrip() + after.lstrip()
    return before.rstrip() + " " + after.lstrip(", ")


def _state_of(before: str, after: str) -> str:
    """Say `fucked up` as what it is: `is wrong`, `has been broken`, `you broke it`."""
    if _DEGREE.search(before):
        return "bad"
    if COPULA.search(before.lower()):
        return "wrong"
    if _BROKEN.search(before):
        return "broken"
    return "made a mistake" if after.strip(" .!?") in {"", "again"} else "broke"


def _unwise(before: str, after: str) -> str | None:
    """Say `make him an idiot`, at the end of a clause, without an insult."""
    article = _ARTICLE.search(before)
    if article is None:
        many = _ARE_BARE.search(before) is not None
        return (
            before + "difficult" + after
            if many and after.lstrip(" .!?")[:1] in {"", ","}
            else None
        )
    if _is_predicate(before) or MAY_BE.search(before):
        if (
            NEXT_WORD.match(after.lower()) is None
            or after.lstrip(" ").partition(" ")[0] in AFTER_NOUN
        ):
            return before[: article.start() + 1] + "difficult" + after
        return None
    if after.strip(" .!?") or _MADE.search(before.lower()) is None:
        return None
    return before[: article.start() + 1] + "an unwise person" + after


_ARE_BARE = re.compile(
    r"(?:\b(?:are|were)|['’]re) (?:all |just |such |both |always )*$", re.IGNORECASE
)
_NAMED = pattern("words.named")
"""A phrase that its noun is missing from, once the insult is gone."""
_MADE = pattern("words.made")


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
        return ("People" if _MANY.search(word) else "Someone") + after
    determined = DETERMINER.search(low) is not None or _NAMED.search(low) is not None
    if vocative != before or not before.strip() or (not determined and not after.strip(" .!?")):
        return vocative + (after if vocative.strip() else after.lstrip(" ,"))
    if determined and _before_noun(word, after):
        return before + after.lstrip()
    if determined:
        many = _MANY.search(word) is not None and not low.endswith((" a ", " an "))
        return before + ("people" if many else "person") + after
    return before + after.lstrip()


_NOUN_NEXT = re.compile(r" ([a-z]{3,})(?: [a-z]|[,.!?;]|$)")
_NOT_NOUNS = word_set("words.after_person")


def _before_noun(word: str, after: str) -> bool:
    """Tell whether an insult only describes the noun behind it: `your lunatic billing`."""
    noun = _NOUN_NEXT.match(after)
    following = noun[1] if noun else ""
    return not (
        not following
        or _MANY.search(word)
        or following in AFTER_NOUN | _NOT_NOUNS | _AUXILIARY
        or following.endswith(("ly", "ed"))
        or base_of_past(following)
        or base_of_third(following)
        or following in INFLECTED
    )


_MANY = re.compile(r"[^s]s$")
_GOES_ON = pattern("words.goes_on")
_YOU_LAST = re.compile(r"\b(?:you|u)(?: (?:guys|people|all))?,? $")
_AUXILIARY = word_set("words.auxiliary")


def _is_verb(after: str) -> bool:
    """Tell whether a clause goes on with its verb."""
    word = after.lstrip().partition(" ")[0].lower()
    return word in _AUXILIARY or base_of_past(word) is not None


def _is_predicate(before: str) -> bool:
    return COPULA.search(before.lower()) is not None
