"""Say the same in plainer Japanese: long-winded turns short, slang in full, acts as verbs."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tonebridge.domain.message import Intensity
from tonebridge.language.ja.acts import Act, Placed, read, readings
from tonebridge.language.ja.formal import plainer
from tonebridge.language.ja.kango import everyday
from tonebridge.language.ja.nominal import RULES, Rule
from tonebridge.language.ja.officialese import unpadded
from tonebridge.language.ja.rewrite.draft import Draft
from tonebridge.language.ja.rewrite.plan import soften_text
from tonebridge.language.ja.rewrite.style import Style
from tonebridge.language.ja.sentences import alone
from tonebridge.language.ja.splitting import split
from tonebridge.language.ja.spoken import written_out
from tonebridge.language.ja.telegrams import finished
from tonebridge.language.lexicon import Lexicon, folded, knowledge
from tonebridge.language.tongue import Edit

_LONGEST = 400
_MOST_ROUNDS = 3
_POLITE_REGISTER = 2
_KATAKANA = re.compile("[ァ-ヺー]")
_KANJI = re.compile("[一-龠々]")
_PAIR = 2
_STEMS = frozenset("めけげせてねべれえいきしちにみりじぎび")
_CASUAL = re.compile(
    "て[たるんなね]|で[たる](?=[。、やのけ])|と[いくけ]て|とく(?=[。、わねよ]|$)|ちゃ[うっい]|じゃ[んうっな]|けど|かも|よろ|わ(?=[。、!！]|$)"
    "|って(?=[、。]|言)|やつ|っぽい|とか|の(?=[厳難無大面])|やば|すご|だよ|だね|だから|んだ|くれ|もらえる|りょ|うp|ごめん|すまん|ちょっと|超"
    "|っす|なきゃ|んで(?=、)|たい(?=。|$)|よ(?=。|$)|ね(?=。|$)|[^まで]で(?=。|$)|[ばか]と(?=。|$)|[一-龠えけせてねめれらかわま]ん(?=[。、]|$)|プリーズ|[シし][ャゃ][スす]|っぽ(?=[。]|$)|てちょ|お願い(?=[。]|$)|要(?:相談|確認|検討|調整)?(?=[。]|$)|未(?=[。]|$)"
)
_FILLER = re.compile(
    "(?:え[ーっ〜]+と[ーお]?|えっ?と|え[ーっ]+|あの[ーぉ]+|う[ーん〜]+と?|そのー|ん[ー〜]+と?|まぁ?あ?ー?|なんか)[、，…]+(?=.)"
)
_LISTED = re.compile(r"[ \t　]*(?:[-*•・▪◦＊●■◆]|\d+[.)．、）])")


class Plain(NamedTuple):
    """What says the same, and from which intensity on."""

    after: str
    reason: str
    strategy: str
    least: Intensity


@cache
def _wordings() -> Lexicon[Plain]:
    data, short = knowledge("ja_clarify"), knowledge("ja_shorthand")
    found: dict[str, Plain] = {}
    for phrase, after in data["formal"].items():
        found[phrase] = Plain(after, "wordy", "plainer_words", Intensity.MEDIUM)
    for phrase, after in data["wordy"].items():
        found[phrase] = Plain(after, "wordy", "fewer_words", Intensity.LIGHT)
    for phrase, after in (
        *knowledge("ja_trade_words")["words"].items(),
        *short["shorthand"].items(),
    ):
        found[phrase] = Plain(after, "abbreviation", "write_in_full", Intensity.LIGHT)
    return Lexicon(found)


def clarified(text: str, intensity: Intensity) -> Iterator[Edit]:
    """Return the edits that make a masked text plainer, in order, never overlapping."""
    found = readings(text)
    spoken = any(
        each.reading.polite
        or each.reading.act in {Act.REQUEST, Act.BAN}
        or _CASUAL.search(each.reading.sentence.text)
        for each in found
    )
    for placed in found:
        if 0 < len(placed.reading.sentence.text) <= _LONGEST:
            yield from _clarified(text, placed, intensity, spoken=spoken)


def _clarified(text: str, placed: Placed, intensity: Intensity, *, spoken: bool) -> list[Edit]:
    at, reading = placed
    sentence = reading.sentence
    start = at + sentence.start
    draft = Draft(text[start : at + sentence.close], start)
    short = knowledge("ja_shorthand")
    whole = short["alone"].get(folded(sentence.text))
    if whole is not None:
        draft.replace(
            0, len(sentence.text), whole, reason="abbreviation", strategy="write_in_full"
        )
        return draft.edits()
    _open(draft, short["openers"])
    _reword(draft, intensity)
    if intensity > Intensity.LIGHT:
        stop = sentence.stop
        for rule in RULES:
            _rewrite(draft, rule, stop)
        _unwound(draft, stop)
        written_out(draft, stop)
        if draft.changed or (spoken and not reading.polite):
            finished(draft, stop, listed=_LISTED.match(text, start) is not None)
        split(draft, stop)
        _politely(draft, spoken=spoken, polite=reading.polite)
        _at_once(draft)
    return draft.edits()


def _unwound(draft: Draft, stop: str) -> None:
    """Undo official turns until none is left; each may make room for another."""
    for _ in range(_MOST_ROUNDS):
        before = draft.text
        plainer(draft, stop)
        unpadded(draft, stop)
        if draft.text == before:
            break
    everyday(draft, stop)


def _open(draft: Draft, openers: dict[str, str]) -> None:
    """Reword how a sentence begins."""
    while (filler := _FILLER.match(draft.text)) is not None:
        draft.replace(0, filler.end(), "", reason="filler", strategy="ja_left_out")
    comma = draft.text.find("、", 0, 8)
    for end in (comma + 1, 3, 2):
        after = openers.get(draft.text[:end]) if end else None
        if after is not None and len(draft.text) > end:
            draft.replace(0, end, after, reason="filler", strategy="write_in_full")
            return


def _reword(draft: Draft, intensity: Intensity) -> None:
    text = draft.text
    for hit in reversed(_wordings().find(folded(text))):
        plain, start, end = hit.value, hit.start, hit.end
        if _follows_stem(text, start):
            continue
        if plain.least > intensity or _inside_word(
            text, start, end, formal=plain.reason == "wordy"
        ):
            continue
        draft.replace(start, end, plain.after, reason=plain.reason, strategy=plain.strategy)


def _follows_stem(text: str, start: int) -> bool:
    """Tell whether させて stands after a verb: 進めさせて is no サ変."""
    return text.startswith("させて", start) and text[start - 1 : start] in _STEMS


def _inside_word(text: str, start: int, end: int, *, formal: bool) -> bool:
    """Tell whether a hit stands inside a longer word: ギリ in ギリシャ, 体交 in 団体交渉."""
    first, last = text[start], text[end - 1]
    before, after = text[start - 1 : start], text[end : end + 1]
    if _KATAKANA.match(first) and _KATAKANA.match(before):
        return True
    if _KATAKANA.match(last) and _KATAKANA.match(after):
        return True
    if not _KANJI.match(last) or not _KANJI.match(first) or formal:
        return False
    return bool(_KANJI.match(after)) or (end - start == _PAIR and bool(_KANJI.match(before)))


def _rewrite(draft: Draft, rule: Rule, stop: str) -> None:
    words = draft.text[: len(draft.text) - len(stop)]
    found = rule.pattern.search(words)
    after = rule.write(found) if found is not None else None
    if found is None or after is None:
        return
    draft.replace(found.start(), found.end(), after, reason="nominal_style", strategy="use_a_verb")


_PREPARED = re.compile(
    "(?<!放って)(?<!うって)(?<!取って)(?<!とって)(?<=[てで])おいて(?=ください|いただ|もらえ)"
)


def _at_once(draft: Draft) -> None:
    """Ask for the deed itself: 送っておいてください is 送ってください."""
    found = _PREPARED.search(draft.text) if draft.changed else None
    if found is not None:
        draft.replace(found.start(), found.end(), "", reason="ja_plain", strategy="write_in_full")


def _goes_on(stop: str) -> bool:
    """Tell whether only a comma parts a sentence from the next."""
    return stop[:1] in {"、", "，"}


def _politely(draft: Draft, *, spoken: bool, polite: bool) -> None:
    """Put what was spoken, or what has lost its padding, into です・ます."""
    if not draft.changed and (polite or not spoken):
        return
    for at, reading in reversed(readings(draft.text)):
        sentence = reading.sentence
        words = sentence.text
        if not words or reading.polite:
            continue
        start = at + sentence.start
        now = read(alone(words, sentence.stop))
        if now.polite or (_goes_on(sentence.stop) and not words.endswith(("て", "で"))):
            continue
        piece = draft.text[start : at + sentence.close]
        for edit in reversed(soften_text(piece, Style(Intensity.LIGHT, _POLITE_REGISTER))):
            draft.replace(
                start + edit.start,
                start + edit.end,
                edit.after,
                reason=edit.reason,
                strategy=edit.strategy,
            )
