"""Sort requirements into must, should, could and won't."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from tonebridge.domain.message import Language
from tonebridge.language.facts import Masked
from tonebridge.language.lexicon import folded, knowledge
from tonebridge.language.outline.clause import Clause
from tonebridge.language.outline.sections import Section, read_sections

QUADRANTS = ("must", "should", "could", "wont")
_POINTS_BACK = re.compile(
    r"(?:that|this|it|which|these|those)\b|(?:これ|それ|こちら|上記)[はもが]"
)
_GLUE = re.compile(r"(?:not|only|whatever|no|it|its|that|even|just|never)\b")
_BUT = re.compile(r",?\s+(?:but|while|whereas|and)\s+")
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

    def quadrant(self, text: str) -> str | None:
        """Name the quadrant that a masked text speaks of; None where it states no requirement."""
        return self._decided(folded(text[:_LONGEST]))

    def _decide(self, said: str) -> str | None:
        return next((name for rule, name in self._rules if rule.search(said)), None)

    def sort(self, masked: Masked, clauses: Sequence[Clause]) -> list[tuple[str, str]]:
        """Return quadrant and words of each requirement, in order; the rest is left out."""
        found: list[tuple[str, str]] = []
        for unit in self._units(masked, clauses):
            for text in self._halves(unit):
                name = self.quadrant(text)
                if name is not None:
                    found.append((name, text))
        return found

    def _units(self, masked: Masked, clauses: Sequence[Clause]) -> list[str]:
        """Join what says nothing by itself with its neighbour in the same sentence."""
        groups: list[list[Clause]] = []
        for clause in clauses:
            if groups and groups[-1][-1].sentence == clause.sentence:
                alone = self.quadrant(clause.text) is not None
                before = self.quadrant(groups[-1][-1].text) is not None
                if not alone or not before or _POINTS_BACK.match(folded(clause.text)):
                    groups[-1].append(clause)
                    continue
            groups.append([clause])
        return [_words(masked, group) for group in groups]

    def _halves(self, text: str) -> list[str]:
        """Part "X is a must but Y can wait", where each half is a requirement of its own."""
        if len(text) > _LONGEST:
            return [text]
        for found in _BUT.finditer(text):
            left, right = text[: found.start()], text[found.end() :]
            if len(right.split()) < _FEWEST_WORDS or _GLUE.match(folded(right)):
                continue
            names = self.quadrant(left), self.quadrant(right)
            if None not in names and names[0] != names[1]:
                return [left, *self._halves(right)]
        return [text]


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
