"""Politeness strategies: which of them a text uses, and what they add up to."""

import math
import re

from tonebridge.language.en import remarks
from tonebridge.language.en.grammar import opens_request
from tonebridge.language.en.patterns import pattern
from tonebridge.language.en.sentences import Sentence, split
from tonebridge.language.en.shouting import shouts, stresses
from tonebridge.language.en.words import INSULTS
from tonebridge.language.facts import Masked
from tonebridge.language.lexicon import Lexicon, folded, knowledge

_DATA = knowledge("en_politeness")
WEIGHTS: dict[str, float] = {**_DATA["published"], **_DATA["workplace"]}

_WORDS: Lexicon[str] = Lexicon(
    {word: strategy for strategy, words in _DATA["words"].items() for word in words}
)
_START = {
    "greeting": re.compile(r"(?:hi|hello|hey|dear|good morning|good afternoon|good evening)\b"),
    "deference": re.compile(
        r"(?:great|good|nice|interesting|cool|excellent|awesome|thanks|well done|impressive|lovely|congratulations|congrats|wonderful|fantastic)\b"
    ),
    "direct_question": re.compile(r"(?:what|why|who|how|where|when)\b"),
    "direct_start": re.compile(r"(?:so|then|and|but|or)\b"),
    "first_person_start": re.compile(r"(?:i|my|mine|myself)\b"),
    "second_person_start": re.compile(r"(?:you|your|yours|yourself)\b"),
}
_DEFERENTIAL = pattern("strategies.deferential")
_INSIDE = {
    "counterfactual": re.compile(r"\b(?:could|would) you\b|\bcould (?:we|i)\b"),
    "indicative": re.compile(r"\b(?:can|will) you\b"),
    "first_person": re.compile(r"\b(?:i|my|me|we|our|us)\b"),
    "second_person": re.compile(r"(?<=\s)(?:you|your)\b"),
    "deferential": _DEFERENTIAL,
    "please": re.compile(r"\S\s.*\b(?:please|pls|plz)\b", re.DOTALL),
}
_PLEASE_START = re.compile(r"(?:please|pls|plz|kindly)\b")
_LEAD = pattern("strategies.lead")
_FORBIDS = re.compile(r"(?:don't|do not|dont|never|stop \w+ing|quit \w+ing)\b")
_BLAME = pattern("strategies.blame")
_RHETORICAL = pattern("strategies.rhetorical")
_REFUSES = pattern("strategies.refuses")
_VERDICT = pattern("strategies.verdict")
_SARCASM_PHRASES = pattern("strategies.sarcasm_phrases")
_MARKS = re.compile(r"!{2,}|[!?]*\?!+[!?]*|\?{2,}|!\?")


class Heard:
    """The strategies of one text, counted once."""

    __slots__ = ("sentences", "strategies", "text")

    def __init__(self, masked: Masked) -> None:
        """Listen to a masked text."""
        self.text = masked.text
        self.sentences = split(masked.text)
        self.strategies = _strategies(self.text, self.sentences)

    @property
    def politeness(self) -> int:
        """0 insulting, 30 blunt, 50 neutral, 70 polite, 100 most polite."""
        total = sum(WEIGHTS[name] * strength for name, strength in self.strategies.items())
        return round(50 + 50 * math.tanh(0.75 * total))

    @property
    def rude(self) -> bool:
        """Tell whether an insult, a curse or a threat stands in it."""
        return bool(self.strategies.keys() & {"insult", "threat"})

    def has(self, *names: str) -> bool:
        """Tell whether any of these strategies is heard."""
        return any(name in self.strategies for name in names)


_TWICE = 2.0


def _strategies(text: str, sentences: list[Sentence]) -> dict[str, float]:
    low = folded(text).replace("’", "'")
    heard: dict[str, float] = {}
    for hit in _WORDS.find(low):
        heard[hit.value] = 1.0
    for name, pattern in _INSIDE.items():
        if pattern.search(low):
            heard[name] = 1.0
    orders = forbidden = hostile = 0.0
    for sentence in sentences:
        body = low[sentence.start : sentence.stop]
        for name, pattern in _START.items():
            if pattern.match(body):
                heard[name] = 1.0
        core = body
        lead = _LEAD.match(body)
        if lead:
            core = body[lead.end() :]
        if _PLEASE_START.match(core):
            heard["please_start"] = 1.0
        elif _FORBIDS.match(core):
            forbidden += 1
        elif not sentence.closing.startswith("?") and _orders(core):
            orders += 1
        if remarks.hostile(body) or (lead and remarks.hostile(core)):
            hostile += 1
        if _REFUSES.match(core):
            heard["flat_refusal"] = 1.0
    for name, count in (("order", orders), ("prohibition", forbidden), ("hostility", hostile)):
        if count:
            heard[name] = min(_TWICE, (1.0 + count) / 2)
    _heat(text, low, sentences, heard)
    return heard


_NO_ORDER = pattern("strategies.no_order")
_LATE_ORDER = pattern("strategies.late_order")


def _orders(core: str) -> bool:
    if _NO_ORDER.match(core):
        return False
    if opens_request(core):
        return True
    return False


def _heat(text: str, low: str, sentences: list[Sentence], heard: dict[str, float]) -> None:
    insults = len(INSULTS.find(low))
    if insults:
        heard["insult"] = min(_TWICE, (1.0 + insults) / 2)
    for name, pattern in (
        ("blame", _BLAME),
        ("rhetorical", _RHETORICAL),
        ("verdict", _VERDICT),
        ("sarcasm", _SARCASM_PHRASES),
    ):
        if pattern.search(low):
            heard[name] = 1.0
    if "thanks to you" in low:
        heard.pop("gratitude", None)
        heard.pop("deference", None)
    if (
        "nobody cares" in low
        or "no one cares" in low
        or "don't care" in low
        or "not my problem" in low
    ):
        heard["dismissal"] = 1.0
    if _MARKS.search(text):
        heard["exclaimed"] = 1.0
    if shouts(text):
        heard["shouting"] = 1.0
    elif stresses(text):
        heard["stress"] = 1.0
    if "sarcasm" not in heard and _mocks(low, sentences):
        heard["sarcasm"] = 1.0
        for kind in ("deference", "gratitude", "positive"):
            heard.pop(kind, None)


def _mocks(low: str, sentences: list[Sentence]) -> bool:
    """Praise with a bad fact beside it."""
    for place, sentence in enumerate(sentences):
        body = low[sentence.start : sentence.stop]
        if remarks.mocking(body):
            return True
        if (
            place + 1 < len(sentences)
            and remarks.mock_praise(body)
            and remarks.bad_news(low[sentences[place + 1].start : sentences[place + 1].stop])
        ):
            return True
    return False
