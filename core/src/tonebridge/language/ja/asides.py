"""Tell what in a Japanese message is beside the matter: who writes, how it feels, small talk."""

import re
from functools import lru_cache

from tonebridge.language.facts import MASK_CLASS
from tonebridge.language.lexicon import knowledge

_WORDS = knowledge("ja_asides")
_ANNOUNCING = re.compile("|".join(_WORDS["announcing"]))
_FEELING = re.compile("|".join(_WORDS["feeling"]))
_ALWAYS = re.compile("|".join(_WORDS["always"]))
_INTRODUCING = re.compile(_WORDS["introducing"])
_LEAD_INS = re.compile("|".join(_WORDS["lead_ins"]))
_AFTERTHOUGHT = re.compile(_WORDS["afterthoughts"])
_MASK = re.compile(f"[{MASK_CLASS}]")
_TO_SOMEBODY = re.compile("(?:さん|様|方|者|員|社|客|先|全員|課|部|局)(?:に|へ)(?:は|も)?")
_MATTER = re.compile(
    "までに|期限|締|必要|禁止|中止|延期|廃止|決まり|決め|決定|合意|担当|窓口|できません|できない|使えません|使えない|止ま|変更|変わり|原因|ことにな|ことにし|ことに致|ことにいた|見送|採用し|導入|移転|再開|開始|終了|優先|作りま|作りません|据え置|廃棄|閉め|閉じ|休み|休業|対象|申し込|提出|届|返却|受け付け|不要"
)
_LONGEST = 60
"""Characters of a sentence that can be an aside."""


def introduces(text: str) -> bool:
    """Tell whether a sentence only says who writes: 人事の須藤です."""
    return bool(_INTRODUCING.search(text)) and not is_matter(text)


def is_aside(text: str, *, early: bool, late: bool) -> bool:
    """Tell whether a masked sentence says nothing of the matter.

    Early in a message it may announce what follows; at its end it may be a wish.
    """
    if len(text) > _LONGEST:
        return False
    if _ALWAYS.search(text):
        return True
    if _MASK.search(text):
        return False
    if early and (introduces(text) or _announces(text)):
        return True
    return feels(text) and (early or late or not is_matter(text)) and not _asks(text)


@lru_cache(maxsize=256)
def is_matter(text: str) -> bool:
    """Tell whether a sentence speaks of what was decided, is asked for or has changed."""
    return _MATTER.search(text) is not None


@lru_cache(maxsize=256)
def feels(text: str) -> bool:
    """Tell whether a sentence speaks of feelings, whatever else it tells."""
    return _FEELING.search(text) is not None


def _announces(text: str) -> bool:
    return _ANNOUNCING.search(text) is not None and not _TO_SOMEBODY.search(text)


def _asks(text: str) -> bool:
    """Tell whether a sentence asks for a deed of the matter, however it feels about it."""
    return is_matter(text) and text.endswith(("ください", "お願いします", "こと"))


def without_lead_in(text: str) -> str:
    """Leave out a clause that only leads up to the matter, where it tells no fact."""
    found = _LEAD_INS.match(text)
    if found is None or _MASK.search(found[0]) or len(text) - found.end() < _FEW:
        return text
    return text[found.end() :]


def without_afterthought(text: str) -> str:
    """Leave out a closing clause that only tells a feeling."""
    found = _AFTERTHOUGHT.search(text)
    if found is None or _MASK.search(found[0]) or found.start() < _FEW:
        return text
    return text[: found.start()]


_FEW = 6
