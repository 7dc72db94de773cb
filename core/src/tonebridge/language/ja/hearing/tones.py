"""The tones that a reader hears in a message, each with its strength."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from tonebridge.domain.analysis import ToneLabel
from tonebridge.language.ja.acts import Act, Reading
from tonebridge.language.ja.hearing.manners import manners_of
from tonebridge.language.ja.lexicons import Phrase, Wording, words
from tonebridge.language.ja.rewrite.wording import is_bad_news
from tonebridge.language.lexicon import Hit, Lexicon, knowledge
from tonebridge.language.tongue import PriorityCues

BITTER = ("passive_aggressive", "sarcastic", "aggressive")
_MOCKING = 0.6
HEARD = 0.4
"""Fainter than this, a tone does not colour the whole message."""
_INSULT = 0.9
_LOUD = frozenset({"！", "!"})
_OF_PHRASES = {
    "insult": ("aggressive", 0.85),
    "sarcasm": ("sarcastic", 0.75),
    "accusation": ("passive_aggressive", 0.75),
    "request": ("blunt", 0.6),
    "question": ("blunt", 0.45),
    "refusal": ("blunt", 0.7),
}
_BIG, _HUGE = 0.5, 0.85
_POLITE = 76
"""From this politeness on, a message sounds polite."""

Heard = tuple[str, float]


@cache
def _in_words() -> Lexicon[Heard]:
    return Lexicon(
        {
            phrase: (label.value, strength)
            for label in ToneLabel
            for phrase, strength in knowledge("ja_tones").get(label.value, {}).items()
        }
    )


def tones_of(
    sentences: Iterable[tuple[Heard, ...]],
    wordings: tuple[Hit[Wording], ...],
    folded_text: str,
) -> dict[str, float]:
    """Return how strongly each tone is heard in words, phrases and endings."""
    tones: dict[str, float] = {}
    for label, strength in chain(_in_text(wordings, folded_text), *sentences):
        tones[label] = max(tones.get(label, 0.0), strength)
    _hear_mockery(tones)
    return tones


def tones_of_sentence(reading: Reading, phrase: Phrase | None) -> tuple[Heard, ...]:
    """Return the tones of a sentence: those of the phrase that it is, and of its ending."""
    return (
        *(() if phrase is None else _of_phrase(phrase)),
        *(() if reading.polite else _of_ending(reading)),
    )


def add_builds(tones: dict[str, float], folded_text: str, spoken: Iterable[Reading]) -> None:
    """Add the tones that lie in how sentences are built."""
    bad_news = any(is_bad_news(reading) or _goes_on(reading) for reading in spoken)
    for label, strength in sorted(manners_of(folded_text, bad_news=bad_news)):
        tones[label] = max(tones.get(label, 0.0), strength)
    _hear_mockery(tones)


def _goes_on(reading: Reading) -> bool:
    """Tell whether a sentence says that something comes again, or late."""
    return not words("ja_sentiment", "again").isdisjoint(reading.sentence.surfaces)


def _hear_mockery(tones: dict[str, float]) -> None:
    """Thanks and praise beside mockery are part of it."""
    if tones.get("sarcastic", 0.0) >= _MOCKING:
        for label in ("appreciative", "friendly"):
            if label in tones:
                tones[label] = min(tones[label], 0.3)


def _in_text(wordings: tuple[Hit[Wording], ...], folded_text: str) -> Iterator[Heard]:
    for hit in _in_words().find(folded_text):
        yield hit.value
    for word in wordings:
        if word.value.insult:
            yield "aggressive", _INSULT
        elif not word.value.casual:
            yield word.value.tone, word.value.weight


def _of_phrase(phrase: Phrase) -> Iterator[Heard]:
    if phrase.insult:
        yield _OF_PHRASES["insult"]
    elif phrase.act in _OF_PHRASES and phrase.reason != "ja_plain":
        yield _OF_PHRASES[phrase.act]


def _of_ending(reading: Reading) -> Iterator[Heard]:
    colours = reading.tail.colours
    if reading.act in {Act.BAN, Act.REQUEST}:
        yield from _of_order(reading)
    elif colours & {"jan", "rebuke", "daro", "zo"}:
        yield "blunt", 0.5
        yield "aggressive", 0.5 if colours & {"zo", "daro"} else 0.4
    elif colours & {"noni", "kedo"}:
        yield "passive_aggressive", 0.5
        yield "blunt", 0.45
    elif reading.act is Act.REFUSAL:
        yield "blunt", 0.6


def _of_order(reading: Reading) -> Iterator[Heard]:
    if reading.verb is None:
        yield "blunt", 0.55
        return
    ordered = reading.tail.last.form.startswith("命令形") or "ban" in reading.tail.colours
    if not ordered:
        yield "blunt", 0.5
        yield "aggressive", 0.2
        return
    yield "blunt", 0.65
    yield "aggressive", 0.7 if reading.sentence.stop[:1] in _LOUD else 0.45


def add_manners(tones: dict[str, float], politeness: int, cues: PriorityCues) -> None:
    """Add what the whole message says: urgent, polite, or nothing in particular."""
    urgent = tones.get("urgent", 0.0)
    if cues.urgency >= 1 and cues.impact > 0:
        pressing = cues.impact >= _BIG or bool(cues.emphasis)
        tones["urgent"] = max(urgent, 0.8 if pressing else 0.68)
    elif cues.impact >= _HUGE:
        tones["urgent"] = max(urgent, 0.6)
    elif cues.urgency > _BIG:
        tones["urgent"] = max(urgent, 0.35)
    if politeness >= _POLITE:
        tones["polite"] = min(0.75, 0.5 + (politeness - _POLITE) / 80)
    if not tones or max(tones.values()) < HEARD:
        tones["neutral"] = HEARD
