"""Rewrite how a sentence ends, by what it does."""

from collections.abc import Callable
from typing import NamedTuple

from tonebridge.language.ja.acts import ASKING_WORDS, Act, Reading, doing, read, why_at
from tonebridge.language.ja.lexicons import judgements, verb_knowledge, words
from tonebridge.language.ja.morphology import Morpheme
from tonebridge.language.ja.polite import is_polite, polite
from tonebridge.language.ja.rewrite.plain import attributive, closing
from tonebridge.language.ja.rewrite.style import Style
from tonebridge.language.ja.sentences import Sentence
from tonebridge.language.ja.tail import Tail
from tonebridge.language.ja.verbs import Verb, verb

_OBVIOUS = (
    "普通は",
    "普通に",
    "普通",
    "当然",
    "当たり前に",
    "当たり前だけど",
    "常識的に",
    "常識として",
    "さすがに",
    "まさか",
)
_TELLING = {
    "言う": "お伝え",
    "伝える": "お伝え",
    "頼む": "お願い",
    "お願い": "お願い",
    "書く": "記載",
    "指摘": "ご指摘",
    "説明": "ご説明",
    "指示": "お願い",
    "連絡": "ご連絡",
}
_YOU = frozenset({"そちら", "あなた", "お前", "君"})
_LEAVES = frozenset({"許可", "断っ", "指示"})
_OUTRAGES = (
    "正気",
    "本気",
    "頭おかしい",
    "頭大丈夫",
    "ありえない",
    "あり得ない",
    "信じられない",
    "どうかしてる",
    "アホ",
    "バカ",
    "馬鹿",
    "何考えてる",
    "何考えてん",
    "非常識",
    "論外",
    "ありえん",
    "最悪",
    "最低",
    "終わってる",
    "どういうつもり",
    "おかしい",
    "ふざけてる",
    "なめてる",
    "舐めてる",
)
_INVOLUNTARY = frozenset(
    {"わかる", "分かる", "気づく", "気付く", "できる", "出来る", "なる", "知る", "思う", "ある", "いる", "終わる", "動く", "違う"}
)
_QUOTES = frozenset({"って", "と", "ように", "よう"})
_SCOLDING = frozenset({"何回", "何度", "何遍", "何"})
_WHATS = (
    "なんだよ",
    "何だよ",
    "なんだ",
    "何だ",
    "なんなの",
    "何なの",
    "なんなんだ",
    "何なんだ",
    "なんですか",
    "何ですか",
    "なんなんですか",
    "なに",
    "何",
)
_WHO = frozenset({"誰", "だれ", "どいつ", "どなた"})


class Rewrite(NamedTuple):
    """What to write over `text[start:end]` of the whole message."""

    start: int
    end: int
    after: str
    reason: str
    strategy: str
    question: bool = False


def rewrite_ending(reading: Reading, style: Style, nth: int) -> list[Rewrite]:
    """Return how the sentence should end instead; empty where it may stay.

    `nth` counts the requests before it in the message.
    """
    if reading.tail.core < 0:
        return []
    for attempt in _ATTEMPTS:
        made = attempt(reading, style, nth)
        if made is not None:
            return made
    return []


def _request(reading: Reading, style: Style, nth: int) -> list[Rewrite] | None:
    if reading.act is not Act.REQUEST:
        return None
    tail = reading.tail
    if reading.already and not style.lifts:
        return []
    if reading.noun is not None:
        return [_ordered_noun(reading, style, nth)]
    if reading.verb is None:
        return []
    start = reading.verb.start
    joined = any(part.end == start and part.surface in {"て", "で"} for part in tail.parts)
    asked = style.request(reading.verb, nth, joined=joined)
    return [Rewrite(start, tail.end, asked, "ja_imperative", "request", asked.endswith("か"))]


