"""What an English message leaves its reader guessing, as questions."""

import re
from functools import cache
from typing import NamedTuple

from msgspec import Struct, convert

from tonebridge.language.en.patterns import compiled
from tonebridge.language.facts import MASK_CLASS, Masked
from tonebridge.language.lexicon import Lexicon, folded, knowledge

_TIMES = frozenset({"DEADLINE", "DATE", "TIME"})
_PLURAL = re.compile(r"(?:[^s]s|data|people)$")
_SPECIFIED = re.compile(
    rf"\s*[{MASK_CLASS}]|\s+(?:of|for|from|about|named|called|that|which|with|on|in)\b"
)
_NOUN_NEXT = re.compile(r"\s+(?P<noun>[a-z][a-z-]{2,})")


class Doubt(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that leave something open, and the question about it."""

    question: str
    words: tuple[str, ...] = ()
    before_noun: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    """Those of `before_noun` that are asked about by themselves."""
    weak: bool = False
    bare: bool = False
    time: bool = False


class Raised(NamedTuple):
    """A question that a place in the text raises."""

    start: int
    question: str
    weak: bool
    time: bool = False


@cache
def _doubts() -> Lexicon[tuple[Doubt | None, Doubt | None]]:
    """Return the words that raise a doubt: before a noun, and elsewhere."""
    listed = convert(knowledge("en_clarify")["doubts"], tuple[Doubt, ...])
    nouns = {words: doubt for doubt in listed for words in doubt.before_noun}
    others = {words: doubt for doubt in listed for words in doubt.words}
    return Lexicon({words: (nouns.get(words), others.get(words)) for words in nouns | others})


def doubts(text: str, masked: Masked, most: int) -> tuple[str, ...]:
    """Return at most so many questions about a text, in the order of its words.

    The text may be a rewording of the masked one. None where nothing but a weak doubt is
    raised: such a message is clear enough.
    """
    low = folded(text)
    raised = [
        *_raised(masked, text, low),
        *_pronouns(text, low),
        *_joints(low),
        *_all_not(text, low),
        *_dates(masked),
    ]
    timed = any(fact.type in _TIMES for fact in masked.all_facts())
    raised = [each for each in raised if not (each.time and timed)]
    if not any(not each.weak for each in raised):
        return ()
    chosen = sorted(raised, key=lambda each: (each.weak, each.start))[:most]
    questions = list(dict.fromkeys(each.question for each in sorted(chosen)))
    asks = _REQUEST.search(low) is not None
    if asks and not timed and len(questions) < most and not any(each.time for each in chosen):
        questions.append(knowledge("en_clarify")["time"]["question"])
    return tuple(questions)


_REQUEST = compiled(knowledge("en_clarify")["patterns"]["request"])


def _raised(masked: Masked, text: str, low: str) -> list[Raised]:
    found = []
    for hit in _doubts().find(low):
        before_noun, elsewhere = hit.value
        noun = _NOUN_NEXT.match(low, hit.end) if before_noun else None
        end = hit.end
        doubt, weak = elsewhere, elsewhere is not None and elsewhere.weak
        if before_noun and noun is not None and noun["noun"] not in _NO_NOUNS:
            doubt, end = before_noun, noun.end()
            weak = low[hit.start : hit.end] not in doubt.strong
        if doubt is None or (doubt.bare and masked.facts):
            continue
        if weak and not doubt.time and _SPECIFIED.match(text, end):
            continue
        question = _asked(doubt.question, text[hit.start : end])
        found.append(Raised(hit.start, question, weak, doubt.time))
    return found


_NO_NOUNS = frozenset(
    [
        "one",
        "ones",
        "day",
        "time",
        "way",
        "hand",
        "side",
        "and",
        "or",
        "for",
        "to",
        "in",
        "of",
        "is",
        "are",
        "was",
        "than",
        "thing",
        "things",
    ]
)


def _asked(question: str, words: str) -> str:
    noun = folded(words.rsplit(" ", 1)[-1])
    asked = question.replace("{words}", words).replace("{noun}", noun)
    return asked.replace(" is meant by", " are meant by") if _PLURAL.search(noun) else asked


_PRONOUN = compiled(knowledge("en_clarify")["patterns"]["pronoun"])
_NAMED = compiled(knowledge("en_clarify")["patterns"]["named"])
_EXPLETIVE = compiled(knowledge("en_clarify")["patterns"]["expletive"])


def _pronouns(text: str, low: str) -> list[Raised]:
    data = knowledge("en_clarify")["pronouns"]
    found = []
    for pronoun in _PRONOUN.finditer(low):
        named = _NAMED.search(text, 0, pronoun.start())
        if named is None and not _EXPLETIVE.match(low, pronoun.start()):
            question = _asked(data["question"], text[pronoun.start() : pronoun.end()])
            found.append(Raised(pronoun.start(), question, weak=False))
        break
    found += _people(text, low, data)
    return found


@cache
def _people_words() -> re.Pattern[str]:
    data = knowledge("en_clarify")["pronouns"]
    return re.compile(rf"\b(?:{'|'.join(data['people'])})\b")


@cache
def _party() -> re.Pattern[str]:
    data = knowledge("en_clarify")["pronouns"]
    nouns = "|".join(data["people_nouns"].split())
    return re.compile(
        rf"\b(?:[Tt]he|[Aa]n?|[Oo]ur|[Yy]our|[Mm]y) (?:[a-z]+ )?({nouns})\b"
        rf"|\b([A-Z][a-z]+)(?= (?:{data['told']})\b)|(?<=[a-z] )([A-Z][a-z]+)\b"
    )


_ALONE = frozenset({"he", "she", "him", "his"})


def _people(text: str, low: str, data: dict[str, str]) -> list[Raised]:
    """Ask who is meant where two people or parties stand before a pronoun, or nobody does."""
    for pronoun in _people_words().finditer(low):
        begin = max(low.rfind(mark, 0, pronoun.start()) for mark in ".!?\n") + 1
        parties = {
            next(filter(None, party.groups()))
            for party in _party().finditer(text, begin, pronoun.start())
        }
        nobody = pronoun[0] in _ALONE and not _party().search(text, 0, pronoun.start())
        if len(parties) > 1 or nobody:
            words = text[pronoun.start() : pronoun.end()]
            question = data["people_question"].replace("{words}", words)
            return [Raised(pronoun.start(), question, weak=False)]
    return []


_ALL_NOT = re.compile(
    r"\b(?:all|every|everyone|everybody|everything|both)\b[^.!?,;:\n]{1,40}?(?:\bnot\b|n't\b)"
)


def _all_not(text: str, low: str) -> list[Raised]:
    """Ask whether "all users cannot log in" means none of them, or not all."""
    found = _ALL_NOT.search(low)
    if found is None:
        return []
    words = text[found.start() : found.end()]
    question = knowledge("en_clarify")["all_not"]["question"].replace("{words}", words)
    return [Raised(found.start(), question, weak=False)]


_TWO_ORDERS = re.compile(r"(\d{1,2})/(\d{1,2})(?:/\d{2,4})?")
_MONTHS = 12


def _dates(masked: Masked) -> list[Raised]:
    """Ask how 04/05 is to be read."""
    found = []
    for fact, place in zip(masked.facts, masked.places, strict=True):
        date = _TWO_ORDERS.fullmatch(fact.text) if fact.type == "DATE" else None
        if date and date[1] != date[2] and max(int(date[1]), int(date[2])) <= _MONTHS:
            question = knowledge("en_clarify")["dates"]["question"]
            found.append(Raised(place, question.replace("{words}", fact.text), weak=False))
    return found[:1]


_CONDITION = re.compile(r"\b(?:if|when|unless|only|whether|whenever|until)\b")
_BOTH = re.compile(
    r"[^.!?;\n]{1,120}?\b(?:and\b[^.!?;\n]{1,120}?\bor|or\b[^.!?;\n]{1,120}?\band)\b"
)


def _joints(low: str) -> list[Raised]:
    """Ask how `and` and `or` belong together in one condition."""
    found = []
    for condition in _CONDITION.finditer(low):
        both = _BOTH.match(low, condition.end())
        if both is not None:
            question = knowledge("en_clarify")["joints"]["question"]
            found.append(Raised(both.start(), question, weak=False))
            break
    return found
