"""Find who or what a short Japanese message leaves out, and ask for it."""

import re
from collections.abc import Iterator, Sequence

from tonebridge.language.facts import MASK_CLASS
from tonebridge.language.ja.acts import Act, readings
from tonebridge.language.ja.lexicons import words
from tonebridge.language.ja.morphology import Morpheme
from tonebridge.language.lexicon import knowledge

_HEARSAY = re.compile(
    "(?P<said>(?:と(?:言って(?:い)?(?:ました|た|ます)|言った|言いました|話した|話しました|答えました|言われました|言われた|言われています|のこと(?:です|でした)|聞きました|聞いています|伺いました|話していました)|(?<=[うくぐすつぬむるたい])(?:そう|らしい|みたい)です))(?=[。\n]|$)"
)
_SPEAKER = re.compile("(?:さん|様|氏|君|長|者|員|方|先生|社|客|部|課|室)(?:は|が|から|によると)")
_ASKED = re.compile(
    "(?P<deed>[一-龠]{1,3}[ぁ-ん]{0,3}て(?:もらう|もらい|いただく|いただき))(?:こと(?:に(?:なりました|します)|です)|ます|予定です|つもりです|たいです)(?=[。\n]|$)"
)
_AGENT = re.compile(
    f"(?:さん|様|氏|方|者|長|員|先生|社|部|課|客|[一-龠ァ-ヺー{MASK_CLASS}])(?:に|から)"
)
_PASSIVE = re.compile(
    "(?P<deed>(?:頼ま|断ら|怒ら|聞か|呼ば|叱ら|褒めら|止めら|戻さ|返さ|指示さ|依頼さ|注意さ|指摘さ)れ(?:た|まし))"
)
_NAMED = re.compile("(?:さん|様|氏|君|誰か|部下|新人)に")
_MADE = re.compile(
    "(?<![一-龠])(?P<deed>(?!合わせ|知らせ|済ませ|終わらせ|間に合わせ|待ち合わせ|打ち合わせ|問い合わせ|組み合わせ|見合わせ|任せ|聞かせ)[一-龠]{1,3}[ぁ-ん]{0,2}(?:か|さ|た|ら|わ|ば|ま|な|が)せ)(?:ます|ました|る|た|て)(?!いただ|てくだ|頂)"
)
_ADVISED = re.compile(
    "(?:(?:ほう|方)が(?:よい|いい|良い|無難|安全|よさそう|良さそう)|なければなりません|必要があります|べきです|たほうがよさそう)"
)


_INFLECTIONS = frozenset({"た", "だ", "ます", "ぬ", "ない"})


def left_out(text: str, *, all_of: bool) -> Iterator[tuple[int, str]]:
    """Return where somebody or something goes unnamed, and the question about it.

    `all_of` asks for objects too, which only a message without another doubt needs.
    """
    data = knowledge("ja_clarify")
    told = _HEARSAY.search(text)
    if told is not None and (told["said"].startswith("と言") or not _SPEAKER.search(text)):
        yield told.start(), data["said"]["question"].replace("{words}", told["said"])
    asked = _ASKED.search(text)
    if asked is not None and not _AGENT.search(text[: asked.start()]):
        yield asked.start(), data["asked_of"]["question"].replace("{words}", asked["deed"])
    passive = _PASSIVE.search(text)
    if passive is not None and not _AGENT.search(text[: passive.start()]):
        yield passive.start(), data["done_to"]["question"].replace("{words}", passive["deed"])
    made = _MADE.search(text)
    if (
        made is not None
        and told is None
        and not (_SPEAKER.search(text) or _NAMED.search(text))
        and "を" not in text[made.start() - 3 :]
    ):
        yield made.start(), data["made"]["question"].replace("{words}", made["deed"])
    advised = _ADVISED.search(text)
    if advised is not None and not _NAMED.search(text):
        yield advised.start(), data["who"]["question"]
    if all_of:
        yield from _without_object(text)


def _without_object(text: str) -> Iterator[tuple[int, str]]:
    question: str = knowledge("ja_clarify")["left_out"]["question"]
    for at, reading in readings(text):
        if reading.act in {Act.BAN, Act.QUESTION, Act.WHY}:
            continue
        found = _lonely_verb(reading.sentence.morphemes)
        if found is not None:
            start, said = found
            wanted: str = knowledge("ja_clarify")["object"]["question"]
            asked = wanted if reading.act is Act.REQUEST else question
            yield at + start, asked.replace("{words}", said)
            return


def _lonely_verb(parts: Sequence[Morpheme]) -> tuple[int, str] | None:
    """Return the last verb where it wants an object that its sentence does not name."""
    at = next(
        (
            i
            for i in range(len(parts) - 1, -1, -1)
            if parts[i].kind == "動詞" and parts[i].part.sort != "非自立可能"
        ),
        -1,
    )
    if at < 0 or parts[at].lemma not in words("ja_verbs", "transitive", "verbs"):
        return None
    after = parts[at + 1].lemma if at + 1 < len(parts) else ""
    if after in {"れる", "られる"} or (at and parts[at - 1].kind in {"名詞", "接尾辞"}):
        return None
    begin = at
    while begin > 0 and parts[begin - 1].surface != "、":
        begin -= 1
    clause = parts[begin:at]
    if any(
        part.surface in {"を", "は", "が", "も", "って"} and part.kind == "助詞"
        for part in _own(clause)
    ):
        return None
    end = at + 1
    while end < len(parts) and (parts[end].kind == "動詞" or parts[end].lemma in _INFLECTIONS):
        end += 1
    return parts[at].start, "".join(part.surface for part in parts[at:end])


def _own(clause: Sequence[Morpheme]) -> Sequence[Morpheme]:
    """Leave out what stands before ので, から or たら: it is another clause."""
    for place in range(len(clause) - 1, -1, -1):
        if clause[place].part.sort == "接続助詞" and clause[place].surface not in {"て", "で"}:
            return clause[place + 1 :]
        if clause[place].part.sort == "準体助詞" and clause[place].surface == "の":
            return clause[place + 2 :]
    return clause
