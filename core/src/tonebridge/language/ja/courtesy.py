"""Japanese courtesies that say nothing of the matter: greetings, signatures, small talk."""

import re

from tonebridge.language.ja.morphology import morphemes
from tonebridge.language.lexicon import Lexicon, folded, knowledge, marked

_WORDS = knowledge("ja_courtesy")
_GREETINGS: Lexicon[bool] = marked(_WORDS["greetings"])
_CLOSINGS: Lexicon[bool] = marked(_WORDS["closings"])
_SMALL_TALK: Lexicon[bool] = marked(_WORDS["small_talk"])
_ADDRESS = re.compile(r"[>＞@＠]?\s*\S{1,12}(?:さん|様|各位|御中|先生|殿)[へ、]?")
_LONGEST = 40
_LONGEST_NAME = 24


def greets(text: str) -> bool:
    """Tell whether a clause only greets: お世話になっております."""
    return bool(_ADDRESS.fullmatch(text)) or (
        len(text) <= _LONGEST and _GREETINGS.has(folded(text))
    )


def closes(text: str) -> bool:
    """Tell whether a clause closes a message: よろしくお願いします, a name below."""
    if len(text) <= _LONGEST and _CLOSINGS.has(folded(text)):
        return True
    return len(text) <= _LONGEST_NAME and _is_signature(text)


def _is_signature(text: str) -> bool:
    parts = [part for part in morphemes(text) if not part.surface.isspace()]
    names = any(part.part.sort in {"姓", "名", "人名"} for part in parts)
    return (
        names
        and all(part.kind in {"名詞", "接尾辞", "補助記号", "接頭辞"} for part in parts)
        and (
            " " in text or "　" in text or len(parts) <= 2  # noqa: PLR2004 - family and given name
        )
    )


def is_small_talk(text: str) -> bool:
    """Tell whether a sentence speaks of feelings, weather or itself rather than the matter."""
    return _SMALL_TALK.has(folded(text)) or greets(text) or closes(text)
