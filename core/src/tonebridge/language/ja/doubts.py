"""What a Japanese message leaves its reader guessing, as questions."""

import re
from functools import cache
from typing import NamedTuple

from msgspec import Struct, convert

from tonebridge.language.facts import MASK_CLASS, Masked
from tonebridge.language.ja.acts import Act, readings
from tonebridge.language.ja.ambiguity import two_ways
from tonebridge.language.ja.morphology import Morpheme
from tonebridge.language.ja.omissions import left_out
from tonebridge.language.lexicon import Lexicon, folded, knowledge

_TIMES = frozenset({"DEADLINE", "DATE", "TIME"})
_NOUN_NEXT = re.compile(
    "(?:打ち?合わ?せ|問い?合わ?せ|申し?込み?|引き?継ぎ?|見積もり|見直し|取り組み|売り上げ|買い物|飲み会|振り込み|手続き|締め?切り?|立ち上げ|組み合わせ|集まり|お知らせ|やり取り|やりとり|お願い|届け出|持ち物|使い方|やり方|並び順|書き方)(?:[一-龠]{1,3})?|(?:[おご](?=[一-龠]))?[一-龠々ァ-ヺーA-Za-z]{1,12}(?:さん|さま|たち)?|ところ|とこ|やつ|もの|こと|ひと"
)
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
        "都度",
        "時",
        "件",
        "話",
        "案",
        "こと",
    ]
)
_SPECIFIED = re.compile(f"[{MASK_CLASS}]")
_ANTECEDENT = re.compile(f"[一-龠々]{{2,}}|[ァ-ヺー]{{2,}}|[{MASK_CLASS}]|[A-Za-z]{{3,}}")
_KANJI = re.compile("[一-龠々]")
_SHORT_REPLY, _SHORT_TEXT = 16, 60
"""Characters: of a reply, and of a message that a single vague word leaves open."""
_HEADS = frozenset("方案件人話")
_BEFORE = ("おけ", "行わ", "はあり", "はな", "じゃな")
_NEAR = frozenset({"この", "古い"})
"""Words before a noun that seldom leave a reader guessing."""


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
    beside: bool = False
    """Only beside another question."""


