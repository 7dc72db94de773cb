"""Cut masked Japanese text into clauses that can stand as items of their own."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tonebridge.language.facts import MASK_CLASS, Masked
from tonebridge.language.ja.closing import Tense, closed
from tonebridge.language.ja.morphology import Morpheme
from tonebridge.language.ja.polite import is_polite
from tonebridge.language.ja.sentences import Sentence, sentences
from tonebridge.language.lexicon import knowledge
from tonebridge.language.outline.clause import Clause

_WORDS = knowledge("ja_clauses")
_CONDITIONS = frozenset(_WORDS["conditions"])
_ADVERBS = frozenset(_WORDS["adverbs"])
_REQUESTS = tuple(_WORDS["requests"])
_TURNS = frozenset({"が", "けど", "けれど", "けれども", "し", "から"})
_COMMAS = frozenset("、，,")
_TOPICS = frozenset({"は", "が", "も"})
_NOMINAL = frozenset({"名詞", "接尾辞", "代名詞", "形状詞"})
_FEW = 3
_LONGEST = 200
"""Morphemes that are looked at on either side of a comma, so that time stays linear."""
_TELEGRAM = 3
"""This many commas in one sentence, and bare nouns may stand alone as well."""
_FINISHED = ("終止形", "連体形", "命令形")
_LEAD = re.compile(r"[ \t　]*(?:[-*•・▪◦＊][ \t　]*)?")
_MASKED = re.compile(f"[{MASK_CLASS}]")


class _Break(NamedTuple):
    """A comma at which a sentence may be cut: `first` and `last` frame the piece before it."""

    first: int
    last: int
    sure: bool
    """The piece ends in a form that closes a clause."""


def clauses(masked: Masked) -> list[Clause]:
    """Return the clauses in order; together they hold every fact of the text."""
    found: list[Clause] = []
    told = sentences(masked.text)
    telegrams = _telegrams(told)
    number = 0
    for sentence, telegram in zip(told, telegrams, strict=True):
        if not sentence.morphemes:
            continue
        spans = _spans(sentence.morphemes, telegram=telegram)
        pieces = [sentence.morphemes[first:last] for first, last in spans]
        spoken = tenses(pieces)
        for place, parts in enumerate(pieces):
            final = place == len(spans) - 1
            if final:
                text = _item(masked.text, parts)
            else:
                text = closed(masked.text, parts, spoken[place])
            asked = final and bool({"？", "?"} & set(sentence.stop))
            text = _LEAD.sub("", text, count=1)
            if text:
                start, end = parts[0].start, parts[-1].end
                found.append(
                    Clause(start, end, text + "？" * asked, number, last=final, asked=asked)
                )
        number += not _goes_on(sentence)
    return found


def tense_of(parts: Sequence[Morpheme]) -> Tense:
    """Read from its end how a sentence speaks: politely, of the past, as a request."""
    core = len(parts) - 1
    while core > 0 and (parts[core].part.sort == "終助詞" or parts[core].kind == "補助記号"):
        core -= 1
    tail = "".join(part.surface for part in parts[max(0, core - 5) : core + 1])
    return Tense(
        polite=is_polite(tuple(parts), core),
        past=parts[core].part.conjugation == "助動詞-タ",
        request=tail.endswith(_REQUESTS),
    )


def tenses(pieces: Sequence[Sequence[Morpheme]]) -> list[Tense]:
    """Read each clause's tense from the next one that has a predicate of its own."""
    last = tense = tense_of(pieces[-1])
    found: list[Tense] = []
    for parts in reversed(pieces):
        found.append(tense)
        if parts[-1].form.startswith(_FINISHED):
            tense = tense_of(parts)._replace(polite=last.polite)
    return found[::-1]


def _goes_on(sentence: Sentence) -> bool:
    """Tell whether only a comma parts a sentence from the next."""
    return sentence.stop.strip(" 　") in _COMMAS


