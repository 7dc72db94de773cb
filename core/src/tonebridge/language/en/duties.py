"""Say who must do what: "the submission of X is required" is "you must submit X"."""

import re
from collections.abc import Callable

from tonebridge.language.en.grammar import are, lower_first
from tonebridge.language.en.nominal import END, NOUN, VERBS, Rule
from tonebridge.language.en.passives import AGENT, LEAD, subject_of
from tonebridge.language.en.terms import inflected
from tonebridge.language.en.verbs import INFLECTED, base_of_gerund, base_of_third, gerund
from tonebridge.language.lexicon import knowledge

_WORDS = knowledge("en_duties")
_PART = "[^,.;:!?()]"
_KINDS = {word: kind for kind, words in _WORDS["grounds"].items() for word in words}
_GROUNDS = "|".join(sorted(_KINDS, key=len, reverse=True))
_SAID = {
    "must": "you must {act}",
    "please": "please {act}",
    "should": "you should {act}",
    "may": "you may {act}",
    "ban": "do not {act}",
}
_INSIDE = _SAID | {"please": "you should {act}", "ban": "you must not {act}"}
"""What follows a that."""
_BY_AGENT = {"must": "must", "please": "should please", "should": "should", "may": "may"}
_PAIRS = "|".join(_WORDS["pairs"])
_SELF_MADE = frozenset(_WORDS["intransitive"].split())
_GERUND_AFTER = "|".join(_WORDS["gerund_after"].split())
_HOW = (
    r"(?:hereby |kindly |respectfully |strictly |expressly |absolutely |highly |strongly |also )?"
)


def _rule(pattern: str, write: Callable[[re.Match[str]], str | None]) -> Rule:
    return Rule(re.compile(pattern, re.IGNORECASE), write)


def _verb(noun: str) -> str | None:
    """Return what one does, for `submission of`, `wearing of`, `compliance with`."""
    if noun.lower() in _WORDS["pairs"]:
        return str(_WORDS["pairs"][noun.lower()])
    noun = noun.removesuffix(" of")
    verb = VERBS.get(noun.lower())
    if verb is not None:
        return verb
    base = base_of_gerund(noun.lower())
    return base if base in INFLECTED else None


def _stated(found: re.Match[str]) -> str | None:
    """The submission of X is required (by Y)."""
    verb, kind = _verb(found["noun"]), _KINDS[found["ground"].lower()]
    if verb is None:
        return None
    act = f"{verb} {lower_first(found['thing'])}"
    agent = found["agent"]
    if agent is None or agent.lower() == "you":
        inside = found.string[: found.start()].lower().endswith("that ")
        return (_INSIDE if inside else _SAID)[kind].format(act=act)
    if kind == "ban":
        return f"{subject_of(agent)} must not {act}"
    return f"{subject_of(agent)} {_BY_AGENT[kind]} {act}"


def _given(found: re.Match[str]) -> str | None:
    """Consideration should be given by X to Y."""
    verb, agent = VERBS[found["noun"].lower()], found["agent"]
    denied = " not" if found["not"] else ""
    if agent is None:
        return f"please {'do not ' if denied else ''}{verb} {found['thing']}"
    modal = {"shall": "must"}.get(found["modal"].lower(), found["modal"])
    return f"{subject_of(agent)} {modal}{denied} {verb} {found['thing']}"


def _by_agent(found: re.Match[str]) -> str:
    """After the approval of X by Y."""
    subject = subject_of(found["agent"])
    verb = VERBS[found["noun"].lower()]
    said = verb if are(subject) == "are" or subject == "I" else inflected(verb, "third")
    joint = {"upon": "when", "on": "when", "following": "after", "prior to": "before"}
    link = found["link"].lower()
    return f"{joint.get(link, link)} {subject} {said} {found['thing']}"


def _takes_place(found: re.Match[str]) -> str:
    """The commencement of X will take place."""
    verb, thing = VERBS[found["noun"].lower()], lower_first(found["thing"])
    many = are(thing) == "are"
    modal = found["modal"]
    if verb in _SELF_MADE:
        return f"{thing} {modal} {verb}" if modal else f"{thing} {inflected(verb, 'past')}"
    be = f"{modal} be" if modal else ("were" if many else "was")
    return f"{thing} {be} {inflected(verb, 'participle')}"


def _as_gerund(found: re.Match[str]) -> str | None:
    """By the implementation of; the award of X would be appropriate."""
    verb = VERBS[found["noun"].lower()]
    link = found.groupdict().get("link")
    said = inflected(verb, "gerund") if " " in verb else gerund(verb)
    if link is None:
        return said
    link = {"in": "when", "through": "by", "in the course of": "while"}.get(link.lower(), link)
    return f"{link} {said}"