def _ordered_noun(reading: Reading, style: Style, nth: int) -> Rewrite:
    tail, noun = reading.tail, reading.noun
    if noun is None:  # pragma: no cover - the caller looked
        raise AssertionError
    index = tail.parts.index(noun)
    before = tail.parts[index - 1] if index else None
    start = noun.start
    linked = before is not None and before.surface in {"を", "に", "まで", "で", "へ", "から"}
    if linked and before is not None and tail.last is noun:
        start = before.start if before.surface == "を" else noun.start
        text = style.request(doing(noun), nth)
        lead = ("を" if before.surface == "を" else "") + noun.surface
        return Rewrite(start, tail.end, lead + text, "ja_order", "request", text.endswith("か"))
    if tail.last.surface in {"こと", "事"} or any(p.surface == "を" for p in tail.parts[:index]):
        text = style.request(doing(noun), nth)
        return Rewrite(noun.end, tail.end, text, "ja_order", "request", text.endswith("か"))
    text = style.request_noun(noun.surface, nth)
    if before is not None and before.surface in {"要", "即"}:
        start = before.start
    return Rewrite(start, tail.end, text, "ja_order", "request", text.endswith("か"))


def _ban(reading: Reading, style: Style, nth: int) -> list[Rewrite] | None:
    del nth
    if reading.act is not Act.BAN or reading.verb is None:
        return None
    if reading.already and not style.lifts:
        return []
    return [
        Rewrite(reading.verb.start, reading.tail.end, style.ban(reading.verb), "ja_ban", "ban")
    ]


def _refusal(reading: Reading, style: Style, nth: int) -> list[Rewrite] | None:
    del nth
    if reading.act is not Act.REFUSAL:
        return None
    tail, able = reading.tail, reading.verb
    if able is None:
        return _verdict_of_refusal(tail, style, polite=reading.polite)
    decided = able.lemma == "する" or able.lemma in words("ja_verbs", "refusal", "decisions")
    if decided:
        text = able.forms.potential[:-1] + "ません"
        if style.strong:
            text = "いたしかねます" if able.lemma == "する" else able.masu + "かねます"
        return [Rewrite(able.start, tail.end, text, "ja_refusal", "refusal")]
    if not style.strong:
        return [] if reading.polite else _plainly(reading)
    if able.lemma in {"できる", "出来る"}:
        index = next(i for i, part in enumerate(tail.parts) if part.start == able.start)
        linked = index and tail.parts[index - 1].surface in {"は", "も", "を"}
        text = "いたしかねます"
        start = tail.parts[index - 1].start if linked else able.start
        return [Rewrite(start, tail.end, text, "ja_refusal", "refusal")]
    base = _base(able)
    if base is None:
        return _plainly(reading)
    return [Rewrite(able.start, tail.end, base.masu + "かねます", "ja_refusal", "refusal")]


def _verdict_of_refusal(tail: Tail, style: Style, *, polite: bool) -> list[Rewrite]:
    index = tail.core - (1 if tail.last.lemma in {"だ", "です"} else 0)
    verdict = tail.parts[index]
    hard = {"無理", "ダメ", "だめ", "駄目"}
    if verdict.surface in hard:
        text = "難しいです" if style.light else "難しい状況です"
    else:
        text = "お受けいたしかねます" if style.strong else "お受けできません"
    if polite and style.light and verdict.surface in hard:
        return []
    return [Rewrite(verdict.start, tail.end, text, "ja_refusal", "refusal")]


def _base(able: Verb) -> Verb | None:
    """Return the verb behind one of ability: 渡せる is 渡す, 認められる is 認める."""
    rows = dict(zip("えけげせてねべめれ", "うくぐすつぬぶむる", strict=True))
    if able.lemma in {"られる", "れる"}:
        return Verb(able.start, "", "", "", able.forms._replace(masu=""))
    if len(able.lemma) > 1 and able.lemma[-2] in rows:
        end = rows[able.lemma[-2]]
        kana = {"う": "ワア", "く": "カ", "ぐ": "ガ", "す": "サ", "つ": "タ", "ぬ": "ナ"}
        row = kana.get(end) or {"ぶ": "バ", "む": "マ", "る": "ラ"}[end]
        return verb(able.start, "", able.lemma[:-2] + end, f"五段-{row}行")
    return None


