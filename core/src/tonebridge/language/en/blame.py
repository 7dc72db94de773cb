"""Accusations: the state of things is told without pointing at anyone."""

import re

from tonebridge.language.en.grammar import (
    gerund_phrase,
    has_mask,
    lower_first,
    object_of,
    opens_request,
    passive_participle,
    was,
)
from tonebridge.language.en.patterns import pattern
from tonebridge.language.en.requests import Composer, Turn, ask, avoid
from tonebridge.language.en.verbs import (
    BASES,
    INFLECTED,
    base_of_gerund,
    base_of_participle,
    base_of_past,
    gerund,
    participle,
)

_GRAVE = frozenset(
    ["broke", "deleted", "forgot", "ruined", "missed", "lost", "ignored", "crashed", "killed", "dropped", "overwrote", "leaked", "wrecked", "skipped", "wasted", "caused", "destroyed", "corrupted", "damaged", "blocked", "failed", "neglected", "exposed", "disabled", "abandoned", "wiped", "erased", "overlooked", "omitted", "messed", "mangled", "misread", "misconfigured", "misunderstood", "left", "bypassed", "violated", "exceeded", "sabotaged", "hijacked", "deadlocked", "spammed", "trashed", "hardcoded", "hard-coded", "duplicated", "delayed", "stalled", "breached", "botched", "force-pushed", "overrode"]
)
_WEAK_CUE = pattern("blame.weak_cue")
_AGAIN = re.compile(r",?\s+(?:yet |once )?again\b", re.IGNORECASE)
_YOU = pattern("blame.you")
_ADDRESSES = re.compile(r"\b(?:you|u)\b")
_NOT = pattern("blame.not")
_ALWAYS = pattern("blame.always")
_SHOULD = pattern("blame.should")
_ARE = pattern("blame.are")
_NO_IDEA = pattern("blame.no_idea")
_DONT_GET = pattern("blame.dont_get")


def accusation(text: str, closing: str, composer: Composer) -> Turn | None:
    """Tell what was done or left undone without `you`; None where nobody is accused."""
    if closing.startswith("?") or not _ADDRESSES.search(text.lower()):
        return None
    are = _ARE.fullmatch(text)
    if are:
        return _state(are["state"], composer)
    found = _YOU.fullmatch(text)
    if found is None:
        return None
    rest = found["rest"]
    aux = (found["aux"] or "").strip()
    should = _SHOULD.fullmatch(rest)
    if should:
        return _should_have(should, composer)
    idea = _NO_IDEA.fullmatch(f"have {rest}" if aux in {"'ve", "have"} else rest)
    if idea:
        return _unclear(idea["what"] or idea["more"], composer)
    unclear = _DONT_GET.fullmatch(rest)
    if unclear:
        return _unclear(unclear["what"], composer)
    missed = _NOT.fullmatch(rest)
    if missed:
        return _undone(missed, aux, composer)
    habit = _ALWAYS.fullmatch(rest)
    if habit:
        return _habit(habit, composer)
    return _done(found, composer)


def looks(
    statement: str, composer: Composer, *, strategy: str = "state_the_fact", strong: bool = True
) -> Turn:
    """Tell a fact as what it looks like; at strong intensity offer to look together."""
    text = statement if composer.level == 0 else f"It looks like {lower_first(statement)}"
    text = text[:1].upper() + text[1:]
    if composer.level > 1 and strong and not composer.together:
        composer.together = True
        return Turn(f"{text}. Could we look at it together", "?", "blame", "look_together")
    return Turn(text, ".", "blame", strategy)


def _subject(text: str) -> str:
    """Make `your changes` `the changes` at the head of a sentence."""
    text = re.sub(r"^(?:your|ur)\b(?: own)?", "the", text, flags=re.IGNORECASE)
    return re.sub(r"^(?:me|us)$", lambda who: {"me": "I", "us": "we"}[who[0].lower()], text)