def _no_duty(found: re.Match[str]) -> str:
    """Must not be subject to the requirement of payment of."""
    verb = VERBS[found["noun"].lower()]
    return f"do not have to {verb}" if found["not"] else f"must {verb}"


def _if_agreed(found: re.Match[str]) -> str:
    """Subject to the approval of X."""
    subject, verb = subject_of(found["agent"]), VERBS[found["noun"].lower()]
    return f"if {subject} {verb if are(subject) == 'are' else inflected(verb, 'third')}"


def _to_do(found: re.Match[str]) -> str | None:
    """For the purpose of ensuring."""
    base = base_of_gerund(found["verb"].lower())
    return f"to {base}" if base in INFLECTED else None


def _wish(found: re.Match[str]) -> str | None:
    """Is desirous of availing themselves of."""
    be = {"is": "wants", "are": "want", "am": "want", "be": "want"}[found["be"].lower()]
    base = base_of_gerund(found["verb"].lower())
    return f"{be} to {base}" if base in INFLECTED or base == "avail" else None


_USES = {"avail": "use", "avails": "uses", "availed": "used", "availing": "using"}


def _manner(found: re.Match[str]) -> str | None:
    """In a careful manner."""
    adjective = found["adjective"].lower()
    if adjective.endswith("ly"):
        return None
    if adjective.endswith("y"):
        return adjective[:-1] + "ily"
    if adjective.endswith("ic"):
        return adjective + "ally"
    return adjective[:-1] + "y" if adjective.endswith("le") else adjective + "ly"


def _assumed(found: re.Match[str]) -> str | None:
    """It will be assumed that."""
    base = _WORDS["believing"].get(found["verb"].lower())
    return None if base is None else f"we {found['modal']} {base} that"


def _not_so(found: re.Match[str]) -> str | None:
    """It is not the case that we don't want."""
    subject, verb, aux = found["subject"], found["verb"], found["aux"].lower()
    form = {"do": "", "does": "third", "did": "past"}[aux]
    return f"{subject} {inflected(verb, form) if form else verb}"


def _no_access(found: re.Match[str]) -> str:
    """Entry to the garage will not be possible."""
    verb = {"entry": "enter", "access": "access", "admission": "enter"}[found["noun"].lower()]
    return f"you cannot {verb} {found['thing']}"


def _told(found: re.Match[str]) -> str | None:
    """Residents are advised that the use of X is prohibited."""
    verb, kind = _verb(found["noun"]), _KINDS[found["ground"].lower()]
    if verb is None:
        return None
    modal = "must not" if kind == "ban" else _BY_AGENT[kind]
    return f"{found['agent']} {modal} {verb} {found['thing']}"


def _undersigned(found: re.Match[str]) -> str | None:
    """The undersigned hereby makes."""
    base = base_of_third(found["verb"].lower())
    return f"I {base}" if base in INFLECTED else None


def _should(found: re.Match[str]) -> str | None:
    """Should the system fail."""
    subject, verb = found["subject"], found["verb"].lower()
    if verb not in INFLECTED and verb != "be":
        return None
    many = are(subject) == "are" or subject.lower() in {"you", "we", "they", "i"}
    if verb == "be":
        return f"if {lower_first(subject)} {'are' if many else 'is'}"
    return f"if {lower_first(subject)} {verb if many else inflected(verb, 'third')}"


def _to_be_done(found: re.Match[str]) -> str:
    """For delivery to be effected."""
    return f"to {VERBS[found['noun'].lower()]}"


