"""How an English term inflects, and how its plain wording takes its place in a sentence."""

import re
from collections import defaultdict
from typing import NamedTuple

from tonebridge.language.en.grammar import upper_first
from tonebridge.language.en.patterns import word_set
from tonebridge.language.en.verbs import gerund, participle, past
from tonebridge.language.glossary import Entry, Found, in_capitals

_VOWELS = "aeiou"
_HEAD_END = re.compile(r" (?:of|that|which|who|for|in|to|from|with|after|between|by|on)\b")
_PREVIOUS = re.compile(r"([A-Za-z']+)\s+$")
_NEXT = re.compile(r"\s+([A-Za-z']+)")
_DETERMINERS = word_set("terms.determiners")
_BEFORE_VERB = word_set("terms.before_verb")
_AFTER_VERB = word_set("terms.after_verb")
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?:]\s+|\n\s*(?:[-*•]\s+)?)$")
_VOWEL_SOUND = re.compile(
    r"[ai]|e(?!u)|o(?!ne\b|nce\b)|u(?!ni|s[aei]|ti)|hour|honest", re.IGNORECASE
)


class Fitted(NamedTuple):
    """Put `text` in place of `source[start:end]`."""

    start: int
    end: int
    text: str


def forms_of(term: str, entry: Entry) -> dict[str, frozenset[str]]:
    """Return every spelling of a term, and what it can be."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    found[term].add("singular")
    if entry.noun:
        found[plural_of(term)].add("plural")
    if entry.verb:
        found[term].add("base")
        for form in INFLECTIONS:
            found[inflected(term, form)].add(form)
    return {spelling: frozenset(forms) for spelling, forms in found.items()}


def inflected(term: str, form: str) -> str:
    """Inflect the verb of a term: its first word, or the last part of one with a hyphen.

    An adverb in -ly may stand before the verb.
    """
    first, _, rest = term.partition(" ")
    if first.endswith("ly"):
        return f"{first} {inflected(rest, form)}"
    if rest:
        return f"{_inflect(first, form)} {rest}"
    head, hyphen, verb = term.rpartition("-")
    return head + hyphen + _inflect(verb, form)


INFLECTIONS = ("third", "past", "participle", "gerund")


def _inflect(verb: str, form: str) -> str:
    if form == "third":
        return plural_of(verb)
    if form == "past":
        return past(verb)
    return participle(verb) if form == "participle" else gerund(verb)


def plural_of(phrase: str) -> str:
    """Return the plural of a noun phrase; its head stands before `of`, `that` and the like."""
    stop = _HEAD_END.search(phrase)
    head, rest = (phrase[: stop.start()], phrase[stop.start() :]) if stop else (phrase, "")
    if in_capitals(head):
        return head + "s" + rest
    if head.endswith(("s", "x", "ch", "sh", "z")):
        return head + "es" + rest
    if head.endswith("y") and head[-2:-1] not in _VOWELS:
        return head[:-1] + "ies" + rest
    return head + "s" + rest


def explanation(source: str, found: Found) -> str:
    """Return what to say in brackets: a verb is not explained by a thing."""
    entry = found.known.entry
    if not entry.explain.startswith(("a ", "an ", "the ")) or not entry.verb:
        return entry.explain
    form = _form(found.known.forms, entry, source[: found.start], source[found.end :])
    if form in {"singular", "plural"}:
        return entry.explain
    return entry.verb if form == "base" else inflected(entry.verb, form)


def fitted(source: str, found: Found) -> Fitted:
    """Return the plain wording as the sentence around it wants it."""
    entry = found.known.entry
    before, after = source[: found.start], source[found.end :]
    form = _form(found.known.forms, entry, before, after)
    if form in {"singular", "plural"}:
        wording = _noun(entry, form, before)
    elif form == "base":
        wording = entry.verb
    else:
        wording = inflected(entry.verb, form)
    start = found.start
    article = re.search(r"\b([Aa])(n?)(\s+)$", before)
    if article is not None and form in {"singular", "plural"}:
        n = "n" if _VOWEL_SOUND.match(wording) else ""
        if n != article[2]:
            start = article.start()
            return Fitted(start, found.end, f"{article[1]}{n}{article[3]}{wording}")
    if _OPENS_SENTENCE.search(before):
        wording = upper_first(wording)
    return Fitted(start, found.end, wording)


def _form(forms: frozenset[str], entry: Entry, before: str, after: str) -> str:
    """Choose between the readings of one spelling: `the merge` and `to merge`."""
    for certain in ("gerund", "past", "participle"):
        if certain in forms:
            return _past_or_participle(before) if certain != "gerund" else certain
    many = bool(forms & {"plural", "third"})
    noun, verb = ("plural", "third") if many else ("singular", "base")
    if verb not in forms:
        return noun
    if not entry.noun:
        return verb
    previous = _PREVIOUS.search(before)
    following = _NEXT.match(after)
    if previous is not None and previous[1].lower() in _DETERMINERS:
        return noun
    if previous is not None and previous[1].lower() in _BEFORE_VERB:
        return verb
    opens = _OPENS_SENTENCE.search(before) is not None
    takes_object = following is not None and following[1].lower() in _AFTER_VERB
    return verb if takes_object and (opens or previous is not None) else noun


_PERFECT = re.compile(
    r"\b(?:is|are|was|were|be|been|being|get|gets|got|has|have|had|'s|'ve|'re)"
    r"(?:\s+(?:not|now|also|already|just|automatically|never|always))?\s+$",
    re.IGNORECASE,
)


def _past_or_participle(before: str) -> str:
    return "participle" if _PERFECT.search(before) else "past"


def _noun(entry: Entry, form: str, before: str) -> str:
    wording = entry.noun or entry.adjective
    if form == "plural":
        wording = entry.plural or plural_of(wording)
    if wording.startswith("the "):
        words = before.lower().split()[-2:]
        if any(word in _DETERMINERS for word in words):
            return wording.removeprefix("the ")
    return wording
