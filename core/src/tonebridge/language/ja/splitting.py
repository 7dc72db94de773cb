"""Split a Japanese sentence that holds several thoughts into sentences of their own."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tonebridge.language.ja.clauses import tenses
from tonebridge.language.ja.closing import Tense, closed
from tonebridge.language.ja.morphology import Morpheme, morphemes
from tonebridge.language.ja.rewrite.draft import Draft
from tonebridge.language.ja.verbs import verb_of

_LONG, _SHORTEST = 70, 8
"""Characters: of a sentence that is worth splitting, and of a piece that may stand alone."""
_TURNS = frozenset({"が", "けど", "けれど", "けれども"})
_SUBJECTS = frozenset({"は", "が", "も"})
_EXPLAINING = re.compile("(?:の|ん)(?:です|だ)$")
_CAUSE = "そのため、"
_CLOSING = re.compile("(?:以上、?)?(?:どうぞ|何卒)?、?(?:よろしく|宜しく)")
_POINTING = frozenset({"その", "それ", "また", "さらに", "その後"})


def split(draft: Draft, stop: str) -> None:
    """End a long sentence where a clause closes, at a comma or before the next one."""
    words = draft.text[: len(draft.text) - len(stop)] if stop else draft.text
    if len(words) < _LONG:
        return
    parts = tuple(morphemes(words))
    pieces = _pieces(parts)
    if len(pieces) < 2:  # noqa: PLR2004 - one piece is the sentence
        return
    found = tenses([piece.parts for piece in pieces])
    for piece, tense in reversed(list(zip(pieces, found, strict=True))[:-1]):
        said = _ended(words, piece.parts, tense._replace(request=False))
        if said is None:
            continue
        closing = _CLOSING.match(words, piece.end) is not None
        lead = _CAUSE if _is_cause(piece.parts) and not closing else ""
        draft.replace(
            piece.parts[0].start,
            piece.end,
            f"{said}。{lead}",
            reason="ja_long_sentence",
            strategy="split_sentence",
        )


class _Piece(NamedTuple):
    """A clause, and where what follows it begins."""

    parts: Sequence[Morpheme]
    end: int


def _pieces(parts: Sequence[Morpheme]) -> list[_Piece]:
    found: list[_Piece] = []
    reached = depth = 0
    for place, part in enumerate(parts):
        depth += (part.surface in {"（", "(", "「"}) - (part.surface in {"）", ")", "」"})
        if depth > 0 or place <= reached:
            continue
        comma = part.surface in {"、", "，"}
        if not comma and not _runs_on(parts, place):
            continue
        piece = parts[reached : place if comma else place + 1]
        if piece[-1].end - piece[0].start >= _SHORTEST and _closes(
            piece, parts[place + 1].surface if place + 1 < len(parts) else ""
        ):
            found.append(_Piece(piece, part.end))
            reached = place + 1
    if reached < len(parts):
        found.append(_Piece(parts[reached:], parts[-1].end))
    return found


def _runs_on(parts: Sequence[Morpheme], place: int) -> bool:
    """Tell whether a clause closes here without a comma: 送られますがその際に."""
    here = parts[place]
    after = parts[place + 1] if place + 1 < len(parts) else None
    if after is None or after.kind in {"補助記号", "助詞", "助動詞"}:
        return False
    if here.part.sort == "接続助詞" and here.surface in _TURNS:
        return True
    if _is_cause(parts[max(0, place - 1) : place + 1]):
        return True
    return after.surface in _POINTING and here.form.startswith("連用形")


def _closes(  # noqa: PLR0911 - one return a form
    piece: Sequence[Morpheme], following: str
) -> bool:
    """Tell whether a piece ends as a clause that can stand alone."""
    if len(piece) < 3:  # noqa: PLR2004 - a subject, a verb, how it goes on
        return False
    here, before = piece[-1], piece[-2]
    told = any(part.kind == "助詞" and part.surface in _SUBJECTS for part in piece)
    if here.part.sort == "接続助詞" and here.surface in _TURNS | {"し"}:
        return True
    if here.form.startswith("連用形") and following in _POINTING:
        return True
    if _is_cause(piece):
        return told or here.end - piece[0].start > _SHORTEST + _SHORTEST
    if not told:
        return False
    if here.surface in {"て", "で"} and here.part.sort == "接続助詞":
        return piece[-2].kind in {"動詞", "助動詞"}
    if here.surface == "で" and here.kind == "助動詞":
        return before.kind in {"名詞", "接尾辞", "形状詞"}
    if here.surface == "ず":
        return True
    return (
        here.form.startswith("連用形") and here.kind in {"動詞", "助動詞"} and here.surface != "に"
    )


def _is_cause(piece: Sequence[Morpheme]) -> bool:
    if len(piece) < 2:  # noqa: PLR2004 - の and で
        return False
    here, before = piece[-1], piece[-2]
    return here.surface == "で" and before.surface == "の" and before.part.sort == "準体助詞"


def _ended(text: str, piece: Sequence[Morpheme], tense: Tense) -> str | None:
    here, before = piece[-1], piece[-2]
    start = piece[0].start
    if here.surface == "ず" and (verb := verb_of(before)) is not None:
        return text[start : verb.start] + verb.masu + ("ませんでした" if tense.past else "ません")
    if here.surface == "で" and here.kind == "助動詞" and not _is_cause(piece):
        return text[start : here.start] + "です"
    if here.surface in _TURNS and before.lemma == "です":
        return _EXPLAINING.sub("", text[start : here.start])
    said = closed(text, piece, tense)
    if here.surface in _TURNS and said.endswith(("です", "ます", "ました", "ません", "た", "だ")):
        return _EXPLAINING.sub("", said)
    return said if said != text[start : here.end] else None
