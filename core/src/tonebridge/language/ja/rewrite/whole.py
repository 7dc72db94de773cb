"""Sentences that mean something other than their words say, found whole."""

import re
from functools import cache, lru_cache

from tonebridge.language.ja.lexicons import Phrase, listed, longest_phrase, phrases, words
from tonebridge.language.ja.sentences import Sentence

_LONGEST_NAME = 16
_HEAD = 2
_ADDRESSING = re.compile("[、，, 　\U000f0000-\U000ffffd]")
_MOST_AROUND = 8
"""How much longer than its phrase a sentence may be: copulas, closing particles, spaces."""
_CLOSERS = "よねなぞわさー〜～wｗ笑・…、（）() 　"


@lru_cache(maxsize=256)
def after_address(text: str) -> int:
    """Return the offset in the sentence where it begins, after names and linking words."""
    if not _ADDRESSING.search(text):
        return 0
    at = 0
    for _ in range(4):
        while at < len(text) and (_is_mask(text[at]) or text[at] in " 　"):
            if _is_mask(text[at]) and at + 1 < len(text) and not _ends_address(text[at + 1]):
                return at
            at += 1
        comma = _comma(text, at)
        if comma < 0:
            break
        lead = text[at:comma]
        if not _addresses(lead):
            break
        at = comma + 1
    return at


def _addresses(lead: str) -> bool:
    """Tell whether the words before a comma only address somebody or link sentences."""
    if lead in words("ja_phrases", "links"):
        return True
    if lead.startswith(listed("ja_blame", "praising")):
        return False
    return len(lead) < _LONGEST_NAME and lead.endswith(listed("ja_phrases", "titles"))


def _ends_address(char: str) -> bool:
    return char in " 　、，,:：\n" or _is_mask(char)


def _comma(text: str, at: int) -> int:
    found = [place for mark in "、，," if (place := text.find(mark, at)) >= 0]
    return min(found) if found else -1


def _is_mask(char: str) -> bool:
    return char >= "\U000f0000"


def phrase_of(sentence: Sentence, *, hurts: bool) -> tuple[int, Phrase] | None:
    """Return where the phrase begins in the sentence, and what it is.

    `hurts` says that something else in the message does, which turns an ambiguous
    phrase (さすがですね) into a bitter one.
    """
    begin = after_address(sentence.text)
    body = sentence.text[begin:]
    if hurts and body.startswith(listed("ja_blame", "praising")) and _praises(body):
        return begin, phrases()["さすがですね"]
    if len(body) > longest_phrase() + _MOST_AROUND:
        return None
    asked = "？" in sentence.stop or "?" in sentence.stop
    head = body.lstrip(" 　")[:_HEAD]
    if head not in _heads() and head[:1] not in _heads():
        return None
    for candidate in _candidates(body):
        found = phrases().get(candidate)
        if found is None:
            continue
        if (found.asked or candidate in found.only_asked) and not asked:
            continue
        if candidate in found.weak and not hurts:
            continue
        if asked and found.act == "thanks":
            continue  # お疲れでしょう？ asks
        if found.ends and sentence.stop[:1] not in {"。", "！", "!", "", "\n"}:
            continue
        return begin, found
    return None


@cache
def _heads() -> frozenset[str]:
    """Return what phrases begin with, as far as they may be cut short at their end."""
    return frozenset(form[:_HEAD] for form in phrases())


def _praises(body: str) -> bool:
    """Tell whether a sentence is mere praise: さすがベテランですね."""
    if any(_is_mask(char) for char in body):
        return False
    return len(body) < _LONGEST_NAME and body.endswith(("ですね", "だね", "だな", "です"))


def _candidates(body: str) -> list[str]:
    shortest = body.strip(" 　")
    found = [shortest]
    copulas = listed("ja_phrases", "copulas")
    if shortest.endswith(copulas):
        found += [shortest.removesuffix(ending) for ending in copulas if shortest.endswith(ending)]
    for _ in range(4):
        cut = shortest[:-1] if shortest[-1:] and shortest[-1] in _CLOSERS else shortest
        if cut == shortest:
            break
        shortest = cut
        found.append(shortest)
    return found
