"""Tone labels from the strategies that are heard."""

from tonebridge.domain.analysis import ToneLabel
from tonebridge.language.en.hearing.strategies import Heard
from tonebridge.language.en.patterns import pattern
from tonebridge.language.tongue import PriorityCues

_POLITE = 66
"""From this politeness on a text sounds polite."""
_BLUNT, _VERY_BLUNT = 50, 45
_HARSH = 0.5
"""From this aggression on, kind words in the same text no longer count."""
_HASTY, _GRAVE = 0.8, 0.9
_NEUTRAL = 0.35
_SMILES = pattern("tones.smiles")
_THANKS = pattern("tones.thanks")
_SORRY = pattern("tones.sorry")
_SORRY_NOT = pattern("tones.sorry_not")
_AGGRESSION = {
    "insult": 0.9,
    "threat": 0.9,
    "hostility": 0.8,
    "shouting": 0.78,
    "dismissal": 0.6,
}


_STUMBLED = {
    "hostility": (ToneLabel.AGGRESSIVE, 0.6),
    "threat": (ToneLabel.AGGRESSIVE, 0.6),
    "rude_word": (ToneLabel.AGGRESSIVE, 0.6),
    "sarcasm": (ToneLabel.SARCASTIC, 0.6),
    "reproach": (ToneLabel.PASSIVE_AGGRESSIVE, 0.6),
    "blame": (ToneLabel.BLUNT, 0.55),
    "dismissal": (ToneLabel.BLUNT, 0.55),
    "rhetorical_question": (ToneLabel.BLUNT, 0.5),
    "blunt_verdict": (ToneLabel.BLUNT, 0.5),
    "prohibition": (ToneLabel.BLUNT, 0.45),
    "refusal": (ToneLabel.BLUNT, 0.45),
    "imperative": (ToneLabel.BLUNT, 0.45),
}
"""What a text sounds like for what softening would change in it, where nothing else is heard."""


def tones(
    heard: Heard, cues: PriorityCues, stumbled: frozenset[str] = frozenset()
) -> dict[str, float]:
    """Strength by label, each in [0, 1], strongest first; what is not heard is absent.

    `stumbled` holds the reasons for which softening would change the text.
    """
    aggression = _aggression(heard)
    found = {
        ToneLabel.AGGRESSIVE: aggression,
        ToneLabel.BLUNT: _bluntness(heard),
        ToneLabel.SARCASTIC: 0.85 if heard.has("sarcasm") else 0.0,
        ToneLabel.PASSIVE_AGGRESSIVE: _reproach(heard),
        ToneLabel.URGENT: _haste(heard, cues),
        ToneLabel.NEUTRAL: _NEUTRAL,
    }
    if (
        heard.has("apology", "regret")
        and _SORRY.search(heard.low)
        and not _SORRY_NOT.search(heard.low)
    ):
        found[ToneLabel.APOLOGETIC] = 0.85 if aggression < _HARSH else 0.3
    if aggression < _HARSH and not heard.has("sarcasm"):
        found |= _kindness(heard)
    if max(found.values()) <= _NEUTRAL:
        for label, strength in (_STUMBLED[why] for why in sorted(stumbled & _STUMBLED.keys())):
            found[label] = max(found.get(label, 0.0), strength)
    strongest = sorted(found.items(), key=lambda item: -item[1])
    return {label.value: round(strength, 2) for label, strength in strongest if strength}


def _aggression(heard: Heard) -> float:
    strength = max(
        (weight for name, weight in _AGGRESSION.items() if name in heard.strategies), default=0.0
    )
    heated = heard.has("exclaimed", "rhetorical", "absolute", "stress", "shouting")
    if heard.has("blame") and heated:
        strength = max(strength, 0.8)
    if heard.has("rhetorical") and heard.has("exclaimed", "stress"):
        strength = max(strength, 0.75)
    return strength


def _bluntness(heard: Heard) -> float:
    if heard.has("order", "prohibition") and heard.politeness < _VERY_BLUNT:
        return 0.65
    if heard.has("blame", "verdict", "flat_refusal", "rhetorical", "prohibition", "order"):
        return 0.6 if heard.politeness < _BLUNT else 0.4
    return 0.0


def _reproach(heard: Heard) -> float:
    if not heard.has("reproach"):
        return 0.0
    return 0.4 if heard.has("insult", "threat") else 0.75


def _haste(heard: Heard, cues: PriorityCues) -> float:
    grave = cues.impact >= _GRAVE and not heard.has("insult")
    if cues.urgency >= _HASTY or grave:
        return 0.55 + 0.25 * max(cues.urgency, cues.impact)
    return 0.0


def _kindness(heard: Heard) -> dict[ToneLabel, float]:
    found = {}
    asks = heard.has("counterfactual", "indicative", "please", "please_start")
    smiles = _SMILES.search(heard.low) is not None
    asks = asks or (heard.has("softener") and not smiles)
    if heard.has("gratitude", "positive", "deference") and _THANKS.search(heard.low):
        found[ToneLabel.APPRECIATIVE] = 0.55 if asks else 0.82
    friendly = heard.has("friendly") or smiles
    if friendly and not heard.has("reproach", "hostility", "blame", "heat"):
        found[ToneLabel.FRIENDLY] = 0.5 if asks else 0.7
    if heard.politeness >= _POLITE:
        found[ToneLabel.POLITE] = 0.4 + (heard.politeness - 50) / 125
    elif heard.has("please_start"):
        found[ToneLabel.POLITE] = 0.5
    return found
