"""Soften a Japanese message: sentence by sentence, then as a whole."""

from itertools import pairwise

from msgspec import Struct

from tonebridge.domain.message import Intensity
from tonebridge.language.ja.acts import Act, Reading, read, readings
from tonebridge.language.ja.lexicons import Phrase, find_wordings, words
from tonebridge.language.ja.memory import remembered
from tonebridge.language.ja.rewrite.cushion import cushion_for, has_cushion
from tonebridge.language.ja.rewrite.draft import Draft
from tonebridge.language.ja.rewrite.endings import rewrite_ending
from tonebridge.language.ja.rewrite.pressing import presses
from tonebridge.language.ja.rewrite.requests import presumes
from tonebridge.language.ja.rewrite.spoken import only_interjects
from tonebridge.language.ja.rewrite.style import Style
from tonebridge.language.ja.rewrite.turns import Turned, turned
from tonebridge.language.ja.rewrite.whole import after_address, phrase_of
from tonebridge.language.ja.rewrite.wording import is_bad_news, reword
from tonebridge.language.ja.sentences import Sentence, alone
from tonebridge.language.tongue import Edit

_ACTS = {"ja_to_request": "request", "ja_to_wish": "ban", "ja_to_decline": "refusal"}
"""What a sentence does once it is rewritten so."""


_WISHES = ("いただけますでしょうか", "いただけますと幸いです", "ください")
_MOST_TURNS = 3
"""What one turn of phrase stands for may be another."""
_LAUGHS = frozenset("wWｗＷ笑草（）() 　")

_ROLES = frozenset({"が", "を", "に", "で", "へ"})
_SUBJECT = frozenset({"名詞", "代名詞", "接尾辞", "接頭辞", "連体詞", "助詞"})
"""What a subject without a predicate is made of."""


class Revised(Struct):
    """One sentence under revision, and what became of it."""

    sentence: Sentence
    draft: Draft
    act: str = ""
    """The act that decides on a cushion phrase; empty where the ending stays."""
    dropped: bool = False
    question: bool = False
    at: int = 0
    """Where its passage begins in the message."""

    def copied(self) -> "Revised":
        """Return a copy whose draft can be revised on its own."""
        return Revised(self.sentence, self.draft.copied(), self.act, self.dropped, self.question)


def soften_text(text: str, style: Style) -> tuple[Edit, ...]:
    """Return the edits that soften a masked message, in order, never overlapping."""
    parsed = readings(text)
    hurts = any(_hurts(placed.reading) for placed in parsed)
    if style.strong and all(_may_stay(placed.reading) for placed in parsed):
        style = style._replace(keep_polite=True)
    asked = 0
    revised: list[Revised] = []
    for place, placed in enumerate(parsed):
        if place and _afterthought(placed.reading, after=parsed[place - 1].reading):
            one = Revised(placed.reading.sentence, _draft_of(placed.reading.sentence))
            one.dropped = True
            _drop(one, 0)
        elif place and _turned_round(parsed[place - 1].reading, placed.reading):
            sentence = placed.reading.sentence
            one = Revised(sentence, _draft_of(sentence))
            _open_again(revised[-1])
        else:
            one = _revised(placed.reading, style, asked % 2, hurts).copied()
        one.at = placed.at
        asked += one.act == Act.REQUEST
        revised.append(one)
    _drop_repeats(revised)
    _leave_something(revised, style)
    _cushion(text, revised, style)
    return tuple(edit for one in revised for edit in one.draft.edits(one.at))


def _draft_of(sentence: Sentence) -> Draft:
    return Draft(sentence.text + sentence.stop, sentence.start)


def _afterthought(reading: Reading, *, after: Reading) -> bool:
    """Tell whether a sentence is no more than こんなの or ここ after a finished one."""
    parts = reading.sentence.morphemes
    if after.sentence.stop.strip() not in {"、", "，"} or reading.tail.asks:
        return False
    return bool(parts) and all(part.kind in {"代名詞", "連体詞", "助詞"} for part in parts)


def _drop_repeats(revised: list[Revised]) -> None:
    """Say once what two sentences that follow each other came to say."""
    for before, one in pairwise(revised):
        said = one.draft.text.strip("。？? \n")
        if one.draft.changed and said and before.draft.text.strip("。？? \n").endswith(said):
            one.dropped = True
            _drop(one, 0)


def _turned_round(before: Reading, reading: Reading) -> bool:
    """Tell whether a sentence is the subject of the one before: 誰も読んでないよ、この報告書."""
    parts = reading.sentence.morphemes
    if before.sentence.stop.strip() not in {"、", "，"} or not parts:
        return False
    if (
        parts[-1].part.sort == "格助詞"
        and parts[-1].surface in _ROLES
        and reading.act is Act.STATEMENT
    ):
        return True
    if before.act is not Act.STATEMENT or reading.act is not Act.STATEMENT:
        return False
    named = parts[0].kind == "連体詞" or any(part.surface == "の" for part in parts)
    return named and all(part.kind in _SUBJECT for part in parts)


