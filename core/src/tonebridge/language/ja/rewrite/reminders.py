"""Rewrite reproaches that something was said or written before."""

from tonebridge.language.ja.acts import Act, Reading, read, why_at
from tonebridge.language.ja.lexicons import listed
from tonebridge.language.ja.morphology import Morpheme
from tonebridge.language.ja.rewrite.change import Case, Rewrites
from tonebridge.language.ja.rewrite.plain import attributive
from tonebridge.language.ja.sentences import sentence_of
from tonebridge.language.ja.tail import Tail
from tonebridge.language.lexicon import knowledge

_QUOTES = frozenset({"って", "と", "ように", "よう"})
REPROACHES = frozenset({"yo", "ne", "jan", "noni", "daro", "kedo", "nda", "na"})
_SUPPORT = frozenset({"た", "ます", "です", "てる", "はず", "だ", "いる", "て", "ある", "でる"})
_FAR = 6
"""How many morphemes may stand between what was said and the verb of saying."""


def told(case: Case) -> Rewrites:
    """直せって言ったよね: 直していただくようお伝えしていたかと思います."""
    tail = case.reading.tail
    found = _telling(tail, case.reading.sentence.text)
    if found is None or why_at(tail.parts) is not None:
        return None
    link, word = found
    said = f"{word}しました" if case.style.light else f"{word}していたかと思います"
    if word == "記載" and any(part.lemma == "ある" for part in tail.parts[link:]):
        said = "記載があります" if case.style.light else f"記載がありますので、{case.style.look}"
    opened = case.without_opening(listed("ja_blame", "reminders"))
    start, quoted = _quoted(case, link)
    if quoted.endswith("よう") and start < tail.parts[link].start:
        said += "" if case.style.light else f"ので、{case.style.heed}"
    return [*opened, case.to_the_end(start, quoted + said, "ja_blame", "ja_to_report")]


def _telling(tail: Tail, said: str) -> tuple[int, str] | None:
    """Return the place of と or って, and the polite word for saying."""
    telling: dict[str, str] = knowledge("ja_blame")["telling"]
    parts, at = tail.parts, tail.core
    scolds = any(cue in said for cue in listed("ja_blame", "again"))
    if scolds:
        verbs = (i for i, p in enumerate(parts) if i and p.kind == "動詞" and p.lemma in telling)
        at = next((i for i in verbs if _link_before(parts, i) >= 0), at)
    elif not tail.colours & REPROACHES or (tail.colours == {"yo"} and tail.last.lemma == "ます"):
        return None
    while at > 0 and parts[at].lemma in _SUPPORT:
        at -= 1
    word = parts[at].lemma
    if word == "する" and at:
        at -= 1
        word = parts[at].surface
        if word == "願い":
            word, at = "お願い", at - 1
    link = _link_before(parts, at)
    return (link, telling[word]) if word in telling and link >= 0 else None


def _link_before(parts: tuple[Morpheme, ...], at: int) -> int:
    """Return the place of the と or って before a verb of saying; -1 where there is none."""
    near = range(at - 1, max(-1, at - 1 - _FAR), -1)
    return next((i for i in near if parts[i].surface in _QUOTES), -1)


def _quoted(case: Case, link: int) -> tuple[int, str]:
    """Return where what was said is rewritten, and how: 触るなって is 触らないよう."""
    tail = case.reading.tail
    mark = tail.parts[link]
    asked = _demand(case.reading, link) if mark.surface in {"って", "と"} else None
    if asked is None or asked.verb is None:
        return mark.start, "と" if mark.surface == "って" else mark.surface
    wanted = asked.verb.nai + "ない"
    if asked.act is Act.REQUEST:
        wanted = asked.verb.plain if case.style.light else asked.verb.te + "いただく"
    return asked.verb.start, wanted + "よう"


def _demand(reading: Reading, link: int) -> Reading | None:
    """Read what was said before, where it was a request or a ban."""
    parts, whole = reading.tail.parts[:link], reading.sentence
    if not parts:
        return None
    end = parts[-1].end
    inner = sentence_of(whole.text[: end - whole.start], "", parts, start=whole.start)
    asked = read(inner)
    return asked if asked.act in {Act.REQUEST, Act.BAN} else None


def pointed_out(case: Case) -> Rewrites:
    """書いてありますよね, 読んでませんよね, やってないんですね: ask to look."""
    tail = case.reading.tail
    if tail.colours >= {"nda", "desu", "ne"} and tail.last.lemma == "ない" and not tail.asks:
        ending = attributive(tail.parts, tail.core)
        if ending is not None:
            after = ending.text + "ようですね"
            return [case.to_the_end(ending.start, after, "ja_blame", "ja_to_appearance")]
    if not case.reading.polite or not tail.colours >= {"yo", "ne"}:
        return None
    if tail.last.surface == "ます" and tail.lemma(1) == "ある" and _te_before(tail, 2):
        after = f"ので、{case.style.look}"
        return [case.to_the_end(tail.last.end, after, "ja_blame", "ja_to_pointer")]
    denied = tail.last.lemma == "ぬ" and tail.lemma(1) == "ます"
    if not denied or not (tail.lemma(2) in {"てる", "でる", "いる"} or _te_before(tail, 2)):
        return None
    ending = attributive(tail.parts, tail.core)
    if ending is None:
        return None
    after = f"{ending.text}ようですので、{case.style.look}"
    return [case.to_the_end(ending.start, after, "ja_blame", "ja_to_pointer")]


def _te_before(tail: Tail, steps: int) -> bool:
    found = tail.back(steps)
    return found is not None and found.surface in {"て", "で"}
