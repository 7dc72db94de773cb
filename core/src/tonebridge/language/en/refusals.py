"""Refusals: they stay refusals, with regret in place of the slammed door."""

import re

from tonebridge.language.en.grammar import lower_first
from tonebridge.language.en.requests import Composer, Turn
from tonebridge.language.en.verbs import BASES, base_of_gerund

_NO = re.compile(
    r"(?:hell no|no way(?: in hell)?|nope|nah|no|absolutely not|of course not|definitely not|certainly not|not a chance|no chance|"
    r"forget it|not happening|never(?= *[,.!—–-])|over my dead body|in your dreams|dream on|hard no|hard pass|denied|rejected|request denied|not going to happen|ain't happening|"
    r"(?:that|this|it)(?:'s| is) not (?:going to|gonna) happen|(?:that|this|it)(?:'s| is) not happening|(?:that|this|it) (?:won't|will not|ain't going to|isn't going to) happen|"
    r"no can do|don't even ask|fat chance)(?P<gap>$|[,.!:;]\s*|\s*[-–—]+\s*|\s+(?=(?:i|we|you|that|this|it|the|my|our)\b))",
    re.IGNORECASE,
)
_UNABLE = re.compile(
    r"(?:so |and |but |sorry,? (?:but )?)*(?P<who>i|we|they)(?: |(?='))(?:really |just |simply |definitely |absolutely )*(?:won't|will not|can't|cannot|can not|cant|wont|refuse to|'m not (?:going to|gonna)|"
    r"am not (?:going to|gonna)|are not (?:going to|gonna)|aren't (?:going to|gonna)|'re not (?:going to|gonna)) (?:be able to )?(?:just |simply |ever |even )*(?P<verb>[a-z-]+)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NOT_DOING = re.compile(
    r"(?:so |and |but |sorry,? (?:but )?)*(?P<who>i|we|they)(?:'m not| am not|'re not| are not| aren't) (?:just |simply |ever |even )*(?P<verb>[a-z-]+ing)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NOT_MINE = re.compile(
    r"(?:that|this|it)(?:'s| is)(?: really| definitely| just)? not (?:my|our) (?:job|problem|concern|department|business|responsibility|issue|fault)(?P<rest>.*)|(?:not|ain't) (?:my|our) (?:job|problem|concern|department|business|responsibility)(?P<more>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NO_TIME = re.compile(r"(?:i|we) (?:don't|do not|dont) have (?:any )?(?:time|capacity|bandwidth)\b(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_DENIES = re.compile(r"\b(?:not|no|never|cannot|nobody|nothing|without)\b|n't\b", re.IGNORECASE)
_REFUSING = re.compile(
    r"n't\b|\b(?:not|no|nope|nah|never|cannot|cant|wont|refuse|dont|denied|rejected|forget|fat|hard|over|dream|in your)\b"
)
_POLITE = re.compile(r"\b(?:unfortunately|sorry|afraid|regret|apologi)", re.IGNORECASE)
_CAPABLE = frozenset("see believe understand hear tell imagine find wait open access log connect reproduce".split())


def refusal(text: str, closing: str, composer: Composer) -> Turn | None:
    """Soften a refusal; None where the clause refuses nothing."""
    if closing.startswith("?") or not _REFUSING.search(text.lower()) or _POLITE.search(text):
        return None
    no = _NO.match(text)
    if no:
        rest = text[no.end() :].strip()
        if not rest:
            return _bare(composer)
        told = _refused(rest, composer)
        if told is not None:
            return told
        if _DENIES.search(rest) or no[0].lower().startswith(("forget", "denied", "rejected")):
            return Turn(_regret(rest, composer), closing or ".", "refusal", "regret")
        return Turn(f"I'm afraid not. {rest[:1].upper()}{rest[1:]}", closing or ".", "refusal", "regret")
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
        return Turn(f"{subject[:1].upper()}{subject[1:]} can't {base}{rest}", ".", "refusal", "regret")
    first = not composer.regretted
    composer.regretted = True
    if composer.level == 1 or not first:
        text = f"Unfortunately {subject} {be} not able to {base}{rest}"
    else:
        text = f"I am sorry, but unfortunately {subject} {be} not able to {base}{rest}"
    return Turn(text, ".", "refusal", "regret")


def _bare(composer: Composer) -> Turn:
    text = ("I'm afraid not", "Unfortunately, that is not possible", "I am sorry, but unfortunately that is not possible")
    return Turn(text[composer.level], ".", "refusal", "regret")


def _regret(rest: str, composer: Composer) -> str:
    if composer.level == 0:
        return rest[:1].upper() + rest[1:]
    first = not composer.regretted
    composer.regretted = True
    lead = "I am sorry, but unfortunately " if composer.level > 1 and first else "Unfortunately, "
    return lead + lower_first(rest)
