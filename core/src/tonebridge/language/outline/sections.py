"""Sections: headings with items below, as text and back."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from tonebridge.domain.message import Language
from tonebridge.language.facts import MASK_CLASS

ITEM_MARKS = {Language.EN: "- ", Language.JA: "・"}


class Section(Struct, frozen=True):
    """A heading and its items, in order."""

    heading: str
    items: tuple[str, ...]


_HEADING = re.compile(r"#{1,4} \S|\*\*[^*\n]+\*\*:?\s*$|【[^】\n]+】\s*$|■|●")
_ITEM = re.compile(rf"[ \t]*(?:[-*•・▪◦][ \t]?\S|[0-9０-９{MASK_CLASS}]{{1,2}}[.)．、）][ \t]*\S)")
_MARK = re.compile(r"[ \t]*(?:[-*•・▪◦]|[0-9０-９]{1,2}[.)．、）])[ \t]*")
_MOSTLY = 0.6
_LEAST_LINES = 3


def is_structured(text: str) -> bool:
    """Tell whether a text is laid out with headings or as a list already."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < _LEAST_LINES:
        return False
    headings = sum(bool(_HEADING.match(line)) for line in lines)
    items = sum(bool(_ITEM.match(line)) for line in lines)
    return (headings > 0 and items > 0) or items >= _MOSTLY * len(lines)


def read_sections(text: str) -> tuple[Section, ...]:
    """Read the sections of a text that has them; what stands before the first is left out."""
    sections: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if _HEADING.match(line):
            sections.append((line.strip("#*【】■●: \t"), []))
        elif sections and line.strip():
            sections[-1][1].append(_MARK.sub("", line, count=1).strip())
    return tuple(Section(heading, tuple(items)) for heading, items in sections)


def render(
    sections: Iterable[Section],
    frame: str,
    mark: str,
    *,
    numbered: frozenset[str] = frozenset(),
) -> str:
    """Write sections out; `frame` holds `{}` for the heading, `mark` opens an item."""
    lines: list[str] = []
    for section in sections:
        lines.append(frame.format(section.heading))
        for place, item in enumerate(section.items, 1):
            lines.append((f"{place}. " if section.heading in numbered else mark) + item)
    return "\n".join(lines)


def gathered(items: Iterable[tuple[str, str]], headings: Mapping[str, str]) -> tuple[Section, ...]:
    """Put items, given as section and text, under their headings in the headings' order."""
    under: dict[str, list[str]] = {name: [] for name in headings}
    for name, text in items:
        under[name].append(text)
    return tuple(Section(headings[name], tuple(texts)) for name, texts in under.items() if texts)
