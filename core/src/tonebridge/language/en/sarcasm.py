"""Sarcasm: the bad fact behind the praise is told, the praise is left out."""

import re

from tonebridge.language.en.blame import looks, passive
from tonebridge.language.en.grammar import has_mask, lower_first
from tonebridge.language.en.hostility import (
    AT_LAST,
    BAD_DOING,
    BRILLIANT_IDEA,
    NICE_OF,
    ONLY_TOOK,
    PRAISE_DOING,
    SARCASM_WORDS,
    after_praise,
    bad_news,
    mock_praise,
)
from tonebridge.language.en.patterns import pattern, word_set
from tonebridge.language.en.requests import Composer, Turn
from tonebridge.language.en.verbs import base_of_gerund, gerund, past

_LOVE_HOW = pattern("sarcasm.love_how")
_ANOTHER = pattern("sarcasm.another")
_AMISS = pattern("sarcasm.amiss")
_YOU_DO = pattern("remarks.you_do")
_MILD_DOING = word_set("sarcasm.mild_doing")
_NEVER = re.compile(r"\b(?:not|never)\b")


def sarcasm(text: str, composer: Composer) -> Turn | None:
    """Tell the bad fact that mocking praise is about; None where nothing is mocked.

    A turn without a closing holds what stood beside the praise, to be softened on its own.
    """
    head, comma, tail = text.rpartition(", ")
    if comma and bad_news(head) and mock_praise(tail) and not has_mask(tail):
        return _exclaimed(head)
    if not SARCASM_WORDS.match(text.lower()):
        return None
    return (
        _praised_doing(text, composer)
        or _praised_state(text, composer)
        or _plain(text)
        or _beside_praise(text)
    )


_EXCLAIMED = pattern("sarcasm.exclaimed")


def _exclaimed(text: str) -> Turn:
    """Make a whole sentence of `another crash`; anything else is softened on its own."""
    found = _EXCLAIMED.fullmatch(text)
    return (
        _fact(f"There is {lower_first(found['what'])}")
        if found
        else Turn(text, "", "sarcasm", "state_the_fact")
    )


def _plain(text: str) -> Turn | None:
    """Say in earnest what is said with a sneer."""
    took = ONLY_TOOK.fullmatch(text)
    if took:
        return _fact(f"It took {took['rest']}")
    nice = NICE_OF.fullmatch(text)
    if nice and (AT_LAST.search(text) or has_mask(text)):
        return _fact(f"Thank you for {gerund(nice['verb'].lower())}{nice['rest']}")
    another = _ANOTHER.fullmatch(text)
    return _fact(f"There is {another['rest']}") if another else None


def _fact(text: str) -> Turn:
    return Turn(text, ".", "sarcasm", "state_the_fact")


def _beside_praise(text: str) -> Turn | None:
    rest = after_praise(text)
    if rest and bad_news(rest) and not has_mask(text[: len(text) - len(rest)]):
        return _exclaimed(rest)
    return None


def _praised_state(text: str, composer: Composer) -> Turn | None:
    love = _LOVE_HOW.fullmatch(text)
    if love and bad_news(love["rest"]):
        return looks(_YOU_DO.sub("", re.sub(r"\byour\b", "the", love["rest"])), composer)
    idea = BRILLIANT_IDEA.fullmatch(text)
    if idea is None or idea["verb"].lower() in {"is", "was"}:
        return None
    told = passive(past(idea["verb"].lower()), idea["rest"])
    return looks(told, composer) if told else None


def _praised_doing(text: str, composer: Composer) -> Turn | None:
    found = PRAISE_DOING.fullmatch(text)
    base = base_of_gerund(found["verb"].lower()) if found else None
    if found is None or base not in BAD_DOING or base is None:
        return None
    negated = _NEVER.search(text[: found.start("verb")].lower()) is not None
    rest = found["rest"]
    if base in _MILD_DOING and not (negated or bad_news(rest) or _AMISS.search(rest)):
        return None
    told = passive(past(base), rest, negated=negated)
    if told is None:
        told = f"{gerund(base)}{rest} {'did not happen' if negated else 'happened'}"
    return looks(told, composer)
