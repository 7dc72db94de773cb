"""Requests and prohibitions: from an order to a question, by intensity."""

import re

from msgspec import Struct

from tonebridge.language.en.grammar import gerund_phrase, lower_first, opens_request
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


_KEEP = re.compile(
    rf"(?:please\b|see (?:also )?(?:[{MASK_CLASS}]|you|below|above|attached|the attached)|note that|take care|keep up|keep in touch|have a |enjoy|"
    r"thank|thanks|let's|let us|say hi|say hello|let me know|feel free|look forward|remember that|"
    r"imagine|suppose|guess what|welcome|forgive|pardon|excuse)",
    re.IGNORECASE,
)
_FILLER = re.compile(r"(?:(?:just|simply|please|kindly|now|then|so|and|pls|plz|better|also|immediately) )+", re.IGNORECASE)
_TAIL_PLEASE = re.compile(r",?\s+(?:please|pls|plz)\b(?=$|[,.])", re.IGNORECASE)
_SPLICE = re.compile(
    r"(?:,|\s[-–—]+|—)\s+(?:(?:because|since|as|cause)\s+)?(?=(?:it|this|that|they|we|you|i|there|he|she|nobody|everyone|"
    r"(?:the|our|my|your|all) [\w'-]+(?: [\w'-]+)?)(?:'s|'re|'m|'ve|'ll| is| are| was| were| has| have| can| can't| will| won't| need| needs|"
    r" am| must| keeps?| do| does| don't| doesn't| didn't| isn't| aren't| want| wants| expects?| starts?| ends?|"
    r" fails?| failed| broke| asked| said| depends?| waits?| looks?)\b)|(?:,|\s[-–—]+)\s+(?=otherwise\b)",
    re.IGNORECASE,
)
_HASTE = re.compile(r"\bnow\b|\bright now\b", re.IGNORECASE)


def ask(verb_phrase: str, composer: Composer, reason: str = "imperative") -> Turn:
    """Ask for what a base verb phrase says, in the wording of this intensity."""
    phrase = _TAIL_PLEASE.sub("", _FILLER.sub("", verb_phrase, count=1) if _FILLER.match(verb_phrase) else verb_phrase)
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
    if after:
        return Turn(f"{text}{closing} {after}", ".", reason, strategy, request=True)
    return Turn(text, closing, reason, strategy, request=True)


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


def _without_splice(phrase: str) -> tuple[str, str]:
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
        text, closing, strategy = f"I would be grateful if we could avoid {doing}", ".", "avoid_together"
    if after:
        return Turn(f"{text}{closing} {after}", ".", "prohibition", strategy, request=True)
    return Turn(text, closing, "prohibition", strategy, request=True)


