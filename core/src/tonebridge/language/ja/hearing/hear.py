"""Put together what a reader hears in a Japanese message."""

from msgspec import Struct

from tonebridge.domain.analysis import Finding
from tonebridge.language.facts import Masked
from tonebridge.language.ja.acts import Placed, readings
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
from tonebridge.language.ja.hearing.sentence import Matter, Voice, matter_of, voice_of
from tonebridge.language.ja.hearing.tones import BITTER, HEARD, add_builds, add_manners, tones_of
from tonebridge.language.ja.lexicons import Wording, find_wordings
from tonebridge.language.ja.rewrite.cushion import has_cushion
from tonebridge.language.lexicon import Hit, folded
from tonebridge.language.tongue import Hearing, Manner

_INSULTING = 10
"""No text that insults is politer than this."""
_CUSHIONED = 5


class Listened(Struct, frozen=True, gc=False):
    """What both a full hearing and the guard's short one are made of."""

    spoken: list[Placed]
    """The sentences that hold words."""
    voices: list[Voice]
    """How each of them sounds."""
    wordings: tuple[Hit[Wording], ...]
    tones: dict[str, float]
    register: Register
    politeness: int
    rude: bool


def hear_text(masked: Masked) -> Hearing:
    """Say what a reader hears. Never raises."""
    low = folded(masked.text)
    heard = _listen(masked.text, low)
    matters = [
        (at, matter_of(reading, voice))
        for (at, reading), voice in zip(heard.spoken, heard.voices, strict=True)
    ]
    tones = dict(heard.tones)
    cues = cues_of(masked, low)
    clarity, reasons, unclear = clarity_of([(at, each.unclear) for at, each in matters], low)
    add_builds(tones, low, [reading for _, reading in heard.spoken])
    add_manners(tones, heard.politeness, cues)
    feeling = sentiment_of([each.feelings for _, each in matters])
    return Hearing(
        politeness=heard.politeness,
        keigo_level=level_of(heard.register) if heard.spoken else None,
        tones={label: round(strength, 3) for label, strength in tones.items()},
        clarity=clarity,
        clarity_reasons=reasons,
        sentiment=coloured(feeling, tones, rude=heard.rude),
        rude=heard.rude,
        cues=cues,
        findings=_findings(heard.wordings, matters, unclear),
    )


def manner_text(masked: Masked) -> Manner:
    """Say how polite a text is, and whether it wounds. Never raises."""
    heard = _listen(masked.text, folded(masked.text))
    return Manner(politeness=heard.politeness, rude=heard.rude)


def _listen(text: str, low: str) -> Listened:
    spoken = [placed for placed in readings(text) if placed.reading.sentence.text]
    voices = [voice_of(placed.reading) for placed in spoken]
    wordings = find_wordings(text)
    rude = any(hit.value.insult for hit in wordings)
    rude = rude or any(voice.phrase is not None and voice.phrase.insult for voice in voices)
    tones = tones_of([voice.tones for voice in voices], wordings, low)
    register = register_of([voice.words for voice in voices])
    politeness = _politeness(voices, register, tones)
    politeness -= 4 * sum([not hit.value.casual for hit in wordings])
    if rude:
        politeness = min(politeness, _INSULTING)
    elif has_cushion(text):
        politeness += _CUSHIONED
    politeness = max(0, min(100, politeness))
    return Listened(spoken, voices, wordings, tones, register, politeness, rude)


def _politeness(voices: list[Voice], register: Register, tones: dict[str, float]) -> int:
    scores = []
    for voice in voices:
        score = politeness_of(voice.stance, register)
        phrase = voice.phrase
        if phrase is not None and phrase.insult:
            score = float(_INSULTING)
        elif phrase is not None and phrase.act in {"accusation", "sarcasm"}:
            score = min(score, PRESUMING)
        scores.append(score)
    if not scores:
        return 50
    total = 0.55 * sum(scores) / len(scores) + 0.45 * min(scores)
    bitter = max([tones.get(label, 0.0) for label in BITTER])
    if bitter >= HEARD:
        total = min(total, 66 - 24 * bitter)
    return round(total)


def _findings(
    wordings: tuple[Hit[Wording], ...], matters: list[tuple[int, Matter]], unclear: list[Finding]
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
    for at, matter in matters:
        for each in matter.stumbles:
            start, end = at + each.start, at + each.end
            stumble = Finding(start=start, end=end, check=each.check, suggestion=each.suggestion)
            found.append(stumble)
    found += unclear
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.check)))
