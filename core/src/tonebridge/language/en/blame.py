"""Accusations: the state of things is told without pointing at anyone."""

import re

from tonebridge.language.en.grammar import (
    are,
    gerund_phrase,
    lower_first,
    object_of,
    opens_request,
    upper_first,
    was,
)
from tonebridge.language.en.patterns import pattern, word_set
from tonebridge.language.en.requests import Composer, Turn, ask, avoid
from tonebridge.language.en.verbs import (
    BASES,
    INFLECTED,
    base_of_gerund,
    base_of_participle,
    base_of_past,
    base_of_third,
    gerund,
    participle,
    participle_of_past,
    past,
)

_AGAIN = re.compile(r",?\s+(?:yet |once )?again\b", re.IGNORECASE)
_PARTICLE = re.compile(r"(up|down|out|off|over|back|away|apart|through)\b\s*")
_PARTICLE_AFTER = re.compile(
    r" (up|down|out|off|over|back|away|apart|open|closed|unlocked|on)\b(?! the\b| a\b)"
)
_IN = re.compile(r"(in)\b\s*")
_TAKES_IN = frozenset(
    {"filled", "handed", "plugged", "turned", "sent", "typed", "logged", "signed"}
)
"""Verbs whose `in` belongs to them: fill in the form."""
_ME = re.compile(r"(me|us)\b(?! to\b)(.*)", re.DOTALL)


def told_as_seen(statement: str, composer: Composer) -> str:
    """Open a statement with what it looks like, except at light intensity."""
    text = statement if composer.level == 0 else f"It looks like {lower_first(statement)}"
    return upper_first(text)


def looks(statement: str, composer: Composer) -> Turn:
    """Tell a fact as what it looks like; at strong intensity offer to look together."""
    return together(told_as_seen(statement, composer), composer)


def together(text: str, composer: Composer) -> Turn:
    """Offer to look at what a sentence says, once a message and at strong intensity."""
    if composer.level > 1 and not composer.together:
        composer.together = True
        return Turn(f"{text}. Could we look at it together", "?", "blame", "look_together")
    return fact(text)


def fact(text: str) -> Turn:
    """Tell a sentence as a fact in place of an accusation."""
    return Turn(upper_first(text), ".", "blame", "state_the_fact")


def without_your(text: str) -> str:
    """Make `your changes` `the changes` at the head of a phrase."""
    return re.sub(r"^(?:your|ur)\b(?: own)?", "the", text, flags=re.IGNORECASE)


def passive(
    verb_past: str, after: str, *, negated: bool = False, tense: str = "past"
) -> str | None:
    """Turn `broke the build again` into `the build was broken`; None where there is no object.

    `tense` is `past`, `perfect` (has been) or `present` (is often).
    """
    done = participle_of_past(verb_past.lower())
    if done is None:
        return None
    after = after.strip()
    particle = _PARTICLE.match(after) or (
        _IN.match(after) if verb_past.lower() in _TAKES_IN else None
    )
    if particle:
        done, after = f"{done} {particle[1]}", after[particle.end() :]
    pronoun = _ME.match(after)
    if pronoun:
        phrase, rest = ("I" if pronoun[1] == "me" else "we"), pronoun[2]
    else:
        found = object_of(after)
        if found is None:
            return None
        phrase, rest = without_your(found.phrase), found.rest
    moved = _PARTICLE_AFTER.match(rest) if particle is None else None
    if moved:
        done, rest = f"{done} {moved[1]}", rest[moved.end() :]
    auxiliary = {
        "past": was(phrase),
        "perfect": "has" if are(phrase) == "is" else "have",
        "present": are(phrase),
    }[tense]
    middle = " not" if negated else ""
    middle += {"past": "", "perfect": " been", "present": " often"}[tense]
    return f"{phrase} {auxiliary}{middle} {done}{_AGAIN.sub('', rest)}"


