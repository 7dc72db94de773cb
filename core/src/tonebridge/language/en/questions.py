"""Rhetorical and cornering questions: asked openly, or turned into the request they hide."""

import re

from tonebridge.language.en.blame import passive
from tonebridge.language.en.grammar import gerund_phrase, lower_first, object_of, opens_request
from tonebridge.language.en.patterns import pattern
from tonebridge.language.en.requests import Composer, Turn, ask
from tonebridge.language.en.verbs import (
    BASES,
    base_of_gerund,
    base_of_participle,
    base_of_past,
    past,
)

_WHO_DID = pattern("questions.who_did")
_RESPONSIBLE = pattern("questions.responsible")
_WHY_YOU = pattern("questions.why_you")
_WHY_IS = pattern("questions.why_is")
_STATE_BEGINS = pattern("questions.state_begins")
_EVEN = pattern("questions.even")
_CANT_YOU = pattern("questions.cant_you")
_SO_HARD = pattern("questions.so_hard")
_COULD_HAVE = pattern("questions.could_have")
_WHEN = pattern("questions.when")
_WHERE = pattern("questions.where")
_WHERE_FULL = pattern("questions.where_full")
_TAKING = pattern("questions.taking")
_HOW_LONG = pattern("questions.how_long")
_PART = pattern("questions.part")
_OR_WHAT = pattern("questions.or_what")
_ASKS = pattern("questions.asks")
_CAUSING = frozenset(
    ["wrote", "broke", "deleted", "approved", "merged", "pushed", "changed", "removed", "touched", "messed", "did", "made", "added", "deployed", "designed", "built", "committed", "created", "let", "left", "put", "disabled", "reviewed", "signed", "turned", "killed", "dropped", "took", "configured", "set", "came", "crashed", "released", "allowed", "installed", "modified", "edited", "overwrote", "moved", "renamed", "closed", "reverted", "force-pushed", "scheduled", "sent", "ordered", "gave", "ran", "lost", "leaked", "updated", "thought", "decided"]
)


def rhetorical(text: str, closing: str, composer: Composer) -> Turn | None:
    """Ask openly what a cornering question asks, or make the request it hides."""
    if not (
        closing.startswith(("?", "!"))
        or re.match(
            r"(?:why|who|what|when|where|how|did|do|have|can't|which)\b", text, re.IGNORECASE
        )
    ):
        return None
    if not _ASKS.match(text.lower()):
        return None
    part = _PART.fullmatch(text)
    if part:
        return Turn(
            f"Please let me know if anything about {part['what'].strip()} is not clear",
            ".",
            "rhetorical_question",
            "please",
            request=True,
        )
    late = _COULD_HAVE.fullmatch(text)
    if late and (base := _base(late["verb"])) in BASES:
        return Turn(
            f"It would have been helpful to {base}{late['rest']}",
            ".",
            "rhetorical_question",
            "state_the_fact",
        )
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
    if re.match(
        r"(?:can|could) \w+(?: \w+)?(?! (?:just|even|not|at least|for once)\b)",
        found[0],
        re.IGNORECASE,
    ) and not re.match(
        r"(?:can|could) \w+ (?:just|even|not|at least|for once)\b", found[0], re.IGNORECASE
    ):
        return None
    if re.match(r"(?:see|realize|realise|notice|tell) that ", what, re.IGNORECASE):
        fact = what.split(" that ", 1)[1]
        return Turn(
            f"It looks like {lower_first(fact)}", ".", "rhetorical_question", "state_the_fact"
        )
    what = re.sub(
        r"^(?:know|understand|realize|see|remember) (?=how|what|why|where|when|the|that)",
        "check ",
        what,
        flags=re.IGNORECASE,
    )
    return ask(
        re.sub(r"\s+(?:for once|at all|or what|or not)$", "", what),
        composer,
        "rhetorical_question",
    )


def _base(verb: str) -> str:
    low = verb.lower()
    if low in BASES:
        return low
    return base_of_participle(low) or base_of_past(low) or base_of_gerund(low) or low


def _who(text: str, composer: Composer) -> Turn | None:
    blame = _RESPONSIBLE.fullmatch(text)
    if blame:
        if composer.level == 0:
            return Turn(
                f"Could you tell me who is responsible for {blame['what']}",
                "?",
                "rhetorical_question",
                "ask_openly",
            )
        return Turn(
            f"Could you let me know who could help with {blame['what']}",
            "?",
            "rhetorical_question",
            "ask_openly",
        )
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
    if (
        verb
        in {
            "wrote",
            "made",
            "designed",
            "built",
            "did",
            "created",
            "added",
            "approved",
            "merged",
            "reviewed",
            "came",
            "thought",
            "decided",
            "let",
            "allowed",
        }
        and thing
    ):
        return Turn(
            f"Could we look at {thing.phrase}{thing.rest} together", "?", "blame", "look_together"
        )
    told = passive(verb, rest)
    if told is None:
        return None
    return Turn(
        f"It looks like {lower_first(told)}. Could we look at it together",
        "?",
        "blame",
        "look_together",
    )