RULES = (
    _rule(
        rf"{LEAD}{AGENT} (?:is|are) {_HOW}(?:advised|informed|notified|reminded) that (?:the )?"
        rf"(?P<noun>{NOUN}|[a-z]+ing) of (?P<thing>{_PART}{{1,60}}?) (?:is|are) {_HOW}"
        rf"(?P<ground>{_GROUNDS})\b",
        _told,
    ),
    _rule(
        rf"{LEAD}(?:the )?(?P<noun>entry|access|admission) to (?P<thing>{_PART}{{1,60}}?) "
        r"(?:is|will be|shall be|will|shall)(?: not be| not) "
        r"(?:possible|permitted|allowed|available)\b",
        _no_access,
    ),
    _rule(
        r"\bthe undersigned (?:hereby )?(?P<verb>[a-z]+s)\b",
        _undersigned,
    ),
    _rule(
        r"\b(?P<link>to|by|with|for|from|of) the undersigned\b",
        lambda found: f"{found['link']} me",
    ),
    _rule(
        r"(?:\A|(?<=, ))should (?P<subject>you|we|they|I|he|she|it|this|that|there|anyone|anybody|"
        r"(?:the|any|your|our|an?|this|that|these|those|all) (?:[a-z-]+ ){0,3}?[a-z-]+) "
        r"(?P<verb>be|[a-z]+)\b(?!.*\?)",
        _should,
    ),
    _rule(
        rf"\bfor (?:the )?(?P<noun>{NOUN}) to be "
        r"(?:effected|made|carried out|done|performed|given)\b",
        _to_be_done,
    ),
    _rule(
        r"\bit is not the case that (?P<subject>[A-Za-z ]{1,30}?) (?P<aux>do|does|did)"
        r"(?: not|n['’]t) (?P<verb>[a-z]+)",
        _not_so,
    ),
    _rule(r"\bit (?P<modal>will|shall|can|may|must|should) be (?P<verb>[a-z]+) that\b", _assumed),
    _rule(
        rf"{LEAD}(?:the |an? )?(?P<noun>(?:{NOUN}|[a-z]+ing) of|{_PAIRS}) "
        rf"(?P<thing>{_PART}{{1,90}}?) (?:is|are|shall be|will be) {_HOW}"
        rf"(?P<ground>{_GROUNDS})\b(?: (?:by|for|of) {AGENT}{END})?",
        _stated,
    ),
    _rule(
        rf"{LEAD}(?:due |careful |full |special )?(?P<noun>{NOUN})(?: thereof)? "
        r"(?P<modal>should|must|shall|"
        rf"will|may|can)(?P<not> not)? be (?:given|made|paid|taken|provided|effected)"
        rf"(?: by {AGENT})? (?:to|of|for|into|on|in) (?P<thing>(?:the|an?|all|any|our|your|each|"
        r"every|this|that|these|those|whether|how)\b)",
        _given,
    ),
    _rule(
        r"\b(?P<link>after|before|until|once|upon|on|following|prior to) (?:the )?"
        rf"(?P<noun>{NOUN}) of "
        r"(?P<thing>(?:the|an?|all|our|your|each|every|this|that|these|those) "
        rf"{_PART}{{1,40}}?) by {AGENT}{END}",
        _by_agent,
    ),
    _rule(
        rf"{LEAD}(?:the |an? )?(?P<noun>{NOUN}) of (?P<thing>{_PART}{{1,60}}?) (?:(?P<modal>will|"
        rf"shall|must|should|can|may) (?:take place|occur|be held)|took place)\b",
        _takes_place,
    ),
    _rule(
        rf"\b(?:shall|will|must|is|are)?(?P<not> not)?(?: be)? subject to (?:the |any |an? )?"
        rf"(?:requirement|obligation|duty) (?:of|for|to) (?:the )?(?P<noun>{NOUN})(?: of)?\b",
        _no_duty,
    ),
    _rule(
        rf"\bsubject to (?:the |prior |the prior )?(?P<noun>approval|consent|agreement|"
        rf"confirmation|authorization|authorisation) (?:of|by|from) {AGENT}{END}",
        lambda found: _if_agreed(found) if found["noun"].lower() in VERBS else None,
    ),
    _rule(
        r"\b(?:for (?:the )?purposes? of|with (?:a|the) (?:view|aim|intention|objective|goal) "
        r"(?:to|of)|in an (?:effort|attempt) at) (?P<verb>[a-z]+ing)\b",
        _to_do,
    ),
    _rule(r"\b(?P<be>is|are|am|be) desirous of (?P<verb>[a-z]+ing)\b", _wish),
    _rule(
        r"\b(?P<verb>avail(?:s|ed|ing)?) (?:my|your|him|her|our|them|it|one)sel(?:f|ves) of\b",
        lambda found: _USES[found["verb"].lower()],
    ),
    _rule(
        rf"\bthe (?P<noun>{NOUN}) of (?=(?:the|an?|all|any|our|your|each|every|this|that|these|"
        rf"those|[a-z]+)\b{_PART}{{1,60}}? (?:would|must|should|shall|will) (?:not )?be "
        rf"(?:{_GERUND_AFTER})\b)",
        _as_gerund,
    ),
    _rule(
        r"\b(?P<link>by|through|for|in|without|in favou?r of|supports?|considers?|considered|"
        r"proposed?|proposes|recommends?|suggests?|avoids?|involves?|delays?|postpones?|requires?|allows?|"
        rf"prevents?|justif(?:y|ies)) the (?P<noun>{'|'.join(_WORDS['acts'].split())}) "
        r"of(?= )",
        lambda found: _as_gerund(found) if found["noun"].lower() in VERBS else None,
    ),
    _rule(
        r"\bin an? (?P<adjective>[a-z]+) (?:manner|fashion)\b(?! (?:that|which|as|in))",
        _manner,
    ),
)
"""Tried in order, each once a sentence."""
