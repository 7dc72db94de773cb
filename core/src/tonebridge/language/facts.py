"""Locked facts: what no transform may change, found and masked.

Each locked fact becomes one code point of the private-use area, so that offsets stay
simple and no rule can cut into it. A private-use code point or a `⟦…⟧` that the source
itself holds is locked as a fact too, so nothing that a sender types can pass for a mask.

Other facts are inflected with their sentence or change their capitals with it (tomorrow,
Friday, Ms. Okafor, 田中さん): they stay readable in the text and are only noted, so that
the guard can look for them afterwards.
"""

import re
from bisect import bisect_left
from itertools import chain

from msgspec import Struct

from tonebridge.language.fact_patterns import GROUP_TYPES, NEXT_FACT
from tonebridge.language.lexicon import Lexicon, folded, knowledge

FIRST_MASK = 0xF0000
"""Facts are numbered from here (Supplementary Private Use Area-A, 65,534 places)."""
MOST_MASKS = 65_534
MASK_CLASS = "\U000f0000-\U000ffffd"
"""Every mask, for use inside a character class of a pattern."""

_INSIDE_SENTENCE = frozenset("abcdefghijklmnopqrstuvwxyz,")
_NEVER_NAMES = frozenset(
    [
        "i",
        "i'm",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "mr",
        "ms",
        "mrs",
        "dr",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "please",
        "thanks",
    ]
)

_TOKEN = re.compile(r"⟦([A-Z]{2,10}):([0-9]{1,5})⟧")
_MASK = re.compile(f"[{MASK_CLASS}]")


class Fact(Struct, frozen=True, gc=False):
    """One span of the source that must come through."""

    start: int
    """Offset in code points of the source."""
    end: int
    type: str
    """`CODE`, `URL`, `EMAIL`, `MENTION`, `CHANNEL`, `TICKET`, `TIME`, `DATE`, `MONEY`, …"""
    text: str


class Masked(Struct, frozen=True):
    """A text in which each locked fact is one private-use code point."""

    source: str
    text: str
    facts: tuple[Fact, ...]
    """In order; `chr(FIRST_MASK + i)` stands for `facts[i]`."""
    places: tuple[int, ...]
    """Where the mask of each fact stands in the masked text."""
    noted: tuple[Fact, ...] = ()
    """Facts that stay readable in the text: `DEADLINE`, `PAST` (a day that is over), `NAME`
    (a capitalised English word), `PERSON` (with さん, 様 or 氏)."""

    def unmask(self, text: str) -> str:
        """Put the facts back, verbatim."""
        facts = self.facts
        if not facts or text.isascii():
            return text

        def words_of(mask_character: re.Match[str]) -> str:
            place = ord(mask_character[0]) - FIRST_MASK
            return facts[place].text if place < len(facts) else mask_character[0]

        return _MASK.sub(words_of, text)

    def source_offset(self, offset: int) -> int:
        """Turn an offset in the masked text into one in the source."""
        before = bisect_left(self.places, offset)
        if before == 0:
            return offset
        return self.facts[before - 1].end + offset - self.places[before - 1] - 1

    def to_tokens(self) -> str:
        """Render the masked text for a model, with masks as typed tokens like `⟦TIME:1⟧`."""
        return self.text.translate(
            {FIRST_MASK + i: f"⟦{fact.type}:{i + 1}⟧" for i, fact in enumerate(self.facts)}
        )

    def from_tokens(self, text: str) -> str:
        """Read a model's answer back into masks.

        A token that this text never had stays as it is, for the guard to find; a
        private-use code point of the model's own is dropped, since it names no fact.
        """

        def mask_of(token: re.Match[str]) -> str:
            place = int(token[2]) - 1
            known = 0 <= place < len(self.facts) and self.facts[place].type == token[1]
            return chr(FIRST_MASK + place) if known else token[0]

        return _TOKEN.sub(mask_of, _MASK.sub("", text))

    def fact_of(self, mask_character: str) -> Fact | None:
        """Name the fact behind one character of the masked text, if it is a mask."""
        place = ord(mask_character) - FIRST_MASK
        return self.facts[place] if 0 <= place < len(self.facts) else None

    def all_facts(self) -> tuple[Fact, ...]:
        """Locked and noted facts together, in order of appearance."""
        if not self.noted:
            return self.facts
        return tuple(sorted((*self.facts, *self.noted), key=lambda fact: fact.start))