def _open_again(one: Revised) -> None:
    """Put back the comma before a subject that comes last."""
    end = len(one.draft.text)
    if one.draft.text.endswith("。"):
        one.draft.replace(end - 1, end, "、", reason="ja_plain", strategy="ja_punctuated")


def clean_text(text: str) -> tuple[Edit, ...]:
    """Return the edits that take out insults and blunt words, and nothing else."""
    edits: list[Edit] = []
    for at, reading in readings(text):
        sentence = reading.sentence
        draft = Draft(sentence.text + sentence.stop, sentence.start)
        reword(draft, reading, casual=False)
        if draft.text.strip():
            edits += draft.edits(at)
    return tuple(edits)


def substance_of(text: str) -> str:
    """Return a masked text without sentences that only wound, and without words that do."""
    kept: list[str] = []
    for _, reading in readings(text):
        sentence = reading.sentence
        found = phrase_of(sentence, hurts=True) if sentence.text else None
        if found is not None:
            continue  # what is said instead is written out beside the phrase
        words_left = sentence.text
        turn = turned(sentence, Intensity.MEDIUM, hurts=True) if words_left else None
        if turn is not None:
            words_left = "" if turn.final else words_left[: turn.begin] + turn.text
        for hit in reversed(find_wordings(words_left)):
            if hit.value.insult or hit.value.tone != "urgent":
                words_left = words_left[: hit.start] + hit.value.after + words_left[hit.end :]
        kept.append(words_left + sentence.stop)
    return "".join(kept)


@remembered
def _hurts(reading: Reading) -> bool:  # noqa: PLR0911 - one return a sign
    if not reading.sentence.text:
        return False
    if reading.act in {Act.BAN, Act.REQUEST} and not reading.already:
        return True
    if reading.tail.colours & {"jan", "rebuke", "noni", "zo"}:
        return True
    if not words("ja_sentiment", "negative").isdisjoint(reading.sentence.lemmas):
        return True
    if not reading.polite and is_bad_news(reading):
        return True
    if presses(reading) or turned(reading.sentence, Intensity.MEDIUM, hurts=False) is not None:
        return True
    if reading.polite and reading.act in {Act.WHY, Act.QUESTION} and is_bad_news(reading):
        return "nda" in reading.tail.colours
    return any(not hit.value.casual for hit in find_wordings(reading.sentence.text))


@remembered
def _may_stay(reading: Reading) -> bool:
    """Tell whether a sentence needs no change: polite, and nothing in it hurts."""
    if not reading.sentence.text or reading.tail.core < 0:
        return True
    if any(not hit.value.casual for hit in find_wordings(reading.sentence.text)):
        return False
    return reading.polite or reading.tail.last.kind in {"名詞", "感動詞", "副詞", "接尾辞"}


@remembered
def _revised(reading: Reading, style: Style, asked: int, hurts: bool) -> Revised:  # noqa: C901, FBT001, PLR0911 - part of a key; one return a way
    """Revise one sentence on its own; never change what this returns, copy it."""
    sentence = reading.sentence
    draft = _draft_of(sentence)
    one = Revised(sentence, draft)
    if not sentence.text:
        return one
    if (found := phrase_of(sentence, hurts=hurts)) is not None:
        _say_instead(one, *found, style)
        return one
    if (hurts and only_interjects(reading)) or _only_laughs(sentence.text):
        one.dropped = True
        _drop(one, 0)
        return one
    turn = None
    for _ in range(_MOST_TURNS):
        if (found_turn := turned(sentence, style.intensity, hurts=hurts)) is None:
            break
        turn = found_turn
        _turn(one, turn)
        if one.dropped or turn.final:
            return one
        sentence = one.sentence
        reading = read(sentence)
    reword(draft, reading, casual=turn is not None or _will_change(reading))
    if draft.changed:
        sentence = alone(draft.text[: len(draft.text) - len(sentence.stop)], sentence.stop)
        one.sentence = sentence
        if not sentence.text:
            one.dropped = True
            _drop(one, 0)
            return one
        if (found := phrase_of(sentence, hurts=True)) is not None:
            _say_instead(one, *found, style)
            return one
        reading = read(sentence)
    _end(one, reading, style, asked, hurts=hurts)
    if turn is not None and not one.act:
        one.question = one.draft.text.rstrip("？?。").endswith("か")
        _close(one, reading.sentence.stop)
    return one


def _only_laughs(text: str) -> bool:
    return _LAUGHS.issuperset(text)


