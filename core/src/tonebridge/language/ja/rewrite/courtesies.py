"""Rewrite what politeness has set words for: thanks, excuses, calls, sentences left open."""

from tonebridge.language.ja.rewrite.change import Case, Rewrites

_POLITE = ("ja_plain", "ja_to_polite")
_SET_PHRASES = {
    "ありがとう": "ありがとうございます",
    "ありがと": "ありがとうございます",
    "おめでとう": "おめでとうございます",
    "よろしく": "よろしくお願いいたします",
    "宜しく": "宜しくお願いいたします",
    "お待たせ": "お待たせいたしました",
}
_WRONG = frozenset({"悪い", "わるい"})


def courtesy(case: Case) -> Rewrites:  # noqa: PLR0911 - one return a form
    """ありがとう: ありがとうございます. 待たせて悪いね: 待たせて申し訳ありません."""
    tail, last, hurts = case.reading.tail, case.reading.tail.last, case.hurts
    if tail.asks or tail.colours - {"ne", "na", "yo"}:
        return None
    if last.surface == "ごめん":
        return [case.to_the_end(last.start, "申し訳ありません", *_POLITE)]
    if last.surface == "で" and last.lemma == "だ" and tail.lemma(1) == "ばかり":
        return [case.to_the_end(last.start, "です", *_POLITE)]  # 済ませたばかりでね
    if not hurts and last.surface == "めでとう":
        return [case.to_the_end(last.end, "ございます", *_POLITE)]
    if not hurts and last.surface in _SET_PHRASES:
        said = _SET_PHRASES[last.surface]
        return [case.to_the_end(last.start, said, *_POLITE)]
    past = last.lemma == "た" and tail.lemma(1) in _WRONG
    for_what = tail.back(1 + past)
    if not (past or last.lemma in _WRONG) or for_what is None or tail.colours <= {"yo"}:
        return None
    if for_what.surface not in {"て", "で"} or tail.core < 2:  # noqa: PLR2004 - what, て, 悪い
        return None
    start = tail.parts[tail.core - past].start
    said = "申し訳ありませんでした" if past else "申し訳ありません"
    return [case.to_the_end(start, said, *_POLITE)]


_OF_NOUNS = frozenset({"名詞", "接頭辞", "接尾辞", "代名詞"})


def calls_out(case: Case) -> bool:
    """Tell whether a sentence is a mere call: 監督！, 毎度！, ご名算！."""
    parts, stop = case.reading.sentence.morphemes, case.reading.sentence.stop
    called = stop[:1] in {"！", "!"} and not case.hurts and len(parts) <= _CALL
    return called and all(part.kind in _OF_NOUNS for part in parts)


_CALL = 3
"""How many morphemes a call has at most."""


def hesitates(case: Case) -> bool:
    """Tell whether a polite sentence trails off mildly: 申し上げにくいのですが…."""
    tail, stop = case.reading.tail, case.reading.sentence.stop
    mild = "kedo" in tail.colours and any(p.surface == "が" for p in tail.parts[tail.core :])
    return mild and not case.hurts and not tail.asks and stop[:1] in {"…", "・", ".", "‥"}
