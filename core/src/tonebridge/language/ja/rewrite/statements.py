"""Rewrite plain statements and complaints."""

from tonebridge.language.ja.polite import polite
from tonebridge.language.ja.rewrite.change import Case, Rewrites
from tonebridge.language.ja.rewrite.courtesies import calls_out, courtesy, hesitates
from tonebridge.language.ja.rewrite.notes import noted
from tonebridge.language.ja.rewrite.plain import attributive, closing
from tonebridge.language.ja.rewrite.requests import plainly

_BARE = frozenset({"名詞", "形状詞", "代名詞", "助詞", "接尾辞"})
_CLOSED = frozenset("。！!、")


def statement(case: Case) -> Rewrites:  # noqa: PLR0911 - one return a form
    """動かない。: 動きません."""
    tail, last = case.reading.tail, case.reading.tail.last
    stop = case.reading.sentence.stop
    if case.reading.polite:
        complains = _complains(case) and not hesitates(case)
        return _without_complaint(case) if complains else None
    asks_others = tail.lemma(1) == "に" or "kara" in tail.colours
    if last.lemma == "頼む" and last.form.startswith("終止形") and not asks_others:
        asked = "お願いします" if case.style.light else "お願いいたします"
        return [case.to_the_end(last.start, asked, "ja_plain", "ja_to_request")]
    if (said := courtesy(case)) is not None or calls_out(case):
        return said
    bare = last.kind in _BARE and not last.part.conjugation
    if bare and stop[:1] not in _CLOSED and last.kind != "形状詞":
        return None  # a heading, not a sentence
    if (note := noted(case)) is not None:
        return note
    greets = last.surface == "まで" and (before := tail.back(1)) and before.part.sort == "サ変可能"
    if greets:
        return None  # 取り急ぎご報告まで
    if last.surface == "まで" and not any(part.surface == "から" for part in tail.parts):
        asked = "にお願いします" if case.style.light else "にお願いいたします"
        return [case.to_the_end(last.end, asked, "ja_plain", "ja_to_request")]
    if (said := _enough(case) or _hearsay(case)) is not None:
        return said
    if last.surface == "も" and tail.lemma(1) == "か":
        return [case.to_the_end(last.end, "しれません", "ja_plain", "ja_to_polite")]
    return plainly(case) or None


def _complains(case: Case) -> bool:
    """Tell whether a polite sentence ends in a reproach: 〜んですよ, 〜ましたけど."""
    colours, stop = case.reading.tail.colours, case.reading.sentence.stop
    presses = "yo" in colours and ("nda" in colours or stop[:1] in {"！", "!"} or case.hurts)
    if presses and not case.reading.tail.asks and "ne" not in colours:
        return True
    return bool(colours & {"kedo", "noni", "zo", "jan"} and stop.strip())


def _without_complaint(case: Case) -> Rewrites:
    """〜んですけど。, 〜ましたけど。: the trailing reproach is left out."""
    tail = case.reading.tail
    if "nda" not in tail.colours:
        return [case.to_the_end(tail.last.end, "", "ja_complaint", "ja_to_polite")]
    ending = polite(tail.parts, tail.core)
    if ending is None:
        return None
    return [case.to_the_end(ending.start, ending.text, "ja_complaint", "ja_to_polite")]


def _enough(case: Case) -> Rewrites:
    """送ればいい: 送っていただければ大丈夫です."""
    tail, last = case.reading.tail, case.reading.tail.last
    if last.lemma not in {"いい", "良い", "よい"} or tail.lemma(1) != "ば" or tail.asks:
        return None
    lasting = tail.lemma(2) in {"てる", "でる", "いる"} and tail.core > 2  # noqa: PLR2004 - verb, てる, ば
    enough = closing(tail.parts[tail.core - 2 - lasting]) if tail.core > 1 else None
    if enough is None:
        return None
    said = enough.te + "いただければ大丈夫です"
    return [case.to_the_end(enough.start, said, "ja_plain", "ja_to_polite")]


def _hearsay(case: Case) -> Rewrites:
    """発散してるんだってね: 発散しているそうですね. 執筆するんだね: 執筆するのですね."""
    tail = case.reading.tail
    if case.hurts or not ("tte" in tail.colours or tail.colours == {"nda", "ne"}):
        return None
    explained = "nda" in tail.colours
    heard = attributive(tail.parts, tail.core, nominal="な" if explained else "だ")
    if heard is None:
        return None
    if "tte" not in tail.colours:
        said = "のですね"
    elif explained:
        said = "そうですね" if "ne" in tail.colours else "そうです"
    else:
        said = "とのことです"
    return [case.to_the_end(heard.start, heard.text + said, "ja_plain", "ja_to_polite")]
