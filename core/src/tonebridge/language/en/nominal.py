"""Turn nouns of action back into verbs: "the review of X was done by us" is "we reviewed X"."""

import re
from collections.abc import Callable
from typing import NamedTuple

from tonebridge.language.en.grammar import are, lower_first, was
from tonebridge.language.en.terms import inflected
from tonebridge.language.en.verbs import INFLECTED, base_of_participle
from tonebridge.language.facts import MASK_CLASS
from tonebridge.language.lexicon import knowledge

_DATA = knowledge("en_nominal")


def _pairs(name: str) -> list[tuple[str, str]]:
    entries = "".join(_DATA[name].splitlines()).split("|")
    return [(first, second) for first, second in map(str.split, filter(None, entries))]


VERBS = {noun: verb.replace("_", " ") for noun, verb in _pairs("verbs")}
"""The verb in each noun of action."""
ADVERBS = dict(_pairs("adverbs"))
_KEPT = frozenset(_pairs("kept"))
_LIGHT = {
    inflected(verb.replace("_", " "), form) if form else verb.replace("_", " "): form
    for verb in _DATA["light"].split()
    for form in ("", "third", "past", "gerund")
}
_GIVING = re.compile("gi|gave|provid|get|got", re.IGNORECASE)
_GIVEN = frozenset(_DATA["given"].split())
_DONE = (
    "carried out|performed|conducted|undertaken|executed|made|done|effected|completed|"
    "accomplished|given|provided|issued|arranged|initiated|organized|organised"
)
NOUN = "|".join(sorted(VERBS, key=len, reverse=True))
_LIGHT_FORMS = "|".join(sorted(_LIGHT, key=len, reverse=True))
HOW = "|".join(sorted(ADVERBS, key=len, reverse=True))
_DUTY = "should|must|shall|has to|have to|needs to|need to|is to|are to|ought to"
_MODAL = f"{_DUTY}|will|can|may|could|would|cannot"
_PART = r"(?:[^,.;:!?]|(?<=\bM[rs])\.|(?<=\bDr)\.|(?<=\bMrs)\.)"
END = (
    r"(?=(?<!\bM[rs])(?<!\bDr)(?<!\bMrs)[,.;:!?]|"
    r"\s+(?:within|before|after|until|on|in|at|every|for|when|if|as|no|by|prior|"
    r"during|once|and|without|upon|following|because|since|unless)\b|\s*\Z)"
)
_ONCE = re.compile(r"\b(?:until|once|when|after|as soon as|if|unless)\s+\Z", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:has|have) been\b", re.IGNORECASE)
_PRONOUNS = {"me": "I", "us": "we", "him": "he", "her": "she", "them": "they", "you": "you"}


class Rule(NamedTuple):
    """What to look for, and what to write instead; None leaves it."""

    pattern: re.Pattern[str]
    write: Callable[[re.Match[str]], str | None]


def _rule(pattern: str, write: Callable[[re.Match[str]], str | None]) -> Rule:
    return Rule(re.compile(pattern, re.IGNORECASE), write)


def _decided(found: re.Match[str]) -> str:
    """A decision was made by X to the effect that."""
    verb, agent = VERBS[found["noun"].lower()], _subject(found["agent"])
    if found["aux"].lower() == "will be":
        return f"{agent} will {verb} {found['link']}"
    return f"{agent} {inflected(verb, 'past')} {found['link']}"


def _modal(found: re.Match[str]) -> str:
    """The implementation of X will not be carried out by Y."""
    verb, thing = VERBS[found["noun"].lower()], lower_first(found["thing"])
    modal, agent = found["modal"], found["agent"]
    denied = " not" if found["not"] else ""
    if agent is None:
        return f"{thing} {modal}{denied} be {inflected(verb, 'participle')}"
    if agent.lower() == "you" and re.fullmatch(_DUTY, modal, re.IGNORECASE):
        return f"please {'do not ' if denied else ''}{verb} {thing}"
    return f"{_subject(agent)} {modal}{denied} {verb} {thing}"


def _past(found: re.Match[str]) -> str:
    """The review of X was not carried out by Y."""
    verb, thing, agent = VERBS[found["noun"].lower()], found["thing"], found["agent"]
    denied = found["not"]
    if found["now"]:
        return _now(found, verb, thing)
    if agent is None:
        be = was(thing)
        if _ONCE.search(found.string[: found.start()]) and _PERFECT.search(found[0]):
            be = "has been" if be == "was" else "have been"
        return f"{thing} {be}{' not' if denied else ''} {inflected(verb, 'participle')}"
    if denied:
        return f"{_subject(agent)} did not {verb} {thing}"
    return f"{_subject(agent)} {inflected(verb, 'past')} {thing}"


