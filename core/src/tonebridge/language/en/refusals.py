"""Refusals: they stay refusals, with regret in place of the slammed door."""

import re

from tonebridge.language.en.grammar import gerund_phrase, lower_first, upper_first
from tonebridge.language.en.patterns import pattern, word_set
from tonebridge.language.en.requests import Composer, Turn
from tonebridge.language.en.verbs import BASES, base_of_gerund

_NO = pattern("refusals.no")
_NO_WAY = pattern("refusals.no_way")
_UNABLE = pattern("refusals.unable")
_NOT_DOING = pattern("refusals.not_doing")
_NOT_MINE = pattern("refusals.not_mine")
_YOUR = re.compile(r"\byour\b")
_NO_TIME = pattern("refusals.no_time")
_DO_NOT_OFFER = pattern("refusals.do_not_offer")
_ANSWER_IS_NO = pattern("refusals.answer_is_no")
_DENIES = re.compile(r"\b(?:not|no|never|cannot|nobody|nothing|without)\b|n't\b", re.IGNORECASE)
_REFUSING = pattern("refusals.refusing")
_POLITE = re.compile(r"\b(?:unfortunately|sorry|afraid|regret|apologi)", re.IGNORECASE)
_NO_CHANCE = re.compile(r"(?:no way|no chance|not a chance)\b", re.IGNORECASE)
_CLOSED = re.compile(r"(?:forget|denied|rejected)", re.IGNORECASE)
_FOR_GOOD = re.compile(r"\s+(?:anymore|ever|period)$")
_ALSO = frozenset({"be", "have", "afford"})
_SUBJECTS = {"i": ("I", "am"), "we": ("we", "are"), "they": ("they", "are")}
_CAPABLE = word_set("refusals.capable")


def refusal(text: str, closing: str, composer: Composer) -> Turn | None:
    """Soften a refusal; None where the clause refuses nothing."""
    if closing.startswith("?") or not _REFUSING.search(text.lower()) or _POLITE.search(text):
        return None
    return (
        _no_way(text, composer)
        or _after_no(text, closing, composer)
        or _not_ours(text, composer)
        or _unable(text, composer)
    )


def _no_way(text: str, composer: Composer) -> Turn | None:
    found = _NO_WAY.fullmatch(text)
    if found is None:
        return None
    base = base_of_gerund(found["verb"].lower()) or found["verb"].lower()
    return _unable(f"{found['who']} won't {base}{found['rest']}", composer)


def _after_no(text: str, closing: str, composer: Composer) -> Turn | None:
    no = _NO.match(text)
    if no is None or (no["gap"].isspace() and _NO_CHANCE.match(text)):
        return None
    rest = text[no.end() :].strip(" ,;")
    if not rest:
        return _bare(composer)
    told = _not_ours(rest, composer) or _unable(rest, composer)
    if told is not None:
        return told
    if _DENIES.search(rest) or _CLOSED.match(text):
        return Turn(_regret(rest, composer), closing or ".", "refusal", "regret")
    return Turn(f"I'm afraid not. {upper_first(rest)}", closing or ".", "refusal", "regret")


def _not_ours(text: str, composer: Composer) -> Turn | None:
    mine = _NOT_MINE.fullmatch(text)
    if mine:
        whose = "my" if " my " in f" {text.lower()} " else "our"
        said = _beyond(whose, mine["rest"] or mine["more"] or "", composer)
        return Turn(said, ".", "refusal", "regret")
    if _NO_TIME.match(text) or _DO_NOT_OFFER.match(text) or _ANSWER_IS_NO.fullmatch(text):
        return Turn(_regret(text, composer), ".", "refusal", "regret")
    return None


def _beyond(whose: str, rest: str, composer: Composer) -> str:
    """Say `not my job to chase people` as `chasing people is not within my area`."""
    order = _YOUR.sub("the", rest.removeprefix(" to "))
    doing = gerund_phrase(order) if rest.startswith(" to ") else None
    what, more = (doing, "") if doing else ("this", rest)
    said = f"{what} is not within {whose} area{more}"
    return f"Unfortunately, {said}" if composer.level else upper_first(said)


def _unable(text: str, composer: Composer) -> Turn | None:
    doing = _NOT_DOING.fullmatch(text)
    base = base_of_gerund(doing["verb"].lower()) if doing else None
    found = doing if base else _UNABLE.fullmatch(text)
    base = base or (found["verb"].lower() if found else "")
    if found is None or base in _CAPABLE or base not in BASES | _ALSO:
        return None
    subject, be = _SUBJECTS[found["who"].lower()]
    rest = _FOR_GOOD.sub("", found["rest"])
    if base == "be":
        lead = "" if composer.level == 0 else "Unfortunately "
        said = upper_first(f"{lead}{subject} will not be{rest}")
        able = "can" in text.lower()[: found.start("verb")]
        return None if able else Turn(said, ".", "refusal", "regret")
    if composer.level == 0:
        return Turn(f"{upper_first(subject)} can't {base}{rest}", ".", "refusal", "regret")
    sorry = "I am sorry, but unfortunately" if composer.level > 1 else "Unfortunately"
    if composer.regretted:
        said = f"{upper_first(subject)} {be} not able to {base}{rest}"
        return Turn(said, ".", "refusal", "regret")
    composer.regretted = True
    return Turn(f"{sorry} {subject} {be} not able to {base}{rest}", ".", "refusal", "regret")


def _bare(composer: Composer) -> Turn:
    composer.regretted = True
    text = (
        "That is not possible",
        "Unfortunately, that is not possible",
        "I am sorry, but unfortunately that is not possible",
    )
    return Turn(text[composer.level], ".", "refusal", "regret")


def _regret(rest: str, composer: Composer) -> str:
    if composer.level == 0:
        return upper_first(rest)
    first = not composer.regretted
    composer.regretted = True
    lead = "I am sorry, but unfortunately " if composer.level > 1 and first else "Unfortunately, "
    return lead + lower_first(rest)
