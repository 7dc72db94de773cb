"""Read what a sentence asks for, forbids or declines, by the form of its end."""

import re
from functools import cache

from tonebridge.language.ja.lexicons import words
from tonebridge.language.ja.morphology import Morpheme
from tonebridge.language.ja.sentences import Sentence
from tonebridge.language.ja.tail import Tail
from tonebridge.language.ja.verbs import Verb, command_of, named_command, verb, verb_of

_GIVING = frozenset({"くれる", "もらえる", "いただける", "頂ける", "くださる", "下さる", "貰える"})
_STATING = frozenset(
    [
        "原因",
        "理由",
        "問題",
        "課題",
        "目的",
        "条件",
        "利点",
        "欠点",
        "懸念",
        "メリット",
        "ポイント",
        "狙い",
    ]
)
_STOPPING = frozenset({"やめる", "止める", "辞める"})
_BEFORE_REFUSAL = frozenset({"は", "、", "に", "も", "って", "じゃ", "では", "で"})
_NOT_ALLOWED = frozenset({"ダメ", "だめ", "駄目", "NG", "禁止"})
_REFUSALS = frozenset({"却下", "無理", "不可", "ボツ", "没", "NG", "ダメ", "だめ", "駄目"})
_BEFORE_ORDERS = frozenset({"を", "要", "即", "再", "で", "に", "へ"})
_PAST_DAYS = frozenset(
    {"昨日", "先日", "先週", "先月", "去年", "昨年", "さっき", "先ほど", "今朝", "済み", "済"}
)
_AGAIN = frozenset({"再提出", "差し戻し", "差戻し", "やりなおし", "再作成"})
_TRYING = frozenset({"ごらん", "ご覧"})
"""話してごらん asks to try."""
_MILD = frozenset({"yo", "na", "ne"})
_ORDER_ENDINGS = frozenset({"よろしく", "頼む", "頂戴", "ちょうだい", "宜しく", "たのむ"})


_REDOING = re.compile("[一-龠々ぁ-ん]{1,4}直し")
"""An order by itself: 撮り直し, 計算し直し."""


ASKS, FORBIDS = False, True
Wanted = tuple[bool, Verb | None, Morpheme | None, bool]
"""Whether it forbids, the verb or the noun of action, and whether it is polite already."""


def wanted_of(sentence: Sentence, tail: Tail) -> Wanted | None:
    """Return the request or ban that a sentence makes, if it makes one."""
    last = tail.last
    if "ban" in tail.colours:
        return _of(FORBIDS, _active(tail, 0))
    if "soft_order" in tail.colours:
        return _of(ASKS, verb_of(last))
    return (
        (None if _STOPPING.isdisjoint(sentence.lemmas) else _stopped(tail))
        or _commanded(tail)
        or _gently_asked(tail)
        or _forbidden(tail)
        or _noted(sentence, tail)
        or _named(sentence, tail)
    )


def _stopped(tail: Tail) -> Wanted | None:
    """Read 〜するのをやめて as a ban."""
    steps = next((i for i in range(3) if tail.lemma(i) in _STOPPING), -1)
    if steps < 0 or (tail.asks and not tail.colours):
        return None
    mark = tail.back(steps + 1)
    if mark is not None and (mark.kind == "副詞" or mark.surface in {"ほんと", "マジで"}):
        steps += 1
        mark = tail.back(steps + 1)
    if mark is not None and mark.surface in {"は", "を", "だけは"}:
        steps += 1
        mark = tail.back(steps + 1)
    if mark is None or mark.surface != "の" or mark.kind != "助詞":
        return None
    head = tail.back(steps + 2)
    if head is None or not head.form.startswith(("連体形", "終止形")):
        return None
    return _of(FORBIDS, _active(tail, steps + 2))


