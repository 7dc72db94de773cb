"""Score an answer against a tone case: plain rules of its own, independent of any engine.

A case passes only if every check passes. `must_keep` are verbatim substrings,
`must_not_contain` ignore case, `must_match` are regular expressions that ignore case,
`max_ratio` bounds the answer's length.
"""

import re

FACT = re.compile(
    r"https?://[A-Za-z0-9._~:/?#@!$&'*+,;=%-]*[A-Za-z0-9/#=_-]"
    r"|[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+\.[A-Za-z0-9.-]+|@[A-Za-z0-9_.-]+|\d+(?:[.,:/-]\d+)*"
)
LINTS = {
    "ja": (
        r"(ます|ました|ません|です)です",
        r"(でしょうか|ますか|ですか)か",
        r"。。|、、|、。",
        r"おっしゃられ|ご覧になられ|拝見させていただ|伺わせていただ|お召し上がりになられ",
        r"(恐れ入りますが|お手数ですが).{0,80}(恐れ入りますが|お手数ですが)",
        r"(ください|お願いします|お願いいたします)(ください|ます|です)",
    ),
    "en": (
        r"\b(?!that\b|had\b|\d)(\w+) \1\b",
        r"(?<!\n)[^\s] {2,}[^\s]",
        r" [,.!?](?=\s|$)",
        r"(?s)\bplease\b.{0,60}\bplease\b.{0,60}\bplease\b",
        r"(?m)^(?:Could|Would|Can) (?:you|we)\b[^?\n]*\.\s*$",
        r"\b[Aa] (?=[aeio][a-z])(?!one|eu|uni)|\b[Aa]n (?=[bcdfgjkmnpqrstvwxz][a-z])",
    ),
}


def failures(case, answer):
    """Say what an answer lacks; `answer` has `output` and, by kind, `level` or `order`."""
    output = answer.get("output") or ""
    bad = [] if output.strip() or case["kind"] == "priority" else ["empty"]
    bad += [f"lost: {kept}" for kept in case.get("must_keep", ()) if kept not in output]
    bad += [
        f"still there: {gone}"
        for gone in case.get("must_not_contain", ())
        if gone.lower() in output.lower()
    ]
    bad += [
        f"no match: {pattern[:60]}"
        for pattern in case.get("must_match", ())
        if not re.search(pattern, output, re.IGNORECASE)
    ]
    if "max_ratio" in case and len(output) > case["max_ratio"] * len(case["text"]):
        bad.append("too long")
    expected = case.get("expected") or {}
    if "levels" in expected and answer.get("level") not in expected["levels"]:
        bad.append(f"level {answer.get('level')} not in {expected['levels']}")
    if "order" in expected:
        tau = kendall_tau(answer.get("order", []), expected["order"])
        if tau < expected.get("min_kendall_tau", 0.6):
            bad.append(f"order agrees by {tau:.2f} only")
    if expected.get("scheme") == "moscow":
        bad += misplaced(expected, answer.get("quadrants") or quadrants(output))
    return bad


QUADRANTS = ("must", "should", "could", "wont")
_HEADINGS = (
    ("wont", r"won[’']?t|out of scope|対象外|やらない|不要"),
    ("should", r"should|推奨|望ましい"),
    ("could", r"could|nice|任意|余裕|あれば"),
    ("must", r"must|必須"),
)


def quadrants(output):
    """Read the four quadrants from a text with headings."""
    found = {quadrant: [] for quadrant in QUADRANTS}
    current = None
    for line in output.splitlines():
        marked = re.match(r"\s*(#{1,4}\s|\*\*|【|■|●|\[)", line)
        if marked or re.match(r"^[^\-*•・\d].{0,30}[:：]\s*$", line):
            for quadrant, pattern in _HEADINGS:
                if re.search(pattern, line, re.IGNORECASE):
                    current = quadrant
                    break
            continue
        if current and line.strip():
            found[current].append(line)
    return found


def misplaced(expected, given):
    """Name what a quadrant lacks, and what stands in one where it does not belong."""

    def holds(quadrant, phrase):
        return any(phrase.lower() in str(item).lower() for item in given.get(quadrant, ()))

    bad = []
    for quadrant in QUADRANTS:
        for phrase in expected[quadrant]:
            if not holds(quadrant, phrase):
                bad.append(f"not in {quadrant}: {phrase}")
            bad += [
                f"also in {other}: {phrase}"
                for other in QUADRANTS
                if other != quadrant
                and not any(phrase.lower() in wanted.lower() for wanted in expected[other])
                and holds(other, phrase)
            ]
    return bad


def kendall_tau(given, wanted):
    """How far two orders agree: 1 the same, -1 reversed."""
    place = {item: position for position, item in enumerate(given)}
    pairs = [
        (first, second)
        for position, first in enumerate(wanted)
        for second in wanted[position + 1 :]
    ]
    if not pairs:
        return 1.0
    agreeing = sum(
        1 if place.get(first, 99) < place.get(second, 99) else -1 for first, second in pairs
    )
    return agreeing / len(pairs)


def lints(language, output):
    """Name the patterns of clumsy wording that an answer has; code is left out."""
    prose = re.sub(r"(?s)```.*?```|`[^`]*`", "x", output)
    return [pattern for pattern in LINTS[language] if re.search(pattern, prose)]


def invented(text, output):
    """Name numbers, addresses and mentions of an answer that its message does not have."""
    prose = re.sub(r"(?m)^\s*(?:\d+[.)．、）]|[-*•・#]+)\s*", "", output)
    known = set(FACT.findall(text))
    digits = set(re.findall(r"\d+", text))
    return [
        fact
        for fact in FACT.findall(prose)
        if fact not in known
        and not all(number in digits for number in re.findall(r"\d+", fact) or ["x"])
    ]
