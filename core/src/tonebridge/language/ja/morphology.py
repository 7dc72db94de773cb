"""Cut Japanese text into morphemes, each with its dictionary form and inflection.

Sudachi does it where it is installed; otherwise a small table of endings does, which
knows predicates but no vocabulary. Masks and lone surrogates count as nouns.
"""

import re
import threading
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from typing import Any, NamedTuple

from msgspec import Struct

from tonebridge.language.ja.endings import cut

_OPAQUE = re.compile("[\ud800-\udfff\U000f0000-\U0010ffff]")
_RUNS = re.compile(f"{_OPAQUE.pattern}+|[^{_OPAQUE.pattern[1:-1]}]")
_STAND_IN = "〓"
_CHUNK = 8_000
"""Sudachi takes at most 49,149 bytes at once; a code point has at most four."""


class Part(NamedTuple):
    """Part of speech and inflection, in the terms of UniDic."""

    kind: str
    """`動詞`, `形容詞`, `助動詞`, `名詞`, `助詞`, …"""
    sort: str
    """`格助詞`, `サ変可能`, …: the finest part that the dictionary names."""
    conjugation: str
    """`五段-カ行`, `助動詞-タ`, …; empty for what does not inflect."""
    form: str
    """`終止形-一般`, `命令形`, …; empty for what does not inflect."""


NOUN = Part("名詞", "普通名詞", "", "")
_MARK = Part("補助記号", "一般", "", "")


class Morpheme(Struct, frozen=True, gc=False):
    """The smallest piece of text that a dictionary knows."""

    start: int
    end: int
    surface: str
    lemma: str
    part: Part

    @property
    def kind(self) -> str:
        return self.part.kind

    @property
    def form(self) -> str:
        return self.part.form


Cutter = Callable[[str], Iterator[tuple[int, int, str, Part]]]


def morphemes(text: str) -> list[Morpheme]:
    """Return the morphemes of a text in order; together they cover it. Never raises."""
    plain = _OPAQUE.sub(_STAND_IN, text)
    opaque = plain != text
    cutter = _cutter()
    found: list[Morpheme] = []
    for at in range(0, len(plain), _CHUNK):
        for start, end, lemma, part in cutter(plain[at : at + _CHUNK]):
            if start == end:
                continue  # Sudachi gives ellipses and the like in several parts, some empty
            if opaque and _STAND_IN in plain[at + start : at + end]:
                found += _opaque_parts(text, at + start, at + end)
            else:
                surface = text[at + start : at + end]
                found.append(Morpheme(at + start, at + end, surface, lemma, part))
    return found


def _opaque_parts(text: str, start: int, end: int) -> Iterator[Morpheme]:
    """Part masks from the marks that Sudachi joins them with: 。 and a mask are two."""
    for run in _RUNS.finditer(text, start, end):
        surface = run[0]
        part = NOUN if _OPAQUE.match(surface) else _MARK
        yield Morpheme(run.start(), run.end(), surface, surface, part)


@cache
def _cutter() -> Cutter:
    return _sudachi() if find_spec("sudachipy") and find_spec("sudachidict_small") else _table


def _table(text: str) -> Iterator[tuple[int, int, str, Part]]:
    for start, end, lemma, tags in cut(text):
        yield start, end, lemma, Part(*tags)


def _sudachi() -> Cutter:
    from sudachipy import Dictionary, SplitMode  # noqa: PLC0415 - costs 60 MB: on first use

    dictionary = Dictionary(dict="small")
    parts: dict[int, Part] = {}
    per_thread = threading.local()  # a tokenizer holds its own buffers

    def cut_with_sudachi(text: str) -> Iterator[tuple[int, int, str, Part]]:
        tokenizer: Any = getattr(per_thread, "tokenizer", None)
        if tokenizer is None:
            tokenizer = per_thread.tokenizer = dictionary.tokenizer(
                mode=SplitMode.C, fields={"pos", "dictionary_form"}
            )
        for token in tokenizer.tokenize(text):
            identity = token.part_of_speech_id()
            part = parts.get(identity)
            if part is None:
                part = parts[identity] = _part(token.part_of_speech())
            yield token.begin(), token.end(), token.dictionary_form(), part

    return cut_with_sudachi


def _part(tags: tuple[str, ...]) -> Part:
    kind, *sorts, conjugation, form = ("" if tag == "*" else tag for tag in tags)
    return Part(kind, next((s for s in reversed(sorts) if s), ""), conjugation, form)
