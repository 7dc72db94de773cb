"""Cut Japanese text into morphemes, each with its dictionary form and inflection.

Sudachi does it where it is installed; otherwise a small table of endings does, which
knows predicates but no vocabulary. Masks and lone surrogates count as nouns.
"""

import re
import threading
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

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


Cutter = Callable[[str], list[Morpheme]]
"""From a text without masks to its morphemes."""


def morphemes(text: str) -> list[Morpheme]:
    """Return the morphemes of a text in order; together they cover it. Never raises."""
    plain = _OPAQUE.sub(_STAND_IN, text)
    cutter = _cutter()
    if len(plain) <= _CHUNK:
        found = cutter(plain)
    else:
        found = [
            replace(part, start=at + part.start, end=at + part.end)
            for at in range(0, len(plain), _CHUNK)
            for part in cutter(plain[at : at + _CHUNK])
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


def _table(text: str) -> list[Morpheme]:
    return [
        Morpheme(start, end, text[start:end], lemma, Part(*tags))
        for start, end, lemma, tags in cut(text)
    ]


def _sudachi() -> Cutter:
    from sudachipy import Dictionary, SplitMode  # noqa: PLC0415 - costs 60 MB: on first use
    from sudachipy import Morpheme as Token  # noqa: PLC0415

    dictionary = Dictionary(dict="small")
    words: dict[int, tuple[str, Part]] = {}
    per_thread = threading.local()  # a tokenizer holds its own buffers

    def learn(token: Token) -> tuple[str, Part]:
        word = (token.dictionary_form(), _part(token.part_of_speech()))
        if token.word_id() <= _LAST_WORD:
            if len(words) >= _MOST_WORDS:
                words.clear()
            words[token.word_id()] = word
        return word

    def cut_with_sudachi(text: str) -> list[Morpheme]:
        tokenizer: Any = getattr(per_thread, "tokenizer", None)
        if tokenizer is None:
            tokenizer = per_thread.tokenizer = dictionary.tokenizer(
                mode=SplitMode.C, fields={"pos", "dictionary_form"}
            )
        found: list[Morpheme] = []
        start = 0
        for token in tokenizer.tokenize(text):
            end = token.end()
            if end > start:  # Sudachi gives ellipses and the like in several parts, some empty
                lemma, part = words.get(token.word_id()) or learn(token)
                found.append(Morpheme(start, end, text[start:end], lemma, part))
                start = end
        return found

    return cut_with_sudachi


_LAST_WORD = (1 << 28) - 1
"""Words with a greater number are made up by Sudachi for what its dictionary lacks."""
_MOST_WORDS = 20_000
"""How many words of the dictionary are remembered with their parts."""


@lru_cache(maxsize=1024)
def _part(tags: tuple[str, ...]) -> Part:
    kind, *sorts, conjugation, form = ("" if tag == "*" else tag for tag in tags)
    return Part(kind, next((s for s in reversed(sorts) if s), ""), conjugation, form)
