"""Check the data files as their readers rely on them, and say what is wrong where.

Pure: texts come in by file name, complaints go out. `tonebridge lexicon check` and a
unit test run it over the files of this package; a linguist runs it over edited copies.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from msgspec import ValidationError, convert
from typing_extensions import override

from tonebridge.domain.message import Language
from tonebridge.language.glossary import LEVELS, Entry
from tonebridge.language.kinds.background import Act, Slot
from tonebridge.language.lexicon import folded, knowledge_names, knowledge_text
from tonebridge.language.pattern_check import wrong_with

OWN = "Apache-2.0"
LONGEST_EXPLANATION = 120
"""Characters; an explanation stands in brackets inside a sentence."""
_ROW = 8
"""A list of at most so many is a row whose places have meanings of their own."""
_CASES = frozenset({"", "any", "exact"})
_CHECKLISTS = frozenset(f"{language.value}_background" for language in Language)
_DOUBTS = frozenset(f"{language.value}_clarify" for language in Language)
_TYPES = re.compile("[A-Z]+")

Data = dict[str, Any]


class Complaint(NamedTuple):
    """What is wrong, and where."""

    file: str
    place: str
    """The keys that lead there, joined by dots; empty for the file as a whole."""
    what: str

    @override
    def __str__(self) -> str:
        return ": ".join(filter(None, self))


def installed() -> dict[str, str]:
    """Return the texts of this package's own data files, by name without `.toml`."""
    return {name: knowledge_text(name) for name in knowledge_names()}


def complaints(texts: Mapping[str, str]) -> tuple[Complaint, ...]:
    """Check files, given by name without `.toml`; an empty result means all is well."""
    read: dict[str, Data] = {}
    found: list[Complaint] = []
    for name, text in sorted(texts.items()):
        try:
            read[name] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:  # a key that stands twice, too
            found.append(Complaint(name, "", str(error)))
    for name, data in read.items():
        found += (Complaint(name, place, what) for place, what in _in_file(name, data))
    found += _in_messages(read)
    return tuple(found)


Wrong = Iterator[tuple[str, str]]


def _in_file(name: str, data: Data) -> Wrong:
    yield from _origin(data)
    yield from _lists(data, "")
    yield from _patterns(data, "", inside=name.endswith("_patterns"))
    if name.startswith("glossary_"):
        yield from _glossary(data)
    elif name in _CHECKLISTS:
        yield from _checklists(data)
    elif name in _DOUBTS:
        yield from _doubts(data)


def _origin(data: Data) -> Wrong:
    for key in ("licence", "source"):
        if not isinstance(data.get(key), str) or not data[key].strip():
            yield key, "say where the file comes from and under which licence"
    if data.get("licence") != OWN and "https://" not in str(data.get("source")):
        yield "source", "what is not our own names the address that it was taken from"


def _lists(value: object, place: str) -> Wrong:
    """Find lists of phrases that hold an empty one; in a short row a place may be empty."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _lists(inner, f"{place}.{key}".lstrip("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _lists(inner, f"{place}[{number}]")
        if len(value) > _ROW and "" in value:
            yield place, "an empty phrase is found everywhere: take it out"


def _patterns(value: object, place: str, *, inside: bool) -> Wrong:
    if isinstance(value, dict):
        for key, inner in value.items():
            here = f"{place}.{key}".lstrip(".")
            if here not in {"licence", "source", "notice"}:
                yield from _patterns(inner, here, inside=inside or key == "patterns")
    elif inside and isinstance(value, str) and (what := wrong_with(value)):
        yield place, what


def _in_messages(read: Mapping[str, Data]) -> Iterator[Complaint]:
    """Every code has words for both readers, and stands in one file."""
    seen: dict[str, str] = {}
    for name, data in read.items():
        if not name.startswith("messages"):
            continue
        for code, words in data.get("codes", {}).items():
            if code in seen:
                yield Complaint(name, f"codes.{code}", f"stands in {seen[code]} too")
            seen[code] = name
            missing = [reader.value for reader in Language if not words.get(reader.value)]
            if missing:
                yield Complaint(name, f"codes.{code}", f"lacks words in {' and '.join(missing)}")


def _glossary(data: Data) -> Wrong:
    spellings: dict[str, str] = {}
    for section in LEVELS:
        for term, raw in data.get(section, {}).items():
            place = f"{section}.{term}"
            try:
                entry = convert(raw, Entry)
            except ValidationError as error:
                yield place, str(error)
                continue
            yield from ((place, what) for what in _wrong_with_entry(term, entry))
            for spelling in map(folded, (term, *entry.also)):
                if spelling in spellings:
                    yield place, f"{spelling!r} is a spelling of {spellings[spelling]} too"
                spellings[spelling] = place


def _wrong_with_entry(term: str, entry: Entry) -> Iterator[str]:
    wordings = [entry.noun, entry.verb, entry.adjective, entry.suru]
    if not term.strip() or not entry.explain.strip():
        yield "a term and its explanation are needed"
    if not any(wordings):
        yield "give a noun, verb, adjective or suru to put in its place"
    if entry.plural and not entry.noun:
        yield "a plural needs its noun"
    if entry.case not in _CASES:
        yield f"case is any or exact, not {entry.case!r}"
    if len(entry.explain) > LONGEST_EXPLANATION:
        yield f"the explanation has {len(entry.explain)} characters; {LONGEST_EXPLANATION} at most"
    if any(mark in entry.explain for mark in "()（）"):
        yield "the explanation stands in brackets: it must hold none"
    if any(re.search(rf"\b{re.escape(term)}\b", wording) for wording in wordings):
        yield "the plain wording repeats the term"


def _checklists(data: Data) -> Wrong:
    try:
        acts = convert(data["acts"], tuple[Act, ...])
        slots = convert(data["slots"], dict[str, Slot])
    except (KeyError, ValidationError) as error:
        yield "", str(error)
        return
    if not data.get("heading"):
        yield "heading", "the questions need a heading"
    names = [act.name for act in acts]
    yield from ((f"acts.{name}", "stands twice") for name in names if names.count(name) > 1)
    for name, slot in slots.items():
        yield from (
            (f"slots.{name}", f"{kind!r} is no type of fact")
            for kind in slot.facts
            if not _TYPES.fullmatch(kind)
        )
    for act in acts:
        for each in act.ask:
            if each.slot not in slots:
                yield f"acts.{act.name}", f"there is no slot {each.slot!r}"
            if not each.question.strip():
                yield f"acts.{act.name}", "an empty question"


def _doubts(data: Data) -> Wrong:
    for number, doubt in enumerate(data.get("doubts", [])):
        place = f"doubts[{number}]"
        if "{words}" not in doubt.get("question", ""):
            yield place, "the question must name the {words} that raise it"
        if not doubt.get("words") and not doubt.get("before_noun"):
            yield place, "words or before_noun are needed"
        strangers = set(doubt.get("strong", [])) - set(doubt.get("before_noun", []))
        if strangers:
            yield place, f"not in before_noun: {', '.join(sorted(strangers))}"
