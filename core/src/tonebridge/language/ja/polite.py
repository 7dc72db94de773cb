"""Put the end of a sentence into です・ます."""

from typing import NamedTuple

from tonebridge.language.ja.lexicons import words
from tonebridge.language.ja.morphology import Morpheme
from tonebridge.language.ja.verbs import verb_of

_NOT = frozenset({"ない", "ねえ", "ねぇ", "ねー", "無い"})
_POLITE = frozenset({"です", "ます"})
_NOMINAL = frozenset({"名詞", "形状詞", "代名詞"})
_ADVERBS = frozenset({"結構", "まだ", "もちろん", "無論", "当然"})
_END_PARTICLES = frozenset(
    {"のみ", "だけ", "まで", "から", "ばかり", "ほど", "くらい", "ぐらい", "など"}
)


class Ending(NamedTuple):
    """What to write from `start` to the end of the predicate."""

    start: int
    text: str


def is_polite(parts: tuple[Morpheme, ...], core: int) -> bool:
    """Tell whether the predicate that ends at this place is in です・ます already."""
    if core < 0:
        return False
    here = parts[core]
    before = parts[core - 1].lemma if core else ""
    if here.lemma in _POLITE:
        return True
    if here.lemma in {"くださる", "下さる"} and here.form.startswith("命令形"):
        return True
    if here.lemma in {"た", "ぬ", "う"} and before in _POLITE:
        return True
    return here.surface == "ませ"


def polite(parts: tuple[Morpheme, ...], core: int) -> Ending | None:  # noqa: C901, PLR0911 - one return a form
    """Return the polite ending of the predicate that ends at this place.

    None where it is polite already, or where it is no predicate.
    """
    if core < 0 or is_polite(parts, core):
        return None
    here = parts[core]
    before = parts[core - 1] if core else None
    if before is not None and here.surface in {"すぎ", "過ぎ"}:
        lasting = "ています" if before.kind in {"動詞", "名詞"} else "ます"
        return Ending(here.start, here.surface + lasting)
    if here.kind == "助動詞":
        made = _auxiliary(here, before, parts, core)
        if made is not None:
            return made
    if here.surface in _NOT or (here.kind == "形容詞" and here.lemma in _NOT):
        return _without(here, before, parts, core)
    if here.surface == "いこう" and (verb := verb_of(here)):
        return Ending(verb.start, verb.masu + "ましょう")
    if here.form.startswith("意志推量形") and (verb := verb_of(here)):
        return Ending(verb.start, verb.masu + "ましょう")
    if here.lemma == "いる" and _is_needed(parts, core):
        return Ending(here.start, "いります")
    if (
        here.form.startswith(("終止形", "連体形"))
        and here.kind != "形容詞"
        and (verb := verb_of(here))
    ):
        return Ending(verb.start, verb.masu + "ます")
    if here.kind == "形容詞" or (here.kind == "接尾辞" and here.part.conjugation == "形容詞"):
        return Ending(here.end, "です") if here.form.startswith(("終止形", "連体形")) else None
    if here.kind in _NOMINAL or (here.kind == "接尾辞" and not here.part.conjugation):
        return Ending(here.end, "です")
    if here.surface in _END_PARTICLES | _ADVERBS and here.kind in {"助詞", "副詞"}:
        return Ending(here.end, "です")
    return None


def _is_needed(parts: tuple[Morpheme, ...], core: int) -> bool:
    """Tell 承認がいる (要る) from 担当者がいる (居る): only things are needed."""
    if core < 2 or parts[core - 1].surface not in {"が", "も", "は"}:  # noqa: PLR2004 - thing, が, いる
        return False
    return parts[core - 2].surface in words("ja_verbs", "needed", "things")


def _auxiliary(  # noqa: PLR0911 - one return a form
    here: Morpheme, before: Morpheme | None, parts: tuple[Morpheme, ...], core: int
) -> Ending | None:
    if here.lemma in {"た", "だ"} and here.part.conjugation == "助動詞-タ":
        return _past(here, before, parts, core)
    if here.lemma == "だ" and here.surface in {"だ", "な"}:
        return Ending(here.start, "です")
    if here.lemma == "だ" and here.surface in {"だろ", "だろう"}:
        return Ending(here.start, "でしょう")
    if here.lemma == "ない":
        return _without(here, before, parts, core)
    if here.lemma == "ぬ" and here.surface in {"ん", "ぬ"} and before is not None:
        verb = verb_of(before)
        return Ending(verb.start, verb.masu + "ません") if verb else None
    if here.lemma == "たい" and here.surface == "たく":
        return Ending(here.end, "存じます")
    if here.lemma in {"たい", "らしい", "べし", "ない"}:
        return Ending(here.end, "です")
    return None


def _past(
    here: Morpheme, before: Morpheme | None, parts: tuple[Morpheme, ...], core: int
) -> Ending | None:
    if before is None:
        return None
    if before.lemma == "だ":
        return Ending(before.start, "でした")
    if before.lemma in _NOT:
        return _without(before, parts[core - 2] if core > 1 else None, parts, core - 1, "でした")
    if before.kind == "形容詞" or before.lemma in {"たい", "らしい"}:
        return Ending(here.end, "です")
    verb = verb_of(before)
    return Ending(verb.start, verb.masu + "ました") if verb else None


def _without(  # noqa: PLR0911 - one return a form
    here: Morpheme,
    before: Morpheme | None,
    parts: tuple[Morpheme, ...],
    core: int,
    after: str = "",
) -> Ending | None:
    """Write a negation politely: 動かない, 高くない, バグじゃない, データがない."""
    if before is None:
        return Ending(here.start, "ありません" + after)
    if before.surface in {"て", "で"} and before.part.sort == "接続助詞":
        return Ending(here.start, "いません" + after)
    if before.lemma == "だ":
        return Ending(before.start, "ではありません" + after)
    if before.surface in {"は", "も"} and core > 1 and parts[core - 2].lemma == "だ":
        return Ending(here.start, "ありません" + after)
    if verb := verb_of(before):
        if here.part.conjugation == "形容詞" and before.form.startswith("連用形"):
            return Ending(here.start, "ありません" + after)
        return Ending(verb.start, verb.masu + "ません" + after)
    return Ending(here.start, "ありません" + after)
