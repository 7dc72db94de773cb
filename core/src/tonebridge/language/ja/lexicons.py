"""The Japanese data files as values that rewriting and hearing search in."""

from functools import cache, lru_cache
from typing import Any

from msgspec import Struct, convert

from tonebridge.language.lexicon import Hit, Lexicon, folded, knowledge

_PARTICLE_STARTS = frozenset("がはをにのとでもだやなねよぞっすみじしいうえかへまら")
_KATAKANA = ("ァ", "ヿ")
_NOT_STRESSED = frozenset(["", "だ", "で", "な", "に", "。", "、", "！", "じ", "の", "を", "が"])
_KANJI = ("一", "龠")


class Wording(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that hurt or sound careless, and what can stand in their place."""

    forms: tuple[str, ...]
    after: str = ""
    tone: str = "aggressive"
    weight: float = 0.8
    same: bool = False
    """A longer form that must not be touched."""
    attributive: bool = False
    prefix: bool = False
    """Only where it is glued to the front of another word."""
    glued_before: tuple[str, ...] = ()
    never_before: tuple[str, ...] = ()
    request_only: bool = False
    after_asked: str | None = None
    """What stands instead in a question, also where the entry is `request_only`."""
    initial: bool = False
    """Only at the start of a sentence or a clause."""
    cause: bool = False
    keep: bool = False
    """Heard, but left for the rewriting of the whole sentence."""
    keep_after: int = 0
    """How many of the form's last characters stay."""
    about: tuple[str, ...] = ()
    """Only in a sentence that speaks of one of these."""
    adverb: bool = False
    """Only where it stands before what it makes stronger."""
    joins: bool = False
    """Only where the sentence goes on after it."""
    insult: bool = False
    casual: bool = False
    always: bool = False
    """Put right even in a sentence that may stay."""


class Phrase(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole sentence that is better said otherwise."""

    forms: tuple[str, ...]
    act: str
    light: str
    medium: str
    strong: str
    reason: str
    insult: bool = False
    asked: bool = False
    ends: bool = False
    only_asked: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    """Forms that are left out only where something else in the message hurts."""

    def at(self, intensity: int) -> str:
        return ("", self.light, self.medium, self.strong)[intensity]


class Judgement(Struct, frozen=True, forbid_unknown_fields=True):
    """A verdict, and the finding that takes its place."""

    lemmas: tuple[str, ...]
    predicate: str
    attributive: str
    particle: str = "に"
    about: tuple[str, ...] = ()
    rude: bool = False


@cache
def wordings() -> Lexicon[Wording]:
    """Return the insults, the blunt and the careless words."""
    found: dict[str, Wording] = {}
    data = knowledge("ja_wording")
    for group, extra in (
        ("casual", {"casual": True, "tone": "blunt", "weight": 0.1}),
        ("keigo", {"casual": True, "always": True, "tone": "neutral", "weight": 0.0}),
        ("blunt", {}),
        ("insult", {"insult": True}),
    ):
        for row in data[group]:
            entry = convert({**extra, **row}, Wording)
            found.update(dict.fromkeys(entry.forms, entry))
    return Lexicon(found)


@lru_cache(maxsize=128)
def find_wordings(text: str) -> tuple[Hit[Wording], ...]:
    """Return the words of a sentence that count, in order; boundaries are checked."""
    return tuple(
        hit
        for hit in wordings().find(folded(text))
        if not hit.value.same and _stands_alone(text, hit)
    )


def _stands_alone(text: str, hit: Hit[Wording]) -> bool:  # noqa: PLR0911 - one return a condition
    entry, start, end = hit.value, hit.start, hit.end
    rest, before = text[end:], text[start - 1 : start]
    if entry.prefix:
        return _glued(text, entry, start, rest)
    if _is_katakana(text[start]) and _is_katakana(before):
        return False
    if _is_katakana(text[end - 1]) and _is_katakana(rest[:1]):
        return False
    if (
        not entry.casual
        and _is_kanji(before)
        and _is_kanji(text[start])
        and not _is_kanji(text[start + 1 : start + 2])
    ):
        return False  # 複雑で holds no 雑で
    if text[start:end].endswith("ないで") and rest.startswith(("くだ", "くれ", "ほし", "欲し")):
        return False
    if entry.adverb and rest[:1] in _NOT_STRESSED:
        return False
    if entry.joins and not rest.strip("、 　"):
        return False
    if entry.initial and before and before not in "、，。 　":
        return False
    return not entry.about or any(word in text for word in entry.about)


def _glued(text: str, entry: Wording, start: int, rest: str) -> bool:
    if start and text[start] in "くそ" and text[start - 1] in "よらなざしいと":
        return False  # よくそんな holds no くそ
    if not rest or (start and _is_katakana(text[start]) and _is_katakana(text[start - 1])):
        return False
    if rest.startswith(entry.never_before):
        return False
    if rest.startswith(entry.glued_before):
        return True
    first = rest[0]
    if "ぁ" <= first <= "ん":
        return first not in _PARTICLE_STARTS and len(text) > start + 2
    return "一" <= first <= "龠" and not rest.startswith(("過", "者", "共"))


def _is_katakana(char: str) -> bool:
    return bool(char) and _KATAKANA[0] <= char <= _KATAKANA[1]


def _is_kanji(char: str) -> bool:
    return bool(char) and (_KANJI[0] <= char <= _KANJI[1] or char == "々")


@cache
def phrases() -> dict[str, Phrase]:
    """Return the phrases by form."""
    found: dict[str, Phrase] = {}
    for row in knowledge("ja_phrases")["phrase"]:
        entry = convert(row, Phrase)
        for form in entry.forms:
            found.setdefault(form, entry)
    return found


@cache
def longest_phrase() -> int:
    """Return how many characters the longest phrase has."""
    return max(map(len, phrases()))


@cache
def judgements() -> dict[str, Judgement]:
    """Return the verdicts by lemma."""
    found: dict[str, Judgement] = {}
    for row in knowledge("ja_judgements")["judgement"]:
        entry = convert(row, Judgement)
        for lemma in entry.lemmas:
            found.setdefault(lemma, entry)
    return found


@cache
def verb_knowledge() -> dict[str, Any]:
    """Return `ja_verbs.toml`."""
    return knowledge("ja_verbs")


@cache
def listed(name: str, key: str) -> tuple[str, ...]:
    """Return a list of a data file in its order."""
    return tuple(knowledge(name)[key])


@cache
def words(name: str, *path: str) -> frozenset[str]:
    """Return a list of a data file as a set."""
    found: Any = knowledge(name)
    for step in path:
        found = found[step]
    return frozenset(found)
