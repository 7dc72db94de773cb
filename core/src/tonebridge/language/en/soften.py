"""Soften masked English text, sentence by sentence."""

import re

from tonebridge.domain.message import Intensity
from tonebridge.language.en import questions, remarks
from tonebridge.language.en.blame import accusation, duty, possession
from tonebridge.language.en.grammar import has_mask, lower_first, upper_first, with_article
from tonebridge.language.en.openers import Core, core_of
from tonebridge.language.en.refusals import refusal
from tonebridge.language.en.requests import (
    Composer,
    Turn,
    prohibition,
    request,
    split_before_request,
)
from tonebridge.language.en.sentences import LONGEST, Sentence, split
from tonebridge.language.en.shouting import lowered, shouts, stresses
from tonebridge.language.en.words import INSULTS, milder
from tonebridge.language.facts import FIRST_MASK, MASK_CLASS, Masked
from tonebridge.language.lexicon import folded
from tonebridge.language.tongue import Edit

_THANKS = " Thank you very much."
_PEOPLE = frozenset({"MENTION", "EMAIL"})
_THANKED = re.compile(r"\b(?:thank|thanks|grateful|appreciate)", re.IGNORECASE)
_ALL_GONE = "Could we talk about this?"


def soften(masked: Masked, intensity: Intensity) -> tuple[Edit, ...]:
    """Return the edits that take the edge off; see `Tongue.soften`."""
    if intensity is Intensity.NONE:
        return ()
    text = masked.text
    sentences = split(text)
    composer = Composer(
        level=int(intensity) - 1,
        thanked=_THANKED.search(text) is not None,
        heated=_is_heated(text, sentences),
    )
    mentions = frozenset(
        chr(FIRST_MASK + place) for place, fact in enumerate(masked.facts) if fact.type in _PEOPLE
    )
    listed = _listed(text, sentences)
    told = [
        _rewritten(sentence, place, sentences, composer, mentions, listed)
        for place, sentence in enumerate(sentences)
    ]
    return _edits(text, sentences, told, composer)


def _is_heated(text: str, sentences: list[Sentence]) -> bool:
    return (
        INSULTS.has(folded(text))
        or shouts(text)
        or "!!" in text
        or "?!" in text
        or any(remarks.hostile(sentence.body) for sentence in sentences)
    )


def _rewritten(
    sentence: Sentence,
    place: int,
    sentences: list[Sentence],
    composer: Composer,
    mentions: frozenset[str],
    listed: frozenset[int],
) -> Turn | None:
    """Return what becomes of a sentence, or None where it stays as it is."""
    body = sentence.body
    if len(body) > LONGEST or (len(body) == 1 and ord(body) >= FIRST_MASK):
        return None
    calm = lowered(body) if shouts(body) or stresses(body) else body
    caps = calm != body
    civil = _without_hostile_head(calm)
    clean = milder(civil)
    rude = clean != calm
    if (civil == calm and _drops(calm, place, sentences)) or (rude and _empty(clean)):
        return Turn("", "", "hostility", "leave_out")
    exaggerated = remarks.exaggeration(calm, composer)
    if exaggerated is not None:
        return exaggerated
    core = core_of(clean, mentions)
    if not core.text:
        return Turn("", "", "hostility", "leave_out") if core.heated else None
    if sentence.start in listed and not (rude or caps or core.heated):
        return None
    turn = _act(core, sentence.closing, composer)
    if turn is not None and not turn.text and not turn.closing:
        return turn
    return _composed(sentence, core, turn, composer, caps=caps, rude=rude)


_BULLET = re.compile(rf"[ \t>]*(?:[-*•–]|[{MASK_CLASS}][.)])[ \t]+")


def _listed(text: str, sentences: list[Sentence]) -> frozenset[int]:
    """Return the starts of the sentences that are items of a list which a request introduces."""
    listed = set()
    introduced = False
    for sentence in sentences:
        line = text.rfind("\n", 0, sentence.start) + 1
        if _BULLET.fullmatch(text, line, sentence.start) is None:
            introduced = sentence.closing == ":"
        elif introduced:
            listed.add(sentence.start)
    return frozenset(listed)


def _empty(text: str) -> bool:
    return not re.search(r"[a-z]{2,}", text, re.IGNORECASE) and not has_mask(text)


