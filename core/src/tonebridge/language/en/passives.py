"""Turn passives with an agent round: "X must be signed by Y" is "Y must sign X"."""

import re
from collections.abc import Callable

from tonebridge.language.en.grammar import are, lower_first
from tonebridge.language.en.nominal import ADVERBS, HOW, NOUN, VERBS, Rule
from tonebridge.language.en.terms import inflected
from tonebridge.language.en.verbs import INFLECTED, base_of_gerund, base_of_participle
from tonebridge.language.lexicon import knowledge

_WORDS = knowledge("en_passives")
_PART = "[^,.;:!?()]"
_MODALS = "|".join(_WORDS["duties"] + _WORDS["modals"])
_DUTIES = frozenset(_WORDS["duties"])
_PEOPLE = "|".join(_WORDS["people"].split())
_NO_AGENT = "|".join(_WORDS["no_agents"].split())
_INNER = (
    r"(?:(?! (?:that|which|who|with|on|upon|in|at|to|for|until|within|before|after|prior|subject|"
    r"if|when|where|as|by|so|because|and (?:is|are|was|must|will|should))\b)[^,.;:!?()]){1,50}?"
)
AGENT = (
    rf"(?P<agent>(?!(?:{_NO_AGENT})\b)(?:you|us|me|him|her|them|"
    r"(?:the|an?|our|your|my|their|his|her|its|all|each|every|any|both|either|neither|two|three|"
    rf"one of|some|no) (?!(?:{_NO_AGENT})\b){_INNER}|(?-i:[A-Z][a-z]+(?: [A-Z][a-z]+)*)|"
    rf"(?:[a-z]+ )?(?:{_PEOPLE})))"
)
_END = (
    r"(?=[,.;:!?]|\s+(?:within|before|after|until|on|in|at|every|for|when|if|as|no|by|prior|"
    r"during|once|and|or|but|to|with|without|because|unless|today|tomorrow|yesterday|"
    r"last|next|this|each|not|later|immediately|from|via|under|following|upon|subject|provided|"
    r"where|through|against)\b|\s*\Z)"
)
_THING = (
    r"(?P<thing>(?:the|an?|our|your|my|their|his|her|its|all|each|every|any|both|this|that|these|"
    r"those|it|they|he|she|we|no|some|most|many|"
    rf"(?:[A-Za-z-]+s(?= (?:{_MODALS}|are|were|have)\b)))\b"
    r"(?:(?! (?:is|are|was|were|has|have|had|will|can|could|should|must|may|which|who|that|if|"
    rf"when)\b){_PART}){{0,60}}?)"
)
LEAD = r"(?:(?<=\A)|(?<=, )|(?<=; )|(?<=\bthat )|(?<=\bif )|(?<=\band )|(?<=\bwhen ))"
_ADVERB = r"(?P<how> [a-z]+ly)?"
_DONE = r"(?P<verb>[a-z]+(?:ed|en|wn|ne|id|ld|de|nt|pt|ft|ht|et|ut|un|it|rn)) "
_BETWEEN = (
    r"(?P<between>(?:to|in|on|for|from|with|at|within|into|out|up|off) "
    rf"(?:(?!by ){_PART}){{1,30}}? )?"
)
_OBJECTS = {"they": "them", "he": "him", "she": "her", "we": "us", "i": "me"}
_SUBJECTS = {"me": "I", "us": "we", "him": "he", "her": "she", "them": "they"}


def _rule(pattern: str, write: Callable[[re.Match[str]], str | None]) -> Rule:
    return Rule(re.compile(pattern, re.IGNORECASE), write)


_FORMAL = {inflected(verb, "participle"): verb for verb in _WORDS["verbs"].split()}


def _base(participle: str) -> str | None:
    base = _FORMAL.get(participle.lower()) or base_of_participle(participle.lower())
    return base if base in INFLECTED or participle.lower() in _FORMAL else None


def _rest(found: re.Match[str]) -> str:
    """Return object, adverb and what stood between verb and agent."""
    thing = lower_first(found["thing"])
    said = " " + _OBJECTS.get(thing.lower(), thing)
    how = found["how"] or ""
    between = " " + found["between"].strip() if found["between"] else ""
    return said + how + between


def subject_of(agent: str) -> str:
    """Return an agent as a subject: us is we."""
    return _SUBJECTS.get(agent.lower(), agent)


