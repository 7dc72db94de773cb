"""Sort requirements into must, should, could and won't."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from tonebridge.domain.message import Language
from tonebridge.language.facts import MASK_CLASS, Masked
from tonebridge.language.lexicon import folded, knowledge
from tonebridge.language.outline.clause import Clause
from tonebridge.language.outline.sections import Section, read_sections

QUADRANTS = ("must", "should", "could", "wont")
_POINTS_BACK = re.compile(
    r"(?:that|this|it|which|these|those)\b|(?:これ|それ|こちら|上記)[はもが]"
    r"|(?:最悪|なくても|無くても|無理なら|難しければ|だめなら|できなければ|間に合わなければ|必須で|絶対で|優先度は|急ぎでは|急ぎま|後回しで|できたらで|できればで)"
)
_GLUE = re.compile(
    r"(?:not|only|whatever|it|its|that|even|just|never|if|when|unless|because|since|which|who|so"
    r"|as|at|although|though|or)\b|(?:これ|それ|必須|絶対|重要|最悪|なくても|無くても|無理なら|難しければ|だめなら|できなければ|間に合わなければ|優先度は|急ぎ|後回しで)"
)
_WITHOUT_IT = re.compile(r"\b(?:without|about|against|for) (?:it|that|this|them)\W*$")
_BREAK = re.compile(
    rf"(?:[,;]\s+|\s+)(?:but|while|whereas|and)\s+|[,;]\s+|[、；]|(?:^|\s+)\([{MASK_CLASS}]\)\s+"
)
_JAPANESE = re.compile("[ぁ-ゖ一-龠ァ-ヴ].{3}")
_EDGES = " 　,;、"
_FIGURES = frozenset({"NUMBER", "VERSION", "QUANTITY", "DATE", "TIME", "ID", "PERCENT"})
_SMALLEST_MASK = MASK_CLASS[0]
_FEWEST_WORDS = 3
_LONGEST = 400
"""Characters of a clause that are looked at, so that time stays linear."""


class Moscow:
    """One language's rules; the first that matches decides."""

    def __init__(self, language: Language) -> None:
        words: Mapping[str, Any] = knowledge(f"{language.value}_requirements")
        self.headings: dict[str, str] = words["headings"]
        self._rules = [
            (re.compile("|".join(rule["patterns"])), rule["quadrant"]) for rule in words["rules"]
        ]
        self._decided = lru_cache(maxsize=256)(self._decide)

    def quadrant(self, masked: Masked, text: str) -> str | None:
        """Name the quadrant that a masked text speaks of; None where it states no requirement.

        Figures are read ("phase 2", 第2期); code, quotations and addresses are not.
        """
        text = text[:_LONGEST]
        if any(char >= _SMALLEST_MASK for char in text):
            text = "".join(
                _figure(masked, char) if char >= _SMALLEST_MASK else char for char in text
            )
        return self._decided(folded(text))

    def _decide(self, said: str) -> str | None:
        return next((name for rule, name in self._rules if rule.search(said)), None)

    def sort(self, masked: Masked, clauses: Sequence[Clause]) -> list[tuple[str, str]]:
        """Return quadrant and words of each requirement, in order; the rest is left out."""
        found: list[tuple[str, str]] = []
        for unit in self._units(masked, clauses):
            for text in self._halves(masked, unit):
                name = self.quadrant(masked, text)
                if name is not None:
                    found.append((name, text))
        return found

    def _units(self, masked: Masked, clauses: Sequence[Clause]) -> list[str]:
        """Join what says nothing by itself with its neighbour in the same sentence."""
        groups: list[list[Clause]] = []
        for clause in clauses:
            if groups and groups[-1][-1].sentence == clause.sentence:
                alone = self.quadrant(masked, clause.text) is not None
                before = self.quadrant(masked, groups[-1][-1].text) is not None
                if not alone or not before or _POINTS_BACK.match(folded(clause.text)):
                    groups[-1].append(clause)
                    continue
            groups.append([clause])
        return [_words(masked, group) for group in groups]

    def _halves(self, masked: Masked, text: str) -> list[str]:
        """Part what holds several requirements: "X is a must, Y can wait but Z must work"."""
        if len(text) > _LONGEST:
            return [text]
        parts: list[str] = []
        reached = begun = before = 0
        name: str | None = None
        for found in (*_BREAK.finditer(text), None):
            stop = len(text) if found is None else found.start()
            piece = text[begun:stop]
            other = self.quadrant(masked, piece) if _can_stand(piece) else None
            if name is not None and other is not None and other != name:
                parts.append(text[reached:before].strip(_EDGES))
                reached, name = begun, other
            name = name or other
            before = stop
            begun = len(text) if found is None else found.end()
        parts.append(text[reached:].strip(_EDGES))
        return [part for part in parts if part]


def _can_stand(piece: str) -> bool:
    """Tell whether a piece is long enough for a requirement, and hangs on nothing before it."""
    long = len(piece.split()) >= _FEWEST_WORDS or _JAPANESE.search(piece)
    said = folded(piece)
    return bool(long) and not (_GLUE.match(said) or _WITHOUT_IT.search(said))


def _figure(masked: Masked, char: str) -> str:
    fact = masked.fact_of(char)
    return fact.text if fact is not None and fact.type in _FIGURES else char


def _words(masked: Masked, group: Sequence[Clause]) -> str:
    if len(group) == 1:
        return group[0].text
    return masked.text[group[0].start : group[-1].end].strip()


def sections_of(
    requirements: Iterable[tuple[str, str]], headings: Mapping[str, str], nothing: str
) -> tuple[Section, ...]:
    """Put requirements under four headings, an empty quadrant said in words."""
    under: dict[str, list[str]] = {name: [] for name in QUADRANTS}
    for name, text in requirements:
        under[name].append(text)
    return tuple(Section(headings[name], tuple(under[name]) or (nothing,)) for name in QUADRANTS)


def read_quadrants(
    text: str, headings: Mapping[str, str], nothing: str
) -> dict[str, list[str]] | None:
    """Read the quadrants of a text that `sections_of` wrote; None where it is another."""
    sections = {section.heading: section.items for section in read_sections(text)}
    if not set(headings.values()) <= sections.keys():
        return None
    return {
        name: [item for item in sections[headings[name]] if item != nothing] for name in QUADRANTS
    }