def _telegrams(told: Sequence[Sentence]) -> list[bool]:
    """Tell of each sentence whether it is of a run that is strung together by commas."""
    found: list[bool] = []
    run = commas = 0
    for sentence in told:
        run += 1
        commas += sum(part.surface in _COMMAS for part in sentence.morphemes)
        if _goes_on(sentence):
            commas += 1
            continue
        found += [commas >= _TELEGRAM] * run
        run = commas = 0
    return found + [commas >= _TELEGRAM] * run


def _item(text: str, parts: Sequence[Morpheme]) -> str:
    return text[parts[0].start : parts[-1].end]


def _spans(parts: Sequence[Morpheme], *, telegram: bool) -> list[tuple[int, int]]:
    breaks = _breaks(parts)
    spans: list[tuple[int, int]] = []
    reached = 0
    for place, each in enumerate(breaks):
        after = breaks[place + 1].last if place + 1 < len(breaks) else len(parts)
        piece = parts[max(reached, each.last - _LONGEST) : each.last]
        following = parts[each.last + 1 : min(after, each.last + _LONGEST)]
        if following and _parts_here(piece, following, sure=each.sure, telegram=telegram):
            spans.append((reached, each.last))
            reached = each.last + 1
    spans.append((reached, len(parts)))
    return [(first, last) for first, last in spans if first < last]


def _breaks(parts: Sequence[Morpheme]) -> list[_Break]:
    found: list[_Break] = []
    reached = depth = 0
    for place, part in enumerate(parts):
        depth += (part.surface in {"（", "("}) - (part.surface in {"）", ")"})
        if part.surface in _COMMAS and place > reached and depth <= 0:
            found.append(_Break(reached, place, _closes(parts, reached, place)))
            reached = place + 1
    return found


def _closes(parts: Sequence[Morpheme], first: int, last: int) -> bool:
    """Tell whether the piece before a comma ends as a clause does that goes on: て, が, ので."""
    here = parts[last - 1]
    before = parts[last - 2] if last - 2 >= first else None
    if here.part.sort == "接続助詞":
        return here.surface in {"て", "で"} | _TURNS
    if here.surface == "で" and before is not None:
        return before.part.sort == "準体助詞" or before.kind in _NOMINAL
    if here.kind == "動詞" and before is not None and before.surface == "の":
        return False  # 引き継ぎ, a noun
    return here.form.startswith("連用形") and here.kind in {"動詞", "助動詞", "形容詞"}


def _parts_here(  # noqa: PLR0911 - one return a form
    piece: Sequence[Morpheme], following: Sequence[Morpheme], *, sure: bool, telegram: bool
) -> bool:
    here = piece[-1]
    if here.lemma in _CONDITIONS or (len(piece) == 1 and here.surface in _ADVERBS):
        return False
    topic = _has_topic(piece)
    if sure:
        return _clause_parts(piece, following, topic=topic, telegram=telegram)
    if here.form.startswith(_FINISHED):
        return here.kind != "助動詞" or here.surface not in {"な", "なら"}
    if here.part.sort == "係助詞" and here.surface == "は":
        return False
    if here.kind == "動詞" and len(piece) > 1 and piece[-2].surface == "の":
        return telegram
    if here.kind not in _NOMINAL and here.part.sort not in {"副助詞", "係助詞"}:
        return here.kind == "副詞" and topic and _has_topic(following)
    if topic and _has_topic(following):
        return True
    return telegram and (len(piece) >= _FEW - 1 or bool(_MASKED.match(piece[0].surface)))


def _clause_parts(
    piece: Sequence[Morpheme], following: Sequence[Morpheme], *, topic: bool, telegram: bool
) -> bool:
    here = piece[-1]
    if here.surface not in {"て", "で"}:
        return True
    if here.part.sort == "接続助詞":
        return len(piece) >= _FEW
    if len(piece) > 1 and piece[-2].part.sort == "準体助詞":
        return True
    if here.kind == "助動詞":
        return topic or telegram
    told = any(part.surface == "は" and part.kind == "助詞" for part in piece)
    return told or (topic and (_has_topic(following) or telegram))


def _has_topic(parts: Sequence[Morpheme]) -> bool:
    return any(part.kind == "助詞" and part.surface in _TOPICS for part in parts)
