"""Say the same in plainer Japanese: long-winded turns short, slang in full, acts as verbs."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tonebridge.domain.message import Intensity
from tonebridge.language.ja.acts import Act, Placed, Reading, read, readings
from tonebridge.language.ja.nominal import RULES, Rule
from tonebridge.language.ja.rewrite.draft import Draft
from tonebridge.language.ja.rewrite.plan import soften_text
from tonebridge.language.ja.rewrite.style import Style
from tonebridge.language.ja.sentences import alone
from tonebridge.language.lexicon import Lexicon, folded, knowledge
from tonebridge.language.tongue import Edit

_LONGEST = 400
_POLITE_REGISTER = 2
_KATAKANA = re.compile("[ァ-ヺー]")
_CASUAL = re.compile(
    "て[たるん]|で[たる](?=[。、やのけ])|と[いくけ]て|とく(?=[。、わねよ]|$)|ちゃ[うっい]|じゃ[んうっ]|けど|かも|よろ|わ(?=[。、!！]|$)"
    "|って(?=[、。]|言)|やつ|っぽい|とか|の(?=[厳難無大面])|やば|すご|だよ|だね|だから|んだ|くれ|もらえる|りょ|うp|ごめん|すまん|ちょっと|超"
)


class Plain(NamedTuple):
    """What says the same, and from which intensity on."""

    after: str
    reason: str
    strategy: str
    least: Intensity


@cache
def _wordings() -> Lexicon[Plain]:
    data = knowledge("ja_clarify")
    found: dict[str, Plain] = {}
    for phrase, after in data["formal"].items():
        found[phrase] = Plain(after, "wordy", "plainer_words", Intensity.MEDIUM)
    for phrase, after in data["wordy"].items():
        found[phrase] = Plain(after, "wordy", "fewer_words", Intensity.LIGHT)
    for phrase, after in data["shorthand"].items():
        found[phrase] = Plain(after, "abbreviation", "write_in_full", Intensity.LIGHT)
    return Lexicon(found)


def clarified(text: str, intensity: Intensity) -> Iterator[Edit]:
    """Return the edits that make a masked text plainer, in order, never overlapping."""
    for placed in readings(text):
        if 0 < len(placed.reading.sentence.text) <= _LONGEST:
            yield from _clarified(text, placed, intensity)


def _clarified(text: str, placed: Placed, intensity: Intensity) -> list[Edit]:
    at, reading = placed
    sentence = reading.sentence
    start = at + sentence.start
    draft = Draft(text[start : at + sentence.close], start)
    whole = knowledge("ja_clarify")["alone"].get(folded(sentence.text))
    if whole is not None:
        draft.replace(
            0, len(sentence.text), whole, reason="abbreviation", strategy="write_in_full"
        )
        return draft.edits()
    casual = _CASUAL.search(sentence.text) is not None
    _reword(draft, intensity)
    if intensity > Intensity.LIGHT:
        for rule in RULES:
            _rewrite(draft, rule, sentence.stop)
        _politely(draft, reading, sentence.stop, casual=casual)
    return draft.edits()


def _reword(draft: Draft, intensity: Intensity) -> None:
    text = draft.text
    for hit in reversed(_wordings().find(folded(text))):
        plain, start, end = hit.value, hit.start, hit.end
        if plain.least > intensity or _inside_katakana(text, start, end):
            continue
        draft.replace(start, end, plain.after, reason=plain.reason, strategy=plain.strategy)


def _inside_katakana(text: str, start: int, end: int) -> bool:
    first, last = text[start], text[end - 1]
    return bool(
        (_KATAKANA.match(first) and _KATAKANA.match(text[start - 1 : start]))
        or (_KATAKANA.match(last) and _KATAKANA.match(text[end : end + 1]))
    )


def _rewrite(draft: Draft, rule: Rule, stop: str) -> None:
    words = draft.text[: len(draft.text) - len(stop)]
    found = rule.pattern.search(words)
    after = rule.write(found) if found is not None else None
    if found is None or after is None:
        return
    draft.replace(found.start(), found.end(), after, reason="nominal_style", strategy="use_a_verb")


def _politely(draft: Draft, before: Reading, stop: str, *, casual: bool) -> None:
    """Put a sentence that was spoken rather than written into です・ます."""
    words = draft.text[: len(draft.text) - len(stop)] if stop else draft.text
    if not words:
        return
    now = read(alone(words, stop))
    asked = now.act in {Act.REQUEST, Act.BAN} and not now.polite
    if now.polite or not (casual or asked or before.polite):
        return
    edits = soften_text(draft.text, Style(Intensity.LIGHT, _POLITE_REGISTER))
    for edit in reversed(edits):
        draft.replace(edit.start, edit.end, edit.after, reason=edit.reason, strategy=edit.strategy)
