"""Good news or bad: the feeling of single words, and how the tone colours it."""

from tonebridge.language.ja.acts import Act, Reading
from tonebridge.language.ja.hearing.tones import BITTER
from tonebridge.language.ja.lexicons import words
from tonebridge.language.ja.memory import remembered
from tonebridge.language.ja.morphology import Morpheme

_NOT = frozenset({"ない", "ぬ", "ねえ", "ず", "まい", "無い"})
_BITTER, _BLUNT = 0.5, 0.6
"""How strong these tones must be to colour the feeling."""
_SOUR, _CURT = -0.3, -0.2
_GLAD, _MILD = 0.45, 0.2
_REACH = 4
"""How many morphemes after a word a negation still turns it round."""


def sentiment_of(readings: list[Reading]) -> float:
    """Return good news against bad, from -1 to 1."""
    good = bad = 0.0
    for reading in readings:
        up, down = _feelings(reading)
        good, bad = good + up, bad + down
        if reading.act is Act.BAN and not reading.already:
            bad += 0.5
    if not good and not bad:
        return 0.0
    return round((good - bad) / (good + bad + 1.0), 3)


@remembered
def _feelings(reading: Reading) -> tuple[float, float]:
    parts = reading.sentence.morphemes
    positive = words("ja_sentiment", "positive")
    negative = words("ja_sentiment", "negative")
    wanted = words("ja_sentiment", "wanted")
    good = bad = 0.0
    for index, part in enumerate(parts):
        lemma = part.lemma
        if lemma in positive:
            if _denied(parts, index):
                bad += 1
            else:
                good += 1
        elif lemma in negative:
            if _denied(parts, index):
                good += 0.6
            else:
                bad += 1
        elif lemma in wanted and _denied(parts, index):
            bad += 1
    return good, bad


def _denied(parts: tuple[Morpheme, ...], index: int) -> bool:
    return any(
        after.lemma in _NOT and after.kind in {"助動詞", "形容詞"}
        for after in parts[index + 1 : index + 1 + _REACH]
    )


def coloured(sentiment: float, tones: dict[str, float], *, rude: bool) -> float:
    """Let a bitter or blunt tone weigh on the feeling that single words give."""
    if rude or any(tones.get(label, 0.0) >= _BITTER for label in BITTER):
        return min(sentiment, _SOUR)
    glad = max(tones.get("friendly", 0.0), tones.get("appreciative", 0.0))
    if glad >= _GLAD and sentiment == 0 and max(tones.values()) == glad:
        return _MILD
    if tones.get("blunt", 0.0) >= _BLUNT and sentiment == 0:
        return _CURT
    return sentiment
