"""How easily a stranger to the matter follows a message, and what stands in the way."""

import re
from collections.abc import Iterable
from functools import cache

from tonebridge.domain.analysis import Finding
from tonebridge.language.ja.acts import Act, Reading
from tonebridge.language.ja.morphology import Morpheme
from tonebridge.language.lexicon import Lexicon, knowledge

_LONG, _VERY_LONG = 60, 100
_MANY_COMMAS = 4
_KANJI_RUN = re.compile("[一-龠々]{8,}")
_NOUNS_IN_A_ROW = 5
_NOMINAL = frozenset({"名詞", "接頭辞", "接尾辞"})
_COST = {
    "ja_long_sentence": 12,
    "ja_very_long_sentence": 22,
    "ja_many_commas": 8,
    "ja_kanji_run": 6,
    "ja_noun_chain": 6,
    "ja_vague_reference": 14,
    "ja_vague_extent": 8,
    "ja_redundant": 7,
    "ja_double_negation": 14,
    "ja_no_object": 12,
}
_MOST = 3
"""The same fault counts this many times at most."""


@cache
def _unclear() -> Lexicon[tuple[str, str | None]]:
    data = knowledge("ja_clarity")
    found: dict[str, tuple[str, str | None]] = {}
    for group in ("vague_reference", "vague_extent", "double_negation"):
        found.update(dict.fromkeys(data[group], (f"ja_{group}", None)))
    found.update({phrase: ("ja_redundant", plain) for phrase, plain in data["redundant"].items()})
    return Lexicon(found)


def clarity_of(
    faults: Iterable[tuple[int, tuple[Finding, ...]]], folded_text: str
) -> tuple[int, tuple[str, ...], list[Finding]]:
    """Return the score from 0 to 100, the reasons against it, and where they stand.

    `faults`: where the offsets of each sentence count from, and `faults_of` it.
    """
    findings: list[Finding] = []
    for hit in _unclear().find(folded_text):
        check, plain = hit.value
        findings.append(Finding(start=hit.start, end=hit.end, check=check, suggestion=plain))
    for at, found in faults:
        for each in found:
            fault = Finding(start=at + each.start, end=at + each.end, check=each.check)
            findings.append(fault)
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.check] = counts.get(finding.check, 0) + 1
    costs = {check: _COST[check] * min(_MOST, count) for check, count in counts.items()}
    score = max(0, 100 - sum(costs.values()))
    return score, tuple(sorted(costs, key=lambda check: (-costs[check], check))), findings


def faults_of(reading: Reading) -> list[Finding]:
    """Find what makes one sentence hard to follow; offsets as in the sentence."""
    sentence = reading.sentence
    start, end = sentence.start, sentence.end
    length = len(sentence.text)
    found: list[Finding] = []
    if length > _LONG:
        check = "ja_very_long_sentence" if length > _VERY_LONG else "ja_long_sentence"
        found.append(Finding(start=start, end=end, check=check))
        if sentence.text.count("、") >= _MANY_COMMAS:
            found.append(Finding(start=start, end=end, check="ja_many_commas"))
    for run in _KANJI_RUN.finditer(sentence.text):
        kanji = Finding(start=start + run.start(), end=start + run.end(), check="ja_kanji_run")
        found.append(kanji)
    if len(sentence.morphemes) > _NOUNS_IN_A_ROW:
        found += _noun_chains(sentence.morphemes)
    if reading.act is Act.REQUEST and reading.verb is not None and _lacks_object(reading):
        found.append(Finding(start=start, end=end, check="ja_no_object"))
    return found


def _noun_chains(parts: tuple[Morpheme, ...]) -> list[Finding]:
    """Find nouns in a row; whatever is that long covers one of every so many morphemes."""
    found: list[Finding] = []
    end = 0
    for index in range(_NOUNS_IN_A_ROW - 1, len(parts), _NOUNS_IN_A_ROW):
        if index < end or parts[index].kind not in _NOMINAL:
            continue
        start, end = index, index + 1
        while start and parts[start - 1].kind in _NOMINAL:
            start -= 1
        while end < len(parts) and parts[end].kind in _NOMINAL:
            end += 1
        if end - start >= _NOUNS_IN_A_ROW and end < len(parts):
            found.append(
                Finding(start=parts[start].start, end=parts[end - 1].end, check="ja_noun_chain")
            )
    return found


def _lacks_object(reading: Reading) -> bool:
    """直しといて names nothing to mend."""
    return not any(part.kind in {"名詞", "代名詞"} for part in reading.sentence.morphemes)