_ADDRESSES = re.compile(r"\b(?:you|u|your|someone|somebody)\b")
_ARE = pattern("blame.are")
_YOU = pattern("blame.you")
_SHOULD = pattern("blame.should")
_NO_IDEA = pattern("blame.no_idea")
_DONT_GET = pattern("blame.dont_get")
_NOT = pattern("blame.not")
_ALWAYS = pattern("blame.always")
_BEEN_DOING = pattern("blame.been_doing")
_INABILITY = pattern("blame.unable")


def accusation(text: str, closing: str, composer: Composer) -> Turn | None:
    """Tell what was done or left undone without `you`; None where nobody is accused."""
    if closing.startswith("?") or not _ADDRESSES.search(text.lower()):
        return None
    state = _ARE.fullmatch(text)
    if state:
        return _state(_AGAIN.sub("", state["state"].strip()), composer)
    found = _YOU.fullmatch(text)
    return _deed(found, composer) if found else None


def told_of_you(text: str, composer: Composer) -> str | None:
    """Tell a deed of `you` without `you`; None where it is no reproach."""
    found = _YOU.fullmatch(text)
    if found is None:
        return None
    has = _has(found)
    missed = _NOT.fullmatch(found["rest"])
    if missed:
        return _undone(missed, has=has)
    return _habit(found["rest"]) or _done(found, composer) or _hard(found["rest"])


def _hard(rest: str) -> str | None:
    """Say `can't pack a van` as something that is difficult."""
    unable = _INABILITY.fullmatch(rest)
    if unable is None:
        return None
    verb, _, what = unable["what"].partition(" ")
    return f"{gerund(verb.lower())} {what}".strip() + " is proving difficult"


def _has(found: re.Match[str]) -> bool:
    return (found["aux"] or "").strip() in {"'ve", "have", "has"}


def _deed(found: re.Match[str], composer: Composer) -> Turn | None:
    rest, has = found["rest"], _has(found)
    should = _SHOULD.fullmatch(rest)
    if should:
        return _should_have(should)
    idea = _NO_IDEA.fullmatch(f"have {rest}" if has else rest)
    if idea:
        return _unclear(idea["what"] or idea["more"])
    unclear = _DONT_GET.fullmatch(rest)
    if unclear:
        return _unclear(unclear["what"])
    missed = _NOT.fullmatch(rest)
    if missed:
        told = _undone(missed, has=has)
    else:
        told = (has and _going_on(rest, composer)) or _habit(rest) or _done(found, composer)
    if told and told.endswith(_HAPPENS):
        return avoid(_habitual(rest), composer)
    return looks(told, composer) if told else _difficult(found, composer)


def _going_on(rest: str, composer: Composer) -> str | None:
    """Say `been ignoring my calls` as `my calls have been ignored`."""
    found = _BEEN_DOING.fullmatch(rest)
    base = base_of_gerund(found["verb"].lower()) if found else None
    if found is None or base is None or not (past(base) in _GRAVE or composer.heated):
        return None
    return passive(past(base), found["rest"], tense="perfect")


def _difficult(found: re.Match[str], composer: Composer) -> Turn | None:
    """Say that somebody cannot do a thing without saying who."""
    unable = _INABILITY.fullmatch(found["rest"])
    many = " " in found["who"] or (unable is not None and bool(unable["even"]))
    if unable is None or not (many or composer.heated or unable["cue"].startswith("don't")):
        return None
    told = _hard(found["rest"])
    return looks(told, composer) if told else None


_LEFT_UNDONE = ("forgot", "forget", "failed", "neglect", "omitted")
_NOT_YET = ("haven't", "have not", "havent")
_LET_KNOW = pattern("blame.let_know")
_MORE_FOLLOWS = re.compile(r"\b(?:yet|and|before|after|when|while|in|on|to|for|by|with|since)\b")
_NO_GERUND = frozenset({"be", "have", "tell", "let"})


