"""Rhetorical and cornering questions: asked openly, or turned into the request they hide."""

import re

from tonebridge.language.en.blame import passive
from tonebridge.language.en.grammar import gerund_phrase, lower_first, object_of, opens_request
from tonebridge.language.en.requests import Composer, Turn, ask
from tonebridge.language.en.verbs import BASES, base_of_participle, base_of_past, past

_WHO_DID = re.compile(
    r"(?:(?:and|so|ok|okay|seriously|alright|right|now),? )*(?:who|whoever|which (?:one )?of you|which (?:person|people|dev|developer|engineer|team|guy)|who here|who exactly|who even|who's the one who|who is the one who|who was the one who)(?: (?:is responsible for|just|even|actually|again|decided to|thought it was a good idea to|thought it'd be a good idea to|told you to|told you|keeps|keep|the))* "
    r"(?P<verb>[a-z-]+)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_RESPONSIBLE = re.compile(r"(?:who(?:'s| is)) (?:responsible for|to blame for|behind|in charge of) (?P<what>.+)", re.IGNORECASE | re.DOTALL)
_WHY_YOU = re.compile(
    r"(?:(?:and|so|but|ok|seriously),? )*(?:why|how come|for what reason) (?P<aux>did|didn't|haven't|have|do|don't|are|aren't|can't|won't|would|wouldn't|couldn't|were|weren't|is it that) (?:you|u|nobody|no one|anyone|somebody|someone|you guys|you people|you all|they)(?: (?P<not>not))?"
    r"(?: (?:just|even|still|always|never|ever|keep|simply|bother to|bothering to|suddenly|seriously|constantly|not))* (?P<verb>[a-z-]+)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_WHY_IS = re.compile(
    r"(?:(?:and|so|but|ok|seriously),? )*(?:why|how come) (?P<be>is|are|was|were|isn't|aren't|wasn't|weren't|has|have|hasn't|haven't|does|doesn't|do|don't|did|didn't) (?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_STATE_BEGINS = re.compile(
    r" (?=(?:still|not|always|never|so|taking|failing|down|broken|missing|late|red|slow|empty|blocked|in|on|at|this|that|wrong|open|closed|offline|already|again|gone|without|stuck|too|pending|being|"
    r"only|no|using|running|set|all|behind|overdue|unable|down|out|been|merged|deployed|done|fixed|tested|there|here|now|failing|ignored|such|suddenly|even|an? )|\w+(?:ed|ing)\b)",
    re.IGNORECASE,
)
_EVEN = re.compile(
    r"(?:(?:and|so|but|seriously),? )*(?P<aux>did|do|have|has|can|could|will|would|are)(?P<n>n't| not)? (?:you|u|anyone|anybody|you guys|you people|you all|any of you|nobody)(?P<not> not)? "
    r"(?P<cue>(?:(?:even|ever|seriously|really|honestly|actually|at least|for once|just|not|bother to|bothered to|finally|please) )+)(?P<verb>[a-z-]+)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_CANT_YOU = re.compile(r"(?:can't|couldn't|won't|can|could) (?:you|u|you guys|you people|anyone)(?: not)?(?: (?:just|even|ever|for once|simply|at least|please))* (?P<what>.+)", re.IGNORECASE | re.DOTALL)
_SO_HARD = re.compile(
    r"(?:(?:is|was|would) (?:it|that) (?:really |that |so |too )*(?:hard|difficult|much|much to ask|much trouble) (?:for you )?to|how (?:hard|difficult) (?:is|can|could|was|would) it (?:possibly )?(?:be )?to|"
    r"would it (?:kill|hurt) you to|is it too much to ask (?:for you )?to|how many (?:more )?times do (?:i|we) (?:have|need) to (?:tell|ask|remind) you to|how about you(?: just| finally)?|why don't you(?: just| finally)?|do i (?:really )?have to (?:tell|ask|remind|beg) you to) (?:just |even |simply |finally |actually )*(?P<what>.+)",
    re.IGNORECASE | re.DOTALL,
)
_WHEN = re.compile(
    r"(?:(?:and|so|but),? )*when (?:are|will|do|were|is|does|can) (?:you|u|anyone|someone|somebody|you guys|you people|you all|your team)(?: (?:going to|gonna|planning to|plan to|intend to|finally|ever|actually|bother to|be able to|get around to|get to))* (?P<what>.+)",
    re.IGNORECASE | re.DOTALL,
)
_WHERE = re.compile(r"(?:(?:and|so|but),? )*where(?P<be>'s| is| are|'re)(?: the)? (?P<what>.+)", re.IGNORECASE | re.DOTALL)
_WHERE_FULL = re.compile(r"(?:(?:and|so|but),? )*where(?:'s| is| are|'re) (?P<what>.+)", re.IGNORECASE | re.DOTALL)
_TAKING = re.compile(r"(?:(?:and|so|but),? )*(?:what(?:'s| is)|what on earth is) taking (?:you |them |this |it )*(?:so|this) long(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_HOW_LONG = re.compile(r"how (?:much longer|long) (?:is|are|will|do|does|must|until|before) .+", re.IGNORECASE | re.DOTALL)
_PART = re.compile(r"(?:which|what) part of (?P<what>.+?) (?:don't|didn't|do|did|can't) (?:you|u)(?: not)? (?:understand|get|read)", re.IGNORECASE | re.DOTALL)
_OR_WHAT = re.compile(r"(?:are|will|do) (?:you|u) (?:ever |actually |finally |really |even )*(?:going to |gonna |planning to |plan to |intend to )?(?P<what>[a-z-]+\b.*?)(?: or (?:what|not))?", re.IGNORECASE | re.DOTALL)
_ASKS = re.compile(
    r"(?:(?:and|so|but|ok|okay|seriously|alright|right|now),? )*(?:who|why|what|when|where|how|did|do|have|has|can|can't|could|couldn't|"
    r"will|won't|would|are|is|was|which|don't|for what)\b"
)
_CAUSING = frozenset(
    "wrote broke deleted approved merged pushed changed removed touched messed did made added deployed designed built committed "
    "created let left put disabled reviewed signed turned killed dropped took configured set came crashed released allowed installed modified "
    "edited overwrote moved renamed closed reverted force-pushed scheduled sent ordered gave ran lost leaked updated thought decided".split()
)


def rhetorical(text: str, closing: str, composer: Composer) -> Turn | None:
    """Ask openly what a cornering question asks, or make the request it hides."""
    if not (closing.startswith(("?", "!")) or re.match(r"(?:why|who|what|when|where|how|did|do|have|can't|which)\b", text, re.IGNORECASE)):
        return None
    if not _ASKS.match(text.lower()):
        return None
    part = _PART.fullmatch(text)
    if part:
        return Turn(f"Please let me know if anything about {part['what'].strip()} is not clear", ".", "rhetorical_question", "please", request=True)
    for pattern in (_SO_HARD, _EVEN, _CANT_YOU):
        found = pattern.fullmatch(text)
        if found and (turn := _hidden_request(found, composer)):
            return turn
    return _who(text, composer) or _why(text, composer) or _when(text, composer)


def _hidden_request(found: re.Match[str], composer: Composer) -> Turn | None:
    groups = found.groupdict()
    if "cue" in groups and groups["cue"].strip() in {"please", "really"}:
        return None
    what = groups.get("what") or f"{_base(groups['verb'])}{groups['rest']}"
    what = re.sub(r"^(?:please|just|finally|at least|actually) ", "", what)
    if groups.get("cue") and groups["aux"].lower() in {"do", "are"} and not opens_request(what):
        return None
    if "please" in found[0].lower() or not opens_request(what):
        return None
    if re.match(r"(?:can|could) ", found[0], re.IGNORECASE) and " just " not in found[0] and not re.search(r"\b(?:even|not|at least|for once)\b", found[0]):
        return None
    return ask(re.sub(r"\s+(?:for once|at all|or what|or not)$", "", what), composer, "rhetorical_question")


def _base(verb: str) -> str:
    low = verb.lower()
    return low if low in BASES else (base_of_participle(low) or base_of_past(low) or low)


def _who(text: str, composer: Composer) -> Turn | None:
    blame = _RESPONSIBLE.fullmatch(text)
    if blame:
        if composer.level == 0:
            return Turn(f"Could you tell me who is responsible for {blame['what']}", "?", "rhetorical_question", "ask_openly")
        return Turn(f"Could you let me know who could help with {blame['what']}", "?", "rhetorical_question", "ask_openly")
    found = _WHO_DID.fullmatch(text)
    if found is None:
        return None
    verb = found["verb"].lower()
    if verb in BASES and re.search(r"(?:decided|idea|told you) to $", text[: found.start("verb")]):
        verb = past(verb)
    if verb not in _CAUSING and not (base_of_past(verb) and composer.heated):
        return None
    rest = found["rest"].strip()
    composer.together = True
    thing = object_of(re.sub(r"^(?:up|down|off|out)\b ?", "", rest)) if rest else None
    if verb in {"wrote", "made", "designed", "built", "did", "created", "added", "approved", "merged", "reviewed", "came", "thought", "decided", "let", "allowed"} and thing:
        return Turn(f"Could we look at {thing.phrase}{thing.rest} together", "?", "blame", "look_together")
    told = passive(verb, rest)
    if told is None:
        return None
    return Turn(f"It looks like {lower_first(told)}. Could we look at it together", "?", "blame", "look_together")


def _why(text: str, composer: Composer) -> Turn | None:
    lead = ("Could you tell me why", "Could you help me understand why", "I would appreciate it if you could help me understand why")[composer.level]
    end = "." if composer.level > 1 else "?"
    found = _WHY_YOU.fullmatch(text)
    if found:
        verb, aux = found["verb"].lower(), found["aux"].lower()
        negated = bool(aux.endswith("n't") or found["not"] or re.search(r"\b(?:not|never|nobody|no one)\b", text[: found.start("verb")], re.IGNORECASE))
        base = _base(verb)
        if aux in {"can't", "won't", "don't", "couldn't", "wouldn't"} and opens_request(f"{base}{found['rest']}"):
            if aux != "don't" or re.search(r"\b(?:just|simply|even|ever|you just)\b", text[: found.start("verb")]) :
                return ask(f"{base}{found['rest']}", composer, "rhetorical_question")
        told = passive(past(base), found["rest"], negated=negated)
        if told is not None:
            return Turn(f"{lead} {lower_first(told)}", end, "rhetorical_question", "ask_openly")
        doing = gerund_phrase(base + found["rest"])
        if doing is None:
            return None
        negation = "not " if negated else ""
        return Turn(f"Could you share the reasons for {negation}{doing}", "?", "rhetorical_question", "ask_openly")
    found = _WHY_IS.fullmatch(text)
    if found is None or not (composer.heated or re.search(r"\b(?:still|not|nobody|no one|always|never|again|so)\b|n't\b", text, re.IGNORECASE)):
        return None
    be, rest = found["be"].lower(), found["rest"]
    cut = _STATE_BEGINS.search(rest)
    if be.rstrip("n't") in {"does", "do", "did"} or be in {"don't", "doesn't", "didn't", "do", "does", "did"}:
        return _why_does(be, rest, lead, end)
    if cut is None or cut.start() < 2:
        return None
    if be.endswith("n't"):
        be = be[:-3] + " not"
    return Turn(f"{lead} {lower_first(rest[: cut.start()])} {be}{rest[cut.start() :]}", end, "rhetorical_question", "ask_openly")


def _why_does(be: str, rest: str, lead: str, end: str) -> Turn | None:
    words = rest.split(" ")
    for place in range(1, len(words)):
        if words[place].lower().strip(",") in BASES or words[place].lower() in {"not", "always", "never", "keep"}:
            auxiliary = be if be.endswith("n't") else ""
            if not auxiliary:
                return None
            return Turn(f"{lead} {lower_first(' '.join(words[:place]))} {auxiliary} {' '.join(words[place:])}", end, "rhetorical_question", "ask_openly")
    return None


def _when(text: str, composer: Composer) -> Turn | None:
    please = "please " if composer.level and not composer.asked else ""
    opening = ("Could you tell me", f"Could you {please}let me know", "I would be grateful if you could let me know")[composer.level]
    end = "." if composer.level > 1 else "?"
    found = _WHEN.fullmatch(text)
    if found and opens_request(found["what"]):
        composer.asked += 1
        what = re.sub(r"^(?:finally|actually) ", "", found["what"])
        return Turn(f"{opening} when you will be able to {what}", end, "rhetorical_question", "ask_openly", request=True)
    where = _WHERE_FULL.fullmatch(text)
    if where:
        composer.asked += 1
        be = "are" if "'re" in text[:8] or " are " in f"{text[:10]} " else "is"
        what = re.sub(r"^your ", "the ", where["what"], flags=re.IGNORECASE)
        return Turn(f"{opening} where {what} {be}" if len(what.split()) < 7 else f"{opening} the status of {what}", end, "rhetorical_question", "ask_openly", request=True)
    taking = _TAKING.fullmatch(text)
    if taking:
        composer.asked += 1
        return Turn(f"{opening} how this is coming along{taking['rest']}", end, "rhetorical_question", "ask_openly", request=True)
    if _HOW_LONG.fullmatch(text) and composer.heated:
        return None
    whether = _OR_WHAT.fullmatch(text)
    if whether and opens_request(whether["what"]) and re.search(r"\bor (?:what|not)\b|\bever\b|\bactually\b|\bfinally\b", text, re.IGNORECASE):
        composer.asked += 1
        return Turn(f"{opening} whether you will be able to {whether['what']}", end, "rhetorical_question", "ask_openly", request=True)
    return None
