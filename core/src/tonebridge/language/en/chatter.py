"""Sentences that say nothing of the matter: greetings, asides, cheer, and talk of the message."""

import re

from tonebridge.language.en.clauses import is_greeting
from tonebridge.language.en.courtesy import closes, is_small_talk
from tonebridge.language.facts import MASK_CLASS
from tonebridge.language.lexicon import folded, knowledge, marked

_WORDS = knowledge("en_summary")
_MASK = re.compile(f"[{MASK_CLASS}]")
_FIRM = marked(_WORDS["firm"])
_DECISIONS = marked(_WORDS["decisions"])
_ASIDES = re.compile("|".join(_WORDS["asides"]))
_OPENINGS = re.compile("|".join(_WORDS["openings"]))
_GREETINGS = re.compile(_WORDS["openings"][0])
_HOPES = re.compile(
    r"(?:hope|hoping|trust|thanks|thank you|sorry|apologies|congrat|well$|look$|ok$|right$|happy )"
)
_SIGNS = re.compile(
    r"(?:best|cheers|regards|yours|sincerely|greetings|love|thanks|thx|ciao|bye|"
    r"(?:kind|warm|best|many|with) [a-z ]{2,30})[,!]? (?:[a-z]+(?:[ ,]+|$)){1,4}$"
)
_COURTS = re.compile(
    r"(?:(?:many )?thanks|thank you|sorry|apologies|(?:my|our) (?:sincere )?apologies|"
    r"(?:hello|hi),? sorry)\b"
)
_CLOSINGS = re.compile("|".join(_WORDS["closings"]))
_CHATTY = re.compile(
    r"(?:i|i['’]m|i['’]ve|i['’]d|i['’]ll|my|me|don['’]t|can['’]t|you|let['’]s|no|not)\b"
)


def is_chatter(text: str, *, opening: bool, closing: bool, cheer: bool, named: bool) -> bool:
    """Tell whether a sentence can go: what it says is no news, or it has no facts to tell.

    `opening` and `closing` say that nothing but chatter stands before or behind it, `named`
    that a person or a day is.
    """
    if closes(text) or is_greeting(text):
        return True
    said = folded(text)
    firm, edge = _FIRM.has(said), opening or closing
    facts = bool(_MASK.search(text)) or (named and not opening)
    if _ASIDES.search(said) and not (facts and firm):
        return True
    if facts:
        return False
    if is_small_talk(text, edge=edge) and (edge or not _DECISIONS.has(said)):
        return True
    ends = (
        (opening and _OPENINGS.match(said))
        or (closing and (cheer or _CLOSINGS.match(said)))
        or (edge and _CHATTY.match(said))
    )
    return bool(ends) and not firm


def only_courts(body: str, *, named: bool) -> bool:
    """Tell whether a whole sentence thanks, excuses or signs, whatever it goes on to say."""
    said = folded(body)
    if _MASK.search(body) or _FIRM.has(said):
        return False
    return _SIGNS.match(said) is not None or (not named and _COURTS.match(said) is not None)


def is_aside(piece: str, *, first: bool) -> bool:
    """Tell whether a piece between commas can go; `first` says that nothing stands before it."""
    if _MASK.search(piece):
        return False
    said = folded(piece)
    greets = first and (_GREETINGS.match(said) or _HOPES.match(said))
    if is_greeting(piece) or _ASIDES.search(said) or greets:
        return not _FIRM.has(said)
    return is_small_talk(piece) and not _DECISIONS.has(said)
