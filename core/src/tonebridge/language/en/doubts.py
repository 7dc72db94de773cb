"""What an English message leaves its reader guessing, as questions."""

import re
from functools import cache

from msgspec import Struct, convert

from tonebridge.language.en.patterns import compiled, word_set
from tonebridge.language.en.raised import Raised, asked
from tonebridge.language.en.readings import readings
from tonebridge.language.en.referents import referents
from tonebridge.language.en.verbs import base_of_past, base_of_third
from tonebridge.language.facts import MASK_CLASS, Masked
from tonebridge.language.lexicon import Hit, Lexicon, folded, knowledge

_TIMES = frozenset({"DEADLINE", "DATE", "TIME"})
_SPECIFIED = re.compile(
    rf"\s*[{MASK_CLASS}]|\s+(?:of|for|from|about|named|called|that|which|with|on|in|by)\b"
)
_NEXT_WORD = re.compile(r"\s+([a-z]{3,})\b")
_NOUN_NEXT = re.compile(r"\s+(?P<noun>[a-z][a-z-]{2,})(?P<more>\s+[a-z][a-z-]{2,})?")
_THAN = re.compile(r"\s+(?:[a-z]+\s+){0,2}than\b")
_HEAD_MARKED = re.compile(r",|\s+(?:in|on|at|with)\b[^,]{0,40},")
_TELLER = re.compile(r"(?:i|you|we|he|she|they) ")
_OBJECT = re.compile(r"\s+(?:the|an?|to|that|it|this|my|your|our|their|some|more|all)\b")
_OPENS = re.compile(r"(?:^|[.!?\n]\s*)$")
_REQUEST = compiled(knowledge("en_clarify")["patterns"]["request"])
_OURS = compiled(knowledge("en_clarify")["patterns"]["ours"])
_RULE = re.compile(
    r"(?<!\bwe)(?<!\bi)(?<!\byou)(?<!\bthey) "
    r"(?:must|has to|have to|does not have to|do not have to)\b"
)
"""Whoever says what others must do states a rule and asks for nothing."""
_ALONE, _SHORT = 3, 12


class Doubt(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that leave something open, and the question about it."""

    question: str
    words: tuple[str, ...] = ()
    before_noun: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    """Those of `before_noun` that are asked about by themselves."""
    weak: bool = False
    bare: bool = False
    time: bool = False


@cache
def _doubts() -> Lexicon[tuple[Doubt | None, Doubt | None]]:
    """Return the words that raise a doubt: before a noun, and elsewhere."""
    listed = convert(knowledge("en_clarify")["doubts"], tuple[Doubt, ...])
    nouns = {words: doubt for doubt in listed for words in doubt.before_noun}
    others = {words: doubt for doubt in listed for words in doubt.words}
    return Lexicon({words: (nouns.get(words), others.get(words)) for words in nouns | others})


def doubts(text: str, masked: Masked, most: int) -> tuple[str, ...]:
    """Return at most so many questions about a text, in the order of its words.

    The text may be a rewording of the masked one. None where nothing but few weak doubts are
    raised: such a message is clear enough.
    """
    low = folded(text)
    asks = _REQUEST.search(low) is not None
    raised = [*_raised(masked, text, low), *referents(text, low), *readings(masked, text, low)]
    timed = any(fact.type in _TIMES for fact in masked.all_facts())
    raised = [each for each in raised if not (each.time and timed)]
    if all(each.weak for each in raised) and not _is_vague(low, masked, len(raised), asks=asks):
        return ()
    chosen = _chosen(raised, most)
    questions = list(dict.fromkeys(each.question for each in sorted(chosen)))
    questions += _gaps(low, questions, asks=asks, timed=timed)
    return tuple(questions[:most])


def _is_vague(low: str, masked: Masked, raised: int, *, asks: bool) -> bool:
    """Tell whether so many weak doubts are too many: a short request that names no fact."""
    if not asks or _RULE.search(low):
        return False
    bare = not masked.facts and not masked.noted and low.count(" ") < _SHORT
    return raised >= (1 if bare else _ALONE)


def _chosen(raised: list[Raised], most: int) -> list[Raised]:
    """Choose the strongest, one of each sort first."""
    chosen: list[Raised] = []
    for again in (False, True):
        for each in sorted(raised, key=lambda one: (one.weak, one.start)):
            new = each.sort not in {one.sort for one in chosen}
            if each not in chosen and (again or new):
                chosen.append(each)
    return chosen[:most]


def _gaps(low: str, questions: list[str], *, asks: bool, timed: bool) -> list[str]:
    """Ask who is to act and by when, where the message says neither."""
    data = knowledge("en_clarify")
    said = " ".join(questions).lower()
    found = []
    if _OURS.search(low) and "who" not in said:
        found.append(data["actor"]["question"])
    if asks and not timed and "when" not in said:
        found.append(data["time"]["question"])
    return found


_NO_NOUNS = word_set("doubts.no_nouns")


def _raised(masked: Masked, text: str, low: str) -> list[Raised]:
    found = []
    for hit in _doubts().find(low):
        before_noun, elsewhere = hit.value
        noun = _NOUN_NEXT.match(low, hit.end) if before_noun else None
        end = hit.end
        doubt, weak = elsewhere, elsewhere is not None and elsewhere.weak
        if before_noun and noun is not None and noun["noun"] not in _NO_NOUNS:
            doubt, end = before_noun, noun.end("noun")
            weak = low[hit.start : hit.end] not in doubt.strong
        if doubt is None or (doubt.bare and masked.facts) or _introduces(low, hit):
            continue
        if _THAN.match(low, end) or (weak and not doubt.time and _is_specified(low, hit, end)):
            continue
        question = asked(doubt.question, text[hit.start : end])
        found.append(Raised(hit.start, question, weak, doubt.time))
    return found


def _is_specified(low: str, hit: Hit[tuple[Doubt | None, Doubt | None]], end: int) -> bool:
    """Tell whether what follows says which one: the file of, the front desk."""
    if _SPECIFIED.match(low, end):
        return True
    following = _NEXT_WORD.match(low, end)
    return (
        low.startswith("the ", hit.start)
        and following is not None
        and following[1] not in _AFTER_NOUN
        and not following[1].endswith(("ly", "ed", "ing"))
        and base_of_third(following[1]) is None
        and base_of_past(following[1]) is None
    )


_AFTER_NOUN = word_set("doubts.after_noun")


def _introduces(low: str, hit: Hit[tuple[Doubt | None, Doubt | None]]) -> bool:
    """Tell whether "as discussed" or "they asked for" leads in what follows, which says it."""
    if _TELLER.match(low, hit.start) and _OBJECT.match(low, hit.end):
        return True
    return (
        low.startswith("as ", hit.start)
        and _OPENS.search(low, 0, hit.start) is not None
        and _HEAD_MARKED.match(low, hit.end) is not None
    )
