"""Say the verbs of official Japanese in everyday ones: 受領する is 受け取る, 押下する is 押す."""

import re
from functools import cache

from tonebridge.language.ja.conjugation import Forms, forms
from tonebridge.language.ja.rewrite.draft import Draft
from tonebridge.language.lexicon import knowledge

_I_ROW = frozenset("いきぎしじちにひびみり")
_E_ROW = frozenset("えけげせぜてでねへべめれ")
_SEEN = frozenset("見得出着寝経診")
"""Kanji before る that make a verb of one step: 見る, 得る."""
_ROWS = {
    "う": "え",
    "く": "け",
    "ぐ": "げ",
    "す": "せ",
    "つ": "て",
    "ぬ": "ね",
    "ぶ": "べ",
    "む": "め",
    "る": "れ",
}
_GIVE = "ください|下さい|いただ|頂|願います|くださ"
_DO = (
    "(?:(?P<masu>(?:し|いたし|致し)(?=ま[すしせ]|たい|たく|なが|つつ|始|終|続|直|やす|にく|かね|、))"
    "|(?P<te>(?:し|いたし|致し)て)|(?P<ta>(?:し|いたし|致し)た(?![いく]))"
    "|(?P<nai>し(?=な[いかくけ])|せ(?=ず|ぬ))|(?P<plain>する)|(?P<eba>すれば)|(?P<volitional>しよう)"
    "|(?P<able>でき(?=[るたてずな]|ま[すしせ]))"
    "|(?P<passive>され(?=[るたてずな]|ま[すしせ]))|(?P<caused>させ(?=[るたてずな]|ま[すしせ])))"
)


def everyday(draft: Draft, stop: str) -> None:
    """Put everyday verbs for official ones that stand in a sentence."""
    known = _known()
    words = draft.text[: len(draft.text) - len(stop)] if stop else draft.text
    for found in reversed(list(known.finditer(words))):
        after = _said(found)
        if after:
            draft.replace(
                found.start(), found.end(), after, reason="wordy", strategy="plainer_words"
            )


@cache
def _verbs() -> dict[str, str]:
    verbs: dict[str, str] = knowledge("ja_kango")["verbs"]
    return verbs


@cache
def _known() -> re.Pattern[str]:
    listed = "|".join(sorted(map(re.escape, _verbs()), key=len, reverse=True))
    return re.compile(
        f"(?<![一-龠々])(?:(?P<asked>[ごお])(?P<deed>{listed})(?:の(?:ほど|上|うえ)、?)?(?=(?:{_GIVE}))"
        f"|(?P<verb>{listed})(?:を)?{_DO})"
    )


@cache
def _forms(lemma: str) -> Forms | None:
    before = lemma[-2:-1]
    if lemma.endswith("する"):
        return forms(lemma, "サ行変格")
    if lemma.endswith("てくる"):
        known = forms("くる", "カ行変格")
        lead = lemma.removesuffix("くる")
        return Forms(*(lead + form for form in known)) if known else None
    one_step = before in _I_ROW | _E_ROW | _SEEN
    return forms(lemma, "下一段" if lemma.endswith("る") and one_step else "五段")


def _said(found: re.Match[str]) -> str:
    if found["asked"]:
        known = _forms(_verbs()[found["deed"]])
        return known.te if known else ""
    lemma = _verbs()[found["verb"]]
    known = _forms(lemma)
    if known is None:
        return ""
    if found["eba"]:
        return _conditional(lemma)
    if found["caused"]:
        stem = known.nai
        return (
            stem.removesuffix("し") + "させ" if lemma.endswith("する") else stem + _causing(lemma)
        )
    whole = {
        "masu": known.masu,
        "te": known.te,
        "ta": known.ta,
        "nai": _without(lemma, known, found),
        "plain": lemma,
        "volitional": known.volitional,
        "able": known.potential.removesuffix("る"),
        "passive": known.passive.removesuffix("る"),
    }
    return next((whole[name] for name in whole if found[name]), "")


def _without(lemma: str, known: Forms, found: re.Match[str]) -> str:
    return known.nai[:-1] + "せ" if lemma.endswith("する") and found["nai"] == "せ" else known.nai


def _causing(lemma: str) -> str:
    known = _forms(lemma)
    return "させ" if known is not None and known.nai == lemma[:-1] else "せ"


def _conditional(lemma: str) -> str:
    return lemma[:-1] + _ROWS[lemma[-1]] + "ば"
