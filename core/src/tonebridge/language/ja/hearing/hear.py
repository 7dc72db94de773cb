"""Put together what a reader hears in a Japanese message."""

from typing import NamedTuple

from tonebridge.domain.analysis import Finding
from tonebridge.domain.message import Intensity
from tonebridge.language.facts import Masked
from tonebridge.language.ja.acts import Placed, Reading, readings
from tonebridge.language.ja.hearing.clarity import clarity_of
from tonebridge.language.ja.hearing.cues import cues_of
from tonebridge.language.ja.hearing.feelings import coloured, sentiment_of
from tonebridge.language.ja.hearing.register import (
    PRESUMING,
    Register,
    level_of,
    politeness_of,
    register_of,
)
from tonebridge.language.ja.hearing.tones import BITTER, HEARD, add_manners, tones_of
from tonebridge.language.ja.lexicons import Phrase, Wording, find_wordings
from tonebridge.language.ja.memory import remembered
from tonebridge.language.ja.rewrite.cushion import has_cushion
from tonebridge.language.ja.rewrite.endings import rewrite_ending
from tonebridge.language.ja.rewrite.style import Style
from tonebridge.language.ja.rewrite.whole import phrase_of
from tonebridge.language.lexicon import Hit, folded
from tonebridge.language.tongue import Hearing, Manner

_SUGGESTED = Style(Intensity.MEDIUM, 2)
_INSULTING = 10
"""No text that insults is politer than this."""
_CUSHIONED = 5


class Listened(NamedTuple):
    """What both a full hearing and the guard's short one are made of."""

    parsed: tuple[Placed, ...]
    spoken: list[Reading]
    """The sentences that hold words."""
    whole: list[Phrase | None]
    """The phrase that each of them is, if it is one."""
    wordings: tuple[Hit[Wording], ...]
    tones: dict[str, float]
    register: Register
    politeness: int
    rude: bool


def hear_text(masked: Masked) -> Hearing:
    """Say what a reader hears. Never raises."""
    low = folded(masked.text)
    heard = _listen(masked.text, low)
    tones = dict(heard.tones)
    cues = cues_of(masked, low)
    clarity, reasons, unclear = clarity_of(heard.parsed, low)
    add_manners(tones, heard.politeness, cues)
    return Hearing(
        politeness=heard.politeness,
        keigo_level=level_of(heard.register) if heard.spoken else None,
        tones={label: round(strength, 3) for label, strength in tones.items()},
        clarity=clarity,
        clarity_reasons=reasons,
        sentiment=coloured(sentiment_of(heard.spoken), tones, rude=heard.rude),
        rude=heard.rude,
        cues=cues,
        findings=_findings(heard, unclear),
    )


def manner_text(masked: Masked) -> Manner:
    """Say how polite a text is, and whether it wounds. Never raises."""
    heard = _listen(masked.text, folded(masked.text))
    return Manner(politeness=heard.politeness, rude=heard.rude)


def _listen(text: str, low: str) -> Listened:
    parsed = readings(text)
    wordings = find_wordings(text)
    spoken = [reading for _, reading in parsed if reading.sentence.text]
    whole = [_phrase(reading) for reading in spoken]
    rude = any(hit.value.insult for hit in wordings) or any(p and p.insult for p in whole)
    tones = tones_of(spoken, whole, wordings, low)
    register = register_of(spoken)
    politeness = _politeness(spoken, whole, register, tones)
    politeness -= 4 * sum(1 for hit in wordings if not hit.value.casual)
    if rude:
        politeness = min(politeness, _INSULTING)
    elif has_cushion(text):
        politeness += _CUSHIONED
    politeness = max(0, min(100, politeness))
    return Listened(parsed, spoken, whole, wordings, tones, register, politeness, rude)


@remembered
def _phrase(reading: Reading) -> Phrase | None:
    found = phrase_of(reading.sentence, hurts=False)
    return found[1] if found else None


def _politeness(
    spoken: list[Reading],
    whole: list[Phrase | None],
    register: Register,
    tones: dict[str, float],
) -> int:
    scores = []
    for reading, phrase in zip(spoken, whole, strict=True):
        score = politeness_of(reading, register)
        if phrase is not None and phrase.insult:
            score = float(_INSULTING)
        elif phrase is not None and phrase.act in {"accusation", "sarcasm"}:
            score = min(score, PRESUMING)
        scores.append(score)
    if not scores:
        return 50
    total = 0.55 * sum(scores) / len(scores) + 0.45 * min(scores)
    bitter = max((tones.get(label, 0.0) for label in BITTER), default=0.0)
    if bitter >= HEARD:
        total = min(total, 66 - 24 * bitter)
    return round(total)


def _findings(heard: Listened, unclear: list[Finding]) -> tuple[Finding, ...]:
    found = [
        Finding(
            start=hit.start,
            end=hit.end,
            check="ja_insult" if hit.value.insult else "ja_blunt",
            suggestion=hit.value.after or None,
        )
        for hit in heard.wordings
        if not hit.value.casual
    ]
    for at, reading in heard.parsed:
        if reading.sentence.text:
            found += [
                Finding(
                    start=at + each.start,
                    end=at + each.end,
                    check=each.check,
                    suggestion=each.suggestion,
                )
                for each in _stumbles(reading)
            ]
    found += unclear
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.check)))


@remembered
def _stumbles(reading: Reading) -> list[Finding]:
    """Return what softening would change about a sentence; offsets as in the sentence."""
    phrase = _phrase(reading)
    if phrase is not None:
        return [
            Finding(
                start=reading.sentence.start,
                end=reading.sentence.end,
                check=phrase.reason,
                suggestion=phrase.at(_SUGGESTED.intensity) or None,
            )
        ]
    return [
        Finding(start=made.start, end=made.end, check=made.reason, suggestion=made.after)
        for made in rewrite_ending(reading, _SUGGESTED, 0)
        if made.after and made.reason != "ja_plain"
    ]
