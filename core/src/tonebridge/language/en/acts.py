"""What a clause does (asks, forbids, refuses, accuses, …) and how it is done softly."""

import re

from tonebridge.language.en import remarks
from tonebridge.language.en.blame import accusation, duty, forgetting, possession
from tonebridge.language.en.clauses import has_verb, words
from tonebridge.language.en.embedded import embedded
from tonebridge.language.en.grammar import has_mask, lower_first, opens_request, upper_first
from tonebridge.language.en.hostility import cares_not, hostile
from tonebridge.language.en.openers import Core
from tonebridge.language.en.orders import prohibition, request, split_before_request
from tonebridge.language.en.patterns import pattern
from tonebridge.language.en.questions import rhetorical
from tonebridge.language.en.refusals import refusal
from tonebridge.language.en.requests import Composer, Turn
from tonebridge.language.en.sarcasm import sarcasm
from tonebridge.language.en.turns import heard_as, possible, turned

_JOINTS = re.compile(r",\s+(?:so |and |but |just )*|\s+and\s+(?:just |then )?|:\s+|\s[-–—]+\s+|—")
_JOINING = (",", "and", ":", "-", "–", "—")
"""One of these stands in every joint."""
_ASKS_ALREADY = re.compile(r"(?:please|could|would|can|kindly)\b", re.IGNORECASE)
_LETTERS = re.compile("[A-Za-z]")


def left_out() -> Turn:
    """Say that a clause goes without a replacement."""
    return Turn("", "", "hostility", "leave_out")


def without_hostile_head(text: str) -> str:
    """Leave out a hostile clause before a joint; what follows stands on its own."""
    if not any(mark in text for mark in _JOINING):
        return text
    for joint in _JOINTS.finditer(text):
        rest = text[joint.end() :]
        if hostile(text[: joint.start()]) and not hostile(rest):
            return rest if " " in rest or has_mask(rest) or opens_request(rest) else ""
    return text


_REASON = pattern("acts.reason")
_DEPENDENT = re.compile(
    r"(?:if|when|unless|until|because|since|after|before|while|once|as)\b", re.IGNORECASE
)


def _says_more(text: str) -> bool:
    """Tell whether a clause holds something beside its hostility."""
    return heard_as(text) != "hostility" and turned(text, Composer(level=1)) is not None


def without_hostile_end(text: str) -> str:
    """Leave out the clauses behind a joint that are hostility alone."""
    if not text or _DEPENDENT.match(text):
        return text
    cut = len(text)
    kept = ""
    for joint in reversed(list(_REASON.finditer(text))):
        clause = text[joint.end() : cut]
        aside = cut < len(text) and " " not in clause
        if not joint.start() or aside or not hostile(clause) or _says_more(clause):
            kept = text[joint.start() : cut] + kept
        cut = joint.start()
    return text[:cut] + kept


def act(core: Core, closing: str, composer: Composer) -> Turn | None:
    """Find the act of a clause and say it softly; None where nothing is to be softened."""
    if core.heated and closing.startswith("?") and opens_request(core.text):
        closing = "."  # the question was a tag: `…, will you?`
    turn = turned(core.whole, composer) or turned(core.text, composer)
    turn = turn or _turned_at_start(core.text, composer) or _turned_at_end(core.text, composer)
    parts = split_before_request(core.text) if turn is None else None
    if parts:
        turn = _statement_and_order(parts, closing, composer)
    turn = turn or _asked_last(core.text, closing, composer)
    turn = turn or _single(core.text, closing, composer)
    if turn is None and core.reminder and not _ASKS_ALREADY.match(core.text):
        said = f"{core.reminder}, {lower_first(core.text)}"
        turn = Turn(said, closing, "reproach", "remind")
    elif turn is not None and turn.text and core.reminder.startswith(_MENTIONED):
        turn.text = f"{core.reminder}, {lower_first(turn.text)}"
    if turn is not None and turn.rest:
        say_rest(turn, composer)
    return turn


def _turned_at_start(text: str, composer: Composer) -> Turn | None:
    """Let what follows a turn of phrase and a comma stand on its own."""
    if not possible(text.lower()):
        return None
    for comma in _COMMA.finditer(text):
        turn = turned(text[: comma.start()], composer)
        if turn is not None and not turn.rest:
            turn.rest = upper_first(text[comma.end() :])
            return turn
    return None


_MENTIONED = "As mentioned "
_QUESTION = pattern("acts.question")