def _commanded(tail: Tail) -> Wanted | None:  # noqa: PLR0911 - one return a form
    last, before = tail.last, tail.back(1)
    if last.surface in _TRYING and _is_te(tail, 1):
        return _of(ASKS, verb(last.start, "", "みる", "上一段-マ行"))
    command = None if _is_deed_done(tail) else command_of(last, before)
    if command is None and last.kind == "名詞" and "yo" in tail.colours:
        command = named_command(last)
    if command is None:
        return None
    if last.lemma in {"くれる", "呉れる", "くださる", "下さる"} and before is not None:
        already = last.lemma in {"くださる", "下さる"}
        if before.surface in {"て", "で", "ど"}:
            return _after_te(tail, 2, already=already)
        return (ASKS, None, None, True) if already else None
    if last.lemma == "なさる" and before is not None and before.surface in _TRYING:
        return _of(ASKS, verb(before.start, "", "みる", "上一段-マ行"))
    if last.lemma in {"なさる", "やがる"} and before is not None:
        return _of(ASKS, verb_of(before))
    greets = last.surface == "いらっしゃい" and not _is_te(tail, 1)
    if (
        greets
        or last.lemma in {"なさる", "ます"}
        or last.surface in {"ませ", "しれ", "おめでとう"}
    ):
        return None
    return _of(ASKS, command)


def _is_deed_done(tail: Tail) -> bool:
    """Tell whether お待たせ names what was done, rather than commands it."""
    lead = tail.back(2)
    return tail.last.surface == "せ" and lead is not None and lead.surface in {"お", "ご"}


def _gently_asked(tail: Tail) -> Wanted | None:  # noqa: C901, PLR0911, PLR0912 - one return a form
    """Read 〜て, 〜てくれる, 〜てもらえない, 〜てもらっていい, 〜てほしい, 〜て頂戴."""
    last, colours = tail.last, tail.colours
    if last.surface in {"て", "で"} and last.part.sort == "接続助詞":
        told = not colours.isdisjoint({"kedo", "sa"})  # 思ってさ goes on telling
        return None if told else _after_te(tail, 1, already=False)
    steps = 0
    if last.surface == "ない" and tail.lemma(1) in _GIVING:
        steps = 1
    elif (
        ("asked" in colours and "ka" not in colours)
        or colours >= {"ka", "ne"}
        or ("ka" in colours and any(p.lemma in {"やめる", "止める"} for p in tail.parts[-7:]))
    ):  # くれます？ もらえません？ やめてもらえませんか
        steps = {"ます": 1, "ん": 2}.get(last.surface, 0)
    giver = tail.back(steps)
    if giver is None:
        return None
    asked = tail.asks or "no" in colours
    if giver.lemma == "です" and tail.lemma(1) in {"いい", "良い", "よい"} and asked:
        steps, giver = 1, tail.parts[tail.core - 1]  # やめてもらっていいですか
        if tail.lemma(3) == "もらう" and _is_te(tail, 4):
            return _after_te(tail, 5, already=False)
        return None
    if giver.lemma in _GIVING and steps and _is_te(tail, steps + 1) and colours >= {"ka", "ne"}:
        return _after_te(tail, steps + 2, already=False)
    if giver.lemma in _GIVING and asked and not giver.lemma.startswith("くださ"):
        found = _after_te(tail, steps + 2, already=False) if _is_te(tail, steps + 1) else None
        return None if giver.lemma in {"いただける", "頂ける"} else found
    if giver.lemma in {"ほしい", "欲しい"} and _is_te(tail, 1):
        return _after_te(tail, 2, already=False)
    if giver.surface in {"頂戴", "ちょうだい"} and _is_te(tail, 1):
        return _after_te(tail, 2, already=False)
    if giver.lemma in {"いい", "良い", "よい"} and asked and tail.lemma(1) == "も":
        return _after_te(tail, 5, already=False) if tail.lemma(3) == "もらう" else None
    if giver.lemma in {"いい", "良い", "よい"} and asked and tail.lemma(2) == "もらう":
        return _after_te(tail, 4, already=False) if _is_te(tail, 3) else None
    if giver.lemma == "たい" and tail.lemma(1) == "もらう" and _is_te(tail, 2):
        return _after_te(tail, 3, already=False)
    return None


def _after_te(tail: Tail, steps: int, *, already: bool) -> Wanted | None:  # noqa: PLR0911 - one return a form
    """Read what stands so many places back, before its て."""
    target = tail.back(steps)
    if target is None:
        return None
    if target.lemma == "ない" and target.kind == "助動詞":
        return (FORBIDS, _active(tail, steps + 1), None, already)
    found = verb_of(target)
    if target.lemma == "やがる" and steps == 1:
        return None
    if found is None or target.lemma in {"だ", "た", "です", "ます", "れる", "られる"}:
        return None
    if target.lemma == "なる" and steps == 1 and _raised(tail, 1):
        return None  # おはしゃぎになって。 tells of somebody
    if (ended := _ended(tail, steps, already=already)) is not None:
        return ended
    state = found.lemma == "いる" and target.kind == "助動詞"
    if state and any(p.surface == "が" and p.part.sort == "格助詞" for p in tail.parts):
        return None
    return (ASKS, found, None, already)


