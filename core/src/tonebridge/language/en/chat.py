"""How a chat spells its words, and the words that it means."""

import re

from tonebridge.language.en.patterns import pattern, word_set

_SPELT: dict[str, str] = {
    spelt: meant.replace(".", " ")
    for entry in word_set("chat.spelt")
    for spelt, _, meant in [entry.partition("=")]
}
_WORD = re.compile(r"(?<![\w'’@#/.-])(?<!& )[A-Za-z]{1,9}(?![\w'’@/-]|\.\w| &)")

_ITS = pattern("chat.its")


def spelt_out(text: str) -> str:
    """Write out what a chat abbreviates: `ur code, dont merge` is `your code, don't merge`."""
    words = text.lower().split()
    if "its" in words:
        text = _ITS.sub(r"\1t's", text)
    if _SPELT.keys().isdisjoint(word.strip(",.!?:;") for word in words):
        return text
    return _WORD.sub(_meant, text)


def _meant(word: re.Match[str]) -> str:
    meant = _SPELT.get(word[0].lower())
    if meant is None or (word[0].isupper() and len(word[0]) == 1):
        return word[0]
    return meant[0].upper() + meant[1:] if word[0][0].isupper() else meant
