"""Terms that a reader outside the trade may not know, and where they stand in a text.

Two sources: the tenant's own terms, which come with the message, and the built-in
glossaries of `lexicons/`. An own term wins over a built-in one that it overlaps, and
within a source the longest wins. Terms are literals: no character in them is special.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct, convert

from tonebridge.domain.message import Intensity, Language, Term
from tonebridge.language.facts import Fact, Masked
from tonebridge.language.lexicon import Lexicon, folded, knowledge

LEVELS = {"light": Intensity.LIGHT, "medium": Intensity.MEDIUM, "strong": Intensity.STRONG}
"""The sections of a glossary: from which intensity on their terms are explained."""


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """One term of a glossary; the glossary's own head explains the fields."""

    explain: str
    noun: str = ""
    verb: str = ""
    adjective: str = ""
    plural: str = ""
    suru: str = ""
    also: tuple[str, ...] = ()
    case: str = ""


class Known(NamedTuple):
    """One spelling of a term."""

    term: str
    """The term as it stands in its glossary: what all its spellings have in common."""
    entry: Entry
    spelling: str
    forms: frozenset[str]
    """What this spelling can be: `singular`, `plural`, `base`, `third`, `past`, `gerund`."""
    exact: bool
    """It counts in these capitals only."""
    level: Intensity
    own: bool = False
    """The tenant's."""


class Found(NamedTuple):
    """A term at `source[start:end]`."""

    start: int
    end: int
    known: Known


def entries(language: Language) -> dict[str, tuple[Intensity, Entry]]:
    """Read a language's glossary: its terms, each with the intensity that explains it."""
    data = knowledge(f"glossary_{language.value}")
    return {
        term: (level, convert(entry, Entry))
        for section, level in LEVELS.items()
        for term, entry in data[section].items()
    }


def in_capitals(term: str) -> bool:
    """Tell whether a term is an abbreviation, so that IT is not found in `it`."""
    letters = [char for char in term if char.isalpha()]
    return (
        len(letters) > 1
        and all(char.isascii() for char in letters)
        and sum(char.isupper() for char in letters) > 1
        and not any(char.islower() for char in term.rstrip("s"))
    )


@cache
def _built_in(language: Language) -> Lexicon[Known | None]:
    spellings: dict[str, Known | None] = dict.fromkeys(
        knowledge(f"glossary_{language.value}")["never"]["phrases"]
    )
    inflected: dict[str, Known | None] = {}
    for term, (level, entry) in entries(language).items():
        for each in (term, *entry.also):
            exact = entry.case == "exact" or (entry.case != "any" and in_capitals(each))
            for spelling, forms in _forms(language, each, entry).items():
                known = Known(term, entry, spelling, forms, exact, level)
                into = spellings if spelling == each else inflected
                into.setdefault(folded(spelling), known)
    return Lexicon(inflected | spellings)


def _forms(language: Language, term: str, entry: Entry) -> dict[str, frozenset[str]]:
    if language is Language.JA:
        return {term: frozenset({"singular"})}
    from tonebridge.language.en.terms import forms_of  # noqa: PLC0415 - English alone inflects

    return forms_of(term, entry)


@lru_cache(maxsize=64)
def _own(terms: tuple[Term, ...]) -> Lexicon[Known | None]:
    spellings: dict[str, Known | None] = {}
    for term in terms:
        known = Known(
            term.term,
            Entry(explain=term.plain, noun=term.plain),
            term.term,
            frozenset({"singular"}),
            in_capitals(term.term),
            Intensity.LIGHT,
            own=True,
        )
        spellings[folded(term.term)] = known
        if term.term[-1].isascii() and term.term[-1].isalnum() and not term.term.endswith("s"):
            plural = known._replace(spelling=f"{term.term}s", forms=frozenset({"plural"}))
            spellings.setdefault(folded(plural.spelling), plural)
    return Lexicon(spellings)


def find_own(terms: tuple[Term, ...], masked: Masked) -> list[Found]:
    """Return where the tenant's terms stand, outside code, addresses and quotations."""
    return _standing(_own(terms), masked) if terms else []


def find(terms: tuple[Term, ...], masked: Masked, language: Language) -> list[Found]:
    """Return where own and built-in terms stand, in order, never overlapping."""
    own = find_own(terms, masked)
    built_in = _standing(_built_in(language), masked)
    if not own:
        return built_in
    free = [
        found
        for found in built_in
        if not any(found.start < other.end and other.start < found.end for other in own)
    ]
    return sorted((*own, *free))


def is_term(text: str, language: Language) -> bool:
    """Tell whether a text is a term of the built-in glossary, whole."""
    low = folded(text)
    return any(
        hit.start == 0 and hit.end == len(low) and hit.value is not None
        for hit in _built_in(language).find(low)
    )


_FIRM = frozenset(
    ["URL", "EMAIL", "PATH", "QUOTE", "MENTION", "CHANNEL", "EMOJI", "MARK", "TICKET", "IP"]
)
"""Facts that no term is looked for in."""
_WORD = re.compile(r"[A-Za-z0-9_-]+")


def _is_firm(fact: Fact) -> bool:
    return fact.type in _FIRM or (fact.type == "CODE" and not _WORD.fullmatch(fact.text))


def _standing(lexicon: Lexicon[Known | None], masked: Masked) -> list[Found]:
    source = masked.source
    firm = [fact for fact in masked.facts if _is_firm(fact)]
    ends = [fact.end for fact in firm]
    found = []
    for hit in lexicon.find(folded(source)):
        known = hit.value
        if known is None:  # a phrase that only looks like a term
            continue
        if known.exact and source[hit.start : hit.end] != known.spelling:
            continue
        place = bisect_left(ends, hit.start + 1)
        if place < len(firm) and firm[place].start < hit.end:
            continue
        if _stands_alone(source, hit.start, hit.end, own=known.own):
            found.append(Found(hit.start, hit.end, known))
    return found


_KATAKANA = re.compile("[ァ-ヺー]")
_KANJI = re.compile("[一-龠々]")
_SHORT = 2


def _stands_alone(text: str, start: int, end: int, *, own: bool) -> bool:
    """Tell whether a term is no part of a longer word: ラン is in ランチ, 認証 in 認証局."""
    before, after = text[start - 1 : start], text[end : end + 1]
    first, last = text[start], text[end - 1]
    if first.isascii() and (before == "-" or (last.isascii() and after == "-")):
        return False
    if (_KATAKANA.match(first) and _KATAKANA.match(before)) or (
        _KATAKANA.match(last) and _KATAKANA.match(after)
    ):
        return False
    if own:
        return True
    if _KANJI.match(first) and _KANJI.match(before):
        return False
    short = end - start <= _SHORT
    return not (short and _KANJI.match(last) and _KANJI.match(after))


def covers(terms: Sequence[Term], text: str) -> bool:
    """Tell whether a text is, or is part of, one of the tenant's terms."""
    low = folded(text)
    return any(low in folded(term.term) for term in terms)
