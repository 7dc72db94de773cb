"""The check after a provider answered, the same for every provider. Pure.

It compares an answer with its message and returns what is wrong as codes; how to react
(repair, replace) is the caller's affair.
"""

import re
from collections import Counter
from typing import NamedTuple

from tonebridge.domain.message import Kind, Language, Message, TermMode
from tonebridge.language import glossary
from tonebridge.language.detect import language_of
from tonebridge.language.facts import Fact, Masked, mask
from tonebridge.language.lexicon import folded, knowledge, marked
from tonebridge.language.tongues import tongue_of

FACT_LOST = "fact_lost"
FACT_INVENTED = "fact_invented"
NEGATION_LOST = "negation_lost"
CONDITION_LOST = "condition_lost"
LANGUAGE_CHANGED = "language_changed"
TOO_SHORT = "too_short"
TOO_LONG = "too_long"
RUDE_LEFT = "rude_left"
META_TEXT = "meta_text"
LESS_POLITE = "less_polite"
TERM_LEFT = "term_left"
TERM_UNEXPLAINED = "term_unexplained"

VIOLATIONS = (
    FACT_LOST,
    FACT_INVENTED,
    NEGATION_LOST,
    CONDITION_LOST,
    LANGUAGE_CHANGED,
    TOO_SHORT,
    TOO_LONG,
    RUDE_LEFT,
    META_TEXT,
    LESS_POLITE,
    TERM_LEFT,
    TERM_UNEXPLAINED,
)


class Bounds(NamedTuple):
    """How long an answer may be, as a ratio to the message, in characters."""

    least: float
    most: float
    spare: int
    """Characters that are allowed beside either ratio, for short messages."""


BOUNDS: dict[Kind, Bounds] = {
    Kind.SOFTEN: Bounds(0.5, 2.2, 60),
    Kind.CLARIFY: Bounds(0.35, 2.0, 300),
    Kind.STRUCTURE: Bounds(0.7, 1.6, 80),
    Kind.SUMMARIZE: Bounds(0.0, 1.0, 20),
    Kind.TERMINOLOGY: Bounds(0.5, 3.2, 200),
    Kind.REQUIREMENTS: Bounds(0.4, 1.6, 120),
    Kind.BACKGROUND: Bounds(1.0, 1.0, 500),
    Kind.PRIORITY: Bounds(1.0, 1.0, 0),
}
_SUMMARY_MOST = {Language.EN: 0.65, Language.JA: 0.80}
_SUMMARY_SHORT = 200
_TERSE = frozenset({Kind.SUMMARIZE, Kind.REQUIREMENTS})
"""Kinds whose answer may leave facts out."""
_ADDING = frozenset({Kind.TERMINOLOGY, Kind.BACKGROUND})
"""Kinds whose answer may say more than the message does."""


def judge(message: Message, draft_text: str, *, masked: Masked | None = None) -> tuple[str, ...]:
    """Return the codes of what is wrong with an answer, in the order of `VIOLATIONS`.

    `masked` is the message's own mask, where the caller has it already.
    """
    if draft_text == message.text and message.kind in {Kind.SOFTEN, Kind.PRIORITY}:
        return ()
    source = masked or mask(message.text)
    draft = mask(draft_text)
    found = {
        *_facts(message, source, draft),
        *_logic(message, source, draft),
        *_length(message, draft_text),
        *_meta(source, draft),
        *_terms(message, draft_text),
    }
    if draft.text.strip() and language_of(draft) != language_of(source):
        found.add(LANGUAGE_CHANGED)
    elif not found:
        found |= _manner(message, source, draft)
    return tuple(code for code in VIOLATIONS if code in found)


