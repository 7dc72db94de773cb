"""Orders and bans in all their forms: heard, and asked for in the wording of requests."""

import re

from tonebridge.language.en.clauses import has_verb, words
from tonebridge.language.en.grammar import gerund_phrase, has_mask, lower_first, opens_request
from tonebridge.language.en.patterns import pattern, word_set
from tonebridge.language.en.requests import FILLER, Composer, Turn, ask, avoid, have
from tonebridge.language.en.verbs import NOUNS_TOO, base_of_gerund, base_of_third

_KEEP = pattern("requests.keep")
_HASTE = re.compile(r"\bnow\b|\bright now\b", re.IGNORECASE)
_FORBID = pattern("requests.forbid")
_STOP = pattern("requests.stop")
_HARMLESS = pattern("requests.harmless")


_NO_DOING = re.compile(r"(?:absolutely )?no [a-z]+ing\b", re.IGNORECASE)
_NOTHING = pattern("requests.nothing")
_AND_ORDER = re.compile(r",? and (?:instead |just |then )?")
_NO_MORE = pattern("requests.no_more")
_STOP_IT = pattern("requests.stop_it")
_NOT_EVEN = pattern("requests.not_even")
_NONE = re.compile(r"(?:under|on no|in no|at no|nobody|no one|noone|none)\b", re.IGNORECASE)
_CIRCUMSTANCES = pattern("requests.circumstances")
_NOBODY = pattern("requests.nobody")
_LIMIT = re.compile(r" (?:until|unless|before|without|if|when|except)\b", re.IGNORECASE)


def prohibition(text: str, composer: Composer) -> Turn | None:
    """Soften `don't …`, `never …` and `stop …ing`."""
    return _no_more(text, composer) or _stop(text, composer) or _forbidden(text, composer)


def _no_more(text: str, composer: Composer) -> Turn | None:
    doing = _NO_DOING.match(text) is not None
    nothing = _NOTHING.fullmatch(text) if composer.heated or doing else None
    if nothing:
        wordings = (
            f"Please no {nothing[1]}",
            f"Could we please avoid {nothing[1]}",
            f"{{grateful}} avoid {nothing[1]}",
        )
    elif _STOP_IT.fullmatch(text):
        wordings = ("Please stop this", "Could we please stop this", "{grateful} stop this")
    elif more := _NO_MORE.fullmatch(text):
        what = re.sub(r"^the ", "", more["what"])
        if text.lower().startswith("no more"):
            what = f"more {what}"
        wordings = (
            f"Please no {what}",
            f"Could we please avoid {what}",
            f"{{grateful}} avoid {what}",
        )
    else:
        return None
    wording = wordings[composer.level].replace("{grateful}", "I would be grateful if we could")
    return Turn(wording, ".?."[composer.level], "prohibition", "avoid_together", request=True)


def _stop(text: str, composer: Composer) -> Turn | None:
    stopped = _STOP.match(text)
    base = base_of_gerund(stopped[2].lower()) if stopped else None
    if stopped is None or base is None:
        return None
    phrase = base + stopped[1].partition(stopped[2])[2]
    also = _AND_ORDER.search(phrase)
    if also and opens_request(phrase[also.end() :]):
        turn = avoid(phrase[: also.start()], composer)
        order = phrase[also.end() :]
        turn.rest = order[:1].upper() + order[1:]
        return turn
    turn = avoid(phrase, composer)
    doing = gerund_phrase(turn.text.removeprefix("Please do not "))
    if composer.level == 0 and doing:
        turn.text = f"Please stop {doing}"
    return turn


def _never(text: str, composer: Composer) -> Turn | None:
    """Ask not to do what is forbidden under any circumstances, or to anybody."""
    found = _CIRCUMSTANCES.fullmatch(text)
    if found:
        what = found["what"]
        limit = _LIMIT.search(what)
        cut = limit.start() if limit else len(what)
        return avoid(f"{what[:cut]} under any circumstances{what[cut:]}", composer)
    nobody = _NOBODY.fullmatch(text)
    base = base_of_third(nobody["verb"].lower()) if nobody else None
    return avoid(f"{base} {nobody['rest']}", composer) if nobody and base else None


def _forbidden(text: str, composer: Composer) -> Turn | None:
    never = _never(text, composer) if _NONE.match(text) else None
    if never:
        return never
    found = _FORBID.match(text)
    what = found[1].strip() if found else ""
    if not what or what.partition(" ")[0].strip(",;").lower() in _NO_DEEDS:
        return None
    if what.lower().startswith("forget "):
        return _remember(text, what, composer)
    return None if _HARMLESS.match(what) else _not_to_do(what, composer)


def _not_to_do(what: str, composer: Composer) -> Turn:
    even = _NOT_EVEN.fullmatch(what)
    if even:
        base = base_of_gerund(even["verb"].lower()) or even["verb"].lower()
        return avoid(base + even["rest"], composer)
    if what.lower().startswith("be "):
        said = f"Please do not {lower_first(what)}"
        return Turn(said, ".", "prohibition", "please", request=True)
    if opens_request(what) or composer.level == 0:
        return avoid(what, composer)
    return _not(what, composer)


