"""Turn nouns of action back into verbs: 「ログの出力を実施する」 is 「ログを出力する」."""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from tonebridge.language.ja.conjugation import Forms
from tonebridge.language.ja.morphology import morphemes
from tonebridge.language.ja.verbs import verb_of
from tonebridge.language.lexicon import knowledge

_ACT = "[一-龠々]{2}"
_DOING = "(?:実施|実行|遂行)"
_WORD = "[一-龠々ァ-ヺーA-Za-z0-9\U000f0000-\U000ffffd]+"
_JOINING = "|".join(knowledge("ja_clarify")["nominal"]["joining"])
_FORMS = {"う": "する", "い": "し", "っ": "し", "え": "でき", "わ": "さ"}


class Rule(NamedTuple):
    """What to look for, and what to write instead; None leaves it."""

    pattern: re.Pattern[str]
    write: Callable[[re.Match[str]], str | None]


@cache
def _is_act(noun: str) -> bool:
    """Tell whether a noun takes する."""
    found = morphemes(noun)
    return len(found) == 1 and found[0].part.sort == "サ変可能"


@cache
def attributes() -> frozenset[str]:
    """Return nouns that tell when or how before an act, not what it is done to."""
    return frozenset(knowledge("ja_clarify")["nominal"]["attributes"])


def verb_before(text: str) -> tuple[int, Forms, str] | None:
    """Return where the verb that ends a text begins, its forms and its dictionary form."""
    parts = morphemes(text[-20:])
    if not parts or parts[-1].kind not in {"動詞", "助動詞"}:
        return None
    verb = verb_of(parts[-1])
    if verb is None or verb.lead:
        return None
    start = len(text) - len(text[-20:]) + parts[-1].start
    return start, verb.forms, verb.lemma


def _of_thing(found: re.Match[str]) -> str | None:
    """ログの出力を実施する is ログを出力する; 月次の確認を実施する stays."""
    thing, act, doing = found["thing"], found["act"], found["doing"]
    if thing in attributes() or not _is_act(act):
        return None
    return f"{thing}を{act}{doing}"


def _with_whom(found: re.Match[str]) -> str | None:
    """部署との調整を行った is 部署と調整した."""
    act = found["act"]
    return f"{found['link']}{act}{_FORMS[found['form']]}" if _is_act(act) else None


def _plain_act(found: re.Match[str]) -> str | None:
    """検討を行う is 検討する."""
    act = found["act"]
    return act + _FORMS[found["form"]] if _is_act(act) else None


def _done(found: re.Match[str]) -> str | None:
    """検討を実施する is 検討する."""
    return found["act"] if _is_act(found["act"]) else None


def _intended(found: re.Match[str]) -> str | None:
    """進めていくことといたしたいと考えております is 進めていきたいと考えています."""
    verb = verb_before(found["head"])
    if verb is None:
        return None
    start, forms, _ = verb
    return f"{found['head'][:start]}{forms.masu}たいと考えています"


def _able(found: re.Match[str]) -> str | None:
    """書くことができます is 書けます."""
    verb = verb_before(found["head"])
    if verb is None or verb[1].potential == verb[1].passive:
        return None
    start, forms, _ = verb
    stem = forms.potential.removesuffix("る")
    return found["head"][:start] + (
        forms.potential if found["rest"] == "る" else stem + found["rest"]
    )


_CHAINED = re.compile("(?:[一-龠々]+の){4}")

RULES = (
    Rule(
        re.compile(
            rf"(?P<thing>{_WORD})の(?P<act>{_ACT})を{_DOING}(?P<doing>する|でき|し(?!た[いく])|した)"
        ),
        _of_thing,
    ),
    Rule(
        re.compile(rf"(?<![のるたい一-龠々ァ-ヺー])(?P<act>{_ACT})を{_DOING}(?=する|でき|し|さ)"),
        _done,
    ),
    Rule(
        re.compile(
            rf"(?P<link>[とへでら])の(?P<act>{_ACT})を行(?P<form>[ういっえわ])(?P<te>(?<=っ)(?=[てた])|(?<=い)(?=ま)|(?<=[うえわ]))"
        ),
        _with_whom,
    ),
    Rule(
        re.compile(
            rf"(?<![のるたい一-龠々])(?P<act>{_ACT})を行(?P<form>[うい](?![たつ])|っ(?=[てた])|え(?=[まるなたず])|わ(?=れ))"
        ),
        _plain_act,
    ),
    Rule(
        re.compile(
            r"(?P<head>[^、。]{1,40})こと(?:と|に)(?:いたし|致し|し)たい"
            r"(?:と(?:考えて|思って)(?:おり|い)ます|と思います|です)\Z"
        ),
        _intended,
    ),
    Rule(
        re.compile(
            r"(?P<head>[^、。]{1,40})ことが(?:でき|出来)(?P<rest>る|ます|ません|ない|なかった|ました|ませんでした|た|ず|て|なく)"
        ),
        _able,
    ),
    Rule(
        re.compile(
            "でなければ(?P<mid>[^。]{1,30}?)をしない(?:という)?(?:こと|わけ)は(?:ありません|ない)"
        ),
        lambda found: f"でなくても{found['mid']}をすることがあります",
    ),
    Rule(
        re.compile(f"の(?P<act>{_ACT})の(?P<act2>{_JOINING})の(?=件|こと|ため|状況|結果)"),
        lambda found: (
            None if _CHAINED.search(found.string) else f"の{found['act']}{found['act2']}の"
        ),
    ),
    Rule(
        re.compile("(?<=[るすうくむぶつぬぐたい])の(?=厳し|難し|無理|大変|面倒|つら|きつ)"),
        lambda _: "のは",
    ),
    Rule(re.compile(r"(?<=[いるただうくすつぬむ])かも(?=\Z)"), lambda _: "かもしれない"),
    Rule(
        re.compile(
            "(?P<said>(?:言っ|話し|頼ん|お願いし|聞い|相談し|約束し)[てで]い?[たる]|頼んだ"
            "|例の|この前の|こないだの|この間の|さっきの|先日の|(?<![一-龠])前の|あの)やつ(?=[、はをもがに]|\\Z)"
        ),
        lambda found: found["said"] + "件",
    ),
)
"""Tried in order, each once a sentence."""
