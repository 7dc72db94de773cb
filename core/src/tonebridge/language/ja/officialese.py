"""Take the padding off official Japanese: endings that say nothing, acts hidden in nouns.

What a rule leaves may end in plain style; the sentence is put into です・ます afterwards.
"""

import re
from collections.abc import Callable
from functools import cache

from msgspec import Struct, convert

from tonebridge.language.facts import MASK_CLASS
from tonebridge.language.ja.morphology import morphemes
from tonebridge.language.ja.nominal import attributes, verb_before
from tonebridge.language.ja.rewrite.draft import Draft
from tonebridge.language.ja.verbs import verb_of
from tonebridge.language.lexicon import knowledge

_ACT = "[一-龠々ァ-ヺー]{2,8}"
_THING = f"[一-龠々ァ-ヺーA-Za-z0-9{MASK_CLASS}]+"
_DO = re.compile(
    "を(?P<do>行(?:う|い|っ|え|わ)|実施(?:する|いたし|致し|し|さ|でき)|図(?:る|り|っ))$"
)
_AS_SURU = {
    "行う": "する",
    "行い": "し",
    "行っ": "し",
    "行え": "でき",
    "図る": "する",
    "図り": "し",
    "図っ": "し",
}
_CAUSED = {"する": "させる", "し": "させ", "でき": "させられ", "さ": "させられ"}
_VERBAL = re.compile("[うくぐすつぬぶむるたい]$")
_HONORIFIC = re.compile("^[ごお](?=.)")
_CHAIN = re.compile("(?:[^のはがをに、。]{1,10}の){3}")
_MOST_TIMES = 3


class Wording(Struct, frozen=True, forbid_unknown_fields=True):
    """What to look for in a sentence, and what to write instead."""

    find: str
    needs: str = ""
    """Words that every match holds: without them there is no need to look."""
    write: str = ""
    by: str = ""
    """Who writes: a name in `_WRITERS`; empty where `write` is a template."""
    act: bool = False
    verb: bool = False
    chain: bool = False


Write = Callable[[re.Match[str], Wording], str | None]


def unpadded(draft: Draft, stop: str) -> None:
    """Apply the rules to a sentence until none is left to apply."""
    chained = _CHAIN.search(draft.text) is not None
    if _pass(draft, stop, chained=chained):
        _pass(draft, stop, chained=chained)


def _pass(draft: Draft, stop: str, *, chained: bool) -> bool:
    """Try each rule in order; tell whether one applied."""
    before = draft.text
    for pattern, wording in _rules():
        if wording.needs not in draft.text or (wording.chain and not chained):
            continue
        for _ in range(_MOST_TIMES):
            words = draft.text[: len(draft.text) - len(stop)] if stop else draft.text
            found, after = _first(pattern, wording, words)
            if found is None or after is None:
                break
            draft.replace(
                found.start(), found.end(), after, reason="nominal_style", strategy="fewer_words"
            )
    return draft.text != before


def _first(
    pattern: re.Pattern[str], wording: Wording, words: str
) -> tuple[re.Match[str] | None, str | None]:
    for found in pattern.finditer(words):
        if wording.act and not is_act(found["act"]):
            continue
        if wording.verb and not _VERBAL.search(words[: found.start()]):
            continue
        after = _WRITERS[wording.by](found, wording) if wording.by else found.expand(wording.write)
        if after is not None and after != found[0]:
            return found, after
    return None, None


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Wording], ...]:
    listed = convert(knowledge("ja_officialese")["rules"], tuple[Wording, ...])
    return tuple(
        (re.compile(each.find.replace("{S}", _ACT).replace("{N}", _THING)), each)
        for each in listed
    )


@cache
def is_act(noun: str) -> bool:
    """Tell whether する can follow a noun: 確認, ご連絡, 契約解除."""
    if noun in knowledge("ja_officialese")["acts"]:
        return True
    found = morphemes(_HONORIFIC.sub("", noun))
    return bool(found) and found[-1].part.sort == "サ変可能"


