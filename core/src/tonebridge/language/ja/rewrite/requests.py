"""Rewrite what a sentence asks for, forbids or declines."""

from tonebridge.language.ja.acts import Act, Reading, doing
from tonebridge.language.ja.lexicons import listed, words
from tonebridge.language.ja.morphology import Morpheme
from tonebridge.language.ja.polite import polite
from tonebridge.language.ja.rewrite.change import Case, Rewrite, Rewrites
from tonebridge.language.ja.rewrite.plain import attributive, closing
from tonebridge.language.ja.rewrite.wording import is_bad_news
from tonebridge.language.ja.verbs import Verb, verb_behind

PRESUMING = frozenset({"ne", "daro"})
"""The endings of what is called a matter of course."""
_LINKS = frozenset({"を", "に", "まで", "で", "へ", "から"})
_NEVER = ("もう二度と", "二度と")
"""A ban that says so says 今後 more kindly."""
_HARD = frozenset({"無理", "ダメ", "だめ", "駄目"})
_INFLECTED = frozenset({"ます", "た", "ぬ", "ない", "です"})


def request(case: Case) -> Rewrites:
    """共有しろ: 共有していただけますでしょうか."""
    reading = case.reading
    if reading.act is not Act.REQUEST:
        return None
    if reading.already and not case.style.lifts:
        pushes = "yo" in reading.tail.colours
        last = reading.tail.last
        return [case.to_the_end(last.end, "", "ja_complaint", "ja_to_request")] if pushes else []
    if reading.noun is not None:
        return [_ordered(case, reading.noun)]
    if reading.verb is None:
        return []
    start = reading.verb.start
    index = next(i for i, part in enumerate(reading.tail.parts) if part.start >= start)
    if index and reading.tail.parts[index - 1].surface in {"お", "ご"}:
        start = reading.tail.parts[index - 1].start  # おあげなさい
    joined = any(p.end == start and p.surface in {"て", "で"} for p in reading.tail.parts)
    asked = case.style.request(reading.verb, case.nth, joined=joined)
    actor = next((p for p in reading.tail.parts if p.end == start and p.surface == "が"), None)
    if actor is not None and not case.style.light:
        asks = case.to_the_end(start, asked, "ja_imperative", "ja_to_request")
        return [Rewrite(actor.start, actor.end, "に", "ja_imperative", "ja_to_request"), asks]
    return [case.to_the_end(start, asked, "ja_imperative", "ja_to_request")]


def _ordered(case: Case, noun: Morpheme) -> Rewrite:
    """至急対応。: 至急対応をお願いできますでしょうか."""
    tail = case.reading.tail
    index = tail.parts.index(noun)
    before = tail.parts[index - 1] if index else None
    linked = before is not None and before.surface in _LINKS and tail.last is noun
    listed_thing = any(part.surface == "を" for part in tail.parts[:index])
    if linked or listed_thing or tail.last.surface in {"こと", "事"}:
        asked = case.style.request(doing(noun), case.nth)
        return case.to_the_end(noun.end, asked, "ja_order", "ja_to_request")
    start = noun.start
    if before is not None and before.surface in {"要", "即"}:
        start = before.start
    asked = case.style.request_noun(noun.surface, case.nth)
    return case.to_the_end(start, asked, "ja_order", "ja_to_request")


def ban(case: Case) -> Rewrites:
    """止めるな: 止めないようお願いいたします."""
    reading = case.reading
    if reading.act is not Act.BAN or reading.verb is None:
        return None
    if reading.already and not case.style.lifts:
        return []
    wish = case.to_the_end(
        reading.verb.start, case.style.ban(reading.verb), "ja_ban", "ja_to_wish"
    )
    said = next((word for word in _NEVER if word in reading.sentence.text), None)
    if said is None:
        return [wish]
    start = reading.sentence.start + reading.sentence.text.index(said)
    return [Rewrite(start, start + len(said), "今後", "ja_ban", "ja_to_neutral_words"), wish]


