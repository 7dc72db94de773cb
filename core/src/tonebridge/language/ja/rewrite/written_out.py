"""Write out what speech clips: contractions, particles left out, loose connections."""

from tonebridge.language.ja.acts import Act, Reading
from tonebridge.language.ja.lexicons import words
from tonebridge.language.ja.morphology import Morpheme
from tonebridge.language.ja.polite import polite

_CONTINUED = {"てる": "て", "でる": "で"}
_PREPARED = {"とく": "て", "どく": "で"}
_ENDED = frozenset({"ちゃう", "じゃう"})
_BUT = frozenset({"けど", "けれど", "けれども", "けども", "が"})
_TOPICS = frozenset({"これ", "それ", "あれ", "ここ", "こっち"})
_THINGS = frozenset({"名詞", "代名詞"})
_NOMINAL = frozenset({"名詞", "代名詞", "接尾辞"})
_NOT_OBJECTS = frozenset(
    {
        "全部",
        "いつ",
        "どこ",
        "誰",
        "どれ",
        "なに",
        "どっち",
        "いくら",
        "今",
        "絶対",
        "普通",
        "自分",
        "全員",
        "みんな",
        "毎回",
        "一緒",
        "何",
        "こと",
        "加減",
        "前",
        "後",
        "度",
    }
)

_NEAR_HEAD = 4
"""How far a predicate's first morpheme stands from its last, in characters, at most."""

Change = tuple[int, int, str, str]
"""Start and end in the sentence, the new words, the reason's code."""


def written_out(reading: Reading) -> list[Change]:
    """Return how a sentence is written that was put down as it is spoken."""
    found: list[Change] = []
    parts, offset = reading.sentence.morphemes, reading.sentence.start
    for index, part in enumerate(parts):
        start, end = part.start - offset, part.end - offset
        if part.surface in {"くらい", "ぐらい"} and _belittles(parts, index, reading):
            link = "" if parts[index + 1].surface in {"は", "、"} else "を"
            found.append((start, end, link, "ja_blame"))
        elif full := _in_full(part):
            found.append((start, end, full, "ja_plain"))
        elif part.kind == "動詞" and _lacks_object_mark(reading, index):
            found.append((start, start, "を", "ja_plain"))
        elif part.kind in {"動詞", "形容詞"} and _lacks_subject_mark(reading, index):
            found.append((start, start, "が", "ja_plain"))
        elif part.lemma == "する" and _is_qualified_deed(parts, index):
            found.append((start, start, "を", "ja_plain"))
        elif part.surface in _TOPICS and _lacks_topic_mark(reading, index):
            found.append((end, end, "は", "ja_plain"))
        elif part.surface == "じゃ" and _is_by(parts, index):
            found.append((start, end, "では", "ja_plain"))
        elif part.part.sort == "接続助詞" and index + 1 < len(parts):
            found += _connected(parts, index, offset)
    return found


def _in_full(part: Morpheme) -> str:
    """Return 〜てる as 〜ている, 〜とく as 〜ておく, 〜ちゃう as 〜てしまう."""
    if part.kind != "助動詞":
        return ""
    surface = part.surface
    if part.lemma in _CONTINUED:
        rest = "る" + surface[1:] if surface[1:] == "ん" else surface[1:]
        return _CONTINUED[part.lemma] + "い" + rest
    if part.lemma in _PREPARED:
        return _PREPARED[part.lemma] + "お" + surface[1:]
    if part.lemma in _ENDED:
        return surface.replace("ちゃ", "てしま", 1).replace("じゃ", "でしま", 1)
    return ""


def _is_by(parts: tuple[Morpheme, ...], index: int) -> bool:
    """説明じゃわからない is 説明では; バグじゃない is left to the ending."""
    after = parts[index + 1].surface if index + 1 < len(parts) else "ない"
    return (
        bool(index) and parts[index - 1].kind in _NOMINAL and after not in {"ない", "ねえ", "なく"}
    )


def _connected(parts: tuple[Morpheme, ...], index: int, offset: int) -> list[Change]:
    if parts[index].surface in _BUT:
        return _but(parts, index, offset)
    return _because(parts, index, offset) if parts[index].surface == "から" else []


def _belittles(parts: tuple[Morpheme, ...], index: int, reading: Reading) -> bool:
    """ログくらい読め belittles; 3日くらいかかる counts."""
    if not index or index + 1 >= len(parts) or reading.act is not Act.REQUEST:
        return False
    before = parts[index - 1]
    counts = before.part.sort in {"助数詞可能", "数詞"} or before.surface >= "\U000f0000"
    return before.kind in {"名詞", "代名詞"} and not counts