def _turn(one: Revised, turn: Turned) -> None:
    """Put what is meant in place of what the words say."""
    if not turn.text:
        one.dropped = True
        _drop(one, turn.begin)
        return
    stop = one.sentence.stop
    one.draft.replace(
        turn.begin,
        len(one.sentence.text),
        turn.text,
        reason=turn.entry.reason,
        strategy="ja_to_meaning",
    )
    if turn.final:
        asks = turn.entry.act == "news" and turn.text.endswith(_WISHES)
        one.act = "request" if asks else turn.entry.act
        one.question = turn.text.endswith("か")
        _close(one, stop)
        return
    one.sentence = alone(one.draft.text[: len(one.draft.text) - len(stop)], stop)


def _will_change(reading: Reading) -> bool:
    if reading.tail.core < 0:
        return False
    if reading.polite:
        told = "yo" in reading.tail.colours and reading.tail.last.lemma == "ます"
        blames = told or presumes(reading) or reading.act is Act.WHY or presses(reading)
        return blames or (
            reading.tail.asks and any(p.surface in {"誰", "だれ"} for p in reading.tail.parts)
        )
    last = reading.tail.last
    noun = last.kind in {"名詞", "代名詞"} and not reading.sentence.stop[:1].strip()
    return reading.act is not Act.STATEMENT or not noun


def _say_instead(one: Revised, begin: int, phrase: Phrase, style: Style) -> None:
    after = phrase.at(style.intensity)
    if not after:
        one.dropped = True
        _drop(one, begin)
        return
    if one.sentence.text[begin:] == after:
        return
    reason = phrase.reason
    one.draft.replace(
        begin, len(one.sentence.text), after, reason=reason, strategy="ja_to_meaning"
    )
    one.act = phrase.act
    one.question = after.endswith("か")
    _close(one, one.sentence.stop)


def _drop(one: Revised, begin: int) -> None:
    """Leave a sentence out, with what closes it; a line break stays after an address."""
    text = one.draft.text
    end = len(text)
    if begin:
        kept = len(text) - len(text.rstrip("\n"))
        end = len(text) - kept
    one.draft.replace(begin, end, "", reason="ja_insult", strategy="ja_left_out")


def _end(one: Revised, reading: Reading, style: Style, asked: int, *, hurts: bool) -> None:
    base = reading.sentence.start
    made = rewrite_ending(reading, style, asked, hurts=hurts)
    for change in sorted(made, key=lambda change: -change.start):
        one.draft.replace(
            change.start - base,
            change.end - base,
            change.after,
            reason=change.reason,
            strategy=change.strategy,
        )
    if not made:
        return
    one.question = any(change.asks for change in made)
    one.act = _ACTS.get(made[-1].strategy, reading.act)
    if one.act == Act.STATEMENT:
        one.act = "news" if made[-1].reason != "ja_plain" or is_bad_news(reading) else "statement"
    _close(one, reading.sentence.stop)


def _close(one: Revised, stop: str) -> None:
    """Let the punctuation suit the new ending: one ？ after a question, 。 elsewhere."""
    marks = len(stop) - len(stop.lstrip("。．！？!?…、， 　‼⁉"))
    if not marks:
        return
    head = stop[:marks].strip()
    asked = ("？" in head or "?" in head) and one.question
    mark = "" if not head and marks == len(stop) and not one.draft.changed else "。"
    if asked:
        mark = "?" if "？" not in head else "？"
    spaces = stop[:marks][len(stop[:marks].rstrip(" 　")) :] if head else ""
    if head in {"、", "，"}:
        spaces = ""
    at = len(one.draft.text) - len(stop)
    one.draft.replace(at, at + marks, mark + spaces, reason="ja_plain", strategy="ja_punctuated")


def _leave_something(revised: list[Revised], style: Style) -> None:
    """A message of insults alone still asks for something."""
    dropped = [one for one in revised if one.dropped]
    if not dropped or any(one.sentence.text and not one.dropped for one in revised):
        return
    one = dropped[-1]
    wish = ("", "改善をお願いします", "改善をお願いいたします", "改善をお願いできますと幸いです")
    at = len(one.draft.text.rstrip("\n"))
    one.draft.replace(
        at, at, wish[style.intensity] + "。", reason="ja_insult", strategy="ja_to_meaning"
    )
    one.act = "request"


def _cushion(text: str, revised: list[Revised], style: Style) -> None:
    """Put one cushion phrase before the first sentence that wants one."""
    if has_cushion(text):
        return
    for acts in (("request", "ban", "refusal"), ("why", "question"), ("news", "accusation")):
        for one in revised:
            if one.act not in acts or (one.dropped and not one.draft.text.strip()):
                continue
            words_before = cushion_for(one.act, style, one.draft.text)
            if not words_before:
                continue
            begin = after_address(one.draft.text)
            one.draft.replace(
                begin, begin, words_before, reason="ja_cushion", strategy="ja_cushioned"
            )
            return