def _drops(body: str, place: int, sentences: list[Sentence]) -> bool:
    if remarks.hostile(body):
        return True
    if not remarks.mock_praise(body):
        return False
    neighbours = sentences[place + 1 : place + 2]
    return any(
        remarks.bad_news(other.body) and not remarks.mock_praise(other.body)
        for other in neighbours
    )


def _act(core: Core, closing: str, composer: Composer) -> Turn | None:
    """Find the act of a clause and say it softly; None where nothing is to be softened."""
    text = core.text
    parts = split_before_request(text)
    if parts is not None and (turn := _two(parts, closing, composer)):
        return turn
    turn = _single(text, closing, composer)
    if turn is not None:
        return turn
    if core.reminder and re.match(r"(?:please|could|would|can|kindly)\b", text, re.IGNORECASE):
        return None
    if core.reminder:
        return Turn(f"As a reminder, {lower_first(text)}", closing, "reproach", "remind")
    return None


def _single(text: str, closing: str, composer: Composer) -> Turn | None:
    if remarks.hostile(text):
        return Turn("", "", "hostility", "leave_out")
    mocked = remarks.sarcasm(text, composer)
    if mocked is not None:
        return mocked if mocked.closing else _unmocked(mocked, composer)
    return (
        remarks.blamed(text, composer)
        or refusal(text, closing, composer)
        or questions.rhetorical(text, closing, composer)
        or prohibition(text, composer)
        or duty(text, composer)
        or request(text, closing, composer)
        or accusation(text, closing, composer)
        or possession(text, closing, composer)
        or remarks.dismissal(text, composer)
        or remarks.verdict(text, closing, composer)
    )


def _unmocked(mocked: Turn, composer: Composer) -> Turn:
    """Say the bad fact softly once the mocking praise before it is gone."""
    composer.heated = True
    turn = _single(mocked.text, ".", composer)
    return turn or Turn(mocked.text, ".", mocked.reason, mocked.strategy)


_JOINTS = re.compile(r",\s+(?:so |and |just )*|\s+and\s+(?:just |then )?|:\s+|\s[-–—]+\s+|—")


def _without_hostile_head(text: str) -> str:
    """Leave out a hostile clause before a joint; what follows stands on its own."""
    for joint in _JOINTS.finditer(text):
        rest = text[joint.end() :]
        if remarks.hostile(text[: joint.start()]) and not remarks.hostile(rest):
            return rest
    return text


def _two(parts: tuple[str, str], closing: str, composer: Composer) -> Turn | None:
    head, order = parts
    after = prohibition(order, composer) or request(order, closing, composer)
    if after is None:
        return None
    if remarks.hostile(head) or (remarks.cares_not(head) and not has_mask(head)):
        return after
    before = _single(head, ".", composer)
    said = head if before is None else before.text
    if not said:
        return after
    end = (before.closing or ".") if before else "."
    after.text = f"{upper_first(said)}{end} {upper_first(after.text)}"
    return after


def _composed(
    sentence: Sentence,
    core: Core,
    turn: Turn | None,
    composer: Composer,
    *,
    caps: bool,
    rude: bool,
) -> Turn | None:
    closing = sentence.closing
    calm_closing = _calmed(closing)
    text = core.text if turn is None else turn.text
    if turn is not None:
        end = turn.closing or calm_closing or "."
        if closing == "" and turn.closing == ".":
            end = ""
    else:
        end = calm_closing
    text = with_article(text)
    if turn is not None and turn.rest:
        joined = _single(turn.rest, ".", composer) or Turn(
            upper_first(turn.rest), "." if has_letters(turn.rest) else "", "", ""
        )
        if joined.text:
            text, end = f"{text}{end} {upper_first(joined.text)}", joined.closing
            end = "" if not joined.closing and not has_letters(joined.text) else end
    if core.prefix:
        text = core.prefix + lower_first(text)
        text = text if not sentence.body.startswith(core.prefix.strip()) else text
    elif turn is not None or core.heated or caps or rude:
        text = upper_first(text) if _starts_upper(sentence.body) or turn is not None else text
    if text == sentence.body and end == closing:
        return None
    if turn is not None:
        return Turn(text, end, turn.reason, turn.strategy, request=turn.request)
    reason, strategy = "punctuation", "calm_punctuation"
    if caps:
        reason, strategy = "caps", "lower_case"
    if core.heated:
        reason, strategy = "reproach", "leave_out"
    if rude:
        reason, strategy = "rude_word", "milder_words"
    return Turn(text, end, reason, strategy)


