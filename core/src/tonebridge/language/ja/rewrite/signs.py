"""Tell at a glance which rules are worth trying on a sentence: most sentences give few signs."""

from functools import cache

from tonebridge.language.ja.acts import Reading
from tonebridge.language.ja.lexicons import judgements, listed
from tonebridge.language.lexicon import Lexicon, folded, grouped

AGAIN = "again"
"""A word that says that it is not the first time."""
DOUBT = "doubt"
"""何だよ at the head, or elsewhere."""
JUDGEMENT = "judgement"
MOCKERY = "mockery"
"""とは or なんて, which mockery follows."""
ONLY = "only"
OUTRAGE = "outrage"
PERSON = "person"
"""誰, or somebody who is spoken to."""
SCORN = "scorn"
"""〜やがる."""


def signs_of(reading: Reading) -> frozenset[str]:
    """Return the act and the colours of a sentence, and which of the signs above it holds."""
    sentence = reading.sentence
    worded = _worded().values(folded(sentence.text))
    judged = () if judgements().keys().isdisjoint(sentence.lemmas) else (JUDGEMENT,)
    return reading.tail.colours.union((reading.act,), judged, *worded)


@cache
def _worded() -> Lexicon[tuple[str, ...]]:
    groups = {
        AGAIN: listed("ja_blame", "again"),
        DOUBT: (*listed("ja_blame", "what"), "何のための"),
        JUDGEMENT: tuple(judgements()),
        MOCKERY: ("とは", "なんて"),
        ONLY: ("だけ",),
        OUTRAGE: listed("ja_blame", "outrage"),
        PERSON: (*listed("ja_blame", "who"), *listed("ja_blame", "you")),
        SCORN: ("やが", "ヤガ"),
    }
    return grouped(groups, whole_words=False)
