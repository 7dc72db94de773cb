"""End a clause that would go on: 届かなくて → 届かない, 落ちたので → 落ちた."""

from collections.abc import Sequence
from typing import NamedTuple

from tonebridge.language.ja.morphology import Morpheme
from tonebridge.language.ja.verbs import verb_of

_TURNS = frozenset({"が", "けど", "けれど", "けれども", "し", "から"})
_STATES = frozenset({"いる", "おる", "ある", "てる", "でる", "できる"})


class Tense(NamedTuple):
    """How the whole sentence speaks; its clauses are ended likewise."""

    polite: bool
    past: bool
    request: bool


def closed(  # noqa: PLR0911 - one return a form
    text: str, parts: Sequence[Morpheme], tense: Tense
) -> str:
    """Return a clause, cut before a comma, with an end of its own.

    Where the form is not known it stays as written.
    """
    here = parts[-1]
    before = parts[-2] if len(parts) > 1 else None
    start = parts[0].start
    if before is None:
        return text[start : here.end]
    if here.part.sort == "接続助詞" and here.surface in _TURNS:
        if before.lemma == "です" and not any(
            part.surface in {"は", "が", "も"} for part in parts[:-1]
        ):
            return text[start : before.start]  # 打ち合わせですが、 only names what it is about
        return text[start : here.start]
    if here.surface == "で" and before.part.sort == "準体助詞":
        return _before_so(text, parts)
    if here.surface == "で" and here.part.sort != "接続助詞":
        return text[start : here.start]
    if here.part.sort == "接続助詞" and here.surface in {"て", "で"}:
        made = _finite(text, parts[:-1], tense)
        return text[start : here.end] if made is None else made
    if here.form.startswith("連用形") and before.surface != "の" and before.kind != "名詞":
        made = _finite(text, parts, tense)
        return text[start : here.end] if made is None else made
    return text[start : here.end]


def _before_so(text: str, parts: Sequence[Morpheme]) -> str:
    """Leave out ので, and the な of 不明なので."""
    last = len(parts) - 2
    if last > 0 and parts[last - 1].surface == "な":
        last -= 1
    return text[parts[0].start : parts[last].start]


def _finite(  # noqa: PLR0911 - one return a form
    text: str, parts: Sequence[Morpheme], tense: Tense
) -> str | None:
    here = parts[-1]
    before = parts[-2] if len(parts) > 1 else None
    start = parts[0].start
    if here.lemma == "ない" and before is not None:
        verb = verb_of(before)
        if verb is None or here.kind != "助動詞":
            return text[start : here.start] + _none(tense)
        ending = (
            ("ません" if tense.polite else "ない")
            if not _past(tense)
            else ("ませんでした" if tense.polite else "なかった")
        )
        return text[start : verb.start] + (verb.masu if tense.polite else verb.nai) + ending
    if here.kind == "形容詞" or here.part.conjugation == "形容詞":
        return text[start : here.start] + here.lemma + ("です" if tense.polite else "")
    verb = verb_of(here)
    if verb is None:
        return None
    lead = text[start : verb.start]
    if tense.request and not _has_subject(parts):
        return lead + verb.te + "ください"
    if _past(tense) or (tense.request and verb.lemma not in _STATES):
        return lead + (verb.masu + "ました" if tense.polite else verb.ta)
    return lead + (verb.masu + "ます" if tense.polite else verb.plain)


def _past(tense: Tense) -> bool:
    return tense.past and not tense.request


def _none(tense: Tense) -> str:
    if tense.polite:
        return "ありませんでした" if _past(tense) else "ありません"
    return "なかった" if _past(tense) else "ない"


def _has_subject(parts: Sequence[Morpheme]) -> bool:
    return any(part.kind == "助詞" and part.surface in {"は", "が"} for part in parts)
