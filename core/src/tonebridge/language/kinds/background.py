"""Background: keep the message as it is, and ask for what its reader would have to ask.

What a message is about decides on a checklist; what its facts and words answer already
is not asked. The knowledge is in `lexicons/*_background.toml`.
"""

from functools import cache
from typing import NamedTuple

from msgspec import Struct, convert

from tonebridge.domain.message import Intensity, Language, Message
from tonebridge.domain.transform import Change, Draft
from tonebridge.language.facts import Masked
from tonebridge.language.guard import judge
from tonebridge.language.lexicon import Lexicon, folded, grouped, knowledge, marked
from tonebridge.language.questions import appended, asked_already

INFORMATION_MISSING = "information_missing"
ASK_FOR_MISSING = "ask_for_missing"
NOTHING_MISSING = "nothing_missing"
INTENSITY_NONE = "intensity_none"
GUARD_REFUSED = "guard_refused"

MOST_QUESTIONS = {Intensity.LIGHT: 3, Intensity.MEDIUM: 5, Intensity.STRONG: 8}
MOST_ADDED = 500
"""Characters."""


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """One question of a checklist."""

    slot: str
    """What fills it in: the name of a slot."""
    question: str


class Act(Struct, frozen=True, forbid_unknown_fields=True):
    """One sort of message, and what its reader needs to know."""

    name: str
    cues: tuple[str, ...]
    ask: tuple[Question, ...]


class Slot(Struct, frozen=True, forbid_unknown_fields=True):
    """What answers a question: facts of these types, or one of these words."""

    facts: tuple[str, ...]
    words: tuple[str, ...]


class Checklists(NamedTuple):
    """A language's knowledge of what readers need."""

    heading: str
    acts: tuple[Act, ...]
    cues: Lexicon[tuple[str, ...]]
    words: Lexicon[tuple[str, ...]]
    types: dict[str, frozenset[str]]
    """By slot, the fact types that fill it."""
    quiet: Lexicon[bool]


@cache
def checklists(language: Language) -> Checklists:
    """Read a language's checklists, once a process."""
    data = knowledge(f"{language.value}_background")
    acts = convert(data["acts"], tuple[Act, ...])
    slots = convert(data["slots"], dict[str, Slot])
    return Checklists(
        heading=data["heading"],
        acts=acts,
        cues=grouped({act.name: act.cues for act in acts}),
        words=grouped({name: slot.words for name, slot in slots.items()}),
        types={name: frozenset(slot.facts) for name, slot in slots.items()},
        quiet=marked(data["quiet"]),
    )


def transform(message: Message, masked: Masked) -> Draft:
    """Add the questions that are open; the intensity says how many at most.

    `details` lists the `questions`.
    """
    facts = tuple(fact.text for fact in masked.all_facts())
    if message.intensity is Intensity.NONE:
        return _unchanged(message, facts, INTENSITY_NONE)
    lists = checklists(message.language)
    if asked_already(message.text, lists.heading):
        return _unchanged(message, facts, NOTHING_MISSING)
    most = MOST_QUESTIONS[message.intensity]
    added, questions = appended(
        message.text, lists.heading, _open(masked, lists)[:most], most=MOST_ADDED
    )
    if not questions:
        return _unchanged(message, facts, NOTHING_MISSING)
    if judge(message, message.text + added, masked=masked):
        return _unchanged(message, facts, GUARD_REFUSED)
    end = len(message.text)
    change = Change(
        start=end,
        end=end,
        before="",
        after=added,
        reason=INFORMATION_MISSING,
        strategy=ASK_FOR_MISSING,
    )
    return Draft(
        text=message.text + added,
        changes=(change,),
        facts=facts,
        details={"questions": list(questions)},
    )


def _unchanged(message: Message, facts: tuple[str, ...], reason: str) -> Draft:
    return Draft(text=message.text, facts=facts, details={"questions": [], "unchanged": reason})


def _open(masked: Masked, lists: Checklists) -> tuple[str, ...]:
    """Return the questions of the message's act that it leaves open, in order."""
    low = folded(masked.text)
    if not low.strip():
        return ()
    named = {name for group in lists.cues.values(low) for name in group}
    act = next((act for act in lists.acts if act.name in named), None)
    if act is None:
        if lists.quiet.has(low):
            return ()
        act = lists.acts[-1]
    filled = {name for group in lists.words.values(low) for name in group}
    types = {fact.type for fact in masked.all_facts()}
    filled |= {name for name, wanted in lists.types.items() if wanted & types}
    missing = tuple(each for each in act.ask if each.slot not in filled)
    if missing == act.ask[-1:]:  # the least of the questions alone is not worth asking
        return ()
    return tuple(each.question for each in missing)
