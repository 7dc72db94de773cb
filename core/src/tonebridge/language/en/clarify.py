"""Say the same in plainer English: shorthand in full, long-winded phrases short, acts as verbs."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tonebridge.domain.message import Intensity
from tonebridge.language.en import nominal
from tonebridge.language.en.grammar import lower_first, upper_first
from tonebridge.language.en.sentences import LONGEST, Sentence, split
from tonebridge.language.en.terms import INFLECTIONS, inflected
from tonebridge.language.ja.rewrite.draft import Draft
from tonebridge.language.lexicon import Hit, Lexicon, folded, knowledge
from tonebridge.language.tongue import Edit

_TINY = 2
_WEEKDAY = re.compile(r"\s+(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|an?|our|your|my|this|that)\s+$", re.IGNORECASE)
_COMMA_AFTER = re.compile(r",?[ \t]+|,")
_ASKS = re.compile(r"(?:can|could|would|will) (?:you|we)\b(?!.*\?)", re.IGNORECASE)
_ONLY_LETTERS = re.compile("[A-Za-z]")


class Plain(NamedTuple):
    """What says the same, and from which intensity on."""

    after: str
    reason: str
    strategy: str
    least: Intensity


@cache
def _wordings() -> Lexicon[Plain]:
    own, taken = knowledge("en_clarify"), knowledge("en_simplify")
    found: dict[str, Plain] = {}
    for phrase, after in taken["words"].items() | own["formal"].items():
        found[phrase] = Plain(after, "wordy", "plainer_words", Intensity.MEDIUM)
    for verb, after in taken["verbs"].items():
        found[verb] = Plain(after, "wordy", "plainer_words", Intensity.MEDIUM)
        for form in INFLECTIONS:
            wanted = "past" if form == "participle" else form
            found[inflected(verb, form)] = found[verb]._replace(after=inflected(after, wanted))
    for phrase, after in taken["phrases"].items() | own["wordy"].items():
        found[phrase] = Plain(after, "wordy", "fewer_words", Intensity.LIGHT)
    for phrase in own["fillers"]["words"]:
        found[phrase] = Plain("", "filler", "leave_out", Intensity.MEDIUM)
    for phrase, after in own["abbreviations"].items():
        found[phrase] = Plain(after, "abbreviation", "write_in_full", Intensity.LIGHT)
    return Lexicon(dict(sorted(found.items())))


def clarified(text: str, intensity: Intensity) -> Iterator[Edit]:
    """Return the edits that make a masked text plainer, in order, never overlapping."""
    for sentence in split(text):
        if len(sentence.body) <= LONGEST:
            yield from _clarified(text, sentence, intensity)


def _clarified(text: str, sentence: Sentence, intensity: Intensity) -> list[Edit]:
    draft = Draft(text[sentence.start : sentence.end], sentence.start)
    if intensity > Intensity.LIGHT:
        for rule in nominal.RULES:
            _rewrite(draft, rule)
    _reword(draft, intensity)
    if _ASKS.match(draft.text) and draft.text.endswith("."):
        end = len(draft.text)
        draft.replace(end - 1, end, "?", reason="punctuation", strategy="ask_openly")
    if draft.changed:
        _tidy(draft, sentence)
    return draft.edits()


def _rewrite(draft: Draft, rule: nominal.Rule) -> None:
    found = rule.pattern.search(draft.text)
    after = rule.write(found) if found is not None else None
    if found is None or after is None:
        return
    start = found.start()
    if start == 0:
        after = upper_first(after)
    elif found[0][:1].isupper():
        after = lower_first(after)
    draft.replace(start, found.end(), after, reason="nominal_style", strategy="use_a_verb")


def _reword(draft: Draft, intensity: Intensity) -> None:
    for hit in reversed(_wordings().find(folded(draft.text))):
        text = draft.text
        if hit.value.least > intensity or not _is_meant(text, hit):
            continue
        start, end, after = _in_place(text, hit)
        draft.replace(start, end, after, reason=hit.value.reason, strategy=hit.value.strategy)


def _is_meant(text: str, hit: Hit[Plain]) -> bool:
    """Tell whether shorthand is no word or name that only looks like it."""
    if hit.value.reason != "abbreviation":
        return True
    words = text[hit.start : hit.end]
    if hit.end - hit.start <= _TINY and not words.islower():
        return False
    if text[hit.end : hit.end + 1] == "-" or text[hit.start - 1 : hit.start] in {"-", "/", "."}:
        return False
    return words.islower() or not (
        _ARTICLE.search(text[: hit.start]) and "moment" in hit.value.after
    )


def _in_place(text: str, hit: Hit[Plain]) -> tuple[int, int, str]:
    start, end, after = hit.start, hit.end, hit.value.after
    if not after:
        return _left_out(text, start, end)
    if after.startswith("the end of"):
        if _WEEKDAY.match(text, end):
            after = after.replace("the end of the", "end of")
        elif _ARTICLE.search(text[:start]):
            after = after.removeprefix("the ")
    if start == 0 or (text[start].isupper() and not text[start:end].isupper()):
        after = upper_first(after)
    return start, end, after


def _left_out(text: str, start: int, end: int) -> tuple[int, int, str]:
    """Take words out, with the comma and the space that belonged to them."""
    gap = _COMMA_AFTER.match(text, end)
    if start == 0:
        end = gap.end() if gap else end
        return start, end + 1, upper_first(text[end : end + 1])
    before = text[:start].rstrip()
    if before.endswith(",") and text[end : end + 1] == ",":
        return len(before) - 1, end + 1, ""
    return len(before), end, ""


def _tidy(draft: Draft, sentence: Sentence) -> None:
    text = draft.text
    first = _ONLY_LETTERS.search(text)
    if (
        first is not None
        and first.start() == 0
        and text[0].islower()
        and sentence.body[:1] != text[0]
    ):
        draft.replace(0, 1, text[0].upper(), reason="wordy", strategy="fewer_words")
    for double in reversed(list(re.finditer(r"(?<=\S) {2,}| (?=[,.?!](?:\s|$))", draft.text))):
        gap = " " if double[0] != " " else ""
        draft.replace(double.start(), double.end(), gap, reason="wordy", strategy="fewer_words")
