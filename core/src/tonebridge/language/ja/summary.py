"""What each Japanese sentence is worth to a summary, and how shortly it can be said."""

import re

from tonebridge.language.facts import MASK_CLASS, Masked
from tonebridge.language.ja.asides import (
    feels,
    is_aside,
    is_matter,
    without_afterthought,
    without_lead_in,
)
from tonebridge.language.ja.courtesy import closes, greets, is_small_talk, signs
from tonebridge.language.ja.morphology import Morpheme
from tonebridge.language.ja.rewrite.plain import attributive
from tonebridge.language.ja.sentences import Sentence, sentences
from tonebridge.language.ja.verbs import verb_of
from tonebridge.language.lexicon import folded, knowledge, marked
from tonebridge.language.outline.points import Point

_WORDS = knowledge("ja_summary")
_OPENER = re.compile("|".join(_WORDS["openers"]))
_PREFACES = tuple(_WORDS["prefaces"])
_ANNOUNCES = tuple(_WORDS["announces"])
_DECISIONS = marked(_WORDS["decisions"])
_NEGATORS = marked(knowledge("guard")["negators"]["ja"])
_CLIPS = tuple((re.compile(find), write) for find, write in _WORDS["clips"])
_PLEASE = ("てください", "でください")
_MASK = re.compile(f"[{MASK_CLASS}]")
_SORRY = re.compile("すみません|すいません|申し訳(?:あり|ござい)ません|かもしれ(?:ない|ません)")
_TURN = re.compile("(?:が|けど|けれど|ので|て)、")
_SOFT = frozenset("、, 　")
_NOMINAL = frozenset({"名詞", "接尾辞", "形状詞", "代名詞"})
_PAST_FEELINGS = ("ました", "でした", "ですね", "ましょう", "たいです", "ですよ", "ますね")
_HONORIFICS = ("さん", "様", "氏")
_REASONS = ("ためです", "ためでした", "からです", "からでした")
_BECAUSE = 0.3
"""What a reason is worth beside what it is the reason of."""
_TOLD_BY_THE_WAY = 1.2
"""What a fact is worth that only gives a reason."""
_HARDLY = 0.9
"""What a fact is worth that is told with a sigh: four hours of hard talks."""
_FEW, _MANY = 3, 4
_DENIED = 3
"""A lost ない misleads more than any lost fact."""
_TOLD = 1.5
"""What each fact is worth beside the words around it."""
_LONGEST = 400
_EARLY = 2
"""Sentences that a message may take to come to the matter."""


def points(masked: Masked) -> list[Point]:
    """Return the sentences of a text as points, in order."""
    told = _joined(sentences(masked.text))
    noted = frozenset(fact.text for fact in masked.noted if fact.type in {"DEADLINE", "PERSON"})
    found: list[Point] = []
    announced = False
    for place, (start, end, text, parts) in enumerate(told):
        close = told[place + 1][0] if place + 1 < len(told) else len(masked.text)
        short = text if len(text) > _LONGEST else _trimmed(text, noted)
        early = not announced and all(point.worth <= 0 for point in found)
        announced = announced or text.endswith(_ANNOUNCES)
        late = place == len(told) - 1
        edge = early or late
        opening = early or place <= _EARLY
        if (edge and signs(short)) or any(
            is_aside(said, early=opening, late=late) for said in {text, short}
        ):
            worth = 0.0
        else:
            worth = _worth(short, noted, early=early, late=late)
        forms = _forms(short, parts) if short else ()
        found.append(Point(start, max(close, end), forms, worth))
    return found


_Told = tuple[int, int, str, tuple[Morpheme, ...]]


def _joined(found: list[Sentence]) -> list[_Told]:
    """Put together what only a comma parts."""
    told: list[_Told] = []
    stop = ""
    for sentence in found:
        if not sentence.text:
            continue
        if told and stop and set(stop) <= _SOFT:
            start, _, text, _ = told[-1]
            told[-1] = (start, sentence.end, text + stop + sentence.text, sentence.morphemes)
        else:
            told.append((sentence.start, sentence.end, sentence.text, sentence.morphemes))
        stop = sentence.stop
    return told


