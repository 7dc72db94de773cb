"""Rewrite questions so that they can be answered without defending oneself."""

from tonebridge.language.ja.acts import ASKING_WORDS, Act, why_at
from tonebridge.language.ja.lexicons import listed
from tonebridge.language.ja.polite import is_polite, polite
from tonebridge.language.ja.rewrite.change import Case, Rewrite, Rewrites
from tonebridge.language.ja.rewrite.plain import attributive
from tonebridge.language.ja.verbs import is_potential, verb_behind, verb_of

_BARE = frozenset({"何", "なに", "誰", "だれ", "どこ", "いつ", "どれ", "どっち", "いくら", "どう"})
_POLITER = {"誰": "どなた", "だれ": "どなた", "どう": "いかが"}
_THINGS = frozenset({"名詞", "代名詞"})
_COUNTED = frozenset("回度日人個件時分年月週本台枚枠か曜番階歳円つもをがはので")
_REASON = ("ja_question", "ja_to_reason")
_ASK = ("ja_question", "ja_to_open_question")


def reason(case: Case) -> Rewrites:
    """なんで動かないの: 動かない理由を教えてください."""
    if case.reading.act is not Act.WHY:
        return None
    tail = case.reading.tail
    found = why_at(tail.parts)
    ending = attributive(tail.parts, tail.core)
    if found is None or ending is None:
        return None
    start, end = found
    following = next((p for p in tail.parts if p.start == end), None)
    if following is not None and following.surface in {"、", "は"}:
        end = following.end
    return [
        Rewrite(start, end, "", *_REASON),
        case.to_the_end(ending.start, ending.text + case.style.why, *_REASON),
    ]


def exclaimed(case: Case) -> Rewrites:
    """なんだよこの仕様: この仕様についてご説明いただけますでしょうか."""
    text, start = case.reading.sentence.text, case.reading.sentence.start
    openings = listed("ja_blame", "what")
    if not text.startswith((*openings, "何のための")):
        return None
    opening = next((word for word in openings if text.startswith(word)), None)
    last = case.reading.tail.last
    if last.surface == "は" and last.kind == "助詞":
        last = case.reading.tail.back(1) or last
    if text.startswith("何のための") and case.reading.tail.lemma(0) in {"だ", "です"}:
        last = case.reading.tail.back(1) or last
    if text.startswith("何のための") and last.kind in _THINGS:
        return [
            Rewrite(start, start + len("何のための"), "", *_ASK),
            case.to_the_end(last.end, "を" + case.style.look, *_ASK),
        ]
    if opening is None or last.kind not in _THINGS | {"接尾辞"}:
        return None
    if text[len(opening) : len(opening) + 1] in _COUNTED:
        return None  # 何回も, 何も
    head = start + len(opening) + (text[len(opening) : len(opening) + 1] in {"、", " ", "　"})
    return [
        Rewrite(start, head, "", *_ASK),
        case.to_the_end(last.end, "について" + case.style.situation, *_ASK),
    ]


def question(case: Case) -> Rewrites:
    """いつ終わるの: いつ終わるのでしょうか."""
    tail = case.reading.tail
    if case.reading.act is not Act.QUESTION:
        return None
    if is_polite(tail.parts, tail.core) or (case.reading.polite and "nda" not in tail.colours):
        return []
    if tail.last.surface == "は" and tail.lemma(2) == "の" and tail.lemma(1) in {"で", "だ"}:
        return [case.to_the_end(tail.last.end, "ないでしょうか", *_ASK)]  # 良いのでは？
    if tail.last.surface == "は" and tail.last.kind == "助詞":
        return [case.to_the_end(tail.last.end, "いかがでしょうか", *_ASK)]
    made = _rhetorical(case) or _one_word(case) or _explaining(case)
    return made if made is not None else _plain(case)