def _facts(message: Message, source: Masked, draft: Masked) -> set[str]:
    found = set()
    had = Counter(fact.text for fact in source.facts)
    has = Counter(fact.text for fact in draft.facts if not _numbers_an_item(draft.source, fact))
    if message.kind not in _TERSE:
        lost = [text for text, count in (had - has).items() if draft.source.count(text) < count]
        answer = _said(draft)
        lost += [fact.text for fact in _kept(source) if folded(fact.text) not in answer]
        lost += [span for span in _SPELLED_OUT.findall(folded(source.text)) if span not in answer]
        if any(not _reworded(message, text) for text in lost):
            found.add(FACT_LOST)
    if message.kind not in _ADDING:
        said = _said(source)
        extra = (has - had) if message.kind not in _TERSE else Counter(has.keys() - had.keys())
        new_names = (fact.text for fact in draft.noted if fact.type in {"DEADLINE", "PERSON"})
        if any(
            source.source.count(text) < has[text]
            and not _quotes(text, said, draft)
            and not _in_full(text, said)
            for text in extra
        ) or any(folded(text) not in said and not _in_full(text, said) for text in new_names):
            found.add(FACT_INVENTED)
    return found


_SPELLED_OUT = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    r"fifty|sixty|ninety) (?:hours|days|weeks|months|years)\b"
)
"""A span of time in words is a fact like one in figures."""


def _numbers_an_item(text: str, fact: Fact) -> bool:
    """Tell whether a number only counts the items of a list: `2. Open settings`."""
    return (
        fact.type == "NUMBER"
        and text[fact.end : fact.end + 2] == ". "
        and (fact.start == 0 or text[fact.start - 1] == "\n")
    )


def _reworded(message: Message, text: str) -> bool:
    """Tell whether a fact is a term that was to be replaced, or part of one."""
    return (
        message.kind is Kind.TERMINOLOGY
        and message.mode is TermMode.REPLACE
        and (glossary.covers(message.terms, text) or glossary.is_term(text, message.language))
    )


def _quotes(text: str, said: str, draft: Masked) -> bool:
    """Tell whether a quotation repeats words of the text, as a question about them does."""
    words = folded(text[1:-1])
    return text[0] in _QUOTES and (words in said or words in folded(draft.text))


def _in_full(text: str, said: str) -> bool:
    """Tell whether an amount is one of the text with its unit in full: 2 wks, 2 weeks."""
    number, _, unit = folded(text).rpartition(" ")
    return any(
        re.search(rf"(?<!\S){re.escape(number)} ?{short}\b", said) is not None
        for short in _UNITS.get(unit, "").split()
    )


_QUOTES = frozenset('「『“"')
_DEADLINE_GROUPS = {
    word: " ".join(group) for group in knowledge("deadlines")["same"]["groups"] for word in group
}


def _said(masked: Masked) -> str:
    """Return the folded text and, after it, other names of the deadlines in it."""
    others = {
        _DEADLINE_GROUPS[word]
        for fact in masked.noted
        if (word := folded(fact.text)) in _DEADLINE_GROUPS
    }
    return " ".join([folded(masked.source), *sorted(others)])


def _kept(source: Masked) -> list[Fact]:
    return [fact for fact in source.noted if fact.type != "PAST"]


_WORDS = knowledge("guard")
_UNITS: dict[str, str] = _WORDS["units"]
_NEGATORS = {language: marked(_WORDS["negators"][language]) for language in Language}
_IDLE = {language: marked(_WORDS["idle_negators"][language]) for language in Language}
_BANS = {language: marked(_WORDS["bans"][language]) for language in Language}
_AFTER_BAN = frozenset(_WORDS["bans"]["followed_by"])
_CONDITIONS = {
    language: tuple(
        (marked(rule["said"]), marked(rule["kept"])) for rule in _WORDS["conditions"][language]
    )
    for language in Language
}
_META = marked(_WORDS["meta"]["phrases"])
_SENTENCE_END = re.compile(
    r"[.!?。！？\n](?<!\bM[rs][^\n])(?<!\bDr[^\n])(?<!\bMrs[^\n])"
    r"[.!?。！？\n]*(?=\s|\Z|[^\x00-\x7f])|\n"
)
_JSON_LEFT = re.compile(r'^\s*\{\s*"[a-z_]+"\s*:|⟦|⟧')


