"""Sentences that mean something else than their words say, read from `ja_turns.toml`."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct, convert

from tonebridge.language.facts import MASK_CLASS
from tonebridge.language.ja.acts import Act, read
from tonebridge.language.ja.lexicons import words
from tonebridge.language.ja.morphology import Morpheme, morphemes
from tonebridge.language.ja.rewrite.draft import Draft
from tonebridge.language.ja.rewrite.whole import after_address
from tonebridge.language.ja.rewrite.wording import reword
from tonebridge.language.ja.sentences import Sentence, alone
from tonebridge.language.ja.verbs import Verb, is_potential, verb_behind, verb_of
from tonebridge.language.lexicon import Lexicon, grouped, knowledge

_LONGEST = 90
"""Longer sentences are none of these."""
_MASK = re.compile(f"[{MASK_CLASS}]")
_FIELD = re.compile(r"\{(\w+)(?:\|(\w+))?\}")


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """One way to build such a sentence, and what is meant by it."""

    needs: tuple[str, ...]
    """Words of which one occurs in every such sentence; they are quick to find."""
    pattern: str
    becomes: str | None = None
    """What is read and softened instead; empty where the sentence is left out."""
    say: tuple[str, ...] = ()
    """The new wording at intensity 1, 2 and 3."""
    act: str = "statement"
    reason: str = "ja_blame"
    if_hurt: bool = False


class Turned(NamedTuple):
    """What stands instead of a sentence from `begin` on."""

    begin: int
    text: str
    entry: Entry

    @property
    def final(self) -> bool:
        """Whether the text is to stay, rather than to be softened further."""
        return bool(self.entry.say)


def turned(sentence: Sentence, intensity: int, *, hurts: bool) -> Turned | None:
    """Say such a sentence in plain words; None where it is none.

    `hurts` says that something else in the message does.
    """
    if len(sentence.text) > _LONGEST:
        return None
    worth = _worth_trying(sentence.text)
    if not worth:
        return None
    begin = after_address(sentence.text)
    body = sentence.text[begin:].strip(" 　")
    if "？" in sentence.stop or "?" in sentence.stop:
        body += "？"
    for place in worth:
        entry, pattern = _entries()[place]
        if entry.if_hurt and not hurts:
            continue
        found = pattern.fullmatch(body)
        if found is None:
            continue
        wording = entry.say[intensity - 1] if entry.say else entry.becomes or ""
        text = _filled(wording, found, intensity)
        if text is not None and not entry.say:
            text = text.removesuffix("？")
        if text is not None and sorted(_MASK.findall(text)) == sorted(_MASK.findall(body)):
            return Turned(begin, text, entry)
    return None


@lru_cache(maxsize=256)
def _worth_trying(text: str) -> tuple[int, ...]:
    """Return the places of the entries that such words may be, in order."""
    return tuple(sorted({int(place) for places in _needs().values(text) for place in places}))


def _filled(wording: str, found: re.Match[str], intensity: int) -> str | None:
    """Put what was found into a wording; None where it cannot be inflected so."""
    pieces: list[str] = []
    reached = 0
    for field in _FIELD.finditer(wording):
        said = found[field[1]] or ""
        inflected = _put(said, field[2], intensity)
        if inflected is None:
            return None
        pieces += (wording[reached : field.start()], inflected)
        reached = field.end()
    return "".join((*pieces, wording[reached:]))


def _put(said: str, form: str, intensity: int) -> str | None:
    if not form:
        return said
    return _avoid(said, intensity) if form == "avoid" else _FORMS[form](said)


_NOT_TO = ("は避けてください", "は避けていただけますでしょうか", "は避けていただけますと幸いです")
_UNWISE = "望ましくないと考えています"


def _avoid(text: str, intensity: int) -> str | None:
    """Ask not to do what a reader can leave undone, and call the rest unwise."""
    parts = morphemes(text)
    link = _noun_of(text)
    if link is None:
        return None
    last = parts[-1]
    given = any(part.surface in {"が", "は"} and part.kind == "助詞" for part in parts)
    acts = last.kind == "動詞" and last.form.startswith(("終止形", "連体形"))
    does = last.part.sort == "サ変可能" and not given
    happens = last.lemma in words("ja_verbs", "intransitive", "verbs")
    if (acts or does) and not happens:
        return _neat(text) + link + _NOT_TO[intensity - 1]
    return _neat(text) + link + "は" + _UNWISE


def _last_verb(parts: list[Morpheme]) -> tuple[int, Verb] | None:
    """Return the verb that たら, ば or the like follows, and how many morphemes precede it."""
    at = len(parts) - 1
    while at > 0 and (parts[at].kind == "助詞" or parts[at].lemma in {"た", "だ"}):
        at -= 1
    found = verb_of(parts[at]) if at >= 0 else None
    return None if found is None else (at, found)


def _inflected(form: Callable[[Verb], str]) -> Callable[[str], str | None]:
    def inflect(text: str) -> str | None:
        found = _last_verb(morphemes(text))
        return None if found is None else text[: found[1].start] + form(found[1])

    return inflect


_NEGATED = re.compile(
    "な(?:いと|ければ|きゃ|かったら|い(?:ん|の|よう)?(?:だっ)?(?:なら|たら)|い場合は)$"
)


def _case(text: str) -> str | None:
    """終わらなかったら is 終わらない場合."""
    made = _NEGATED.sub("ない場合", text)
    return None if made == text else made


def _able(text: str) -> str | None:
    """守れる is 守るのは難しい; 知ってる is 知っていない."""
    parts = morphemes(text)
    if not parts or parts[-1].kind not in {"動詞", "助動詞"}:
        return None
    found = verb_of(parts[-1])
    if found is None:
        return None
    if is_potential(found.lemma) and (base := verb_behind(found)) is not None:
        found = base
    if found.lemma in {"いる", "ある", "なる"}:
        stem = found.nai if found.lemma != "ある" else ""
        return text[: found.start] + stem + "ない"
    return text[: found.start] + found.plain + "のは難しい"


def _noun_of(text: str) -> str | None:
    """Return what a clause needs to be the subject: 消す takes の, 新人 なの, 遅延 nothing."""
    parts = morphemes(text)
    if not parts:
        return None
    last = parts[-1]
    if last.kind == "動詞" and last.form.startswith("連用形"):
        return ""  # 「様」抜け is a noun
    if last.kind in _NOMINAL or last.part.sort in {"副助詞", "格助詞"}:
        return ""
    return "の" if last.kind in {"動詞", "助動詞", "形容詞"} else None


def _gerund(text: str) -> str | None:
    """引き継ぐ is 引き継ぐの, 引き継ぎ stays."""
    link = _noun_of(text)
    return None if link is None else _neat(text) + link


def _neat(text: str) -> str:
    """データ消えた is データが消えた."""
    draft = Draft(text, 0)
    reword(draft, read(alone(text, "")), casual=True)
    return draft.text


def _done(text: str) -> str | None:
    """Return the て form behind an ability: 守れ is 守って, でき is して."""
    parts = morphemes(text + "ない")
    able = next((verb_of(part) for part in reversed(parts) if verb_of(part)), None)
    if able is None or able.lemma == "ない":
        return None
    if able.lemma in {"できる", "出来る"}:
        return text[: able.start] + "して"
    base = verb_behind(able) if is_potential(able.lemma) else able
    return None if base is None else text[: able.start] + base.te


def _demand(text: str) -> str | None:
    """Return a request or a ban as it stands; None for anything else."""
    asked = read(alone(text, "")).act in {Act.REQUEST, Act.BAN}
    return text if asked else None


def _ordered(text: str) -> str | None:
    """出社しろ is 出社するように, 触るな is 触らないように."""
    asked = read(alone(text, ""))
    if asked.verb is None or asked.act not in {Act.REQUEST, Act.BAN}:
        return None
    wanted = asked.verb.plain if asked.act is Act.REQUEST else asked.verb.nai + "ない"
    return text[: asked.verb.start] + wanted + "ように"


def _about(text: str) -> str | None:
    """見積もり is 見積もりについて, 誰もやっていない is 誰もやっていないとのことですが、."""
    link = _noun_of(text)
    if link is None:
        return None
    return _neat(text) + ("とのことですが、" if link else "について")


_NOMINAL = frozenset({"名詞", "代名詞", "接尾辞"})

_FORMS: dict[str, Callable[[str], str | None]] = {
    "ta": _inflected(lambda verb: verb.ta),
    "te": _inflected(lambda verb: "して" if verb.lemma == "なさる" else verb.te),
    "suggest": _inflected(lambda verb: verb.te),
    "ban": _inflected(lambda verb: verb.plain + "な"),
    "gerund": _gerund,
    "about": _about,
    "demand": _demand,
    "done": _done,
    "ordered": _ordered,
    "neat": _neat,
    "plain": lambda text: (made := _inflected(lambda verb: verb.plain)(text)) and _neat(made),
    "case": _case,
    "able": _able,
}


@cache
def _entries() -> tuple[tuple[Entry, re.Pattern[str]], ...]:
    data = knowledge("ja_turns")
    entries = convert(data["turn"], tuple[Entry, ...])
    return tuple((entry, _compiled(entry.pattern, data["parts"])) for entry in entries)


def _compiled(written: str, parts: dict[str, str]) -> re.Pattern[str]:
    for name, part in parts.items():
        written = written.replace(f"{{{name}}}", part)
    return re.compile("".join(written.splitlines()))


@cache
def _needs() -> Lexicon[tuple[str, ...]]:
    return grouped({str(place): entry.needs for place, (entry, _) in enumerate(_entries())})