_ANSWERS = {"answer": "an answer", "reply": "a reply", "respond": "a response"}
_TO_ME = re.compile(r"^ (?:to )?(?:me|us)\b", re.IGNORECASE)


def _undone(found: re.Match[str], *, has: bool) -> str | None:
    how, verb, rest = found["not"].lower(), found["verb"].lower(), _AGAIN.sub("", found["rest"])
    if how in {"forgot", "forget"}:
        return _missed(re.sub(r"^about ", "", (verb + rest).strip()))
    informed = _LET_KNOW.fullmatch(rest) if verb == "let" else None
    if informed:
        verb, rest = "inform", f" {informed['whom']}{informed['rest']}"
    base = verb
    if verb not in BASES | _NO_GERUND:
        base = base_of_participle(verb) or base_of_past(verb) or verb
    perfect = has or how.startswith((*_LEFT_UNDONE, *_NOT_YET))
    told = passive(past(base), rest, negated=True, tense="perfect" if perfect else "past")
    if told is not None:
        yet = " yet" if how.startswith("forgot") and not _MORE_FOLLOWS.search(told) else ""
        return told + yet
    if base in _ANSWERS:
        return f"I have not received {_ANSWERS[base]}{_TO_ME.sub('', rest)}"
    doing = None if base in _NO_GERUND else gerund_phrase(base + rest)
    if doing is None:
        return None
    return f"{doing} {'has not happened' if how.startswith('never') else 'did not happen'}"


def _missed(what: str) -> str | None:
    thing = object_of(what)
    if thing is None or what.startswith("that "):
        return None
    phrase = without_your(thing.phrase)
    return f"{phrase} {was(phrase)} missed{thing.rest}"


def _habit(rest: str) -> str | None:
    found = _ALWAYS.fullmatch(rest)
    if found is None or _GLAD.search(rest):
        return None
    verb, after = found["verb"].lower(), _AGAIN.sub("", found["rest"])
    base = base_of_gerund(verb) or (verb if verb in INFLECTED else base_of_third(verb))
    if base is None:
        return None
    told = passive(past(base), after, tense="present")
    doing = gerund_phrase(base + after)
    return told or (f"{doing}{_HAPPENS}" if doing else None)


_GLAD = pattern("blame.glad")
_HAPPENS = " happens often"


def _habitual(rest: str) -> str:
    """Return what is done all the time, from its base verb on."""
    verb, space, after = _AGAIN.sub("", _ALWAYS.sub(r"\g<verb>\g<rest>", rest)).partition(" ")
    low = verb.lower()
    return (
        f"{base_of_gerund(low) or (low if low in INFLECTED else base_of_third(low))}{space}{after}"
    )


_WEAK_CUE = pattern("blame.weak_cue")
_WENT_AND = pattern("blame.went_and")
_GRAVE = word_set("blame.grave")


def _done(found: re.Match[str], composer: Composer) -> str | None:
    word, _, after = found["rest"].partition(" ")
    verb, adverbs = word.lower(), found["adverbs"].lower()
    if "managed to" in adverbs and verb in BASES:
        verb = past(verb)
    if base_of_past(verb) in {None, "get", "go", "come", "have"} or not after:
        return None
    cue = _WEAK_CUE.search(after) or _WENT_AND.search(adverbs)
    if verb not in _GRAVE and not cue and not composer.heated:
        return None
    return passive(verb, after)


_NOT_WANTED = re.compile(r"not|n't|never", re.IGNORECASE)


def _should_have(found: re.Match[str]) -> Turn | None:
    verb, rest = found["verb"].lower(), found["rest"]
    base = base_of_participle(verb)
    if verb in {"known", "been", "thought"} or base is None:
        return None
    negated = _NOT_WANTED.search(found["modal"]) is not None
    what = "better" if negated else "helpful"
    thing = object_of(rest.strip())
    if thing is not None:
        done = participle(base) if base in BASES else verb
        been = "not been" if negated else "been"
        phrase = without_your(thing.phrase)
        return fact(f"It would have been {what} if {phrase} had {been} {done}{thing.rest}")
    if base not in BASES:
        return None
    return fact(f"It would have been {what} {'not to' if negated else 'to'} {base}{rest}")


