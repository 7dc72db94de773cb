"""Sentiment: VADER's lexicon and rules, with the words of work put right.

Source: Hutto and Gilbert, "VADER: a parsimonious rule-based model for sentiment analysis of
social media text", 2014. It was made for social media: it takes `kill` and `fatal` for
feelings, `please help` for joy, and does not know that an outage is bad news. Its own
analyzer takes time with the square of the text, so the sum is made here.
"""

import math
import re
from functools import cache

from vader import SentimentIntensityAnalyzer
from vader.constants import BOOSTER_DICT, N_SCALAR, NEGATE

from tonebridge.language.en.hearing.strategies import Heard
from tonebridge.language.lexicon import knowledge, marked
from tonebridge.language.tongue import PriorityCues

_HARSH = {
    "insult": 0.5,
    "threat": 0.5,
    "hostility": 0.4,
    "blame": 0.35,
    "reproach": 0.3,
    "shouting": 0.3,
    "dismissal": 0.3,
    "verdict": 0.2,
    "rhetorical": 0.15,
}
_GRIEVANCES = marked(knowledge("en_sentiment")["grievances"])
_SORE = frozenset(
    {"hostility", "threat", "rude_word", "sarcasm", "reproach", "blame", "dismissal"}
    | {"rhetorical_question", "blunt_verdict"}
)
_SORENESS = 0.2
_GRIEVANCE = 0.2
_GRAVE_IMPACT = 0.6
_REACH = 3
"""How many words before one can turn or boost it."""
_ALPHA = 15
"""VADER's constant: the sum that comes near to the end of the scale."""
_TOKEN = re.compile(r"[a-z0-9]+(?:['-][a-z]+)*|[:;]-?[)(dp]")
_NEGATIONS = frozenset(NEGATE) | {"nobody", "none", "no"}


@cache
def _valences() -> dict[str, float]:
    valences: dict[str, float] = dict(SentimentIntensityAnalyzer().lexicon)
    valences.update(knowledge("en_sentiment")["words"])
    return valences


def sentiment(heard: Heard, cues: PriorityCues, stumbled: frozenset[str] = frozenset()) -> float:
    """Return -1 (bad news, hostile) to 1 (glad, thankful).

    `stumbled` holds the reasons for which softening would change the text.
    """
    total = _sum(_TOKEN.findall(heard.low))
    if total > 0 and heard.has("reproach") and not heard.has("gratitude"):
        total *= 0.2  # "it would have been nice" regrets
    score = total / math.sqrt(total * total + _ALPHA)
    if heard.has("sarcasm"):
        score = -abs(score) - 0.3
    if _GRIEVANCES.has(heard.low):
        score -= _GRIEVANCE
    score -= sum(weight for name, weight in _HARSH.items() if name in heard.strategies)
    if cues.impact >= _GRAVE_IMPACT and not heard.has("gratitude"):
        score -= 0.4 * cues.impact
    if not stumbled.isdisjoint(_SORE):
        score -= _SORENESS
    return round(max(-1.0, min(1.0, score)), 3)


def _sum(words: list[str]) -> float:
    valences = _valences()
    total = 0.0
    for place, word in enumerate(words):
        valence = valences.get(word)
        if not valence:
            continue
        for before in words[max(0, place - _REACH) : place]:
            if before in _NEGATIONS or before.endswith("n't"):
                valence *= N_SCALAR
            elif before in BOOSTER_DICT:
                valence += math.copysign(BOOSTER_DICT[before], valence)
        total += valence
    return total
