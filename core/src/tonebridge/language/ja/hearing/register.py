"""How polite a sentence is, and which level of keigo a message keeps."""

from collections.abc import Iterable

from msgspec import Struct

from tonebridge.language.ja.acts import Act, Reading
from tonebridge.language.ja.lexicons import words
from tonebridge.language.ja.morphology import Morpheme
from tonebridge.language.lexicon import knowledge

_POLITE = frozenset({"です", "ます"})
_SAYS = frozenset({"おっしゃる", "仰る"})
_PASSIVE = frozenset({"れる", "られる"})
_HUMBLE = frozenset({"伺う", "拝見", "拝読"})
_LET = "せていただ"
_DO = frozenset({"する"})
_LEAVE = frozenset({"せる", "させる", "いただく", "頂く"})
_PLAIN_LEVEL = 4
_LEVELS = ((1.0, 1), (0.45, 2))
"""From which height of register a polite message counts as level 1 or 2."""

_COMMANDS = {"なさい": 28, "くれ": 32, "て": 42, "で": 42, "ほしい": 46, "欲しい": 46}
_SHORT_REQUEST, _ORDER, _ORDER_NOUN, _BAN = 45, 20, 36, 20
_PLAIN, _PLAIN_QUESTION, _COMPLAINT = 50, 46, 32
_POLITE_BASE = 70
PRESUMING = 40
"""The politeness of a sentence that rebukes in a polite form."""
_HIGHEST = 2.6
_RESPECTFUL = 8
"""What a word of respect elsewhere adds to a plain sentence."""
_WEIGHT = 11.0
"""Points of politeness for one unit of register."""


_DEFERENCE = (
    ("幸いです", 18.0),
    ("幸いに存じます", 18.0),
    ("助かります", 14.0),
    ("ありがたいです", 10.0),
    ("お願いできますでしょうか", 16.0),
    ("いただけますでしょうか", 13.0),
    ("いただけませんでしょうか", 14.0),
    ("いただけないでしょうか", 14.0),
    ("いただけますか", 8.0),
    ("いただけませんか", 8.0),
    ("もらえますか", 3.0),
    ("お願い申し上げます", 8.0),
    ("お願いいたします", 12.0),
    ("お願いします", 3.0),
    ("かと思います", 6.0),
    ("でしょうか", 4.0),
)
_DEFERENT = tuple(ending for ending, _ in _DEFERENCE)


class Register(Struct, frozen=True, gc=False):
    """The register of a whole message."""

    keigo: float
    """The height of its register; 0 is neither raised nor lowered."""
    polite: bool
    """です・ます or a word of respect occurs."""


class Words(Struct, frozen=True, gc=False):
    """The register of the words of one sentence."""

    weights: dict[str, float]
    """The weight of each word that has one; never change it."""
    polite: bool


def register_of(sentences: Iterable[Words]) -> Register:
    """Weigh every word of a message."""
    weighed: dict[str, float] = {}
    polite = False
    for each in sentences:
        weighed |= each.weights
        polite = polite or each.polite
    if "いただける" in weighed:
        weighed.pop("くださる", None)  # two ways to ask are no more polite than the politer one
    return Register(sum(weighed.values()), polite)


def words_of(reading: Reading) -> Words:
    """Return the weight of each word that has one, and whether any is polite."""
    weights: dict[str, float] = knowledge("ja_keigo")["weights"]
    respect = words("ja_keigo", "honorific", "lemmas")
    lemmas = reading.sentence.lemmas
    raised = "なる" in lemmas and _raises(reading.sentence.morphemes)
    if raised or "ご覧になられ" in reading.sentence.text or not lemmas.isdisjoint(_SAYS):
        lemmas -= _PASSIVE  # おっしゃられる is no politer than おっしゃる
    if not lemmas.isdisjoint(_HUMBLE):
        lemmas -= _DO  # お伺いする is one word
        if _LET in reading.sentence.text:
            lemmas -= _LEAVE  # 伺わせていただく is no politer than 伺う
    polite = not (lemmas.isdisjoint(_POLITE) and lemmas.isdisjoint(respect))
    weighed = sorted(weights.keys() & lemmas)
    return Words({lemma: weights[lemma] for lemma in weighed} if weighed else {}, polite or raised)


def _raises(parts: tuple[Morpheme, ...]) -> bool:
    """Tell whether お〜になる occurs: respect without です・ます."""
    for index, part in enumerate(parts):
        if part.surface in {"お", "ご", "御"} and part.kind == "接頭辞":
            for later, after in zip(parts[index + 2 : index + 4], parts[index + 3 : index + 5]):  # noqa: B905
                if later.surface == "に" and after.lemma == "なる":
                    return True
    return False


def level_of(register: Register) -> int:
    """Return the keigo level: 1 honorific and humble, 2 either, 3 です・ます, 4 plain."""
    if not register.polite:
        return _PLAIN_LEVEL
    return next((level for least, level in _LEVELS if register.keigo >= least), 3)


class Stance(Struct, frozen=True, gc=False):
    """How polite a sentence is by its act and ending."""

    points: float
    polite: bool = False
    """It is polite by itself."""
    lifted: bool = False
    """A word of respect elsewhere in the message makes it politer."""
    deference: float = 0.0


def stance_of(reading: Reading) -> Stance:
    """Tell how polite one sentence is by its act and ending."""
    if reading.already or reading.polite:
        return Stance(_POLITE_BASE, polite=True, deference=_deference(reading.sentence.text))
    points = _PLAIN if reading.tail.core < 0 else _plain_base(reading)
    lifted = reading.act not in {Act.BAN, Act.REQUEST} and points >= _PLAIN_QUESTION
    return Stance(points, lifted=lifted)


def politeness_of(stance: Stance, register: Register) -> float:
    """Return how polite one sentence is in a message of this register; 0 to 100."""
    height = min(_HIGHEST, register.keigo)
    if stance.polite:
        return stance.points + _WEIGHT * height + stance.deference
    if register.polite and stance.lifted:
        return stance.points + _RESPECTFUL + _WEIGHT * height
    return stance.points + 5 * height


def _deference(text: str) -> float:
    """Return what a request that leaves room to say no adds."""
    if not text.endswith(_DEFERENT):
        return 0.0
    return next(points for ending, points in _DEFERENCE if text.endswith(ending))


def _plain_base(reading: Reading) -> float:  # noqa: PLR0911 - one return a form
    tail = reading.tail
    if reading.act is Act.BAN:
        return _BAN if "ban" in tail.colours else _SHORT_REQUEST - 5
    if reading.act is Act.REQUEST:
        if reading.noun is not None:
            return _ORDER_NOUN
        if tail.asks:
            return _SHORT_REQUEST + 3
        return _COMMANDS.get(tail.last.surface, _ORDER)
    if tail.colours & {"jan", "rebuke", "noni", "zo", "daro"}:
        return _COMPLAINT
    if "kedo" in tail.colours or "nda" in tail.colours:
        return _PLAIN - 8
    if tail.asks or "no" in tail.colours:
        return _PLAIN_QUESTION
    return _PLAIN
