"""Write the shorthand of chats out: abbreviations, slips of the fingers, missing punctuation."""

import re
from functools import cache
from typing import NamedTuple

from tonebridge.language.en import trades
from tonebridge.language.en.digits import readings_of
from tonebridge.language.en.grammar import upper_first
from tonebridge.language.en.spelling import slips
from tonebridge.language.facts import MASK_CLASS
from tonebridge.language.ja.rewrite.draft import Draft
from tonebridge.language.lexicon import Hit, Lexicon, folded, knowledge

_TINY = 2
_NAMES = frozenset({"tia", "est", "sim", "pat", "jan", "max"})
"""Shorthand that, with a capital, is a name."""
_MAY_SHOUT = frozenset({"db", "hq", "vm", "ux", "sw", "hw", "pw", "pr", "np", "dl", "rn"})
"""Two letters that are shorthand in capitals too."""
_ARTICLE = re.compile(r"\b(?:the|an?|our|your|my|this|that)\s+$", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"\s+(?:on )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow)", re.IGNORECASE
)
_PREVIOUS = re.compile(r"([A-Za-z0-9/']+)[ \t]+$")
_NEXT = re.compile(r"[ \t]+([A-Za-z']+)")
_MARK_NEXT = re.compile(r"\s*(?:[,:;.!?–—-]|\Z)")
_FACT_NEXT = re.compile(rf"[ \t]+(?:[~@][ \t]?)?[{MASK_CLASS}]")
_JOINING = frozenset({"-", "/", "'", "’"})
_LONE_I = re.compile(r"(?<![A-Za-z0-9'’.])i(?=[ ,'’.?!]|\Z)(?!\.e)")
_THANKS = re.compile(
    r"(?:, *|(?<=[a-z]) +)(?=thank you\b(?: (?:so|very) much| in advance)?[.!]*\Z)"
)
_QUESTION = re.compile(
    r"(?:(?:hi|hey|hello)\b[^,]{0,20},? |so |and |but |also |ok |please )?"
    r"(?:can|could|will|would|is|are|was|were|do|does|did|has|have|shall|should|may|"
    r"what|what's|when|when's|where|where's|who|who's|whose|which|how|how's|why|any)\b(?!['’]t)"
    r"(?! (?:i|we) [a-z]+ [^,]+,)",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(r"[a-z]")


class Chat(NamedTuple):
    """What a whole message shows of its writer's habits."""

    loose: bool
    """Shorthand stands in it, so that a lone `n` is an `and`."""
    words: dict[str, str]
    """What its shorthand stands for in the writer's trade."""


class _Tables(NamedTuple):
    sure: Lexicon[str]
    loose: Lexicon[str]
    acronyms: frozenset[str]
    dropped: re.Pattern[str]
    before: dict[str, tuple[frozenset[str], str]]
    after: dict[str, tuple[frozenset[str], str]]


@cache
def _tables() -> _Tables:
    data = knowledge("en_shorthand")
    pairs = {
        wrong: right.replace("_", " ")
        for section in ("misspelled", "apostrophes")
        for entry in "".join(data[section]["words"].splitlines()).split("|")
        if entry
        for wrong, right in [entry.split()]
    }
    context = {
        name: {
            short: (frozenset(rule["words"].split()), rule["after"])
            for short, rule in data[name].items()
        }
        for name in ("before", "after")
    }
    only_in_context = dict.fromkeys((*context["before"], *context["after"]), "")
    sure = {**only_in_context, **pairs, **trades.SURE, **data["abbreviations"]}
    loose = {**data["acronyms"], **sure, **trades.LOOSE, **data["loose"]}
    return _Tables(
        Lexicon(dict(sorted(sure.items()))),
        Lexicon(dict(sorted(loose.items()))),
        frozenset(data["acronyms"]),
        re.compile(
            rf",? ?(?<![A-Za-z])(?:{'|'.join(data['dropped']['words'].split())})(?![A-Za-z])[!.]*"
        ),
        context["before"],
        context["after"],
    )


def chat_of(text: str) -> Chat:
    """Read a masked text's habits, once a message."""
    low = folded(text)
    loose = any(_written(text, hit) for hit in _tables().sure.find(low))
    loose = loose or bool(readings_of(text, loose=False))
    words = trades.words_of(text, loose=loose)
    return Chat(loose or bool(words), words)


def write_out(draft: Draft, chat: Chat) -> None:
    """Put each abbreviation of a sentence in full."""
    tables = _tables()
    lexicon = tables.loose if chat.loose else tables.sure
    if chat.loose:
        for idle in reversed(list(tables.dropped.finditer(folded(draft.text)))):
            end = idle.end()
            while idle.start() == 0 and draft.text[end : end + 1] in {" ", ","}:
                end += 1
            draft.replace(idle.start(), end, "", reason="filler", strategy="leave_out")
    for hit in reversed(lexicon.find(folded(draft.text))):
        own = folded(draft.text[hit.start : hit.end]) in chat.words
        after = None if own else _written(draft.text, hit)
        if after is not None:
            _put(draft, hit.start, hit.end, after, "abbreviation")
    for hit in reversed(Lexicon(chat.words).find(folded(draft.text))):
        after = _of_trade(draft.text, hit)
        if after is not None:
            _put(draft, hit.start, hit.end, after, "abbreviation")
    for slip in reversed(slips(draft.text, loose=chat.loose)):
        _put(draft, slip.start, slip.end, slip.word, "abbreviation")
    for reading in reversed(readings_of(draft.text, loose=chat.loose)):
        _put(draft, reading.start, reading.end, reading.word, "abbreviation")


def _of_trade(text: str, hit: Hit[str]) -> str | None:
    """Return the full words for one hit of a trade's shorthand."""
    short = text[hit.start : hit.end]
    if _touches(text, hit) or (short[0].isupper() and short[1:].islower() and hit.start > 0):
        return None
    after = _fitted(text, hit, _by_context(text, hit) or hit.value)
    shouted = short.isupper() and len(short) > 1
    if shouted and not text.isupper() and folded(short) in _tables().acronyms:
        after = f"{after} ({short})"
    return upper_first(after) if hit.start == 0 else after


def _written(text: str, hit: Hit[str]) -> str | None:
    """Return the full words for one hit; None where it is no shorthand here."""
    short = text[hit.start : hit.end]
    fitting = _by_context(text, hit)
    after = fitting or hit.value
    if not after or not _is_meant(text, hit, after, sure=fitting is not None):
        return None
    after = _fitted(text, hit, after)
    shouted = short.isupper() and len(short) > 1
    if hit.start == 0 or (short[:1].isupper() and not shouted):
        after = upper_first(after)
    if shouted and not text.isupper() and folded(short) in _tables().acronyms:
        return f"{after} ({short})"
    return after


def _by_context(text: str, hit: Hit[str]) -> str | None:
    short = folded(text[hit.start : hit.end])
    tables = _tables()
    rule = tables.before.get(short)
    if rule is not None:
        following = _NEXT.match(text, hit.end)
        word = folded(following[1]) if following else ""
        if word in rule[0] or (
            "ing" in rule[0] and word.endswith("ing") and len(word) > len("xing")
        ):
            return rule[1]
    rule = tables.after.get(short)
    if rule is not None:
        previous = _PREVIOUS.search(text, max(0, hit.start - 30), hit.start)
        if previous is not None and folded(previous[1]) in rule[0]:
            return rule[1]
    return None


def _is_meant(text: str, hit: Hit[str], after: str, *, sure: bool) -> bool:
    short = text[hit.start : hit.end]
    if _touches(text, hit):
        return False
    if short.islower() or not short[0].isalpha():
        return True
    low, tiny = folded(short), len(short) <= _TINY
    if short.isupper():
        known = low in _MAY_SHOUT or low in _tables().acronyms or text.isupper()
        machine = _ARTICLE.search(text[: hit.start]) and "moment" in after
        return (known or not tiny) and not machine
    if after[:1].isupper() and low not in _NAMES:
        return True
    return hit.start == 0 and (sure or not tiny) and low not in _NAMES


def _touches(text: str, hit: Hit[str]) -> bool:
    """Tell whether the letters are part of a longer name: `env-file`, `docs/`, `it's`."""
    before = text[hit.start - 1 : hit.start] if hit.start else ""
    after = text[hit.end : hit.end + 1]
    return before in _JOINING | {"."} or after in _JOINING or _is_dotted(text, hit.end)


def _is_dotted(text: str, end: int) -> bool:
    """Tell whether a name goes on behind a full stop: `docs.google`."""
    return text[end : end + 1] == "." and text[end + 1 : end + 2].isalnum()


def _fitted(text: str, hit: Hit[str], after: str) -> str:
    """Fit the full words to what stands around them."""
    if after.startswith("the end of"):
        if _WEEKDAY.match(text, hit.end):
            after = after.replace("the end of the", "end of")
        elif _ARTICLE.search(text[: hit.start]):
            after = after.removeprefix("the ")
    if after.endswith(",") and _MARK_NEXT.match(text, hit.end):
        after = after.removesuffix(",")
    if after.startswith("estimated time") and _FACT_NEXT.match(text, hit.end):
        after += ":"
    return after


def punctuate(draft: Draft, chat: Chat, closing: str) -> None:
    """Give a chatty sentence capitals, a full stop, and its thanks a sentence of their own."""
    if not chat.loose:
        return
    for lone in reversed(list(_LONE_I.finditer(draft.text))):
        _put(draft, lone.start(), lone.end(), "I")
    thanks = _THANKS.search(draft.text)
    if thanks is not None and thanks.start() > 0:
        mark = "?" if _QUESTION.match(draft.text) else "."
        _put(draft, thanks.start(), thanks.end() + 1, f"{mark} T")
    first = _CAPITALISED.match(draft.text)
    if first is not None:
        _put(draft, 0, 1, draft.text[0].upper())
    if not closing and draft.text[-1:].isalnum():
        end = len(draft.text)
        asks = _QUESTION.match(draft.text) and thanks is None
        _put(draft, end, end, "?" if asks else ".")


def _put(draft: Draft, start: int, end: int, after: str, reason: str = "punctuation") -> None:
    draft.replace(start, end, after, reason=reason, strategy="write_in_full")
