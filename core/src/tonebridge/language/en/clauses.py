"""Cut masked English text into clauses that can stand as items of their own."""

import re
from functools import lru_cache

from tonebridge.language.en.sentences import LONGEST, Sentence, split
from tonebridge.language.en.verbs import BASES, INFLECTED, NOUNS_TOO, base_of_past
from tonebridge.language.facts import MASK_CLASS, Masked
from tonebridge.language.lexicon import folded, knowledge
from tonebridge.language.outline.clause import Clause

_WORDS = knowledge("en_clauses")
_AUXILIARIES = frozenset(_WORDS["auxiliaries"].split())
_SUBJECTS = frozenset(_WORDS["subjects"].split())
_OPENS_DEPENDENT = frozenset(_WORDS["opens_dependent"].split())
_CONTINUES = frozenset(_WORDS["continues"].split())
_PREPOSITIONS = frozenset(_WORDS["prepositions"].split())
_AFTER_VERB = frozenset(_WORDS["after_verb"].split())
_PLURALS = frozenset(_WORDS["plurals"].split())
_PRODUCTS = frozenset(_WORDS["products"].split())
_JOINERS = frozenset(_WORDS["joiners"].split())
_GREETINGS = frozenset(_WORDS["greetings"].split())
_GREETING_PAIRS = frozenset({("good", "morning"), ("good", "afternoon"), ("good", "evening")})
_ASKS = tuple(_WORDS["asks"])
_NEGATED = re.compile(r"\b(?:not|never|no|nobody)\b|n['’]t\b")

_BREAK = re.compile(r"[,;]+\s+|\s+[—–-]{1,2}\s+")
_AND = re.compile(r"\s+(?:and|but)\s+")
_TOKEN = re.compile(rf"[a-z'’-]+|[{MASK_CLASS}0-9]+")
_MASKED = re.compile(f"[{MASK_CLASS}]")
_TELEGRAM = 3
"""This many breaks in one sentence, and what lacks a verb may stand alone as well."""
_FEW = 4


def clauses(masked: Masked) -> list[Clause]:
    """Return the clauses in order; together they hold every fact of the text."""
    found: list[Clause] = []
    for number, sentence in enumerate(split(masked.text)):
        spans = _spans(masked.text, sentence)
        for place, (start, end) in enumerate(spans):
            last = place == len(spans) - 1
            asked = "?" in sentence.closing and last
            text = _tidy(masked.text[start:end], asked)
            if last and keeps_stop(masked, text, sentence.closing):
                text += "."
            found.append(Clause(start, end, text, number, last, asked))
    return found


def keeps_stop(masked: Masked, text: str, closing: str) -> bool:
    """Tell whether a full stop stays where its sentence became an item: after an address.

    Whoever copies an address together with its stop then finds the same characters.
    """
    fact = masked.fact_of(text[-1:] or " ")
    return closing.startswith(".") and fact is not None and fact.type in {"EMAIL", "MENTION"}


def _spans(text: str, sentence: Sentence) -> list[tuple[int, int]]:
    pieces = _pieces(text, sentence.start, sentence.stop)
    telegram = len(pieces) > _TELEGRAM
    if len(pieces) > 1 and is_greeting(text[slice(*pieces[0])]):
        rest = _spans(text, sentence._replace(start=pieces[1][0]))
        return [pieces[0], *rest]
    spans = [pieces[0]]
    stands = _stands(text[slice(*pieces[0])], telegram=telegram)
    for position, (start, end) in enumerate(pieces[1:], 1):
        piece = text[start:end]
        following = text[slice(*pieces[position + 1])] if position + 1 < len(pieces) else ""
        stands_too = _stands(piece, telegram=telegram)
        if stands and stands_too and not _hangs_on(piece, following):
            spans.append((start, end))
        else:
            spans[-1] = (spans[-1][0], end)
        stands = stands or stands_too
    return [part for span in spans for part in _at_and(text, *span)]


def is_greeting(text: str) -> bool:
    """Tell whether a piece only greets: "Hi Joe", "Good morning everyone"."""
    found = words(text)
    return (
        0 < len(found) <= _FEW
        and (found[0] in _GREETINGS or found[:2] in _GREETING_PAIRS)
        and not has_verb(found)
    )


