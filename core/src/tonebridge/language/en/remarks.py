"""Remarks: sarcasm, dismissal and blunt verdicts."""

import re

from tonebridge.language.en.blame import looks, passive
from tonebridge.language.en.grammar import has_mask, lower_first, object_of, was
from tonebridge.language.en.patterns import pattern
from tonebridge.language.en.requests import Composer, Turn
from tonebridge.language.en.verbs import base_of_gerund, gerund, past
from tonebridge.language.lexicon import folded, knowledge, marked

_DATA = knowledge("en_hostile")
_HOSTILE = re.compile("|".join(f"(?:{clause})" for clause in _DATA["clauses"]))
_PRAISE = re.compile(_DATA["praise"])
_PRAISE_FIRST = re.compile(
    rf"(?:{_DATA['praise']})(?P<gap>\s*[,.!:;…]+\s*|\s+(?:on|with|for|at|that|how|when|by|to)\s+|\s*[-–—]+\s*)",
    re.IGNORECASE,
)
_PRAISE_DOING = re.compile(
    rf"(?:{_DATA['praise']}|thanks(?: a lot| so much)?|thank you(?: so much)?|i (?:just |really )?(?:love|like|enjoy|appreciate) (?:how|when|that|it when))(?:,? (?:on|for|with|at|by))?(?: (?:once again|again|finally|never|not|always|yet again|just|so quickly|single-handedly|completely|totally))*\s+(?P<verb>[a-z-]+ing)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SARCASM_WORDS = pattern("remarks.sarcasm_words")
_BAD = marked(_DATA["bad"])
_BAD_DOING = frozenset(
    ["break", "delete", "forget", "ruin", "miss", "lose", "ignore", "crash", "kill", "drop", "overwrite", "leak", "wreck", "skip", "waste", "cause", "destroy", "corrupt", "damage", "block", "fail", "neglect", "expose", "abandon", "wipe", "overlook", "take", "bring", "push", "merge", "deploy", "turn", "knock", "leave", "force-push", "shut", "bury", "breach", "delay", "duplicate", "send", "remove", "change", "test", "reply", "answer", "read", "hide", "blow", "spam", "flood", "double"]
)
_PLAINLY_BAD = frozenset(
    ["break", "delete", "forget", "ruin", "miss", "lose", "ignore", "crash", "kill", "overwrite", "leak", "wreck", "skip", "waste", "destroy", "corrupt", "damage", "block", "fail", "neglect", "wipe", "overlook"]
)
_LOVE_HOW = pattern("remarks.love_how")
_ONLY_TOOK = pattern("remarks.only_took")
_NICE_OF = pattern("remarks.nice_of")
_ANOTHER = pattern("remarks.another")
_BRILLIANT_IDEA = pattern("remarks.brilliant_idea")
_SO_MUCH = re.compile(r"so much for (?P<what>.+)", re.IGNORECASE | re.DOTALL)
_CARES = pattern("remarks.cares")
_VERDICTS = (
    (
        re.compile(
            r"(?P<what>(?:this|that|it|the [\w' -]{1,40}?|these|those|all of this))(?:'s| is| are| was)(?: (?:just|simply|all|completely|totally|plain|so|still|obviously|clearly|flat out|dead))* (?:wrong|incorrect|all wrong)(?P<rest>.*)",
            re.IGNORECASE | re.DOTALL,
        ),
        "{what} does not look right{rest}",
        "{what} do not look right{rest}",
    ),
    (
        re.compile(
            r"(?P<what>this|that|it|none of this)(?: \w+)? (?:makes no|doesn't make any|does not make any|makes zero|doesn't make) sense(?P<rest>.*)",
            re.IGNORECASE | re.DOTALL,
        ),
        "I do not quite follow this yet{rest}",
        None,
    ),
    (
        re.compile(
            r"(?P<what>this|that|it)(?:'s| is)(?: (?:just|simply|clearly|nowhere near|far from|still))* (?:not good enough|not acceptable|unacceptable|nowhere near good enough)(?P<rest>.*)",
            re.IGNORECASE | re.DOTALL,
        ),
        "{what} is not quite there yet{rest}",
        None,
    ),
    (
        re.compile(
            r"(?:(?P<what>this|that|it)(?:'s| is) )?(?:just |such |really )?(?:a )?(?:bad|terrible|horrible|awful|dumb|stupid) (?:idea|plan|decision|move|choice)(?P<rest>)",
            re.IGNORECASE | re.DOTALL,
        ),
        "I have some concerns about this",
        None,
    ),
    (
        re.compile(
            r"(?P<what>)(?:this|that|it) (?:won't|will never|is never going to|isn't going to|will not|can't) work(?P<rest>.*)",
            re.IGNORECASE | re.DOTALL,
        ),
        "I am not sure that this will work{rest}",
        None,
    ),
)
_VERDICT_WORDS = pattern("remarks.verdict_words")
_WORST = pattern("remarks.worst")
_HAD_READ = pattern("remarks.had_read")
_BAD_CHOICE = pattern("remarks.bad_choice")
_FIRED = pattern("remarks.fired")
_PROPERLY = pattern("remarks.properly")


def hostile(clause: str) -> bool:
    """Tell whether a clause carries hostility and nothing else."""
    bare = folded(clause).strip(" .,!?;:-–—…\"'")
    return not has_mask(clause) and _HOSTILE.fullmatch(bare) is not None


def mock_praise(clause: str) -> bool:
    """Tell whether a clause is praise alone, which a bad fact beside it turns into mockery."""
    return _PRAISE.fullmatch(folded(clause).strip(" .,!?;:-–—…")) is not None


def bad_news(text: str) -> bool:
    """Tell whether a text names something that went wrong."""
    return _BAD.has(folded(text))


def mocking(text: str) -> bool:
    """Tell whether a clause praises and tells a bad fact in one breath."""
    if not _SARCASM_WORDS.match(text.lower()):
        return False
    doing = _PRAISE_DOING.fullmatch(text)
    if doing:
        base = base_of_gerund(doing["verb"].lower())
        return base in _BAD_DOING and (
            bad_news(text[doing.start("verb") :]) or base in _PLAINLY_BAD
        )
    if _BRILLIANT_IDEA.fullmatch(text) or _ONLY_TOOK.fullmatch(text):
        return True
    first = _PRAISE_FIRST.match(text)
    return (
        first is not None
        and first["gap"].strip(" ,.!:;-–—…") == ""
        and bad_news(text[first.end() :])
    )


def sarcasm(text: str, composer: Composer) -> Turn | None:
    """Tell the bad fact that mocking praise is about."""
    if not _SARCASM_WORDS.match(text.lower()):
        return None
    doing = _PRAISE_DOING.fullmatch(text)
    if doing and (turn := _praised_doing(text, doing, composer)):
        return turn
    took = _ONLY_TOOK.fullmatch(text)
    if took:
        return Turn(f"It took {took['rest']}", ".", "sarcasm", "state_the_fact")
    love = _LOVE_HOW.fullmatch(text)
    if love and bad_news(love["rest"]):
        return looks(_without_you(love["rest"]), composer)
    idea = _BRILLIANT_IDEA.fullmatch(text)
    if idea:
        told = passive(past(idea["verb"].lower()), idea["rest"])
        if told and idea["verb"].lower() not in {"is", "was"}:
            return looks(told, composer)
    nice = _NICE_OF.fullmatch(text)
    if nice and re.search(
        r"\b(?:finally|at last|decided|found the time|could|managed)\b", text, re.IGNORECASE
    ):
        return Turn(
            f"Thank you for {gerund(nice['verb'].lower())}{nice['rest']}",
            ".",
            "sarcasm",
            "state_the_fact",
        )
    another = _ANOTHER.fullmatch(text)
    if another:
        return Turn(f"There is {another['rest']}", ".", "sarcasm", "state_the_fact")
    first = _PRAISE_FIRST.match(text)
    if first and first["gap"].strip(" ,.!:;-–—…") == "":
        rest = text[first.end() :].strip()
        if rest and bad_news(rest) and not has_mask(text[: first.end()]):
            return Turn(rest, "", "sarcasm", "state_the_fact")
    return None


def _praised_doing(text: str, found: re.Match[str], composer: Composer) -> Turn | None:
    base = base_of_gerund(found["verb"].lower())
    lead = text[: found.start("verb")].lower()
    negated = re.search(r"\b(?:not|never)\b", lead) is not None
    if base is None or base not in _BAD_DOING:
        return None
    grave = base in {
        "push",
        "merge",
        "deploy",
        "turn",
        "send",
        "remove",
        "change",
        "test",
        "reply",
        "answer",
        "read",
        "take",
        "bring",
        "leave",
        "hide",
        "double",
    }
    if (
        grave
        and not negated
        and not bad_news(found["rest"])
        and not re.search(
            r"\b(?:without|down|out|wrong|on a friday)\b", found["rest"], re.IGNORECASE
        )
    ):
        return None
    told = passive(past(base), found["rest"], negated=negated)
    if told is None:
        rest = found["rest"]
        told = f"{gerund(base)}{rest} {'did not happen' if negated else 'happened'}"
    return looks(told, composer)


def _without_you(text: str) -> str:
    return re.sub(
        r"^(?:you|u)(?: guys| people)? (?:always |just |never |still )?",
        "",
        re.sub(r"\byour\b", "the", text),
    )


def dismissal(text: str, composer: Composer) -> Turn | None:
    """Say that something is less urgent, where the message says that nobody cares."""
    found = _CARES.fullmatch(text) if " about " in text or " for " in text else None
    if found is None:
        return None
    thing = object_of(found["what"] or found["more"])
    if thing is None:
        return None
    phrase = re.sub(r"^your\b", "the", thing.phrase, flags=re.IGNORECASE)
    are = "are" if was(phrase) == "were" else "is"
    return Turn(
        f"{phrase[:1].upper()}{phrase[1:]} {are} not the first priority right now{thing.rest}",
        ".",
        "dismissal",
        "state_the_fact",
    )


def cares_not(text: str) -> bool:
    """Tell whether a clause says that nobody cares."""
    return _CARES.fullmatch(text) is not None


def exaggeration(text: str, composer: Composer) -> Turn | None:
    """Soften what loses its sense when its rude words alone are taken out."""
    if _BAD_CHOICE.fullmatch(text):
        return Turn("I have some concerns about this", ".", "blunt_verdict", "state_the_fact")
    worst = _WORST.fullmatch(text)
    if worst:
        return Turn(
            f"This {worst['what']} could use some improvement",
            ".",
            "blunt_verdict",
            "state_the_fact",
        )
    read = _HAD_READ.fullmatch(text)
    if read:
        what = re.sub(r"^your\b", "the", read["what"], flags=re.IGNORECASE)
        return Turn(f"According to {what}, {lower_first(read['fact'])}", ".", "reproach", "remind")
    return None


def blamed(text: str, composer: Composer) -> Turn | None:
    """Look at the matter where the message wants somebody punished."""
    found = _FIRED.fullmatch(text)
    if found is None:
        return None
    composer.together = True
    return Turn(f"Could we look at {found['rest']} together", "?", "threat", "look_together")


def verdict(text: str, closing: str, composer: Composer) -> Turn | None:
    """Soften a blunt verdict such as `this is wrong`."""
    if closing.startswith("?"):
        return None
    if not _VERDICT_WORDS.search(text.lower()) or _PROPERLY.fullmatch(text):
        return None
    for pattern, one, many in _VERDICTS:
        found = pattern.fullmatch(text)
        if found:
            what = found["what"] or ""
            plural = (
                many
                and what.lower().split(" ")[-1] not in {"this", "that", "it"}
                and was(what or "it") == "were"
            )
            told = (many if plural and many else one).format(what=what, rest=found["rest"])
            return Turn(told[:1].upper() + told[1:], ".", "blunt_verdict", "state_the_fact")
    much = _SO_MUCH.fullmatch(text)
    if much:
        phrase = much["what"]
        return Turn(
            f"It looks like {lower_first(phrase)} did not go as planned",
            ".",
            "sarcasm",
            "state_the_fact",
        )
    return None
