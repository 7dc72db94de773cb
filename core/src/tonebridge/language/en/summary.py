"""What each English sentence is worth to a summary, and how shortly it can be said."""

import re

from tonebridge.language.en.clauses import has_verb, is_greeting, words
from tonebridge.language.en.courtesy import closes, is_small_talk
from tonebridge.language.en.sentences import split
from tonebridge.language.en.verbs import INFLECTED, base_of_past
from tonebridge.language.facts import MASK_CLASS, Masked
from tonebridge.language.lexicon import folded, knowledge, marked
from tonebridge.language.outline.points import Point

_WORDS = knowledge("en_summary")
_OPENER = re.compile("|".join(_WORDS["openers"]))
_FILLER = re.compile("|".join(_WORDS["fillers"]), re.IGNORECASE)
_DECISIONS = marked(_WORDS["decisions"])
_FIRM = marked(_WORDS["firm"])
_NEGATORS = marked(knowledge("guard")["negators"]["en"])
_PARTICIPLES = "|".join(_WORDS["participles"].split())
_MASK = re.compile(f"[{MASK_CLASS}]")
_PIECES = re.compile(r"([,;:]\s+(?:and |but |so )?|\s+[—–-]\s+)")
_RELATIVE = re.compile(r",? (?:which|who|because|since|as|so that|although|though)\b[^,;]*$")
_MIDDLE_RELATIVE = re.compile(r", (?:which|who)\b[^,;]*,")
_HEADLINE = re.compile(r"^(?:The|An?|There (?:is|are|was|were|will be)|Please|We have) (?=\S)")
_BE = re.compile(
    rf" (?:has been|have been|had been|was|were|is|are) (?=(?:[a-z]+ed|[a-z]+en|{_PARTICIPLES})\b)"
)
_JOINS = re.compile(r"\b(?:and|but|or|which|that)\b")
_CHATTY = re.compile(
    r"(?:i|i['’]m|i['’]ve|i['’]d|i['’]ll|my|me|don['’]t|can['’]t|you|let['’]s|no|not)\b"
)
_CAUSE = re.compile(r"\b(?:because|due to|caused?|cause|reason|had (?!to\b)\w+)\b")
_ARTICLE = re.compile(rf" the (?![{MASK_CLASS}])")
_TITLES = frozenset({"mr", "ms", "mrs", "miss", "dr", "mr.", "ms.", "mrs.", "dr.", "professor"})
_NO_NAMES = frozenset(_WORDS["no_names"].split()) | INFLECTED
_FEW, _MANY = 3, 4
_DENIED = 3
"""A lost "not" misleads more than any lost fact."""
_LONGEST = 600


def points(masked: Masked) -> list[Point]:
    """Return the sentences of a text as points, in order."""
    sentences = split(masked.text)
    noted = _noted(masked)
    found: list[Point] = []
    for place, sentence in enumerate(sentences):
        end = sentences[place + 1].start if place + 1 < len(sentences) else len(masked.text)
        text = _trimmed(sentence.body) if len(sentence.body) <= _LONGEST else sentence.body
        if "?" in sentence.closing:
            text += "?"
        edge = place == len(sentences) - 1 or all(point.worth <= 0 for point in found)
        worth = _worth(text, noted, edge=edge, cheer="!" in sentence.closing)
        found.append(Point(sentence.start, end, _forms(text, noted) if text else (), worth))
    return found


def _noted(masked: Masked) -> frozenset[str]:
    return frozenset(fact.text for fact in masked.noted if fact.type in {"DEADLINE", "NAME"})


def _has_fact(text: str, noted: frozenset[str]) -> bool:
    return bool(_MASK.search(text)) or any(word in text for word in noted)


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
        idle = is_greeting(piece) or is_small_talk(piece)
        if idle and not _MASK.search(piece) and not _DECISIONS.has(folded(piece)):
            continue
        kept += [mark, piece] if kept else [piece]
    return "".join(kept)


def _worth(text: str, noted: frozenset[str], *, edge: bool, cheer: bool) -> float:
    if not text or closes(text) or is_greeting(text):
        return 0.0
    facts = len(_MASK.findall(text)) + sum(word in text for word in noted)
    denied = _denies(text)
    said = folded(text)
    decided = _DECISIONS.has(said)
    if is_small_talk(text, edge=edge) and not _MASK.search(text) and not (facts and decided):
        return 0.0
    decided = decided or bool(_CAUSE.search(said))
    facts += _opens_with_name(text)
    worth = 1.0 + min(facts, _MANY) + _DENIED * denied + decided
    if edge and not facts and (cheer or _CHATTY.match(said)) and not _FIRM.has(said):
        return 0.0
    if facts or denied:
        return worth
    if cheer or (edge and not _FIRM.has(said)):
        return 0.0
    return worth - (len(words(text)) < _FEW) / 2


def _opens_with_name(text: str) -> bool:
    """Tell whether a sentence begins with a name: "Greta fixed …", "Miss Obi collects …"."""
    first, _, rest = text.partition(" ")
    plain = folded(first)
    if plain in _TITLES:
        return True
    return (
        first[:1].isupper()
        and first.isalpha()
        and plain not in _NO_NAMES
        and base_of_past(plain) is None
        and not plain.endswith(("s", "ing"))
        and has_verb(words(text)[: _FEW + 1])
        and bool(rest)
    )


def _forms(text: str, noted: frozenset[str]) -> tuple[str, ...]:
    """Return the text, then ever shorter: without clauses that tell no fact, as a headline."""
    shorter = _MIDDLE_RELATIVE.sub(lambda found: _kept(found[0], noted), text)
    tail = _RELATIVE.search(shorter)
    if tail is not None and len(words(shorter[: tail.start()])) > _FEW:
        shorter = shorter[: tail.start()] + _kept(tail[0], noted)
    curt = _HEADLINE.sub("", shorter if _JOINS.search(shorter) else _BE.sub(" ", shorter))
    curt = curt[:1].upper() + curt[1:]
    return tuple(dict.fromkeys((text, shorter, curt, _ARTICLE.sub(" ", curt))))


def _kept(clause: str, noted: frozenset[str]) -> str:
    return clause if _has_fact(clause, noted) or _denies(clause) else ""
