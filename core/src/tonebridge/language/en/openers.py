"""What stands around the core of an English sentence: who is spoken to, reproach, stress."""

import re
from functools import lru_cache
from typing import NamedTuple

from tonebridge.language.en.grammar import has_mask, opens_request
from tonebridge.language.en.patterns import pattern, word_set
from tonebridge.language.facts import MASK_CLASS
from tonebridge.language.lexicon import folded

_GREETED = pattern("openers.greeted")
_NAMED = re.compile(r"[A-Z][a-z]+(?: and [A-Z][a-z]+)?,\s+")
_NO_NAMES = word_set("openers.no_names")
_HEATED = pattern("openers.heated")
_HEATED_BARE = pattern("openers.heated_bare")
_SAID_BEFORE = pattern("openers.said_before")
_SAID_WHEN = pattern("openers.said_when")
_TAGS = pattern("openers.tags")
_THREAT = pattern("openers.threat")
_TAG_WORDS = word_set("openers.tag_words")
_THREAT_WORDS = word_set("openers.threat_words")
_MASK = re.compile(f"[{MASK_CLASS}]")
_CAPITAL_NAME = re.compile(r"[A-Z][a-z]+")
_CALLED_LAST = re.compile(r"(?<=[a-z] [a-z]{2}|[a-z]{4}), [A-Z][a-z]+$")
_SET_OFF = re.compile(r"[,:!—–-]\s*$")


@lru_cache(maxsize=256)
def _heated(low: str) -> re.Match[str] | None:
    """Find the heated words at the head of a folded clause."""
    return _HEATED.match(low)


@lru_cache(maxsize=256)
def _said_before(low: str) -> re.Match[str] | None:
    """Find the reproach at the head of a folded clause that this was said before."""
    return _SAID_BEFORE.match(low)


@lru_cache(maxsize=256)
def heat_of(low: str) -> str | None:
    """Name what a folded sentence opens with: `reproach`, `heat`, or neither."""
    if _said_before(low):
        return "reproach"
    opener = _heated(low)
    bare = opener is None or _HEATED_BARE.match(opener[0]) or _MILD.match(opener[0])
    return None if bare else "heat"


_MILD = pattern("openers.mild")
_MOST_OPENERS = 4
_TAIL = 120
"""How far from its end a sentence is searched for a tag or a threat."""


class Core(NamedTuple):
    """A sentence taken apart."""

    prefix: str
    """Who is spoken to, with its space: kept as it is."""
    text: str
    reminder: str
    """How to open instead, where a reproach that this was said before stood first."""
    heated: bool
    """Something around the core was left out."""
    whole: str = ""
    """The core with the tags and threats at its end."""
    suffix: str = ""
    """Who is spoken to at the end, with its comma: kept as it is."""


@lru_cache(maxsize=256)
def core_of(body: str, mentions: frozenset[str]) -> Core:
    """Take a sentence apart; `mentions` are the masks that stand for people."""
    prefix, text, reminder, heated = "", body, "", False
    for _ in range(_MOST_OPENERS):
        named = addressed(text, mentions)
        prefix += text[:named]
        text = text[named:]
        said = _reproach(text)
        reminder = reminder or _reminder(text[:said])
        text = text[said:]
        opener = _leading_heat(text)
        if not _may_go(text[:opener], text[opener:]):
            opener = 0
        text = text[opener:]
        heated = heated or said > 0 or opener > 0
        if not named + said + opener:
            break
    cut = _cut(text)
    return Core(prefix, text[:cut].strip(), reminder, heated or cut < len(text), text.strip())


def without_called(text: str) -> tuple[str, str]:
    """Part a sentence from the name of who is spoken to at its end, with its comma."""
    named = text.rpartition(", ")[2].isalpha()
    called = _CALLED_LAST.search(text) if named else None
    if called is None or not _is_name(called[0]):
        return text, ""
    return text[: called.start()], called[0]


def has_opener(body: str, low: str, mentions: frozenset[str]) -> bool:
    """Tell whether a sentence opens with an address, a reproach or a heated word.

    `low` is the sentence folded.
    """
    if _heated(low) or _said_before(low):
        return True
    return addressed(body, mentions) > 0


def addressed(text: str, mentions: frozenset[str]) -> int:
    """Return where the address at the head of a sentence ends."""
    greeted = _GREETED.match(text)
    if greeted and _names_somebody(greeted[0], mentions):
        return greeted.end()
    named = _NAMED.match(text)
    return named.end() if named and _is_name(named[0]) else 0


def _leading_heat(text: str) -> int:
    """Return where heated words at the head end; those that hold a fact are none."""
    found = _heated(folded(text))
    return found.end() if found and not has_mask(text[: found.end()]) else 0


def _reproach(text: str) -> int:
    """Return where a reproach that this was said before ends; it may name a time."""
    found = _said_before(folded(text))
    if found is None or (has_mask(found[0]) and _SAID_WHEN.search(found[0]) is None):
        return 0
    return found.end()


def _reminder(reproach: str) -> str:
    """Say that something is repeated, and when it was said if that is told."""
    if not reproach:
        return ""
    when = _SAID_WHEN.search(reproach)
    return f"As mentioned {when[0]}" if when else "As a reminder"


def bare_opener(text: str) -> bool:
    """Tell whether nothing but a heated opener is left of a sentence."""
    low = folded(text.strip(" ,.:;-–—")) + ","
    found = _HEATED.match(low)
    return found is not None and found.end() == len(low)


def without_tail(text: str) -> str:
    """Leave out the tags and threats at the end of a sentence."""
    return text[: _cut(text)]


_FORBIDS = re.compile(r"(?:don't|do not|never|please)\b", re.IGNORECASE)
_THIS_TIME = "this time"
"""A reproach behind an order; good news elsewhere: `no errors this time`."""


def _cut(text: str) -> int:
    """Return where the tags and threats at the end of a sentence begin."""
    low = folded(text)
    end = len(text)
    words = set(low.split())
    threatens = not words.isdisjoint(_THREAT_WORDS)
    tagged = not {word.strip(",.") for word in words}.isdisjoint(_TAG_WORDS)
    for sought, possible in ((_THREAT, threatens), (_TAGS, tagged), (_THREAT, threatens)):
        found = sought.search(low, max(0, end - _TAIL), end) if possible else None
        if found is None or not found.start() or has_mask(text[found.start() : end]):
            continue
        ordered = opens_request(text) or _FORBIDS.match(text)
        if found[0].strip() != _THIS_TIME or ordered:
            end = found.start()
    return end


def _names_somebody(greeting: str, mentions: frozenset[str]) -> bool:
    """A leading mask is an address only where it stands for a person."""
    return all(mask in mentions for mask in _MASK.findall(greeting))


def _is_name(named: str) -> bool:
    return all(word.lower() not in _NO_NAMES for word in _CAPITAL_NAME.findall(named))


_PEOPLE_BARE = re.compile(r"(?:people|guys|man|mate|dude|bro)\b")


def _may_go(opener: str, rest: str) -> bool:
    """A bare `so` or `great` without a comma is dropped only before a request or `you`."""
    if not opener or not rest.strip():
        return False
    if _SET_OFF.search(opener) or not _HEATED_BARE.fullmatch(folded(opener.strip())):
        return True
    low = rest.lower()
    if _PEOPLE_BARE.match(opener.lower()):
        return False
    return opens_request(rest) or low.startswith(
        (
            "you ",
            "you'",
            "why ",
            "who ",
            "how ",
            "stop ",
            "don't ",
            "nobody ",
            "no one ",
            "none of you ",
        )
    )
