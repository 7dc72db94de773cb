"""Rhetorical and cornering questions: asked openly, or turned into the request they hide."""

import re

from tonebridge.language.en.blame import looks, passive, without_your
from tonebridge.language.en.grammar import (
    DETERMINERS,
    gerund_phrase,
    lower_first,
    object_of,
    opens_request,
)
from tonebridge.language.en.patterns import pattern, word_set
from tonebridge.language.en.requests import Composer, Turn, ask
from tonebridge.language.en.verbs import (
    BASES,
    base_of_gerund,
    base_of_participle,
    base_of_past,
    past,
)

_OPENING = pattern("questions.opening")
_ASKS = pattern("questions.asks")


def rhetorical(text: str, closing: str, composer: Composer) -> Turn | None:
    """Ask openly what a cornering question asks, or make the request it hides."""
    if not (closing.startswith(("?", "!")) or _OPENING.match(text)):
        return None
    if not _ASKS.match(text.lower()):
        return None
    return (
        _too_late(text)
        or _hidden_request(text, composer)
        or _who(text, composer)
        or _why(text, composer)
        or _whereabouts(text, composer)
    )


def _openly(text: str, closing: str = "?", *, request: bool = False) -> Turn:
    return Turn(text, closing, "rhetorical_question", "ask_openly", request=request)


def _base(verb: str) -> str:
    low = verb.lower()
    if low in BASES:
        return low
    return base_of_participle(low) or base_of_past(low) or base_of_gerund(low) or low


_PART = pattern("questions.part")
_COULD_HAVE = pattern("questions.could_have")


def _too_late(text: str) -> Turn | None:
    part = _PART.fullmatch(text)
    if part:
        said = f"Please let me know if anything about {part['what'].strip()} is not clear"
        return Turn(said, ".", "rhetorical_question", "please", request=True)
    late = _COULD_HAVE.fullmatch(text)
    if late and (base := _base(late["verb"])) in BASES:
        said = f"It would have been helpful to {base}{late['rest']}"
        return Turn(said, ".", "rhetorical_question", "state_the_fact")
    return None


_SO_HARD = pattern("questions.so_hard")
_EVEN = pattern("questions.even")
_CANT_YOU = pattern("questions.cant_you")
_PLAIN = pattern("questions.plain")
_FIRST_FILLER = re.compile(r"(?:please|just|finally|at least|actually) ")
_LAST_FILLER = re.compile(r"\s+(?:for once|at all|or what|or not)$")
_SEE_THAT = re.compile(r"(?i)(?:see|realize|realise|notice|tell) that ")
_KNOW = re.compile(
    r"(?i)(?:know|understand|realize|see|remember) (?=how|what|why|where|when|the|that)"
)


def _hidden_request(text: str, composer: Composer) -> Turn | None:
    if "please" in text.lower() or _PLAIN.match(text):
        return None
    what = _hidden(text)
    if what is None or not opens_request(what):
        return None
    if _SEE_THAT.match(what):
        said = f"It looks like {lower_first(what.split(' that ', 1)[1])}"
        return Turn(said, ".", "rhetorical_question", "state_the_fact")
    known = _KNOW.match(what)
    if known:
        what = f"check {what[known.end() :]}"
    return ask(_LAST_FILLER.sub("", what), composer, "rhetorical_question")


def _hidden(text: str) -> str | None:
    """Return the order that a question hides."""
    for sought in (_SO_HARD, _CANT_YOU):
        found = sought.fullmatch(text)
        if found:
            return _FIRST_FILLER.sub("", found["what"], count=1)
    found = _EVEN.fullmatch(text)
    if found is None or found["cue"].strip() in {"really", "ever"}:
        return None
    return f"{_base(found['verb'])}{found['rest']}"


_RESPONSIBLE = pattern("questions.responsible")
_WHO_DID = pattern("questions.who_did")
_DECIDED_TO = re.compile(
    r"(?:decided|idea|told you|idea was (?:it|this|that)) to $", re.IGNORECASE
)
_DARE = pattern("questions.dare")
_LEADING_PARTICLE = re.compile(r"^(?:up|down|off|out)\b ?")
_CAUSING = word_set("questions.causing")
_MAKING = word_set("questions.making")


def _who(text: str, composer: Composer) -> Turn | None:
    blame = _RESPONSIBLE.fullmatch(text)
    if blame:
        whom = "is responsible for" if composer.level == 0 else "could help with"
        return _openly(f"Could you let me know who {whom} {blame['what']}")
    dare = _DARE.fullmatch(text)
    if dare:
        told = passive(past(dare["verb"].lower()), dare["rest"])
        return looks(told, composer) if told else None
    found = _WHO_DID.fullmatch(text)
    if found is None:
        return None
    verb, rest = found["verb"].lower(), found["rest"].strip()
    if verb in BASES and _DECIDED_TO.search(text[: found.start("verb")]):
        verb = past(verb)
    if verb not in _CAUSING and not (base_of_past(verb) and composer.heated):
        return None
    composer.together = True
    thing = object_of(_LEADING_PARTICLE.sub("", rest)) if rest else None
    if verb in _MAKING and thing:
        said = f"Could we look at {thing.phrase}{thing.rest} together"
    elif told := passive(verb, rest):
        said = f"It looks like {lower_first(told)}. Could we look at it together"
    elif doing := gerund_phrase(f"{_base(verb)} {rest}".strip()):
        said = f"Could we look at {doing} together"
    else:
        return None
    return Turn(said, "?", "blame", "look_together")