def _pieces(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Cut at commas, semicolons and dashes outside brackets."""
    pieces: list[tuple[int, int]] = []
    depth, reached, from_here = 0, start, start
    for found in _BREAK.finditer(text, start, stop):
        between = text[from_here : found.start()]
        depth = max(0, depth + between.count("(") - between.count(")"))
        from_here = found.start()
        if depth == 0 and found.start() > reached:
            pieces.append((reached, found.start()))
            reached = found.end()
    pieces.append((reached, stop))
    return [piece for piece in pieces if text[slice(*piece)].strip()] or [(start, stop)]


def _at_and(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut "stop one worker and let marketing know" where both halves can stand alone."""
    spans: list[tuple[int, int]] = []
    if end - start > LONGEST:
        return [(start, end)]
    for found in _AND.finditer(text, start, end):
        left, right = words(text[start : found.start()]), words(text[found.end() : end])
        if len(left) < _FEW or len(right) < _FEW - 1 or left[0] in _OPENS_DEPENDENT:
            continue
        if text.count("(", start, found.start()) > text.count(")", start, found.start()):
            continue
        commands = (
            _asks(left)
            and right[0] in BASES
            and (right[0] not in NOUNS_TOO or right[1] in _AFTER_VERB)
            and not _NEGATED.search(folded(text[start : found.start()]))
        )
        if commands or (_opens_clause(right) and has_verb(left)):
            spans.append((start, found.start()))
            start = found.end()
    return [*spans, (start, end)]


def _opens_clause(found: tuple[str, ...]) -> bool:
    """Tell whether words begin with a subject and its verb: "nobody should", "questions go"."""
    if found[0] in _SUBJECTS:
        return has_verb(found[:_FEW])
    plural = found[0].endswith("s") and len(found[0]) >= _FEW
    return plural and found[1] in INFLECTED and found[1] not in NOUNS_TOO


def _tidy(text: str, asked: bool) -> str:  # noqa: FBT001 - one caller
    text = text.strip(" \t\n,;")
    lead, _, rest = text.partition(" ")
    if folded(lead) in _JOINERS and rest:
        text = rest
    return text + "?" if asked else text


@lru_cache(maxsize=512)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case; a run of masks is one word."""
    return tuple(_TOKEN.findall(folded(text)))


def _stands(text: str, *, telegram: bool) -> bool:
    found = _without_joiner(words(text))
    if not found:
        return False
    if found[0] in _OPENS_DEPENDENT:
        return False
    if has_verb(found) or _asks(found):
        return True
    if not telegram or found[0] in _PREPOSITIONS:
        return False
    return len(found) > 1 or bool(_MASKED.match(found[0]))


def _without_joiner(found: tuple[str, ...]) -> tuple[str, ...]:
    return found[1:] if found and found[0] in _JOINERS else found


def _hangs_on(text: str, following: str) -> bool:
    """Tell whether a piece only goes on with the one before: ", which …", ", B or C"."""
    raw = words(text)
    found = _without_joiner(raw)
    if found[0] in _CONTINUES:
        return True
    if found[0].endswith("ing") and found[0][:-3] and not has_verb(found[1:]):
        return found[0] not in NOUNS_TOO and len(found[0]) > _FEW
    if has_verb(found) or _asks(found):
        return raw[0] == "so" and not _asks(found)
    after = words(following)
    return bool({"or", "and"} & {*raw}) or bool(
        after and after[0] in {"or", "and"} and not has_verb(after)
    )


def _asks(found: tuple[str, ...]) -> bool:
    """Tell whether a clause opens as a request or an order does."""
    if found[:2] == ("to", "reproduce") and len(found) > _FEW - 2:
        found = found[2:]
    first = found[1] if len(found) > 1 and found[0] in {"please", "kindly", "always"} else found[0]
    if found[0] in _ASKS or (
        found[0] in {"do", "don't", "dont", "don’t", "never"} and len(found) > 1
    ):
        return True
    if first not in BASES or first in _PRODUCTS:
        return False
    return (
        first not in NOUNS_TOO or (len(found) > 1 and found[1] in _AFTER_VERB) or first != found[0]
    )


@lru_cache(maxsize=1024)
def has_verb(found: tuple[str, ...]) -> bool:
    """Tell whether words hold a finite verb, as far as forms show it."""
    return any(_is_finite(found, place) for place in range(len(found)))


_SHORTENED = ("n't", "n’t", "'re", "'ve", "'ll", "’re", "’ve", "’ll")
_POSSESSIVE_TOO = ("'s", "’s")


def _is_finite(found: tuple[str, ...], place: int) -> bool:
    word = found[place]
    if word in _AUXILIARIES or word.endswith(_SHORTENED):
        return True
    if word.endswith(_POSSESSIVE_TOO):
        return place == 0
    before = found[place - 1] if place else ""
    after = found[place + 1] if place + 1 < len(found) else ""
    if place and _third_person(word, after):
        return True
    many = (
        before in _SUBJECTS or before in _PLURALS or (before.endswith("s") and len(before) > _FEW)
    )
    if word in INFLECTED:
        return many and (word not in NOUNS_TOO or after in _AFTER_VERB)
    return base_of_past(word) in INFLECTED and before not in _AFTER_VERB


def _third_person(word: str, after: str) -> bool:
    if not word.endswith("s") or word.endswith("ss"):
        return False
    stems = {word[:-1], word[:-2], word[:-3] + "y"} & INFLECTED
    if not stems:
        return False
    return not stems & NOUNS_TOO or after in _AFTER_VERB
