"""Say the same in plainer English: shorthand in full, long-winded phrases short, acts as verbs."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from tonebridge.domain.message import Intensity
from tonebridge.language.en import duties, negations, nominal, officialese, passives
from tonebridge.language.en.grammar import lower_first, upper_first, with_article
from tonebridge.language.en.sentences import LONGEST, Sentence, split
from tonebridge.language.en.shorthand import Chat, chat_of, punctuate, write_out
from tonebridge.language.en.terms import INFLECTIONS, inflected
from tonebridge.language.en.verbs import INFLECTED
from tonebridge.language.ja.rewrite.draft import Draft
from tonebridge.language.lexicon import Hit, Lexicon, folded, knowledge
from tonebridge.language.tongue import Edit

_COMMA_AFTER = re.compile(r",?[ \t]+|,")
_ASKS = re.compile(r"(?:can|could|would|will) (?:you|we)\b(?!.*\?)", re.IGNORECASE)
_ONLY_LETTERS = re.compile("[A-Za-z]")
_MOST_TIMES = 3
_PERFECT = re.compile(r"\b(?:has|have|had) (?:[a-z]+ly )?$", re.IGNORECASE)
_MANY = re.compile(
    r"\s+(?:the |our |your |my |two |three |some |both |all )?(?:[a-z]+ )?[a-z]+[^s\W]s\b"
)
_GAPS = re.compile(r"(?<=\S) {2,}| (?=[,.?!](?:\s|$))")
_TWICE_PLEASE = re.compile(r"\b(please) (?:please|to please)\b", re.IGNORECASE)
_LIGHT = frozenset(knowledge("en_nominal")["bending"].split())
_RULES = (
    *((rule, "nominal_style", "use_a_verb") for rule in (*passives.RULES[:2], *duties.RULES)),
    *((rule, "nominal_style", "use_a_verb") for rule in nominal.RULES),
    *((rule, "nominal_style", "use_a_verb") for rule in passives.RULES[2:]),
    *((rule, "nominal_style", "use_a_verb") for rule in officialese.RULES),
    *((rule, "wordy", "plainer_words") for rule in negations.RULES),
)


class Plain(NamedTuple):
    """What says the same, and from which intensity on."""

    after: str
    reason: str
    strategy: str
    least: Intensity


@cache
def _wordings() -> Lexicon[Plain]:
    own, taken = knowledge("en_plain"), knowledge("en_simplify")
    found: dict[str, Plain] = {}
    for phrase, after in (taken["words"] | own["formal"]).items():
        found[phrase] = Plain(after, "wordy", "plainer_words", Intensity.MEDIUM)
    listed = filter(None, "".join(own["verbs"]["verbs"].splitlines()).split("|"))
    verbs = {stiff: plain.replace("_", " ") for stiff, plain in map(str.split, listed)}
    for verb, after in sorted((taken["verbs"] | verbs).items()):
        found[verb] = Plain(after, "wordy", "plainer_words", Intensity.MEDIUM)
        for form in INFLECTIONS:
            wanted = "past" if form == "participle" else form
            found[inflected(verb, form)] = found[verb]._replace(after=inflected(after, wanted))
    wordy = taken["phrases"] | own["wordy"]
    for phrase, after in (_bent(wordy) | wordy).items():
        found[phrase] = Plain(after, "wordy", "fewer_words", Intensity.LIGHT)
    for phrase in own["fillers"]["words"]:
        found[phrase] = Plain("", "filler", "leave_out", Intensity.MEDIUM)
    return Lexicon(dict(sorted(found.items())))


def _bent(wordy: Mapping[str, str]) -> dict[str, str]:
    """Inflect what begins with a verb on both sides: made a request for, asked for."""
    return {
        inflected(phrase, form): inflected(after, "past" if form == "participle" else form)
        for phrase, after in wordy.items()
        if phrase.partition(" ")[0] in _LIGHT and after.partition(" ")[0] in INFLECTED
        for form in INFLECTIONS
    }


def clarified(text: str, intensity: Intensity) -> Iterator[Edit]:
    """Return the edits that make a masked text plainer, in order, never overlapping."""
    chat = chat_of(text)
    for sentence in split(text):
        if len(sentence.body) <= LONGEST:
            yield from _clarified(text, sentence, intensity, chat)


def _clarified(text: str, sentence: Sentence, intensity: Intensity, chat: Chat) -> list[Edit]:
    draft = Draft(text[sentence.start : sentence.end], sentence.start)
    write_out(draft, chat)
    if intensity > Intensity.LIGHT:
        for rule, reason, strategy in _RULES:
            _rewrite(draft, rule, reason, strategy)
    _reword(draft, intensity)
    punctuate(draft, chat, sentence.closing)
    if _ASKS.match(draft.text) and draft.text.endswith("."):
        end = len(draft.text)
        draft.replace(end - 1, end, "?", reason="punctuation", strategy="ask_openly")
    if draft.changed:
        _tidy(draft, sentence)
    return draft.edits()


def _rewrite(draft: Draft, rule: nominal.Rule, reason: str, strategy: str) -> None:
    for _ in range(_MOST_TIMES):
        found = rule.pattern.search(draft.text)
        after = rule.write(found) if found is not None else None
        if found is None or after is None:
            return
        start = found.start()
        if start == 0:
            after = upper_first(after)
        elif found[0][:1].isupper():
            after = lower_first(after)
        draft.replace(start, found.end(), after, reason=reason, strategy=strategy)


def _reword(draft: Draft, intensity: Intensity) -> None:
    for hit in reversed(_wordings().find(folded(draft.text))):
        text = draft.text
        if hit.value.least > intensity or text[hit.end : hit.end + 1] == "-":
            continue
        start, end, after = _in_place(text, hit)
        draft.replace(start, end, after, reason=hit.value.reason, strategy=hit.value.strategy)


def _in_place(text: str, hit: Hit[Plain]) -> tuple[int, int, str]:
    start, end, after = hit.start, hit.end, hit.value.after
    if not after:
        return _left_out(text, start, end)
    first = after.partition(" ")[0]
    if first in INFLECTED and _PERFECT.search(text, max(0, start - 20), start):
        after = inflected(after, "participle")
    if after.endswith(" is") and _MANY.match(text, end):
        after = after.removesuffix("is") + "are"
    if after.endswith(",") and text[end : end + 1] == ",":
        end += 1
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
    for double in reversed(list(_GAPS.finditer(draft.text))):
        gap = " " if double[0] != " " else ""
        draft.replace(double.start(), double.end(), gap, reason="wordy", strategy="fewer_words")
    for double in reversed(list(_TWICE_PLEASE.finditer(draft.text))):
        draft.replace(
            double.start(), double.end(), double[1], reason="wordy", strategy="fewer_words"
        )
    mended = with_article(draft.text)
    if mended != draft.text:
        draft.replace(0, len(draft.text), mended, reason="wordy", strategy="plainer_words")
