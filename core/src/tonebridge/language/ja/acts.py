"""What a sentence does: asks, forbids, refuses, blames, complains, wonders or tells."""

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from tonebridge.language.ja.demands import refused, refuses, wanted_of
from tonebridge.language.ja.memory import LONGEST
from tonebridge.language.ja.morphology import Morpheme
from tonebridge.language.ja.polite import is_polite
from tonebridge.language.ja.sentences import Sentence, passages, sentences
from tonebridge.language.ja.tail import Tail, read_tail
from tonebridge.language.ja.verbs import Verb, verb

WHY = frozenset({"なぜ", "どうして", "何故"})
_WHY = WHY | {"なんで", "何で", "なん", "何", "どう"}
"""One of these stands in every question for a reason."""
ASKING_WORDS = frozenset(
    {
        "誰",
        "だれ",
        "いつ",
        "いつ頃",
        "どこ",
        "何",
        "なに",
        "どう",
        "どれ",
        "どの",
        "どっち",
        "いくら",
        "なん",
    }
)


class Act(StrEnum):
    """What a sentence does to its reader."""

    REQUEST = "request"
    BAN = "ban"
    REFUSAL = "refusal"
    WHY = "why"
    QUESTION = "question"
    STATEMENT = "statement"


class Reading(Struct, frozen=True, eq=False, gc=False):
    """A sentence, how it ends, and what it does. Compared by identity."""

    sentence: Sentence
    tail: Tail
    act: Act
    polite: bool
    """Its predicate stands in です・ます."""
    verb: Verb | None = None
    """The verb asked for, forbidden or refused."""
    noun: Morpheme | None = None
    """The noun that する would follow: 「至急対応。」, 「確認よろしく。」."""
    already: bool = False
    """A request that says 〜てください or better."""

    @property
    def length(self) -> int:
        """How many characters the sentence has."""
        return self.sentence.close - self.sentence.start


class Placed(NamedTuple):
    """A sentence of a text: its offsets count from `at`."""

    at: int
    reading: Reading


@lru_cache(maxsize=16)
def readings(text: str) -> tuple[Placed, ...]:
    """Read every sentence of a text; the last few texts are remembered."""
    return tuple(
        Placed(at, reading) for at, passage in passages(text) for reading in _read(passage)
    )


def _read(passage: str) -> tuple[Reading, ...]:
    return _read_short(passage) if len(passage) <= LONGEST else _read_anew(passage)


def _read_anew(passage: str) -> tuple[Reading, ...]:
    return tuple(read(sentence) for sentence in sentences(passage))


_read_short = lru_cache(maxsize=512)(_read_anew)


def read(sentence: Sentence) -> Reading:  # noqa: PLR0911 - one return a form
    """Read one sentence. Never raises."""
    tail = read_tail(sentence)
    if tail.core < 0:
        return Reading(sentence, tail, Act.STATEMENT, polite=False)
    polite = is_polite(tail.parts, tail.core) or "desu" in tail.colours
    wanted = wanted_of(sentence, tail)
    if wanted is not None:
        forbids, target, noun, already = wanted
        act = Act.BAN if forbids else Act.REQUEST
        return Reading(
            sentence, tail, act, polite=already or polite, verb=target, noun=noun, already=already
        )
    if refuses(tail):
        return Reading(sentence, tail, Act.REFUSAL, polite=polite, verb=refused(tail))
    wonders = tail.asks or bool(tail.colours & {"nda", "no", "yo"})
    if wonders and not _WHY.isdisjoint(sentence.surfaces) and _asks_why(tail.parts):
        return Reading(sentence, tail, Act.WHY, polite=polite)
    hinted = (
        "asked" in tail.colours
        and bool(tail.colours & {"kedo", "yo"})
        and not tail.colours & {"ka", "ne", "no"}
        and ("nda" not in tail.colours or "kedo" in tail.colours)
    )
    if hinted and not polite and ASKING_WORDS.isdisjoint(sentence.surfaces):
        return Reading(sentence, tail, Act.STATEMENT, polite=polite)
    if tail.asks or _asks_plainly(tail):
        return Reading(sentence, tail, Act.QUESTION, polite=polite)
    return Reading(sentence, tail, Act.STATEMENT, polite=polite)


def _asks_plainly(tail: Tail) -> bool:
    """Tell whether いつまで待たせる気だ or 何してんの asks, without か or a question mark."""
    if not (tail.colours & {"no", "nda"} or tail.last.lemma == "だ"):
        return False
    parts = tail.parts
    place = next((i for i, part in enumerate(parts) if part.surface in ASKING_WORDS), -1)
    if place >= 0 and place + 1 < len(parts) and parts[place + 1].surface in {"に", "の"}:
        return False  # いつになく, いつの間に
    return place >= 0 and not any(p.surface in {"か", "も"} for p in parts[place + 1 :])


def _asks_why(parts: tuple[Morpheme, ...]) -> bool:
    return why_at(parts) is not None


def why_at(parts: tuple[Morpheme, ...]) -> tuple[int, int] | None:
    """Return the offsets of なぜ, なんで or どうして."""
    for index, part in enumerate(parts):
        if part.surface in WHY or part.surface in {"なんで", "何で"}:
            return part.start, part.end
        after = parts[index + 1] if index + 1 < len(parts) else None
        if after is None:
            break
        if part.surface in {"なん", "何"} and after.surface == "で":
            return part.start, after.end
        if part.surface == "どう" and after.lemma == "する" and after.surface == "し":
            third = parts[index + 2] if index + 2 < len(parts) else None
            if third is not None and third.surface == "て" and index + 3 < len(parts):
                if parts[index + 3].surface == "も":
                    continue
                return None if parts[index + 3].lemma == "くれる" else (part.start, third.end)
    return None


def doing(noun: Morpheme) -> Verb:
    """Return する for a noun of action."""
    found = verb(noun.end, "", "する", "サ行変格")
    if found is None:  # never: する is a verb of its own class
        raise AssertionError
    return found
