"""Terminology: say what technical terms mean, or put plain words in their place.

The tenant's own terms come first, at every intensity; the built-in glossary adds its
terms by level. In `explain` mode a term is explained once a message, where it is first
met; in `replace` mode each place is reworded. Code, addresses and quotations stay.
"""

from collections.abc import Callable, Iterable, Iterator

from tonebridge.domain.message import Intensity, Language, Message, TermMode
from tonebridge.domain.transform import Change, Draft
from tonebridge.language import glossary
from tonebridge.language.en import terms as english
from tonebridge.language.facts import Masked
from tonebridge.language.glossary import Found
from tonebridge.language.guard import BOUNDS, judge
from tonebridge.language.ja import terms as japanese

NOTHING_TO_EXPLAIN = "nothing_to_explain"
INTENSITY_NONE = "intensity_none"
GUARD_REFUSED = "guard_refused"
JARGON = "jargon"
EXPLAIN_TERM = "explain_term"
REPLACE_TERM = "replace_term"

_BRACKETS = {Language.EN: (" (", ")"), Language.JA: ("（", "）")}
_TIMES = frozenset({"DEADLINE", "PAST"})
_CLOSING = {"(": ")", "（": "）", "[": "]", "［": "］"}


def transform(message: Message, masked: Masked) -> Draft:
    """Explain or replace; what the guard refuses is tried again with own terms alone.

    `details` lists the `terms` that were met, each with its plain wording.
    """
    facts = tuple(fact.text for fact in masked.all_facts())
    if message.intensity is Intensity.NONE:
        return _unchanged(message, facts, INTENSITY_NONE)
    found = _outside_explanations(
        message.text,
        [
            each
            for each in glossary.find(message.terms, masked, message.language)
            if each.known.own
            or (each.known.level <= message.intensity and not _sets_a_time(each, masked))
        ],
    )
    reason = NOTHING_TO_EXPLAIN
    for chosen in (found, [each for each in found if each.known.own]):
        changes = tuple(_work(message)(message, chosen))
        if not changes:
            break
        text = _applied(message.text, changes)
        if not judge(message, text, masked=masked):
            return Draft(
                text=text,
                changes=changes,
                facts=facts,
                details={"terms": _met(chosen, message.mode)},
            )
        reason = GUARD_REFUSED
    return _unchanged(message, facts, reason)


def _unchanged(message: Message, facts: tuple[str, ...], reason: str) -> Draft:
    return Draft(text=message.text, facts=facts, details={"terms": [], "unchanged": reason})


def _work(message: Message) -> Callable[[Message, list[Found]], Iterator[Change]]:
    return _explained if message.mode is TermMode.EXPLAIN else _replaced


def _sets_a_time(found: Found, masked: Masked) -> bool:
    """Tell whether a term is part of a deadline: next sprint."""
    return any(
        fact.type in _TIMES and fact.start < found.end and found.start < fact.end
        for fact in masked.noted
    )


def _outside_explanations(text: str, found: Iterable[Found]) -> list[Found]:
    """Leave out terms that stand in the brackets which explain another one."""
    kept: list[Found] = []
    closed = 0
    for each in found:
        if each.start < closed:
            continue
        kept.append(each)
        rest = text[each.end : each.end + 2].lstrip(" ")[:1]
        if rest in _CLOSING:
            closing = text.find(_CLOSING[rest], each.end)
            closed = len(text) if closing < 0 else closing
    return kept


def _explained(message: Message, found: list[Found]) -> Iterator[Change]:
    text = message.text
    opening, closing = _BRACKETS[message.language]
    bounds = BOUNDS[message.kind]
    explain = _explaining(message.language)
    brackets = {each: f"{opening}{explain(text, each)}{closing}" for each in found}
    there = sum(len(words) for each, words in brackets.items() if text.startswith(words, each.end))
    length = len(text) - there
    room = max(int((bounds.most - 1) * length), bounds.spare) - there
    explained: set[str] = set()
    for each, words in brackets.items():
        term = each.known.term
        end = each.end + (2 if text.startswith(("'s ", "’s "), each.end) else 0)
        if text[end : end + 2].lstrip(" ")[:1] in _CLOSING:
            explained.add(term)
        if term in explained or each.known.entry.explain in text[each.end :] or len(words) > room:
            continue
        room -= len(words)
        explained.add(term)
        yield Change(
            start=end, end=end, before="", after=words, reason=JARGON, strategy=EXPLAIN_TERM
        )


def _replaced(message: Message, found: list[Found]) -> Iterator[Change]:
    text = message.text
    fit = _fitting(message.language)
    reached = 0
    for each in found:
        start, end, after = fit(text, each)
        if start < reached or text[start:end] == after:
            continue
        reached = end
        yield Change(
            start=start,
            end=end,
            before=text[start:end],
            after=after,
            reason=JARGON,
            strategy=REPLACE_TERM,
        )


def _explaining(language: Language) -> Callable[[str, Found], str]:
    return english.explanation if language is Language.EN else _as_listed


def _as_listed(_text: str, found: Found) -> str:
    return found.known.entry.explain


def _fitting(language: Language) -> Callable[[str, Found], tuple[int, int, str]]:
    return english.fitted if language is Language.EN else japanese.fitted


def _applied(text: str, changes: Iterable[Change]) -> str:
    pieces: list[str] = []
    reached = 0
    for change in changes:
        pieces += (text[reached : change.start], change.after)
        reached = change.end
    return "".join([*pieces, text[reached:]])


def _met(found: Iterable[Found], mode: TermMode) -> list[dict[str, str]]:
    plain: dict[str, str] = {}
    for each in found:
        entry = each.known.entry
        wording = entry.noun or entry.verb or entry.adjective or entry.suru
        plain.setdefault(each.known.term, entry.explain if mode is TermMode.EXPLAIN else wording)
    return [{"term": term, "plain": words} for term, words in plain.items()]
