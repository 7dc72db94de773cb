"""Cut masked English text into sentences, with the layout around them left alone."""

import re
from functools import lru_cache
from typing import NamedTuple

from tonebridge.language.facts import MASK_CLASS


class Sentence(NamedTuple):
    """One sentence of a text: `text[start:stop]` is the words, `text[stop:end]` how it ends."""

    start: int
    stop: int
    end: int
    body: str
    closing: str
    """Its full stop, question mark, colon and the like; empty at a line's end without one."""


LONGEST = 600
"""A sentence longer than this is no sentence: rules pass it over, and time stays linear."""

_ABBREVIATIONS = (
    "e.g",
    "i.e",
    "etc",
    "vs",
    "mr",
    "ms",
    "mrs",
    "dr",
    "approx",
    "no",
    "inc",
    "ltd",
    "st",
    "p.s",
    "cf",
    "fig",
    "jr",
    "sr",
)
_LEAD = re.compile(r"(?:[ \t>]*(?:[-*•–]|\d{1,2}[.)]|[a-z]\))?[ \t]+|[ \t>]*)")
_LIST_MARK = re.compile(rf"[{MASK_CLASS}][.)][ \t]+")
_STOP = re.compile(r"(?:[.!?;…]+(?: [.!?…]+(?=\s|$))*|:)[)\"']?(?=\s|$)|[.!?]+(?=[A-Z])")
_LINE = re.compile(r"[^\n]+")


@lru_cache(maxsize=16)
def split(text: str) -> tuple[Sentence, ...]:
    """Return the sentences in order; what lies between them is layout.

    The last few texts are remembered: each is heard, softened and judged in turn.
    """
    sentences: list[Sentence] = []
    for line in _LINE.finditer(text):
        start = line.start()
        lead = _LEAD.match(text, start, line.end())
        start = lead.end() if lead else start
        mark = _LIST_MARK.match(text, start, line.end())
        start = mark.end() if mark else start
        while start < line.end():
            start, sentence = _next(text, start, line.end())
            if sentence.body.strip():
                sentences.append(sentence)
    return tuple(sentences)


def _next(text: str, start: int, line_end: int) -> tuple[int, Sentence]:
    search_from = start
    while True:
        found = _STOP.search(text, search_from, line_end)
        if found is None:
            stop = end = line_end
            break
        if (
            found[0].startswith(".")
            and text[start : found.start()].lower().endswith(_ABBREVIATIONS)
            and _abbreviated(text, start, found.start())
        ):
            search_from = found.end()
            continue
        if found[0].startswith(":") and found.end() < line_end:  # a list or clause follows
            search_from = found.end()
            continue
        stop, end = found.start(), found.end()
        break
    body = text[start:stop]
    trailing = len(body) - len(body.rstrip())
    after = end
    while after < line_end and text[after] in " \t":
        after += 1
    return after, Sentence(
        start, stop - trailing, end, body.rstrip(), text[stop - trailing : end].strip()
    )


def _abbreviated(text: str, start: int, stop: int) -> bool:
    word = re.split(r"[\s(]", text[start:stop])[-1].lower()
    return word in _ABBREVIATIONS and not (word in {"no", "etc"} and stop - start <= len(word))
