"""Tone labels from the strategies that are heard."""

import re

from tonebridge.domain.analysis import ToneLabel
from tonebridge.language.en.hearing.strategies import Heard
from tonebridge.language.en.patterns import pattern
from tonebridge.language.tongue import PriorityCues

_POLITE = 66
_FRIENDLY = pattern("tones.friendly")
_THANKS = pattern("tones.thanks")
_SORRY = pattern("tones.sorry")
_SORRY_NOT = re.compile(r"\bsorry,? (?:but|not)\b|\bsorry to (?:bother|hear|say)\b|\bnot sorry\b")


def tones(heard: Heard, cues: PriorityCues) -> dict[str, float]:
    """Strength by label, each in [0, 1]; what is not heard is absent."""
    low = heard.text.lower()
    found: dict[str, float] = {}

    def hear(label: ToneLabel, strength: float) -> None:
        if strength > found.get(label.value, 0.0):
            found[label.value] = min(1.0, strength)

    _hostile_tones(heard, hear)
    harsh = max(found.values(), default=0.0)
    if heard.has("sarcasm"):
        hear(ToneLabel.SARCASTIC, 0.85)
    thanks = _THANKS.search(low) is not None and not heard.has("sarcasm")
    sorry = _SORRY.search(low) is not None and not _SORRY_NOT.search(low)
    if heard.has("reproach"):
        hear(ToneLabel.PASSIVE_AGGRESSIVE, 0.75 if not heard.has("insult", "threat") else 0.4)
    if cues.urgency >= 0.8 or (cues.impact >= 0.9 and not heard.has("insult")):
        hear(ToneLabel.URGENT, 0.55 + 0.25 * max(cues.urgency, cues.impact))
    if sorry:
        hear(ToneLabel.APOLOGETIC, 0.85 if harsh < 0.5 else 0.3)
    if thanks and harsh < 0.5:
        asks = heard.has("counterfactual", "indicative", "please", "please_start", "softener")
        hear(ToneLabel.APPRECIATIVE, 0.55 if asks else 0.82)
    if (
        _FRIENDLY.search(heard.text.lower())
        and harsh < 0.5
        and not heard.has("sarcasm", "reproach")
    ):
        hear(ToneLabel.FRIENDLY, 0.6 if not heard.has("counterfactual", "please") else 0.5)
    if heard.politeness >= _POLITE and harsh < 0.5 and not heard.has("sarcasm"):
        hear(ToneLabel.POLITE, 0.4 + (heard.politeness - 50) / 125)
    elif heard.has("please_start") and harsh < 0.5:
        hear(ToneLabel.POLITE, 0.5)
    hear(ToneLabel.NEUTRAL, 0.35)
    return {
        label: round(strength, 2)
        for label, strength in sorted(found.items(), key=lambda item: -item[1])
    }


def _hostile_tones(heard: Heard, hear: "Hear") -> None:
    grave = 0.0
    for name, weight in (
        ("insult", 0.9),
        ("threat", 0.9),
        ("hostility", 0.8),
        ("shouting", 0.78),
        ("dismissal", 0.6),
    ):
        if heard.has(name):
            grave = max(grave, weight)
    if heard.has("blame") and heard.has(
        "exclaimed", "rhetorical", "absolute", "stress", "shouting"
    ):
        grave = max(grave, 0.8)
    if heard.has("rhetorical") and heard.has("exclaimed", "stress"):
        grave = max(grave, 0.75)
    if grave:
        hear(ToneLabel.AGGRESSIVE, grave)
    if heard.has("blame", "verdict", "flat_refusal", "rhetorical", "prohibition", "order"):
        strength = 0.6 if heard.politeness < 50 else 0.4
        if heard.has("order", "prohibition") and heard.politeness < 45:
            strength = 0.65
        hear(ToneLabel.BLUNT, strength)


class Hear:
    """What notes a label with its strength, unless it is heard stronger already."""

    def __call__(self, label: ToneLabel, strength: float) -> None:
        """Note it."""
