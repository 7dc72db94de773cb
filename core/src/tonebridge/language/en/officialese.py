"""Turns of official letters, read by their grammar: "proceed to the closure of" is "close"."""

import re
from collections.abc import Callable

from tonebridge.language.en.grammar import are, lower_first
from tonebridge.language.en.nominal import NOUN, VERBS, Rule
from tonebridge.language.en.terms import inflected
from tonebridge.language.en.verbs import (
    INFLECTED,
    base_of_gerund,
    base_of_third,
    gerund,
)
from tonebridge.language.lexicon import knowledge

_DATA = knowledge("en_officialese")
_PART = "[^,.;:!?()]"
_STOP = (
    r"(?=[,.;:!?]|\s+(?:by|on|in|at|before|after|until|from|to|for|with|if|when|and|"
    r"or|above|below|over|under|beyond)\b|\s*\Z)"
)
_BE = {
    "is": "third",
    "are": "",
    "am": "",
    "was": "past",
    "were": "past",
    "be": "",
    "being": "gerund",
}
_STATES = _DATA["states"]
_STATE = "|".join(sorted(_STATES, key=len, reverse=True))
_FATES = _DATA["fates"]
_FATE = "|".join(sorted(_FATES, key=len, reverse=True))
_HAPPENINGS = _DATA["happenings"]
_HAPPENING = "|".join(_HAPPENINGS)
_DOERS = frozenset(_DATA["doers"].split())
"""Acts of whoever stands behind their `of`."""
_MANY = frozenset({"i", "you", "we", "they"})


def _rule(pattern: str, write: Callable[[re.Match[str]], str | None]) -> Rule:
    return Rule(re.compile(pattern, re.IGNORECASE), write)


def _base(noun: str) -> str | None:
    """Return the verb of `closure` or of `undertaking`."""
    base = VERBS.get(noun.lower()) or base_of_gerund(noun.lower())
    return base if base is not None and base.partition(" ")[0] in INFLECTED else None


def _proceed(found: re.Match[str]) -> str | None:
    """Proceed to the closure of, engage in the sale of."""
    base, light = _base(found["noun"]), found["light"].lower()
    if base is None:
        return None
    if light.endswith("ing"):
        return inflected(base, "gerund")
    if light.endswith(("eded", "aged", "rked")):
        return inflected(base, "past")
    return inflected(base, "third") if light.endswith("s") else base


def _act(found: re.Match[str]) -> str | None:
    """Before the undertaking of, refrain from the consumption of."""
    base = _base(found["noun"])
    if base is None or found["noun"].lower() in _DOERS:
        return None
    link = " ".join(found["link"].lower().split())
    if link in {"refrain from", "abstain from"}:
        return f"do not {base}"
    link = {"prior to": "before", "subsequent to": "after", "by means of": "by"}.get(link, link)
    said = inflected(base, "gerund") if " " in base else gerund(base)
    return f"{link} {said}"


def _in_state(found: re.Match[str]) -> str | None:
    """Is in possession of, are in breach of."""
    be, verb = found["be"].lower(), _STATES[" ".join(found["state"].lower().split())]
    form = _BE[be]
    if found["not"]:
        aux = {"is": "does", "are": "do", "am": "do", "was": "did", "were": "did"}.get(be)
        return f"{aux} not {verb}" if aux else None
    return inflected(verb, form) if form else verb


def _fate(found: re.Match[str]) -> str | None:
    """A postponement of the opening is unavoidable."""
    base = VERBS.get(found["noun"].lower())
    thing = lower_first(found["thing"])
    be, fate = found["be"].lower(), _FATES[" ".join(found["fate"].lower().split())]
    if base is None or (be not in {"is", "are"} and not fate.startswith("[")):
        return None
    many = are(thing) == "are"
    fate = fate.strip("[]").replace("is ", "are " if many else "is ", 1)
    fate = fate.replace("has ", "have " if many else "has ", 1)
    return f"{thing} {fate} {inflected(base, 'participle')}"


def _leads_to(found: re.Match[str]) -> str | None:
    """This will lead to the cancellation of X."""
    base, thing = VERBS.get(found["noun"].lower()), found["thing"]
    if base is None:
        return None
    modal = "will" if found["modal"].lower() == "will" else "can"
    return f"{thing} {modal} be {inflected(base, 'participle')}"


def _existing(found: re.Match[str]) -> str | None:
    """There are several customers who have complained."""
    return found["who"]


def _must(found: re.Match[str]) -> str:
    """It is essential that staff wear."""
    modal = "should" if found["ground"].lower() in _DATA["mild"] else "must"
    return f"{found['subject']} {modal} {found['not'] or ''}{found['verb']}"


def _needed(found: re.Match[str]) -> str | None:
    if base_of_third(found["verb"].lower()) or found["verb"].lower() not in INFLECTED | {"be"}:
        return None
    return _must(found)