def _is_verb(noun: str) -> bool:
    """Tell whether a noun with する is a verb that takes an object: 点検 is, 点検作業 is not."""
    return is_act(noun) and len(morphemes(noun)) == 1


def _doing(found: re.Match[str]) -> str:
    """Return the form of する for the verb that ends a match."""
    said = _DO.search(found[0])
    if said is None:
        return ""
    do = said["do"]
    if do == "行わ":
        return "さ" if found.string.startswith("れ", found.end()) else "し"
    said_form = _AS_SURU.get(do, do.removeprefix("実施"))
    return "し" if said_form in {"いたし", "致し"} else said_form


def particle(act: str) -> str:
    """Return what joins a thing to the act that is done to it: を, or に of 〜に回答する."""
    return "に" if act in frozenset(knowledge("ja_officialese")["towards"]) else "を"


def _about(found: re.Match[str], _: Wording) -> str | None:
    """原因に関する調査を行う is 原因を調査する, 質問に対する回答を行う is 質問に回答する."""
    act = found["act"]
    return particle(act) + act + _doing(found) if _is_verb(act) else None


def _of_thing(found: re.Match[str], _: Wording) -> str | None:
    """設定の変更を行う is 設定を変更する; 月次の確認を行う stays."""
    thing, act = found["thing"], found["act"]
    if thing in attributes() or not _is_verb(act):
        return None
    said = _doing(found)
    if act in frozenset(knowledge("ja_officialese")["intransitive"]):
        said = _CAUSED.get(said, said)
    return thing + particle(act) + act + said


def _bare(found: re.Match[str], _: Wording) -> str | None:
    """検討を行う is 検討する."""
    of = found.string[found.start() - 1 : found.start()] in {"の", "る", "た", "い", "な"}
    return None if of or not is_act(found["act"]) else found["act"] + _doing(found)


def _with_whom(found: re.Match[str], _: Wording) -> str | None:
    """システムへのログインを行う is システムへログインする."""
    return found["act"] + _doing(found) if is_act(found["act"]) else None


def _state(found: re.Match[str], _: Wording) -> str | None:
    """不足している状況です is 不足している, 困難な状況です is 困難です."""
    head = found.string[: found.start()]
    if found[0].startswith("な"):
        return None if head.endswith(("よう", "そう", "どん", "そん", "こん")) else "です"
    return "" if _VERBAL.search(head) and not found[0].startswith("との") else None


def _request(found: re.Match[str], _: Wording) -> str | None:
    """連絡するようお願い申し上げます is 連絡してください."""
    head = found["head"]
    if head.endswith("ない"):
        return head + "ようお願いします"
    for giving in ("ていただく", "で頂く", "て頂く", "でいただく"):
        if head.endswith(giving):
            return head[: 1 - len(giving)] + "ください"
    verb = verb_before(head)
    return None if verb is None else head[: verb[0]] + verb[1].te + "ください"


def _polite(found: re.Match[str], _: Wording) -> str | None:
    """締め切ることとさせていただきますので is 締め切りますので."""
    verb = verb_before(found["head"])
    return None if verb is None else found["head"][: verb[0]] + verb[1].masu + "ます"


def _please(found: re.Match[str], _: Wording) -> str | None:
    """ご確認くださいますようお願いします is ご確認ください."""
    return "してください" if found[0].startswith("して") else "ください"


def _affirmed(found: re.Match[str], wording: Wording) -> str | None:
    """参加できないわけではない is 参加できる場合もあります."""
    parts = morphemes(found["head"][-20:])
    verb = verb_of(parts[-1]) if parts else None
    if verb is None:
        return None
    start = len(found["head"]) - len(found["head"][-20:]) + parts[-1].start
    return found["head"][:start] + verb.plain + wording.write


_WRITERS: dict[str, Write] = {
    "about": _about,
    "of_thing": _of_thing,
    "bare": _bare,
    "with_whom": _with_whom,
    "state": _state,
    "polite": _polite,
    "request": _request,
    "please": _please,
    "affirmed": _affirmed,
}
