"""Apply a tongue's edits to a masked text, and tell them as changes of the source."""

import re
from collections.abc import Iterable

from tonebridge.domain.message import Term
from tonebridge.domain.transform import Change
from tonebridge.language.facts import MASK_CLASS, Masked
from tonebridge.language.glossary import Found, find_own
from tonebridge.language.tongue import Edit


def safe(masked: Masked, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Leave out edits that would drop, double or make up a locked fact, or that overlap."""
    kept: list[Edit] = []
    reached = 0
    for edit in edits:
        before = masked.text[edit.start : edit.end]
        if edit.start >= reached and _masks(before) == _masks(edit.after) and before != edit.after:
            kept.append(edit)
            reached = edit.end
    return tuple(kept)


_MASK = re.compile(f"[{MASK_CLASS}]")


def _masks(text: str) -> list[str]:
    return sorted(_MASK.findall(text))


def sparing(terms: tuple[Term, ...], masked: Masked, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Leave out edits that would change one of the tenant's terms."""
    if not terms:
        return edits
    own = find_own(terms, masked)
    return tuple(edit for edit in edits if not any(_changes(masked, edit, term) for term in own))


def _changes(masked: Masked, edit: Edit, term: Found) -> bool:
    start, end = masked.source_offset(edit.start), masked.source_offset(edit.end)
    words = masked.source[term.start : term.end]
    return start < term.end and term.start < end and words not in masked.unmask(edit.after)


def applied(masked: Masked, edits: Iterable[Edit]) -> str:
    """Return the source as it reads after the edits, facts put back."""
    return masked.unmask(reworded(masked, edits))


def reworded(masked: Masked, edits: Iterable[Edit]) -> str:
    """Return the masked text as it reads after the edits."""
    pieces: list[str] = []
    reached = 0
    for edit in edits:
        pieces += (masked.text[reached : edit.start], edit.after)
        reached = edit.end
    pieces.append(masked.text[reached:])
    return "".join(pieces)


def changes(masked: Masked, edits: Iterable[Edit]) -> tuple[Change, ...]:
    """Tell each edit as a change of the source."""
    told: list[Change] = []
    for edit in edits:
        start = masked.source_offset(edit.start)
        end = start if edit.end == edit.start else masked.source_offset(edit.end)
        told.append(
            Change(
                start=start,
                end=end,
                before=masked.source[start:end],
                after=masked.unmask(edit.after),
                reason=edit.reason,
                strategy=edit.strategy,
            )
        )
    return tuple(told)