def _rhetorical(case: Case) -> Rewrites:
    """見せられるか, without a question mark, says 見せられません."""
    tail, last = case.reading.tail, case.reading.tail.last
    if tail.colours <= {"ka", "yo"} and last.surface in {"もん", "もの"} and tail.core:
        denied = verb_of(tail.parts[tail.core - 1])
        if denied is not None:  # 乗るもんか
            return [case.to_the_end(denied.start, denied.masu + "ません", *_ASK)]
    if tail.colours != {"ka"} or any(part.surface in ASKING_WORDS for part in tail.parts):
        return None
    able = verb_of(last) if last.form.startswith("終止形") else None
    if able is None or verb_behind(able) is None or last.lemma == "いる":
        return None
    if last.lemma not in {"られる", "できる"} and not is_potential(last.lemma):
        return None
    return [case.to_the_end(able.start, able.masu + "ません", "ja_question", "ja_to_polite")]


def _one_word(case: Case) -> Rewrites:
    """これ何, 議事録まだ, これでいい, バグじゃない, each with a question mark."""
    tail, last = case.reading.tail, case.reading.tail.last
    before = tail.back(1)
    topic = "は" if before is not None and before.kind in _THINGS else ""
    if last.surface in _BARE:
        word = _POLITER.get(last.surface, last.surface)
        return [case.to_the_end(last.start, f"{topic}{word}でしょうか", *_ASK)]
    if last.kind == "副詞" and not last.part.conjugation:
        ending = "ですか" if case.style.light else "でしょうか"
        return [case.to_the_end(last.start, topic + last.surface + ending, *_ASK)]
    if last.surface in {"ない", "ねえ"} and tail.lemma(1) == "だ":
        start = tail.parts[tail.core - 1].start
        return [case.to_the_end(start, "ではないでしょうか", *_ASK)]
    if last.kind == "動詞" and last.form.startswith("連用形") and "asked" in tail.colours:
        return [case.to_the_end(last.end, "でしょうか", *_ASK)]  # ハンコ忘れ？
    if last.lemma in {"いい", "良い", "よい"} and last.kind == "形容詞":
        return [case.to_the_end(last.start, "よろしいでしょうか", *_ASK)]
    return None


def _explaining(case: Case) -> Rewrites:
    """〜の？ 〜んですか: what lies behind it is asked for."""
    tail = case.reading.tail
    if not tail.colours & {"nda", "no"}:
        return None
    if any(part.surface == "でしょう" for part in tail.parts[tail.core + 1 :]):
        return []  # as open as can be already
    ending = attributive(tail.parts, tail.core, nominal="な")
    if ending is None:
        return None
    if "tte" in tail.colours:  # 出産したんだって？
        ending = attributive(tail.parts, tail.core, nominal="だ") or ending
        return [case.to_the_end(ending.start, ending.text + "そうですね", *_ASK)]
    after = ending.text + ("のですか" if case.style.light else "のでしょうか")
    return [case.to_the_end(ending.start, after, *_ASK)]


def _invites(case: Case) -> bool:
    """Tell whether 試してみない, 飲みに行かない asks somebody to join in."""
    tail = case.reading.tail
    if tail.colours != {"asked"} or tail.last.surface != "ない":
        return False
    if any(part.surface in {"が", "は"} for part in tail.parts):
        return False
    tries = tail.lemma(1) in {"みる", "見る"} and tail.lemma(2) in {"て", "で"}
    return tries or tail.lemma(1) in {"行く", "いく"}


def _plain(case: Case) -> Rewrites:
    tail = case.reading.tail
    ending = polite(tail.parts, tail.core)
    if ending is None:
        return None
    text = ending.text
    if text.endswith("ません") and _invites(case):
        return [case.to_the_end(ending.start, text + "か", *_ASK)]
    if text == "知りません" and tail.last.surface == "ない":
        return [case.to_the_end(ending.start, "ご存じないでしょうか", *_ASK)]
    if text.endswith("ません"):
        denied = attributive(tail.parts, tail.core)
        if denied is None:
            return None
        return [case.to_the_end(denied.start, denied.text + "でしょうか", *_ASK)]
    if text.endswith("です") and not case.style.light:
        text = text.removesuffix("です") + "でしょうか"
    else:
        text += "か"
    return [case.to_the_end(ending.start, text, *_ASK)]
