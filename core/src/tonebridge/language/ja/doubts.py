"""What a Japanese message leaves its reader guessing, as questions."""

import re
from functools import cache
from typing import NamedTuple

from msgspec import Struct, convert

from tonebridge.language.facts import MASK_CLASS, Masked
from tonebridge.language.ja.acts import Act, readings
from tonebridge.language.lexicon import Lexicon, folded, knowledge

_TIMES = frozenset({"DEADLINE", "DATE", "TIME"})
_NOUN_NEXT = re.compile("[一-龠々ァ-ヺーA-Za-z]{1,12}")
_NOT_NOUNS = frozenset(
    [
        "通",
        "後",
        "際",
        "場合",
        "為",
        "他",
        "上",
        "結果",
        "中",
        "間",
        "前",
        "度",
        "日",
        "点",
        "旨",
        "方",
        "分",
        "都度",
        "時",
        "件",
        "話",
        "案",
    ]
)
_SPECIFIED = re.compile(f"[{MASK_CLASS}]")
_ANTECEDENT = re.compile(f"[一-龠々]{{2,}}|[ァ-ヺー]{{2,}}|[{MASK_CLASS}]|[A-Za-z]{{3,}}")
_SHORT_REPLY = 20


class Doubt(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that leave something open, and the question about it."""

    question: str
    words: tuple[str, ...] = ()
    before_noun: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    """Those of `before_noun` that are asked about by themselves."""
    weak: bool = False
    time: bool = False
    short: bool = False
    """Only in a short reply."""


class Raised(NamedTuple):
    """A question that a place in the text raises."""

    start: int
    question: str
    weak: bool
    time: bool = False


@cache
def _doubts() -> Lexicon[tuple[Doubt | None, Doubt | None]]:
    """Return the words that raise a doubt: before a noun, and elsewhere."""
    listed = convert(knowledge("ja_clarify")["doubts"], tuple[Doubt, ...])
    nouns = {words: doubt for doubt in listed for words in doubt.before_noun}
    others = {words: doubt for doubt in listed for words in doubt.words}
    return Lexicon({words: (nouns.get(words), others.get(words)) for words in nouns | others})


def doubts(text: str, masked: Masked, most: int) -> tuple[str, ...]:
    """Return at most so many questions about a text, in the order of its words.

    The text may be a rewording of the masked one. None where nothing but a weak doubt is
    raised: such a message is clear enough.
    """
    timed = any(fact.type in _TIMES for fact in masked.all_facts())
    raised = [*_raised(text), *_pronouns(text), *_people(text), *_all_not(text), *_objects(text)]
    raised = [each for each in raised if not (each.time and timed)]
    if not any(not each.weak for each in raised):
        return ()
    chosen = sorted(raised, key=lambda each: (each.weak, each.start))[:most]
    questions = list(dict.fromkeys(each.question for each in sorted(chosen)))
    asks = any(each.reading.act is Act.REQUEST for each in readings(text)) or "お願い" in text
    if asks and not timed and len(questions) < most and not any(each.time for each in chosen):
        questions.append(knowledge("ja_clarify")["time"]["question"])
    return tuple(questions)


def _raised(text: str) -> list[Raised]:
    found = []
    for hit in _doubts().find(folded(text)):
        before_noun, elsewhere = hit.value
        following = _NOUN_NEXT.match(text, hit.end) if before_noun else None
        doubt, end, noun = elsewhere, hit.end, ""
        weak = elsewhere is not None and elsewhere.weak
        if before_noun and following is not None and following[0] not in _NOT_NOUNS:
            doubt, end, noun = before_noun, following.end(), following[0]
            weak = text[hit.start : hit.end] not in doubt.strong
            if _SPECIFIED.match(text, end):
                continue
        words = text[hit.start : end]
        if doubt is None or (doubt.short and len(text) > _SHORT_REPLY):
            continue
        if words == "あれ" and text[end : end + 1] in {"ば", "ど", "、"}:
            continue
        question = doubt.question.replace("{words}", words).replace("{noun}", noun)
        found.append(Raised(hit.start, question, weak, doubt.time))
    return found


_PRONOUN = re.compile(
    "(?:それ|これ)(?=[をがはもでに、。]|って)(?!で(?:は|も))(?!に(?:より|よって|伴|対し))(?!から)"
)


def _pronouns(text: str) -> list[Raised]:
    pronoun = _PRONOUN.search(text)
    if pronoun is None or _ANTECEDENT.search(text, 0, pronoun.start()):
        return []
    question = knowledge("ja_clarify")["pronouns"]["question"].replace("{words}", pronoun[0])
    return [Raised(pronoun.start(), question, weak=False)]


def _people(text: str) -> list[Raised]:
    """Ask who 彼 is where nobody, or more than one, is named before."""
    data = knowledge("ja_clarify")["people"]
    for word in data["words"]:
        start = text.find(word)
        if start < 0 or text[start + len(word) : start + len(word) + 1] in {"ら", "氏", "確"}:
            continue
        if sum(text.count(party, 0, start) for party in data["parties"]) != 1:
            return [Raised(start, data["question"].replace("{words}", word), weak=False)]
        break
    return []


_ALL_NOT = re.compile(
    "(?:全員|全部|すべて|全て|みんな|全社員|全件)[がはを]?[^。、？！\n]{0,20}?(?:ません|ない)"
)


def _all_not(text: str) -> list[Raised]:
    """すべて完了していません may mean that some are, or that none is."""
    found = _ALL_NOT.search(text)
    if found is None or _SPECIFIED.search(found[0]):
        return []
    question = knowledge("ja_clarify")["all_not"]["question"].replace("{words}", found[0])
    return [Raised(found.start(), question, weak=False)]


def _objects(text: str) -> list[Raised]:
    """直しておいてください names nothing to mend."""
    question = knowledge("ja_clarify")["object"]["question"]
    for at, reading in readings(text):
        wanted = reading.act is Act.REQUEST and reading.verb is not None
        parts = reading.sentence.morphemes
        if wanted and not any(part.kind in {"名詞", "代名詞"} for part in parts):
            start = at + reading.sentence.start
            return [Raised(start, question, weak=_ANTECEDENT.search(text, 0, start) is not None)]
    return []