def _why(text: str, composer: Composer) -> Turn | None:
    lead = (
        "Could you tell me why",
        "Could you help me understand why",
        "I would appreciate it if you could help me understand why",
    )[composer.level]
    end = "." if composer.level > 1 else "?"
    found = _WHY_YOU.fullmatch(text)
    if found:
        verb, aux = found["verb"].lower(), found["aux"].lower()
        negated = bool(
            aux.endswith("n't")
            or found["not"]
            or re.search(
                r"\b(?:not|never|nobody|no one)\b", text[: found.start("verb")], re.IGNORECASE
            )
        )
        base = _base(verb)
        if aux in {"can't", "won't", "don't", "couldn't", "wouldn't"} and opens_request(
            f"{base}{found['rest']}"
        ):
            if aux != "don't" or re.search(
                r"\b(?:just|simply|even|ever|you just)\b", text[: found.start("verb")]
            ):
                return ask(f"{base}{found['rest']}", composer, "rhetorical_question")
        told = passive(past(base), found["rest"], negated=negated)
        if told is not None:
            return Turn(f"{lead} {lower_first(told)}", end, "rhetorical_question", "ask_openly")
        doing = gerund_phrase(base + found["rest"])
        if doing is None:
            return None
        negation = "not " if negated else ""
        return Turn(
            f"Could you share the reasons for {negation}{doing}",
            "?",
            "rhetorical_question",
            "ask_openly",
        )
    found = _WHY_IS.fullmatch(text)
    if found is None or not (
        composer.heated
        or re.search(
            r"\b(?:still|not|nobody|no one|always|never|again|so)\b|n't\b", text, re.IGNORECASE
        )
    ):
        return None
    be, rest = found["be"].lower(), found["rest"]
    cut = _STATE_BEGINS.search(rest)
    if be.rstrip("n't") in {"does", "do", "did"} or be in {
        "don't",
        "doesn't",
        "didn't",
        "do",
        "does",
        "did",
    }:
        return _why_does(be, rest, lead, end)
    if cut is None or cut.start() < 2:
        return None
    if be.endswith("n't"):
        be = be[:-3] + " not"
    return Turn(
        f"{lead} {lower_first(rest[: cut.start()])} {be}{rest[cut.start() :]}",
        end,
        "rhetorical_question",
        "ask_openly",
    )


def _why_does(be: str, rest: str, lead: str, end: str) -> Turn | None:
    words = rest.split(" ")
    for place in range(1, len(words)):
        if words[place].lower().strip(",") in BASES or words[place].lower() in {
            "not",
            "always",
            "never",
            "keep",
        }:
            auxiliary = be if be.endswith("n't") else ""
            if not auxiliary:
                return None
            return Turn(
                f"{lead} {lower_first(' '.join(words[:place]))} {auxiliary} {' '.join(words[place:])}",
                end,
                "rhetorical_question",
                "ask_openly",
            )
    return None


def _when(text: str, composer: Composer) -> Turn | None:
    please = "please " if composer.level and not composer.asked else ""
    opening = (
        "Could you tell me",
        f"Could you {please}let me know",
        "I would be grateful if you could let me know",
    )[composer.level]
    end = "." if composer.level > 1 else "?"
    found = _WHEN.fullmatch(text)
    if found and opens_request(found["what"]):
        composer.asked += 1
        what = re.sub(r"^(?:finally|actually) ", "", found["what"])
        return Turn(
            f"{opening} when you will be able to {what}",
            end,
            "rhetorical_question",
            "ask_openly",
            request=True,
        )
    where = _WHERE_FULL.fullmatch(text)
    if where:
        composer.asked += 1
        be = "are" if "'re" in text[:8] or " are " in f"{text[:10]} " else "is"
        what = re.sub(r"^your ", "the ", where["what"], flags=re.IGNORECASE)
        return Turn(
            f"{opening} where {what} {be}"
            if len(what.split()) < 7
            else f"{opening} the status of {what}",
            end,
            "rhetorical_question",
            "ask_openly",
            request=True,
        )
    amiss = re.fullmatch(
        r"what(?:'s| is) (?:wrong|going on|happening|up|the (?:problem|issue|matter|deal)) with (?P<what>.+)",
        text,
        re.IGNORECASE | re.DOTALL,
    )
    if amiss and composer.heated:
        composer.asked += 1
        return Turn(
            f"{opening} what is going on with {amiss['what']}",
            end,
            "rhetorical_question",
            "ask_openly",
            request=True,
        )
    taking = _TAKING.fullmatch(text)
    if taking:
        composer.asked += 1
        return Turn(
            f"{opening} how this is coming along{taking['rest']}",
            end,
            "rhetorical_question",
            "ask_openly",
            request=True,
        )
    if _HOW_LONG.fullmatch(text) and composer.heated:
        return None
    whether = _OR_WHAT.fullmatch(text)
    if (
        whether
        and opens_request(whether["what"])
        and re.search(
            r"\bor (?:what|not)\b|\bever\b|\bactually\b|\bfinally\b", text, re.IGNORECASE
        )
    ):
        composer.asked += 1
        return Turn(
            f"{opening} whether you will be able to {whether['what']}",
            end,
            "rhetorical_question",
            "ask_openly",
            request=True,
        )
    return None
