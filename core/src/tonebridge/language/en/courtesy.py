"""English courtesies that say nothing of the matter: greetings, signatures, small talk."""

from tonebridge.language.en.clauses import has_verb, is_greeting, words
from tonebridge.language.lexicon import folded, knowledge, marked

_WORDS = knowledge("en_courtesy")
_SIGN_OFFS = frozenset(_WORDS["sign_offs"].split())
_THANKS = tuple(_WORDS["thanks"])
_SMALL_TALK = marked(_WORDS["small_talk"])
_EDGE_TOPICS = marked(_WORDS["edge_topics"])
_SHORT = 4
_LONGEST_THANKS = 12


def closes(text: str) -> bool:
    """Tell whether a clause closes a message: thanks, regards, a name below."""
    found = words(text)
    if not found:
        return True
    if found[0] in _SIGN_OFFS and len(found) <= _SHORT and not has_verb(found):
        return True
    said = folded(text.strip())
    return said.startswith(_THANKS) and len(found) <= _LONGEST_THANKS


def is_small_talk(text: str, *, edge: bool = False) -> bool:
    """Tell whether a sentence speaks of feelings, weather or itself rather than the matter.

    At either end of a message (`edge`) it takes less to be small talk.
    """
    said = folded(text)
    if _SMALL_TALK.has(said) or (edge and _EDGE_TOPICS.has(said)):
        return True
    return is_greeting(text) or closes(text)