_FORBID = re.compile(
    r"(?:please |pls |just |and |now )*(?:(?:don't|do not|dont|never|don’t|you (?:must not|mustn't|can't|cannot|can not|shouldn't|should not|may not|are not (?:allowed|supposed) to|"
    r"aren't (?:allowed|supposed) to|better not|had better not|don't get to|do not get to|'re not (?:allowed|supposed) to)|nobody (?:should|may|can|is allowed to)|no one (?:should|may|can|is allowed to))"
    r"(?: (?:ever|even|just|you|dare|you dare|again))*)\s+(.+)",
    re.IGNORECASE | re.DOTALL,
)
_STOP = re.compile(
    r"(?:please |pls |just |and |now )*(?:stop|quit|no more|enough (?:with|of) (?:the|your)|you (?:need|have) to stop|you must stop|can you stop|could you stop|will you stop|would you stop|can we stop) "
    r"((?:\w+ly )?([a-z]+ing)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_HARMLESS = re.compile(r"(?:worry|hesitate|forget to|be afraid|be shy|rush|stress)\b", re.IGNORECASE)


def prohibition(text: str, composer: Composer) -> Turn | None:
    """Soften `don't …`, `never …` and `stop …ing`."""
    stopped = _STOP.match(text)
    if stopped and base_of_gerund(stopped[2].lower()):
        rest = stopped[1][len(stopped[2]) :] if stopped[1].lower().startswith(stopped[2].lower()) else ""
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
    if what.lower().startswith("be "):
        return Turn(f"Please do not {lower_first(what)}", ".", "prohibition", "please", request=True)
    return avoid(what, composer) if opens_request(what) or composer.level == 0 else _not(what, composer)


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


_CLAUSE_FIRST = re.compile(
    r"((?:if|when|before|after|once|by|until|unless|as soon as|in|on|for|from|at|next time|this time|tomorrow|today|tonight|"
    r"whenever|instead of|during|starting|to|given|since|because|while|going forward|from now on|also|then|next|first|finally|again|otherwise)\b[^,]*,\s+(?:then\s+|please\s+|just\s+|so\s+)*)(.+)",
    re.IGNORECASE | re.DOTALL,
)
_CAN_YOU = re.compile(r"(?:can|will|could|would) you (?:just |please |maybe |finally |at least |kindly |for once )*(.+)", re.IGNORECASE | re.DOTALL)
_PLEASE = re.compile(r"(?:please|pls|plz|kindly),? (.+)", re.IGNORECASE | re.DOTALL)
_NEED_YOU = re.compile(
    r"(?:(?:so |and |now )*(?:i|we) (?:really |just |still )?(?:need|want|expect|require|demand|asked|told|told|'d like|already told|already asked|have asked|have told|'ve asked|'ve told)(?: (?:all|both) of)? (?:you|you all|you guys|everyone|everybody|someone|somebody) (?:already |twice |before |yesterday |last week )*to|"
    r"how many (?:more )?times do (?:i|we) (?:have|need) to (?:tell|ask|remind) you to|"
    r"you (?:really |just |all |guys |still |seriously )*(?:need to|must|have to|should|ought to|better|had better|gotta|(?:are|were) supposed to|said (?:that )?you would|said you'd|promised to|agreed to|will|are going to|are to|'d better|'re supposed to|'ll)) "
    r"(?:immediately |now |just |please |really |finally |always )*(.+)",
    re.IGNORECASE | re.DOTALL,
)
_NEED_IT = re.compile(
    r"(?:(?:so |and |now |look )*(?:i|we)(?: really| just| still)? (?:need|want|demand|expect|require|must have)) (?!to\b|you\b|it to\b|some time|time|more time)(.+)",
    re.IGNORECASE | re.DOTALL,
)
_WANTS = re.compile(r"\b(?:need|want|demand|expect|require|must have)\b")
_MUST_BE = re.compile(
    r"((?:this|that|it|these|those)(?: [\w-]+){0,3}) (?:needs to be|must be|has to be|have to be|need to be|had better be|better be|should have been|should be) (.+)",
    re.IGNORECASE | re.DOTALL,
)


def request(text: str, closing: str, composer: Composer) -> Turn | None:
    """Soften an order in any of its forms."""
    if text.lower().startswith(("please ", "pls ", "plz ", "kindly ", "please, ")):
        return _already_please(text, composer)
    if closing.startswith("?"):
        return _question(text, composer)
    low = text.lower()
    needed = _NEED_YOU.match(text) if "you" in low or "one to " in low or "body to " in low else None
    if needed and opens_request(needed[1]) and not _KEEP.match(needed[1]):
        return ask(needed[1], composer)
    if needed and needed[1].lower().startswith("be ") and "supposed" not in text:
        return ask(needed[1], composer)
    wanted = _NEED_IT.match(text) if _WANTS.search(low) else None
    if wanted and not re.match(r"(?:help|advice|feedback|your (?:help|advice|input|feedback|support))\b", wanted[1], re.IGNORECASE):
        return _have(wanted[1], composer)
    must = _MUST_BE.match(text) if " be " in low or " been " in low else None
    if must and composer.level and (composer.heated or _HASTE.search(text)):
        return Turn(f"It would be great if {lower_first(must[1])} could be {must[2]}", ".", "imperative", "indirect_request", request=True)
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
    if composer.level > 1 and composer.asked == 1 and opens_request(found[1]) and not _KEEP.match(found[1]):
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
    if after:
        text, closing = f"{text}{closing} {after}", "."
    return Turn(text, closing, "imperative", "indirect_request", request=True)


_INNER = re.compile(r"(,\s+(?:so\s+|and\s+|then\s+|now\s+|just\s+|please\s+)*|\s+so\s+(?:just\s+|please\s+)?|;\s+|\s[-–—]+\s+|—\s*|:\s+)(?=[A-Za-z])")
_SURE = re.compile(rf"\w+(?:-\w+)? (?:the|a|an|this|that|these|those|my|your|our|his|her|their|it|me|us|them|all|every|up|out|off|back|down|to|on|for|with|before|after|now|immediately|asap|by|first|again|[{MASK_CLASS}])\b|\w+$|\w+ [{MASK_CLASS}]", re.IGNORECASE)


def split_before_request(text: str) -> tuple[str, str] | None:
    """Cut a sentence whose last clause is an order after a clause that is none."""
    if opens_request(text) or _CLAUSE_FIRST.match(text) or text.lower().startswith(("please ", "could ", "can ", "would ", "if ", "when ", "once ", "before ", "after ", "as soon", "unless ", "until ")):
        return None
    for found in _INNER.finditer(text):
        rest = text[found.end() :]
        forbids = re.match(r"(?:please )?(?:don't|do not|dont|never|stop \w+ing)\b", rest, re.IGNORECASE)
        if forbids or (opens_request(rest) and _SURE.match(rest)) or rest.lower().startswith("please "):
            head = text[: found.start()].strip()
            if re.search(r"\b(?:to|and|or)$", head) or ("," not in found[1] and ":" in found[1]):
                continue
            return head, rest
    return None
