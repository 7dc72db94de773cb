"""Structure: the same words under headings, so that a reader finds what is asked and by when."""

from collections.abc import Iterable
from functools import cache

from tonebridge.domain.message import Intensity, Language, Message
from tonebridge.domain.transform import Change, Draft
from tonebridge.language.en.clauses import clauses as english_clauses
from tonebridge.language.en.clauses import is_greeting as greets_in_english
from tonebridge.language.en.courtesy import closes as closes_in_english
from tonebridge.language.facts import Masked
from tonebridge.language.guard import judge
from tonebridge.language.ja.clauses import clauses as japanese_clauses
from tonebridge.language.ja.courtesy import closes as closes_in_japanese
from tonebridge.language.ja.courtesy import greets as greets_in_japanese
from tonebridge.language.ja.courtesy import signs
from tonebridge.language.lexicon import folded
from tonebridge.language.outline.clause import in_words
from tonebridge.language.outline.sections import (
    ITEM_MARKS,
    Section,
    gathered,
    is_structured,
    read_sections,
    render,
)
from tonebridge.language.outline.sorting import Outline, Placed

INTENSITY_NONE = "intensity_none"
STRUCTURED_ALREADY = "structured_already"
NOTHING_TO_STRUCTURE = "nothing_to_structure"
GUARD_REFUSED = "guard_refused"

_FRAMES = {Language.EN: "## {}", Language.JA: "【{}】"}
_CLAUSES = {Language.EN: english_clauses, Language.JA: japanese_clauses}
_GREETS = {Language.EN: greets_in_english, Language.JA: greets_in_japanese}
_CLOSES = {Language.EN: closes_in_english, Language.JA: closes_in_japanese}
_FEWEST_ITEMS = 2
_THANKS = ("thanks", "thank you", "many thanks")
_NUMBERED = "steps"


def transform(message: Message, masked: Masked) -> Draft:
    """Put each clause under the heading that it speaks of; nothing is added or left out.

    A text that is laid out already, or that holds one clause alone, comes back as it was,
    and `details` says why under `unchanged`.
    """
    facts = tuple(fact.text for fact in masked.all_facts())

    def same(reason: str) -> Draft:
        sections = read_sections(message.text) if reason == STRUCTURED_ALREADY else ()
        return Draft(
            text=message.text,
            facts=facts,
            details={"sections": _told(sections), "unchanged": reason},
        )

    if message.intensity is Intensity.NONE:
        return same(INTENSITY_NONE)
    if is_structured(masked.text):
        return same(STRUCTURED_ALREADY)
    outline = _outline(message.language)
    found = _CLAUSES[message.language](masked)
    greets, closes = _GREETS[message.language], _CLOSES[message.language]
    first = next(
        (n for n, each in enumerate(found) if not (greets(each.text) or _thanks(each.text))),
        len(found),
    )
    last = len(found)
    if last > first + 1 and message.language is Language.JA and signs(found[-1].text):
        last -= 1
    while last > first + 1 and closes(found[last - 1].text):
        last -= 1
    if last - first < _FEWEST_ITEMS:
        return same(NOTHING_TO_STRUCTURE)
    items = [
        (placed.section, _written(masked, placed, message.language))
        for placed in outline.place(masked, found[first:last])
    ]
    sections = gathered(items, outline.headings)
    lines = [masked.text[: found[first].start].strip()] if first else []
    lines.append(
        render(
            sections,
            _FRAMES[message.language],
            ITEM_MARKS[message.language],
            numbered=frozenset({outline.headings[_NUMBERED]}),
        )
    )
    if last < len(found):
        lines.append(masked.text[found[last].start :].strip())
    text = masked.unmask("\n".join(lines))
    if judge(message, text, masked=masked):
        return same(GUARD_REFUSED)
    return Draft(
        text=text,
        changes=(
            Change(
                start=0,
                end=len(message.text),
                before=message.text,
                after=text,
                reason="structure",
                strategy="sections",
            ),
        ),
        facts=facts,
        details={
            "sections": _told(
                Section(section.heading, tuple(in_words(masked, item) for item in section.items))
                for section in sections
            )
        },
    )


def _thanks(text: str) -> bool:
    """Tell whether a clause only thanks, as an English message may begin."""
    return folded(text).startswith(_THANKS) and closes_in_english(text)


@cache
def _outline(language: Language) -> Outline:
    return Outline(language)


def _written(masked: Masked, placed: Placed, language: Language) -> str:
    text = " ".join(placed.text.split("\n"))
    if language is Language.JA or not text or not text[0].islower():
        return text
    if folded(text).startswith(tuple(folded(fact.text) for fact in masked.noted)):
        return text
    return text[0].upper() + text[1:]


def _told(sections: Iterable[Section]) -> list[dict[str, object]]:
    return [{"heading": section.heading, "items": list(section.items)} for section in sections]
