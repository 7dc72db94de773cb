"""Write out what speech clips: contractions, particles left out, loose connections."""

from tonebridge.language.ja.acts import Act, Reading
from tonebridge.language.ja.lexicons import listed
from tonebridge.language.ja.morphology import Morpheme
from tonebridge.language.ja.polite import polite
from tonebridge.language.ja.rewrite.particles import lacking, object_or_goal
from tonebridge.language.ja.verbs import verb_of

_CONTINUED = {"てる": "て", "でる": "で"}
_PREPARED = {"とく": "て", "どく": "で"}
_ENDED = frozenset({"ちゃう", "じゃう"})
_BUT = frozenset({"けど", "けれど", "けれども", "けども", "が"})
_NOMINAL = frozenset({"名詞", "代名詞", "接尾辞"})

Change = tuple[int, int, str, str]
"""Start and end in the sentence, the new words, the reason's code."""


def written_out(reading: Reading) -> list[Change]:
    """Return how a sentence is written that was put down as it is spoken."""
    parts, offset = reading.sentence.morphemes, reading.sentence.start
    found: list[Change] = []
    for index, part in enumerate(parts[:-1]):
        if part.part.sort == "接続助詞":
            found += _connected(reading, index, offset)
    for index, part in enumerate(parts):
        start, end = part.start - offset, part.end - offset
        if full := _in_full(part):
            found.append((start, end, full, "ja_plain"))
        elif (mark := lacking(reading, index)) is not None:
            found.append((mark[0] - offset, mark[0] - offset, mark[1], "ja_plain"))
        elif part.surface == "じゃ" and _is_by(parts, index):
            found.append((start, end, "では", "ja_plain"))
    return found


def belittling(reading: Reading) -> list[Change]:
    """Ask for it without saying how little it is: 返信くらいして is 返信をして."""
    parts, offset = reading.sentence.morphemes, reading.sentence.start
    return [
        (
            part.start - offset,
            part.end - offset,
            "" if parts[index + 1].surface in {"は", "、"} else object_or_goal(parts[index + 1]),
            "ja_blame",
        )
        for index, part in enumerate(parts)
        if part.surface in {"くらい", "ぐらい"} and _belittles(parts, index, reading)
    ]


def _in_full(part: Morpheme) -> str:  # noqa: PLR0911 - one return a form
    """Return 〜てる as 〜ている, 〜とく as 〜ておく, 〜ちゃう as 〜てしまう."""
    surface = part.surface
    if part.form.endswith("撥音便") and surface.endswith("ん") and part.lemma.endswith("る"):
        return _unclipped(part)
    if part.kind == "動詞" and part.form.endswith("省略"):
        return part.lemma  # すんなら
    if part.kind != "助動詞":
        return ""
    if part.lemma == "ぬ" and surface == "ん" and part.form.startswith("連体形"):
        return "ない"  # 守らん奴
    if part.part.conjugation == "助動詞-ヘン":
        return "ない" if surface in {"へん", "ひん"} else ""
    if part.lemma in _WESTERN and surface[-1] in _WESTERN_ENDS:
        return _WESTERN[part.lemma] + _WESTERN_ENDS[surface[-1]]
    if part.lemma in _CONTINUED:
        rest = "る" + surface[1:] if surface[1:] == "ん" else surface[1:]
        return _CONTINUED[part.lemma] + "い" + rest
    if part.lemma in _PREPARED:
        return _PREPARED[part.lemma] + "お" + surface[1:]
    if part.lemma in _ENDED:
        return surface.replace("ちゃ", "てしま", 1).replace("じゃ", "でしま", 1)
    return ""


def _unclipped(part: Morpheme) -> str:
    """Return わかんない as わからない, 来んの as 来るの."""
    if part.form.startswith(("終止形", "連体形")):
        return part.lemma if part.kind == "動詞" else ""
    known = verb_of(part) if part.form.startswith("未然形") else None
    return known.nai if known is not None and part.kind == "動詞" else ""


_WESTERN = {"とる": "て", "どる": "で"}
_WESTERN_ENDS = {"る": "いる", "り": "い", "っ": "い", "ん": "いる"}
"""残っとる is 残っている."""


def _is_by(parts: tuple[Morpheme, ...], index: int) -> bool:
    """説明じゃわからない is 説明では; バグじゃない is left to the ending."""
    after = parts[index + 1].surface if index + 1 < len(parts) else "ない"
    return (
        bool(index) and parts[index - 1].kind in _NOMINAL and after not in {"ない", "ねえ", "なく"}
    )


def _connected(reading: Reading, index: int, offset: int) -> list[Change]:
    parts = reading.sentence.morphemes
    if parts[index].surface in _BUT:
        return _but(parts, index, offset)
    if parts[index].surface != "から":
        return []
    if index == 1 and reading.tail.colours & {"daro", "jan", "yo", "ne"}:
        return [(parts[0].start - offset, parts[1].end - offset, "", "ja_blunt")]
    return _because(parts, index, offset)


def _belittles(parts: tuple[Morpheme, ...], index: int, reading: Reading) -> bool:
    """ログくらい読め belittles; 3日くらいかかる counts."""
    if not index or index + 1 >= len(parts) or not _asks_for_it(reading):
        return False
    before = parts[index - 1]
    counts = before.part.sort in {"助数詞可能", "数詞"} or before.surface >= "\U000f0000"
    return before.kind in {"名詞", "代名詞"} and not counts


def _asks_for_it(reading: Reading) -> bool:
    """Tell whether it is asked for, or called a matter of course: 普通は予定くらい見るだろ."""
    if reading.act is Act.REQUEST:
        return True
    return "daro" in reading.tail.colours and any(
        cue in reading.sentence.text for cue in listed("ja_blame", "presuming")
    )


def _but(parts: tuple[Morpheme, ...], index: int, offset: int) -> list[Change]:
    """Write 頼んだけど、 as 頼みましたが、."""
    comma = parts[index + 1].surface in {"、", "，"}
    if not comma and (parts[index].surface == "が" or parts[index + 1].kind == "助詞"):
        return []
    core = index - 1
    if core > 1 and parts[core].surface == "だ" and parts[core - 1].surface in {"ん", "の"}:
        core -= 2
    ending = polite(parts, core)
    if ending is None:
        return []
    after = ending.text + ("が" if comma else "が、")
    return [(ending.start - offset, parts[index].end - offset, after, "ja_plain")]


def _because(parts: tuple[Morpheme, ...], index: int, offset: int) -> list[Change]:
    """Write 〜だから as 〜なので, 〜から as 〜ので."""
    before = parts[index - 1] if index else None
    at, end = parts[index].start - offset, parts[index].end - offset
    if parts[index + 1].part.sort == "終助詞":
        return []
    if before is None or parts[index + 1].surface in {"こそ", "と", "って", "だ", "です", "ね"}:
        return []
    if before.surface == "だ" and index > 1 and parts[index - 2].surface in {"ん", "の"}:
        return [(parts[index - 2].start - offset, end, "ので", "ja_plain")]
    if before.surface == "だ":
        if index == 1:
            return [(before.start - offset, end, "ですので", "ja_plain")]
        return [(before.start - offset, end, "なので", "ja_plain")]
    return [(at, end, "ので", "ja_plain")]