def refusal(case: Case) -> Rewrites:  # noqa: PLR0911 - one return a form
    """渡せない, その案は却下: declined, but politely."""
    reading, style = case.reading, case.style
    if reading.act is not Act.REFUSAL:
        return None
    able = reading.verb
    if able is None:
        return _verdict(case)
    if reading.polite:
        return []
    if able.lemma == "する" or able.lemma in words("ja_verbs", "refusal", "decisions"):
        text = able.forms.potential[:-1] + "ません"
        if style.strong:
            text = "いたしかねます" if able.lemma == "する" else able.masu + "かねます"
        return [case.to_the_end(able.start, text, "ja_refusal", "ja_to_decline")]
    if not style.strong:
        return plainly(case)
    if able.lemma in {"できる", "出来る"}:
        return [case.to_the_end(_start_of_ability(reading, able), "いたしかねます", *_DECLINED)]
    base = verb_behind(able)
    if base is None:
        return plainly(case)
    return [case.to_the_end(able.start, base.masu + "かねます", *_DECLINED)]


_DECLINED = ("ja_refusal", "ja_to_decline")


def _start_of_ability(reading: Reading, able: Verb) -> int:
    """Return where 対応はできない leaves its noun: at は."""
    parts = reading.tail.parts
    index = next(i for i, part in enumerate(parts) if part.start == able.start)
    linked = index and parts[index - 1].surface in {"は", "も", "を"}
    return parts[index - 1].start if linked else able.start


def _verdict(case: Case) -> list[Rewrite]:
    tail, style = case.reading.tail, case.style
    verdict = tail.parts[tail.core - (1 if tail.last.lemma in {"だ", "です"} else 0)]
    if verdict.surface in _HARD:
        if case.reading.polite and style.light:
            return []
        text = "難しいです" if style.light else "難しい状況です"
    else:
        text = "お受けいたしかねます" if style.strong else "お受けできません"
    return [case.to_the_end(verdict.start, text, *_DECLINED)]


def presumes(reading: Reading) -> bool:
    """Tell whether a sentence calls something a matter of course: 普通は見ますよね."""
    return not PRESUMING.isdisjoint(reading.tail.colours) and any(
        cue in reading.sentence.text for cue in listed("ja_blame", "presuming")
    )


def presumed(case: Case) -> Rewrites:
    """普通はテストを書きますよね: ask for it instead."""
    tail = case.reading.tail
    if not presumes(case.reading) or tail.last.lemma in {"だ", "です"}:
        return None
    text, start = case.reading.sentence.text, case.reading.sentence.start
    cue = next(cue for cue in listed("ja_blame", "presuming") if cue in text)
    at = start + text.index(cue)
    end = at + len(cue)
    if text[end - start : end - start + 1] in {"、", "は"}:
        end += 1
    index = tail.core
    while index > 0 and tail.parts[index].lemma in _INFLECTED:
        index -= 1
    target = closing(tail.parts[index])
    if target is None:
        return None
    made = [Rewrite(at, end, "", "ja_obvious", "ja_left_out")]
    involuntary = target.lemma in words("ja_blame", "involuntary")
    if tail.last.surface in {"ない", "ん"} or involuntary:
        ending = attributive(tail.parts, tail.core)
        if ending is None:
            return None
        after = ending.text + "かと思います"
        return [*made, case.to_the_end(ending.start, after, "ja_obvious", "ja_to_appearance")]
    asked = case.style.request(target, case.nth)
    return [*made, case.to_the_end(target.start, asked, "ja_obvious", "ja_to_request")]


def _announces(reading: Reading) -> bool:
    """Tell whether a sentence in 〜から。 says what its speaker will do, or not do."""
    parts, tail = reading.tail.parts, reading.tail
    if tail.last.lemma in {"ない", "ねえ"} and tail.last.kind == "助動詞":
        known = words("ja_verbs", "intransitive", "verbs") | words("ja_sentiment", "wanted")
        return tail.lemma(1) not in known and tail.lemma(1) not in {"だ", "てる", "でる"}
    acts = tail.last.kind == "動詞" and tail.last.form.startswith("終止形")
    return acts and any(part.form.startswith("仮定形") for part in parts)


def plainly(case: Case) -> list[Rewrite]:
    """Only put the ending into です・ます; 受け付けないから is announced, mild ね stays."""
    tail = case.reading.tail
    ending = polite(tail.parts, tail.core)
    if ending is None:
        return []
    after = ending.text
    if "kara" in tail.colours and _announces(case.reading):
        after += "ので、" + case.style.understood
    elif tail.colours == {"kara", "ne"}:
        after += "からね"
    agrees = tail.colours == {"ne"} and ending.text.endswith(("です", "ます", "した"))
    if agrees and not case.hurts and not is_bad_news(case.reading):
        after += "ね"
    return [case.to_the_end(ending.start, after, "ja_plain", "ja_to_polite")]
