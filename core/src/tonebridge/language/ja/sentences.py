"""Split Japanese text into sentences, each with its morphemes.

A sentence ends at 。！？ or a line break, and also at a comma or a space that follows a
finished predicate (「遅い、早くしろ、待ってるんだけど」 holds three).
"""

import re

from msgspec import Struct

from tonebridge.language.ja.morphology import Morpheme, morphemes
from tonebridge.language.ja.retagging import retag
from tonebridge.language.ja.verbs import command_of

_STOPS = frozenset("。．！？!?\n\r…‼⁉｡")
_SOFT_STOPS = frozenset("、， 　")
_ALL_STOPS = _STOPS | _SOFT_STOPS
_STOP = "。．！？!?\\n\\r…‼⁉｡"
_FULL_STOPS = "".join(_STOPS)
_ANY_STOP = re.compile(rf"[{_STOP}、， 　]")
_PASSAGE = re.compile(rf"[^{_STOP}]*+[{_STOP}][{_STOP}\s]*+|[^{_STOP}]++")
_FINISHED = ("終止形", "命令形")
_CLOSERS = ("よ", "ぞ", "じゃん", "ぜ", "だろ", "かよ")
_POLITE = frozenset({"です", "ます", "た"})
_WHO = frozenset({"誰", "だれ", "どいつ"})
_SHORT = 3
_LAUGHS = frozenset({"w", "ww", "www", "ｗ", "ｗｗ", "笑", "草"})


class Sentence(Struct, frozen=True, gc=False):
    """One sentence: where it stands and what it is made of."""

    start: int
    end: int
    """Where the words end; what follows up to `close` is punctuation."""
    close: int
    """Where the next sentence begins."""
    text: str
    """The words, without the punctuation that closes them."""
    stop: str
    """The punctuation and space that close it."""
    morphemes: tuple[Morpheme, ...]
    """Offsets count from the start of the passage, as those of the sentence do."""
    surfaces: frozenset[str]
    """Every morpheme as it is written."""
    lemmas: frozenset[str]
    """Every morpheme as a dictionary lists it."""


def sentence_of(text: str, stop: str, parts: tuple[Morpheme, ...], *, start: int = 0) -> Sentence:
    """Put a sentence together that begins at `start` of its passage."""
    end = start + len(text)
    surfaces = frozenset([part.surface for part in parts])
    lemmas = frozenset([part.lemma for part in parts])
    return Sentence(start, end, end + len(stop), text, stop, parts, surfaces, lemmas)


def passages(text: str) -> list[tuple[int, str]]:
    """Cut a text at full stops and line breaks: where each passage begins, and its words."""
    return [(found.start(), found[0]) for found in _PASSAGE.finditer(text)]


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of a text in order; together they cover it. Never raises."""
    parts = morphemes(text)
    found: list[Sentence] = []
    first, count = 0, len(parts)
    for last in _stops(text, parts):
        sign = parts[last].surface[0]
        if last < first or not (sign in _STOPS or _splices(parts, first, last)):
            continue
        index = last
        while index < count and (
            parts[index].surface[0] in _STOPS or parts[index].surface.isspace()
        ):
            index += 1
        index = max(index, last + 1)
        found.append(_sentence(text, parts, first, last, index))
        first = index
    if first < count:
        found.append(_sentence(text, parts, first, count, count))
    return found


def alone(text: str, stop: str) -> Sentence:
    """Read a text as one sentence, whatever it holds, closed by `stop`."""
    parts = morphemes(text)
    retag(parts, 0, len(parts))
    return sentence_of(text, stop, tuple(parts))


def _stops(text: str, parts: list[Morpheme]) -> list[int]:
    """Return where a text may be cut: at each full stop, comma and space."""
    if _ANY_STOP.search(text.rstrip(_FULL_STOPS)) is not None:
        return [at for at, part in enumerate(parts) if part.surface[0] in _ALL_STOPS]
    at = len(parts)
    while at and parts[at - 1].surface[0] in _STOPS:
        at -= 1
    return [at] if at < len(parts) else []


def _sentence(text: str, parts: list[Morpheme], first: int, last: int, close: int) -> Sentence:
    while first < last and parts[first].surface.isspace():
        first += 1
    retag(parts, first, last)
    start = parts[first].start if first < len(parts) else len(text)
    end = parts[last].start if last < len(parts) else len(text)
    after = parts[close].start if close < len(parts) else len(text)
    return sentence_of(text[start:end], text[end:after], tuple(parts[first:last]), start=start)


def _is_either_way(parts: list[Morpheme], index: int) -> bool:
    """Tell whether 信じる、信じないは stands here: both together are a noun."""
    before, after = parts[index - 1], parts[index + 1 : index + 4]
    if before.kind != "動詞" or len(after) < 3:  # noqa: PLR2004 - verb, ない, particle
        return False
    verb, denied, particle = after
    same = verb.kind == "動詞" and verb.surface[:1] == before.surface[:1]
    return same and denied.lemma == "ない" and particle.kind == "助詞"


def _splices(parts: list[Morpheme], first: int, index: int) -> bool:  # noqa: C901, PLR0911, PLR0912 - one return a form
    here = parts[index]
    if index - first < 1:
        return False
    before = parts[index - 1]
    if _is_either_way(parts, index):
        return False
    if parts[first].surface in _WHO and index - first <= _SHORT:
        return False  # 誰だよ、消したの: one question, turned round
    if before.kind == "助詞":
        if before.surface == "ね" and index - first > 1:
            if parts[index - 2].surface == "よ" and index - first > 2:  # noqa: PLR2004 - た, よ, ね
                return parts[index - 3].form.startswith(_FINISHED)
            return parts[index - 2].lemma in _POLITE
        place = index - 2
        while place > first and parts[place].part.sort == "終助詞":
            place -= 1
        if before.surface == "な" and place >= first:  # a ban: 使うな、うるさい
            verb = parts[place]
            return verb.kind == "動詞" and verb.form.startswith(("終止形", "連体形-撥音便"))
        if before.surface == "よ" and place >= first and parts[place].part.sort == "接続助詞":
            return parts[place].surface in {"て", "で"}  # 判断してよ、
        closes = before.surface in _CLOSERS and place >= first
        return closes and parts[place].form.startswith(_FINISHED)
    if before.surface in _LAUGHS:
        return here.surface.isspace()
    if before.surface == "いい" and index - first <= _SHORT and parts[index - 2].surface == "もう":
        return True  # もういい、 which dictionaries read as a form of いう
    if before.form.startswith("意志推量形") and before.surface.endswith("よ"):
        return command_of(before, None) is not None
    if before.form.startswith("連用形") and before.part.conjugation.startswith("下一段"):
        led = parts[index - 2] if index - first > 1 else None
        goes_on = led is not None and (
            led.surface in {"が", "は", "も"} or led.part.sort == "接続助詞"
        )
        return not goes_on and command_of(before, led) is not None
    if before.kind in {"動詞", "形容詞"} or (before.kind == "助動詞" and before.lemma != "だ"):
        return before.form.startswith(_FINISHED)
    return False
