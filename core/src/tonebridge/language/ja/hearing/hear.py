"""Put together what a reader hears in a Japanese message."""

from tonebridge.domain.analysis import Finding, ToneLabel
from tonebridge.domain.message import Intensity
from tonebridge.language.facts import Masked
from tonebridge.language.ja.acts import Act, Reading, readings
from tonebridge.language.ja.hearing.clarity import clarity_of
from tonebridge.language.ja.hearing.cues import cues_of
from tonebridge.language.ja.hearing.feelings import heard_in_words, sentiment_of
from tonebridge.language.ja.hearing.register import (
    Manner,
    level_of,
    manner_of,
    politeness_of,
    presuming_score,
)
from tonebridge.language.ja.lexicons import Phrase, Wording, find_wordings
from tonebridge.language.ja.rewrite.cushion import has_cushion
from tonebridge.language.ja.rewrite.endings import rewrite_ending
from tonebridge.language.ja.rewrite.style import Style
from tonebridge.language.ja.rewrite.whole import phrase_of
from tonebridge.language.lexicon import Hit, folded
from tonebridge.language.tongue import Hearing, PriorityCues

_SUGGESTED = Style(Intensity.MEDIUM, 2)
_NEUTRAL = 0.4
_BITTER = ("passive_aggressive", "sarcastic", "aggressive")


def hear_text(masked: Masked) -> Hearing:
    """Say what a reader hears. Never raises."""
    text = masked.text
    low = folded(text)
    parsed = readings(text)
    wordings = find_wordings(text)
    heard = heard_in_words(low)
    spoken = [reading for reading in parsed if reading.sentence.text]
    whole = [_phrase(reading) for reading in spoken]
    insults = any(hit.value.insult for hit in wordings) or any(p and p.insult for p in whole)
    tones = _tones(spoken, whole, wordings, heard)
    cues = cues_of(masked, low)
    manner = manner_of(parsed)
    politeness = _politeness(spoken, whole, manner, wordings, tones, text, insults=insults)
    sentiment = sentiment_of(parsed)
    clarity, reasons, unclear = clarity_of(parsed, low)
    _add_manners(tones, politeness, cues, sentiment)
    return Hearing(
        politeness=politeness,
        keigo_level=level_of(manner) if spoken else None,
        tones={label: round(strength, 3) for label, strength in tones.items()},
        clarity=clarity,
        clarity_reasons=reasons,
        sentiment=_coloured(sentiment, tones, insults=insults),
        rude=insults,
        cues=cues,
        findings=_findings(spoken, whole, wordings, unclear),
    )


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
        elif reading.tail.colours & {"jan", "daro", "zo"}:
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
    elif phrase.act == "accusation":
        hear("passive_aggressive", 0.75)
    elif phrase.act in {"request", "question"} and phrase.reason != "ja_plain":
        hear("blunt", 0.6)
    elif phrase.act == "refusal":
        hear("blunt", 0.7)


def _politeness(  # noqa: PLR0913 - everything that was heard weighs in
    spoken: list[Reading],
    whole: list[Phrase | None],
    manner: Manner,
    wordings: list[Hit[Wording]],
    tones: dict[str, float],
    text: str,
    *,
    insults: bool,
) -> int:
    scores = []
    for reading, phrase in zip(spoken, whole, strict=True):
        score = politeness_of(reading, manner)
        if phrase is not None and phrase.insult:
            score = 10.0
        elif phrase is not None and phrase.act == "accusation":
            score = min(score, presuming_score() - 5)
        scores.append(score)
    if not scores:
        return 50
    mean = sum(scores) / len(scores)
    total = 0.55 * mean + 0.45 * min(scores)
    bitter = max((tones.get(label, 0.0) for label in _BITTER), default=0.0)
    if bitter >= _NEUTRAL:
        total = min(total, 66 - 24 * bitter)
    total -= 4 * sum(1 for hit in wordings if not hit.value.casual)
    if insults:
        total = min(total, 18)
    if has_cushion(text):
        total += 5
    return max(0, min(100, round(total)))


def _add_manners(
    tones: dict[str, float], politeness: int, cues: PriorityCues, sentiment: float
) -> None:
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
    del sentiment


def _coloured(sentiment: float, tones: dict[str, float], *, insults: bool) -> float:
    """Let a bitter or thankful tone weigh on the feeling that single words give."""
    if insults or any(tones.get(label, 0.0) >= 0.5 for label in _BITTER):
        return round(min(sentiment, -0.3) if sentiment > -0.3 else sentiment, 3)
    if tones.get("blunt", 0.0) >= 0.6 and sentiment == 0:
        return -0.2
    return sentiment


def _findings(
    spoken: list[Reading],
    whole: list[Phrase | None],
    wordings: list[Hit[Wording]],
    unclear: list[Finding],
) -> tuple[Finding, ...]:
    found = [
        Finding(
            start=hit.start,
            end=hit.end,
            check="ja_insult" if hit.value.insult else "ja_blunt",
            suggestion=hit.value.after or None,
        )
        for hit in wordings
        if not hit.value.casual
    ]
    for reading, phrase in zip(spoken, whole, strict=True):
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
