"""Hostility that carries nothing else, and praise that mocks: heard, never rewritten here."""

import re
from functools import lru_cache

from tonebridge.language.en.grammar import has_mask
from tonebridge.language.en.patterns import pattern, word_set
from tonebridge.language.en.verbs import base_of_gerund
from tonebridge.language.lexicon import folded, knowledge, marked

_DATA = knowledge("en_hostile")
_HOSTILE = re.compile("|".join(f"(?:{clause})" for clause in _DATA["clauses"]))
_CUES = marked(_DATA["cues"])
_PRAISE = re.compile(_DATA["praise"])
_CARES = pattern("remarks.cares")
_BAD = marked(_DATA["bad"])
_PLAINLY_BAD = word_set("sarcasm.plainly_bad")
_LONGEST = 64
"""What is longer says something beside its hostility."""
_MARKS = " .,!?;:-–—…\"'"

PRAISE_FIRST = pattern("sarcasm.gap")
"""Praise, and what stands between it and the rest."""
PRAISE_DOING = pattern("sarcasm.doing")
"""Praise for doing something."""
SARCASM_WORDS = pattern("sarcasm.words")
"""Words that mockery begins with."""
BAD_DOING = word_set("sarcasm.bad_doing")
"""Verbs that nobody is praised for in earnest."""
BRILLIANT_IDEA = pattern("sarcasm.brilliant_idea")
NICE_OF = pattern("sarcasm.nice_of")
AT_LAST = pattern("sarcasm.at_last")
ONLY_TOOK = pattern("sarcasm.only_took")


@lru_cache(maxsize=512)
def hostile(clause: str) -> bool:
    """Tell whether a clause carries hostility and nothing else."""
    return (
        len(clause) <= _LONGEST
        and not has_mask(clause)
        and _hostile(folded(clause).strip(_MARKS).replace("’", "'"))
        and _TIME.search(clause) is None
    )


_TIME = re.compile(
    r"\b(?:today|tomorrow|tonight|noon|midnight|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
"""What names a time holds a fact, and stays."""
_MOST_WORDS = 9
"""A clause of more words says something beside the contempt in it."""
_JOINED = re.compile(r"[,;:–—]| - | (?:and|or|but|so|because|lol) ")


@lru_cache(maxsize=512)
def _hostile(clause: str) -> bool:
    if clause.count(" ") < _MOST_WORDS and _CUES.has(clause) and _JOINED.search(clause) is None:
        return True
    if "-" in clause and " " not in clause:
        clause = clause.replace("-", "")
    return _HOSTILE.fullmatch(clause) is not None


_PART = re.compile(r",? (?:because|and|but|or|so) |[,;:–—] | - ")


@lru_cache(maxsize=512)
def partly(clause: str) -> bool:
    """Tell whether a sentence of several clauses holds one that is hostility alone."""
    return _PART.search(clause) is not None and any(
        hostile(part) for part in _PART.split(clause) if " " in part
    )


@lru_cache(maxsize=512)
def mock_praise(clause: str) -> bool:
    """Tell whether a clause is praise alone, which a bad fact beside it turns into mockery."""
    return _PRAISE.fullmatch(folded(clause).strip(_MARKS)) is not None


@lru_cache(maxsize=256)
def bad_news(text: str) -> bool:
    """Tell whether a text names something that went wrong."""
    return _BAD.has(_AVERTED.sub("", folded(text)))


_AVERTED = pattern("sarcasm.averted")
"""What is bad, and did not happen: `no errors`."""


def cares_not(text: str) -> bool:
    """Tell whether a clause says that nobody cares."""
    return _CARES.fullmatch(text) is not None


def after_praise(text: str) -> str | None:
    """Return what follows praise at the head of a clause, or None."""
    first = PRAISE_FIRST.match(text)
    if first is None or first["gap"].strip(_MARKS):
        return None
    return text[first.end() :].strip()


def mocking(text: str) -> bool:
    """Tell whether a clause praises and tells a bad fact in one breath."""
    head, comma, tail = text.rpartition(", ")
    if comma and mock_praise(tail) and bad_news(head):
        return True
    if not SARCASM_WORDS.match(text.lower()):
        return False
    doing = PRAISE_DOING.fullmatch(text)
    if doing:
        base = base_of_gerund(doing["verb"].lower())
        bad = base in _PLAINLY_BAD or bad_news(text[doing.start("verb") :])
        return base in BAD_DOING and bad
    nice = NICE_OF.fullmatch(text)
    if nice and (AT_LAST.search(text) or has_mask(text)):
        return True
    if BRILLIANT_IDEA.fullmatch(text) or ONLY_TOOK.fullmatch(text):
        return True
    rest = after_praise(text)
    return rest is not None and bad_news(rest)