def _why(reading: Reading, style: Style, nth: int) -> list[Rewrite] | None:
    """なんで動かないの is 動かない理由を教えてください."""
    del nth
    if reading.act is not Act.WHY:
        return None
    tail = reading.tail
    found = why_at(tail.parts)
    ending = attributive(tail.parts, tail.core)
    if found is None or ending is None:
        return None
    start, end = found
    following = next((p for p in tail.parts if p.start == end), None)
    if following is not None and following.surface in {"、", "は"}:
        end = following.end
    asked = style.why
    return [
        Rewrite(start, end, "", "ja_question", "ask_reason"),
        Rewrite(
            ending.start,
            tail.end,
            ending.text + asked,
            "ja_question",
            "ask_reason",
            asked.endswith("か"),
        ),
    ]


def _who(reading: Reading, style: Style, nth: int) -> list[Rewrite] | None:
    """設定を消したの誰だよ, 誰が設定を消したんだ: ask how it came about."""
    del nth
    tail = reading.tail
    parts = tail.parts
    place = next((i for i, part in enumerate(parts) if part.surface in _WHO), None)
    if place is None and tail.last.surface in _YOU | {"だ", "です"}:
        place = next((i for i, part in enumerate(parts) if i and part.surface in _YOU), None)
        if place is not None and parts[place - 1].surface not in {"の", "は"}:
            place = None
    if place is None:
        return None
    pointed = "か" if style.course.endswith("か") else ""
    if place >= tail.core - 1 and place:
        link = place - 1 if parts[place - 1].surface in {"は", "って"} else place
        if link and parts[link - 1].surface in {"の", "ん"} and link >= 2:  # noqa: PLR2004
            ending = attributive(parts, link - 2)
            if ending is not None:
                return [
                    Rewrite(
                        ending.start,
                        tail.end,
                        ending.text + style.course,
                        "ja_blame",
                        "ask_course",
                        bool(pointed),
                    )
                ]
        return None
    after = parts[place + 1] if place + 1 < len(parts) else None
    if place == 0 and after is not None and after.lemma == "だ" and "no" in tail.colours:
        return _turned_round(tail, style)
    past = tail.last.lemma in {"た", "だ"} and tail.last.part.conjugation == "助動詞-タ"
    asked = tail.asks or bool(tail.colours & {"nda", "no", "yo"})
    ending = attributive(parts, tail.core)
    if after is None or not past or not asked or ending is None or parts[place].surface in _YOU:
        return None
    end = after.end
    if after.surface != "が":
        leave = next((p for p in parts[place + 1 : place + 6] if p.surface in _LEAVES), None)
        if leave is None:
            return None
        end = leave.end
        if leave.surface == "許可":
            end = next((p.end for p in parts if p.start >= end and p.surface in {"で", "て"}), end)
    lead = parts[place - 1] if place else None
    bare = (
        lead is not None and lead.kind in {"名詞", "代名詞"} and "を" not in reading.sentence.text
    )
    return [
        Rewrite(parts[place].start, end, "を" if bare else "", "ja_blame", "ask_course"),
        Rewrite(
            ending.start,
            tail.end,
            ending.text + style.course,
            "ja_blame",
            "ask_course",
            bool(pointed),
        ),
    ]


def _what(reading: Reading, style: Style, nth: int) -> list[Rewrite] | None:
    """なんだよこの仕様, この仕様は何なんだ: ask about it."""
    del nth
    text, start = reading.sentence.text, reading.sentence.start
    about = "について" + style.situation
    opening = next((word for word in _WHATS if text.startswith(word)), None)
    if opening is not None and reading.tail.last.kind in {"名詞", "代名詞"}:
        head = start + len(opening) + (text[len(opening) : len(opening) + 1] in {"、", " ", "　"})
        end = reading.tail.end
        return [
            Rewrite(start, head, "", "ja_question", "ask"),
            Rewrite(reading.tail.last.end, end, about, "ja_question", "ask", about.endswith("か")),
        ]
    return None


