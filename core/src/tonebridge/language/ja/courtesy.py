"""Japanese courtesies that say nothing of the matter: greetings, signatures, small talk."""

import re

from tonebridge.language.ja.morphology import morphemes
from tonebridge.language.lexicon import Lexicon, folded, knowledge, marked

_WORDS = knowledge("ja_courtesy")
_GREETINGS: Lexicon[bool] = marked(_WORDS["greetings"])
_CLOSINGS: Lexicon[bool] = marked(_WORDS["closings"])
_SMALL_TALK: Lexicon[bool] = marked(_WORDS["small_talk"])
_EDGE_TOPICS: Lexicon[bool] = marked(_WORDS["edge_topics"])
_ADDRESS = re.compile(r"[>＞@＠]?\s*[^\sはをがに、]{1,12}(?:さん|様|各位|御中|先生|殿)[へ、]?")
_LONGEST = 40
_LONGEST_NAME = 24
_FAMILY_AND_GIVEN = 2
_NAMES = frozenset({"姓", "名", "人名"})
_NOMINAL = frozenset({"名詞", "接尾辞", "補助記号", "接頭辞"})


def greets(text: str) -> bool:
    """Tell whether a clause only greets: お世話になっております."""
    return bool(_ADDRESS.fullmatch(text)) or (
        len(text) <= _LONGEST and _GREETINGS.has(folded(text))
    )


def closes(text: str) -> bool:
    """Tell whether a clause closes a message: よろしくお願いします."""
    return len(text) <= _LONGEST and _CLOSINGS.has(folded(text))


def signs(text: str) -> bool:
    """Tell whether the last line of a message is only a name: アオバ物産 仕入課 原."""
    if len(text) > _LONGEST_NAME:
        return False
    parts = [part for part in morphemes(text) if not part.surface.isspace()]
    spaced = " " in text or "　" in text or len(parts) <= _FAMILY_AND_GIVEN
    named = any(part.part.sort in _NAMES for part in parts)
    return named and spaced and all(part.kind in _NOMINAL for part in parts)


def is_small_talk(text: str, *, edge: bool = False) -> bool:
    """Tell whether a sentence speaks of feelings, weather or itself rather than the matter.

    At either end of a message (`edge`) it takes less to be small talk.
    """
    said = folded(text)
    if _SMALL_TALK.has(said) or (edge and _EDGE_TOPICS.has(said)):
        return True
    return greets(text) or closes(text)
