"""Put the end of a sentence into the form that stands before a noun."""

from tonebridge.language.ja.morphology import Morpheme
from tonebridge.language.ja.polite import Ending
from tonebridge.language.ja.verbs import Verb, verb_of

_NOMINAL = frozenset({"名詞", "代名詞", "形状詞"})


def attributive(  # noqa: C901, PLR0911, PLR0912 - one return a form
    parts: tuple[Morpheme, ...], core: int, *, nominal: str | None = None
) -> Ending | None:
    """Return the predicate as it stands before 理由, 経緯 or よう.

    `nominal` says what follows a noun; by default の, and な after an adjectival noun.
    None where there is no predicate.
    """
    if core < 0:
        return None
    here = parts[core]
    before = parts[core - 1] if core else None
    second = parts[core - 2] if core > 1 else None
    if here.lemma == "ます" and before is not None and (verb := verb_of(before)):
        return Ending(verb.start, verb.plain)
    if (here.lemma == "た" or here.part.conjugation == "助動詞-タ") and before is not None:
        return _past(here, before, second)
    if here.lemma == "ぬ" and before is not None:
        if before.lemma == "ます":
            verb = verb_of(second) if second is not None else None
            return Ending(verb.start, verb.nai + "ない") if verb else None
        verb = verb_of(before)
        return Ending(verb.start, verb.nai + "ない") if verb else None
    if here.lemma in {"だ", "です"} and here.surface in {"だ", "です", "な"}:
        if before is None:
            return None
        if here.surface == "な" and nominal is None:
            return Ending(here.end, "")
        if here.lemma == "です" and before.kind not in _NOMINAL:
            return Ending(here.start, "")
        return Ending(here.start, _link(before, nominal))
    if here.surface in {"ねえ", "ねぇ", "ねー"}:
        verb = verb_of(before) if before is not None else None
        return Ending(verb.start, verb.nai + "ない") if verb else Ending(here.start, "ない")
    if here.lemma == "ない" and before is not None and before.part.sort == "接続助詞":
        return Ending(here.start, "いない") if before.surface in {"て", "で"} else None
    if here.lemma == "ない" and before is not None and (verb := verb_of(before)):
        return (
            Ending(verb.start, verb.nai + "ない")
            if here.kind == "助動詞"
            else Ending(here.end, "")
        )
    if here.kind in _NOMINAL or (here.kind == "接尾辞" and not here.part.conjugation):
        return Ending(here.end, _link(here, nominal))
    if here.kind in {"動詞", "助動詞"} and here.form.startswith(("終止形", "連体形")):
        verb = verb_of(here)
        return Ending(verb.start, verb.plain) if verb else Ending(here.end, "")
    if here.kind == "形容詞" and here.form.startswith(("終止形", "連体形")):
        return Ending(here.end, "")
    return None


def _past(here: Morpheme, before: Morpheme, second: Morpheme | None) -> Ending | None:
    if before.lemma == "ます" and second is not None:
        verb = verb_of(second)
        return Ending(verb.start, verb.ta) if verb else None
    if before.lemma == "です":
        return Ending(before.start, "だった")
    verb = verb_of(before) if before.kind in {"動詞", "助動詞"} else None
    return Ending(verb.start, verb.ta) if verb else Ending(here.end, "")


def _link(noun: Morpheme, nominal: str | None) -> str:
    if nominal is not None:
        return nominal
    return "な" if noun.kind == "形状詞" or noun.part.sort == "形状詞可能" else "の"


def closing(part: Morpheme) -> Verb | None:
    """Return the verb that a predicate closes with, if it is one."""
    return verb_of(part) if part.kind in {"動詞", "助動詞"} else None
