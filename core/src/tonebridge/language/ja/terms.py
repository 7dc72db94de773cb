"""How the plain wording of a Japanese term takes its place in a sentence."""

import re
from functools import cache

from tonebridge.language.glossary import Found
from tonebridge.language.ja.conjugation import Forms, forms

_SURU = re.compile(
    "(?P<stem>する|すれば|した(?!い)|して|さ(?=[せれ])|しよう|できる|でき(?=[まなたてずれ])"
    "|出来(?=[まなたてずる])|し(?=ま|な[いかけくさ]|た[いか]|つつ|ながら|そう)|せず|いたし|致し)"
)
_ONE_STEP = "えけげせぜてでねへべぺめれいきぎしじちにひびぴみり"
_GODAN_RU = ("なる", "切る", "限る", "入る", "送る", "取る", "戻る", "走る", "要る")


def fitted(source: str, found: Found) -> tuple[int, int, str]:
    """Return where and what to write: the verb where する follows, the noun elsewhere."""
    entry = found.known.entry
    start, end = found.start, found.end
    suru = _SURU.match(source, end)
    if not entry.suru:
        if suru is not None:
            return start, end, entry.noun + "を"
        return start, end, entry.noun
    if suru is None:
        verb = conjugated(entry.suru)
        return start, end, entry.noun or (entry.suru if verb is None else entry.suru + "こと")
    wording = entry.suru
    if "を" in wording and source[:start].rstrip(" 　").endswith("を"):
        wording = wording.rpartition("を")[2]
    verb = conjugated(wording)
    if verb is None:
        return start, end, wording
    stem = suru["stem"]
    return start, end + len(stem), _as(stem, wording, verb, source[suru.end() :])


def _as(stem: str, plain: str, verb: Forms, rest: str) -> str:
    """Put a verb into the form in which する stood."""
    if stem == "し":
        return verb.nai if rest.startswith("な") and not rest.startswith("ながら") else verb.masu
    if stem == "さ" and rest.startswith("せ"):
        return verb.nai + ("さ" if verb.nai + "る" == plain else "")
    return {
        "する": plain,
        "すれば": verb.nai + "れば" if verb.nai + "る" == plain else verb.potential[:-1] + "ば",
        "しよう": verb.volitional,
        "いたし": verb.masu,
        "致し": verb.masu,
        "した": verb.ta,
        "して": verb.te,
        "さ": verb.passive.removesuffix("れる"),
        "できる": verb.potential,
        "でき": verb.potential.removesuffix("る"),
        "出来": verb.potential.removesuffix("る"),
        "せず": verb.nai + "ず",
    }[stem]


@cache
def conjugated(wording: str) -> Forms | None:
    """Return the forms of a wording that is a verb; None where する makes it one."""
    last, before = wording[-1:], wording[-2:-1]
    if last not in "うくぐすつぬぶむる" or not last:
        return None
    one_step = last == "る" and before in _ONE_STEP
    if one_step and not wording.endswith(_GODAN_RU):
        return forms(wording, "下一段")
    return forms(wording, "五段")
