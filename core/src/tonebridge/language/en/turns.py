"""Turns of phrase that mean something else than their words say, read from `en_turns.toml`."""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from msgspec import Struct, convert

from tonebridge.language.en.blame import passive, without_your
from tonebridge.language.en.embedded import embedded
from tonebridge.language.en.grammar import (
    are,
    lower_first,
    object_of,
    opens_request,
    upper_first,
    was,
)
from tonebridge.language.en.patterns import compiled
from tonebridge.language.en.requests import Composer, Turn, ask, avoid, have
from tonebridge.language.en.verbs import (
    BASES,
    base_of_gerund,
    base_of_participle,
    base_of_past,
    base_of_third,
    gerund,
    participle,
    past,
)
from tonebridge.language.lexicon import Lexicon, folded, grouped, knowledge


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """One turn of phrase, and what is said instead."""

    needs: tuple[str, ...]
    """Words of which one occurs in every such clause; they are quick to find."""
    pattern: str
    say: tuple[str, ...] = ()
    """The new wording: one for all intensities, or one each; its full stop decides the end."""
    ask: str = ""
    """What is asked for, from its verb on; the wording of a request comes around it."""
    avoid: str = ""
    """What is asked not to be done, from its verb on."""
    have: str = ""
    """What is asked for, as a thing."""
    lead: str = ""
    """What stands before the request."""
    reason: str = "reproach"
    strategy: str = "state_the_fact"


@lru_cache(maxsize=512)
def possible(low: str) -> bool:
    """Tell at a glance whether a folded clause may be one of them."""
    return _needs().has(low)


_HEARD = {
    "reproach": "reproach",
    "blame": "blame",
    "sarcasm": "sarcasm",
    "hostility": "hostility",
    "dismissal": "dismissal",
    "rhetorical_question": "rhetorical",
    "blunt_verdict": "verdict",
}


def heard_as(text: str) -> str | None:
    """Name the politeness strategy that such a clause is; None where it is none."""
    if not possible(folded(text)):
        return None
    return next((_HEARD.get(entry.reason) for entry, _ in _matches(text)), None)


def turned(text: str, composer: Composer) -> Turn | None:
    """Say such a clause in plain words; None where it is none."""
    for entry, found in _matches(text):
        made = _made(entry, found, composer)
        if made is not None:
            return made
    return None


@lru_cache(maxsize=512)
def _matches(text: str) -> tuple[tuple[Entry, re.Match[str]], ...]:
    """Return the entries that a clause is, in their order; clauses are asked about repeatedly."""
    worth = {int(place) for places in _needs().values(folded(text)) for place in places}
    tried = (
        (_entries()[place][0], _entries()[place][1].fullmatch(text)) for place in sorted(worth)
    )
    return tuple((entry, found) for entry, found in tried if found is not None)


def _made(entry: Entry, found: re.Match[str], composer: Composer) -> Turn | None:
    turn = _said(entry, found, composer)
    if turn is None:
        return None
    rest = found.groupdict().get("rest") or ""
    if rest.strip():
        turn.rest = upper_first(rest.strip())
    return turn


def _said(entry: Entry, found: re.Match[str], composer: Composer) -> Turn | None:
    if entry.say:
        wording = entry.say[min(composer.level, len(entry.say) - 1)]
        text = _filled(wording, found)
        if text is None:
            return None
        composer.asked += text.endswith("?")
        return Turn(
            upper_first(text[:-1]),
            text[-1],
            entry.reason,
            entry.strategy,
            request=text.endswith("?") or "lease " in text,
        )
    phrase = _filled(entry.ask or entry.avoid or entry.have, found)
    if phrase is None:
        return None
    if entry.have:
        return _led(entry, found, have(phrase, composer))
    if not opens_request(phrase) and not phrase.startswith("be "):
        return None
    return _led(entry, found, (ask if entry.ask else avoid)(phrase, composer))


def _led(entry: Entry, found: re.Match[str], turn: Turn) -> Turn:
    if entry.lead:
        turn.text = f"{_filled(entry.lead, found)}{lower_first(turn.text)}"
    return turn


_FIELD = re.compile(r"\{(\w+)(?:\|(\w+))?\}")


