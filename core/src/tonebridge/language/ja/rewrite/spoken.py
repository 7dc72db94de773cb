"""Write out turns of speech: interjections, loose quotations, nouns made of clauses."""

from tonebridge.language.ja.acts import Reading
from tonebridge.language.ja.lexicons import verb_knowledge, words
from tonebridge.language.ja.morphology import Morpheme
from tonebridge.language.ja.rewrite.particles import object_or_goal
from tonebridge.language.ja.rewrite.written_out import Change
from tonebridge.language.ja.verbs import Verb, verb, verb_of

_PAUSES = frozenset({"、", "，", " ", "　", "…", "ー", "〜", "～", "..."})
_GREETINGS = frozenset(
    [
        *(
            "はい",
            "いいえ",
            "いえ",
            "ええ",
            "うん",
            "ありがとう",
            "おはよう",
            "こんにちは",
            "こんばんは",
        ),
        *(
            "お疲れ",
            "おつかれ",
            "すみません",
            "すいません",
            "ごめん",
            "もしもし",
            "どうも",
            "おめでとう",
        ),
        *(
            "よろしく",
            "どうぞ",
            "さようなら",
            "お疲れさま",
            "お疲れ様",
            "ごめんなさい",
            "承知",
            "了解",
        ),
    ]
)
_FILLERS = frozenset(
    ["ちょっと", "まったく", "全く", "ほんと", "ほんとに", "まじ", "マジ", "さて", "だから", "で"]
)
_CALLS = frozenset(
    ["おい", "ほら", "こら", "おーい", "おいおい", "ほらほら", "やい", "ねえ", "なあ"]
)
_SCOLDED = frozenset(["バカ", "馬鹿", "ばか", "アホ", "あほ", "間抜け", "無能", "クズ", "ボケ"])
_NOMINAL = frozenset({"名詞", "代名詞", "接尾辞"})
_TELLING = frozenset(
    {
        "指示",
        "説明",
        "連絡",
        "報告",
        "指摘",
        "注意",
        "お願い",
        "約束",
        "回答",
        "依頼",
        "通知",
        "警告",
    }
)
_TOLD_OF = frozenset({"名詞", "代名詞", "接尾辞", "動詞", "形容詞", "形状詞", "副詞"})
_SAID_TO_BE = frozenset(
    {"決まり", "約束", "ルール", "話", "規則", "方針", "条件", "契約", "前提", "噂", "声"}
)
_PREDICATES = frozenset({"動詞", "助動詞", "形容詞"})
_AFTER_CLAUSE = frozenset({"名詞", "代名詞", "形容詞", "形状詞", "副詞"})
_FELLOWS = frozenset({"やつ", "奴", "ヤツ"})
_OF_PERSONS = frozenset({"いる", "おる", "多い", "いない"})
_OURS_BEFORE = frozenset({"の", "に", "は", "が", "で", "も", "を", "から", "と"})
_NOT_QUOTED = frozenset({"知る", "できる", "ある", "いる"})
_QUESTIONS = frozenset({"どう", "どういう", "何", "なに", "なん", "いつ", "誰", "どこ"})


def interjections(reading: Reading) -> list[Change]:
    """Leave out え、 and ああもう、 at the head, or a って that quotes the sentence before."""
    parts, offset = reading.sentence.morphemes, reading.sentence.start
    at = 0
    while at < len(parts):
        after = at
        while after < len(parts) and (
            _interjects(parts[after]) or (after > at and parts[after].surface in {"もう", "はい"})
        ):
            after += 1
        if len(parts) > at + 1 and parts[at].surface == parts[at + 1].surface == "はい":
            after = max(after, at + 2)
        if after > at and parts[after - 1].surface in _CALLS:
            at = after if after < len(parts) else at
        words_end = after
        while after < len(parts) and parts[after].surface in _PAUSES:
            after += 1
        if words_end in {at, after} or after == len(parts):
            break
        at = after
    if not at and len(parts) > 1 and parts[0].surface == "って":
        at = 1
    return [(0, parts[at].start - offset, "", "ja_plain")] if at else []


def only_interjects(reading: Reading) -> bool:
    """Tell whether a sentence is a cry and no more: え？, はあ."""
    parts = reading.sentence.morphemes
    return bool(parts) and all(
        _interjects(part) or part.surface in _PAUSES or part.kind == "補助記号" for part in parts
    )


def _interjects(part: Morpheme) -> bool:
    cries = part.kind == "感動詞" and not part.surface.startswith(tuple(_GREETINGS))
    return cries or part.surface in _FILLERS


