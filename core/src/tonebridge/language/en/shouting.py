"""Shouting: capitals and piled-up punctuation, heard and lowered."""

import re
from functools import lru_cache

from tonebridge.language.lexicon import knowledge

_CAPS = knowledge("en_caps")
_ACRONYMS = frozenset(_CAPS["acronyms"].split())
_STRESSED = frozenset(_CAPS["stressed"].split())
_PROPER: dict[str, str] = {word.upper(): word for word in _CAPS["proper"].split()}
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_CAPITAL_WORD = re.compile(r"\b[A-Z]{2,}(?:['’][A-Z]+)?\b")
_CAPITALS = re.compile("[A-Z]{2}")
_CONSONANTS = re.compile(r"[BCDFGHJKLMNPQRSTVWXZ]{2,}$")
_SHOUTED_SHARE = 0.6
_FEWEST = 2


def _is_calm(text: str) -> bool:
    """Tell whether no two capitals stand side by side; of most texts the first letter tells."""
    return text[1:].islower() or _CAPITALS.search(text) is None


@lru_cache(maxsize=256)
def shouts(text: str) -> bool:
    """Tell whether most words of a text stand in capitals."""
    if _is_calm(text) or _CAPITAL_WORD.search(text) is None:
        return False
    words = [word for word in _WORD.findall(text) if len(word) > 1 and word not in _ACRONYMS]
    capital = [word for word in words if word.isupper()]
    if len(capital) < _FEWEST:
        return bool(capital) and len(words) == 1 and capital[0] in _STRESSED
    return len(capital) >= _SHOUTED_SHARE * len(words)


@lru_cache(maxsize=256)
def stresses(text: str) -> bool:
    """Tell whether single words of a text stand in capitals for stress."""
    if _is_calm(text):
        return False
    return any(word in _STRESSED for word in _CAPITAL_WORD.findall(text))


def lowered(text: str) -> str:
    """Lower what is shouted; acronyms, units and names keep their capitals."""
    if _is_calm(text):
        return text
    if shouts(text):
        return _WORD.sub(_calm, text)
    return _CAPITAL_WORD.sub(lambda word: _stress(word[0]), text)


def _calm(word: re.Match[str]) -> str:
    text = word[0]
    if not text.isupper() or text == "I" or text.startswith(("I'", "I’")):
        return "I" + text[1:].lower() if text[:1] == "I" and text[1:2] in {"'", "’"} else text
    if text in _ACRONYMS or (
        _CONSONANTS.match(text) and text not in {"MY", "BY", "TRY", "WHY", "HMM", "PLS", "PLZ"}
    ):
        return text
    return _PROPER.get(text, text.lower())


def _stress(word: str) -> str:
    return word.lower() if word.replace("’", "'") in _STRESSED or "'" in word else word
