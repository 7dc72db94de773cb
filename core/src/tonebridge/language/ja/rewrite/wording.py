"""Take single words that hurt out of a sentence, or put a neutral one in their place."""

from tonebridge.language.ja.acts import Act, Reading
from tonebridge.language.ja.lexicons import find_wordings, judgements, verb_knowledge, words
from tonebridge.language.ja.morphology import Morpheme
from tonebridge.language.ja.polite import polite
from tonebridge.language.ja.rewrite.draft import Draft

_NEGATIONS = frozenset({"ない", "ぬ", "ねえ", "ず"})
_SHORTENED = {
    "てる": "て",
    "でる": "で",
    "とく": "て",
    "どく": "で",
    "ちゃう": "て",
    "じゃう": "で",
}
_BUT = frozenset({"けど", "けれど", "けれども", "けども", "が"})
_TOPICS = frozenset({"これ", "それ", "あれ", "ここ", "こっち"})
_NOT_A_THING = frozenset(
    {"こと", "の", "ん", "わけ", "ほど", "くらい", "ぐらい", "から", "とき", "時", "もの"}
)


Change = tuple[int, int, str, str]


def reword(draft: Draft, reading: Reading, *, casual: bool) -> None:
    """Reword what a sentence says on the way to its predicate.

    Insults and blunt words always; careless words and contractions only where the
    sentence is rewritten anyway (`casual`).
    """
    changes = [
        *_persons(draft.text, reading.sentence.morphemes, reading.sentence.start),
        *_listed(draft.text, reading, casual=casual),
        *_attributes(reading.sentence.morphemes, reading.sentence.start),
    ]
    if casual:
        changes += _in_full(reading, reading.sentence.start)
    for start, end, after, reason in sorted(_apart(changes), key=lambda change: -change[0]):
        draft.replace(start, end, after, reason=reason, strategy="reword")
    _tidy(draft)


def _apart(changes: list[Change]) -> list[Change]:
    """Keep of overlapping changes the one found first: listed words before inflections."""
    kept: list[Change] = []
    for change in changes:
        if all(change[1] <= other[0] or other[1] <= change[0] for other in kept):
            kept.append(change)
    return kept


def _listed(text: str, reading: Reading, *, casual: bool) -> list[Change]:
    found: list[Change] = []
    asks = reading.act is Act.REQUEST
    for hit in find_wordings(text):
        entry, start, end = hit.value, hit.start, hit.end
        if entry.keep or (entry.casual and not casual) or (entry.request_only and not asks):
            continue
        after = entry.after
        if entry.cause:
            if "おかげ" in text[start:end] and not is_bad_news(reading):
                continue
            if text[start] != "の":
                after = "そ" + after
        if entry.prefix:
            after = _in_place_of_prefix(reading, start, end)
        if entry.keep_after:
            after += text[end - entry.keep_after : end]
        if (
            after in {"", "早めに", "至急"}
            and text[end : end + 1] == "、"
            and (not start or not after)
        ):
            end += 1
        if entry.attributive and text[end : end + 1] in {"", "。", "な", "の"}:
            continue
        reason = "ja_insult" if entry.insult else "ja_plain" if entry.casual else "ja_blunt"
        found.append((start, end, after, reason))
    return found


def _in_place_of_prefix(reading: Reading, start: int, end: int) -> str:
    """クソ遅い is かなり遅い; クソコードを書くな still bans something."""
    offset = reading.sentence.start
    following = next((p for p in reading.sentence.morphemes if p.start - offset >= end), None)
    if following is not None and following.start - offset == end and following.kind == "形容詞":
        return "かなり"
    del start
    return "改善の余地がある" if reading.act is Act.BAN else ""


def is_bad_news(reading: Reading) -> bool:
    """Tell whether a sentence denies something or speaks of trouble."""
    return any(part.lemma in _NEGATIONS for part in reading.sentence.morphemes) or bool(
        words("ja_sentiment", "negative") & {p.lemma for p in reading.sentence.morphemes}
    )


def _persons(text: str, parts: tuple[Morpheme, ...], offset: int) -> list[Change]:
    """Leave out お前 and its like; a Japanese sentence needs no subject."""
    data = words("ja_wording", "person", "rude")
    familiar = words("ja_wording", "person", "familiar")
    plural = words("ja_wording", "person", "plural")
    found: list[Change] = []
    for index, part in enumerate(parts):
        if part.surface not in data:
            continue
        if part.surface in familiar and (part.kind != "代名詞" or _names(parts, index)):
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


def _without_person(text: str, start: int, end: int, after: str, *, many: bool) -> Change:
    rest = text[end:]
    for cause in ("のせいで", "のおかげで", "のお陰で", "のせい"):
        if rest.startswith(cause):
            tail = "影響で" if cause.endswith("で") else "影響"
            return start, end + len(cause), "その" + tail, "ja_blame"
    if many and after not in {"の", "が"}:
        return start, end, "皆さん", "ja_person"
    if after in {"の", "が", "は", "、", "って", "ね"} or (after == "" and not start):
        skip = len(after) + (1 if rest[len(after) : len(after) + 1] == "、" else 0)
        return start, end + skip, "", "ja_person"
    if after in {"に", "を", "も", "と", "から", "へ", "まで", "より"}:
        return start, end, "そちら", "ja_person"
    return start, end, "" if not start else "そちら", "ja_person"


