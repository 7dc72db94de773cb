"""A question that a place in an English text raises."""

import re
from typing import NamedTuple

from tonebridge.language.lexicon import folded

_PLURAL = re.compile(r"(?:[^s]s|data|people)$")


class Raised(NamedTuple):
    """Where, what to ask, and whether it is worth asking by itself."""

    start: int
    question: str
    weak: bool
    time: bool = False

    @property
    def sort(self) -> str:
        """What is asked for: who, where, how many."""
        first = self.question.split(" ", 2)
        return " ".join(first[:2]) if first[0] in {"How", "What", "Does"} else first[0]


def asked(question: str, words: str) -> str:
    """Put the words in question, and their last one, into a question."""
    noun = folded(words.rsplit(" ", 1)[-1])
    said = question.replace("{words}", words).replace("{noun}", noun)
    if said.startswith("Which ") and _PLURAL.search(noun):
        said = said.replace("Which one is", "Which ones is")
        return said.replace(" is meant by", " are meant by")
    return said
