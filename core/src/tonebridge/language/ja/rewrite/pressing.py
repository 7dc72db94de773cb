"""Rewrite reproaches that stand in です・ます: ちゃんと見ましたよね, 忘れてるんですね."""

from tonebridge.language.ja.acts import ASKING_WORDS, Reading
from tonebridge.language.ja.lexicons import words
from tonebridge.language.ja.polite import is_polite
from tonebridge.language.ja.rewrite.change import Case, Rewrites
from tonebridge.language.ja.rewrite.plain import attributive
from tonebridge.language.ja.tail import Tail
from tonebridge.language.ja.verbs import verb_of

_SEEN = ("ja_blame", "ja_to_appearance")
_ASK = ("ja_question", "ja_to_open_question")
_WISH = frozenset({"たい"})
_GOOD = frozenset({"いい", "良い", "よい", "よろしい"})


def presses(reading: Reading) -> bool:
    """Tell whether a polite sentence presses its reader."""
    if not reading.polite or reading.already:
        return False
    tail = reading.tail
    return (
        _sees_through(tail)
        or _asks_without_ka(tail)
        or _asks_consent(tail)
        or _is_unwilling(tail)
        or (tail.colours >= {"asked", "yo"} and "ka" not in tail.colours)
        or _exclaims(tail)
    )


def pressed(case: Case) -> Rewrites:  # noqa: PLR0911 - one return a form
    """してないですよね: していないようです. 読みました？: 読みましたか？."""
    tail, style = case.reading.tail, case.style
    if _is_unwilling(tail):
        return _unwilling(case)
    if not presses(case.reading):
        return None
    if _asks_consent(tail):
        place = tail.core - (tail.last.lemma == "です")
        return [case.to_the_end(tail.parts[place].start, "よろしいでしょうか", *_ASK)]
    if _exclaims(tail):
        ending = attributive(tail.parts, tail.core - 3, nominal="の")
        if ending is None:
            return None
        return [case.to_the_end(ending.start, ending.text + "ようです", *_SEEN)]
    if _sees_through(tail):
        ending = attributive(tail.parts, tail.core)
        if ending is None:
            return None
        return [case.to_the_end(ending.start, ending.text + "ようです", *_SEEN)]
    if _asks_without_ka(tail):
        nominal = tail.last.lemma == "です" and not style.light
        if nominal:
            return [case.to_the_end(tail.last.start, "でしょうか", *_ASK)]
        return [case.to_the_end(tail.last.end, "か", *_ASK)]
    return [case.to_the_end(tail.last.end, "", "ja_complaint", "ja_to_polite")]


def _sees_through(tail: Tail) -> bool:
    """忘れてるんですね, してないですよね: what is wrong is held up to the reader."""
    told = tail.colours >= {"nda", "ne"} or tail.colours >= {"yo", "ne"}
    if not told or tail.colours & {"ka", "noni", "kedo"} or not is_polite_end(tail):
        return False
    if any(part.surface in ASKING_WORDS for part in tail.parts):
        return False
    lemmas = {part.lemma for part in tail.parts[max(0, tail.core - 4) : tail.core + 1]}
    return bool(lemmas & (words("ja_sentiment", "negative") | {"ない", "ぬ"}))


def _exclaims(tail: Tail) -> bool:
    """誤字があるじゃないですか: no question."""
    if tail.last.lemma != "です" or tail.lemma(1) != "ない" or "ka" not in tail.colours:
        return False
    head = tail.back(3)
    return (
        tail.lemma(2) == "だ"
        and head is not None
        and head.kind in {"動詞", "助動詞", "形容詞"}
        and head.form.startswith(("終止形", "連体形"))
    )


def is_polite_end(tail: Tail) -> bool:
    """Tell whether the predicate, or the です after its ん, is polite."""
    return is_polite(tail.parts, tail.core) or "desu" in tail.colours


def _asks_without_ka(tail: Tail) -> bool:
    return (
        "asked" in tail.colours
        and not tail.colours & {"ka", "ne", "yo", "no", "nda", "kke", "kedo", "kara"}
        and is_polite(tail.parts, tail.core)
        and tail.last.lemma in {"ます", "た", "ぬ", "です"}
        and tail.last.surface not in {"でしょう", "ましょう"}
    )


def _asks_consent(tail: Tail) -> bool:
    """これでいいですね？: consent is taken for granted."""
    good = tail.lemma(1) if tail.last.lemma == "です" else ""
    before = tail.back(2)
    return (
        good in _GOOD
        and {"asked", "ne"} <= tail.colours
        and before is not None
        and before.surface in {"で", "て"}
    )


def _is_unwilling(tail: Tail) -> bool:
    """Tell whether a sentence says that its speaker does not want to: 働きたくないです."""
    steps = 1 if tail.last.lemma == "です" else 0
    return tail.lemma(steps) == "ない" and tail.lemma(steps + 1) in _WISH and not tail.asks


def _unwilling(case: Case) -> Rewrites:
    tail = case.reading.tail
    steps = 1 if tail.last.lemma == "です" else 0
    target = tail.back(steps + 2)
    made = verb_of(target) if target is not None else None
    if made is None:
        return None
    hard = "のは難しいです" if case.style.light else "のは難しい状況です"
    return [case.to_the_end(made.start, made.plain + hard, "ja_refusal", "ja_to_decline")]