def _raised(tail: Tail, steps: int) -> bool:
    """Tell whether the なる so many places back is that of お〜になる."""
    link, prefix = tail.back(steps + 1), tail.back(steps + 3)
    return (
        link is not None
        and link.surface == "に"
        and prefix is not None
        and prefix.surface in {"お", "ご", "御"}
    )


def _ended(tail: Tail, steps: int, *, already: bool) -> Wanted | None:
    """Read スマホいじるのやめてもらえます as a ban."""
    mark = tail.back(steps + 1)
    if tail.lemma(steps) not in {"やめる", "止める"} or mark is None:
        return None
    if mark.surface in {"は", "を"}:
        steps += 1
        mark = tail.back(steps + 1)
    if mark is None or mark.surface != "の" or mark.part.sort != "準体助詞":
        return None
    target = _active(tail, steps + 2)
    return None if target is None else (FORBIDS, target, None, already)


def _forbidden(tail: Tail) -> Wanted | None:  # noqa: PLR0911 - one return a form
    """Read 〜ちゃダメ, 〜てはいけない, 〜てはならない, 〜ては困る."""
    last, steps = tail.last, 0
    if tail.asks:
        return None
    if last.surface in {"だ", "です"} or last.lemma in {"だ", "です"}:
        steps = 1
    here = tail.back(steps)
    if here is None:
        return None
    if here.lemma in {"ない", "ぬ"} and tail.lemma(steps + 1) in {"いける", "なる", "いく"}:
        steps += 1
    elif (
        here.lemma == "ます"
        or (here.surface == "ん" and tail.lemma(steps + 1) == "ます")
        or (here.surface not in _NOT_ALLOWED and here.lemma != "困る")
    ):
        return None
    topic = tail.back(steps + 1)
    if topic is None:
        return None
    if topic.surface in {"ちゃ", "じゃ", "ては", "では", "ちゃあ"} and topic.kind == "助詞":
        return _of(FORBIDS, _active(tail, steps + 2))
    if topic.surface == "は" and _is_te(tail, steps + 2):
        return _of(FORBIDS, _active(tail, steps + 3))
    return None


def _noted(sentence: Sentence, tail: Tail) -> Wanted | None:
    """Read 〜すること, 〜のこと, 〜するように."""
    last, before = tail.last, tail.back(1)
    notes = last.surface in {"こと", "事", "に"}
    if before is None or not notes or any(word in sentence.text for word in _STATING):
        return None
    if last.surface in {"こと", "事"} and not tail.colours & {"ka", "asked", "nda", "no"}:
        if before.surface == "の" and _sahen(tail.back(2)):
            return (ASKS, None, tail.back(2), False)
        return _ordered(tail, 1)
    if last.surface == "に" and before.surface == "よう":
        return _ordered(tail, 2)
    return None


def _ordered(tail: Tail, steps: int) -> Wanted | None:
    target = tail.back(steps)
    if target is None:
        return None
    if target.lemma == "ない" and target.kind == "助動詞":
        return _of(FORBIDS, _active(tail, steps + 1))
    if target.kind in {"動詞", "助動詞"} and target.lemma not in {"た", "だ", "です", "ます"}:
        return _of(ASKS, verb_of(target))
    return None