def _attributes(parts: tuple[Morpheme, ...], offset: int) -> list[Change]:
    """Soften a verdict before a noun: ひどいコード, 雑な実装."""
    found: list[Change] = []
    known = judgements()
    for index, part in enumerate(parts[:-1]):
        entry = known.get(part.lemma)
        if entry is None or not entry.rude:
            continue
        after = parts[index + 1]
        end = part.end
        if after.surface in {"な", "の"} and index + 2 < len(parts) and part.kind != "形容詞":
            end, after = after.end, parts[index + 2]
        elif part.kind != "形容詞":
            continue
        if after.kind in {"名詞", "代名詞"} and after.surface not in _NOT_A_THING:
            found.append((part.start - offset, end - offset, entry.attributive, "ja_insult"))
    return found


def _in_full(reading: Reading, offset: int) -> list[Change]:
    """Write contractions in full: 〜てる, 〜とく, 〜ちゃう; supply the を that speech drops."""
    found: list[Change] = []
    parts = reading.sentence.morphemes
    transitive = frozenset(verb_knowledge()["transitive"]["verbs"])
    wanted = reading.verb
    for index, part in enumerate(parts):
        lemma = wanted.lemma if wanted and wanted.start == part.start else part.lemma
        if part.surface in {"くらい", "ぐらい"} and _belittles(parts, index, reading):
            after = parts[index + 1].surface
            at, end = part.start - offset, part.end - offset
            found.append((at, end, "" if after in {"は", "、"} else "を", "ja_blame"))
            continue
        lead = _SHORTENED.get(part.lemma) if part.kind == "助動詞" else None
        surface = part.surface
        if lead and part.lemma in {"てる", "でる"}:
            found.append(
                (part.start - offset, part.end - offset, lead + "い" + surface[1:], "ja_plain")
            )
        elif lead and part.lemma in {"とく", "どく"}:
            found.append(
                (part.start - offset, part.end - offset, lead + "お" + surface[1:], "ja_plain")
            )
        elif lead:
            full = surface.replace("ちゃ", "てしま", 1).replace("じゃ", "でしま", 1)
            found.append((part.start - offset, part.end - offset, full, "ja_plain"))
        elif (
            part.kind == "動詞"
            and lemma in transitive
            and index
            and _object_lacks_particle(parts, index)
        ):
            at = part.start - offset
            found.append((at, at, "を", "ja_plain"))
        elif part.surface in _TOPICS and _topic_lacks_particle(reading, index):
            at = part.end - offset
            found.append((at, at, "は", "ja_plain"))
        elif part.surface in _BUT and part.part.sort == "接続助詞" and index + 1 < len(parts):
            found += _but(parts, index, offset)
        elif part.surface == "から" and part.part.sort == "接続助詞" and index + 1 < len(parts):
            found += _because(parts, index, offset)
    return found


def _belittles(parts: tuple[Morpheme, ...], index: int, reading: Reading) -> bool:
    """ログくらい読め belittles; 3日くらいかかる counts."""
    if not index or index + 1 >= len(parts) or reading.act is not Act.REQUEST:
        return False
    before = parts[index - 1]
    counts = before.part.sort in {"助数詞可能", "数詞"} or before.surface >= "\U000f0000"
    return before.kind in {"名詞", "代名詞"} and not counts


def _topic_lacks_particle(reading: Reading, index: int) -> bool:
    """これバグ？ lacks its は; これ直して lacks を, which is seen at the verb."""
    parts = reading.sentence.morphemes
    if index + 1 >= len(parts) or parts[index + 1].kind not in {
        "名詞",
        "代名詞",
        "形状詞",
        "形容詞",
    }:
        return False
    head = reading.tail.last
    nominal = head.lemma in {"だ", "です", "ない"} or head.kind in {"名詞", "形状詞", "形容詞"}
    return nominal and not any(part.surface in {"が", "は", "を"} for part in parts)


def _object_lacks_particle(parts: tuple[Morpheme, ...], index: int) -> bool:
    before = parts[index - 1]
    if before.kind not in {"名詞", "代名詞"} or before.part.sort in {
        "副詞可能",
        "助数詞可能",
        "数詞",
    }:
        return False
    if before.surface[-1:] >= "\U000f0000":
        return False
    if before.surface in {
        "全部",
        "今",
        "絶対",
        "普通",
        "自分",
        "全員",
        "みんな",
        "毎回",
        "一緒",
        "何",
        "こと",
    }:
        return False
    return not any(part.surface in {"を", "くらい", "ぐらい"} for part in parts)


def _but(parts: tuple[Morpheme, ...], index: int, offset: int) -> list[Change]:
    """Write 頼んだけど、 as 頼みましたが、."""
    if parts[index + 1].surface not in {"、", "，"}:
        return []
    core = index - 1
    if core > 1 and parts[core].surface == "だ" and parts[core - 1].surface in {"ん", "の"}:
        core -= 2
    ending = polite(parts, core)
    if ending is None:
        return []
    return [(ending.start - offset, parts[index].end - offset, ending.text + "が", "ja_plain")]


def _because(parts: tuple[Morpheme, ...], index: int, offset: int) -> list[Change]:
    """Write 〜だから as 〜なので, 〜から as 〜ので."""
    before = parts[index - 1] if index else None
    at, end = parts[index].start - offset, parts[index].end - offset
    if before is None or parts[index + 1].surface in {"こそ", "と", "って", "だ", "です"}:
        return []
    if before.surface == "だ":
        if index == 1:
            return [(before.start - offset, end, "ですので", "ja_plain")]
        return [(before.start - offset, end, "なので", "ja_plain")]
    return [(at, end, "ので", "ja_plain")]


def _tidy(draft: Draft) -> None:
    """Take away a comma or space that nothing stands before any more."""
    while draft.changed and draft.text[:1] in {"、", "，", "　", " "}:
        draft.replace(0, 1, "", reason="ja_blunt", strategy="reword")