def _lacks_topic_mark(reading: Reading, index: int) -> bool:
    """これバグ？ lacks its は; これ直して lacks を, which is seen at the verb."""
    parts = reading.sentence.morphemes
    if index + 1 >= len(parts) or parts[index + 1].kind not in {
        "名詞",
        "代名詞",
        "形状詞",
        "形容詞",
    }:
        return False
    head = reading.tail.last
    nominal = head.lemma in {"だ", "です", "ない"} or head.kind in {"名詞", "形状詞", "形容詞"}
    return nominal and not any(part.surface in {"が", "は", "を"} for part in parts)


def _lacks_object_mark(reading: Reading, index: int) -> bool:
    """テスト書いて lacks its を."""
    parts = reading.sentence.morphemes
    wanted, part = reading.verb, parts[index]
    lemma = wanted.lemma if wanted and wanted.start == part.start else part.lemma
    if not index or lemma not in words("ja_verbs", "transitive", "verbs"):
        return False
    before = parts[index - 1]
    if before.kind not in _THINGS or before.surface in _NOT_OBJECTS:
        return False
    if (
        before.part.sort in {"副詞可能", "助数詞可能", "数詞"}
        or before.surface[-1] >= "\U000f0000"
    ):
        return False
    return not any(p.surface in {"を", "くらい", "ぐらい"} for p in parts)


def _is_qualified_deed(parts: tuple[Morpheme, ...], index: int) -> bool:
    """同じミスする lacks its を; ミスする is one verb."""
    if index < 2 or parts[index - 1].part.sort != "サ変可能":  # noqa: PLR2004 - same, deed, する
        return False
    before = parts[index - 2]
    attributive = before.form.startswith("連体形") and before.kind in {"形容詞", "助動詞"}
    return before.kind == "連体詞" or attributive or before.surface in {"の", "同じ"}


def _lacks_subject_mark(reading: Reading, index: int) -> bool:
    """荷物届いてない and フォント汚い lack their が."""
    parts = reading.sentence.morphemes
    part = parts[index]
    if not index or (
        part.kind == "動詞" and part.lemma not in words("ja_verbs", "intransitive", "verbs")
    ):
        return False
    before = parts[index - 1]
    masked = before.surface[-1] >= "\U000f0000"
    thing = before.kind == "名詞" or before.surface in {"さん", "様", "さま"}
    if masked or not thing or before.surface in _NOT_OBJECTS:
        return False
    if part.lemma in {"できる", "出来る"} and before.part.sort == "サ変可能":
        return False  # 説明できる is one verb
    if before.part.sort in {"副詞可能", "助数詞可能", "数詞", "サ変形状詞可能", "形状詞可能"}:
        return False
    head = reading.tail.last
    near = head.start - part.start
    if part.kind == "形容詞" and not (part is head or near <= _NEAR_HEAD):
        return False
    return not any(p.surface in {"が", "は", "を", "も"} for p in parts[:index])


def _but(parts: tuple[Morpheme, ...], index: int, offset: int) -> list[Change]:
    """Write 頼んだけど、 as 頼みましたが、."""
    if parts[index + 1].surface not in {"、", "，"}:
        return []
    core = index - 1
    if core > 1 and parts[core].surface == "だ" and parts[core - 1].surface in {"ん", "の"}:
        core -= 2
    ending = polite(parts, core)
    if ending is None:
        return []
    return [(ending.start - offset, parts[index].end - offset, ending.text + "が", "ja_plain")]


def _because(parts: tuple[Morpheme, ...], index: int, offset: int) -> list[Change]:
    """Write 〜だから as 〜なので, 〜から as 〜ので."""
    before = parts[index - 1] if index else None
    at, end = parts[index].start - offset, parts[index].end - offset
    if before is None or parts[index + 1].surface in {"こそ", "と", "って", "だ", "です", "ね"}:
        return []
    if before.surface == "だ" and index > 1 and parts[index - 2].surface in {"ん", "の"}:
        return [(parts[index - 2].start - offset, end, "ので", "ja_plain")]
    if before.surface == "だ":
        if index == 1:
            return [(before.start - offset, end, "ですので", "ja_plain")]
        return [(before.start - offset, end, "なので", "ja_plain")]
    return [(at, end, "ので", "ja_plain")]
