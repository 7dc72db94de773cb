"""Requests and prohibitions: from an order to a question, by intensity."""

import re

from msgspec import Struct

from tonebridge.language.en.grammar import gerund_phrase, lower_first, opens_request
from tonebridge.language.en.patterns import pattern
from tonebridge.language.en.verbs import base_of_gerund
from tonebridge.language.facts import MASK_CLASS


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


class Composer(Struct):
    """What earlier sentences of the message have used up already."""

    level: int
    """0 light, 1 medium, 2 strong."""
    asked: int = 0
    avoided: int = 0
    regretted: bool = False
    together: bool = False
    thanked: bool = False
    heated: bool = False
    """The message holds hostility, so that plain remarks in it are blame too."""


_KEEP = pattern("requests.keep")
_FILLER = pattern("requests.filler")
_TAIL_PLEASE = re.compile(r",?\s+(?:please|pls|plz)\b(?=$|[,.])", re.IGNORECASE)
_SPLICE = pattern("requests.splice")
_HASTE = re.compile(r"\bnow\b|\bright now\b", re.IGNORECASE)


def ask(verb_phrase: str, composer: Composer, reason: str = "imperative") -> Turn:
    """Ask for what a base verb phrase says, in the wording of this intensity."""
    phrase = _TAIL_PLEASE.sub(
        "", _FILLER.sub("", verb_phrase, count=1) if _FILLER.match(verb_phrase) else verb_phrase
    )
    phrase = re.sub(r"\b(?:please|pls|plz) ", "", phrase, flags=re.IGNORECASE)
    phrase = lower_first(phrase.strip(" ,"))
    phrase, after = _without_splice(phrase)
    place, composer.asked = composer.asked, composer.asked + 1
    if composer.level == 0:
        text, closing, strategy = f"Please {phrase}", ".", "please"
    elif composer.level == 1:
        text, closing, strategy = _medium(phrase, place)
    else:
        text, closing, strategy = _strong(phrase, place)
    return Turn(text, closing, reason, strategy, request=True, rest=after)


def _medium(phrase: str, place: int) -> tuple[str, str, str]:
    if place == 0:
        return f"Could you please {phrase}", "?", "indirect_request"
    if place % 2:
        also = "" if re.search(r"\b(?:also|too|as well)\b", phrase) else "also "
        return f"Could you {also if place == 1 else ''}{phrase}", "?", "indirect_request"
    return f"Please {phrase}", ".", "please"


def _strong(phrase: str, place: int) -> tuple[str, str, str]:
    if place == 0:
        return f"Would it be possible for you to {phrase}", "?", "ask_possibility"
    if place % 2:
        return f"Could you please {phrase}", "?", "indirect_request"
    return f"I would be grateful if you could {phrase}", ".", "ask_possibility"


_OR_ELSE = pattern("requests.or_else")
_ADDRESS_LAST = re.compile(rf"(.+?):\s+([{MASK_CLASS}])$", re.DOTALL)


def _without_splice(phrase: str) -> tuple[str, str]:
    address = _ADDRESS_LAST.match(phrase)
    if address:
        return address[1], address[2]
    otherwise = _OR_ELSE.search(phrase)
    if otherwise:
        return phrase[: otherwise.start()], "Otherwise " + phrase[otherwise.end() :]
    found = _SPLICE.search(phrase)
    if found is None or found.start() < 3:
        return phrase, ""
    rest = phrase[found.end() :].strip()
    return phrase[: found.start()], rest[:1].upper() + rest[1:]


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


_FORBID = pattern("requests.forbid")
_STOP = pattern("requests.stop")
_HARMLESS = pattern("requests.harmless")


_NO_MORE = pattern("requests.no_more")
_STOP_IT = pattern("requests.stop_it")
_NOT_EVEN = pattern("requests.not_even")


