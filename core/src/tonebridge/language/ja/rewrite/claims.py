"""Rewrite what is held against somebody as how it looks."""

import re

from tonebridge.language.ja.acts import ASKING_WORDS
from tonebridge.language.ja.lexicons import listed, verb_knowledge
from tonebridge.language.ja.polite import is_polite
from tonebridge.language.ja.rewrite.change import Case, Rewrite, Rewrites
from tonebridge.language.ja.rewrite.plain import attributive, closing
from tonebridge.language.ja.tail import Tail
from tonebridge.language.ja.verbs import verb

_MOCKED = re.compile(
    "(?:とは|なんて)、?(?:さすが|流石|すごい|凄い|立派|ご立派|お見事|見事|素晴らしい|すばらしい|大した|たいした|いい度胸|恐れ入|驚き|感心|いいご身分|いい身分).{0,12}$"
)
_SEEN = ("ja_blame", "ja_to_appearance")
_GIVING = frozenset({"くれる", "くださる", "下さる"})


def mock_thanks(case: Case) -> Rewrites:
    """また本番を落としてくれましたね: また本番が落ちたようです."""
    tail = case.reading.tail
    if not tail.colours & {"ne", "na", "yo"} or tail.asks:
        return None
    steps = 1 if tail.last.lemma in {"た", "だ"} else 0
    if not steps:
        return None
    if tail.lemma(steps) == "ます":
        steps += 1
    te, target = tail.back(steps + 1), tail.back(steps + 2)
    if tail.lemma(steps) not in _GIVING or te is None or target is None:
        return None
    if te.surface not in {"て", "で"} or target.lemma not in verb_knowledge()["happened"]:
        return None
    made = _happened(case, tail.core - steps - 2)
    return (
        None if made is None else [*case.without_opening(listed("ja_blame", "mock_praise")), *made]
    )


def mocked(case: Case) -> Rewrites:
    """質問を3日も放置とは、さすがですね: 質問が3日も放置されているようです."""
    text, tail = case.reading.sentence.text, case.reading.tail
    found = _MOCKED.search(text) if case.hurts else None
    if found is None:
        return None
    start = case.reading.sentence.start
    head = next((i for i, p in enumerate(tail.parts) if p.end == start + found.start()), -1)
    if head < 0:
        return None
    part = tail.parts[head]
    if part.part.sort == "サ変可能":
        said = [case.to_the_end(part.end, "されているようです", *_SEEN)]
        mark = next(
            (p for p in reversed(tail.parts[:head]) if p.surface == "を" and p.kind == "助詞"),
            None,
        )
        return said if mark is None else [Rewrite(mark.start, mark.end, "が", *_SEEN), *said]
    own = closing(part)
    if own is not None:
        return [case.to_the_end(own.start, own.ta + "ようです", *_SEEN)]
    ending = attributive(tail.parts, head)
    if ending is None:
        return None
    return [case.to_the_end(ending.start, ending.text + "ようです", *_SEEN)]


def contempt(case: Case) -> Rewrites:
    """壊しやがって: 壊れたようです."""
    tail = case.reading.tail
    if tail.last.lemma != "て" or tail.lemma(1) != "やがる" or tail.core < 2:  # noqa: PLR2004
        return None
    made = _happened(case, tail.core - 2)
    own = closing(tail.parts[tail.core - 2])
    if made is not None or own is None:
        return made
    return [case.to_the_end(own.start, own.ta + "ようです", *_SEEN)]


def claim(case: Case) -> Rewrites:
    """無視してるじゃん, お前が消したんだろ."""
    tail = case.reading.tail
    if not tail.colours & {"jan", "daro"} or _asks_openly(tail):
        return None
    if tail.last.surface in {"はず", "筈"}:
        return [case.to_the_end(tail.last.end, "です", *_SEEN)]
    if tail.last.lemma in {"た", "だ"} and (made := _happened(case, tail.core - 1)):
        return made
    guess = "daro" in tail.colours
    ending = attributive(tail.parts, tail.core, nominal="" if guess else None)
    if ending is None:
        return None
    after = ending.text + ("かと思います" if guess else "ようです")
    return [case.to_the_end(ending.start, after, *_SEEN)]


def reminder(case: Case) -> Rewrites:
    """先週送ったよね: 先週送ったかと思います."""
    tail = case.reading.tail
    past = tail.last.lemma == "た" and tail.lemma(1) == "ます"
    if not tail.colours >= {"yo", "ne"} or (case.reading.polite and not past):
        return None
    ending = attributive(tail.parts, tail.core, nominal="")
    if ending is None or _asks_openly(tail):
        return None
    return [case.to_the_end(ending.start, ending.text + "かと思います", *_SEEN)]


def rhetoric(case: Case) -> Rewrites:
    """間違ってるじゃないか: 間違っているのではないでしょうか."""
    tail = case.reading.tail
    if "maybe" not in tail.colours or is_polite(tail.parts, tail.core):
        return None
    ending = attributive(tail.parts, tail.core, nominal="な")
    if ending is None:
        return None
    denied = tail.last.lemma in {"ない", "ぬ"} and "asked" not in tail.colours
    if denied and tail.colours >= {"rebuke", "ka"}:
        after = ending.text + "ようです"
        return [case.to_the_end(ending.start, after, *_SEEN)]
    after = ending.text + "のではないでしょうか"
    return [case.to_the_end(ending.start, after, "ja_question", "ja_to_open_question")]


def _asks_openly(tail: Tail) -> bool:
    return any(part.surface in ASKING_WORDS for part in tail.parts)


def _happened(case: Case, index: int) -> Rewrites:
    """Write 本番を落とした as 本番が落ちた, if the verb has such a partner."""
    tail = case.reading.tail
    if index < 0:
        return None
    target = tail.parts[index]
    lemma, conjugation = verb_knowledge()["happened"].get(target.lemma, ("", ""))
    new = verb(target.start, "", lemma, conjugation) if lemma else None
    if new is None:
        return None
    made = case.to_the_end(target.start, new.ta + "ようです", "ja_blame", "ja_to_event")
    before = tail.parts[index - 1] if index else None
    if before is not None and before.surface == "を":
        return [Rewrite(before.start, before.end, "が", "ja_blame", "ja_to_event"), made]
    return [made]
