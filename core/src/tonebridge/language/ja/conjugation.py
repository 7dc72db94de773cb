"""Inflect Japanese verbs: dictionary form and class in, the wanted form out.

Classes are named as the morphological dictionaries (UniDic, Sudachi) name them:
`五段-カ行`, `上一段-マ行`, `サ行変格`, `カ行変格`; the auxiliaries れる/られる inflect as
a one-step (ichidan) verb.
"""

from typing import NamedTuple


class Row(NamedTuple):
    """How one five-step (godan) class ends, by form."""

    nai: str
    masu: str
    potential: str
    volitional: str
    te: str


_GODAN = {
    "う": Row("わ", "い", "え", "おう", "って"),
    "く": Row("か", "き", "け", "こう", "いて"),
    "ぐ": Row("が", "ぎ", "げ", "ごう", "いで"),
    "す": Row("さ", "し", "せ", "そう", "して"),
    "つ": Row("た", "ち", "て", "とう", "って"),
    "ぬ": Row("な", "に", "ね", "のう", "んで"),
    "ぶ": Row("ば", "び", "べ", "ぼう", "んで"),
    "む": Row("ま", "み", "め", "もう", "んで"),
    "る": Row("ら", "り", "れ", "ろう", "って"),
}
_HONORIFIC = ("くださる", "下さる", "なさる", "いらっしゃる", "おっしゃる", "仰る", "ござる")
_GOING = ("行く", "いく", "逝く", "てく", "でく")
_ASKING = ("問う", "請う", "乞う")


class Forms(NamedTuple):
    """The forms of one verb that rewriting needs."""

    nai: str
    """Before ない and ず: 書か, 食べ, し, 来."""
    masu: str
    """Before ます, たい, かねる: 書き, 食べ, し, 来."""
    te: str
    """書いて, 食べて, して, 来て."""
    ta: str
    """書いた, 食べた, した, 来た."""
    potential: str
    """書ける, 食べられる, できる, 来られる."""
    passive: str
    """書かれる, 食べられる, される, 来られる."""
    volitional: str
    """書こう, 食べよう, しよう, 来よう."""
    command: str
    """書け, 食べろ, しろ, 来い."""


def forms(lemma: str, conjugation: str) -> Forms | None:
    """Return the forms of a verb, or None where the class is not one of a modern verb."""
    if conjugation.startswith("五段"):
        return _godan(lemma)
    if conjugation.startswith(("上一段", "下一段")) or conjugation == "助動詞-レル":
        return _ichidan(lemma)
    if conjugation.startswith("サ行変格") and lemma.endswith("する"):
        return _suru(lemma[:-2])
    if conjugation.startswith("カ行変格"):
        return _kuru(lemma)
    return None


def _godan(lemma: str) -> Forms | None:
    if lemma == "いらしゃる":  # what dictionaries call the verb of いらした
        known = _godan("いらっしゃる")
        return known._replace(te="いらして", ta="いらした") if known else None
    stem, row = lemma[:-1], _GODAN.get(lemma[-1:])
    if row is None:
        return None
    te, masu = stem + row.te, stem + row.masu
    if lemma.endswith(_GOING):
        te = stem + "って"
    elif lemma.endswith(_ASKING):
        te = stem + "うて"
    if lemma.endswith(_HONORIFIC):
        masu = stem + "い"
    nai = "" if lemma in {"ある", "有る"} else stem + row.nai
    return Forms(
        nai=nai,
        masu=masu,
        te=te,
        ta=_past(te),
        potential=stem + row.potential + "る",
        passive=stem + row.nai + "れる",
        volitional=stem + row.volitional,
        command=stem + row.potential,
    )


def _ichidan(lemma: str) -> Forms | None:
    if not lemma.endswith("る"):
        return None
    stem = lemma[:-1]
    able = stem + "られる"
    return Forms(stem, stem, stem + "て", stem + "た", able, able, stem + "よう", stem + "ろ")


def _suru(stem: str) -> Forms:
    return Forms(
        nai=stem + "し",
        masu=stem + "し",
        te=stem + "して",
        ta=stem + "した",
        potential=stem + "できる",
        passive=stem + "される",
        volitional=stem + "しよう",
        command=stem + "しろ",
    )


def _kuru(lemma: str) -> Forms:
    stem = lemma[:-2] + ("来" if lemma.endswith("来る") else "")
    nai, masu = (stem, stem) if stem.endswith("来") else (stem + "こ", stem + "き")
    return Forms(
        nai=nai,
        masu=masu,
        te=masu + "て",
        ta=masu + "た",
        potential=nai + "られる",
        passive=nai + "られる",
        volitional=nai + "よう",
        command=nai + "い",
    )


def _past(te: str) -> str:
    return te[:-1] + ("だ" if te.endswith("で") else "た")
