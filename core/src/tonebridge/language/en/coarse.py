"""Coarse turns of speech inside a clause, said plainly before single rude words are weighed.

`make shit up`, `gives a flying fuck` or `a stick up his ass` mean something as a whole, and lose
their grammar where a single word is taken out. Read from `lexicons/en_coarse.toml`.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache, partial

from msgspec import Struct, convert

from tonebridge.language.en.verbs import base_of_third, gerund, past, third
from tonebridge.language.lexicon import Lexicon, folded, grouped, knowledge


class Phrase(Struct, frozen=True, forbid_unknown_fields=True):
    """One turn of speech, and what stands in its place."""

    needs: tuple[str, ...]
    """Words of which one occurs in every such clause; they are quick to find."""
    pattern: str
    say: str
    """The new wording; `{group}` puts in what was found, `{group|form}` bends it."""


@lru_cache(maxsize=256)
def plainly(clause: str) -> str:
    """Say the coarse turns of a clause plainly."""
    worth = {int(place) for places in _needs().values(folded(clause)) for place in places}
    for place in sorted(worth):
        phrase, pattern = _phrases()[place]
        clause = pattern.sub(partial(_filled, phrase.say), clause)
    return clause


_FIELD = re.compile(r"\{(\w+)(?:\|(\w+))?(?:\|(\w+))?\}")


def _filled(wording: str, found: re.Match[str]) -> str:
    said = _FIELD.sub(partial(_field, found), wording)
    return said[0].upper() + said[1:] if said and found[0][:1].isupper() else said


def _field(found: re.Match[str], field: re.Match[str]) -> str:
    text = found[field[1]] or ""
    if not field[2]:
        return text
    form = _FORMS.get(field[2])
    return form(text) if form else _like(text, field[2])


def _like(coarse: str, base: str) -> str:
    """Bend a plain verb as the coarse one is bent: `fucked` makes `spoil` `spoiled`."""
    low = coarse.lower()
    if low.endswith(("ing", "in", "in'")):
        return gerund(base)
    if low.endswith("ed") or low in _PAST:
        return past(base)
    return third(base) if low.endswith("s") and not low.endswith(("ss", "kiss")) else base


_PAST = frozenset({"gave", "lost", "got", "had", "shat", "beaten", "took", "made", "were"})
_WHO = {"my": "I", "your": "you", "yo": "you", "ur": "you", "his": "he", "her": "she"}


def _who(owner: str) -> str:
    """Name the owner as the one who does something: `my ass` is `I`."""
    return _WHO.get(owner.lower(), "they" if owner.lower() == "their" else "we")


def _bare(verb: str) -> str:
    """Bend a third person back: `my ass gets` is `I get`."""
    return base_of_third(verb.lower()) or verb


_ONE = {"those": "those people", "these": "these people", "few": "few people", "two": "two people"}
_OUT_OF_TOUCH = {"has": "is", "had": "were", "with": "who are", "get": "be", "having": "being"}


_FORMS: dict[str, Callable[[str], str]] = {
    "who": _who,
    "bare": _bare,
    "am": lambda verb: "am" if verb.lower() == "is" else verb,
    "an": lambda article: "an " if article else "",
    "that": lambda it: it.lower().rpartition(" ")[2],
    "adet": lambda word: "a" if word.lower() == "an" else word,
    "one": lambda word: _ONE.get(word.lower(), f"{word} person"),
    "out_of_touch": lambda word: _OUT_OF_TOUCH.get(word.lower(), "are") + " out of touch",
}


@cache
def _phrases() -> tuple[tuple[Phrase, re.Pattern[str]], ...]:
    people = "|".join(
        sorted(map(re.escape, knowledge("en_rude")["people"]), key=len, reverse=True)
    )
    phrases = convert(knowledge("en_coarse")["phrase"], tuple[Phrase, ...])
    return tuple(
        (each, re.compile(f"(?i){''.join(each.pattern.splitlines())}".replace("{people}", people)))
        for each in phrases
    )


@cache
def _needs() -> Lexicon[tuple[str, ...]]:
    return grouped({str(place): phrase.needs for place, (phrase, _) in enumerate(_phrases())})