def _told(reading: Reading, style: Style, nth: int) -> list[Rewrite] | None:
    """金曜までにって言ったよね, 直せって言ったのに: it was said, without the reproach."""
    del nth
    tail = reading.tail
    scolds = any(part.surface in _SCOLDING for part in tail.parts)
    if not scolds and not tail.colours & {"yo", "ne", "jan", "noni", "daro", "kedo", "nda", "na"}:
        return None
    parts, core = tail.parts, tail.core
    if scolds:
        core = next(
            (
                i
                for i, part in enumerate(parts)
                if i and part.lemma in _TELLING and part.kind == "動詞"
            ),
            core,
        )
    while core > 0 and parts[core].lemma in {
        "た",
        "ます",
        "です",
        "てる",
        "はず",
        "だ",
        "いる",
        "て",
    }:
        core -= 1
    telling = parts[core].lemma
    at = core
    if telling == "する" and core:
        at = core - 1
        telling = parts[at].surface
        if telling == "願い":
            telling, at = "お願い", at - 1
    if telling not in _TELLING or at < 1:
        return None
    link = at - 1
    while link > at - 6 and link > 0 and parts[link].surface not in _QUOTES:
        link -= 1
    if parts[link].surface not in _QUOTES:
        return None
    said = f"{_TELLING[telling]}していたかと思います"
    if style.light:
        said = f"{_TELLING[telling]}しました"
    quoted = (
        _quoted(reading, link, light=style.light)
        if parts[link].surface in {"って", "と"}
        else None
    )
    opened = _without_opening(reading, ("だから", "だからさ", "だからさあ"))
    if quoted is not None:
        return [
            *opened,
            Rewrite(quoted.start, tail.end, quoted.after + said, "ja_blame", "report_told"),
        ]
    link_text = "と" if parts[link].surface == "って" else parts[link].surface
    return [
        *opened,
        Rewrite(parts[link].start, tail.end, link_text + said, "ja_blame", "report_told"),
    ]


def _without_opening(reading: Reading, openings: tuple[str, ...]) -> list[Rewrite]:
    """Leave out a word that opens the sentence, with the comma after it."""
    text, start = reading.sentence.text, reading.sentence.start
    for opening in openings:
        if text.startswith(opening):
            comma = text[len(opening) : len(opening) + 1] in {"、", "，"}
            return [Rewrite(start, start + len(opening) + comma, "", "ja_blame", "leave_out")]
    return []


def _quoted(reading: Reading, link: int, *, light: bool) -> Rewrite | None:
    """Write what was demanded: 直せって is 直すよう, 触るなって is 触らないよう."""
    parts = reading.tail.parts[:link]
    whole = reading.sentence
    if not parts:
        return None
    inner = Sentence(
        whole.start,
        parts[-1].end,
        parts[-1].end,
        whole.text[: parts[-1].end - whole.start],
        "",
        parts,
    )
    asked = read(inner)
    if asked.verb is None or asked.act not in {Act.REQUEST, Act.BAN}:
        return None
    wanted = asked.verb.nai + "ない"
    if asked.act is Act.REQUEST:
        wanted = asked.verb.plain if light else asked.verb.te + "いただく"
    return Rewrite(asked.verb.start, parts[-1].end, wanted + "よう", "ja_blame", "report_told")


def presumes(reading: Reading) -> bool:
    """Tell whether a sentence calls something a matter of course: 普通は見ますよね."""
    return any(cue in reading.sentence.text for cue in _OBVIOUS) and bool(
        reading.tail.colours & {"ne", "daro"}
    )