def passive(
    verb_past: str, after: str, *, negated: bool = False, tense: str = "past"
) -> str | None:
    """Turn `broke the build again` into `the build was broken`; None where there is no object."""
    done = passive_participle(verb_past.lower())
    if done is None:
        return None
    after = after.strip()
    particle = re.match(r"(up|down|out|off|over|back|away|apart|through)\b\s*", after)
    if particle:
        done, after = f"{done} {particle[1]}", after[particle.end() :]
    if re.match(r"(?:me|us)\b(?! (?:to\b))", after):
        pronoun, _, rest = after.partition(" ")
        phrase, tail = ("I" if pronoun == "me" else "we"), (" " + rest if rest else "")
        be = "was" if phrase == "I" else "were"
    else:
        found = object_of(after)
        if found is None:
            return None
        phrase, tail = _subject(found.phrase), found.rest
        be = was(phrase)
    tail = _AGAIN.sub("", tail)
    many = be == "were"
    be = {
        "past": be,
        "perfect": "have" if many or phrase == "I" else "has",
        "present": "are" if many else ("am" if phrase == "I" else "is"),
    }[tense]
    middle = " not" if negated else ""
    if tense == "perfect":
        middle += " been"
    if tense == "present":
        middle += " often"
    return f"{phrase} {be}{middle} {done}{tail}"


def _undone(found: re.Match[str], aux: str, composer: Composer) -> Turn | None:
    how, verb, rest = found["not"].lower(), found["verb"].lower(), found["rest"]
    rest = _AGAIN.sub("", rest)
    if how in {"forgot", "forget"}:
        about = re.sub(r"^about ", "", (verb + rest).strip())
        if verb == "that" or not object_of(about):
            return None
        thing = object_of(about)
        phrase = _subject(thing.phrase) if thing else about
        return looks(f"{phrase} {was(phrase)} missed{thing.rest if thing else ''}", composer)
    base = (
        verb
        if verb in BASES or verb in {"have", "be"}
        else (base_of_participle(verb) or base_of_past(verb) or verb)
    )
    if how.startswith(("haven't", "have not", "havent", "forgot")) or aux in {"'ve", "have"}:
        tense = "perfect"
    else:
        tense = "past"
    if how.startswith(("forgot", "failed", "neglect", "omitted", "forget")) or tense == "perfect":
        told = passive(_past(base), rest, negated=True, tense="perfect")
        yet = "" if told is None or re.search(r"\byet\b", told) or "forgot" not in how else " yet"
        if told and not re.search(
            r"\b(?:and|before|after|when|while|in|on|to|for|by|with)\b", told
        ):
            told += yet
    else:
        told = passive(_past(base), rest, negated=True)
    if told is None:
        doing = gerund_phrase(base + rest)
        if doing is None or base in {"be", "have"}:
            return None
        if how.startswith("never") or "even" in found[0]:
            told = f"{doing} has not happened"
        else:
            told = f"{doing} did not happen"
        if base == "tell" or base == "let":
            return None
    return looks(told, composer)


def _past(base: str) -> str:
    from tonebridge.language.en.verbs import past  # noqa: PLC0415

    return past(base)


def _habit(found: re.Match[str], composer: Composer) -> Turn | None:
    verb, rest = found["verb"].lower(), _AGAIN.sub("", found["rest"])
    base = base_of_gerund(verb) or (verb if verb in INFLECTED else None)
    if base is None:
        return None
    told = passive(_past(base), rest, tense="present")
    if told is None:
        doing = gerund_phrase(base + rest)
        if doing is None:
            return None
        told = f"{doing} happens often"
    return looks(told, composer)


def _should_have(found: re.Match[str], composer: Composer) -> Turn | None:
    verb, rest = found["verb"].lower(), found["rest"]
    base = base_of_participle(verb)
    negated = (
        "not" in found["modal"].lower()
        or "n't" in found["modal"].lower()
        or "never" in found["modal"].lower()
    )
    if verb in {"known", "been", "thought"} or base is None:
        return None
    thing = object_of(rest.strip())
    if thing is not None:
        done = participle(base) if base in BASES else verb
        phrase = _subject(thing.phrase)
        middle = "not been" if negated else "been"
        return Turn(
            f"It would have been {'better' if negated else 'helpful'} if {phrase} had {middle} {done}{thing.rest}",
            ".",
            "blame",
            "state_the_fact",
        )
    if base not in BASES:
        return None
    negation = "not to" if negated else "to"
    return Turn(
        f"It would have been {'better' if negated else 'helpful'} {negation} {base}{rest}",
        ".",
        "blame",
        "state_the_fact",
    )


def _unclear(what: str, composer: Composer) -> Turn | None:
    thing = object_of(what.strip())
    if thing is None:
        if re.match(r"(?:how|what|why|when|where|that)\b", what, re.IGNORECASE):
            return Turn(
                f"It seems that it is not clear yet {lower_first(what)}",
                ".",
                "blame",
                "state_the_fact",
            )
        return None
    phrase = _subject(thing.phrase)
    are = "are" if was(phrase) == "were" else "is"
    return Turn(
        f"It seems that {phrase} {are} not clear yet{thing.rest}", ".", "blame", "state_the_fact"
    )


