"""What mood a message is in: the tones a reader hears, and good or bad news."""

from functools import cache

from tonebridge.domain.analysis import ToneLabel
from tonebridge.language.ja.acts import Act, Reading
from tonebridge.language.ja.lexicons import words
from tonebridge.language.ja.morphology import Morpheme
from tonebridge.language.lexicon import Hit, Lexicon, knowledge

_NOT = frozenset({"ない", "ぬ", "ねえ", "ず", "まい", "無い"})
_REACH = 4
"""How many morphemes after a word a negation still turns it round."""


@cache
def _tones() -> Lexicon[tuple[str, float]]:
    found: dict[str, tuple[str, float]] = {}
    for label in ToneLabel:
        for phrase, strength in knowledge("ja_tones").get(label.value, {}).items():
            found[phrase] = (label.value, strength)
    return Lexicon(found)


def heard_in_words(folded_text: str) -> list[Hit[tuple[str, float]]]:
    """Return the phrases that carry a tone."""
    return _tones().find(folded_text)


def sentiment_of(readings: tuple[Reading, ...]) -> float:
    """Return good news against bad, from -1 to 1."""
    good = bad = 0.0
    for reading in readings:
        up, down = _feelings(reading.sentence.morphemes)
        good, bad = good + up, bad + down
        if reading.act is Act.BAN and not reading.already:
            bad += 0.5
    if not good and not bad:
        return 0.0
    return round((good - bad) / (good + bad + 1.0), 3)


def _feelings(parts: tuple[Morpheme, ...]) -> tuple[float, float]:
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
