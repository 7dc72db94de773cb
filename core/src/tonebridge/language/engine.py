"""The language engine's doors: transform, analyze, rank, detect. Pure and deterministic."""

import re
from collections.abc import Sequence

from msgspec import Struct

from tonebridge.domain.analysis import Analysis, Clarity, Entity, Priority, Tone, ToneLabel
from tonebridge.domain.errors import KindNotAvailable
from tonebridge.domain.message import Intensity, Kind, Language, Message, Preset
from tonebridge.domain.transform import Draft
from tonebridge.language.detect import language_of
from tonebridge.language.facts import Masked, mask
from tonebridge.language.kinds import KINDS
from tonebridge.language.kinds.priority import weigh
from tonebridge.language.lexicon import fingerprint
from tonebridge.language.tongue import Hearing
from tonebridge.language.tongues import tongue_of

ENGINE_VERSION = "1"
"""Raised by hand when the same text and data files give another answer."""

_POLITE = 70
_PLAIN = 50
_OUTSIDERS = frozenset({"client"})


def version() -> str:
    """Name engine and data files, for cache keys: a change of either changes it."""
    return f"{ENGINE_VERSION}-{fingerprint()}"


_SAMPLES = {
    Language.EN: "You broke this again, idiot. Why do you never check? Fix it now.",
    Language.JA: "なんでまた壊したんだよ、バカ。ちゃんと確認しろ。早く直して。",
}
"""Messages that call for the data of most rules."""


def warm_up() -> None:
    """Load now what analysing, softening and clarifying need, not at the first message.

    The data of other kinds loads with the first message of that kind.
    """
    for language, text in _SAMPLES.items():
        analyze(text, language)
        for kind in (Kind.SOFTEN, Kind.CLARIFY):
            transform(Message(text=text, kind=kind, language=language, intensity=Intensity.STRONG))


def available() -> tuple[Kind, ...]:
    """Name the kinds that the rule engine can do."""
    return tuple(KINDS)


def detect(text: str) -> Language:
    """Name the dominant language of a text."""
    return language_of(mask(text))


def transform(message: Message) -> Draft:
    """Do what the message asks.

    Raises:
        KindNotAvailable: there is no rule for this kind; use another provider.
    """
    work = KINDS.get(message.kind)
    if work is None:
        raise KindNotAvailable(message.kind.value, tuple(kind.value for kind in KINDS))
    return work(message, mask(message.text))


def analyze(text: str, language: Language | None = None) -> Analysis:
    """Say what a message sounds like, and which words are why."""
    masked = mask(text)
    language = language or language_of(masked)
    hearing = tongue_of(language).hear(masked)
    return Analysis(
        language=language,
        tone=Tone(label=_first_tone(hearing.tones), scores=hearing.tones),
        politeness=hearing.politeness,
        keigo_level=hearing.keigo_level,
        clarity=Clarity(score=hearing.clarity, reasons=hearing.clarity_reasons),
        sentiment=hearing.sentiment,
        priority=weigh(hearing.cues),
        intensity_suggested=_suggested(hearing, masked),
        entities=tuple(
            Entity(start=fact.start, end=fact.end, type=fact.type, text=fact.text)
            for fact in masked.all_facts()
        ),
        findings=tuple(
            type(finding)(
                start=masked.source_offset(finding.start),
                end=masked.source_offset(finding.end),
                check=finding.check,
                suggestion=None
                if finding.suggestion is None
                else masked.unmask(finding.suggestion),
            )
            for finding in hearing.findings
        ),
    )


class Ranked(Struct, frozen=True, kw_only=True):
    """One text's place among others."""

    id: str
    priority: Priority


def rank(texts: Sequence[tuple[str, str]]) -> tuple[Ranked, ...]:
    """Order texts, given as id and text, by how soon they want attention.

    Equal scores keep the order in which they were given.
    """
    ranked = []
    for identifier, text in texts:
        masked = mask(text)
        hearing = tongue_of(language_of(masked)).hear(masked)
        ranked.append(Ranked(id=identifier, priority=weigh(hearing.cues)))
    return tuple(sorted(ranked, key=lambda each: -each.priority.score))


def resolve_intensity(
    text: str,
    language: Language | None = None,
    preset: Preset | None = None,
    kind: Kind = Kind.SOFTEN,
) -> Intensity:
    """Settle `auto`: none for a polite text, strong for an insult or an outsider's eyes.

    A preset never makes it less than the preset's own intensity, except that a polite
    text without a rude word stays as it is. Only softening depends on how polite a text
    is: any other kind works at medium, or as the preset asks.
    """
    if kind is not Kind.SOFTEN:
        return Intensity.MEDIUM if preset is None else max(Intensity.MEDIUM, preset.intensity)
    masked = mask(text)
    hearing = tongue_of(language or language_of(masked)).hear(masked)
    suggested = _suggested(hearing, masked)
    if preset is None or suggested is Intensity.NONE:
        return suggested
    if preset.audience in _OUTSIDERS:
        return Intensity.STRONG
    return max(suggested, preset.intensity)


def _first_tone(tones: dict[str, float]) -> ToneLabel:
    if not tones:
        return ToneLabel.NEUTRAL
    return ToneLabel(max(tones, key=lambda label: tones[label]))


_SHOUTING = 0.7


def _suggested(hearing: Hearing, masked: Masked) -> Intensity:
    if hearing.rude or _shouts(masked.text):
        return Intensity.STRONG
    if hearing.politeness >= _POLITE:
        return Intensity.NONE
    return Intensity.LIGHT if hearing.politeness >= _PLAIN else Intensity.MEDIUM


_FEW_LETTERS = 12
_UPPER = re.compile("[A-Z]+")
_LOWER = re.compile("[a-z]+")


def _shouts(text: str) -> bool:
    upper = sum(map(len, _UPPER.findall(text)))
    if upper < _SHOUTING * _FEW_LETTERS:
        return False
    letters = upper + sum(map(len, _LOWER.findall(text)))
    return letters >= _FEW_LETTERS and upper >= _SHOUTING * letters
