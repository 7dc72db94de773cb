"""Politeness strategies: which of them a text uses, and what they add up to."""

import math
import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise

from tonebridge.language.en import hostility
from tonebridge.language.en.grammar import opens_request
from tonebridge.language.en.openers import heat_of
from tonebridge.language.en.patterns import pattern
from tonebridge.language.en.sentences import LONGEST, split
from tonebridge.language.en.shouting import shouts, stresses
from tonebridge.language.en.turns import heard_as
from tonebridge.language.en.words import INSULTS
from tonebridge.language.lexicon import folded, grouped, knowledge, marked

_DATA = knowledge("en_politeness")
WEIGHTS: dict[str, float] = {**_DATA["published"], **_DATA["workplace"]}
"""How much each strategy moves the politeness of a text."""

_WORDS = grouped(_DATA["words"])
_VERDICT_WORDS = re.compile(r"wrong|bad|acceptable|enough|sense")
_PERSONS = {name: frozenset(forms) for name, forms in _DATA["persons"].items()}
_OPENINGS = {word: name for name, words in _DATA["openings"].items() for word in words}
_BLAME = pattern("strategies.blame")
_RHETORICAL = pattern("strategies.rhetorical")
_VERDICT = pattern("strategies.verdict")
_IRONY = marked(_DATA["irony"])
_SARCASM = pattern("strategies.sarcasm_phrases")
_LEAD = pattern("strategies.lead")
_REFUSES = pattern("strategies.refuses")
_NO_ORDER = pattern("strategies.no_order")
_PLEASE_START = re.compile(r"(?:please|pls|plz|kindly)\b")
_FORBIDS = re.compile(r"(?:don't|do not|dont|never|stop \w+ing|quit \w+ing)\b")
_MARKS = re.compile(r"[!?]*(?:!!|!\?|\?!|\?\?)")
_EXCLAIMED = frozenset(_DATA["exclaimed"])
_SLOPE = 0.75
_TWICE = 2.0


class Heard:
    """The strategies of one text, counted once."""

    __slots__ = ("bodies", "hostile", "low", "sentences", "strategies", "text")

    def __init__(self, text: str) -> None:
        """Listen to a masked text."""
        self.text = text
        self.low = folded(text).replace("’", "'")
        self.sentences = split(text)
        self.bodies = [self.low[each.start : each.stop][:LONGEST] for each in self.sentences]
        self.hostile: set[int] = set()
        words = set(self.low.split())
        persons = {name for name, forms in _PERSONS.items() if not forms.isdisjoint(words)}
        names = persons | {name for names in _WORDS.values(self.low) for name in names}
        self.strategies = dict.fromkeys(sorted(names), 1.0)
        if "please" in names and self.low.startswith("please") and self.low.count("please") == 1:
            del self.strategies["please"]  # it counts as `please_start`
        self._hear_sentences()
        self._hear_heat()
        self._hear_mockery()

    @property
    def politeness(self) -> int:
        """0 insulting, 30 blunt, 50 neutral, 70 polite, 100 most polite."""
        total = sum(WEIGHTS[name] * strength for name, strength in self.strategies.items())
        return round(50 + 50 * math.tanh(_SLOPE * total))

    @property
    def rude(self) -> bool:
        """Tell whether an insult, a curse or a threat stands in it."""
        return self.has("insult", "threat")

    def has(self, *names: str) -> bool:
        """Tell whether any of these strategies is heard."""
        return not self.strategies.keys().isdisjoint(names)

    def _hear_sentences(self) -> None:
        counted: Counter[str] = Counter()
        for sentence, body in zip(self.sentences, self.bodies, strict=True):
            first, _, following = body.partition(" ")
            opening = _OPENINGS.get(first.rstrip(",.!"))
            if first == "good" and following.startswith(("morning", "afternoon", "evening")):
                opening = "greeting"
            if opening is not None:
                self.strategies[opening] = 1.0
            lead = _LEAD.match(body)
            core = body[lead.end() :] if lead else body
            heat = heat_of(body)
            if heat:
                counted[heat] += 1
            act = _act(core, asks=sentence.closing.startswith("?"))
            if act:
                counted[act] += 1
            turn = heard_as(self.text[sentence.start : sentence.stop][:LONGEST])
            if turn is not None:
                counted[turn] += 1
            if hostility.hostile(body):
                self.hostile.add(sentence.start)
            if (
                (sentence.start in self.hostile and body.strip() not in _EXCLAIMED)
                or (lead is not None and hostility.hostile(core))
                or hostility.partly(body)
            ):
                counted["hostility"] += 1
        for name, count in counted.items():
            self.strategies[name] = min(_TWICE, (1.0 + count) / 2)

    def _hear_heat(self) -> None:
        insults = len(INSULTS.find(self.low))
        if insults:
            self.strategies["insult"] = min(_TWICE, (1.0 + insults) / 2)
        if "thanks to you" in self.low:
            self.strategies.pop("gratitude", None)
            self.strategies.pop("deference", None)
        if ("you" in self.low or " u " in self.low) and _BLAME.search(self.low):
            self.strategies["blame"] = 1.0
        if self.has("gratitude") and not self.has("insult", "hostility", "threat"):
            self.strategies.pop("blame", None)
        if "?" in self.low and _RHETORICAL.search(self.low):
            self.strategies["rhetorical"] = 1.0
        if _VERDICT_WORDS.search(self.low) and _VERDICT.search(self.low):
            self.strategies["verdict"] = 1.0
        if ("!" in self.text or "??" in self.text) and _MARKS.search(self.text):
            self.strategies["exclaimed"] = 1.0
        if shouts(self.text):
            self.strategies["shouting"] = 1.0
        elif stresses(self.text):
            self.strategies["stress"] = 1.0

    def _hear_mockery(self) -> None:
        """Praise with a bad fact beside it mocks; it is no praise any more."""
        bodies = self.bodies
        mocked = (
            (_IRONY.has(self.low) and _SARCASM.search(self.low) is not None)
            or any(hostility.mocking(body) for body in bodies)
            or any(
                hostility.mock_praise(first) and hostility.bad_news(second)
                for first, second in pairwise(bodies)
            )
            or any(
                sentence.closing.startswith(".")
                and hostility.mock_praise(second)
                and hostility.bad_news(first)
                for sentence, (first, second) in zip(
                    self.sentences[1:], pairwise(bodies), strict=True
                )
            )
        )
        if mocked:
            self.strategies["sarcasm"] = 1.0
            for kind in ("deference", "gratitude", "positive"):
                self.strategies.pop(kind, None)


@lru_cache(maxsize=16)
def heard_in(text: str) -> Heard:
    """Listen to a masked text; the last few are remembered, so never change what this returns."""
    return Heard(text)


@lru_cache(maxsize=512)
def _act(core: str, *, asks: bool) -> str | None:
    """Name the act that opens a sentence, if it is one of those that are counted."""
    if _PLEASE_START.match(core):
        return "please_start"
    if _FORBIDS.match(core):
        return "prohibition"
    if _REFUSES.match(core):
        return "flat_refusal"
    if not asks and not _NO_ORDER.match(core) and opens_request(core):
        return "order"
    return None
