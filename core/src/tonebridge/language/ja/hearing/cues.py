"""How strongly the wording speaks of each ground for haste."""

import re
from functools import cache

from tonebridge.language.facts import Masked
from tonebridge.language.ja.hearing.haste import grounds_of
from tonebridge.language.lexicon import Lexicon, grouped, knowledge
from tonebridge.language.tongue import PriorityCues

_IMPACT = {
    "security": 1.0,
    "outage": 0.95,
    "money": 0.85,
    "many": 0.5,
    "business": 0.25,
    "some": 0.35,
    "minor": -1.0,
}
_URGENCY = {"now": 1.0, "hurry": 0.6, "today": 0.75, "soon": 0.5, "later": 0.2}
_BLOCKING = {"full": 1.0, "part": 0.6}
_GROUPS = (("impact", _IMPACT), ("urgency", _URGENCY), ("blocking", _BLOCKING))
_FAULTS = frozenset({"some", "part", "full", "outage", "standstill"})
_SEVERAL = 0.55
_ORDINARY = 0.1
_SERIOUS = 0.8
_WITHIN = re.compile(
    "(?:頃|ごろ)?(?:の[^、。]{1,8}?(?=まで|迄))?(?:の|に|から|からの)?(?:以内|まで|迄|必着|締|〆|期限|会議|商談|開始|本番|発表|打ち?合わ?せ|配信|便|面談|納品|提出|出発|来客|訪問|公開|開演|開場|入札|検収|取締役会|理事会)"
)
_UNTIL = re.compile("(?<![さこれ今い])まで")
"""Until a day: not お疲れさまです, これまで, 今まで."""
_DUE = re.compile(
    "(?:今日|本日|明日|明後日|明朝|今週)(?:の?(?:朝|午前|午後|夕方|昼|夜|正午))?"
    "[がはに]?(?:の)?(?:[^、。]{1,6}の)?"
    "(?:期限|締切|締め切り|〆切|提出|納品|納期|入札|本番|発表|開始|公開|会議|監査|検収|リリース|商談|開店|出荷)"
    "|(?:期限|締切|締め切り|〆切|提出|納品|納期|入札|本番|発表|公開|監査|検収|リリース|商談|開店|出荷)[はがも、]{0,2}(?:もう)?(?:今日|本日|明日|明後日|明朝|今週)"
)
"""A day named as the deadline: 提出は明日, 明日が期限."""
_TODAY = ("今日の", "本日の", "本日", "今日")
_SHORTLY = 0.9
_BY = {"TIME": 0.85, "DATE": 0.45}
"""How soon a deadline of this type is."""
_HOURS = ("時間", "分", "秒")


@cache
def _cues() -> Lexicon[tuple[str, str, float]]:
    data = knowledge("ja_cues")
    found: dict[str, tuple[str, str, float]] = {}
    for ground, weights in _GROUPS:
        for group, strength in weights.items():
            for phrase in data[ground][group]:
                found[phrase] = (ground, group, strength)
    for group in ("calm", "notice"):
        for phrase in data["urgency"][group]:
            found[phrase] = ("urgency", group, 0.0)
    for phrase in data["shout"]["words"]:
        found.setdefault(phrase, ("emphasis", "shout", 0.3))
    return Lexicon(found)


@cache
def _together() -> Lexicon[tuple[str, ...]]:
    """Return words that say something only together with others, by their group."""
    return grouped(knowledge("ja_cues")["together"])


def cues_of(masked: Masked, folded_text: str) -> PriorityCues:
    """Weigh the grounds for haste in a message."""
    said = [hit.value for hit in _cues().find(folded_text)]
    said += sorted(grounds_of(folded_text))
    groups = {group for _, group, _ in said}
    strengths: dict[str, float] = {"impact": _ORDINARY}
    reasons: dict[str, float] = {}
    for ground, group, strength in said:
        if ground == "emphasis":
            strengths[ground] = min(1.0, strengths.get(ground, 0.0) + strength)
        elif strength > 0:
            strengths[ground] = max(strengths.get(ground, 0.0), strength)
            reasons[f"ja_cue_{group}"] = max(reasons.get(f"ja_cue_{group}", 0.0), strength)
    spoken = set().union(*_together().values(folded_text))
    _raise_impact(spoken, strengths, reasons, groups)
    deadline = _deadline(masked, folded_text, spoken)
    if deadline > strengths.get("urgency", 0.0):
        strengths["urgency"] = deadline
        reasons["ja_cue_deadline"] = deadline
    return _settled(strengths, reasons, groups)


def _raise_impact(
    spoken: set[str], strengths: dict[str, float], reasons: dict[str, float], groups: set[str]
) -> None:
    """Add what only several words together say: a leak, customers hit, a mere test system."""
    if spoken >= {"exposed", "secrets"}:
        strengths["impact"], reasons["ja_cue_security"] = 1.0, 1.0
    elif groups & (_FAULTS | {"many"}) and "safety" in spoken:
        strengths["impact"], reasons["ja_cue_outage"] = 1.0, 1.0
    elif groups & _FAULTS and "audience" in spoken and strengths["impact"] < _SEVERAL:
        strengths["impact"], reasons["ja_cue_many"] = _SEVERAL, _SEVERAL
    if "lesser" in spoken and "ja_cue_security" not in reasons:
        strengths["impact"] = min(strengths["impact"], _IMPACT["some"])


def _settled(
    strengths: dict[str, float], reasons: dict[str, float], groups: set[str]
) -> PriorityCues:
    impact = strengths["impact"]
    urgency = strengths.get("urgency", 0.0)
    blocking = strengths.get("blocking", 0.0)
    if "minor" in groups and impact < _SERIOUS:
        impact, blocking = 0.05, 0.0
        urgency *= 0.6
        reasons["ja_cue_minor"] = 0.2
    if "calm" in groups:
        urgency = 0.0
        impact, blocking = impact * 0.4, blocking * 0.3
        reasons = {"ja_cue_calm": 1.0, **{k: v * 0.4 for k, v in reasons.items()}}
    elif "notice" in groups and urgency < 1:
        impact, blocking, urgency = impact * 0.3, 0.0, urgency * 0.3
        reasons = {"ja_cue_notice": 1.0, **{k: v * 0.3 for k, v in reasons.items()}}
    return PriorityCues(
        impact=round(impact, 3),
        urgency=round(urgency, 3),
        blocking=round(blocking, 3),
        emphasis=round(strengths.get("emphasis", 0.0), 3),
        reasons=tuple(sorted(reasons, key=lambda code: (-reasons[code], code))),
    )


def _deadline(masked: Masked, text: str, spoken: set[str]) -> float:
    """Read deadlines that stand as facts or days: 15時まで, 30分以内, 8月2日まで, 明日…まで."""
    strongest = 0.0
    day = "today" if "today" in spoken else "soon"
    if day in spoken and (_UNTIL.search(text) or _DUE.search(text)):
        strongest = _URGENCY[day]
    for fact, place in zip(masked.facts, masked.places, strict=True):
        lasts = fact.type == "QUANTITY" and any(unit in fact.text for unit in _HOURS)
        today = text.endswith(_TODAY, 0, place)
        if lasts and fact.text.endswith("後"):
            strength = _SHORTLY
        elif fact.type == "TIME" and today:
            strength = _BY["TIME"]
        elif lasts and text.endswith(("あと", "残り"), 0, place):
            strength = _SHORTLY
        elif not _WITHIN.match(text, place + 1):
            continue
        else:
            strength = _SHORTLY if lasts else _BY.get(fact.type, 0.0)
        strongest = max(strongest, strength)
    return strongest
