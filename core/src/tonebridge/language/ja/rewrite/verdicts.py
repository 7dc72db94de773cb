"""Rewrite verdicts on work as findings."""

import re
from functools import cache

from tonebridge.language.ja.acts import Reading
from tonebridge.language.ja.lexicons import Judgement, judgements, listed
from tonebridge.language.ja.morphology import Morpheme
from tonebridge.language.ja.rewrite.change import Case, Rewrite, Rewrites

_SUPPORT = frozenset(
    {
        "だ",
        "です",
        "ます",
        "すぎる",
        "すぎ",
        "過ぎる",
        "みたい",
        "た",
        "ある",
        "ん",
        "よう",
        "てる",
        "いる",
        "て",
    }
)
_FOUND = ("ja_verdict", "ja_to_finding")
_ROOM = ("改善", "見直し")
_CLOSERS = re.compile("(?:でしょう?|だろう?|だよ|です|じゃん|[。よねだなのかわ？?])*$")
_PREDICATES = frozenset({"動詞", "助動詞", "形容詞"})


def verdict(case: Case) -> Rewrites:  # noqa: PLR0911 - one return a form
    """このコードはゴミだ: このコードは改善の余地があります."""
    tail = case.reading.tail
    if tail.asks and not tail.colours & {"jan", "rebuke"}:
        return None
    found = _judged(case.reading)
    if found is None:
        return None
    start, entry = found
    made = case.to_the_end(start, entry.predicate, *_FOUND)
    subject = _subject(tail.parts, start)
    room = entry.predicate.startswith(_ROOM)
    if subject is not None:
        if not room and not entry.predicate.startswith("意図"):
            return [made]
        return [Rewrite(subject.start, subject.end, entry.particle, *_FOUND), made]
    before = next((part for part in tail.parts if part.end == start), None)
    if before is not None and before.surface == "、":
        return [Rewrite(before.start, before.end, "には", *_FOUND), made]
    if before is not None and before.kind in {"名詞", "代名詞"}:
        if entry.predicate.startswith("困"):
            return None  # 近所迷惑 is one word
        return [made._replace(after=("には" if room else "は") + entry.predicate)]
    return [made]


def _judged(reading: Reading) -> tuple[int, Judgement] | None:
    """Return where the verdict begins, and its entry."""
    parts, core = reading.tail.parts, reading.tail.core
    index = core
    while index > 0 and parts[index].lemma in _SUPPORT:
        index -= 1
    known = judgements()
    head, first = parts[index], reading.sentence.start
    entry, start = known.get(head.lemma) or known.get(head.surface), head.start
    for length in (2, 3, 4):
        if index >= length - 1:
            longer = parts[index - length + 1].start
            whole = known.get(reading.sentence.text[longer - first : head.end - first])
            if whole is not None:
                entry, start = whole, longer
    if entry is None:
        return None
    if entry.about and not any(word in reading.sentence.text for word in entry.about):
        return None
    return start, entry


def _subject(parts: tuple[Morpheme, ...], before: int) -> Morpheme | None:
    for part in reversed(parts):
        if part.end <= before and part.kind in {"動詞", "形容詞"}:
            return None  # 単位がないから意味不明: the subject is of another clause
        if part.end <= before and part.surface == "が" and part.part.sort == "格助詞":
            return part
    return None


@cache
def _outrages() -> tuple[str, ...]:
    """Return how such a sentence may end: とか正気, のは、ありえない, the longest first."""
    found = {
        link + comma + word
        for link in listed("ja_blame", "outrage_links")
        for comma in ("", "、")
        for word in listed("ja_blame", "outrage")
    }
    return tuple(sorted(found, key=lambda ending: (-len(ending), ending)))


def outrage(case: Case) -> Rewrites:
    """本番に入れるとか正気？: 本番に入れるのは望ましくないと考えています."""
    text, start = case.reading.sentence.text, case.reading.sentence.start
    body = _CLOSERS.sub("", text)
    if not body.endswith(_outrages()):
        return None
    at = start + len(body) - len(next(end for end in _outrages() if body.endswith(end)))
    before = next((part for part in case.reading.tail.parts if part.end == at), None)
    if before is None:
        return None
    of_noun = "" if before.kind in _PREDICATES else "な"
    return [case.to_the_end(at, of_noun + "のは望ましくないと考えています", *_FOUND)]