def _now(found: re.Match[str], verb: str, thing: str) -> str:
    """The review of X is carried out by Y."""
    agent, denied = found["agent"], found["not"]
    if agent is None:
        being = " being" if found["being"] else ""
        no = " not" if denied else ""
        return f"{thing} {are(thing)}{no}{being} {inflected(verb, 'participle')}"
    subject = _subject(agent)
    many = are(subject) == "are" or subject in {"I", "you"}
    if found["being"]:
        no = " not" if denied else ""
        return f"{subject} {are(subject)}{no} {inflected(verb, 'gerund')} {thing}"
    if denied:
        return f"{subject} {'do' if many else 'does'} not {verb} {thing}"
    return f"{subject} {verb if many else inflected(verb, 'third')} {thing}"


def _light(found: re.Match[str]) -> str | None:
    """Carry out a careful review of."""
    verb = VERBS[found["noun"].lower()]
    giving = _GIVING.match(found["light"]) and found["link"].lower() == "to"
    if giving and found["noun"].lower() not in _GIVEN:
        return None
    form = _LIGHT[found["light"].lower()]
    said = inflected(verb, form) if form else verb
    adverb = ADVERBS[found["how"].lower()] + " " if found["how"] else ""
    link = found["link"].lower()
    following = found.string[found.end() :].split(maxsplit=1)
    if link == "to" and following and following[0].lower() in INFLECTED:
        return None
    return f"{adverb}{said} {link}" if (verb, link) in _KEPT else f"{adverb}{said}"


def _by_you(found: re.Match[str]) -> str | None:
    """X should be done by you."""
    verb = base_of_participle(found["verb"].lower())
    if verb is None:
        return None
    asked = f"please {'do not ' if found['not'] else ''}{verb} {lower_first(found['thing'])}"
    return (found["lead"] or "") + asked


def _without(found: re.Match[str]) -> str:
    """In the absence of any objection being raised."""
    be = are(found["noun"])
    if found["verb"]:
        return f"if no {found['noun']} {be} {found['verb']}"
    return f"if there {be} no {found['noun']}"


def _subject(agent: str) -> str:
    return _PRONOUNS.get(agent.lower(), agent)


RULES = (
    _rule(
        rf"\b(?:an?|the) (?P<noun>{NOUN}) (?P<aux>was|has been|had been|will be) "
        rf"(?:taken|given|reached|{_DONE}) by (?P<agent>{_PART}{{1,40}}?) "
        r"(?:to the effect )?(?P<link>that|to|on|about|regarding|concerning|with regard to)\b",
        _decided,
    ),
    _rule(
        rf"\b(?:the |an? )?(?P<noun>{NOUN}) (?:of|into) (?P<thing>{_PART}{{1,60}}?) "
        rf"(?P<modal>{_MODAL})"
        rf"(?P<not> not)? be (?:{_DONE})(?: (?:by|through) (?P<agent>{_PART}{{1,40}}?))?{END}",
        _modal,
    ),
    _rule(
        rf"\b(?:the |an? )?(?P<noun>{NOUN}) (?:of|into) (?P<thing>{_PART}{{1,60}}?) "
        r"(?:was|were|has been|have been|had been|(?P<now>is|are))(?P<not> not)?"
        rf"(?P<being> (?:currently |now |still )?being)? (?:{_DONE})"
        rf"(?: (?:by|through) (?P<agent>{_PART}{{1,40}}?))?{END}",
        _past,
    ),
    _rule(
        rf"\b(?P<light>{_LIGHT_FORMS}) (?:an? |the |any |our |your |their |his |her )?"
        rf"(?:(?P<how>{HOW}) )?(?P<noun>{NOUN})s? "
        r"(?P<link>of|into|on|to|in|for|about|regarding|concerning|with)(?= )"
        r"(?! (?:\w+ )?(?:day|week|time)\b)",
        _light,
    ),
    _rule(
        rf"(?:\A|(?P<lead>, ))(?P<thing>(?:the|your|this|that|these|those|all|each|every) "
        rf"{_PART}{{1,60}}?) (?:{_DUTY})(?P<not> not)? be (?P<verb>[a-z]+) by you\b",
        _by_you,
    ),
    _rule(
        r"\bin the absence of (?:any |an? )?(?P<noun>[a-z]+)(?: being (?P<verb>[a-z]+))?",
        _without,
    ),
    _rule(
        rf"\bon (?P<count>[a-z]+(?: \([{MASK_CLASS}]\))?|[{MASK_CLASS}]) "
        r"(?:separate |different )?occasions\b",
        lambda found: f"{found['count']} times",
    ),
)
"""Tried in order, each once a sentence."""
