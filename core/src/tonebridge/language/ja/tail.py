"""Read how a sentence ends: its predicate, and the particles that colour it."""

from msgspec import Struct

from tonebridge.language.ja.morphology import NOUN, Morpheme
from tonebridge.language.ja.sentences import Sentence

_COLOURS = {
    "よ": "yo",
    "よー": "yo",
    "ね": "ne",
    "ねえ": "ne",
    "ねー": "ne",
    "な": "na",
    "なあ": "na",
    "ぞ": "zo",
    "ぜ": "zo",
    "わ": "wa",
    "わな": "wa",
    "さ": "sa",
    "じゃん": "jan",
    "やん": "jan",
    "もん": "mon",
    "っけ": "kke",
    "の": "no",
    "か": "ka",
    "かよ": "ka",
    "かしら": "ka",
    "け": "kke",
}
_TRAILING = {
    "けど": "kedo",
    "けれど": "kedo",
    "けども": "kedo",
    "けれども": "kedo",
    "が": "kedo",
    "のに": "noni",
    "し": "shi",
    "から": "kara",
    "って": "tte",
    "ので": "kara",
}
_NOISE = frozenset(
    {"w", "ww", "www", "wwww", "ｗ", "ｗｗ", "笑", "（笑）", "(笑)", "ー", "〜", "～", "草"}
)
_SIGNS = frozenset({"補助記号", "記号"})
_FINAL = frozenset({"ban", "soft_order"})
_ASKING = frozenset({"ka", "kke", "asked"})
_NOTHING = Morpheme(0, 0, "", "", NOUN)
_ACTION = ("動詞", "助動詞", "形容詞", "接尾辞")


class Tail(Struct, frozen=True, gc=False):
    """The end of a sentence."""

    parts: tuple[Morpheme, ...]
    core: int
    """Index of the last morpheme of the predicate; -1 where there is none."""
    colours: frozenset[str]
    """Codes of what follows the predicate: `yo`, `ne`, `jan`, `kedo`, `noni`, `nda`,
    `daro`, `ka`, `no`, and `ban` (〜するな), `soft_order` (〜しな)."""
    asks: bool
    """It is put as a question, by か, の or a question mark."""
    end: int
    """Where the words end."""
    last: Morpheme
    """The last morpheme of the predicate, where there is one."""

    def back(self, steps: int) -> Morpheme | None:
        """Return the morpheme so many places before the predicate's last, if any."""
        at = self.core - steps
        return self.parts[at] if at >= 0 else None

    def lemma(self, steps: int) -> str:
        found = self.back(steps)
        return found.lemma if found else ""


def read_tail(sentence: Sentence) -> Tail:
    """Read the end of a sentence. Never raises."""
    parts = sentence.morphemes
    at = len(parts) - 1
    while at > 0 and _is_noise(parts[at]):
        at -= 1
    asked = "？" in sentence.stop or "?" in sentence.stop
    colours: set[str] = {"asked"} if asked else set()
    while at >= 0 and _FINAL.isdisjoint(colours):
        taken = _colour(parts, at, colours)
        if not taken:
            break
        at -= taken
    asks = not colours.isdisjoint(_ASKING)
    last = parts[at] if parts else _NOTHING
    return Tail(parts, at, frozenset(colours), asks, sentence.end, last)


def _is_noise(part: Morpheme) -> bool:
    return (
        (part.kind in _SIGNS and part.surface not in "」』）)】]")
        or part.surface in _NOISE
        or part.surface.isspace()
    )