def _with_modal(found: re.Match[str]) -> str | None:
    """X must not be signed by Y."""
    base = _base(found["verb"])
    if base is None:
        return None
    modal, agent = found["modal"].lower(), found["agent"]
    denied = bool(found["not"]) or modal == "cannot"
    if denied and agent.lower().startswith(("any", "either", "all ", "every")):
        return None
    if agent.lower() == "you" and modal in _DUTIES:
        return f"please {'do not ' if denied else ''}{base}{_rest(found)}"
    subject = subject_of(agent)
    modal = _for_subject(modal, subject)
    return f"{subject} {modal}{' not' if found['not'] else ''} {base}{_rest(found)}"


def _for_subject(modal: str, subject: str) -> str:
    many = are(subject) == "are" or subject.lower() in {"you", "i", "we", "they"}
    first, _, rest = modal.partition(" ")
    pairs = {"has": "have", "needs": "need", "is": "are"}
    if many and first in pairs:
        return f"{pairs[first]} {rest}".strip()
    singular = {many_form: one for one, many_form in pairs.items()}
    if not many and first in singular:
        return f"{singular[first]} {rest}".strip()
    return modal


def _finite(found: re.Match[str]) -> str | None:
    """X was not signed by Y."""
    base = _base(found["verb"])
    if base is None:
        return None
    subject, aux, denied = subject_of(found["agent"]), found["aux"].lower(), bool(found["not"])
    many = are(subject) == "are" or subject.lower() in {"you", "i", "we", "they"}
    no = " not" if denied else ""
    if aux in {"was", "were"}:
        verb = f"did not {base}" if denied else inflected(base, "past")
    elif aux in {"is", "are"}:
        verb = f"{'do' if many else 'does'} not {base}" if denied else _present(base, many=many)
    elif aux in {"has been", "have been"}:
        verb = f"{'have' if many else 'has'}{no} {inflected(base, 'participle')}"
    elif aux == "had been":
        verb = f"had{no} {inflected(base, 'participle')}"
    else:
        be = are(subject) if aux.startswith(("is", "are")) else ("were" if many else "was")
        verb = f"{be}{no} {inflected(base, 'gerund')}"
    return f"{subject} {verb}{_rest(found)}"


def _present(base: str, *, many: bool) -> str:
    return base if many else inflected(base, "third")


def _needed(found: re.Match[str]) -> str | None:
    """It is necessary that X be signed (by Y)."""
    base = _base(found["verb"])
    if base is None:
        return None
    thing, agent, ground = lower_first(found["thing"]), found["agent"], found["ground"].lower()
    denied = " not" if found["not"] else ""
    modal = "should" if ground in _MILD else "must"
    between = " " + found["between"].strip() if found["between"] else ""
    if agent is None:
        verb = inflected(base, "participle")
        return f"{thing} {modal}{denied} be {verb}{between}"
    if agent.lower() == "you":
        return f"please {'do not ' if denied else ''}{base} {thing}{between}"
    return f"{subject_of(agent)} {modal}{denied} {base} {thing}{between}"


_MILD = frozenset(_WORDS["mild"])
_GROUNDS = "|".join(_WORDS["mild"] + _WORDS["strict"])


def _forbidden(found: re.Match[str]) -> str | None:
    """X is prohibited from smoking."""
    base = base_of_gerund(found["verb"].lower())
    return f"{found['thing']} must not {base}" if base in INFLECTED else None


def _no_duty(found: re.Match[str]) -> str:
    """It is the responsibility of X to."""
    return f"{found['agent']} must"


def _failure(found: re.Match[str]) -> str:
    """Failure to pay will result in."""
    modal = "can" if found["modal"].lower() in {"may", "might", "could", "can"} else "will"
    return f"if you do not {found['act']}, this {modal} lead to"


def _that(found: re.Match[str]) -> str | None:
    """It was decided by X that."""
    base = _base(found["verb"])
    if base is None:
        return None
    subject, aux = subject_of(found["agent"]), found["aux"].lower()
    many = are(subject) == "are" or subject.lower() in {"you", "i", "we", "they"}
    verb = _present(base, many=many) if aux in {"is", "are"} else inflected(base, "past")
    return f"{subject} {verb} that"


def _failure_of(found: re.Match[str]) -> str:
    """The failure of X to pay will lead to."""
    subject = subject_of(found["agent"])
    many = are(subject) == "are" or subject.lower() in {"you", "i", "we", "they"}
    modal = "can" if found["modal"].lower() in {"may", "might", "could", "can"} else "will"
    return f"if {subject} {'do' if many else 'does'} not {found['act']}, this {modal} lead to"


