"""The verb that a request, a ban or a claim turns on, ready to be inflected anew."""

from functools import lru_cache
from typing import NamedTuple

from tonebridge.language.ja.conjugation import Forms, forms
from tonebridge.language.ja.morphology import Morpheme, morphemes

_SHORT = {
    "てる": ("いる", "上一段-ア行"),
    "でる": ("いる", "上一段-ア行"),
    "とく": ("おく", "五段-カ行"),
    "どく": ("おく", "五段-カ行"),
    "ちゃう": ("しまう", "五段-ワア行"),
    "じゃう": ("しまう", "五段-ワア行"),
    "ちまう": ("しまう", "五段-ワア行"),
    "てく": ("いく", "五段-カ行"),
    "でく": ("いく", "五段-カ行"),
    "たげる": ("あげる", "下一段-ガ行"),
}
"""Contracted auxiliaries in full: 〜てる is 〜ている."""
_VOICED = ("で", "ど", "じ")
_POTENTIAL_ROWS = {
    "え": ("う", "五段-ワア行"),
    "け": ("く", "五段-カ行"),
    "げ": ("ぐ", "五段-ガ行"),
    "せ": ("す", "五段-サ行"),
    "て": ("つ", "五段-タ行"),
    "ね": ("ぬ", "五段-ナ行"),
    "べ": ("ぶ", "五段-バ行"),
    "め": ("む", "五段-マ行"),
    "れ": ("る", "五段-ラ行"),
}


class Verb(NamedTuple):
    """A verb or verb-like auxiliary, written in full."""

    start: int
    """Where it begins in the text."""
    lead: str
    """What stands before its own forms: the て of 〜ておく."""
    lemma: str
    conjugation: str
    forms: Forms

    def written(self, form: str) -> str:
        return self.lead + form

    @property
    def te(self) -> str:
        return self.lead + self.forms.te

    @property
    def nai(self) -> str:
        return self.lead + self.forms.nai

    @property
    def masu(self) -> str:
        return self.lead + self.forms.masu

    @property
    def plain(self) -> str:
        return self.lead + self.lemma

    @property
    def ta(self) -> str:
        return self.lead + self.forms.ta

    @property
    def commanded(self) -> str:
        return self.lead + self.forms.command


def verb_of(morpheme: Morpheme) -> Verb | None:
    """Read one morpheme as a verb; None where it is none."""
    if morpheme.kind not in {"動詞", "助動詞", "接尾辞"} or not morpheme.part.conjugation:
        return None
    lemma, conjugation, lead = morpheme.lemma, morpheme.part.conjugation, ""
    if conjugation.startswith("サ行変格") and lemma.endswith("ずる") and _is_ichidan(morpheme):
        return verb(morpheme.start, "", lemma[:-2] + "じる", "上一段-ザ行")
    if lemma == "いこう" and morpheme.form.startswith("終止形"):
        return verb(morpheme.start, "", "いく", "五段-カ行")
    if lemma in _SHORT and morpheme.kind == "助動詞":
        lead = "で" if morpheme.surface.startswith(_VOICED) else "て"
        lemma, conjugation = _SHORT[lemma]
    elif conjugation.startswith("文語サ行変格"):
        lemma, conjugation = "する", "サ行変格"
    return verb(morpheme.start, lead, lemma, conjugation)


def _is_ichidan(morpheme: Morpheme) -> bool:
    """Tell whether 応じ is of 応じる, which dictionaries call 応ずる."""
    return "じ" in morpheme.surface


def verb(start: int, lead: str, lemma: str, conjugation: str) -> Verb | None:
    """Build a verb from its dictionary form and class."""
    known = forms(lemma, conjugation)
    return Verb(start, lead, lemma, conjugation, known) if known else None


def command_of(morpheme: Morpheme, before: Morpheme | None) -> Verb | None:  # noqa: C901, PLR0911 - one return a form
    """Read a morpheme that ends a sentence as a command; None where it is none.

    Dictionaries read 送れよ as a form of 送れる, and 減らせ as 減る with a causative or
    as 減らせる; at the end of a sentence each is a command, of 送る and of 減らす.
    """
    surface, lemma, form = morpheme.surface, morpheme.lemma, morpheme.form
    if form.startswith("意志推量形") and surface.endswith("よ"):
        bare = _read_alone(surface[:-1])
        if bare is not None and bare.form.startswith("命令形"):
            return verb(morpheme.start, "", bare.lemma, bare.part.conjugation)
        return None
    if form.startswith("命令形"):
        whole = surface.endswith("ろ")  # 入れろ is of 入れる, 送れ of 送る
        if not whole and lemma[:-1] in {surface, surface[:-1]} and lemma[-2:-1] in _POTENTIAL_ROWS:
            base, group = _POTENTIAL_ROWS[lemma[-2]]
            if morpheme.part.conjugation.startswith("下一段") and is_potential(lemma):
                return verb(morpheme.start, "", lemma[:-2] + base, group)
        if surface.endswith("よ") and lemma != "する" and morpheme.kind == "動詞":
            bare = _read_alone(surface[:-1])
            if bare is not None and bare.form.startswith("命令形"):
                return verb(morpheme.start, "", bare.lemma, bare.part.conjugation)
        return verb_of(morpheme)
    if not form.startswith("連用形") or not morpheme.part.conjugation.startswith("下一段"):
        return None
    if surface == "せ" and before is not None and before.form.startswith("未然形"):
        return verb(before.start, "", before.surface + "す", "五段-サ行")
    row = _POTENTIAL_ROWS.get(surface[-1:])
    if morpheme.kind == "動詞" and row and len(surface) > 1 and lemma == surface + "る":
        return (
            verb(morpheme.start, "", surface[:-1] + row[0], row[1])
            if is_potential(lemma)
            else None
        )
    return None


def verb_behind(able: Verb) -> Verb | None:
    """Return the verb behind one of ability: 渡せる is 渡す, 認められる is 認める."""
    if able.lemma in {"られる", "れる"}:
        return Verb(able.start, "", "", "", able.forms._replace(masu=""))
    if able.lemma in {"できる", "出来る"}:
        return verb(able.start, "", "する", "サ行変格")
    row = _POTENTIAL_ROWS.get(able.lemma[-2:-1])
    return verb(able.start, "", able.lemma[:-2] + row[0], row[1]) if row else None


def named_command(noun: Morpheme) -> Verb | None:
    """Read 切れ of 切れよ, which dictionaries take for a noun, as a command of 切る."""
    row = _POTENTIAL_ROWS.get(noun.surface[-1:])
    if row is None or len(noun.surface) < 2:  # noqa: PLR2004
        return None
    base = _read_alone(noun.surface[:-1] + row[0])
    if base is None or not base.part.conjugation.startswith("五段"):
        return None
    return verb(noun.start, "", base.lemma, base.part.conjugation)


@lru_cache(maxsize=256)
def _read_alone(surface: str) -> Morpheme | None:
    found = morphemes(surface)
    return found[0] if len(found) == 1 else None


def is_potential(lemma: str) -> bool:
    """Tell whether an e-row verb is the potential of a five-step one (減らせる, 出せる)."""
    row = _POTENTIAL_ROWS.get(lemma[-2:-1])
    if row is None:
        return False
    base = _read_alone(lemma[:-2] + row[0])
    return base is not None and base.part.conjugation.startswith("五段")
