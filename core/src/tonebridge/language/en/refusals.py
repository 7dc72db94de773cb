"""Refusals: they stay refusals, with regret in place of the slammed door."""

import re

from tonebridge.language.en.grammar import lower_first
from tonebridge.language.en.patterns import pattern
from tonebridge.language.en.requests import Composer, Turn
from tonebridge.language.en.verbs import BASES, base_of_gerund

_NO = pattern("refusals.no")
_NO_WAY = pattern("refusals.no_way")
_UNABLE = pattern("refusals.unable")
_NOT_DOING = pattern("refusals.not_doing")
_NOT_MINE = pattern("refusals.not_mine")
_NO_TIME = pattern("refusals.no_time")
_DENIES = re.compile(r"\b(?:not|no|never|cannot|nobody|nothing|without)\b|n't\b", re.IGNORECASE)
_REFUSING = pattern("refusals.refusing")
_POLITE = re.compile(r"\b(?:unfortunately|sorry|afraid|regret|apologi)", re.IGNORECASE)
_CAPABLE = frozenset(
    ["see", "believe", "understand", "hear", "tell", "imagine", "find", "wait", "open", "access", "log", "connect", "reproduce"]
)


def refusal(text: str, closing: str, composer: Composer) -> Turn | None:
    """Soften a refusal; None where the clause refuses nothing."""
    if closing.startswith("?") or not _REFUSING.search(text.lower()) or _POLITE.search(text):
        return None
    no_way = _NO_WAY.fullmatch(text)
    if no_way:
        base = base_of_gerund(no_way["verb"].lower()) or no_way["verb"].lower()
        if base in BASES:
            return _refused(f"{no_way['who']} won't {base}{no_way['rest']}", composer)
    no = _NO.match(text)
    if no and not (
        no["gap"].isspace() and no[0].lower().startswith(("no way", "no chance", "not a chance"))
    ):
        rest = text[no.end() :].strip()
        if not rest:
            return _bare(composer)
        told = _refused(rest, composer)
        if told is not None:
            return told
        if _DENIES.search(rest) or no[0].lower().startswith(("forget", "denied", "rejected")):
            return Turn(_regret(rest, composer), closing or ".", "refusal", "regret")
        return Turn(
            f"I'm afraid not. {rest[:1].upper()}{rest[1:]}", closing or ".", "refusal", "regret"
        )
    return _refused(text, composer)


def _refused(text: str, composer: Composer) -> Turn | None:
    mine = _NOT_MINE.fullmatch(text)
    if mine:
        rest = mine["rest"] or mine["more"] or ""
        lead = "Unfortunately, " if composer.level else ""
        said = f"{lead}this is not within {'my' if ' my ' in f' {text.lower()} ' else 'our'} area{rest}"
        return Turn(said[:1].upper() + said[1:], ".", "refusal", "regret")
    if _NO_TIME.match(text):
        return Turn(_regret(text, composer), ".", "refusal", "regret")
    found = _NOT_DOING.fullmatch(text)
    base = base_of_gerund(found["verb"].lower()) if found else None
    if found is None or base is None:
        found = _UNABLE.fullmatch(text)
        base = found["verb"].lower() if found else None
    if found is None or base is None:
        return None
    if base in _CAPABLE or (base not in BASES and base not in {"be", "have", "afford"}):
        return None
    who = found["who"].lower()
    subject, be = {"i": ("I", "am"), "we": ("we", "are")}.get(who, ("they", "are"))
    rest = re.sub(r"\s+(?:anymore|ever|period)$", "", found["rest"])
    if composer.level == 0:
        return Turn(
            f"{subject[:1].upper()}{subject[1:]} can't {base}{rest}", ".", "refusal", "regret"
        )
    first = not composer.regretted
    composer.regretted = True
    if composer.level == 1 or not first:
        text = f"Unfortunately {subject} {be} not able to {base}{rest}"
    else:
        text = f"I am sorry, but unfortunately {subject} {be} not able to {base}{rest}"
    return Turn(text, ".", "refusal", "regret")


def _bare(composer: Composer) -> Turn:
    text = (
        "I'm afraid not",
        "Unfortunately, that is not possible",
        "I am sorry, but unfortunately that is not possible",
    )
    return Turn(text[composer.level], ".", "refusal", "regret")


def _regret(rest: str, composer: Composer) -> str:
    if composer.level == 0:
        return rest[:1].upper() + rest[1:]
    first = not composer.regretted
    composer.regretted = True
    lead = "I am sorry, but unfortunately " if composer.level > 1 and first else "Unfortunately, "
    return lead + lower_first(rest)