def prohibition(text: str, composer: Composer) -> Turn | None:
    """Soften `don't …`, `never …` and `stop …ing`."""
    if _STOP_IT.fullmatch(text):
        wording = (
            "Please stop this",
            "Could we please stop this",
            "I would be grateful if we could stop this",
        )[composer.level]
        return Turn(wording, ".?."[composer.level], "prohibition", "avoid_together", request=True)
    more = _NO_MORE.fullmatch(text)
    if more:
        what = ("more " if text.lower().startswith("no more") else "") + re.sub(
            r"^the ", "", more["what"]
        )
        wording = (
            f"Please no {what}",
            f"Could we please avoid {what}",
            f"I would be grateful if we could avoid {what}",
        )[composer.level]
        return Turn(wording, ".?."[composer.level], "prohibition", "avoid_together", request=True)
    stopped = _STOP.match(text)
    if stopped and base_of_gerund(stopped[2].lower()):
        rest = (
            stopped[1][len(stopped[2]) :]
            if stopped[1].lower().startswith(stopped[2].lower())
            else ""
        )
        base = base_of_gerund(stopped[2].lower()) or ""
        turn = avoid(base + rest, composer)
        if composer.level == 0:
            turn.text = f"Please stop {lower_first(stopped[1])}"
        return turn
    found = _FORBID.match(text)
    if found is None:
        return None
    what = found[1].strip()
    if re.match(r"forget to\b", what, re.IGNORECASE):
        return _remember(text, what, composer)
    if _HARMLESS.match(what):
        return None
    even = _NOT_EVEN.fullmatch(what)
    if even:
        base = base_of_gerund(even["verb"].lower()) or even["verb"].lower()
        return avoid(base + even["rest"], composer)
    if what.lower().startswith("be "):
        return Turn(
            f"Please do not {lower_first(what)}", ".", "prohibition", "please", request=True
        )
    return (
        avoid(what, composer)
        if opens_request(what) or composer.level == 0
        else _not(what, composer)
    )


def _not(what: str, composer: Composer) -> Turn:
    text, closing = f"Could you please not {lower_first(what)}", "?"
    if composer.level > 1:
        text, closing = f"I would be grateful if you could not {lower_first(what)}", "."
    composer.avoided += 1
    return Turn(text, closing, "prohibition", "avoid_together", request=True)


def _remember(text: str, what: str, composer: Composer) -> Turn | None:
    if text.lower().startswith("please"):
        return None
    composer.asked += 1
    return Turn(f"Please do not {lower_first(what)}", ".", "imperative", "please", request=True)


_CLAUSE_FIRST = pattern("requests.clause_first")
_CAN_YOU = pattern("requests.can_you")
_PLEASE = re.compile(r"(?:please|pls|plz|kindly),? (.+)", re.IGNORECASE | re.DOTALL)
_NEED_YOU = pattern("requests.need_you")
_NEED_IT = pattern("requests.need_it")
_WANTS = re.compile(r"\b(?:need|want|demand|expect|require|must have)\b")
_MUST_BE = pattern("requests.must_be")