def spoken(reading: Reading) -> list[Change]:
    """Return how a sentence is written whose clauses are joined as in speech."""
    found: list[Change] = []
    parts, offset = reading.sentence.morphemes, reading.sentence.start
    hunts = not words("ja_blame", "who").isdisjoint(reading.sentence.surfaces)
    rough, rude = verb_knowledge()["rough"], words("ja_wording", "person", "rude")
    for index, part in enumerate(parts):
        if index and part.surface in _SCOLDED and _is_of_clause(parts[index - 1]):
            found.append((part.start - offset, part.end - offset, "方", "ja_insult"))
        elif part.surface in _FELLOWS and part.kind in _NOMINAL and index and not hunts:
            fellow = _fellow(parts, index)
            found.append((part.start - offset, part.end - offset, fellow, "ja_plain"))
        elif part.kind == "動詞" and part.lemma in rough:
            found += _smoothed(parts, index, offset)
        elif part.lemma == "やがる" and part.kind == "助動詞" and index:
            found += _without_contempt(parts, index, offset)
        elif part.kind == "代名詞" and part.surface in rude:
            found += _authored(parts, index, offset)
        elif index + 1 < len(parts):
            found += _linked(parts, index, offset)
    return found


def _is_of_clause(before: Morpheme) -> bool:
    """Tell whether a clause stands before a noun: 上げた馬鹿."""
    return before.kind in {"動詞", "助動詞"} and before.form.startswith(("連体形", "終止形"))


def _linked(parts: tuple[Morpheme, ...], index: int, offset: int) -> list[Change]:
    """Return how a loose link to what follows is written: って, なんか, の, うち."""
    part = parts[index]
    start, end = part.start - offset, part.end - offset
    if part.surface == "って" and index:
        mark = _quoting(parts, index)
        return [(start, end, mark, "ja_plain")] if mark else []
    if part.surface in {"なんか", "なんて"} and index and _slights(parts, index):
        return [(start, end, _case_of(parts[index + 1]), "ja_blunt")]
    if part.surface == "の" and _makes_a_noun(parts, index):
        after = parts[index + 1]
        mark = object_or_goal(after) if after.kind == "動詞" else "は"
        return [(end, end, mark, "ja_plain")]
    if part.surface in {"うち", "ウチ"} and _is_ours(parts, index):
        return [(start, end, "こちら", "ja_plain")]
    return []


def _authored(parts: tuple[Morpheme, ...], index: int, offset: int) -> list[Change]:
    """お前の書いた手順書 is 書いていただいた手順書."""
    span = parts[index + 1 : index + 5]
    if len(span) < _RELATIVE or span[0].surface not in {"の", "が"}:
        return []
    at = 2 if span[1].part.sort == "サ変可能" else 1
    done, past = span[at], span[at + 1] if at + 1 < len(span) else None
    made = verb_of(done)
    if made is None or past is None or past.lemma not in {"た", "だ"}:
        return []
    named = span[1].surface if at > 1 else done.lemma
    thing = parts[index + at + 3] if index + at + 3 < len(parts) else None
    if named not in words("ja_verbs", "delivered", "verbs") or thing is None:
        return []
    if thing.kind not in _NOMINAL:
        return []
    before = (parts[index].start - offset, span[0].end - offset, "", "ja_person")
    after = made.te + "いただいた"
    return [before, (made.start - offset, past.end - offset, after, "ja_plain")]


_RELATIVE = 3


def _quoting(parts: tuple[Morpheme, ...], index: int) -> str:  # noqa: C901, PLR0911 - one return a form
    """Say 帰れって貼り紙 with と, 遅延って、 with とのことですが, これってバグ with は."""
    before, after = parts[index - 1], parts[index + 1]
    if before.surface == "から":
        return "といって"
    if before.surface == "だ" and index > 1 and parts[index - 2].kind == "代名詞":
        return ""  # 誰だって
    if after.surface in {"、", "，"}:
        if index + 2 < len(parts) and parts[index + 2].surface in _QUESTIONS:
            return "とは" if before.kind in _NOMINAL else "とのことですが"
        return "とのことですが" if index > 1 and index + 2 < len(parts) else ""
    told = before.kind in _PREDICATES or before.kind == "終助詞"
    counted = index + 2 < len(parts) and (
        parts[index + 2].part.sort == "助数詞可能" or parts[index + 2].surface in {"べん", "遍"}
    )
    if counted:
        return "と"
    if after.surface in _QUESTIONS:
        return "とのことですが、" if told else "は"
    if after.surface in _TELLING:
        return "と"
    if after.kind == "動詞" and after.lemma not in _NOT_QUOTED:
        return "と"
    if _is_said_after(parts, index):
        return "と"
    if after.surface in _SAID_TO_BE or after.surface in {"もの", "もん"}:
        return "という"
    if told:
        return "と" if after.part.sort == "サ変可能" else ""
    return "は" if before.kind in _NOMINAL and after.kind in _TOLD_OF else ""


_SAYING = frozenset({"言う", "いう", "伝える", "聞く", "書く", "頼む", "お願い", "説明"})
_MANY = 5
"""How many morphemes may stand between って and the verb of saying."""


def _is_said_after(parts: tuple[Morpheme, ...], index: int) -> bool:
    """Tell whether 監査って前から言ってる quotes."""
    for part in parts[index + 1 : index + 1 + _MANY]:
        if part.lemma in _SAYING:
            return part is not parts[index + 1]
        if part.surface in {"が", "を", "は", "、"}:
            return False
    return False


