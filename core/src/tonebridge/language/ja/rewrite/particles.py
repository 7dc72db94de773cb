"""Put back the particles that speech leaves out: テスト書いて, 荷物届いてない, これバグ."""

from tonebridge.language.ja.acts import Act, Reading
from tonebridge.language.ja.lexicons import verb_knowledge, words
from tonebridge.language.ja.morphology import Morpheme

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

_SET_WITH_NAI = frozenset(
    {"申し訳", "仕方", "違い", "間違い", "やむ", "致し方", "しょうが", "限り", "勿体", "面目"}
)
_NEAR_HEAD = 4
"""How far a predicate's first morpheme stands from its last, in characters, at most."""

Mark = tuple[int, str]
"""Where a particle lacks in the text, and which."""


def lacking(reading: Reading, index: int) -> Mark | None:
    """Return the particle that lacks at this morpheme, if one does."""
    part = reading.sentence.morphemes[index]
    if (at := _object_mark(reading, index)) is not None:
        return at, "を"
    if mark := _goal_mark(reading.sentence.morphemes, index):
        return part.start, mark
    if part.kind in {"動詞", "形容詞"} and _lacks_subject_mark(reading, index):
        return part.start, "が"
    if part.lemma == "する" and _lacks_deed_mark(reading.sentence.morphemes, index):
        return part.start, "を"
    if part.surface in _TOPICS and _lacks_topic_mark(reading, index):
        return part.end, "は"
    return None


def _lacks_deed_mark(parts: tuple[Morpheme, ...], index: int) -> bool:
    return _is_qualified_deed(parts, index) or _is_thing_done(parts, index)


def object_or_goal(after: Morpheme) -> str:
    """電話くらい出て is 電話に出て, 返信くらいして is 返信をして."""
    goals = (row for row in verb_knowledge()["goals"] if row["mark"] == "に")
    return "に" if any(after.lemma in row["verbs"] for row in goals) else "を"


def _lacks_topic_mark(reading: Reading, index: int) -> bool:
    """これバグ？ lacks its は; これ直して lacks を, which is seen at the verb."""
    parts = reading.sentence.morphemes
    if index + 1 >= len(parts):
        return False
    after = parts[index + 1]
    if after.kind == "動詞" and after.lemma in words("ja_verbs", "intransitive", "verbs"):
        return reading.act is Act.STATEMENT and not _marked(parts, len(parts))
    if after.kind not in {"名詞", "代名詞", "形状詞", "形容詞"}:
        return False
    head = reading.tail.last
    nominal = head.lemma in {"だ", "です", "ない"} or head.kind in {"名詞", "形状詞", "形容詞"}
    return nominal and not any(part.surface in {"が", "は", "を"} for part in parts)


def _object_mark(reading: Reading, index: int) -> int | None:  # noqa: PLR0911 - one return a condition
    """Return where テスト書いて, 伝票ちゃんと確認して lack their を."""
    parts = reading.sentence.morphemes
    wanted, part = reading.verb, parts[index]
    if index == len(parts) - 1 and part.form.startswith("連用形") and reading.tail.asks:
        return None  # ハンコ忘れ？ is a noun
    if _is_noun_of_verb(parts, index):
        return None
    lemma = wanted.lemma if wanted and wanted.start == part.start else part.lemma
    place = index
    while place and (steps := _says_how(parts, place)):
        place -= steps
    if not place or not _takes_object(parts, index, lemma, apart=place < index):
        return None
    before = parts[place - 1]
    loose = before.surface == "の" and place > 1 and parts[place - 2].kind == "連体詞"
    if before.kind not in _NOMINAL and not loose:
        return None
    if before.surface in _NOT_OBJECTS | _ADDRESSEES or before.part.conjugation:
        return None
    if (
        before.part.sort in {"副詞可能", "助数詞可能", "数詞"}
        or before.surface[-1] >= "\U000f0000"
    ):
        return None
    if any(p.surface in {"を", "くらい", "ぐらい"} for p in parts):
        return None
    return before.end


def _is_noun_of_verb(parts: tuple[Morpheme, ...], index: int) -> bool:
    """Tell whether 指示待ち人間, 押し忘れ多すぎ make a noun of a verb."""
    while parts[index].kind == "動詞" and parts[index].form.startswith("連用形-一般"):
        index += 1
        if index == len(parts):
            return False
        if parts[index].kind in {"名詞", "形容詞", "副詞", "形状詞"}:
            return True
    return False


def _says_how(parts: tuple[Morpheme, ...], place: int) -> int:
    """Count the morphemes before this place that only say how or when: 勝手に, 早く, すぐ."""
    here = parts[place - 1]
    if here.kind == "副詞" or (here.kind == "形容詞" and here.form.startswith("連用形")):
        return 1
    if here.surface in _MANNERS:
        return 1
    if place > 1 and here.surface in {"に", "で"} and parts[place - 2].surface in _MANNERS:
        return 2
    return 0