def _refrain(found: re.Match[str]) -> str | None:
    """Refrain from smoking."""
    base = base_of_gerund(found["verb"].lower())
    return f"do not {base}" if base in INFLECTED else None


def _subject_of_care(found: re.Match[str]) -> str:
    """X has been the subject of careful consideration by Y."""
    subject = subject_of(found["agent"])
    have = "have" if are(subject) == "are" or subject in {"I", "you"} else "has"
    verb = inflected(VERBS[found["noun"].lower()], "participle")
    adverb = ADVERBS[found["how"].lower()] + " " if found["how"] else ""
    no = " not" if found["not"] else ""
    return f"{subject} {have}{no} {adverb}{verb} {lower_first(found['thing'])}"


def _whether(found: re.Match[str]) -> str:
    """The decision whether X is made by Y."""
    return f"{subject_of(found['agent'])} will decide {found['what']}"


def _no_need(found: re.Match[str]) -> str:
    """There is no necessity for X to."""
    subject = subject_of(found["agent"])
    many = are(subject) == "are" or subject.lower() in {"you", "i", "we", "they"}
    return f"{subject} {'do' if many else 'does'} not have to"


RULES = (
    _rule(
        r"\bit (?:is|will be|shall be|would be) (?:hereby |kindly |strictly |highly |strongly )?"
        rf"(?P<ground>{_GROUNDS}) that {_THING} (?P<not>not )?be (?P<how>[a-z]+ly )?{_DONE[:-1]}"
        rf"(?: {_BETWEEN}by {AGENT})?{_END}",
        _needed,
    ),
    _rule(
        rf"\bit (?P<aux>is|was|has been|had been) {_DONE}by {AGENT} that\b",
        _that,
    ),
    _rule(
        rf"{LEAD}{_THING} (?P<modal>{_MODALS})(?P<not> not)?{_ADVERB} be (?:[a-z]+ly )?"
        rf"{_DONE}{_BETWEEN}by {AGENT}{_END}",
        _with_modal,
    ),
    _rule(
        rf"{LEAD}{_THING} (?P<aux>(?:has|have|had) been|(?:is|are|was|were)(?: being)?)"
        rf"(?P<not> not)?{_ADVERB} {_DONE}{_BETWEEN}by {AGENT}{_END}",
        _finite,
    ),
    _rule(
        rf"{LEAD}{_THING} (?:is|are) (?:strictly |expressly )?"
        r"(?:prohibited|forbidden|precluded|barred) from (?P<verb>[a-z]+ing)\b",
        _forbidden,
    ),
    _rule(
        r"\bit (?:is|shall be|will be) the (?:sole )?(?:responsibility|duty|obligation) of "
        rf"{AGENT} to\b",
        _no_duty,
    ),
    _rule(
        rf"\b(?:the |a )?failure (?:of|by|on the part of) {AGENT} to "
        rf"(?P<act>{_PART}{{2,60}}?) "
        r"(?P<modal>will|shall|may|might|could|can) (?:result in|lead to|cause)\b",
        _failure_of,
    ),
    _rule(
        rf"{LEAD}{_THING} (?:has|have)(?P<not> not)?(?: (?:as of )?yet)? been "
        r"the subject of (?:an? )?"
        rf"(?:(?P<how>{HOW}) )?(?P<noun>{NOUN}) by {AGENT}{_END}",
        _subject_of_care,
    ),
    _rule(
        rf"\b(?:the|a) decision (?:as to |on |about )?(?P<what>whether {_PART}{{3,60}}?) "
        rf"(?:will be|is|is to be|must be) (?:made|taken) by {AGENT}{_END}",
        _whether,
    ),
    _rule(
        rf"\bthere is no (?:need|necessity|requirement|obligation|reason) for {AGENT} to\b",
        _no_need,
    ),
    _rule(
        r"\b(?P<link>of|by|for|to|with|in|from|on|under) said (?=[a-z])",
        lambda found: f"{found['link']} that ",
    ),
    _rule(r"\brefrain from (?P<verb>[a-z]+ing)\b", _refrain),
    _rule(
        rf"\b(?:the |a |any )?failure to (?P<act>{_PART}{{2,60}}?) "
        r"(?P<modal>will|shall|may|might|could|can) "
        r"(?:result in|lead to|cause)\b",
        _failure,
    ),
)
"""Tried in order, each once a sentence."""