def _asked_last(text: str, closing: str, composer: Composer) -> Turn | None:
    """Let a question behind a statement and a comma stand on its own."""
    if not closing.startswith("?") or _QUESTION.match(f", {text}"):
        return None
    joints = list(_QUESTION.finditer(text))
    asked = _single(text[joints[-1].end() :], closing, composer) if joints else None
    if asked is None:
        return None
    head = text[: joints[-1].start()]
    before = None if hostile(head) else _single(head, ".", composer) or Turn(head, ".", "", "")
    if asked.text and before and before.text:
        asked.text = f"{before.text}{before.closing or '.'} {upper_first(asked.text)}"
    elif before and before.text:
        return Turn(
            before.text, before.closing or ".", asked.reason, asked.strategy, before.request
        )
    return asked


_COMMA = re.compile(r", (?:so |and |but )?")


def _turned_at_end(text: str, composer: Composer) -> Turn | None:
    """Let a turn of phrase after a comma stand on its own."""
    if not possible(text.lower()):
        return None
    for comma in _COMMA.finditer(text):
        if turned(text[comma.end() :], Composer(level=composer.level)) is None:
            continue
        head = text[: comma.start()]
        before = _single(head, ".", composer) or Turn(head, ".", "", "")
        after = turned(text[comma.end() :], composer)
        if after is None:
            continue
        if before.text:
            after.text = f"{before.text}{before.closing or '.'} {upper_first(after.text)}"
        return after
    return None


def _single(text: str, closing: str, composer: Composer) -> Turn | None:
    phrase = turned(text, composer)
    if phrase is not None:
        return phrase
    if hostile(text):
        return left_out()
    mocked = sarcasm(text, composer)
    if mocked is not None:
        return mocked if mocked.closing else _unmocked(mocked, composer)
    return (
        remarks.blamed(text, composer)
        or refusal(text, closing, composer)
        or rhetorical(text, closing, composer)
        or prohibition(text, composer)
        or duty(text, composer)
        or request(text, closing, composer)
        or _joined(text, closing, composer, spliced=True)
        or accusation(text, closing, composer)
        or possession(text, closing, composer)
        or forgetting(text)
        or remarks.dismissal(text)
        or remarks.verdict(text, closing)
        or _joined(text, closing, composer)
        or (None if closing.startswith("?") else embedded(text, composer))
    )


_AND = pattern("acts.and")
_CONJUNCTIONS = frozenset({"and", "but", ", and", ", but"})


def _joined(text: str, closing: str, composer: Composer, *, spliced: bool = False) -> Turn | None:
    """Soften two statements that a conjunction joins, or a bare comma, each on its own."""
    joint = _AND.search(text) if closing.startswith((".", "!")) or not closing else None
    if joint is None or "if " in text[: joint.start()].lower():
        return None
    first, second = text[: joint.start()], text[joint.end() :]
    conjunction = joint[0].strip().lower() in _CONJUNCTIONS
    if spliced and conjunction:
        return None
    spliced = not conjunction
    if spliced and (_DEPENDENT.match(first) or not has_verb(words(first))):
        return None
    before, after = _single(first, ".", composer), _single(second, ".", composer)
    if before is None and after is None:
        return None
    left = Turn(first, ".", "", "") if before is None else before
    right = Turn(second, ".", "", "") if after is None else after
    told = before or after or left
    if not left.text or not right.text:
        kept = left if left.text else right
        return Turn(kept.text, kept.closing or ".", told.reason, told.strategy, kept.request)
    said = f"{left.text}{left.closing or '.'} {upper_first(right.text)}"
    plain = {left.closing, right.closing} <= {"", "."} and not spliced
    if plain and not right.text.startswith("It looks"):
        said = f"{left.text}{joint[0]}{lower_first(right.text)}"
    return Turn(
        said, right.closing or ".", told.reason, told.strategy, left.request or right.request
    )


def _unmocked(mocked: Turn, composer: Composer) -> Turn:
    """Say the bad fact softly once the mocking praise before it is gone."""
    composer.heated = True
    turn = _single(mocked.text, ".", composer)
    return turn or Turn(mocked.text, ".", mocked.reason, mocked.strategy)


def _statement_and_order(parts: tuple[str, str], closing: str, composer: Composer) -> Turn | None:
    head, order = parts
    after = prohibition(order, composer) or request(order, closing, composer)
    if after is None or hostile(head) or (cares_not(head) and not has_mask(head)):
        return after
    before = _single(head, ".", composer) or Turn(head, ".", "", "")
    if before.text:
        said = f"{upper_first(before.text)}{before.closing or '.'}"
        after.text = f"{said} {upper_first(after.text)}"
    return after


def say_rest(turn: Turn, composer: Composer) -> None:
    """Let what was joined to a request stand on its own after it."""
    end = "." if _LETTERS.search(turn.rest) else ""
    joined = _single(turn.rest, ".", composer) or Turn(turn.rest, end, "", "")
    if joined.text:
        turn.text = f"{turn.text}{turn.closing} {upper_first(joined.text)}"
        turn.closing = joined.closing
        turn.ended = True
