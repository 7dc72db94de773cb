"""Say what negations that cancel out affirm: "it is not impossible" is "it is possible"."""

import re

from tonebridge.language.en.nominal import Rule
from tonebridge.language.en.terms import inflected
from tonebridge.language.lexicon import knowledge

_DATA = knowledge("en_negations")


def _pairs(name: str) -> dict[str, str]:
    entries = "".join(_DATA[name].splitlines()).split("|")
    return dict(map(str.split, filter(None, entries)))


_ADJECTIVES, _VERBS = _pairs("adjectives"), _pairs("verbs")
_FORMS = {"do": "", "does": "third", "did": "past"}


def _adjective(found: re.Match[str]) -> str:
    """Is not impossible, isn't impossible."""
    be = f"{found['be']} " if found["be"] else ""
    return be + _ADJECTIVES[found["adjective"].lower()]


def _verb(found: re.Match[str]) -> str:
    """Does not disagree."""
    verb, aux = _VERBS[found["verb"].lower()], found["aux"].lower()
    form = _FORMS.get(aux)
    if form is None:
        return f"{found['aux']} {verb}"
    return inflected(verb, form) if form else verb


def _rule_of(phrase: str, after: str) -> Rule:
    return Rule(re.compile(rf"\b{phrase}\b", re.IGNORECASE), lambda _found: after)


RULES = (
    Rule(
        re.compile(
            r"\b(?:(?P<be>is|are|was|were)(?: not|n['’]t)|not) (?:at all |entirely |so |that )?"
            rf"(?P<adjective>{'|'.join(_ADJECTIVES)})\b",
            re.IGNORECASE,
        ),
        _adjective,
    ),
    Rule(
        re.compile(
            r"\b(?P<aux>do|does|did|will|would|can|could|should|must)(?: not|n['’]t) "
            rf"(?P<verb>{'|'.join(_VERBS)})\b",
            re.IGNORECASE,
        ),
        _verb,
    ),
    *(_rule_of(phrase, after) for phrase, after in _DATA["phrases"].items()),
)
"""Tried in order, each once a sentence."""
