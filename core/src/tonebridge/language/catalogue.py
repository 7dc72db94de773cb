"""Codes in words. Answers carry codes; a reader's language is chosen when they are shown."""

from functools import cache

from tonebridge.domain.message import Language
from tonebridge.language.lexicon import knowledge, knowledge_names


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return {
        code: words
        for name in knowledge_names("messages")
        for code, words in knowledge(name)["codes"].items()
    }


def codes() -> frozenset[str]:
    """Return every code that the catalogue knows."""
    return frozenset(_sentences())


def say(code: str, reader: Language) -> str:
    """Put a code into the reader's words; a code that is not known is returned as it is."""
    words = _sentences().get(code)
    return code if words is None else words[reader.value]