def request(text: str, closing: str, composer: Composer) -> Turn | None:
    """Soften an order in any of its forms."""
    if text.lower().startswith(("please ", "pls ", "plz ", "kindly ", "please, ")):
        return _already_please(text, composer)
    if closing.startswith("?"):
        return _question(text, composer) or _answer_me(text, composer)
    low = text.lower()
    needed = (
        _NEED_YOU.match(text) if "you" in low or "one to " in low or "body to " in low else None
    )
    if needed and opens_request(needed[1]) and not _KEEP.match(needed[1]):
        return ask(needed[1], composer)
    if needed and needed[1].lower().startswith("be ") and "supposed" not in text:
        return ask(needed[1], composer)
    wanted = _NEED_IT.match(text) if _WANTS.search(low) else None
    if wanted and not re.match(
        r"(?:help|advice|feedback|your (?:help|advice|input|feedback|support))\b",
        wanted[1],
        re.IGNORECASE,
    ):
        return _have(wanted[1], composer)
    must = _MUST_BE.match(text) if " be " in low or " been " in low else None
    if must and composer.level and (composer.heated or _HASTE.search(text)):
        return Turn(
            f"It would be great if {lower_first(must[1])} could be {must[2]}",
            ".",
            "imperative",
            "indirect_request",
            request=True,
        )
    if _KEEP.match(text):
        return None
    if opens_request(text):
        return ask(text, composer)
    plain = _FILLER.sub("", text, count=1) if _FILLER.match(text) else text
    if plain != text and opens_request(plain):
        return ask(plain, composer)
    if plain.lower().startswith("be ") and len(plain) > len("be "):
        return ask(plain, composer)
    first = _CLAUSE_FIRST.match(text)
    if first and opens_request(first[2]) and not _KEEP.match(first[2]):
        turn = ask(first[2], composer)
        turn.text = first[1].rstrip() + " " + lower_first(turn.text)
        return turn
    if first and (forbidden := prohibition(first[2], composer)):
        forbidden.text = first[1].rstrip() + " " + lower_first(forbidden.text)
        return forbidden
    return None


def _already_please(text: str, composer: Composer) -> Turn | None:
    found = _PLEASE.match(text)
    if found is None:
        return None
    composer.asked += 1
    if (
        composer.level > 1
        and composer.asked == 1
        and opens_request(found[1])
        and not _KEEP.match(found[1])
    ):
        composer.asked -= 1
        return ask(found[1], composer)
    return None


def _question(text: str, composer: Composer) -> Turn | None:
    found = _CAN_YOU.match(text)
    if found is None:
        return None
    polite = re.match(r"(?:could|would) you\b", text, re.IGNORECASE) or "please" in text.lower()
    if polite or not composer.level or not opens_request(found[1]):
        composer.asked += 1
        return None
    return ask(found[1], composer)


def _answer_me(text: str, composer: Composer) -> Turn | None:
    """Ask in two sentences where an order announces a question."""
    order, colon, question = text.partition(": ")
    if not colon or not opens_request(order):
        return None
    turn = ask(order, composer)
    turn.text = f"{turn.text}{turn.closing} {question[:1].upper()}{question[1:]}"
    turn.closing = "?"
    return turn


def _have(thing: str, composer: Composer) -> Turn:
    place, composer.asked = composer.asked, composer.asked + 1
    thing, after = _without_splice(lower_first(_TAIL_PLEASE.sub("", thing)))
    if composer.level == 0:
        text, closing = f"Could I have {thing}", "?"
    elif composer.level == 1 and place == 0:
        text, closing = f"Could I please have {thing}", "?"
    elif composer.level == 1:
        text, closing = f"Could I also have {thing}", "?"
    else:
        text, closing = f"I would be grateful if I could have {thing}", "."
    return Turn(text, closing, "imperative", "indirect_request", request=True, rest=after)


_INNER = pattern("requests.inner")
_SURE = pattern("requests.sure")


def split_before_request(text: str) -> tuple[str, str] | None:
    """Cut a sentence whose last clause is an order after a clause that is none."""
    if (
        opens_request(text)
        or _CLAUSE_FIRST.match(text)
        or text.lower().startswith(
            (
                "please ",
                "could ",
                "can ",
                "would ",
                "if ",
                "when ",
                "once ",
                "before ",
                "after ",
                "as soon",
                "unless ",
                "until ",
            )
        )
    ):
        return None
    for found in _INNER.finditer(text):
        rest = text[found.end() :]
        forbids = re.match(
            r"(?:please )?(?:don't|do not|dont|never|stop \w+ing)\b", rest, re.IGNORECASE
        )
        if (
            forbids
            or (opens_request(rest) and _SURE.match(rest))
            or rest.lower().startswith("please ")
        ):
            head = text[: found.start()].strip()
            if re.search(r"\b(?:to|and|or)$", head) or ("," not in found[1] and ":" in found[1]):
                continue
            return head, rest
    return None
