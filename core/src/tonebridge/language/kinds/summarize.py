"""Summarize: what a reader must know, in the message's own words."""

import re
from collections.abc import Callable, Sequence

from tonebridge.domain.message import Intensity, Language, Message
from tonebridge.domain.transform import Draft
from tonebridge.language.en.summary import points as english_points
from tonebridge.language.facts import MASK_CLASS, Masked
from tonebridge.language.guard import judge
from tonebridge.language.ja.summary import points as japanese_points
from tonebridge.language.outline.clause import in_words
from tonebridge.language.outline.points import Point, chosen
from tonebridge.language.outline.sections import ITEM_MARKS, is_structured
from tonebridge.language.rewriting import applied, changes
from tonebridge.language.tongue import Edit

INTENSITY_NONE = "intensity_none"
NOTHING_TO_SHORTEN = "nothing_to_shorten"
GUARD_REFUSED = "guard_refused"

_POINTS = {Language.EN: english_points, Language.JA: japanese_points}
_LAYOUTS = {
    Language.EN: ((0.65, ITEM_MARKS[Language.EN]), (0.65, "")),
    Language.JA: tuple((ratio, ITEM_MARKS[Language.JA]) for ratio in (0.70, 0.75, 0.80)),
}
"""How long a summary may be, as a ratio to its message, and how its points are marked; the
next where a point of worth were lost otherwise. No ratio is more than the guard allows."""


_STOPPED = re.compile(rf"[^{MASK_CLASS}][.!。]\s*$")
"""A stop at a line's end, other than the one that stays behind an address."""


def transform(message: Message, masked: Masked) -> Draft:
    """Keep decisions, deadlines, facts and negations; leave out greetings and small talk.

    Nothing is put in other words, so nothing can be made up. A text that is one point
    comes back as it was, and `details` says why under `unchanged`.
    """
    facts = tuple(fact.text for fact in masked.all_facts())

    def same(reason: str) -> Draft:
        return Draft(text=message.text, facts=facts, details={"points": [], "unchanged": reason})

    if message.intensity is Intensity.NONE:
        return same(INTENSITY_NONE)
    points = _POINTS[message.language](masked)

    def length(form: str) -> int:
        return len(in_words(masked, form))

    said, mark = _laid_out(message, points, length)
    edits = _edits(masked, points, said, mark)
    text = applied(masked, edits)
    if len(points) < 2 or _is_short_already(masked.text) or len(text) >= len(message.text):  # noqa: PLR2004
        return same(NOTHING_TO_SHORTEN)
    if judge(message, text, masked=masked):
        return same(GUARD_REFUSED)
    return Draft(
        text=text,
        changes=changes(masked, edits),
        facts=facts,
        details={"points": [in_words(masked, form) for form in said if form is not None]},
    )


def _is_short_already(text: str) -> bool:
    """Tell whether a text is laid out, or is a summary whose points are lines without a stop."""
    lines = [line for line in text.splitlines() if line.strip()]
    bare = len(lines) > 1 and not any(_STOPPED.search(line) for line in lines)
    return bare or is_structured(text)


def _laid_out(
    message: Message, points: Sequence[Point], length: Callable[[str], int]
) -> tuple[list[str | None], str]:
    """Choose what is said in the first layout that loses nothing, or in the one that says most."""
    best: list[str | None] = []
    best_mark, best_worth = "", -1.0
    for ratio, mark in _LAYOUTS[message.language]:
        room = int(ratio * len(message.text))
        said = chosen(points, room, cost=len(mark) + 1, length=length)
        worth = sum(
            point.worth for form, point in zip(said, points, strict=True) if form is not None
        )
        if worth > best_worth:
            best, best_mark, best_worth = said, mark, worth
        if not _loses(points, said):
            break
    return best, best_mark


def _loses(points: Sequence[Point], said: Sequence[str | None]) -> bool:
    """Tell whether a point that tells a fact is left out."""
    return any(form is None and point.worth > 1 for form, point in zip(said, points, strict=True))


def _edits(
    masked: Masked, points: Sequence[Point], said: Sequence[str | None], mark: str
) -> tuple[Edit, ...]:
    """Tell line by line what became of each sentence."""
    edits: list[Edit] = []
    reached, lead = 0, mark
    for place, (point, form) in enumerate(zip(points, said, strict=True)):
        end = len(masked.text) if place == len(points) - 1 else points[place + 1].start
        after = "" if form is None else lead + form
        if form is not None:
            lead = "\n" + mark
            reason, strategy = "wordy", "key_points"
        else:
            reason = "small_talk" if point.worth <= 0 else "minor_point"
            strategy = "leave_out"
        edits.append(Edit(start=reached, end=end, after=after, reason=reason, strategy=strategy))
        reached = end
    return tuple(edits)
