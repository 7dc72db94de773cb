"""Requirements: what must, should, could and will not be, each in one quadrant."""

from functools import cache

from tonebridge.domain.message import Intensity, Language, Message
from tonebridge.domain.transform import Change, Draft
from tonebridge.language.en.clauses import clauses as english_clauses
from tonebridge.language.en.clauses import is_greeting
from tonebridge.language.en.courtesy import closes as closes_in_english
from tonebridge.language.facts import Masked
from tonebridge.language.guard import judge
from tonebridge.language.ja.clauses import clauses as japanese_clauses
from tonebridge.language.ja.courtesy import closes as closes_in_japanese
from tonebridge.language.ja.courtesy import greets
from tonebridge.language.outline.clause import in_words
from tonebridge.language.outline.quadrants import QUADRANTS, Moscow, read_quadrants, sections_of
from tonebridge.language.outline.sections import ITEM_MARKS, render

INTENSITY_NONE = "intensity_none"
STRUCTURED_ALREADY = "structured_already"
NO_REQUIREMENT = "no_requirement"
GUARD_REFUSED = "guard_refused"

_CLAUSES = {Language.EN: english_clauses, Language.JA: japanese_clauses}
_NOTHING = {Language.EN: "None", Language.JA: "なし"}


def transform(message: Message, masked: Masked) -> Draft:
    """Sort requirements by how strongly the text wants them; their words stay.

    What states no requirement is left out. A text without one comes back as it was, and
    `details` says why under `unchanged`.
    """
    facts = tuple(fact.text for fact in masked.all_facts())
    moscow = _moscow(message.language)
    nothing = _NOTHING[message.language]

    def same(reason: str, quadrants: dict[str, list[str]]) -> Draft:
        return Draft(
            text=message.text,
            facts=facts,
            details={"quadrants": quadrants, "unchanged": reason},
        )

    if message.intensity is Intensity.NONE:
        return same(INTENSITY_NONE, {name: [] for name in QUADRANTS})
    known = read_quadrants(message.text, moscow.headings, nothing)
    if known is not None:
        return same(STRUCTURED_ALREADY, known)
    clauses = [
        clause
        for clause in _CLAUSES[message.language](masked)
        if not _is_courtesy(clause.text, message.language)
    ]
    found = moscow.sort(masked, clauses)
    quadrants = {
        name: [
            in_words(masked, _flat(text, message.language))
            for quadrant, text in found
            if quadrant == name
        ]
        for name in QUADRANTS
    }
    if not found:
        return same(NO_REQUIREMENT, quadrants)
    items = [(name, _flat(text, message.language)) for name, text in found]
    written = render(
        sections_of(items, moscow.headings, nothing), "## {}", ITEM_MARKS[message.language]
    )
    text = masked.unmask(written)
    if judge(message, text, masked=masked):
        return same(GUARD_REFUSED, quadrants)
    return Draft(
        text=text,
        changes=(
            Change(
                start=0,
                end=len(message.text),
                before=message.text,
                after=text,
                reason="structure",
                strategy="quadrants",
            ),
        ),
        facts=facts,
        details={"quadrants": quadrants},
    )


@cache
def _moscow(language: Language) -> Moscow:
    return Moscow(language)


def _is_courtesy(text: str, language: Language) -> bool:
    if language is Language.EN:
        return is_greeting(text) or closes_in_english(text)
    return greets(text) or closes_in_japanese(text)


def _flat(text: str, language: Language) -> str:
    text = " ".join(text.split())
    return text if language is Language.JA else text[:1].upper() + text[1:]
