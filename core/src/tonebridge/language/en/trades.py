"""The shorthand of trades: `pt` is a patient beside `bp`, and part-time beside `fte`."""

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from tonebridge.language.lexicon import folded, knowledge

_DATA = knowledge("en_trades")
_TOKEN = re.compile(r"[a-z0-9][a-z0-9/&'-]*")
_ENOUGH = 2


def pairs(written: str) -> dict[str, str]:
    """Read `short full_words|short full_words`."""
    entries = filter(None, "".join(written.splitlines()).split("|"))
    split = (entry.split(" ", 1) for entry in entries)
    return {short.replace("_", " "): full.strip().replace("_", " ") for short, full in split}


SURE, LOOSE = pairs(_DATA["sure"]), pairs(_DATA["loose"])
"""Everybody's shorthand: read anywhere, and beside other shorthand only."""


class _Trade(NamedTuple):
    words: dict[str, str]
    cues: frozenset[str]


@cache
def _trades() -> tuple[_Trade, ...]:
    return tuple(
        _Trade(pairs(trade["words"]), frozenset(trade["cues"].split()))
        for trade in _DATA["trades"].values()
    )


@cache
def _own() -> frozenset[str]:
    """Return the words that stand in one trade only, and in nobody else's shorthand."""
    counted = Counter(word for trade in _trades() for word in trade.words)
    once = frozenset(word for word, count in counted.items() if count == 1)
    return once - _general()


@cache
def _general() -> frozenset[str]:
    data = knowledge("en_shorthand")
    tables = (SURE, LOOSE, data["abbreviations"], data["loose"], data["acronyms"])
    return frozenset(word for table in tables for word in table)


def words_of(text: str, *, loose: bool) -> dict[str, str]:
    """Return the shorthand of the trades that a text speaks, the one it speaks most going first.

    What everybody writes too takes a trade's sense only where more words are the trade's.
    """
    said = set(_TOKEN.findall(folded(text)))
    scored = []
    for number, trade in enumerate(_trades()):
        own = said & trade.words.keys() & _own()
        score = len(own) * _ENOUGH + len(said & (trade.cues | trade.words.keys()) - own)
        if said & trade.words.keys() and score >= _ENOUGH + (not loose):
            scored.append((score, number))
    found: dict[str, str] = {}
    for score, number in sorted(scored):
        words = _trades()[number].words
        for word in said & words.keys():
            if word in _own() or score >= _ENOUGH + (word in _general()):
                found[word] = words[word]
    return found