def _colour(  # noqa: PLR0911 - one return a form
    parts: tuple[Morpheme, ...], at: int, colours: set[str]
) -> int:
    """Note what the morpheme at this place adds; return how many it takes, 0 to stop."""
    here, before = parts[at], parts[at - 1] if at else None
    if before is None:
        return 0
    if here.kind == "助詞":
        return _particle(here, before, parts, at, colours)
    if here.surface == "な" and here.lemma == "だ" and before.kind == "動詞":
        return _na(before, parts, at, colours)  # a ban that no full stop follows
    if here.kind == "助動詞" and here.lemma in {"だ", "です"} and not here.form.startswith("連"):
        guess = here.surface in {"だろ", "だろう", "でしょ"} or (
            here.surface == "でしょう" and bool(colours & {"kedo", "noni", "yo"})
        )
        if before.surface in {"ん", "の"} and before.part.sort in {"準体助詞", "終助詞"}:
            colours.add("daro" if guess else "nda")
            if here.lemma == "です":
                colours.add("desu")
            return 2
        if guess and not colours & {"ka"}:
            colours.add("daro")
            return 1
    if here.surface in {"わけ", "訳"} and "asked" in colours and before.kind in _ACTION:
        colours.add("no")
        return 1
    if here.surface in {"ない", "ねえ", "ねぇ", "ねー"} and at >= 2:  # noqa: PLR2004
        return _rhetorical(parts, at, colours)
    return 0


def _particle(  # noqa: C901, PLR0911 - one return a form
    here: Morpheme, before: Morpheme, parts: tuple[Morpheme, ...], at: int, colours: set[str]
) -> int:
    surface = here.surface
    if surface == "い" and here.part.sort == "終助詞" and before.surface in {"か", "だ"}:
        colours.add("ka")
        return 1 + (before.surface == "か")  # つもりかい, どうだい
    if surface == "や" and (before.form.startswith("命令形") or before.surface in {"て", "で"}):
        colours.add("yo")
        return 1
    if surface == "な" and here.part.sort == "終助詞":
        return _na(before, parts, at, colours)
    if surface == "ん" and here.part.sort == "準体助詞" and "asked" in colours:
        colours.add("no")  # わかるん？
        return 1
    if surface in _COLOURS and (
        here.part.sort == "終助詞"
        or (surface in {"の", "か"} and here.part.sort in {"準体助詞", "副助詞"})
    ):
        if surface == "の" and before.kind not in _ACTION:
            return 0
        colours.add(_COLOURS[surface])
        return 1
    if surface in _TRAILING and here.part.sort in {"接続助詞", "副助詞"}:
        if surface == "って" and colours & {"kedo"}:
            return 0
        if before.kind not in _ACTION and surface != "って":
            return 0
        colours.add(_TRAILING[surface])
        return 1
    if surface == "に" and before.surface == "の" and before.part.sort == "準体助詞":
        colours.add("noni")
        return 2
    return 0


def _na(before: Morpheme, parts: tuple[Morpheme, ...], at: int, colours: set[str]) -> int:
    acts = before.kind == "動詞" or (
        before.kind == "助動詞"
        and before.lemma
        not in {"ない", "ねえ", "た", "だ", "です", "ます", "たい", "ぬ", "らしい"}
    )
    if before.surface == "ん" and at >= 2 and parts[at - 2].kind in {"動詞", "助動詞"}:  # noqa: PLR2004
        if parts[at - 2].lemma in {"た", "だ", "ない", "ます"}:
            colours.add("na")
            return 1
        colours.add("ban")
        return 2
    if acts and before.form.startswith("連用形-一般"):
        colours.add("soft_order")
    elif acts and before.form.startswith(("終止形", "連用形-撥音便", "連体形", "未然形-撥音便")):
        colours.add("ban")
    else:
        colours.add("na")
    return 1


def _rhetorical(parts: tuple[Morpheme, ...], at: int, colours: set[str]) -> int:
    """Take the じゃない of 壊したじゃないか, 触るんじゃない and バグなんじゃない?."""
    copula, head = parts[at - 1], parts[at - 2]
    if copula.lemma != "だ" or copula.surface != "じゃ":
        return 0
    if head.surface in {"ん", "の"} and head.part.sort == "準体助詞" and at >= 3:  # noqa: PLR2004
        asked = bool(colours & {"ka", "no", "asked"})
        verb = parts[at - 3]
        if not asked and verb.kind == "動詞" and verb.form.startswith("連体形"):
            colours.add("ban")
        else:
            colours.add("maybe")
        return 3
    if head.kind in {"動詞", "助動詞", "形容詞"} and head.form.startswith(("終止形", "連体形")):
        colours |= {"maybe", "rebuke"}
        return 2
    return 0
