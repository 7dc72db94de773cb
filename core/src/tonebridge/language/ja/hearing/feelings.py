"""Good news or bad: the feeling of single words, and how the tone colours it."""

from collections.abc import Iterable
from functools import cache

from msgspec import Struct

from tonebridge.language.ja.acts import Act, Reading
from tonebridge.language.ja.hearing.tones import BITTER
from tonebridge.language.ja.lexicons import words
from tonebridge.language.ja.morphology import Morpheme

_NOT = frozenset({"ない", "ぬ", "ねえ", "ず", "まい", "無い"})
_BITTER, _BLUNT = 0.5, 0.6
"""How strong these tones must be to colour the feeling."""
_SOUR, _CURT = -0.3, -0.2
_GLAD, _MILD = 0.45, 0.2
_REACH = 4
"""How many morphemes after a word a negation still turns it round."""


class Feelings(Struct, frozen=True, gc=False):
    """How much good and bad news a sentence brings."""

    good: float
    bad: float


def sentiment_of(sentences: Iterable[Feelings]) -> float:
    """Return good news against bad, from -1 to 1."""
    good = bad = 0.0
    for each in sentences:
        good, bad = good + each.good, bad + each.bad
    if not good and not bad:
        return 0.0
    return round((good - bad) / (good + bad + 1.0), 3)


def feelings_of(reading: Reading) -> Feelings:
    """Count the words of a sentence that bring good or bad news; a ban is no good news."""
    banned = 0.5 if reading.act is Act.BAN and not reading.already else 0.0
    felt = _felt()
    if felt.isdisjoint(reading.sentence.lemmas):
        return Feelings(0.0, banned)
    parts = reading.sentence.morphemes
    positive = words("ja_sentiment", "positive")
    negative = words("ja_sentiment", "negative")
    wanted = words("ja_sentiment", "wanted")
    good = bad = 0.0
    for index in [at for at, part in enumerate(parts) if part.lemma in felt]:
        lemma = parts[index].lemma
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
    return Feelings(good, bad + banned)


@cache
def _felt() -> frozenset[str]:
    return frozenset().union(
        *(words("ja_sentiment", kind) for kind in ("positive", "negative", "wanted"))
    )


def _denied(parts: tuple[Morpheme, ...], index: int) -> bool:
    for after in parts[index + 1 : index + 1 + _REACH]:
        if after.lemma in _NOT and after.kind in {"助動詞", "形容詞"}:
            return True
    return False


def coloured(sentiment: float, tones: dict[str, float], *, rude: bool) -> float:
    """Let a bitter or blunt tone weigh on the feeling that single words give."""
    if rude or any(tones.get(label, 0.0) >= _BITTER for label in BITTER):
        return min(sentiment, _SOUR)
    glad = max(tones.get("friendly", 0.0), tones.get("appreciative", 0.0))
    if glad >= _GLAD and sentiment == 0 and max(tones.values()) == glad:
        return _MILD
    if tones.get("blunt", 0.0) >= _BLUNT and sentiment == 0:
        return _CURT
    if tones.get("urgent", 0.0) >= _BLUNT and sentiment == 0:
        return _CURT
    return sentiment
