"""Cues: which words speak for which section, and how strongly."""

import re
from collections.abc import Mapping
from typing import Any

from tonebridge.language.lexicon import Lexicon

_STRONG, _WEAK = 3, 1


class Cues:
    """Weighs a clause, as `typed`, by the phrases and patterns of a data file."""

    def __init__(self, sections: Mapping[str, Mapping[str, Any]]) -> None:
        """Take lists by section: `strong`, `weak` (phrases), `start`, `end`, `patterns`."""
        phrases: dict[str, tuple[tuple[str, int], ...]] = {}
        self._patterns: list[tuple[re.Pattern[str], str]] = []
        self._starts: list[tuple[str, str]] = []
        self._ends: list[tuple[tuple[str, ...], str]] = []
        for name, lists in sections.items():
            for strength, points in (("strong", _STRONG), ("weak", _WEAK)):
                for phrase in lists.get(strength, ()):
                    phrases[phrase] = (*phrases.get(phrase, ()), (name, points))
            self._starts += [(phrase, name) for phrase in lists.get("start", ())]
            self._ends.append((tuple(lists.get("end", ())), name))
            self._patterns += [(re.compile(each), name) for each in lists.get("patterns", ())]
        self._lexicon = Lexicon(phrases)

    def weigh(self, text: str) -> dict[str, int]:
        """Return points by section for a clause; what nothing speaks for is absent."""
        points: dict[str, int] = {}
        for hit in self._lexicon.find(text):
            for name, worth in hit.value:
                points[name] = points.get(name, 0) + worth
        for phrase, name in self._starts:
            if text.startswith(phrase):
                points[name] = points.get(name, 0) + _STRONG
        for endings, name in self._ends:
            if endings and text.endswith(endings):
                points[name] = points.get(name, 0) + _STRONG
        for pattern, name in self._patterns:
            if pattern.search(text):
                points[name] = points.get(name, 0) + _STRONG
        return points


def strongest(points: Mapping[str, int], order: Mapping[str, int]) -> str | None:
    """Name the section that most speaks for; the one that `order` puts first wins a tie."""
    if not points:
        return None
    return min(points, key=lambda name: (-points[name], order[name]))
