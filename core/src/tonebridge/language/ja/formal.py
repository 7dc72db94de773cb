"""Undo the grammar of official Japanese: long particles, acts in nouns, endings that say nothing.

Several rules may apply to one sentence: each makes room for the next.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from tonebridge.language.facts import MASK_CLASS
from tonebridge.language.ja.conjugation import Forms, forms
from tonebridge.language.ja.morphology import morphemes
from tonebridge.language.ja.nominal import attributes, verb_before
from tonebridge.language.ja.officialese import is_act, particle
from tonebridge.language.ja.rewrite.draft import Draft
from tonebridge.language.ja.verbs import verb_of
from tonebridge.language.lexicon import knowledge

_ACT = "[一-龠々ァ-ヺー]{2,8}"
_THING = f"[一-龠々ァ-ヺーA-Za-z0-9{MASK_CLASS}]+"
_GROUPS = ("words", "endings", "acts", "particles", "mends")
_MOST_TIMES = 3
_STEM_ROWS = dict(zip("いきぎしちにびみり", "うくぐすつぬぶむる", strict=True))
_LONGEST = 20
_TIMES = ("時間帯", "時間", "期間", "中", "前", "後", "時", "日", "月", "年", "内")


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    write: str
    needs: str
    by: str


def plainer(draft: Draft, stop: str) -> bool:
    """Apply each rule to a sentence in order; tell whether one applied."""
    before = draft.text
    for rule in _rules():
        for _ in range(_MOST_TIMES):
            if rule.needs not in draft.text:
                break
            words = draft.text[: len(draft.text) - len(stop)] if stop else draft.text
            found, after = _first(rule, words)
            if found is None or after is None:
                break
            draft.replace(
                found.start(), found.end(), after, reason="nominal_style", strategy="fewer_words"
            )
    return draft.text != before


@cache
def _rules() -> tuple[_Rule, ...]:
    data = knowledge("ja_formal")
    return tuple(
        _Rule(
            re.compile(row[0].replace("{S}", _ACT).replace("{N}", _THING)),
            row[1],
            row[2],
            "".join(row[3:]),
        )
        for group in _GROUPS
        for row in data[group]
    )


def _first(rule: _Rule, words: str) -> tuple[re.Match[str] | None, str | None]:
    for found in rule.pattern.finditer(words):
        act = found.groupdict().get("act")
        if act is not None and not is_act(act):
            continue
        after = _WRITERS[rule.by](found, rule.write) if rule.by else found.expand(rule.write)
        if after is not None and after != found[0]:
            return found, after
    return None, None


def _wanted(found: re.Match[str], _: str) -> str | None:
    """図られたい is 図ってください, 努められたい is 努めてください."""
    head = found["head"]
    for stem in (head, head.removesuffix("ら")):
        parts = morphemes(stem[-_LONGEST:])
        verb = verb_of(parts[-1]) if parts and parts[-1].kind == "動詞" else None
        if verb is not None:
            start = len(stem) - len(stem[-_LONGEST:]) + verb.start
            return stem[:start] + verb.te + "ください"
    return None


def _forbidden(found: re.Match[str], _: str) -> str | None:
    """持ち出してはならない is 持ち出さないでください."""
    verb = verb_before(found["head"])
    return None if verb is None else found["head"][: verb[0]] + verb[1].nai + "ないでください"


def _cannot(found: re.Match[str], _: str) -> str | None:
    """貸し出しかねます is 貸し出せません."""
    verb = verb_before(found["head"])
    if verb is None:
        return None
    return found["head"][: verb[0]] + verb[1].potential.removesuffix("る") + "ません"


def _unable(found: re.Match[str], _: str) -> str | None:
    """沿いかねる is 沿えない."""
    verb = verb_before(found["head"])
    if verb is None:
        return None
    return found["head"][: verb[0]] + verb[1].potential.removesuffix("る") + "ない"


def _polite(found: re.Match[str], _: str) -> str | None:
    """見合わせることとさせていただきます is 見合わせます."""
    verb = verb_before(found["head"])
    return None if verb is None else found["head"][: verb[0]] + verb[1].masu + "ます"


def _without(found: re.Match[str], _: str) -> str | None:
    """診察を受けることなく is 診察を受けないで."""
    verb = verb_before(found["head"])
    return None if verb is None else found["head"][: verb[0]] + verb[1].nai + "ないで"


def _let(found: re.Match[str], _: str) -> str | None:
    """みなさせていただく is みなす."""
    return _causing(found["head"], polite=False)


def _let_masu(found: re.Match[str], _: str) -> str | None:
    """終わらせていただきます is 終わります."""
    return _causing(found["head"], polite=True)


def _causing(head: str, *, polite: bool) -> str | None:
    parts = morphemes(head[-_LONGEST:])
    verb = verb_of(parts[-1]) if parts and parts[-1].kind == "動詞" else None
    if verb is None:
        return None
    start = len(head) - len(head[-_LONGEST:]) + verb.start
    return head[:start] + (verb.masu + "ます" if polite else verb.plain)


def _affirmed(found: re.Match[str], write: str) -> str | None:
    """検討せずにはいられません is 検討するしかありません."""
    head = found["head"]
    parts = morphemes(head[-_LONGEST:])
    verb = verb_of(parts[-1]) if parts else None
    if verb is None:
        return None
    start = len(head) - len(head[-_LONGEST:]) + parts[-1].start
    return head[:start] + verb.plain + write


def _active(found: re.Match[str], _: str) -> str | None:
    """部長により承認された is 部長が承認した."""
    clause = re.split("[、。]", found.string[: found.start()])[-1]
    if "が" in clause:
        return None
    done = "し" if found.string.startswith("た", found.end()) else "す"
    return f"{found['who']}が{found['act']}{done}"


def _native(found: re.Match[str], _: str) -> str | None:
    """荷物の取り出しを行う is 荷物を取り出す."""
    known = _of_stem(found["noun"])
    if known is None or found["thing"] in attributes():
        return None
    lemma, verb = known
    do = found["do"]
    after = {"って": verb.te, "して": verb.te, "った": verb.ta, "した": verb.ta}.get(do, lemma)
    if do in {"い", "し"}:
        after = verb.nai if found.string.startswith("な", found.end()) else verb.masu
    elif do == "わ":
        passive = found.string.startswith("れ", found.end())
        after = verb.passive.removesuffix("れる") if passive else verb.nai
    thing = found["thing"]
    return after if thing is None else f"{thing}を{after}"


@cache
def _of_stem(noun: str) -> tuple[str, Forms] | None:
    """Return the verb that a noun is the stem of: 取り出し is of 取り出す."""
    row = _STEM_ROWS.get(noun[-1])
    for lemma, conjugation in (
        (noun[:-1] + row if row else "", "五段"),
        (noun + "る", "下一段"),
    ):
        parts = morphemes(lemma) if lemma else ()
        if len(parts) == 1 and parts[0].kind == "動詞" and parts[0].lemma == lemma:
            known = forms(lemma, parts[0].part.conjugation or conjugation)
            return (lemma, known) if known else None
    return None


def _of_thing(found: re.Match[str], _: str) -> str | None:
    """書類の提示する, which a rule may leave behind, is 書類を提示する."""
    thing, act = found["thing"], found["act"]
    if thing in attributes():
        return None
    return f"{thing}{'に' if thing.endswith(_TIMES) else particle(act)}{act}"


_WRITERS: dict[str, Callable[[re.Match[str], str], str | None]] = {
    "wanted": _wanted,
    "forbidden": _forbidden,
    "cannot": _cannot,
    "unable": _unable,
    "polite": _polite,
    "affirmed": _affirmed,
    "active": _active,
    "native": _native,
    "of_thing": _of_thing,
    "without": _without,
    "let": _let,
    "let_masu": _let_masu,
}
