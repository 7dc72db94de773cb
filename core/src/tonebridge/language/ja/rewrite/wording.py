"""Take single words that hurt out of a sentence, or put a neutral one in their place."""

from tonebridge.language.ja.acts import Act, Reading
from tonebridge.language.ja.lexicons import Wording, find_wordings, judgements, words
from tonebridge.language.ja.morphology import Morpheme
from tonebridge.language.ja.rewrite.draft import Draft
from tonebridge.language.ja.rewrite.spoken import interjections, spoken
from tonebridge.language.ja.rewrite.written_out import Change, belittling, written_out
from tonebridge.language.ja.sentences import Sentence

_GROUPS = (
    "部署",
    "部門",
    "チーム",
    "会社",
    "課",
    "店",
    "班",
    "担当",
    "支店",
    "工場",
    "現場",
    "上司",
    "部下",
)
_LITTLE = frozenset({"くらい", "ぐらい"})
_NEGATIONS = frozenset({"ない", "ぬ", "ねえ", "ず"})
_NOT_A_THING = frozenset(
    {"こと", "の", "ん", "わけ", "ほど", "くらい", "ぐらい", "から", "とき", "時", "もの"}
)


def reword(draft: Draft, reading: Reading, *, casual: bool) -> None:
    """Reword what a sentence says on the way to its predicate.

    Insults and blunt words always; careless words and contractions only where the
    sentence is rewritten anyway (`casual`).
    """
    first = interjections(reading) if casual or not reading.polite else []
    changes = [
        *first,
        *_persons(draft.text, reading.sentence, mild=reading.polite and not casual),
        *_listed(draft.text, reading, casual=casual),
        *_attributes(reading.sentence),
    ]
    if not _LITTLE.isdisjoint(reading.sentence.surfaces):
        changes += belittling(reading)
    if casual:
        changes += [*written_out(reading), *spoken(reading)]
    dangling = trailing(draft.text, reading)
    if dangling is not None:
        changes.append((*dangling, "", "ja_plain"))
    for start, end, after, reason in sorted(
        _apart(changes), key=lambda each: (-each[0], -each[1])
    ):
        draft.replace(start, end, after, reason=reason, strategy="ja_to_neutral_words")
    _tidy(draft)


def _apart(changes: list[Change]) -> list[Change]:
    """Keep of overlapping changes the one found first: listed words before inflections."""
    kept: list[Change] = []
    for change in changes:
        clash = any(
            (change[0] < other[1] and other[0] < change[1])
            or (change[0] == change[1] == other[1] and not other[2])
            for other in kept
        )
        if not clash:
            kept.append(change)
    return kept


def _listed(text: str, reading: Reading, *, casual: bool) -> list[Change]:
    found: list[Change] = []
    for hit in find_wordings(text):
        entry, start, end = hit.value, hit.start, hit.end
        after = _in_place_of(entry, reading, text, (start, end), casual=casual)
        if after is None:
            continue
        if not after and text[end : end + 1] == "、":
            end += 1
        reason = "ja_insult" if entry.insult else "ja_plain" if entry.casual else "ja_blunt"
        found.append((start, end, after, reason))
    return found


def _in_place_of(  # noqa: PLR0911 - one return a kind of entry
    entry: Wording, reading: Reading, text: str, span: tuple[int, int], *, casual: bool
) -> str | None:
    """Return what stands instead of listed words; None where they stay."""
    start, end = span
    if reading.act is Act.QUESTION and entry.after_asked is not None:
        return entry.after_asked
    if entry.keep or (entry.casual and not casual and not entry.always):
        return None
    if entry.request_only and reading.act is not Act.REQUEST:
        return None
    if entry.tone == "urgent" and reading.already:
        return None
    if entry.cause:
        if not _is_cause_of_trouble(reading, text[start:end]):
            return None
        return entry.after if text[start] == "の" else "そ" + entry.after
    if entry.prefix:
        return _in_place_of_prefix(reading, end)
    if entry.attributive and text[end : end + 1] in {"", "。", "な", "の"}:
        return None
    return entry.after + (text[end - entry.keep_after : end] if entry.keep_after else "")


def _is_cause_of_trouble(reading: Reading, words_found: str) -> bool:
    """Tell whether おかげで is meant bitterly; せいで always is."""
    return "おか" not in words_found or is_bad_news(reading)


def _in_place_of_prefix(reading: Reading, end: int) -> str:
    """クソ遅い is かなり遅い; クソコードを書くな still bans something."""
    offset = reading.sentence.start
    following = next((p for p in reading.sentence.morphemes if p.start - offset >= end), None)
    if following is not None and following.start - offset == end and following.kind == "形容詞":
        return "かなり"
    return "問題のある" if reading.act is Act.BAN else ""


def is_bad_news(reading: Reading) -> bool:
    """Tell whether a sentence denies something or speaks of trouble."""
    lemmas = reading.sentence.lemmas
    return not (
        _NEGATIONS.isdisjoint(lemmas) and words("ja_sentiment", "negative").isdisjoint(lemmas)
    )


def _persons(text: str, sentence: Sentence, *, mild: bool) -> list[Change]:
    """Leave out お前 and its like; a Japanese sentence needs no subject.

    あなた stays in a polite sentence (`mild`), where it need not sound rough.
    """
    familiar = words("ja_wording", "person", "familiar")
    plural = words("ja_wording", "person", "plural")
    found: list[Change] = []
    rude = words("ja_wording", "person", "rude")
    if rude.isdisjoint(sentence.surfaces):
        return found
    parts, offset = sentence.morphemes, sentence.start
    for index, part in enumerate(parts):
        if part.surface not in rude:
            continue
        if part.surface in familiar and mild:
            continue
        if part.surface in familiar and (part.kind != "代名詞" or _names(parts, index)):
            continue
        follower = parts[index + 1] if index + 1 < len(parts) else None
        if follower is not None and (follower.surface == "様" or follower.lemma == "らしい"):
            continue
        start, end = part.start - offset, part.end - offset
        after = parts[index + 1] if index + 1 < len(parts) else None
        many = after is not None and after.surface in plural
        if many and after is not None:
            end = after.end - offset
            after = parts[index + 2] if index + 2 < len(parts) else None
        found.append(_without_person(text, start, end, after.surface if after else "", many=many))
    return found