_WHY_YOU = pattern("questions.why_you")
_WHY_IS = pattern("questions.why_is")
_STILL = pattern("questions.still")
_PRONOUN_FIRST = pattern("questions.pronoun_first")
_STATE_BEGINS = pattern("questions.state_begins")
_PLACE = re.compile(r"(?:in|on|at|with|this|that|there|here)\b", re.IGNORECASE)
_DOES = word_set("questions.does")
_DENIED = re.compile(r"(?i)\b(?:not|never|nobody|no one)\b")
_JUST = re.compile(r"\b(?:just|simply|even|ever)\b")
_WHY = (
    "Could you tell me why",
    "Could you help me understand why",
    "I would appreciate it if you could help me understand why",
)


def _why(text: str, composer: Composer) -> Turn | None:
    end = "." if composer.level > 1 else "?"
    found = _WHY_YOU.fullmatch(text)
    if found:
        return _why_you(text, found, composer, end)
    found = _WHY_IS.fullmatch(text)
    if found is None or not (composer.heated or _STILL.search(text)):
        return None
    told = _turned(found["be"].lower(), found["rest"])
    return _openly(f"{_WHY[composer.level]} {told}", end) if told else None


def _why_you(text: str, found: re.Match[str], composer: Composer, end: str) -> Turn | None:
    aux, base, rest = found["aux"].lower(), _base(found["verb"]), found["rest"]
    before = text[: found.start("verb")]
    wished = aux in {"can't", "won't", "couldn't", "wouldn't"} or (
        aux == "don't" and _JUST.search(before)
    )
    if wished and opens_request(base + rest):
        return ask(base + rest, composer, "rhetorical_question")
    negated = aux.endswith("n't") or bool(found["not"]) or _DENIED.search(before) is not None
    told = passive(past(base), rest, negated=negated)
    if told is not None:
        return _openly(f"{_WHY[composer.level]} {lower_first(told)}", end)
    doing = gerund_phrase(base + rest)
    if doing is None:
        return None
    return _openly(f"Could you share the reasons for {'not ' if negated else ''}{doing}")


def _turned(be: str, rest: str) -> str | None:
    """Put the verb of a question behind its subject: `is the build red`, `the build is red`."""
    if rest.startswith("there ") and be not in _DOES:
        return f"there {be} {rest.removeprefix('there ')}"
    pronoun = _PRONOUN_FIRST.match(rest) if be not in _DOES else None
    if pronoun:
        denied = " not" if be.endswith("n't") else ""
        subject = lower_first(rest[: pronoun.end()])
        verb = be.removesuffix("n't")
        return f"{subject}{verb}{denied} {rest[pronoun.end() :]}"
    if be in _DOES:
        return _turned_at_verb(be, rest) if be.endswith("n't") else None
    cuts = [
        found
        for found in _STATE_BEGINS.finditer(rest)
        if rest[: found.start()].strip()
        and rest[: found.start()].rsplit(" ", 1)[-1].lower() not in DETERMINERS
    ]
    if not cuts:
        return None
    cut = next((found for found in cuts if not _PLACE.match(rest, found.end())), cuts[0])
    be = be.removesuffix("n't") + (" not" if be.endswith("n't") else "")
    return f"{lower_first(rest[: cut.start()])} {be}{rest[cut.start() :]}"


def _turned_at_verb(does: str, rest: str) -> str | None:
    words = rest.split(" ")
    for place in range(1, len(words)):
        if words[place].lower().strip(",") in BASES:
            subject, predicate = " ".join(words[:place]), " ".join(words[place:])
            return f"{lower_first(subject)} {does} {predicate}"
    return None


_WHEN = pattern("questions.when")
_WHERE = pattern("questions.where_full")
_AMISS = pattern("questions.amiss")
_TAKING = pattern("questions.taking")
_OR_WHAT = pattern("questions.or_what")
_AT_ALL = pattern("questions.at_all")
_LONG_NAME = 7
"""From so many words on, `where … is` reads badly."""


def _whereabouts(text: str, composer: Composer) -> Turn | None:
    wanted = _wanted(text, composer)
    if wanted is None:
        return None
    please = "please " if composer.level and not composer.asked else ""
    opening = (
        "Could you tell me",
        f"Could you {please}let me know",
        "I would be grateful if you could let me know",
    )[composer.level]
    composer.asked += 1
    return _openly(f"{opening} {wanted}", "." if composer.level > 1 else "?", request=True)


def _wanted(text: str, composer: Composer) -> str | None:
    """Say what a question of when, where or how far wants to know."""
    when = _WHEN.fullmatch(text)
    if when and opens_request(when["what"]) and not when["what"].startswith("be "):
        return f"when you will be able to {_FIRST_FILLER.sub('', when['what'], count=1)}"
    where = _WHERE.fullmatch(text)
    if where:
        what = without_your(where["what"])
        be = "are" if re.match(r"(?i).{0,6}where(?: are|'re) ", text) else "is"
        return f"where {what} {be}" if len(what.split()) < _LONG_NAME else f"the status of {what}"
    amiss = _AMISS.fullmatch(text)
    if amiss and composer.heated:
        return f"what is going on with {amiss['what']}"
    taking = _TAKING.fullmatch(text)
    if taking:
        return f"how this is coming along{taking['rest']}"
    whether = _OR_WHAT.fullmatch(text)
    if whether and opens_request(whether["what"]) and _AT_ALL.search(text):
        return f"whether you will be able to {whether['what']}"
    return None
