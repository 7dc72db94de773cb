"""How a request and a ban are worded: from an order to a question, by intensity."""

import re

from msgspec import Struct

from tonebridge.language.en.grammar import gerund_phrase, lower_first, upper_first
from tonebridge.language.en.patterns import pattern, word_set
from tonebridge.language.en.verbs import BASES, base_of_gerund
from tonebridge.language.facts import MASK_CLASS

_CASUAL, PLAIN_REGISTER, _FORMAL = 1, 2, 3
"""How formal the wording is, as presets count it."""


class Turn(Struct):
    """What became of a clause."""

    text: str
    """Without its full stop; empty where the clause is left out."""
    closing: str
    reason: str
    strategy: str
    request: bool = False
    rest: str = ""
    """A statement that was joined to the clause and stands on its own now."""
    ended: bool = False
    """The text brings its own end, so no full stop is added."""


class Composer(Struct):
    """What earlier sentences of the message have used up already."""

    level: int
    """0 light, 1 medium, 2 strong."""
    register: int = PLAIN_REGISTER
    """1 casual, 2 polite, 3 formal."""
    asked: int = 0
    avoided: int = 0
    regretted: bool = False
    together: bool = False
    thanked: bool = False
    short: bool = False
    """The message is so short that thanks would make it twice as long."""
    heated: bool = False
    """The message holds hostility, so that plain remarks in it are blame too."""


FILLER = pattern("requests.filler")
"""Words before an order that add nothing to it."""
_TAIL_PLEASE = re.compile(r",?\s+(?:please|pls|plz)\b(?=$|[,.])", re.IGNORECASE)
_ANY_PLEASE = re.compile(r"\b(?:please|pls|plz) ", re.IGNORECASE)
_SPLICE = pattern("requests.splice")


def ask(verb_phrase: str, composer: Composer, reason: str = "imperative") -> Turn:
    """Ask for what a base verb phrase says, in the wording of this intensity."""
    filler = FILLER.match(verb_phrase)
    phrase = _TAIL_PLEASE.sub("", verb_phrase[filler.end() :] if filler else verb_phrase)
    phrase = _ANY_PLEASE.sub("", phrase)
    phrase = lower_first(phrase.strip(" ,"))
    phrase, after = _without_splice(phrase)
    phrase = phrase.removesuffix(" already")
    place, composer.asked = composer.asked, composer.asked + 1
    if composer.level == 0:
        text, closing, strategy = f"Please {phrase}", ".", "please"
    elif composer.level == 1:
        text, closing, strategy = _medium(phrase, place, composer.register)
    else:
        text, closing, strategy = _strong(phrase, place, composer)
    return Turn(text, closing, reason, strategy, request=True, rest=after)


def _medium(phrase: str, place: int, register: int) -> tuple[str, str, str]:
    if place == 0:
        asked = {_CASUAL: "Can you please", _FORMAL: "Would you kindly"}
        return f"{asked.get(register, 'Could you please')} {phrase}", "?", "indirect_request"
    if place % 2:
        also = "" if re.search(r"\b(?:also|too|as well)\b", phrase) else "also "
        return f"Could you {also if place == 1 else ''}{phrase}", "?", "indirect_request"
    return f"Please {phrase}", ".", "please"


def _strong(phrase: str, place: int, composer: Composer) -> tuple[str, str, str]:
    if place == 0 and composer.register == _CASUAL:
        return f"It would be great if you could {phrase}", ".", "ask_possibility"
    if place == 0 and composer.register == _FORMAL:
        return f"I would be most grateful if you could {phrase}", ".", "ask_possibility"
    if place == 0 and not composer.short:
        return f"Would it be possible for you to {phrase}", "?", "ask_possibility"
    if place % 2:
        return f"Could you please {phrase}", "?", "indirect_request"
    return f"I would be grateful if you could {phrase}", ".", "ask_possibility"


_AND_FORBIDS = pattern("requests.and_forbids")
_TOLD = re.compile(
    r": (?P<rest>(?:the|this|that|it|there|we|i|they|nobody|our|my|your) .+)$",
    re.IGNORECASE | re.DOTALL,
)
_AND_STATES = pattern("requests.and_states")
_FINITE = pattern("grammar.finite")
_SPLICED = re.compile("[,–—-]")
_OR_ELSE = pattern("requests.or_else")
_ADDRESS_LAST = re.compile(rf"(.+?):\s+([{MASK_CLASS}])$", re.DOTALL)