def _obvious(reading: Reading, style: Style, nth: int) -> list[Rewrite] | None:
    """普通はテスト書きますよね: ask for it instead of calling it a matter of course."""
    tail = reading.tail
    if not tail.colours & {"ne", "daro"} and not (tail.asks and "yo" in tail.colours):
        return None
    text, start = reading.sentence.text, reading.sentence.start
    cue = next((cue for cue in _OBVIOUS if cue in text), None)
    if cue is None:
        return None
    at = start + text.index(cue)
    end = at + len(cue)
    if text[end - start : end - start + 1] in {"、", "は"}:
        end += 1
    index = tail.core
    negated = tail.last.surface in {"ない", "ん"}
    while index > 0 and tail.parts[index].lemma in {"ます", "た", "ぬ", "ない", "です"}:
        index -= 1
    target = closing(tail.parts[index])
    if target is None or tail.last.lemma in {"だ", "です"}:
        return None
    if negated or target.lemma in _INVOLUNTARY:
        ending = attributive(tail.parts, tail.core)
        if ending is None:
            return None
        after = ending.text + "かと思います"
        return [
            Rewrite(at, end, "", "ja_obvious", "appearance"),
            Rewrite(ending.start, tail.end, after, "ja_obvious", "appearance"),
        ]
    asked = style.request(target, nth)
    return [
        Rewrite(at, end, "", "ja_obvious", "request"),
        Rewrite(target.start, tail.end, asked, "ja_obvious", "request", asked.endswith("か")),
    ]


def _turned_round(tail: Tail, style: Style) -> list[Rewrite] | None:
    """誰だよ、設定を消したの: the same question as 設定を消したの誰だよ."""
    comma = next((part for part in tail.parts if part.surface in {"、", "，", "　", " "}), None)
    ending = attributive(tail.parts, tail.core)
    if comma is None or ending is None:
        return None
    after = ending.text + style.course
    return [
        Rewrite(tail.parts[0].start, comma.end, "", "ja_blame", "ask_course"),
        Rewrite(ending.start, tail.end, after, "ja_blame", "ask_course", after.endswith("か")),
    ]


def _written(reading: Reading, style: Style, nth: int) -> list[Rewrite] | None:
    """書いてありますよね, 読んでませんよね: ask to look, in place of the rebuke."""
    del nth
    tail = reading.tail
    if not reading.polite or not tail.colours >= {"yo", "ne"}:
        return None
    look = style.look
    if tail.last.surface == "ます" and tail.lemma(1) == "ある" and _te_before(tail, 2):
        after = f"ので、{look}"
        return [
            Rewrite(tail.last.end, tail.end, after, "ja_blame", "point_to", look.endswith("か"))
        ]
    denied = tail.last.lemma == "ぬ" and tail.lemma(1) == "ます"
    if denied and (tail.lemma(2) in {"てる", "でる", "いる"} or _te_before(tail, 2)):
        ending = attributive(tail.parts, tail.core)
        if ending is not None:
            after = f"{ending.text}ようですので、{look}"
            return [
                Rewrite(ending.start, tail.end, after, "ja_blame", "point_to", look.endswith("か"))
            ]
    return None


def _te_before(tail: Tail, steps: int) -> bool:
    found = tail.back(steps)
    return found is not None and found.surface in {"て", "で"}


def _outrage(reading: Reading, style: Style, nth: int) -> list[Rewrite] | None:
    """本番に入れるとか正気？: say that it is not wanted."""
    del nth, style
    tail = reading.tail
    text, start = reading.sentence.text, reading.sentence.start
    body = text.rstrip("。よねだなのかです？?")
    for link in ("とか", "なんて", "って", "のは", "とは"):
        for word in _OUTRAGES:
            if body.endswith(link + word) and len(body) > len(link + word):
                at = start + len(body) - len(link + word)
                after = "のは望ましくないと考えています"
                before = next((p for p in tail.parts if p.end == at), None)
                if before is not None and before.kind in {"動詞", "助動詞", "形容詞"}:
                    return [Rewrite(at, tail.end, after, "ja_verdict", "finding")]
    return None