def mask(source: str) -> Masked:
    """Lock every fact of a text. Never raises; linear in its length."""
    facts: list[Fact] = []
    places: list[int] = []
    pieces: list[str] = []
    reached = masked_length = 0
    for found in NEXT_FACT.finditer(source):
        group = found.lastindex
        if group is None:
            continue
        start, end = found.span(group)
        if len(facts) == MOST_MASKS - 1:  # no place is left for a further mask
            end = len(source)
        facts.append(Fact(start, end, GROUP_TYPES[group], source[start:end]))
        masked_length += start - reached
        places.append(masked_length)
        masked_length += 1
        pieces += (source[reached:start], chr(FIRST_MASK + len(places) - 1))
        reached = end
        if len(facts) == MOST_MASKS:
            break
    pieces.append(source[reached:])
    bare = Masked(source, "".join(pieces), tuple(facts), tuple(places))
    noted = tuple(
        Fact(bare.source_offset(start), bare.source_offset(end), kind, bare.text[start:end])
        for start, end, kind in sorted(chain(_deadlines(bare.text), _names(bare.text)))
    )
    return Masked(source, bare.text, bare.facts, bare.places, noted) if noted else bare


_Span = tuple[int, int, str]

_DEADLINES: Lexicon[str] = Lexicon(
    {
        word: kind
        for kind, lists in knowledge("deadlines")["types"].items()
        for words in lists.values()
        for word in words
    }
)
_CAPITALISED = re.compile(r"[A-Z][a-z]++(?:[ -][A-Z][a-z]++)*+")
_HONORIFICS = ("さん", "様", "氏")
_HONORIFIC = re.compile("(?<=[一-龠々ァ-ヴー])(?:さん|様(?![々なに子式])|氏(?!名))")
_NAME_BEFORE = re.compile("(?:[一-龠々]{1,4}|[ァ-ヴー]{2,10})$")
_NO_NAME = (
    "仕",
    "同",
    "多",
    "模",
    "異",
    "有",
    "一",
    "神",
    "王",
    "皆",
    "客",
    "奥",
    "娘",
    "業者",
    "彼",
    "何",
)
_BEFORE_NAME = ("至急", "本日", "明日", "今日", "昨日", "先日", "以前", "今後", "担当", "今回")


def _deadlines(text: str) -> list[_Span]:
    return [(hit.start, hit.end, hit.value) for hit in _DEADLINES.find(folded(text))]


def _names(text: str) -> list[_Span]:
    """Find names by their capitals inside an English sentence, or by さん, 様, 氏."""
    names: list[_Span] = []
    for found in _CAPITALISED.finditer(text):
        start = found.start()
        inside = start > 1 and text[start - 1] == " " and text[start - 2] in _INSIDE_SENTENCE
        titled = text[max(0, start - 5) : start].endswith(("Mr. ", "Ms. ", "Mrs. ", "Dr. "))
        if (inside or titled) and folded(found[0]) not in _NEVER_NAMES:
            names.append((start, found.end(), "NAME"))
    if not any(honorific in text for honorific in _HONORIFICS):
        return names
    for found in _HONORIFIC.finditer(text):
        name = _NAME_BEFORE.search(text, max(0, found.start() - 10), found.start())
        if name is None or name[0].endswith(_NO_NAME):
            continue
        start = name.start() + (2 if name[0].startswith(_BEFORE_NAME) else 0)
        names.append((start, found.end(), "PERSON"))
    return names