def _without_splice(phrase: str) -> tuple[str, str]:
    """Part what is asked for from what is joined to it, which stands on its own then."""
    for parted in (_addressed_last, _otherwise, _told, _joined, _spliced):
        found = parted(phrase)
        if found is not None:
            return found
    return phrase, ""


def _addressed_last(phrase: str) -> tuple[str, str] | None:
    address = _ADDRESS_LAST.match(phrase) if ":" in phrase else None
    return (address[1], address[2]) if address else None


def _otherwise(phrase: str) -> tuple[str, str] | None:
    found = _OR_ELSE.search(phrase) if " or " in phrase else None
    return (phrase[: found.start()], _consequence(phrase[found.end() :])) if found else None


def _told(phrase: str) -> tuple[str, str] | None:
    found = _TOLD.search(phrase) if ": " in phrase else None
    if found is None or _FINITE.search(found["rest"].lower()) is None:
        return None
    return phrase[: found.start()], upper_first(found["rest"])


def _joined(phrase: str) -> tuple[str, str] | None:
    if " and " not in phrase and " but " not in phrase:
        return None
    found = _AND_STATES.search(phrase) or _AND_FORBIDS.search(phrase)
    return (phrase[: found.start()], upper_first(phrase[found.end() :])) if found else None


def _spliced(phrase: str) -> tuple[str, str] | None:
    found = _SPLICE.search(phrase) if _SPLICED.search(phrase) else None
    if found is None:
        return None
    rest = phrase[found.end() :].strip()
    if rest.lower().startswith("otherwise "):
        return phrase[: found.start()], _consequence(rest[len("otherwise ") :])
    return phrase[: found.start()], upper_first(rest)


_DOES = pattern("requests.does")
_BEFALLS = word_set("requests.befalls")
"""What happens to people, so that they do not have to do it."""


def _consequence(text: str) -> str:
    """Say what follows otherwise: `I'm calling off the deal` is nothing that is wished for."""
    found = _DOES.fullmatch(text)
    verb = found["verb"].lower() if found else ""
    base = verb if verb in BASES else base_of_gerund(verb)
    if found is None or base is None:
        return f"Otherwise {text}"
    who = "I" if found["who"].lower() == "i" else "we"
    if base in _BEFALLS:
        return f"Otherwise {who} would {base}{found['rest']}"
    return f"Otherwise {who} would have to {base}{found['rest']}"


def avoid(verb_phrase: str, composer: Composer) -> Turn:
    """Ask that something not be done; `verb_phrase` opens with the base verb."""
    phrase = lower_first(_TAIL_PLEASE.sub("", verb_phrase).strip(" ,"))
    phrase, after = _without_splice(phrase)
    place, composer.avoided = composer.avoided, composer.avoided + 1
    doing = gerund_phrase(phrase)
    if composer.level == 0:
        text, closing, strategy = f"Please do not {phrase}", ".", "please"
    elif doing is None:
        text, closing, strategy = f"Could you please not {phrase}", "?", "avoid_together"
        if composer.level > 1:
            text, closing = f"I would be grateful if you could not {phrase}", "."
    elif composer.level == 1:
        please = "please " if place == 0 else ""
        text, closing, strategy = f"Could we {please}avoid {doing}", "?", "avoid_together"
    else:
        text, closing, strategy = (
            f"I would be grateful if we could avoid {doing}",
            ".",
            "avoid_together",
        )
    return Turn(text, closing, "prohibition", strategy, request=True, rest=after)


def have(thing: str, composer: Composer) -> Turn:
    """Ask to be given a thing, in the wording of this intensity."""
    place, composer.asked = composer.asked, composer.asked + 1
    thing, after = _without_splice(lower_first(_TAIL_PLEASE.sub("", thing)))
    if composer.level == 0:
        text, closing = f"Could I have {thing}", "?"
    elif composer.level == 1 and place == 0:
        text, closing = f"Could I please have {thing}", "?"
    elif composer.level == 1 or place or composer.avoided:
        text, closing = f"Could I also have {thing}", "?"
    else:
        text, closing = f"I would be grateful if I could have {thing}", "."
    return Turn(text, closing, "imperative", "indirect_request", request=True, rest=after)