_SLIGHTED = frozenset({"動詞", "名詞", "形容詞", "副詞", "補助記号"})


def _slights(parts: tuple[Morpheme, ...], index: int) -> bool:
    """Tell whether 英語版なんか作れる speaks of a thing slightingly."""
    before, after = parts[index - 1], parts[index + 1]
    return before.kind in _NOMINAL and after.kind in _SLIGHTED


def _case_of(after: Morpheme) -> str:
    takes = after.kind == "動詞" and (
        after.lemma in words("ja_verbs", "transitive", "verbs")
        or after.part.conjugation == "五段-サ行"
    )
    return "を" if takes else "は"


def _makes_a_noun(parts: tuple[Morpheme, ...], index: int) -> bool:
    """Tell whether の turns a clause into a noun that lacks its particle: 送るの忘れてた."""
    if not index:
        return False
    before, after = parts[index - 1], parts[index + 1]
    if before.kind not in {"動詞", "助動詞"} or not before.form.startswith(("連体形", "終止形")):
        return False
    if after.surface in {"方", "ほう", "際", "かな", "かしら"} or after.lemma == "だ":
        return False
    if after.kind == "動詞":
        transitive = after.lemma in words("ja_verbs", "transitive", "verbs")
        return transitive or object_or_goal(after) == "に"
    copula = before.lemma == "だ" and before.part.conjugation != "助動詞-タ"
    return after.kind in _AFTER_CLAUSE and not copula


def _fellow(parts: tuple[Morpheme, ...], index: int) -> str:
    """Say 方 of a person and もの of a thing: 出さない奴は, 古いやつ."""
    later = {part.lemma for part in parts[index + 1 : index + 4]}
    before, after = parts[index - 1], parts[index + 1] if index + 1 < len(parts) else None
    acts = before.kind in {"動詞", "助動詞"} and after is not None and after.surface in _ROLES
    return "方" if later & _OF_PERSONS or acts else "もの"


def _smoothed(parts: tuple[Morpheme, ...], index: int, offset: int) -> list[Change]:
    """よこして is 渡して; a form that is not known stays."""
    part = parts[index]
    lemma, conjugation = verb_knowledge()["rough"][part.lemma]
    if part.lemma in {"よこす", "寄越す"} and any(
        before.part.sort == "サ変可能" for before in parts[max(0, index - 2) : index]
    ):
        lemma, conjugation = "する", "サ行変格"  # 連絡くらいよこせ
    new = verb(part.start, "", lemma, conjugation)
    if new is None:
        return []
    made = _in_form(new, part, parts[index + 1] if index + 1 < len(parts) else None)
    return [(part.start - offset, part.end - offset, made, "ja_blunt")] if made else []


def _in_form(new: Verb, old: Morpheme, after: Morpheme | None) -> str:  # noqa: PLR0911 - one return a form
    form = old.form
    if form.startswith(("終止形", "連体形")):
        return new.plain
    if form.startswith("未然形"):
        return new.nai if after is None or after.lemma not in {"れる", "せる"} else ""
    if form.startswith("命令形"):
        return new.commanded
    if form.startswith("連用形"):
        if after is not None and after.surface in {"て", "で"}:
            return new.te[:-1] if new.te[-1] == after.surface else ""
        if after is not None and after.surface in {"た", "だ"}:
            return new.ta[:-1] if new.ta[-1] == after.surface else ""
        spoken = after is not None and after.kind == "助動詞" and after.lemma in _AFTER_TE
        return new.te[:-1] if spoken else new.masu
    return ""


_ROLES = frozenset({"は", "が", "も", "に", "と", "から"})
_AFTER_TE = frozenset({"てる", "とく", "ちゃう", "とる", "ちまう"})


def _is_ours(parts: tuple[Morpheme, ...], index: int) -> bool:
    """Tell うちの仕事 from 早いうちに."""
    before = parts[index - 1] if index else None
    if before is not None and before.surface not in {"、", "，", "は", "って"}:
        return False
    return parts[index + 1].surface in _OURS_BEFORE


def _without_contempt(parts: tuple[Morpheme, ...], index: int, offset: int) -> list[Change]:
    """変えやがった is 変えた."""
    plain, part = verb_of(parts[index - 1]), parts[index]
    if plain is None:
        return []
    after = parts[index + 1] if index + 1 < len(parts) else None
    if after is not None and after.surface == "て" and index + 2 == len(parts):
        return []  # 壊しやがって。 is told as what is seen
    start, end = plain.start - offset, part.end - offset
    if after is not None and after.surface in {"た", "て"}:
        new = plain.ta if after.surface == "た" else plain.te
        return [(start, after.end - offset, new, "ja_insult")]
    if part.form.startswith(("終止形", "連体形")):
        return [(start, end, plain.plain, "ja_insult")]
    return []