def _verdict(reading: Reading, style: Style, nth: int) -> list[Rewrite] | None:
    """このコードはゴミだ: what to do better, not what it is."""
    del nth, style
    tail = reading.tail
    if tail.asks and "jan" not in tail.colours:
        return None
    index = tail.core
    while index > 0 and tail.parts[index].lemma in {
        "だ",
        "です",
        "すぎる",
        "すぎ",
        "過ぎる",
        "みたい",
        "た",
        "ある",
        "ん",
        "よう",
    }:
        index -= 1
    head = tail.parts[index]
    entry = judgements().get(head.lemma) or judgements().get(head.surface)
    start = head.start
    if entry is None and index:
        both = tail.parts[index - 1].surface + head.surface
        entry, start = judgements().get(both), tail.parts[index - 1].start
    if entry is None and head.lemma in {"ない", "なる"} and index > 1:
        both = "".join(part.surface for part in tail.parts[max(0, index - 2) : index + 1])
        entry, start = judgements().get(both), tail.parts[max(0, index - 2)].start
    if entry is None or index + 2 < tail.core - 1:
        return None
    if entry.about and not any(word in reading.sentence.text for word in entry.about):
        return None
    made = [Rewrite(start, tail.end, entry.predicate, "ja_verdict", "finding")]
    subject = _subject(tail.parts, start)
    before = next((part for part in tail.parts if part.end == start), None)
    if subject is None and before is not None and before.surface == "、":
        made.insert(0, Rewrite(before.start, before.end, "には", "ja_verdict", "finding"))
    elif subject is None and before is not None and before.kind in {"名詞", "代名詞"}:
        link = "には" if entry.predicate.startswith(("改善", "見直し")) else "は"
        made[-1] = made[-1]._replace(after=link + entry.predicate)
    if subject is not None and entry.predicate.startswith(("改善", "見直し", "意図")):
        made.insert(
            0, Rewrite(subject.start, subject.end, entry.particle, "ja_verdict", "finding")
        )
    return made


def _subject(parts: tuple[Morpheme, ...], before: int) -> Morpheme | None:
    for part in reversed(parts):
        if part.end <= before and part.surface == "が" and part.part.sort == "格助詞":
            return part
    return None


def _claim(reading: Reading, style: Style, nth: int) -> list[Rewrite] | None:
    """無視してるじゃん, お前が消したんだろ, また壊してくれましたね: how it looks."""
    del nth
    tail = reading.tail
    parts = tail.parts
    sarcastic = _sarcastic(tail)
    if sarcastic is not None:
        return [*_without_opening(reading, ("さすが", "流石", "ほんと", "本当に")), *sarcastic]
    if tail.last.lemma == "て" and tail.lemma(1) == "やがる":
        return _happened(tail, tail.core - 2, "たようです")
    if "jan" in tail.colours or (
        "daro" in tail.colours and "nda" not in tail.colours and not tail.asks
    ):
        guess = "daro" in tail.colours
        if tail.last.surface in {"はず", "筈"}:
            return [Rewrite(tail.last.end, tail.end, "です", "ja_blame", "appearance")]
        if (made := _happened_past(tail)) is not None:
            return made
        ending = attributive(parts, tail.core) if not guess else _plain_guess(tail)
        if ending is None:
            return None
        after = "かと思います" if guess else "ようです"
        return [Rewrite(ending.start, tail.end, ending.text + after, "ja_blame", "appearance")]
    if "daro" in tail.colours and not any(p.surface in ASKING_WORDS for p in parts):
        made = _happened_past(tail)
        if made is not None:
            return made
        ending = attributive(parts, tail.core)
        if ending is not None:
            after = ending.text + "かと思います"
            return [Rewrite(ending.start, tail.end, after, "ja_blame", "appearance")]
    if tail.colours >= {"yo", "ne"} and (not reading.polite or _is_past(tail)):
        ending = attributive(parts, tail.core, nominal="")
        if ending is not None and not any(p.surface in ASKING_WORDS for p in parts):
            after = ending.text + "かと思います"
            return [Rewrite(ending.start, tail.end, after, "ja_blame", "appearance")]
    if "maybe" in tail.colours:
        ending = attributive(parts, tail.core, nominal="な")
        if ending is not None and not is_polite(parts, tail.core):
            after = ending.text + "のではないでしょうか"
            return [Rewrite(ending.start, tail.end, after, "ja_question", "ask", question=True)]
    del style
    return None


