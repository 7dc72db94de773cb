"""What each English sentence is worth to a summary, and how shortly it can be said."""

import re

from tonebridge.language.en.chatter import is_aside, is_chatter, only_courts
from tonebridge.language.en.clauses import has_verb, keeps_stop, words
from tonebridge.language.en.curt import shorter_forms
from tonebridge.language.en.sentences import Sentence, split
from tonebridge.language.en.verbs import BASES, INFLECTED, base_of_past
from tonebridge.language.facts import MASK_CLASS, Masked
from tonebridge.language.lexicon import folded, knowledge, marked
from tonebridge.language.outline.points import Point

_WORDS = knowledge("en_summary")
_OPENER = re.compile("|".join(_WORDS["openers"]))
_FILLER = re.compile("|".join(_WORDS["fillers"]), re.IGNORECASE)
_DECISIONS = marked(_WORDS["decisions"])
_NEGATORS = marked(knowledge("guard")["negators"]["en"])
_MASK = re.compile(f"[{MASK_CLASS}]")
_PIECES = re.compile(r"([,;:]\s+(?:and |but |so )?|\s+[—–-]\s+)")
_COUNT = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|hundred|"
    r"half|twice|double|free|first|second|last)\b"
)
_CAUSE = re.compile(r"\b(?:because|due to|caused?|cause|reason|had (?!to\b)\w+)\b")
_TITLES = frozenset({"mr", "ms", "mrs", "miss", "dr", "mr.", "ms.", "mrs.", "dr.", "professor"})
_NO_NAMES = frozenset(_WORDS["no_names"].split()) | INFLECTED
_FEW, _MANY = 3, 4
_DENIED = 3
"""A lost "not" misleads more than any lost fact."""
_LONGEST = 600
_NAME = re.compile(r"(?:(?:Mr|Ms|Mrs|Dr)\.? )?[A-Z][a-z]+\b")
_ONE = re.compile(r"(?:is|was|has|will|can|[a-z]+[^s]s)\b")
"""What follows the name of one person, even where it ends in an s."""


def points(masked: Masked) -> list[Point]:
    """Return the sentences of a text as points, in order."""
    sentences = split(masked.text)
    noted = _noted(masked)
    told = re.compile("|".join([f"[{MASK_CLASS}]", *map(re.escape, sorted(noted))]))
    texts = [_said(masked, sentence) for sentence in sentences]
    cheers = ["!" in sentence.closing for sentence in sentences]
    idle = _idle(texts, [sentence.body for sentence in sentences], cheers, noted)
    found: list[Point] = []
    for place, (sentence, text) in enumerate(zip(sentences, texts, strict=True)):
        end = sentences[place + 1].start if place + 1 < len(sentences) else len(masked.text)
        worth = 0.0 if idle[place] else _worth(text, noted)
        forms = shorter_forms(text, told=told) if text else ()
        found.append(Point(sentence.start, end, forms, worth))
    return found


def _said(masked: Masked, sentence: Sentence) -> str:
    text = _trimmed(sentence.body) if len(sentence.body) <= _LONGEST else sentence.body
    if "?" in sentence.closing:
        return text + "?"
    return text + "." if keeps_stop(masked, text, sentence.closing) else text


def _idle(
    texts: list[str], bodies: list[str], cheers: list[bool], noted: frozenset[str]
) -> list[bool]:
    """Tell which sentences are chatter, from both ends inwards and then between."""
    named = [
        any(word in text for word in noted) or (not cheer and _opens_with_name(text))
        for text, cheer in zip(texts, cheers, strict=True)
    ]
    idle = [
        not text or only_courts(body, named=person)
        for text, body, person in zip(texts, bodies, named, strict=True)
    ]
    for opening, places in ((True, range(len(texts))), (False, reversed(range(len(texts))))):
        for place in places:
            if idle[place]:
                continue
            ends = {"opening": opening, "closing": not opening}
            if not is_chatter(texts[place], cheer=cheers[place], named=named[place], **ends):
                break
            idle[place] = True
    for place, text in enumerate(texts):
        idle[place] = idle[place] or is_chatter(
            text, opening=False, closing=False, cheer=False, named=named[place]
        )
    return idle


def _noted(masked: Masked) -> frozenset[str]:
    return frozenset(fact.text for fact in masked.noted if fact.type in {"DEADLINE", "NAME"})


def _denies(text: str) -> bool:
    return _NEGATORS.has(folded(text))


def _trimmed(text: str) -> str:
    """Leave out openers, small talk between commas, and fillers."""
    while (opener := _OPENER.match(folded(text))) is not None and opener.end():
        text = text[opener.end() :]
    pieces = _PIECES.split(text)
    if len(pieces) > 1:
        text = _without_small_talk(pieces)
    text = _FILLER.sub("", text).strip(" ,;:")
    return text[:1].upper() + text[1:]


def _without_small_talk(pieces: list[str]) -> str:
    """Keep the pieces between commas that speak of the matter."""
    kept: list[str] = []
    for place in range(0, len(pieces), 2):
        piece = pieces[place]
        mark = pieces[place - 1] if place else ""
        if is_aside(piece, first=not kept):
            continue
        kept += [mark, piece] if kept else [piece]
    return "".join(kept)


def _worth(text: str, noted: frozenset[str]) -> float:
    """Weigh what is lost without a sentence: facts, owners, a denial, a decision, a cause."""
    masks = len(_MASK.findall(text)) + len(_COUNT.findall(folded(text))) / 2
    named = sum(word in text for word in noted) + _opens_with_name(text)
    said = folded(text)
    decided = _DECISIONS.has(said) or bool(_CAUSE.search(said))
    worth = 1.0 + min(masks + named, _MANY) + _DENIED * _denies(text) + decided
    if masks or named or _denies(text):
        return worth
    return worth - (len(words(text)) < _FEW) / 2


def _opens_with_name(text: str) -> bool:
    """Tell whether a sentence begins with a name: "Greta fixed …", "Miss Obi collects …"."""
    first, _, rest = text.partition(" ")
    plain = folded(first)
    if plain in _TITLES or (plain in BASES and _NAME.match(rest)):
        return True
    return (
        first[:1].isupper()
        and first.isalpha()
        and plain not in _NO_NAMES
        and base_of_past(plain) is None
        and not plain.endswith("ing")
        and (not plain.endswith("s") or _ONE.match(rest) is not None)
        and has_verb(words(text)[: _FEW + 1])
        and bool(rest)
    )