_NO_DEEDS = word_set("requests.no_deeds")
"""What follows `never` where nothing is forbidden."""


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
_DENIED = re.compile(r"(?:do not|don't|not|no|never)\b", re.IGNORECASE)
_NEED_YOU = pattern("requests.need_you")
_DONE_TO = re.compile(r"be (?:\w+ly )?[a-z]+(?:ed|own|ung|ought|ept|ot)\b", re.IGNORECASE)
"""What is done to somebody is nothing that they can be asked for."""
_NEED_IT = pattern("requests.need_it")
_WANTS = re.compile(r"\b(?:need|want|demand|expect|require|must have)\b")
_MUST_BE = pattern("requests.must_be")
_OFFERED = pattern("requests.offered")


def request(text: str, closing: str, composer: Composer) -> Turn | None:
    """Soften an order in any of its forms."""
    if _PLEASE.match(text):
        return _already_please(text, composer)
    if closing.startswith("?"):
        return _question(text, composer) or _answer_me(text, composer)
    return (
        _needed(text, composer)
        or _wanted(text, composer)
        or _must_be(text, composer)
        or _ordered(text, composer)
        or _after_clause(text, composer)
    )


def _needed(text: str, composer: Composer) -> Turn | None:
    low = text.lower()
    if not ("you" in low or "one to " in low or "body to " in low):
        return None
    found = _NEED_YOU.match(text)
    what = found[1] if found else ""
    if _DONE_TO.match(what):
        return None
    to_be = what.lower().startswith("be ") and "supposed" not in text
    if to_be or (opens_request(what) and not _KEEP.match(what)):
        return ask(what, composer)
    return None


def _wanted(text: str, composer: Composer) -> Turn | None:
    found = _NEED_IT.match(text) if _WANTS.search(text.lower()) else None
    return None if found is None or _OFFERED.match(found[1]) else have(found[1], composer)


def _must_be(text: str, composer: Composer) -> Turn | None:
    found = _MUST_BE.match(text) if " be " in text or " been " in text else None
    if found is None or not composer.level or not (composer.heated or _HASTE.search(text)):
        return None
    said = f"It would be great if {lower_first(found[1])} could be {found[2]}"
    return Turn(said, ".", "imperative", "indirect_request", request=True)


def _ordered(text: str, composer: Composer) -> Turn | None:
    if _KEEP.match(text):
        return None
    if opens_request(text):
        return ask(text, composer)
    plain = FILLER.sub("", text, count=1) if FILLER.match(text) else text
    to_be = plain.lower().startswith("be ") and len(plain) > len("be ")
    if to_be or (plain != text and opens_request(plain)):
        return ask(plain, composer)
    return None


def _after_clause(text: str, composer: Composer) -> Turn | None:
    first = _CLAUSE_FIRST.match(text)
    if first is None:
        return None
    if first[1].lower().rstrip().endswith(" please"):
        composer.asked += 1
        return None
    if opens_request(first[2]) and not _KEEP.match(first[2]):
        turn: Turn | None = ask(first[2], composer)
    else:
        turn = prohibition(first[2], composer)
    if turn is not None:
        turn.text = f"{first[1].rstrip()} {lower_first(turn.text)}"
    return turn


def _already_please(text: str, composer: Composer) -> Turn | None:
    found = _PLEASE.match(text)
    if found is None or _DENIED.match(found[1]):
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


_INNER = pattern("requests.inner")
_SURE = pattern("requests.sure")
_ASKS_ALREADY = pattern("requests.asks_already")
_FORBIDS = pattern("requests.forbids")
_SEPARATED = re.compile(r"[,;:–—]| - | so ")
_UNFINISHED = re.compile(r"\b(?:to|and|or)$")


_FINITE = pattern("grammar.finite")
_MAY_LIST = re.compile(
    r"\b(?:to|can|could|will|would|should|must|may|let|lets|help|helps|please)\b"
)
_LISTS = re.compile(r"[\w-]+(?:,| and\b| or\b|$)")
_NAMES_THINGS = re.compile(r"[\w-]+ (?:[\w-]+ )?[\w-]*[a-rt-z]s\b")


def _states(head: str) -> bool:
    """Tell whether a clause says something, as against a heading."""
    low = head.lower()
    return (
        has_verb(words(head))
        or _FINITE.search(low) is not None
        or "n't" in low
        or "'s " in low
        or "'ve " in low
    )


def _orders(head: str, rest: str) -> bool:
    """Tell whether what stands behind a joint is an order, and no further item of a list."""
    if not opens_request(rest):
        return False
    verb, _, what = rest.partition(" ")
    verb = verb.lower()
    stands = _states(head)
    if _SURE.match(rest):
        return stands or verb not in NOUNS_TOO or not has_mask(what[:1])
    if _LISTS.match(rest) or _MAY_LIST.search(head.lower()):
        return False
    return stands and (verb not in NOUNS_TOO or _NAMES_THINGS.match(rest) is not None)


def split_before_request(text: str) -> tuple[str, str] | None:
    """Cut a sentence whose last clause is an order after a clause that is none."""
    if not _SEPARATED.search(text):
        return None
    if opens_request(text) or _CLAUSE_FIRST.match(text) or _ASKS_ALREADY.match(text):
        return None
    for found in _INNER.finditer(text):
        head, rest = text[: found.start()].strip(), text[found.end() :]
        orders = _FORBIDS.match(rest) or _orders(head, rest)
        colon_only = ":" in found[1] and "," not in found[1] and not _states(head)
        unfinished = _UNFINISHED.search(head) is not None
        if (orders or rest.lower().startswith("please ")) and not (colon_only or unfinished):
            return head, rest
    return None
