"""Sentiment: VADER's lexicon and rules, with the words of work put right.

VADER (Hutto and Gilbert, 2014) was made for social media: it takes `kill` and `fatal`
for feelings, `please help` for joy, and does not know that an outage is bad news.
"""

from functools import cache

from vader import SentimentIntensityAnalyzer

from tonebridge.language.en.hearing.strategies import Heard
from tonebridge.language.lexicon import knowledge
from tonebridge.language.tongue import PriorityCues

_HARD = {
    "insult": 0.5,
    "hostility": 0.4,
    "threat": 0.5,
    "blame": 0.35,
    "reproach": 0.3,
    "shouting": 0.3,
    "verdict": 0.2,
    "rhetorical": 0.15,
    "dismissal": 0.3,
}
_MOST = 2_000
"""VADER's time grows with the square of the text; what matters is said early."""
_GRAVE_IMPACT = 0.6
_MASKS = str.maketrans({chr(0xF0000 + place): "x" for place in range(64)})


@cache
def _analyzer() -> SentimentIntensityAnalyzer:
    analyzer = SentimentIntensityAnalyzer()
    for word, strength in knowledge("en_sentiment")["words"].items():
        analyzer.lexicon[word] = strength
    return analyzer


def sentiment(heard: Heard, cues: PriorityCues) -> float:
    """Return -1 (bad news, hostile) to 1 (glad, thankful)."""
    score: float = _analyzer().polarity_scores(heard.text[:_MOST].translate(_MASKS))["compound"]
    if heard.has("sarcasm"):
        score = -abs(score) - 0.3
    score -= sum(weight for name, weight in _HARD.items() if heard.has(name))
    if cues.impact >= _GRAVE_IMPACT and not heard.has("gratitude"):
        score -= 0.4 * cues.impact
    return round(max(-1.0, min(1.0, score)), 3)