def _names(parts: tuple[Morpheme, ...], index: int) -> bool:
    """Tell whether 君 follows a name: 田中君."""
    return index > 0 and parts[index - 1].kind == "名詞" and parts[index].surface in {"君", "くん"}


def _without_person(  # noqa: C901, PLR0911 - one return a form
    text: str, start: int, end: int, after: str, *, many: bool
) -> Change:
    rest = text[end:]
    if many and after == "の" and text[end + 1 :].startswith(_GROUPS):
        return start, end, "そちら", "ja_person"
    for cause in ("のせいで", "のおかげで", "のお陰で", "のせい"):
        if rest.startswith(cause):
            if not cause.endswith("で"):
                return start, end + len(cause), "その影響", "ja_blame"
            skip = len(cause) + (rest[len(cause) : len(cause) + 1] == "、")
            return start, end + skip, "", "ja_blame"
    if many and after not in {"の", "が"}:
        return start, end, "皆さん", "ja_person"
    if rest.startswith(("の言う", "が言う")):
        return start, end + 3, "おっしゃる", "ja_person"
    if not start and after in {"さあ", "さぁ", "さ"}:
        return (
            start,
            end + len(after) + (rest[len(after) : len(after) + 1] == "、"),
            "",
            "ja_person",
        )
    if after == "の" and rest[1:].startswith((*_GROUPS, "案は", "案の", "案が", "件は", "席")):
        return start, end, "そちら", "ja_person"
    if after in {"の", "が", "は", "、", "って", "ね"} or (after == "" and not start):
        skip = len(after) + (1 if rest[len(after) : len(after) + 1] == "、" else 0)
        return start, end + skip, "", "ja_person"
    if after in {"に", "を", "も", "と", "から", "へ", "まで", "より"}:
        return start, end, "そちら", "ja_person"
    return start, end, "" if not start else "そちら", "ja_person"


def _attributes(sentence: Sentence) -> list[Change]:
    """Soften a verdict before a noun: ひどいコード, 雑な実装."""
    found: list[Change] = []
    known = judgements()
    if known.keys().isdisjoint(sentence.lemmas):
        return found
    parts, offset = sentence.morphemes, sentence.start
    for index, part in enumerate(parts[:-1]):
        entry = known.get(part.lemma)
        if entry is None or not entry.rude:
            continue
        after = parts[index + 1]
        end = part.end
        modifies = after.surface == "な" or (after.surface == "の" and _describes(part))
        if modifies and index + 2 < len(parts) and part.kind != "形容詞":
            end, after = after.end, parts[index + 2]
        elif part.kind != "形容詞":
            continue
        if part.lemma in {"ひどい", "酷い"} and after.surface in words("ja_judgements", "forces"):
            continue
        if after.kind in {"名詞", "代名詞"} and after.surface not in _NOT_A_THING:
            found.append((part.start - offset, end - offset, entry.attributive, "ja_insult"))
    return found


def _describes(part: Morpheme) -> bool:
    """Tell whether a word before の says how something is: ずさんの, not ゴミの."""
    return part.kind == "形状詞" or part.part.sort in {"形状詞可能", "サ変形状詞可能"}


_TRAILING = ("、これ", "、それ", "、あれ", "、この件", "、ほんと", "、マジで", "、まったく")


def trailing(text: str, reading: Reading) -> tuple[int, int] | None:
    """Return where a sentence trails off after its predicate: どうなってんの、これ."""
    stop = reading.sentence.stop
    words_left = text[: len(text) - len(stop)] if stop else text
    end = len(words_left)
    found = 0
    if words_left.endswith(_TRAILING):
        found = next(len(tail) for tail in _TRAILING if words_left.endswith(tail))
    parts = reading.sentence.morphemes
    if not found and len(parts) > _AFTERTHOUGHT and parts[-1].surface in {"これ", "それ", "あれ"}:
        found = len(parts[-1].surface) if parts[-2].part.sort == "終助詞" else 0
    if not found and words_left.endswith(_HOW):
        how = next(how for how in _HOW if words_left.endswith(how))
        before = next((p for p in parts if p.end - parts[0].start == end - len(how)), None)
        told = before is not None and (
            before.part.sort == "終助詞" or before.form.startswith("命令形")
        )
        found = len(how) if told else 0
    return (end - found, end) if found and end > found else None


_HOW = (
    *(
        "常識的に",
        "普通に",
        "マジで",
        "まじで",
        "ほんとに",
        "本当に",
        "早く",
        "はよ",
        "今すぐ",
        "頼むから",
        "さっさと",
    ),
    *(
        "お願いだから",
        "いい加減",
        "ほんと",
        "まったく",
        "全く",
        "絶対に",
        "絶対",
        "ちゃんと",
        "大至急",
    ),
)
"""What may trail after an order: 送れよ常識的に."""
_AFTERTHOUGHT = 2
"""How many morphemes a sentence has before a これ that only trails after it."""


def _tidy(draft: Draft) -> None:
    """Take away a comma or space that nothing stands before any more."""
    while draft.changed and draft.text[:1] in {"、", "，", "　", " "}:
        draft.replace(0, 1, "", reason="ja_blunt", strategy="ja_to_neutral_words")
