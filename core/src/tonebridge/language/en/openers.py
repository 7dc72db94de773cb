"""What stands around the core of an English sentence: who is spoken to, reproach, stress."""

import re
from typing import NamedTuple

from tonebridge.language.en.grammar import opens_request
from tonebridge.language.en.patterns import pattern, word_set
from tonebridge.language.facts import MASK_CLASS

_GREETED = pattern("openers.greeted")
_NAMED = re.compile(r"[A-Z][a-z]+(?: and [A-Z][a-z]+)?,\s+")
_NO_NAMES = word_set("openers.no_names")
_HEATED = pattern("openers.heated")
_HEATED_BARE = pattern("openers.heated_bare")
_SAID_BEFORE = pattern("openers.said_before")
_TAGS = pattern("openers.tags")
_THREAT = pattern("openers.threat")


_TAIL = 150
"""How far from its end a sentence is searched for a tag or a threat."""


class Core(NamedTuple):
    """A sentence taken apart."""

    prefix: str
    """Who is spoken to, with its space: kept as it is."""
    text: str
    reminder: bool
    """It opened with a reproach that this was said before."""
    heated: bool
    """Something around the core was left out."""


def core_of(body: str, mentions: frozenset[str]) -> Core:
    """Take a sentence apart; `mentions` are the masks that stand for people."""
    prefix, text, reminder, heated = "", body, False, False
    for _ in range(4):
        before = text
        greeted = _GREETED.match(text)
        if greeted and _names_somebody(greeted[0], mentions):
            prefix += greeted[0]
            text = text[greeted.end() :]
        elif (named := _NAMED.match(text)) and _is_name(named[0]):
            prefix += named[0]
            text = text[named.end() :]
        said = _SAID_BEFORE.match(text)
        if said and not _holds_fact(said[0]):
            text, reminder, heated = text[said.end() :], True, True
        opener = _HEATED.match(text)
        if opener and _may_go(opener[0], text[opener.end() :]) and not _holds_fact(opener[0]):
            text, heated = text[opener.end() :], True
        if text == before:
            break
    for sought in (_THREAT, _TAGS, _THREAT):
        found = sought.search(text, max(0, len(text) - _TAIL))
        if found and not _holds_fact(found[0]) and found.start():
            text, heated = text[: found.start()], True
    return Core(prefix, text.strip(), reminder, heated)


def _holds_fact(text: str) -> bool:
    return re.search(f"[{MASK_CLASS}]", text) is not None


def _names_somebody(greeting: str, mentions: frozenset[str]) -> bool:
    """A leading mask is an address only where it stands for a person."""
    masks = re.findall(f"[{MASK_CLASS}]", greeting)
    return all(mask in mentions for mask in masks)


def _is_name(named: str) -> bool:
    return all(word.lower() not in _NO_NAMES for word in re.findall(r"[A-Z][a-z]+", named))


def _may_go(opener: str, rest: str) -> bool:
    """A bare `so` or `great` without a comma is dropped only before a request or `you`."""
    if not rest.strip():
        return False
    if re.search(r"[,:!—–-]\s*$", opener) or not _HEATED_BARE.fullmatch(opener.strip()):
        return True
    low = rest.lower()
    return opens_request(rest) or low.startswith(
        ("you ", "you'", "why ", "who ", "how ", "stop ", "don't ")
    )