def _is_past(tail: Tail) -> bool:
    return tail.last.lemma == "た" and tail.lemma(1) == "ます"


def _plain_guess(tail: Tail):  # type: ignore[no-untyped-def]
    return attributive(tail.parts, tail.core, nominal="")


def _sarcastic(tail: Tail) -> list[Rewrite] | None:
    """〜てくれましたね, 〜てくれたな: thanks that are none."""
    if not tail.colours & {"ne", "na", "yo"} or tail.asks:
        return None
    core = tail.core
    steps = 0
    if tail.last.lemma in {"た", "だ"}:
        steps = 1
    if tail.lemma(steps) == "ます":
        steps += 1
    giver = tail.back(steps)
    te, target = tail.back(steps + 1), tail.back(steps + 2)
    if giver is None or te is None or target is None or steps == 0:
        return None
    if giver.lemma not in {"くれる", "くださる", "下さる"} or te.surface not in {"て", "で"}:
        return None
    known = verb_knowledge()["happened"]
    if target.lemma not in known:
        return None
    return _happened(tail, core - steps - 2, "たようです")


def _happened_past(tail: Tail) -> list[Rewrite] | None:
    if tail.last.lemma not in {"た", "だ"} or tail.core < 1:
        return None
    return _happened(tail, tail.core - 1, "たようです")


def _happened(tail: Tail, index: int, after: str) -> list[Rewrite] | None:
    """Write 本番を落とした as 本番が落ちた."""
    if index < 0:
        return None
    target = tail.parts[index]
    known = verb_knowledge()["happened"].get(target.lemma)
    own = closing(target)
    if known is None or not known[1]:
        if own is None or after != "たようです" or tail.last.lemma != "て":
            return None
        return [Rewrite(own.start, tail.end, own.ta + "ようです", "ja_blame", "appearance")]
    new = verb(target.start, "", known[0], known[1])
    if new is None:
        return None
    made = [
        Rewrite(target.start, tail.end, new.ta + after.removeprefix("た"), "ja_blame", "happened")
    ]
    before = tail.parts[index - 1] if index else None
    if before is not None and before.surface == "を":
        made.insert(0, Rewrite(before.start, before.end, "が", "ja_blame", "happened"))
    return made


