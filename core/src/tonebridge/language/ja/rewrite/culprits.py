"""Rewrite the hunt for a culprit as a question of how it came about."""

from tonebridge.language.ja.acts import Reading
from tonebridge.language.ja.lexicons import words
from tonebridge.language.ja.rewrite.change import Case, Rewrite, Rewrites
from tonebridge.language.ja.rewrite.plain import attributive

_ONES = frozenset(
    [
        "の",
        "ん",
        "バカ",
        "馬鹿",
        "ばか",
        "アホ",
        "やつ",
        "奴",
        "人",
        "犯人",
        "者",
        "方",
        "もの",
        "無能",
        "担当",
    ]
)
_ASKED = ("ja_blame", "ja_to_course")


def culprit(case: Case) -> Rewrites:
    """設定を消したの誰だよ, 誰だよ設定を消したの, 誰が設定を消したんだ."""
    place = _place(case.reading)
    if place is None:
        return None
    tail = case.reading.tail
    if place and place >= tail.core - 1:
        return _at_the_end(case, place)
    after = tail.parts[place + 1] if place + 1 < len(tail.parts) else None
    one = tail.last.surface in {"やつ", "奴", "ヤツ", "人", "の", "者"}
    asked = after is not None and after.lemma in {"だ", "です"}
    if place == 0 and asked and ("no" in tail.colours or one):
        return _turned_round(case)
    if tail.parts[place].surface in words("ja_blame", "you"):
        return None
    return _as_subject(case, place)


def singled_out(case: Case) -> Rewrites:
    """鍵返してないの、あなただけですよ: 鍵を返していないようですので、ご対応を…."""
    parts, at = case.reading.tail.parts, case.reading.tail.core
    if at > 0 and parts[at].lemma in {"だ", "です"}:
        at -= 1
    if at < 3 or parts[at].surface != "だけ":  # noqa: PLR2004 - verb, の, person, だけ
        return None
    if parts[at - 1].surface not in words("ja_blame", "you"):
        return None
    link = at - 2
    while link > 0 and parts[link].surface in {"、", "，", "は"}:
        link -= 1
    ending = attributive(parts, link - 1) if parts[link].surface in {"の", "ん"} else None
    if ending is None:
        return None
    after = f"{ending.text}ようですので、{case.style.handle}"
    return [case.to_the_end(ending.start, after, "ja_blame", "ja_to_appearance")]


def _place(reading: Reading) -> int | None:
    """Find 誰, or a person who closes the sentence: 消したのお前だろ."""
    parts, last, said = reading.tail.parts, reading.tail.last, reading.sentence.surfaces
    who, you = words("ja_blame", "who"), words("ja_blame", "you")
    if not who.isdisjoint(said):
        return next(i for i, part in enumerate(parts) if part.surface in who)
    if you.isdisjoint(said) or not (last.surface in you or last.surface in {"だ", "です"}):
        return None
    place = next((i for i, part in enumerate(parts) if i and part.surface in you), None)
    if place is not None and parts[place - 1].surface not in {"の", "は"}:
        return None
    return place


def _at_the_end(case: Case, place: int) -> Rewrites:
    parts = case.reading.tail.parts
    link = place - 1 if parts[place - 1].surface in {"は", "って"} else place
    if link < 2 or parts[link - 1].surface not in _ONES:  # noqa: PLR2004 - verb, の, 誰
        return None
    ending = attributive(parts, link - 2)
    if ending is None:
        return None
    return [case.to_the_end(ending.start, ending.text + case.style.course, *_ASKED)]


def _turned_round(case: Case) -> Rewrites:
    tail = case.reading.tail
    comma = next((part for part in tail.parts if part.surface in {"、", "，", "　", " "}), None)
    core = tail.core - (tail.last.surface in {"やつ", "奴", "ヤツ", "人", "の", "者"})
    ending = attributive(tail.parts, core)
    if comma is None or ending is None:
        return None
    return [
        Rewrite(tail.parts[0].start, comma.end, "", *_ASKED),
        case.to_the_end(ending.start, ending.text + case.style.course, *_ASKED),
    ]


def _as_subject(case: Case, place: int) -> Rewrites:
    tail = case.reading.tail
    parts = tail.parts
    past = tail.last.lemma in {"た", "だ"} and tail.last.part.conjugation == "助動詞-タ"
    asked = tail.asks or bool(tail.colours & {"nda", "no", "yo"})
    ending = attributive(parts, tail.core)
    end = _end_of_subject(case.reading, place)
    if end is None or not past or not asked or ending is None:
        return None
    lead = parts[place - 1] if place else None
    lacks_object = (
        lead is not None
        and lead.kind in {"名詞", "代名詞"}
        and "を" not in case.reading.sentence.text
    )
    if lead is not None and lead.surface == "は" and "を" not in case.reading.sentence.text:
        return [
            Rewrite(lead.start, end, "を", *_ASKED),
            case.to_the_end(ending.start, ending.text + case.style.course, *_ASKED),
        ]
    return [
        Rewrite(parts[place].start, end, "を" if lacks_object else "", *_ASKED),
        case.to_the_end(ending.start, ending.text + case.style.course, *_ASKED),
    ]


def _end_of_subject(reading: Reading, place: int) -> int | None:
    """Return where 誰が, 誰の許可で, 誰に断って ends."""
    parts = reading.tail.parts
    if place + 1 >= len(parts):
        return None
    if parts[place + 1].surface == "が":
        return parts[place + 1].end
    leave = words("ja_blame", "leave")
    found = next((p for p in parts[place + 1 : place + 6] if p.surface in leave), None)
    if found is None:
        return None
    return next(
        (p.end for p in parts if p.start >= found.end and p.surface in {"で", "て"}), found.end
    )