def _if_done(found: re.Match[str]) -> str | None:
    """In the event of cancellation by the customer."""
    base, agent = VERBS.get(found["noun"].lower()), found["agent"]
    if base is None:
        return None
    many = are(agent) == "are" or agent.lower() in _MANY
    agent = {"you": "you", "us": "we", "them": "they"}.get(agent.lower(), agent)
    return f"if {agent} {base if many or agent in _MANY else inflected(base, 'third')}"


def _if_happens(found: re.Match[str]) -> str:
    """In the event of a failure of the pump."""
    verb, thing = _HAPPENINGS[found["noun"].lower()], found["thing"]
    return f"if {thing} {verb if are(thing) == 'are' else inflected(verb, 'third')}"


def _starts(found: re.Match[str]) -> str:
    """Before the commencement of the shift."""
    verb, thing = _HAPPENINGS[found["noun"].lower()], found["thing"]
    link = {"prior to": "before", "upon": "when", "on": "when", "following": "after"}
    said = link.get(found["link"].lower(), found["link"])
    return f"{said} {thing} {verb if are(thing) == 'are' else inflected(verb, 'third')}"


_THINGS = (
    r"(?P<thing>(?:the|an?|all|any|our|your|their|each|every|this|that|these|those|some) "
    rf"{_PART}{{2,50}}?)"
)
RULES = (
    _rule(
        r"(?:(?<=\A)|(?<=\bof )|(?<=\band )|(?<=\bany )|(?<=, ))"
        r"said (?P<next>[a-z]+)\b(?! that\b)",
        lambda found: f"the {found['next']}",
    ),
    _rule(
        r"\b(?P<light>proceed(?:s|ed|ing)?|engage(?:s|d)?|engaging|"
        r"embark(?:s|ed|ing)?) (?:to|with|in|on|upon) (?:the |an? )?"
        rf"(?P<noun>{NOUN}) of(?= )",
        _proceed,
    ),
    _rule(
        r"\b(?P<link>prior to|before|refrain from|abstain from|after|subsequent to|by means of|"
        r"instead of|without) (?:the |an? |any )?"
        rf"(?P<noun>(?!{_HAPPENING}\b)(?:{NOUN}|[a-z]+ing)) of(?= )(?!{_PART}{{1,60}} by\b)",
        _act,
    ),
    _rule(
        rf"\b(?P<be>is|are|am|was|were|be|being)(?P<not> not)?(?: currently| still| now| also)? "
        rf"(?P<state>{_STATE})(?= )",
        _in_state,
    ),
    _rule(
        r"(?:(?<=\A)|(?<=, )|(?<=\bthat )|(?<=\band ))"
        rf"(?:the |an? )?(?P<noun>{NOUN}) of {_THINGS} "
        rf"(?P<be>is|are|was|were) (?:currently |now |still )?(?P<fate>{_FATE})\b",
        _fate,
    ),
    _rule(
        rf"\bthis (?P<modal>will|can|may) (?:lead to|result in) (?:the )?(?P<noun>{NOUN}) of "
        rf"(?:said )?(?P<thing>{_PART}{{3,50}}?){_STOP}",
        _leads_to,
    ),
    _rule(
        r"(?:(?<=\A)|(?<=\bthat )|(?<=, ))there (?:is|are|was|were) "
        rf"(?P<who>(?:several|many|some|two|three|a few|a number of|certain) {_PART}{{3,40}}?)"
        r" (?:who|that|which)(?= (?:have|has|are|were|is|was|do|need|want|must|can|will)\b)",
        _existing,
    ),
    _rule(
        rf"\bit (?:is|remains) (?:absolutely |very |of the utmost )?"
        rf"(?P<ground>{'|'.join(_DATA['mild'] + _DATA['strict'])}) that "
        rf"(?P<subject>(?:(?!that\b|there\b){_PART}){{2,40}}?) (?P<not>not )?(?P<verb>be|[a-z]+)\b"
        r"(?= (?:the|an?|their|his|her|your|our|all|any|in|on|at|to|this|that|these|[a-z]+ed)\b)",
        _needed,
    ),
    _rule(
        r"\bin (?:the event of|case of|the case of) (?:the |an? |any )?"
        rf"(?P<noun>{NOUN}) (?:by|on the part of) "
        rf"(?P<agent>(?:you|us|them|(?:the|an?|any|your|our|either) {_PART}{{2,30}}?)){_STOP}",
        _if_done,
    ),
    _rule(
        r"\bin (?:the event of|case of|the case of) (?:the |an? |any )?(?:sudden |unexpected )?"
        rf"(?P<noun>{_HAPPENING}) (?:of|in|to) {_THINGS}{_STOP}",
        _if_happens,
    ),
    _rule(
        r"\b(?P<link>prior to|before|after|until|upon|on|following) (?:the )?"
        rf"(?P<noun>{_HAPPENING}) of {_THINGS}{_STOP}",
        _starts,
    ),
)
"""Tried in order, each once a sentence."""