def _state(state: str, composer: Composer) -> Turn | None:
    state = _AGAIN.sub("", state.strip())
    wrong = re.match(
        r"(?:wrong|mistaken|incorrect|not right)\b(?: (?:about|on|here about) (?P<what>.+))?",
        state,
        re.IGNORECASE | re.DOTALL,
    )
    if wrong:
        what = wrong["what"] or "this"
        if not wrong["what"] and state[wrong.end() :].strip():
            return None
        return Turn(f"I see {what} differently", ".", "blame", "state_the_fact")
    late = re.match(
        r"(?:late|behind|overdue|slow)\b(?: (?:with|on|for) (?P<what>.+))?$",
        state,
        re.IGNORECASE | re.DOTALL,
    )
    if late:
        what = _subject(late["what"]) if late["what"] else "this"
        return looks(f"{what} {'are' if was(what) == 'were' else 'is'} running late", composer)
    doing = re.match(
        r"(?P<not>not )?(?P<verb>[a-z-]+ing)\b(?P<rest>.*)", state, re.IGNORECASE | re.DOTALL
    )
    if doing:
        base = base_of_gerund(doing["verb"].lower())
        thing = object_of(doing["rest"].strip()) if base else None
        if (
            base is None
            or thing is None
            or base in {"do", "go", "get", "make", "have", "look", "say"}
        ):
            return None
        phrase = _subject(thing.phrase)
        be = "are" if was(phrase) == "were" else "is"
        negation = " not" if doing["not"] else ""
        return looks(f"{phrase} {be}{negation} being {participle(base)}{thing.rest}", composer)
    return None


def _done(found: re.Match[str], composer: Composer) -> Turn | None:
    word, _, after = found["rest"].partition(" ")
    verb = word.lower()
    adverbs = found["adverbs"].lower()
    if "managed to" in adverbs and verb in BASES:
        verb = _past(verb)
    base = base_of_past(verb)
    if base is None or not after:
        return None
    cue = _WEAK_CUE.search(after) or re.search(
        r"\b(?:went and|managed to|again|just|carelessly|deliberately|somehow)\b", adverbs
    )
    if verb not in _GRAVE and not cue and not composer.heated:
        return None
    told = passive(verb, after)
    return None if told is None else looks(told, composer)


_YOUR = pattern("blame.your")
_YOUR_WRONG = pattern("blame.your_wrong")
_BAD_FACT = pattern("blame.bad_fact")


def possession(text: str, closing: str, composer: Composer) -> Turn | None:
    """Soften `your … is wrong` and `your … broke the build`."""
    if closing.startswith("?"):
        return None
    found = _YOUR.fullmatch(text)
    if found is None:
        return None
    wrong = _YOUR_WRONG.fullmatch(found["what"])
    if wrong and not re.search(r"\b(?:and|but)\b", wrong["what"]):
        rest = _AGAIN.sub("", wrong["rest"])
        if composer.level == 0:
            return Turn(
                f"The {wrong['what']} may need a correction{rest}", ".", "blame", "state_the_fact"
            )
        text = f"There seems to be an issue with the {wrong['what']}{rest}"
        if composer.level > 1 and not composer.together:
            composer.together = True
            return Turn(f"{text}. Could we look at it together", "?", "blame", "look_together")
        return Turn(text, ".", "blame", "state_the_fact")
    if _BAD_FACT.search(found["what"]):
        return looks(_AGAIN.sub("", f"the {found['what']}"), composer)
    return None


def duty(text: str, composer: Composer) -> Turn | None:
    """Turn `it is your job to …` into a request."""
    if " your " not in text:
        return None
    found = re.fullmatch(
        r"(?:it's|it is|that's|that is) your (?:job|responsibility|duty|turn|task) to (?:not )?(.+)",
        text,
        re.IGNORECASE | re.DOTALL,
    )
    if found is None or not opens_request(found[1]):
        return None
    return avoid(found[1], composer) if " to not " in text else ask(found[1], composer)


def mentions_fact(text: str) -> bool:
    """Tell whether a locked fact stands in a clause, so that it may not go."""
    return has_mask(text)


def doing(base: str) -> str:
    """Return the -ing form."""
    return gerund(base)
