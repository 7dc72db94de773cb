"""What one sentence adds to what is heard of its message; found out once."""

from msgspec import Struct

from tonebridge.domain.analysis import Finding
from tonebridge.domain.message import Intensity
from tonebridge.language.ja.acts import Reading
from tonebridge.language.ja.hearing.clarity import faults_of
from tonebridge.language.ja.hearing.feelings import Feelings, feelings_of
from tonebridge.language.ja.hearing.register import Stance, Words, stance_of, words_of
from tonebridge.language.ja.hearing.tones import Heard, tones_of_sentence
from tonebridge.language.ja.lexicons import Phrase
from tonebridge.language.ja.memory import remembered
from tonebridge.language.ja.rewrite.endings import rewrite_ending
from tonebridge.language.ja.rewrite.style import Style
from tonebridge.language.ja.rewrite.whole import phrase_of

_SUGGESTED = Style(Intensity.MEDIUM, 2)


class Voice(Struct, frozen=True, eq=False, gc=False):
    """How a sentence sounds."""

    phrase: Phrase | None
    """The phrase that it is, if it is one."""
    tones: tuple[Heard, ...]
    words: Words
    stance: Stance


@remembered
def voice_of(reading: Reading) -> Voice:
    """Listen to one sentence that holds words."""
    found = phrase_of(reading.sentence, hurts=False)
    phrase = found[1] if found else None
    return Voice(phrase, tones_of_sentence(reading, phrase), words_of(reading), stance_of(reading))


class Matter(Struct, frozen=True, gc=False):
    """What a sentence says, and what in it a reader stumbles on; offsets as in the sentence."""

    feelings: Feelings
    unclear: tuple[Finding, ...]
    stumbles: tuple[Finding, ...]
    """What softening would change."""


@remembered
def matter_of(reading: Reading, voice: Voice) -> Matter:
    """Look at one sentence closely that holds words."""
    stumbles = _stumbles(reading, voice.phrase)
    return Matter(feelings_of(reading), tuple(faults_of(reading)), tuple(stumbles))


def _stumbles(reading: Reading, phrase: Phrase | None) -> list[Finding]:
    if phrase is not None:
        sentence = reading.sentence
        suggestion = phrase.at(_SUGGESTED.intensity) or None
        return [
            Finding(
                start=sentence.start,
                end=sentence.end,
                check=phrase.reason,
                suggestion=suggestion,
            )
        ]
    return [
        Finding(start=made.start, end=made.end, check=made.reason, suggestion=made.after)
        for made in rewrite_ending(reading, _SUGGESTED, 0)
        if made.after and made.reason != "ja_plain"
    ]
