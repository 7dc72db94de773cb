"""Say an English sentence ever more curtly, as notes do: no article, no "was", no aside."""

import re
from collections.abc import Callable

from tonebridge.language.en.clauses import words
from tonebridge.language.facts import MASK_CLASS
from tonebridge.language.lexicon import folded, knowledge, marked

_WORDS = knowledge("en_summary")
_NEGATORS = marked(knowledge("guard")["negators"]["en"])
_PARTICIPLE = rf"(?:[a-z]+ed|[a-z]+en|{'|'.join(_WORDS['participles'].split())})\b"
_RELATIVE = re.compile(r",? (?:which|who)\b[^,;]*$")
_GROUND = re.compile(
    r",? (?:(?:mainly|mostly|partly|only|simply|just|probably) )?"
    r"(?:because|since|as|so that|although|though)\b[^,;]*$"
)
_MIDDLE_RELATIVE = re.compile(r", (?:which|who)\b[^,;]*,")
_AFTERTHOUGHT = re.compile("|".join(_WORDS["afterthoughts"]), re.IGNORECASE)
_HEADLINE = re.compile(
    r"^(?:The|An?|There (?:is|are|was|were|will be)|Please|We have(?! (?:to|not|no|never)\b)|"
    r"Our|Your|Their) (?=\S)"
)
_SUBJECT = (
    r"(?<!\bI)(?<!\bhe)(?<!\bwe)(?<!\bit)(?<!\bshe)(?<!\byou)(?<!\bwho)(?<!\bthey)(?<!\bthat)"
    r"(?<!\bthis)(?<!\bwhich)(?<!\bHe)(?<!\bWe)(?<!\bIt)(?<!\bShe)(?<!\bYou)(?<!\bThey)(?<!\bThis)"
    r"(?<!\bThat)(?<!\bThere)(?<!\bthere)"
)
_STATES = _WORDS["states"].replace("{masks}", MASK_CLASS)
_BE = re.compile(
    rf"{_SUBJECT} (?:has been|have been|had been|was|were|is|are|will be|is being|are being) "
    rf"(?={_PARTICIPLE})"
)
_BE_SO = re.compile(
    rf"{_SUBJECT} (?:is|are|was|were|will be|has been|have been) (?=(?:{_STATES})(?![a-z]))"
)
_WILL_NOT = re.compile(rf" will not be (?={_PARTICIPLE})")
_JOINS = re.compile(r"\b(?:and|but|or|which|that|who|until|if|when|as)\b")
_CLAUSE = re.compile(r" (?:that|who|which|whose|where) ")
_DEPENDENT = re.compile(
    r"(?:Until|If|When|While|Because|Since|After|Before|As|Once|Unless|Although)\b"
)
_ARTICLE = re.compile(
    rf" (?:the|an?) (?![{MASK_CLASS}])(?!(?:few|lot|day|week|month|year|bit|little)\b)"
)
_ON_DAY = re.compile(
    rf" on (?=(?:the )?(?:[{MASK_CLASS}](?! ?[{MASK_CLASS}])|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b))"
)
_OWNER = re.compile(r" (?:our|your|their|its) (?=[a-z])")
_LESS = re.compile(rf" (?:{'|'.join(_WORDS['less'])})(?=[ ,.;]|$)", re.IGNORECASE)
_WE = re.compile(
    r"^(?:We|I) (?=(?!may\b|might\b|am\b|are\b|was\b|were\b|have\b|had\b|do\b|did\b|can)[a-z])"
)
_LAST_PHRASE = re.compile(
    r",? (?:in|on|at|for|from|with|during|over|next to|near|by|to) (?:[a-z'-]+ ?){1,4}$"
)
_SHORT_NOT = {
    "do not": "don't",
    "does not": "doesn't",
    "did not": "didn't",
    "cannot": "can't",
    "will not": "won't",
    "is not": "isn't",
    "are not": "aren't",
    "was not": "wasn't",
    "were not": "weren't",
    "have not": "haven't",
    "has not": "hasn't",
}
_NOT = re.compile(rf" ({'|'.join(_SHORT_NOT)})\b")
_FEW, _ENOUGH = 3, 6


def shorter_forms(text: str, *, told: re.Pattern[str]) -> tuple[str, ...]:
    """Return the text, then ever shorter: without clauses that tell nothing, then as notes.

    `told` finds what counts as a fact.
    """

    def kept(clause: str) -> str:
        tells = told.search(clause) or _NEGATORS.has(folded(clause))
        return clause if tells else ""

    lean = _MIDDLE_RELATIVE.sub(lambda found: kept(found[0]), text)
    for tail in (_AFTERTHOUGHT, _RELATIVE):
        lean = _without(tail, lean, kept)
    headline = _upper(_HEADLINE.sub("", lean if _JOINS.search(lean) else _BE.sub(" ", lean)))
    note = _LESS.sub("", _ARTICLE.sub(" ", headline))
    telegram = note
    if _DEPENDENT.match(note) is None and _CLAUSE.search(note) is None:
        telegram = _BE_SO.sub(" ", _WILL_NOT.sub(" not ", _BE.sub(" ", note)))
    telegram = _upper(_OWNER.sub(" ", _ON_DAY.sub(" ", telegram)))
    bare = (
        _upper(_WE.sub("", telegram)).replace(", and ", ", ").replace("eason is that ", "eason: ")
    )
    bare = _NOT.sub(lambda found: f" {_SHORT_NOT[found[1]]}", bare)
    last = _LAST_PHRASE.search(bare)
    if last is not None and len(words(bare[: last.start()])) >= _ENOUGH and told.search(bare):
        bare = bare[: last.start()] + kept(last[0])
    claim = _without(_GROUND, bare, kept)
    return tuple(dict.fromkeys((text, lean, headline, note, telegram, bare, claim)))


def _without(tail: re.Pattern[str], text: str, kept: Callable[[str], str]) -> str:
    """Leave out the end of a text that tells nothing, where enough stands before it."""
    found = tail.search(text)
    if found is None or len(words(text[: found.start()])) <= _FEW:
        return text
    return text[: found.start()] + kept(found[0])


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
