"""Plain measures of an answer that share no code and no word list with what they judge."""

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

CORPORA = Path(__file__).parents[1] / "data" / "tone" / "corpora"

NEGATORS = {
    "en": re.compile(
        r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|unable|avoid|hold off"
        r"|instead of|rather than|refrain|unfortunately|difficult|stop)\b|n['’]t\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        "ない|ません|なく|なかった|ず[、にと]|禁止|不要|不可|控え|避け|見送|難し|困難|厳し|かね|未|中止|遠慮|なし|除"
    ),
}
_RHETORIC = {
    "en": re.compile(
        r"\b(?:stop (?:asking|whining|complaining|bothering|wasting)"
        r"|(?:nobody|no one) (?:cares|asked)|don['’]t (?:blame|bother|even|make) me"
        r"|(?:why|can|could|would|do|did|is)[a-z]*n['’]t (?:you|we)"
        r"|why (?:don|can|won|didn)['’]t|no (?:excuses|brainer|idea|more excuses))\b",
        re.IGNORECASE,
    ),
    "ja": re.compile("ませんか|ないか|じゃない|ではないで|しかない|かもしれ"),
}
"""Where a negator denies nothing, so that softening may well drop it."""
MARKERS = {
    "en": re.compile(
        r"\b(?:please|could|would|may i|might|thank|thanks|appreciate|grateful|possible|sorry"
        r"|apolog\w+|afraid|unfortunately|kindly|help|let['’]s|we)\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        "です|ます|ません|ました|ましょう|ください|いただ|恐れ入り|お手数|幸い|恐縮|申し訳|お願い|でしょうか|ございます|いたし"
    ),
}
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]{3,}|[一-龠々]{2,}|[ァ-ヴー]{2,}")
_LENGTH = {
    "soften": (0.5, 2.2, 60),
    "clarify": (0.35, 2.0, 300),
    "structure": (0.7, 1.6, 80),
    "summarize": (0.0, 1.0, 0),
    "terminology": (0.5, 3.2, 200),
    "requirements": (0.4, 1.6, 120),
    "background": (1.0, 1.0, 500),
    "priority": (1.0, 1.0, 0),
}
_SUMMARY = {"en": 0.65, "ja": 0.80}
_SUMMARY_SHORT = 200


def negation_kept(language, text, output, reference):
    """Tell whether an answer still denies something; None where nothing of substance is denied.

    A person wrote the reference: a negation that is not there either was hostility alone
    (`It's not rocket science: unplug the scale`).
    """
    denies = NEGATORS[language].search
    if not denies(_RHETORIC[language].sub("", text)) or not denies(reference):
        return None
    return bool(NEGATORS[language].search(output))


def content_kept(text, output):
    """Return the share of a text's content words that an answer has; None without any."""
    words = {word.lower() for word in _WORD.findall(text)}
    if not words:
        return None
    said = output.lower()
    return sum(word in said for word in words) / len(words)


def markers(language, text):
    """Count words of politeness: a proxy that knows no analyzer."""
    return len(MARKERS[language].findall(text))


def length_fits(kind, language, text, output):
    """Tell whether an answer is as long as its kind may be (in characters)."""
    least, most, spare = _LENGTH[kind]
    if kind == "summarize" and len(text) >= _SUMMARY_SHORT:
        most = _SUMMARY[language]
    shortest = least * len(text) - (spare if kind == "soften" else 0)
    longest = max(most * len(text), (len(text) + spare) if spare else 0)
    return shortest <= len(output) <= longest


@cache
def _curses():
    rated = json.loads((CORPORA / "cuss.json").read_text("utf-8"))
    return frozenset(word for word, sure in rated.items() if sure >= 1)


def curses(text):
    """Return the words of a text that the `cuss` list rates 1 or 2."""
    words = re.findall(r"[a-z']+", text.lower())
    pairs = (" ".join(pair) for pair in pairwise(words))
    return [word for word in (*words, *pairs) if word in _curses()]


def clean_words_kept(text, output):
    """Return the share of a text's content words, its curses apart, that an answer has."""
    words = {word.lower() for word in _WORD.findall(text)} - _curses()
    if not words:
        return None
    said = set(re.findall(r"[a-z'’]+", output.lower()))
    return sum(word in said for word in words) / len(words)