def _question(reading: Reading, style: Style, nth: int) -> list[Rewrite] | None:
    del nth
    tail = reading.tail
    if reading.act is not Act.QUESTION:
        return None
    last = tail.last
    if reading.polite and not tail.colours & {"nda"}:
        return []
    made: list[Rewrite] = []
    if last.surface in {
        "何",
        "なに",
        "誰",
        "だれ",
        "どこ",
        "いつ",
        "どれ",
        "どっち",
        "いくら",
        "どう",
    }:
        before = tail.back(1)
        text = "どなた" if last.surface in _WHO else last.surface
        if last.surface == "どう":
            text = "いかが"
        if before is not None and before.kind in {"代名詞", "名詞"}:
            text = "は" + text
        return [
            Rewrite(last.start, tail.end, text + "でしょうか", "ja_question", "ask", question=True)
        ]
    if is_polite(tail.parts, tail.core):
        return []
    if last.kind == "副詞" and not last.part.conjugation:
        before = tail.back(1)
        lead = "は" if before is not None and before.kind in {"名詞", "代名詞"} else ""
        if before is not None and before.surface == "、":
            lead = ""
        text = lead + last.surface + ("ですか" if style.light else "でしょうか")
        return [Rewrite(last.start, tail.end, text, "ja_question", "ask", question=True)]
    if last.surface in {"ない", "ねえ"} and tail.lemma(1) == "だ":
        copula = tail.parts[tail.core - 1]
        return [
            Rewrite(
                copula.start, tail.end, "ではないでしょうか", "ja_question", "ask", question=True
            )
        ]
    if last.lemma in {"いい", "良い", "よい"} and last.kind == "形容詞":
        return [
            Rewrite(
                last.start, tail.end, "よろしいでしょうか", "ja_question", "ask", question=True
            )
        ]
    if tail.colours & {"nda", "no"}:
        plain = attributive(tail.parts, tail.core, nominal="な")
        if plain is not None:
            text = plain.text + ("のですか" if style.light else "のでしょうか")
            return [Rewrite(plain.start, tail.end, text, "ja_question", "ask", question=True)]
    ending = polite(tail.parts, tail.core)
    if ending is None:
        return None
    text = ending.text
    if text.endswith("ません"):
        plain = attributive(tail.parts, tail.core)
        if plain is None:
            return None
        start, text = plain.start, plain.text + "でしょうか"
        return [Rewrite(start, tail.end, text, "ja_question", "ask", question=True)]
    if text.endswith("です") and not text.endswith("なかったです"):
        text = text.removesuffix("です") + ("ですか" if style.light else "でしょうか")
    elif style.light:
        text += "か"
    else:
        text += "でしょうか"
    made.append(Rewrite(ending.start, tail.end, text, "ja_question", "ask", question=True))
    return made


def _plainly(reading: Reading) -> list[Rewrite]:
    ending = polite(reading.tail.parts, reading.tail.core)
    if ending is None:
        return []
    after = "ので" if "kara" in reading.tail.colours else ""
    return [Rewrite(ending.start, reading.tail.end, ending.text + after, "ja_plain", "polite")]


def _statement(reading: Reading, style: Style, nth: int) -> list[Rewrite] | None:
    del nth
    tail = reading.tail
    last = tail.last
    if reading.polite:
        if tail.colours & {"kedo", "noni", "zo", "jan"} and reading.sentence.stop.strip():
            return _cut_complaint(tail)
        return None
    bare = (
        last.kind in {"名詞", "形状詞", "代名詞", "助詞", "接尾辞"} and not last.part.conjugation
    )
    if bare and not (
        reading.sentence.stop[:1] in {"。", "！", "!", "、"} or last.kind == "形状詞"
    ):
        return None
    if last.surface == "も" and tail.lemma(1) == "か":
        return [Rewrite(tail.end, tail.end, "しれません", "ja_plain", "polite")]
    if tail.colours & {"tte"}:
        ending = attributive(tail.parts, tail.core, nominal="だ")
        if ending is not None and last.lemma != "です":
            return [
                Rewrite(ending.start, tail.end, ending.text + "とのことです", "ja_plain", "polite")
            ]
    return _plainly(reading) or None


def _cut_complaint(tail: Tail) -> list[Rewrite] | None:
    """〜んですけど。, 〜ましたけど。: leave the trailing reproach out."""
    if "nda" in tail.colours:
        ending = polite(tail.parts, tail.core)
        if ending is not None:
            return [Rewrite(ending.start, tail.end, ending.text, "ja_complaint", "polite")]
        return None
    return [Rewrite(tail.last.end, tail.end, "", "ja_complaint", "polite")]


Attempt = Callable[[Reading, Style, int], list[Rewrite] | None]
_ATTEMPTS: tuple[Attempt, ...] = (
    _told,
    _request,
    _ban,
    _refusal,
    _obvious,
    _why,
    _who,
    _what,
    _written,
    _outrage,
    _verdict,
    _claim,
    _question,
    _statement,
)