def _has_fact(text: str, noted: frozenset[str]) -> bool:
    return bool(_MASK.search(text)) or any(word in text for word in noted)


def _trimmed(text: str, noted: frozenset[str]) -> str:
    """Leave out openers, and clauses that only lead up to the matter."""
    text = without_afterthought(without_lead_in(_opened(text)))
    reached = 0
    for turn in _TURN.finditer(text):
        clause = text[reached : turn.end()]
        idle = clause[:-1].endswith(_PREFACES) or is_small_talk(clause)
        if not idle or _has_fact(clause, noted):
            break
        reached = turn.end()
    return _opened(text[reached:].strip(" 　、"))


def _opened(text: str) -> str:
    while (opener := _OPENER.match(text)) is not None and opener.end():
        text = text[opener.end() :]
    return text


def _worth(  # noqa: PLR0911 - one return a sort
    text: str, noted: frozenset[str], *, early: bool, late: bool
) -> float:
    if not text or ((greets(text) or closes(text)) and not _MASK.search(text)):
        return 0.0
    facts = len(_MASK.findall(text)) + sum(word in text for word in noted)
    said = folded(text)
    denied = _NEGATORS.has(_SORRY.sub("", said))
    decided = _DECISIONS.has(said)
    named = any(word in text for word in noted if word.endswith(_HONORIFICS))
    if is_small_talk(text, edge=early or late) and not (
        _MASK.search(text) or named or (denied and decided)
    ):
        return 0.0
    if text.endswith(_ANNOUNCES):
        return 0.6
    worth = 1.1 + _TOLD * min(facts, _MANY) + _DENIED * denied + decided
    matter = is_matter(text)
    worth += matter
    told = facts or denied or matter
    if (late and not told and text.endswith(_PAST_FEELINGS)) or (
        early and not told and (not decided or text.endswith(_PAST_FEELINGS))
    ):
        return 0.0
    if feels(text) and not matter:
        return _HARDLY
    if text.endswith(_REASONS):
        return max(worth * _BECAUSE, _TOLD_BY_THE_WAY) if facts else worth * _BECAUSE
    return worth


def _forms(text: str, parts: tuple[Morpheme, ...]) -> tuple[str, ...]:
    """Return the text, then shorter: up to a noun before です or します, or in plain style."""
    made = _headline(parts)
    short = text
    if made is not None and text.endswith(made[0]) and len(text) > len(made[0]):
        short = text[: -len(made[0])] + made[1]
    return tuple(dict.fromkeys((text, short, _clipped(text, parts, short))))


def _clipped(text: str, parts: tuple[Morpheme, ...], short: str) -> str:
    """Return the shortest way to say it: no connectives, requests as deeds to do."""
    clipped = _cut(text)
    if clipped[-2:] == text[-2:]:
        clipped = _cut(short)
    if clipped.endswith(_PLEASE) and len(parts) > _FEW:
        verb = verb_of(parts[-3])
        if verb is not None and not verb.lead:
            said = "".join(part.surface for part in parts if part.start >= verb.start)
            if clipped.endswith(said):
                clipped = clipped[: -len(said)] + verb.plain
    return clipped if len(clipped) < len(short) else short


def _cut(text: str) -> str:
    for find, write in _CLIPS:
        text = find.sub(write, text)
    return text


def _headline(parts: tuple[Morpheme, ...]) -> tuple[str, str] | None:
    """Return what a headline leaves out at the end of a sentence, and what it puts there."""
    if len(parts) < _FEW:
        return None
    last, before, earlier = parts[-1], parts[-2], parts[-3]
    if last.surface == "です" and before.kind in _NOMINAL and before.surface != "そう":
        return "です", ""
    if last.surface == "た" and before.surface == "でし" and earlier.kind in _NOMINAL:
        return "でした", ""
    if last.surface == "ます" and before.lemma == "する" and earlier.part.sort == "サ変可能":
        return before.surface + last.surface, ""
    if last.lemma in {"ます", "た"} and (last.lemma == "ます" or before.lemma == "ます"):
        plain = attributive(parts, len(parts) - 1)
        if plain is not None:
            return "".join(part.surface for part in parts if part.start >= plain.start), plain.text
    return None
