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


Cutter = Callable[[str, int], list[Morpheme]]
"""From a text without masks, and where it stands, to its morphemes."""


def morphemes(text: str) -> list[Morpheme]:
    """Return the morphemes of a text in order; together they cover it. Never raises."""
    plain = _OPAQUE.sub(_STAND_IN, text)
    cutter = _cutter()
    if len(plain) <= _CHUNK:
        found = cutter(plain, 0)
    else:
        found = [
            part
            for at in range(0, len(plain), _CHUNK)
            for part in cutter(plain[at : at + _CHUNK], at)
        ]
    return found if plain == text else _with_masks(text, found)


def _with_masks(text: str, found: list[Morpheme]) -> list[Morpheme]:
    """Put masks and lone surrogates back where the cutter saw their stand-in."""
    parts: list[Morpheme] = []
    for part in found:
        if _STAND_IN in part.surface:
            parts += _opaque_parts(text, part.start, part.end)
        else:
            parts.append(part)
    return parts


def _opaque_parts(text: str, start: int, end: int) -> Iterator[Morpheme]:
    """Part masks from the marks that Sudachi joins them with: 。 and a mask are two."""
    for run in _RUNS.finditer(text, start, end):
        surface = run[0]
        part = NOUN if _OPAQUE.match(surface) else _MARK
        yield Morpheme(run.start(), run.end(), surface, surface, part)


@cache
def _cutter() -> Cutter:
    return _sudachi() if find_spec("sudachipy") and find_spec("sudachidict_small") else _table


def _table(text: str, at: int) -> list[Morpheme]:
    return [
        Morpheme(at + start, at + end, text[start:end], lemma, Part(*tags))
        for start, end, lemma, tags in cut(text)
    ]


def _sudachi() -> Cutter:
    from sudachipy import Dictionary, SplitMode  # noqa: PLC0415 - costs 60 MB: on first use

    dictionary = Dictionary(dict="small")
    parts: dict[int, Part] = {}
    per_thread = threading.local()  # a tokenizer holds its own buffers

    def cut_with_sudachi(text: str, at: int) -> list[Morpheme]:
        tokenizer: Any = getattr(per_thread, "tokenizer", None)
        if tokenizer is None:
            tokenizer = per_thread.tokenizer = dictionary.tokenizer(
                mode=SplitMode.C, fields={"pos", "dictionary_form"}
            )
        found: list[Morpheme] = []
        end = 0
        for token in tokenizer.tokenize(text):
            start, end = end, token.end()
            if start == end:
                continue  # Sudachi gives ellipses and the like in several parts, some empty
            identity = token.part_of_speech_id()
            part = parts.get(identity)
            if part is None:
                part = parts[identity] = _part(token.part_of_speech())
            found.append(
                Morpheme(at + start, at + end, text[start:end], token.dictionary_form(), part)
            )
        return found

    return cut_with_sudachi


def _part(tags: tuple[str, ...]) -> Part:
    kind, *sorts, conjugation, form = ("" if tag == "*" else tag for tag in tags)
    return Part(kind, next((s for s in reversed(sorts) if s), ""), conjugation, form)
