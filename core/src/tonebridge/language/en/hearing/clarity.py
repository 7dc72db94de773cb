"""How easily a stranger to the matter understands an English message."""

import re
from collections import Counter

from tonebridge.language.en.hearing.strategies import Heard
from tonebridge.language.facts import MASK_CLASS, Masked
from tonebridge.language.lexicon import grouped, knowledge

_DATA = knowledge("en_clarity")
_WORDS = grouped({name: _DATA[name] for name in ("vague", "fillers", "jargon")})
_POINTING = re.compile(r"\b(?:it|this|that|these|those|thing|things|stuff|one)\b")
_NAMED = re.compile(rf"[{MASK_CLASS}]|\b(?:the|our|my|your|a|an) [a-z]{{3,}}")
_LONG, _VERY_LONG = 28, 45
_FEW_WORDS = 6
_MANY = 3


def clarity(masked: Masked, heard: Heard) -> tuple[int, tuple[str, ...]]:
    """Return a score from 0 to 100 and the reasons for what is missing, strongest first."""
    low = heard.low
    words = low.split()
    if not words:
        return 100, ()
    longest = max((sentence.body.count(" ") + 1 for sentence in heard.sentences), default=0)
    counted = Counter(name for hit in _WORDS.find(low) for name in hit.value)
    costs = {
        "vague_words": 12 * min(_MANY, counted["vague"]),
        "long_sentence": 0 if longest <= _LONG else (15 if longest <= _VERY_LONG else 30),
        "filler_words": 4 * min(_MANY, counted["fillers"]),
        "unexplained_terms": 6 * min(_MANY, counted["jargon"]),
        "nothing_named": 25 if _POINTING.search(low) and not _NAMED.search(low) else 0,
        "too_brief": 20 if len(words) < _FEW_WORDS and not masked.facts else 0,
    }
    reasons = sorted((code for code, cost in costs.items() if cost), key=lambda code: -costs[code])
    return max(0, 100 - sum(costs.values())), tuple(reasons)