def _filled(wording: str, found: re.Match[str]) -> str | None:
    """Put what was found into a wording; None where a word cannot be inflected so."""
    pieces: list[str] = []
    reached = 0
    for field in _FIELD.finditer(wording):
        said = (found[field[1]] or "").strip()
        if field[2] and said:
            inflected = _FORMS[field[2]](said)
            if inflected is None:
                return None
            said = inflected
        pieces += (wording[reached : field.start()], said)
        reached = field.end()
    text = "".join((*pieces, wording[reached:]))
    return re.sub(r" +([,.?])", r"\1", re.sub(r" {2,}", " ", text))


def _base(phrase: str) -> str | None:
    verb, space, rest = phrase.partition(" ")
    low = verb.lower()
    base = low if low in BASES else base_of_gerund(low) or base_of_past(low)
    base = base or base_of_participle(low) or base_of_third(low)
    return base and base + space + rest


def _inflected(form: Callable[[str], str]) -> Callable[[str], str | None]:
    def inflect(phrase: str) -> str | None:
        base = _base(phrase)
        if base is None:
            return None
        verb, space, rest = base.partition(" ")
        return form(verb) + space + rest

    return inflect


def _undone(phrase: str) -> str | None:
    """Say `page the doctor` as `the doctor was not paged`."""
    base = _base(phrase)
    if base is None:
        return None
    verb, _, rest = base.partition(" ")
    return passive(past(verb), rest, negated=True)


def _done(phrase: str) -> str | None:
    """Say `shipped it without the manual` as `it was shipped without the manual`."""
    verb, _, rest = phrase.partition(" ")
    return passive(verb, rest) if base_of_past(verb.lower()) else None


def _done_base(phrase: str) -> str | None:
    """Say `break a steel door` as `a steel door was broken`."""
    base = _base(phrase)
    verb, _, rest = (base or "").partition(" ")
    return passive(past(verb), rest) if base else None


_YOUR_DUTY = re.compile(r"(?:your|the) (?:\w+ )?(?:job|homework|work|duty|part)\b", re.IGNORECASE)


def _had_been(phrase: str) -> str | None:
    """Say `tested the pump` as `the pump had been tested`."""
    verb, _, rest = phrase.partition(" ")
    if _YOUR_DUTY.match(rest):
        return "this had been done"
    base = base_of_participle(verb.lower()) or base_of_past(verb.lower())
    thing = object_of(rest) if base else None
    if base is None or thing is None:
        return None
    return f"{without_your(thing.phrase)} had been {participle(base)}{thing.rest}"


def _being(phrase: str) -> str | None:
    """Say `ignoring the rule` as `the rule is being ignored`."""
    verb, _, rest = phrase.partition(" ")
    base, thing = base_of_gerund(verb.lower()), object_of(rest)
    if base is None or thing is None:
        return None
    what = without_your(thing.phrase)
    return f"{what} {are(what)} being {participle(base)}{thing.rest}"


def _calm(phrase: str) -> str:
    """Say a clause without the blame inside it."""
    told = embedded(phrase, Composer(level=0))
    return lower_first(told.text if told else phrase)


_FORMS: dict[str, Callable[[str], str | None]] = {
    "the": lambda phrase: lower_first(without_your(phrase)),
    "lower": lower_first,
    "subject": lambda phrase: "I" if phrase in {"i", "I"} else upper_first(phrase),
    "subject_low": lambda phrase: "I" if phrase in {"i", "I"} else lower_first(phrase),
    "whom": lambda phrase: "me" if phrase in {"i", "I"} else "us",
    "upper": upper_first,
    "base": _base,
    "gerund": _inflected(gerund),
    "participle": _inflected(participle),
    "undone": _undone,
    "order": lambda phrase: phrase if opens_request(phrase) else None,
    "done": _done,
    "done_base": _done_base,
    "had_been": _had_been,
    "past": _inflected(past),
    "were": was,
    "are": are,
    "being": _being,
    "calm": _calm,
    "the_upper": lambda phrase: upper_first(without_your(phrase)),
}


@cache
def _entries() -> tuple[tuple[Entry, re.Pattern[str]], ...]:
    entries = convert(knowledge("en_turns")["turn"], tuple[Entry, ...])
    return tuple((entry, compiled(f"(?is){entry.pattern}")) for entry in entries)


@cache
def _needs() -> Lexicon[tuple[str, ...]]:
    return grouped({str(place): entry.needs for place, (entry, _) in enumerate(_entries())})
