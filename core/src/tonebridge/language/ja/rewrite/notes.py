"""Rewrite short notes whose ending says more than it spells out: 今日中ね, 細かすぎ, 〜ので."""

from tonebridge.language.ja.polite import polite
from tonebridge.language.ja.rewrite.change import Case, Rewrites
from tonebridge.language.ja.rewrite.plain import attributive

_PRESSING = frozenset({"ne", "na", "yo"})
_OWED = frozenset({"負担", "自己負担", "自腹", "実費", "扱い", "自力", "別料金"})
_FROM_NOW = ("次から", "次回から", "今後は", "これからは")
"""What follows these is a wish, not a fact: 次からは当日中."""
_FOUND = ("ja_plain", "ja_to_request")


def noted(case: Case) -> Rewrites:
    """Try each of these endings; the first that applies decides."""
    return (
        _quoted(case)
        or _corrected(case)
        or _noun_of_verb(case)
        or _until(case)
        or _means(case)
        or _due(case)
        or _because(case)
        or _too_much(case)
        or _full_of(case)
    )


def _full_of(case: Case) -> Rewrites:
    """誤字だらけ: 誤字が多く見られます."""
    last = case.reading.tail.last
    if last.surface != "だらけ":
        return None
    return [case.to_the_end(last.start, "が多く見られます", "ja_plain", "ja_to_finding")]


def _due(case: Case) -> Rewrites:  # noqa: PLR0911 - one return a form
    """今日中ね: 今日中にお願いいたします. サイズは1200pxな: 1200pxでお願いいたします."""
    tail, last = case.reading.tail, case.reading.tail.last
    asked = _asked(case)
    given = any(part.form.startswith("仮定形") for part in tail.parts)
    wants = last.lemma == "だ" and last.surface == "な" and tail.core > 0 and not tail.colours
    if given and (wants or tail.colours == {"na"}):
        end = last.start if wants else last.end
        owed = tail.parts[tail.core - wants].surface in _OWED
        return [case.to_the_end(end, "で" + asked if owed else "となります", *_FOUND)]
    if given:
        return None
    if wants:
        return [case.to_the_end(last.start, "で" + asked, *_FOUND)]
    from_now = any(word in case.reading.sentence.text for word in _FROM_NOW) or _only_says_when(
        case
    )
    if last.kind not in {"名詞", "接尾辞"} or tail.colours - _PRESSING:
        return None
    if not tail.colours and not from_now:
        return None
    if tail.colours == {"na"}:
        return [case.to_the_end(last.end, "で" + asked, *_FOUND)]
    if last.surface in {"中", "以内", "内"} and last.kind == "接尾辞":
        return [case.to_the_end(last.end, "に" + asked, *_FOUND)]
    return None


def _only_says_when(case: Case) -> bool:
    """Tell whether a blunt note is no more than a term: 3コール以内。, 今週中。."""
    parts, last = case.reading.sentence.morphemes, case.reading.tail.last
    return (
        case.hurts
        and last.surface in {"以内", "中"}
        and case.reading.sentence.stop[:1] in {"。", "！", "!"}
        and all(part.kind in {"名詞", "接尾辞", "接頭辞"} for part in parts)
    )


def _because(case: Case) -> Rewrites:
    """コストが2倍になるので。: コストが2倍になるためです."""
    tail = case.reading.tail
    if tail.last.surface != "で" or tail.lemma(1) not in {"の", "ん"} or tail.core < 2:  # noqa: PLR2004 - verb, の, で
        return None
    if tail.parts[tail.core - 1].part.sort != "準体助詞":
        return None
    if tail.lemma(1) == "ん":  # 関係ないんで
        said = polite(tail.parts, tail.core - 2)
        return None if said is None else [case.to_the_end(*said, "ja_plain", "ja_to_polite")]
    ending = attributive(tail.parts, tail.core - 2)
    if ending is None:
        return None
    link, thing = tail.parts[tail.core - 2], tail.back(3)
    if link.surface == "な" and thing is not None and thing.kind in {"名詞", "接尾辞"}:
        return [case.to_the_end(link.start, "であるためです", "ja_plain", "ja_to_polite")]
    return [case.to_the_end(ending.start, ending.text + "ためです", "ja_plain", "ja_to_polite")]


def _too_much(case: Case) -> Rewrites:
    """細かすぎる: 少し細かいように感じます."""
    tail, at = case.reading.tail, case.reading.tail.core
    if tail.last.lemma in {"だ", "です", "ん"} and at:
        at -= 1
    here, before = tail.parts[at], tail.parts[at - 1] if at else None
    if before is None or here.lemma not in {"すぎる", "過ぎる"} or before.kind != "形容詞":
        return None
    if before.lemma in {"ない", "無い"}:
        return None
    seems = f"{before.lemma}ように感じます"
    return [case.to_the_end(before.start, "少し" + seems, "ja_verdict", "ja_to_finding")]


def _means(case: Case) -> Rewrites:
    """前払いで。: 前払いでお願いいたします."""
    tail, last = case.reading.tail, case.reading.tail.last
    before = tail.back(1)
    if (
        not case.hurts
        or last.surface not in {"で", "へ"}
        or before is None
        or tail.colours - _PRESSING
    ):
        return None
    if before.surface in {"もの", "そう", "よう", "わけ", "はず", "こと", "ところ", "の", "ん"}:
        return None
    if last.part.sort == "接続助詞" or before.kind not in {"名詞", "接尾辞"}:
        return None
    return [case.to_the_end(last.end, _asked(case), *_FOUND)]


def _asked(case: Case) -> str:
    return "お願いします" if case.style.light else "お願いいたします"


def _until(case: Case) -> Rewrites:
    """18時までに。: 18時までにお願いいたします."""
    tail, last = case.reading.tail, case.reading.tail.last
    if last.surface != "に" or tail.lemma(1) != "まで" or tail.colours - _PRESSING:
        return None
    return [case.to_the_end(last.end, _asked(case), *_FOUND)]


def _noun_of_verb(case: Case) -> Rewrites:
    """また閉め忘れ。: また閉め忘れです."""
    tail, last = case.reading.tail, case.reading.tail.last
    before = tail.back(1)
    compound = before is not None and before.kind == "動詞" and before.form.startswith("連用形")
    if last.lemma in {"すぎる", "過ぎる"}:
        return None
    whole = compound or len(last.lemma) >= _COMPOUND
    if last.kind != "動詞" or not last.form.startswith("連用形-一般") or not whole:
        return None
    return [case.to_the_end(last.end, "です", "ja_plain", "ja_to_polite")]


_COMPOUND = 5
"""A verb of so many characters is made of two: 閉め忘れる."""


def _quoted(case: Case) -> Rewrites:
    """予算が余ってると。: 予算が余っているとのことです."""
    tail, last = case.reading.tail, case.reading.tail.last
    if last.surface != "と" or last.kind != "助詞" or tail.lemma(1) == "ない":
        return None
    told = attributive(tail.parts, tail.core - 1, nominal="だ")
    if told is None:
        return None
    return [case.to_the_end(told.start, told.text + "とのことです", "ja_plain", "ja_to_polite")]


def _corrected(case: Case) -> Rewrites:
    """B列じゃなくて。: B列ではありません."""
    tail = case.reading.tail
    if tail.last.surface != "て" or tail.lemma(1) != "ない" or tail.lemma(2) != "だ":
        return None
    start = tail.parts[tail.core - 2].start
    return [case.to_the_end(start, "ではありません", "ja_plain", "ja_to_polite")]