_ADDRESSEES = frozenset(
    [
        "人",
        "方",
        "者",
        "担当",
        "担当者",
        "係",
        "皆",
        "皆さん",
        "各自",
        "各位",
        "誰か",
        "さん",
        "くん",
        "部長",
        "課長",
    ]
)
"""Who is asked to act: 最後の人ちゃんと確認して."""
_MANNERS = frozenset(
    [
        *(
            "勝手",
            "無断",
            "至急",
            "大至急",
            "早急",
            "すぐ",
            "適当",
            "絶対",
            "毎回",
            "全部",
            "全て",
            "すべて",
            "ほんと",
            "本当",
            "まじ",
            "マジ",
        ),
        *(
            "真面目",
            "まじめ",
            "まとも",
            "普通",
            "丁寧",
            "迅速",
            "確実",
            "正確",
            "簡潔",
            "事前",
            "今すぐ",
            "いちいち",
            "早め",
            "一緒",
            "個別",
            "直接",
        ),
    ]
)


def _takes_object(parts: tuple[Morpheme, ...], index: int, lemma: str, *, apart: bool) -> bool:
    part = parts[index]
    if part.kind == "動詞":
        if lemma in {"なさる", "なす", "いたす"} and parts[index - 1].part.sort == "サ変可能":
            return False  # 閉口なさる is one verb
        if lemma in words("ja_verbs", "intransitive", "verbs"):
            return False
        listed = lemma in words("ja_verbs", "transitive", "verbs")
        return listed or part.part.conjugation == "五段-サ行"
    does = index + 1 < len(parts) and parts[index + 1].lemma == "する"
    deed = part.part.sort == "サ変可能" or part.surface.isascii()
    return apart and does and deed and part.kind == "名詞"


def _goal_mark(parts: tuple[Morpheme, ...], index: int) -> str:
    """Return に for 電話出て, を for 他当たって, empty where no mark lacks."""
    if not index or parts[index].kind != "動詞":
        return ""
    for row in verb_knowledge()["goals"]:
        if parts[index].lemma in row["verbs"] and parts[index - 1].surface in row["things"]:
            return str(row["mark"])
    return ""


def _is_qualified_deed(parts: tuple[Morpheme, ...], index: int) -> bool:
    """同じミスする lacks its を; ミスする is one verb."""
    if index and parts[index - 1].surface in {"何", "なに"}:
        return True
    if index < 2 or parts[index - 1].part.sort != "サ変可能":  # noqa: PLR2004 - same, deed, する
        return False
    before = parts[index - 2]
    attributive = before.form.startswith("連体形") and before.kind in {"形容詞", "助動詞"}
    return before.kind == "連体詞" or attributive or before.surface in {"の", "同じ"}


def _is_thing_done(parts: tuple[Morpheme, ...], index: int) -> bool:
    """つなぎ方する and 貼り紙する lack their を."""
    if not index:
        return False
    before = parts[index - 1]
    if before.surface == "気":
        return False
    plain = before.kind in {"名詞", "接尾辞"} and before.part.sort in {
        "一般",
        "普通名詞",
        "名詞的",
    }
    qualified = index > 1 and (
        parts[index - 2].kind == "連体詞" or parts[index - 2].surface == "の"
    )
    whole = before.kind == "接尾辞" or qualified
    return plain and whole and not before.part.conjugation and "一" <= before.surface[-1] <= "龠"


def _lacks_subject_mark(reading: Reading, index: int) -> bool:  # noqa: PLR0911 - one return a condition
    """荷物届いてない and フォント汚い lack their が."""
    parts = reading.sentence.morphemes
    part = parts[index]
    if not index or (
        part.kind == "動詞" and part.lemma not in words("ja_verbs", "intransitive", "verbs")
    ):
        return False
    before = parts[index - 1]
    asked = reading.verb if reading.act in {Act.REQUEST, Act.BAN} else None
    if asked is not None and asked.start == part.start:
        return False  # 担当外れて: the reader is the one to act
    masked = before.surface[-1] >= "\U000f0000"
    thing = before.kind == "名詞" or _ends_noun(before)
    if masked or not thing or before.surface in _NOT_OBJECTS:
        return False
    if part.lemma in {"できる", "出来る"} and before.part.sort == "サ変可能":
        return False  # 説明できる is one verb
    if before.part.sort in {"副詞可能", "助数詞可能", "数詞", "サ変形状詞可能", "形状詞可能"}:
        return False
    head = reading.tail.last
    near = head.start - part.start
    if part.lemma == "ない" and before.surface not in _SET_WITH_NAI:
        return part.form.startswith(("終止形", "連体形", "仮定形")) and not _marked(parts, index)
    if part.lemma in {"いい", "良い", "よい", "よろしい"} and reading.tail.asks:
        return False  # 一言いいですか
    if part.kind == "形容詞" and not (part is head or near <= _NEAR_HEAD):
        return False
    return not _marked(parts, index)


def _ends_noun(part: Morpheme) -> bool:
    """Tell whether a suffix ends a noun: 議事録, お客さん."""
    return part.kind == "接尾辞" and not part.part.conjugation and part.part.sort in _SUFFIXES


_SUFFIXES = frozenset({"名詞的", "一般"})


def _marked(parts: tuple[Morpheme, ...], index: int) -> bool:
    return any(p.surface in {"が", "は", "を", "も"} for p in parts[:index])