class Raised(NamedTuple):
    """A question that a place in the text raises."""

    start: int
    question: str
    weak: bool
    time: bool = False
    beside: bool = False


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
    raised in a long text: such a message is clear enough.
    """
    timed = any(fact.type in _TIMES for fact in masked.all_facts())
    raised = [
        *_raised(text),
        *_pronouns(text),
        *_people(text),
        *_all_not(text),
        *_objects(text),
        *_boss(text),
        *_here(text),
        *_some(text),
        *_which(text),
    ]
    raised = [each for each in raised if not (each.time and timed)]
    short = len(text) <= _SHORT_TEXT
    if short:
        named = not any(not each.weak for each in raised)
        raised += (Raised(at, question, weak=False) for at, question in two_ways(text))
        raised += (
            Raised(at, question, weak=False) for at, question in left_out(text, all_of=named)
        )
    if not any(not each.weak for each in raised) and not (
        short and any(not each.beside for each in raised)
    ):
        return ()
    chosen = sorted(raised, key=lambda each: (each.weak, each.start))[:most]
    questions = list(dict.fromkeys(each.question for each in sorted(chosen)))
    asks = any(each.reading.act is Act.REQUEST for each in readings(text)) or "お願い" in text
    if asks and not timed and len(questions) < most and not any(each.time for each in chosen):
        questions.append(knowledge("ja_clarify")["time"]["question"])
    return tuple(questions)


@cache
def _kinds_of_nouns() -> tuple[tuple[tuple[str, ...], str], ...]:
    return tuple(
        (tuple(each["ends"]), each["question"]) for each in knowledge("ja_clarify")["nouns"]
    )


def _about(doubt: Doubt, noun: str) -> str:
    return next(
        (question for ends, question in _kinds_of_nouns() if noun.endswith(ends)), doubt.question
    )


def _raised(text: str) -> list[Raised]:
    found: list[Raised] = []
    reached = 0
    for hit in _doubts().find(folded(text)):
        if (
            hit.start < reached
            or _in_compound(text, hit.start, hit.end)
            or text.startswith(_BEFORE, hit.end)
        ):
            continue
        before_noun, elsewhere = hit.value
        following = _NOUN_NEXT.match(text, hit.end) if before_noun else None
        doubt, end, noun = elsewhere, hit.end, ""
        beside = doubt is not None and doubt.beside
        weak = elsewhere is not None and elsewhere.weak
        question = "" if doubt is None else doubt.question
        if before_noun and following is not None and following[0] not in _NOT_NOUNS:
            doubt, end, noun = before_noun, following.end(), following[0]
            weak = text[hit.start : hit.end] not in doubt.strong
            question = _about(doubt, noun)
            if _SPECIFIED.match(text, end):
                continue
            beside = text[hit.start : hit.end] in _NEAR
        words = text[hit.start : end]
        if doubt is None or (doubt.short and (len(text) > _SHORT_REPLY or "を" in text)):
            continue
        if words == "あれ" and (
            text[end : end + 1] in {"ば", "ど"} or (not hit.start and text[end : end + 1] == "、")
        ):
            continue
        question = question.replace("{words}", words).replace("{noun}", noun)
        found.append(Raised(hit.start, question, weak, doubt.time, beside))
        reached = end
    return found


def _in_compound(text: str, start: int, end: int) -> bool:
    """Tell whether a hit begins or ends inside a word: 完了後で, 直前の, 新しい方針."""
    if start and _KANJI.match(text[start]) and _KANJI.match(text[start - 1]):
        return True
    return text[end - 1] in _HEADS and _KANJI.match(text, end) is not None


_PRONOUN = re.compile(
    "(?:それ|これ)(?=[をがはもでに、。]|って|だけ|から送|まで送)(?!で(?:は|も))(?!に(?:より|よって|伴|対し|つい))(?!から)"
)
_PRONOUN_ABOUT = re.compile("(?:それ|これ)(?=については|については、|の件)")


def _pronouns(text: str) -> list[Raised]:
    pronoun = _PRONOUN.search(text) or _PRONOUN_ABOUT.search(text)
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


_BOSS = re.compile(
    "(?<![一-龠ァ-ヺA-Za-z0-9のるいたな])上(?=(?:に|が|から|の)(?:は|も)?(?:言|見せ|見て|通|報|上げ|あげ|確|相談|許|承|だめ|ダメ|NG|OK|意向|指示|判断|話|提出|出し|うるさ|了承|伺|聞|諮))"
)


def _boss(text: str) -> list[Raised]:
    """Ask who the 上 is that is told or that decides."""
    found = _BOSS.search(text)
    if found is None:
        return []
    question = knowledge("ja_clarify")["boss"]["question"].replace("{words}", found[0])
    return [Raised(found.start(), question, weak=False)]


_SOME = re.compile(
    "何(?:枚|冊|本|台|部|通|箱|袋|杯|皿|セット|ページ|社|校|点|か月|週間|時間|分|日間?|年|人|名|件|個|回|度)か"
)


def _some(text: str) -> list[Raised]:
    """何枚か leaves open how many."""
    found = _SOME.search(text)
    if found is None:
        return []
    question = knowledge("ja_clarify")["some"]["question"].replace("{words}", found[0])
    return [Raised(found.start(), question, weak=True)]


_WHICH = re.compile(
    "(?<![一-龠ぁ-ん])(?:いい|よい|良い|安い|高い|早い|遅い|近い|遠い|重い|軽い|長い|短い|新しい|古い|大きい|小さい|きれいな|(?:右|左|上|下|奥|手前|前|後ろ|南|北|東|西|元|最初|別|片|残り|あと)の)"
    "(?:ほう|方)(?=[にをはでもの、]|へ|から|まで|$)"
)


def _which(text: str) -> list[Raised]:
    """いい方, 右のほう: of which?"""
    found = _WHICH.search(text)
    if found is None:
        return []
    question = knowledge("ja_clarify")["which"]["question"].replace("{words}", found[0])
    return [Raised(found.start(), question, weak=True)]


_HERE = re.compile("(?:^|(?<=[。、\n]))(?:ここ|そこ)(?=[、のをがはだも])")


def _here(text: str) -> list[Raised]:
    """ここ at the head of a sentence points where a reader cannot look."""
    found = _HERE.search(text)
    if found is None or _ANTECEDENT.search(text, 0, found.start()):
        return []
    question = knowledge("ja_clarify")["here"]["question"].replace("{words}", found[0])
    return [Raised(found.start(), question, weak=False)]


_ALL_NOT = re.compile(
    "(?:全員|全部|すべて|全て|みんな|全[一-龠]{1,3}|どの[一-龠]{1,3}も|両方|毎回|いつも|完全に|必ずしも)[^。、？！\n]{0,24}?(?:ません|ない)"
)


def _all_not(text: str) -> list[Raised]:
    """すべて完了していません may mean that some are, or that none is."""
    found = _ALL_NOT.search(text)
    if (
        found is None
        or _SPECIFIED.search(found[0])
        or text.startswith(("ように", "よう、"), found.end())
    ):
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
            if reading.verb is not None and _hands_over(parts):
                question = knowledge("ja_clarify")["handed"]["question"]
            return [Raised(start, question, weak=_ANTECEDENT.search(text, 0, start) is not None)]
    return []


_GIVEN = frozenset(
    {
        "送る",
        "出す",
        "渡す",
        "伝える",
        "言う",
        "見せる",
        "配る",
        "返す",
        "届ける",
        "知らせる",
        "回す",
    }
)


def _hands_over(parts: tuple[Morpheme, ...]) -> bool:
    return any(part.lemma in _GIVEN for part in parts)