def _denies(text: str, language: Language) -> int:
    """Count the negators of folded text that do deny something."""
    bans = _BANS[language].find(text)
    negators = _NEGATORS[language].find(text) + [
        hit for hit in bans if hit.end == len(text) or text[hit.end] in _AFTER_BAN
    ]
    if not negators:
        return 0
    idle = _IDLE[language].find(text)
    return sum(
        not any(hit.start < other.end and other.start < hit.end for other in idle)
        for hit in negators
    )


def _means_denial(text: str, language: Language) -> bool:
    """Tell whether a text denies something beside its hostility."""
    return _denies(folded(tongue_of(language).substance(text)), language) > 0


def _logic(message: Message, source: Masked, draft: Masked) -> set[str]:
    if message.kind is Kind.SUMMARIZE:
        return set()
    found = set()
    language = message.language
    before, after = folded(source.text), folded(draft.text)
    denied = _denies(before, language)
    if denied and not _denies(after, language):
        if _means_denial(source.text, language):
            found.add(NEGATION_LOST)
    elif denied:
        olds, news = _sentences(source.text), _sentences(draft.text)
        if len(olds) == len(news) > 1 and any(
            old != news[place]
            and _denies(folded(old), language)
            and not _denies(folded(_likest(old, news, place)), language)
            and _means_denial(old, language)
            for place, old in enumerate(olds)
        ):
            found.add(NEGATION_LOST)
    if any(said.has(before) and not kept.has(after) for said, kept in _CONDITIONS[language]):
        found.add(CONDITION_LOST)
    return found


_BESIDE = 2
"""How far from its place a sentence is looked for in an answer."""


def _likest(old: str, news: list[str], place: int) -> str:
    """Return what became of a sentence: the one near its place with most of its words."""
    words = set(folded(old).split())
    near = range(max(0, place - _BESIDE), min(len(news), place + _BESIDE + 1))
    best = max(
        near, key=lambda new: (len(words.intersection(folded(news[new]).split())), new == place)
    )
    return news[best]


def _sentences(text: str) -> list[str]:
    return [part for part in _SENTENCE_END.split(text) if part.strip()]


def _length(message: Message, draft_text: str) -> set[str]:
    had, has = len(message.text), len(draft_text)
    least, most, spare = BOUNDS[message.kind]
    if message.kind is Kind.SUMMARIZE and had >= _SUMMARY_SHORT:
        most, spare = _SUMMARY_MOST[message.language], 0
    if not draft_text.strip() and message.text.strip():
        return {TOO_SHORT}
    if has < least * had - (spare if message.kind is Kind.SOFTEN else 0):
        return {TOO_SHORT}
    if has > max(most * had, had + spare):
        return {TOO_LONG}
    return set()


def _meta(source: Masked, draft: Masked) -> set[str]:
    said = folded(source.source)
    answer = folded(draft.source)
    spoken = any(said.find(answer[hit.start : hit.end]) < 0 for hit in _META.find(answer))
    left = _JSON_LEFT.search(draft.source)
    return {META_TEXT} if spoken or (left and left[0] not in source.source) else set()


def _terms(message: Message, draft_text: str) -> set[str]:
    """In `terminology` the tenant's terms are reworded or explained."""
    if not message.terms or message.kind is not Kind.TERMINOLOGY:
        return set()
    found = set()
    masked = mask(draft_text)
    seen = {hit.known.term: hit for hit in reversed(glossary.find_own(message.terms, masked))}
    for term in message.terms:
        hit = seen.get(term.term)
        if hit is None:
            continue
        if message.mode is TermMode.REPLACE:
            if term.term not in term.plain:
                found.add(TERM_LEFT)
        elif term.plain not in draft_text[hit.end :]:
            found.add(TERM_UNEXPLAINED)
    return found


def _manner(message: Message, source: Masked, draft: Masked) -> set[str]:
    """Only soften promises a gain; any other kind may be as rough as its message."""
    if message.kind is not Kind.SOFTEN:
        return set()
    tongue = tongue_of(message.language)
    before, after = tongue.manner(source), tongue.manner(draft)
    found = set()
    if after.rude:
        found.add(RUDE_LEFT)
    if after.politeness < before.politeness:
        found.add(LESS_POLITE)
    return found