_CLAUSE = re.compile(r"(?:how|what|why|when|where|that)\b", re.IGNORECASE)


def _unclear(what: str) -> Turn | None:
    thing = object_of(what.strip())
    if thing is not None:
        phrase = without_your(thing.phrase)
        return fact(f"It seems that {phrase} {are(phrase)} not clear yet{thing.rest}")
    if _CLAUSE.match(what):
        return fact(f"It seems that it is not clear yet {lower_first(what)}")
    return None


_WRONG = pattern("blame.wrong")
_LATE = pattern("blame.late")
_DOING = pattern("blame.doing")
_LATE_WHEN = re.compile(r"(?is)late\b(?P<when>(?! (?:with|on)\b).*)")
_LIGHT = frozenset({"do", "go", "get", "make", "have", "look", "say"})
"""Verbs whose passive says nothing."""


def _state(state: str, composer: Composer) -> Turn | None:
    wrong = _WRONG.fullmatch(state)
    if wrong:
        return None if wrong["more"] else fact(f"I see {wrong['what'] or 'this'} differently")
    late = _LATE.fullmatch(state)
    often = _LATE_WHEN.fullmatch(state)
    if often and not (late and late["what"]):
        return looks(f"you were delayed{often['when']}", composer)
    if late:
        what = without_your(late["what"] or "this")
        return looks(f"{what} {are(what)} running late", composer)
    doing = _DOING.fullmatch(state)
    base = base_of_gerund(doing["verb"].lower()) if doing else None
    thing = object_of(doing["rest"].strip()) if doing and base and base not in _LIGHT else None
    if doing is None or base is None or thing is None:
        return None
    phrase = without_your(thing.phrase)
    negation = " not" if doing["not"] else ""
    told = f"{phrase} {are(phrase)}{negation} being {participle(base)}{thing.rest}"
    return looks(told, composer)


_FORGETTING = pattern("blame.forgetting")


def forgetting(text: str) -> Turn | None:
    """Say that somebody forgot something as what was not done."""
    found = _FORGETTING.fullmatch(text) if " forg" in text else None
    if found is None:
        return None
    return fact(f"{found['who']} did not {found['what'] or 'do so'}")


_YOUR = pattern("blame.your")
_YOUR_WRONG = pattern("blame.your_wrong")
_BAD_FACT = pattern("blame.bad_fact")
_DUTY = pattern("blame.duty")


def possession(text: str, closing: str, composer: Composer) -> Turn | None:
    """Soften `your … is wrong` and `your … broke the build`."""
    found = None if closing.startswith("?") else _YOUR.fullmatch(text)
    if found is None:
        return None
    wrong = _YOUR_WRONG.fullmatch(found["what"])
    if wrong and not re.search(r"\b(?:and|but)\b", wrong["what"]):
        what, rest = wrong["what"], _AGAIN.sub("", wrong["rest"])
        if rest.startswith(" by "):
            return fact(_AGAIN.sub("", f"the {found['what']}"))
        if composer.level == 0:
            return fact(f"The {what} may need a correction{rest}")
        return together(f"There seems to be an issue with the {what}{rest}", composer)
    grave = not _GRAVE.isdisjoint(found["what"].lower().split())
    if grave or _BAD_FACT.search(found["what"]):
        return looks(_AGAIN.sub("", f"the {found['what']}"), composer)
    return None


def duty(text: str, composer: Composer) -> Turn | None:
    """Turn `it is your job to …` into a request."""
    found = _DUTY.fullmatch(text) if " your " in text else None
    if found is None or not opens_request(found["what"]):
        return None
    return avoid(found["what"], composer) if found["not"] else ask(found["what"], composer)
