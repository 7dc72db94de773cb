"""Find the section of each clause of a message: by its cues, its label, its neighbours."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from tonebridge.domain.message import Language
from tonebridge.language.facts import Masked
from tonebridge.language.lexicon import folded, knowledge
from tonebridge.language.outline.clause import Clause, day_words, typed
from tonebridge.language.outline.cues import Cues, strongest

FALLBACK = "situation"
_GO_ON = frozenset(
    {"steps", "decided", "open", "conditions", "options", "request", "schedule", "changes", "goal"}
)
"""Sections that a clause without any cue goes on with, inside one sentence."""
_OPENINGS = ("steps to reproduce ", "to reproduce ")
"""Labels that need no colon."""
_STRONG, _ENOUGH = 3, 2
_LONGEST = 400
"""Characters of a clause that are looked at, so that time stays linear."""
_LONGEST_LABEL = 24
_FEW = 2


class Placed(Struct, frozen=True):
    """A clause's section and the words to write there."""

    section: str
    clause: Clause
    text: str


class Outline:
    """One language's sections."""

    def __init__(self, language: Language) -> None:
        words = knowledge(f"{language.value}_sections")
        self.headings: dict[str, str] = words["headings"]
        self._order = {name: place for place, name in enumerate(self.headings)}
        self._cues = Cues(words["cues"])
        self._labels = {
            folded(label): name for name, labels in words["labels"].items() for label in labels
        }

    def place(self, masked: Masked, clauses: Sequence[Clause]) -> list[Placed]:
        """Give each clause its section, in the order of the text."""
        days = day_words(masked)
        texts = [self._labelled(masked, clause.text, days) for clause in clauses]
        weighed = [self._cues.weigh(typed(masked, text[:_LONGEST], days)) for _, text in texts]
        self._settle(weighed)
        placed: list[Placed] = []
        announced: str | None = None
        for clause, (label, text), points in zip(clauses, texts, weighed, strict=True):
            best = strongest(points, self._order)
            if placed and best is not None and points.get(placed[-1].section) == points[best]:
                best = placed[-1].section
            worth = points[best] if best is not None else 0
            if label is not None:
                section = announced = label
            elif announced is not None and worth < _STRONG:
                section = announced
            elif best is not None and worth >= _ENOUGH:
                section, announced = best, None
            else:
                section = self._beside(placed, clause)
            placed.append(Placed(section, clause, text))
        return placed

    def _beside(self, placed: Sequence[Placed], clause: Clause) -> str:
        """Name the section of a clause that no cue speaks for."""
        if (
            placed
            and placed[-1].section in _GO_ON
            and placed[-1].clause.sentence == clause.sentence
        ):
            return placed[-1].section
        return FALLBACK

    def _labelled(self, masked: Masked, text: str, days: Iterable[str]) -> tuple[str | None, str]:
        """Read `Open: who tells them` as its label and the rest.

        A label that holds a fact (`agreed today:`) stays in the text.
        """
        for colon in (":", "："):
            before, found, after = text.partition(colon)
            if found and after.strip() and len(before) <= _LONGEST_LABEL:
                said = folded(before.strip())
                name = self._labels.get(said)
                if name is not None:
                    return name, after.strip()
                name = self._labels.get(typed(masked, said, days).split(" <")[0])
                if name is not None:
                    return name, text
        opening = next((each for each in _OPENINGS if folded(text).startswith(each)), None)
        if opening is not None:
            return self._labels[opening.strip()], text[len(opening) :]
        return None, text

    def _settle(self, weighed: list[dict[str, int]]) -> None:
        """A single time makes no timeline, a single click no steps."""
        for section in ("timeline", "steps"):
            if sum(section in points for points in weighed) < _FEW:
                for points in weighed:
                    points.pop(section, None)
        if sum("timeline" in points for points in weighed) >= _FEW:
            for points in weighed:
                if "timeline" in points:
                    points["timeline"] += 2 * _STRONG