def _named(sentence: Sentence, tail: Tail) -> Wanted | None:  # noqa: PLR0911 - one return a form
    """Read orders that end in a noun: 「至急対応。」, 「議事録を共有。」, 「確認よろしく。」."""
    last, before = tail.last, tail.back(1)
    if sentence.text.endswith("直し") and _REDOING.fullmatch(sentence.text):
        return (ASKS, None, last, False)
    if last.lemma in {"だ", "です"} and before is not None and not tail.asks:
        again = before.surface.endswith("直し") or before.surface in _AGAIN
        return (ASKS, None, before, False) if again and not tail.colours - _MILD else None
    if last.surface in _ORDER_ENDINGS or (
        last.surface == "願い" and before is not None and before.surface == "お"
    ):
        steps = 2 if last.surface == "願い" else 1
        thing = tail.back(steps)
        if thing is not None and thing.surface in {"を", "、"}:
            thing = tail.back(steps + 1)
        return (ASKS, None, thing, False) if _sahen(thing) else None
    if tail.colours - {"yo"} or not _sahen(last) or before is None:
        return None
    if last.surface in words("ja_verbs", "orders", "never"):
        return None
    past = any(part.surface in _PAST_DAYS for part in tail.parts)
    pressed = (before.surface in _BEFORE_ORDERS and not past) or any(
        part.surface in words("ja_verbs", "orders", "haste") for part in tail.parts[:-1]
    )
    stated = any(part.surface in {"は", "が", "も"} for part in tail.parts)
    if pressed and not stated and "未" not in sentence.text:
        return (ASKS, None, last, False)
    return None


def refuses(tail: Tail) -> bool:
    """Tell whether the speaker declines: 渡せない, 対応できない, その案は却下."""
    if tail.asks or tail.core < 1:
        return False
    steps = 1 if tail.last.lemma in {"だ", "です"} else 0
    verdict = tail.back(steps)
    if verdict is not None and verdict.surface in _REFUSALS:
        topic = tail.back(steps + 1)
        refuses = topic is not None and topic.surface in _BEFORE_REFUSAL
    else:
        refuses = refused(tail) is not None
    return refuses and not any(
        part.surface == "が" and part.part.sort == "格助詞" for part in tail.parts
    )


def refused(tail: Tail) -> Verb | None:
    """Return the verb that the speaker will not do, as the verb of its ability."""
    steps = 0
    if tail.last.lemma == "ぬ" and tail.lemma(1) == "ます":
        steps = 2
    elif tail.last.lemma in {"ない", "ねえ"} and tail.last.kind == "助動詞":
        steps = 1
    able = tail.back(steps)
    if not steps or able is None:
        return None
    if able.lemma in words("ja_verbs", "refusal", "decisions"):
        return verb_of(able)
    if able.lemma == "する" and (noun := tail.back(steps + 1)) is not None:
        decides = noun.surface in words("ja_verbs", "refusal", "decided")
        return verb_of(able) if decides else None
    if able.lemma in {"できる", "出来る"}:
        noun = tail.back(steps + 1)
        if noun is not None and noun.surface in {"は", "も", "を"}:
            noun = tail.back(steps + 2)
        known = noun is not None and noun.surface in words("ja_verbs", "refusal", "nouns")
        return verb_of(able) if known else None
    if able.lemma in {"られる", "れる"}:
        base = tail.back(steps + 1)
        known = base is not None and base.lemma in words("ja_verbs", "refusal", "verbs")
        return verb_of(able) if known else None
    return verb_of(able) if able.lemma in _able_refusals() else None


@cache
def _able_refusals() -> frozenset[str]:
    return _potentials(words("ja_verbs", "refusal", "verbs"))


def _potentials(lemmas: frozenset[str]) -> frozenset[str]:
    rows = dict(zip("うくぐすつぬぶむる", "えけげせてねべめれ", strict=True))
    return frozenset(lemma[:-1] + rows[lemma[-1]] + "る" for lemma in lemmas if lemma[-1] in rows)


def _active(tail: Tail, steps: int) -> Verb | None:
    """Return the verb so many places back, without a passive: 変えられては困る is 変える."""
    target = tail.back(steps)
    if target is None:
        return None
    if target.lemma in {"れる", "られる"} and (base := tail.back(steps + 1)) is not None:
        return verb_of(base)
    if target.surface == "ん" and (base := tail.back(steps + 1)) is not None:
        return verb_of(base)
    return verb_of(target)


def _is_te(tail: Tail, steps: int) -> bool:
    found = tail.back(steps)
    return found is not None and found.surface in {"て", "で"} and found.kind == "助詞"


def _sahen(part: Morpheme | None) -> bool:
    return part is not None and (
        part.part.sort == "サ変可能" or part.surface in words("ja_verbs", "orders", "nouns")
    )


def _of(forbids: bool, target: Verb | None) -> Wanted | None:  # noqa: FBT001 - ASKS or FORBIDS
    return (forbids, target, None, False) if target is not None else None
