"""Find where a Japanese sentence can be read in two ways, and ask which is meant."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tonebridge.language.facts import MASK_CLASS
from tonebridge.language.ja.acts import readings
from tonebridge.language.ja.morphology import Morpheme
from tonebridge.language.lexicon import knowledge

_NOMINAL = frozenset({"名詞", "接尾辞", "代名詞", "接頭辞"})
_CASES = frozenset({"を", "が", "に", "は", "で", "も", "へ", "から", "まで", "と"})
_LONGEST = 14
_PEOPLE = frozenset({"人", "方"})
_N = f"(?:[おご](?=[一-龠]))?[一-龠々ァ-ヺーA-Za-z0-9{MASK_CLASS}]+(?:さん|様|氏|君|たち|ら)?"
_WHOLE = "(?![ぁ-ん](?<![をがはにでのともへやかまよ、]))"
"""No okurigana follows, as it would inside 打ち合わせ."""
_LINKED = re.compile(f"(?P<a>{_N})(?:と|や)(?P<b>{_N})の(?P<c>{_N}){_WHOLE}")
_SAME_WAY = re.compile(
    f"(?P<way>(?:{_N}(?:の|と同じ|と同様の)?(?:ように|みたいに|通りに|とおりに)|{_N}と(?:違って|異なり|同じく|同様に)))"
    "、?[^。]{1,40}?(?P<not>ない|ません|なかった|ず)"
)
_OWN = re.compile(
    f"(?P<a>{_N})(?:は|が)[^。]{{0,12}}?(?P<b>{_N})(?:に|へ|を)[^。]{{0,12}}?(?P<own>自分|自身)"
)
_LIKED = re.compile(f"(?P<a>{_N})が(?P<like>好きな|嫌いな|苦手な|怖い|大好きな)(?P<b>{_N})")
_ABLE = re.compile(
    "(?P<verb>(?:来|見|出|食べ|決め|受け|教え|考え|変え|続け|調べ|届け|辞め|帰|行か|使わ|話さ|書か|読ま|言わ)られ?(?:る|ます|た|ました|ない|ません|そう))"
)
_HONORED = re.compile(
    "(?:社長|部長|課長|先生|店長|所長|会長|医院長|院長|校長|監督|様|さん|氏)(?:は|が|も)"
)
_WITH = re.compile(f"(?P<a>{_N})は(?P<b>{_N})と(?P<c>{_N})(?P<d>に|を)(?P<v>[一-龠])")
_NEXT_DAY = re.compile("(?:次|今度)の(?:月|火|水|木|金|土|日)曜日?")
_SHARED = re.compile(f"(?P<a>{_N})の(?P<b>{_N})と(?P<c>{_N})(?=が|を|は|に|も)")
_OR_AND = re.compile(
    f"(?P<a>{_N})(?:か|または|もしくは)(?P<b>{_N})(?:と|及び|および)(?P<c>{_N})(?=[でがはにをのも])"
)
_EITHER = re.compile(f"(?P<when>{_N}の?(?:前か後|前後|前または後|前と後)(?:に|で))")


def two_ways(text: str) -> Iterator[tuple[int, str]]:
    """Return where a text can be read in two ways, and the question; one a sentence at most."""
    for at, reading in readings(text):
        sentence = reading.sentence
        found = _first(sentence.text, sentence.morphemes, sentence.start)
        if found is not None:
            start, question = found
            yield at + sentence.start + start, question


def _first(text: str, parts: Sequence[Morpheme], base: int) -> tuple[int, str] | None:
    for find in (_same_way, _liked, _own, _either, _or_and, _together, _able, _next_day):
        found = find(text)
        if found is not None:
            return found
    return (
        _spread(parts, base)
        or _nested(parts, base)
        or _linked(text)
        or _shared(text)
        or _owned(parts, base)
    )


def _ask(name: str, **words: str) -> str:
    question: str = knowledge("ja_ambiguity")["questions"][name]
    for key, value in words.items():
        question = question.replace("{" + key + "}", value)
    return question


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(knowledge("ja_ambiguity")[name])


def _only_relates(noun: str) -> bool:
    """Tell whether a noun says only how things stand to each other: 違い, 会議の日程."""
    return noun in _words("relations") or noun.startswith(
        tuple(word for word in _words("relations") if len(word) > 1)
    )


def _same_way(text: str) -> tuple[int, str] | None:
    """前回のように変更しない: was it changed the last time?"""
    found = _SAME_WAY.search(text)
    if found is None or found["way"].startswith(
        ("次の", "以下の", "下記", "この", "その", "どの")
    ):
        return None
    return found.start(), _ask("same_way", way=found["way"])


def _liked(text: str) -> tuple[int, str] | None:
    found = _LIKED.search(text)
    if found is None or found["b"] in _words("formal"):
        return None
    return found.start(), _ask("liked", words=found[0], a=found["a"], b=found["b"])


def _own(text: str) -> tuple[int, str] | None:
    found = _OWN.search(text)
    if found is None:
        return None
    return found.start("own"), _ask("own", own=found["own"], a=found["a"], b=found["b"])


def _either(text: str) -> tuple[int, str] | None:
    found = _EITHER.search(text)
    return None if found is None else (found.start(), _ask("either", words=found["when"]))


def _or_and(text: str) -> tuple[int, str] | None:
    """店長か副店長と担当: one of two, or one and two?"""
    found = _OR_AND.search(text)
    if found is None:
        return None
    return found.start(), _ask("or_and", a=found["a"], b=found["b"], c=found["c"])


def _next_day(text: str) -> tuple[int, str] | None:
    found = _NEXT_DAY.search(text)
    return None if found is None else (found.start(), _ask("next_day", words=found[0]))


def _together(text: str) -> tuple[int, str] | None:
    found = _WITH.search(text)
    if found is None:
        return None
    return found.start("b"), _ask("together", b=found["b"], c=found["c"])


def _able(text: str) -> tuple[int, str] | None:
    """部長は来られますか: can he, or is it said with respect?"""
    found = _ABLE.search(text)
    if found is None or not _HONORED.search(text, 0, found.start()):
        return None
    return found.start(), _ask("able", words=found["verb"])


def _linked(text: str) -> tuple[int, str] | None:
    """田中さんと鈴木さんの上司: his as well?"""
    for found in _LINKED.finditer(text):
        a, b, c = found["a"], found["b"], found["c"]
        if _only_relates(c):
            continue
        if a in _words("not_things") or b in _words("not_things"):
            continue
        return found.start(), _ask("linked", a=a, b=b, c=c)
    return None


def _shared(text: str) -> tuple[int, str] | None:
    """鈴木さんの弟さんと奥さん: whose wife?"""
    for found in _SHARED.finditer(text):
        a, b, c = found["a"], found["b"], found["c"]
        if a in _words("not_things") or any(_only_relates(each) for each in (b, c)):
            continue
        return found.start(), _ask("shared", a=a, b=b, c=c)
    return None


def _phrase(parts: Sequence[Morpheme], first: int) -> int:
    """Return where the noun that begins at a place ends."""
    end = first
    while end < len(parts) and parts[end].kind in _NOMINAL:
        end += 1
    return end


def _said(parts: Sequence[Morpheme], first: int, last: int) -> str:
    return "".join(part.surface for part in parts[first:last])


def _describes(parts: Sequence[Morpheme], place: int) -> bool:
    """Tell whether a morpheme ends words that describe a noun: 届いた, 白い, 大きな."""
    here = parts[place]
    if here.kind in {"動詞", "形容詞", "助動詞"}:
        return here.form.startswith(("連体形", "終止形")) and here.surface not in {"です", "ます"}
    return here.kind == "連体詞" and here.surface not in _words("pointing")


def _owned(parts: Sequence[Morpheme], base: int) -> tuple[int, str] | None:
    """昨日届いた部品の検査結果, 古い机と椅子: what does the first word belong to?"""
    for place in range(len(parts) - 3):
        if not _describes(parts, place):
            continue
        end = _phrase(parts, place + 1)
        if end == place + 1 or end + 1 >= len(parts):
            continue
        link = parts[end].surface
        if link not in {"の", "と", "や"} or parts[end].kind != "助詞":
            continue
        last = _phrase(parts, end + 1)
        first_noun, second = _said(parts, place + 1, end), _said(parts, end + 1, last)
        if not second or (last < len(parts) and parts[last].surface not in _CASES | {"の"}):
            continue
        if first_noun in _words("formal") or _only_relates(second):
            continue
        begin = _begins(parts, place)
        words = _said(parts, begin, place + 1)
        name = "owned" if link == "の" else "both"
        return parts[begin].start - base, _ask(name, words=words, a=first_noun, b=second)
    return None


def _nested(parts: Sequence[Morpheme], base: int) -> tuple[int, str] | None:
    """木の下で休む犬を連れた女性: who rests?"""
    for place in range(len(parts) - 5):
        if not _describes(parts, place):
            continue
        end = _phrase(parts, place + 1)
        if (
            end == place + 1
            or end + 1 >= len(parts)
            or parts[end].surface not in {"を", "に", "と"}
        ):
            continue
        verb = _next_verb(parts, end + 1)
        if verb < 0 or not _describes(parts, verb):
            continue
        last = _phrase(parts, verb + 1)
        a, b = _said(parts, place + 1, end), _said(parts, verb + 1, last)
        if last >= len(parts) or parts[last].surface not in _CASES or not b:
            continue
        if {a, b} & (_words("formal") - _PEOPLE) or _only_relates(b):
            continue
        begin = _begins(parts, place)
        words = _said(parts, begin, place + 1)
        return parts[begin].start - base, _ask("owned", words=words, a=a, b=b)
    return None


def _begins(parts: Sequence[Morpheme], place: int) -> int:
    """Return where the words begin that end at a place and describe a noun."""
    begin = place
    while begin > 0 and parts[begin - 1].kind not in {"補助記号", "空白"}:
        before = parts[begin - 1]
        if before.kind == "助詞" and before.surface in {"は", "も"}:
            break
        if parts[place].end - before.start > _LONGEST:
            break
        begin -= 1
    while begin < place and parts[begin].kind in {"助詞", "助動詞"}:
        begin += 1
    return begin


def _spread(parts: Sequence[Morpheme], base: int) -> tuple[int, str] | None:
    """急いで来た客に説明する: who hurries? 明日までに来る人に伝える: which by tomorrow?"""
    for place in range(len(parts) - 4):
        if not _manner(parts, place):
            continue
        verb = _next_verb(parts, place + 1)
        if verb < 0 or not _describes(parts, verb):
            continue
        end = _phrase(parts, verb + 1)
        if end == verb + 1 or end >= len(parts) or parts[end].surface not in _CASES:
            continue
        if _said(parts, verb + 1, end) in _words("formal") - _PEOPLE:
            continue
        final = next((at for at in range(len(parts) - 1, end, -1) if parts[at].kind == "動詞"), -1)
        if final < 0:
            continue
        begin = _head(parts, place)
        return parts[begin].start - base, _ask(
            "spread",
            words=_said(parts, begin, place + 1),
            a=_said(parts, place + 1, verb + 1),
            b=_said(parts, _deed(parts, final), len(parts)),
        )
    return None


def _deed(parts: Sequence[Morpheme], verb: int) -> int:
    while (
        verb > 0
        and parts[verb].part.sort == "非自立可能"
        and parts[verb - 1].kind in {"動詞", "助動詞"}
    ):
        verb -= 1
    if verb > 1 and parts[verb - 1].surface in {"て", "で"}:
        verb -= 2
    if verb > 0 and parts[verb - 1].part.sort == "サ変可能":
        verb -= 1
    return verb


def _head(parts: Sequence[Morpheme], place: int) -> int:
    if parts[place].kind != "助詞":
        return place
    head = max(0, place - 1)
    while head > 0 and parts[head - 1].kind in _NOMINAL and parts[head].kind in _NOMINAL:
        head -= 1
    return head


def _manner(parts: Sequence[Morpheme], place: int) -> bool:
    """Tell whether a morpheme ends words that say how or when: ながら, 急いで, 明日までに."""
    here = parts[place]
    before = parts[place - 1] if place else None
    if here.surface == "ながら":
        return before is not None and before.kind == "動詞"
    if before is None:
        return here.kind == "副詞" and here.surface in _words("manners")
    following = parts[place + 1].surface if place + 1 < len(parts) else ""
    if here.surface in {"て", "で"} and here.kind == "助詞" and following not in {"は", "も"}:
        return before.lemma in _words("manner_verbs") or before.surface in _words("means")
    if here.surface == "に":
        return before.surface in _words("manners") or before.surface in _words("times")
    return here.kind == "副詞" and here.surface in _words("manners")


def _next_verb(parts: Sequence[Morpheme], place: int) -> int:
    """Return the last morpheme of the verb that follows within a few words; -1 if none does."""
    for at in range(place, min(place + 6, len(parts))):
        if parts[at].kind == "補助記号":
            return -1
        if parts[at].kind == "動詞":
            end = at
            while end + 1 < len(parts) and (
                parts[end + 1].kind == "助動詞"
                or (
                    parts[end + 1].surface in {"て", "で"}
                    and parts[end + 1].part.sort == "接続助詞"
                )
                or (parts[end + 1].part.sort == "非自立可能" and parts[end + 1].kind == "動詞")
            ):
                end += 1
            return end
    return -1
