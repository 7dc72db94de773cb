"""Remarks: dismissal, exaggeration and blunt verdicts."""

import re

from tonebridge.language.en.blame import passive, without_your
from tonebridge.language.en.clauses import has_verb, words
from tonebridge.language.en.grammar import (
    are,
    lower_first,
    object_of,
    opens_request,
    upper_first,
    was,
)
from tonebridge.language.en.patterns import pattern, word_set
from tonebridge.language.en.requests import Composer, Turn
from tonebridge.language.en.verbs import BASES, past
from tonebridge.language.en.words import ACTIONS

_CARES = pattern("remarks.cares")
_SO_MUCH = pattern("remarks.so_much")
_AND_MORE = re.compile(r",? and |, |; ")
_PLAIN_WRONG = pattern("remarks.plain_wrong")
_WORST = pattern("remarks.worst")
_HAD_READ = pattern("remarks.had_read")
_BAD_CHOICE = pattern("remarks.bad_choice")
_WHOEVER = pattern("remarks.whoever")
_MUST = pattern("remarks.must")
_PUNISHED = re.compile(r"(?i)(?:be |get |feel |apologi|resign|learn|think|read)")
_BARE_VERDICT = pattern("remarks.bare_verdict")
_WHAT_A = pattern("remarks.what_a")
_WRONG = pattern("remarks.wrong")
_VERDICT_WORDS = pattern("remarks.verdict_words")
_VERDICTS = (
    (pattern("remarks.no_sense"), "I do not quite follow this yet{rest}"),
    (pattern("remarks.not_enough"), "{what} is not quite there yet{rest}"),
    (pattern("remarks.wont_work"), "I am not sure that this will work{rest}"),
)


def dismissal(text: str) -> Turn | None:
    """Say that something is less urgent, where the message says that nobody cares."""
    found = _CARES.fullmatch(text) if " about " in text or " for " in text else None
    thing = object_of(found["that"] or found["what"] or found["more"]) if found else None
    if thing is None:
        return None
    phrase = upper_first(without_your(thing.phrase))
    said = f"{phrase} {are(phrase)} not the first priority right now{thing.rest}"
    return Turn(said, ".", "dismissal", "state_the_fact")


def exaggeration(text: str) -> Turn | None:
    """Soften what loses its sense when its rude words alone are taken out."""
    return _bad_choice(text) or _exclaimed(text) or _superlative(text)


def _bad_choice(text: str) -> Turn | None:
    if _BAD_CHOICE.fullmatch(text):
        return _verdict("I have some concerns about this")
    if _PLAIN_WRONG.fullmatch(text):
        return _verdict("I see this differently")
    joint = _AND_MORE.search(text)
    if joint and _BAD_CHOICE.fullmatch(text[: joint.start()]):
        more = text[joint.end() :]
        later = verdict(more, ".")
        rest = f"{later.text}." if later else f"{upper_first(more)}."
        turn = _verdict(f"I have some concerns about this. {rest}")
        turn.ended, turn.closing = True, ""
        return turn
    return None


def _exclaimed(text: str) -> Turn | None:
    exclaimed = _WHAT_A.match(text) if text[:1] in "wW" else None
    if exclaimed and ACTIONS.has(exclaimed["how"].lower()):
        if _PERSONS.search(exclaimed["what"].lower()):
            rest = text[exclaimed.end() :].lstrip(" ,;:.–—-")
            return Turn(upper_first(rest), ".", "hostility", "leave_out") if rest else None
        return _weak(exclaimed["what"], text[exclaimed.end() :])
    bare = _BARE_VERDICT.fullmatch(text)
    if bare and ACTIONS.has(bare["how"].lower()) and not has_verb(words(bare["what"])):
        return _verdict(f"The {bare['what'].lower()} could use some improvement")
    return None


def _superlative(text: str) -> Turn | None:
    worst = _WORST.fullmatch(text)
    if worst:
        return _verdict(f"This {worst['what']} could use some improvement")
    read = _HAD_READ.fullmatch(text)
    if read:
        said = f"According to {without_your(read['what'])}, {lower_first(read['fact'])}"
        return Turn(said, ".", "reproach", "remind")
    return None


_PERSONS = pattern("remarks.persons")


def _weak(what: str, more: str) -> Turn:
    rest = more.lstrip(" ,;:.–—-").removeprefix("and ")
    turn = _verdict(f"The {what} could use some improvement")
    if rest:
        turn.text = f"{turn.text}. {upper_first(rest)}."
        turn.ended, turn.closing = True, ""
    return turn


def blamed(text: str, composer: Composer) -> Turn | None:
    """Look at the matter where the message wants somebody punished."""
    found = _WHOEVER.fullmatch(text) if text[:1] in "wWtT" else None
    if found is None:
        return None
    if asked := _asked_of_whoever(found, composer):
        return asked
    verb = found["verb"].lower()
    told = passive(past(verb) if verb in BASES else verb, found["what"])
    if told is None:
        return None
    then = found["then"] or ""
    if verb in _MAKING and (thing := object_of(found["what"])):
        composer.together = True
        said = f"Could we look at {thing.phrase}{thing.rest} together"
        return Turn(said, "?", "threat", "look_together", rest=upper_first(found["order"] or ""))
    rest = "" if found["order"] is None else upper_first(found["order"])
    if then.partition(" ")[0].lower() in _CONSEQUENCE:
        said = f"It looks like {lower_first(told)}, which {then}"
        return Turn(said, ".", "blame", "state_the_fact", rest=rest)
    composer.together = True
    said = f"It looks like {lower_first(told)}. Could we look at it together"
    return Turn(said, "?", "threat", "look_together", rest=rest)


_MAKING = word_set("questions.making")
_CONSEQUENCE = frozenset(["cost", "costs", "made", "makes", "caused", "broke"])


def _asked_of_whoever(found: re.Match[str], composer: Composer) -> Turn | None:
    """Ask somebody unknown for what is to be done."""
    wanted = _MUST.fullmatch(found["then"] or "")
    order = wanted["what"] if wanted else re.sub(r"^(?:please|just) ", "", found["order"] or "")
    if not opens_request(order) or _PUNISHED.match(order):
        return None
    composer.asked += 1
    who = f"whoever {found['verb'].lower()} {found['what']}"
    if composer.level > 1:
        said, end = f"I would be grateful if {who} could {lower_first(order)}", "."
    else:
        said, end = f"Could {who} please {lower_first(order)}", "?"
    return Turn(said, end, "imperative", "indirect_request", request=True)


def verdict(text: str, closing: str) -> Turn | None:
    """Soften a blunt verdict such as `this is wrong`."""
    if closing.startswith("?") or not _VERDICT_WORDS.search(text.lower()):
        return None
    wrong = _WRONG.fullmatch(text)
    if wrong:
        do = "do" if _many(wrong["what"]) else "does"
        return _verdict(f"{wrong['what']} {do} not look right{wrong['rest']}")
    for sought, said in _VERDICTS:
        found = sought.fullmatch(text)
        if found:
            return _verdict(said.format(what=found["what"], rest=found["rest"]))
    much = _SO_MUCH.fullmatch(text)
    if much:
        said = f"It looks like {lower_first(much['what'])} did not go as planned"
        return Turn(said, ".", "sarcasm", "state_the_fact")
    return None


def _many(what: str) -> bool:
    return re.search(r"(?:this|that|it)$", what.lower()) is None and was(what) == "were"


def _verdict(text: str) -> Turn:
    return Turn(upper_first(text), ".", "blunt_verdict", "state_the_fact")