def has_letters(text: str) -> bool:
    """Tell whether a text is more than a locked fact."""
    return re.search("[A-Za-z]", text) is not None


def _starts_upper(body: str) -> bool:
    return body[:1].isupper()


def _calmed(closing: str) -> str:
    """Take shouting out of punctuation; a single `!` is fine."""
    if len(closing) < len("!!") or not set(closing) & {"!", "?"}:
        return closing
    tail = closing.rstrip("!?.…")
    marks = closing.strip(")\"'")
    return ("?" if "?" in marks else ".") + (
        closing[len(closing) - 1 :] if closing[-1] in ")\"'" and not tail else ""
    )


def _edits(
    text: str, sentences: list[Sentence], told: list[Turn | None], composer: Composer
) -> tuple[Edit, ...]:
    last_request = max(
        (place for place, turn in enumerate(told) if turn and turn.request), default=None
    )
    kept = any(turn is None or turn.text for turn in told) or not sentences
    edits: list[Edit] = []
    for place, (sentence, turn) in enumerate(zip(sentences, told, strict=True)):
        if turn is None:
            continue
        if not turn.text:
            start, end = _with_gap(text, sentence)
            after = _ALL_GONE if not kept and place == 0 else ""
            if after:
                start, end = sentence.start, sentence.end
            edits.append(
                Edit(start=start, end=end, after=after, reason=turn.reason, strategy=turn.strategy)
            )
            continue
        after = turn.text + turn.closing
        if composer.level > 1 and place == last_request and not composer.thanked:
            after = after + _THANKS if turn.closing else after + "." + _THANKS
        edits.append(
            Edit(
                start=sentence.start,
                end=sentence.end,
                after=after,
                reason=turn.reason,
                strategy=turn.strategy,
            )
        )
    return tuple(_trimmed(text, edit) for edit in _disjoint(edits))


def _with_gap(text: str, sentence: Sentence) -> tuple[int, int]:
    """Take the spaces beside a sentence that goes; a line that it fills goes whole."""
    start, end = sentence.start, sentence.end
    while end < len(text) and text[end] in " \t":
        end += 1
    line_start = text.rfind("\n", 0, start) + 1
    at_line_end = end == len(text) or text[end] == "\n"
    if at_line_end:
        while start > line_start and text[start - 1] in " \t":
            start -= 1
        if start == line_start and end < len(text):
            end += 1
        elif start == line_start and start:
            start -= 1
    return start, end


def _disjoint(edits: list[Edit]) -> list[Edit]:
    """Two neighbours that both go may claim the same gap: the first has it."""
    cleared: list[Edit] = []
    reached = 0
    for edit in edits:
        start = max(edit.start, reached)
        cleared.append(
            edit
            if start == edit.start
            else Edit(
                start=start,
                end=max(edit.end, start),
                after=edit.after,
                reason=edit.reason,
                strategy=edit.strategy,
            )
        )
        reached = cleared[-1].end
    return cleared


_WORD_EDGE = re.compile(r"[\w'’-]")


def _trimmed(text: str, edit: Edit) -> Edit:
    """Leave out of an edit the whole words that it does not change at either end."""
    before, after = text[edit.start : edit.end], edit.after
    if not before or not after:
        return edit
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    while head and (
        head == len(before) or head == len(after) or _inside_word(before, after, head)
    ):
        head -= 1
    tail = 0
    limit = min(len(before), len(after)) - head
    while tail < limit and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    while tail and (
        _inside_word(before, after, len(before) - tail)
        or _inside_word(after, before, len(after) - tail)
    ):
        tail -= 1
    return Edit(
        start=edit.start + head,
        end=edit.end - tail,
        after=after[head : len(after) - tail],
        reason=edit.reason,
        strategy=edit.strategy,
    )


def _inside_word(first: str, second: str, place: int) -> bool:
    return any(
        0 < place < len(text)
        and _WORD_EDGE.match(text[place - 1]) is not None
        and _WORD_EDGE.match(text[place]) is not None
        for text in (first, second)
    )
