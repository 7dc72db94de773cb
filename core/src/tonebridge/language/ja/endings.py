"""Cut Japanese text by a table of endings, for where no dictionary is installed.

It knows する, the copula, the polite endings and the closing particles, so orders like
共有しろ and plain statements like 完了した are still read; other verbs pass as nouns.
"""

import re
from collections.abc import Iterator
from functools import cache

from tonebridge.language.lexicon import knowledge

Tags = tuple[str, str, str, str]
Cut = tuple[int, int, str, Tags]

_NOUN: Tags = ("名詞", "サ変可能", "", "")
_RUNS = re.compile(
    r"(?P<kana>[ぁ-ゖ]+)|(?P<space>\s)|(?P<mark>[。、，．！？!?…,.「」（）()〜～])"
    r"|(?P<word>[^\sぁ-ゖ。、，．！？!?…,.「」（）()〜～]+)"
)


def cut(text: str) -> Iterator[Cut]:
    """Return start, end, dictionary form and tags of each piece, in order."""
    for run in _RUNS.finditer(text):
        start, end = run.span()
        if run.lastgroup == "kana":
            yield from _cut_kana(run[0], start)
        elif run.lastgroup == "space":
            yield start, end, run[0], ("空白", "", "", "")
        elif run.lastgroup == "mark":
            sort = "読点" if run[0] in "、，," else "句点"
            yield start, end, run[0], ("補助記号", sort, "", "")
        else:
            yield start, end, run[0], _NOUN


def _cut_kana(kana: str, offset: int) -> Iterator[Cut]:
    table = _table()
    at = unknown = 0
    while at < len(kana):
        for length in range(min(_longest(), len(kana) - at), 0, -1):
            found = table.get(kana[at : at + length])
            if found is None:
                continue
            if unknown < at:
                yield offset + unknown, offset + at, kana[unknown:at], ("名詞", "普通名詞", "", "")
            for surface, lemma, tags in found:
                yield offset + at, offset + at + len(surface), lemma, tags
                at += len(surface)
            unknown = at
            break
        else:
            at += 1
    if unknown < at:
        yield offset + unknown, offset + at, kana[unknown:at], ("名詞", "普通名詞", "", "")


@cache
def _table() -> dict[str, tuple[tuple[str, str, Tags], ...]]:
    known: dict[str, tuple[tuple[str, str, Tags], ...]] = {}
    for row in knowledge("ja_endings")["ending"]:
        parts = tuple(
            (surface, lemma, (kind, sort, conjugation, form))
            for surface, lemma, kind, sort, conjugation, form in row
        )
        known["".join(surface for surface, _, _ in parts)] = parts
    return known


@cache
def _longest() -> int:
    return max(map(len, _table()))
