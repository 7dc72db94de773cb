"""Put together what a reader hears in a Japanese message."""

from typing import NamedTuple

from tonebridge.domain.analysis import Finding
from tonebridge.domain.message import Intensity
from tonebridge.language.facts import Masked
from tonebridge.language.ja.acts import Act, Reading, readings
from tonebridge.language.ja.hearing.clarity import clarity_of
from tonebridge.language.ja.hearing.cues import cues_of
from tonebridge.language.ja.hearing.feelings import heard_in_words, sentiment_of
from tonebridge.language.ja.hearing.register import (
    PRESUMING,
    Register,
    level_of,
    politeness_of,
    register_of,
)
from tonebridge.language.ja.lexicons import Phrase, Wording, find_wordings
from tonebridge.language.ja.rewrite.cushion import has_cushion
from tonebridge.language.ja.rewrite.endings import rewrite_ending
from tonebridge.language.ja.rewrite.style import Style
from tonebridge.language.ja.rewrite.whole import phrase_of
from tonebridge.language.lexicon import Hit, folded
from tonebridge.language.tongue import Hearing, Manner, PriorityCues

_SUGGESTED = Style(Intensity.MEDIUM, 2)
_NEUTRAL = 0.4
_INSULTING = 18
"""No text that insults is politer than this."""
_CUSHIONED = 5
_BITTER = ("passive_aggressive", "sarcastic", "aggressive")


class Listened(NamedTuple):
    """What both a full hearing and the guard's short one are made of."""

    parsed: tuple[Reading, ...]
    spoken: list[Reading]
    """The sentences that hold words."""
    whole: list[Phrase | None]
    """The phrase that each of them is, if it is one."""
    wordings: list[Hit[Wording]]
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
    _add_manners(tones, heard.politeness, cues)
    return Hearing(
        politeness=heard.politeness,
        keigo_level=level_of(heard.register) if heard.spoken else None,
        tones={label: round(strength, 3) for label, strength in tones.items()},
        clarity=clarity,
        clarity_reasons=reasons,
        sentiment=_coloured(sentiment_of(heard.parsed), tones, rude=heard.rude),
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
    spoken = [reading for reading in parsed if reading.sentence.text]
    whole = [_phrase(reading) for reading in spoken]
    rude = any(hit.value.insult for hit in wordings) or any(p and p.insult for p in whole)
    tones = _tones(spoken, whole, wordings, heard_in_words(low))
    register = register_of(parsed)
    politeness = _politeness(spoken, whole, register, tones)
    politeness -= 4 * sum(1 for hit in wordings if not hit.value.casual)
    if rude:
        politeness = min(politeness, _INSULTING)
    elif has_cushion(text):
        politeness += _CUSHIONED
    politeness = max(0, min(100, politeness))
    return Listened(parsed, spoken, whole, wordings, tones, register, politeness, rude)


def _phrase(reading: Reading) -> Phrase | None:
    found = phrase_of(reading.sentence, hurts=False)
    return found[1] if found else None


def _tones(
    spoken: list[Reading],
    whole: list[Phrase | None],
    wordings: list[Hit[Wording]],
    heard: list[Hit[tuple[str, float]]],
) -> dict[str, float]:
    tones: dict[str, float] = {}

    def hear(label: str, strength: float) -> None:
        tones[label] = max(tones.get(label, 0.0), strength)

    for hit in heard:
        hear(*hit.value)
    for word in wordings:
        if word.value.insult:
            hear("aggressive", 0.9)
        elif not word.value.casual:
            hear(word.value.tone, word.value.weight)
    for reading, phrase in zip(spoken, whole, strict=True):
        if phrase is not None:
            _hear_phrase(phrase, hear)
        if reading.polite:
            continue
        loud = reading.sentence.stop[:1] in {"！", "!"}
        if reading.act in {Act.BAN, Act.REQUEST} and reading.verb is not None:
            order = reading.tail.last.form.startswith("命令形") or "ban" in reading.tail.colours
            hear("blunt", 0.65 if order else 0.5)
            hear("aggressive", (0.7 if loud else 0.45) if order else 0.2)
        elif reading.act is Act.REQUEST:
            hear("blunt", 0.55)
        elif reading.tail.colours & {"jan", "rebuke", "daro", "zo"}:
            hear("blunt", 0.5)
            hear("aggressive", 0.5 if reading.tail.colours & {"zo", "daro"} else 0.4)
        elif reading.tail.colours & {"noni", "kedo"}:
            hear("passive_aggressive", 0.5)
            hear("blunt", 0.45)
        elif reading.act is Act.REFUSAL:
            hear("blunt", 0.6)
    return tones


def _hear_phrase(phrase: Phrase, hear) -> None:  # type: ignore[no-untyped-def]
    if phrase.insult:
        hear("aggressive", 0.85)
    elif phrase.act == "sarcasm":
        hear("sarcastic", 0.75)
    elif phrase.act == "accusation":
        hear("passive_aggressive", 0.75)
    elif phrase.act in {"request", "question"} and phrase.reason != "ja_plain":
        hear("blunt", 0.6)
    elif phrase.act == "refusal":
        hear("blunt", 0.7)


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
            score = 10.0
        elif phrase is not None and phrase.act in {"accusation", "sarcasm"}:
            score = min(score, PRESUMING)
        scores.append(score)
    if not scores:
        return 50
    total = 0.55 * sum(scores) / len(scores) + 0.45 * min(scores)
    bitter = max((tones.get(label, 0.0) for label in _BITTER), default=0.0)
    if bitter >= _NEUTRAL:
        total = min(total, 66 - 24 * bitter)
    return round(total)


def _add_manners(tones: dict[str, float], politeness: int, cues: PriorityCues) -> None:
    if cues.urgency >= 1 and cues.impact > 0:
        tones["urgent"] = max(tones.get("urgent", 0.0), 0.68)
        if cues.impact >= 0.5 or cues.emphasis:
            tones["urgent"] = 0.8
    elif cues.impact >= 0.85:
        tones["urgent"] = max(tones.get("urgent", 0.0), 0.6)
    elif cues.urgency >= 0.6:
        tones["urgent"] = max(tones.get("urgent", 0.0), 0.35)
    if politeness >= 76:
        tones["polite"] = min(0.75, 0.5 + (politeness - 76) / 80)
    if not tones or max(tones.values()) < _NEUTRAL:
        tones["neutral"] = _NEUTRAL


def _coloured(sentiment: float, tones: dict[str, float], *, rude: bool) -> float:
    """Let a bitter or thankful tone weigh on the feeling that single words give."""
    if rude or any(tones.get(label, 0.0) >= 0.5 for label in _BITTER):
        return round(min(sentiment, -0.3) if sentiment > -0.3 else sentiment, 3)
    if tones.get("blunt", 0.0) >= 0.6 and sentiment == 0:
        return -0.2
    return sentiment


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
    for reading, phrase in zip(heard.spoken, heard.whole, strict=True):
        if phrase is not None:
            found.append(
                Finding(
                    start=reading.sentence.start,
                    end=reading.sentence.end,
                    check=phrase.reason,
                    suggestion=phrase.at(_SUGGESTED.intensity) or None,
                )
            )
            continue
        found += [
            Finding(start=made.start, end=made.end, check=made.reason, suggestion=made.after)
            for made in rewrite_ending(reading, _SUGGESTED, 0)
            if made.after and made.reason != "ja_plain"
        ]
    found += unclear
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.check)))
