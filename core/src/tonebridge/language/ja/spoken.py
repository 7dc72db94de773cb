"""Write spoken Japanese out: contractions in full, loose particles as they are written."""

import re

from tonebridge.language.ja.morphology import Morpheme, morphemes
from tonebridge.language.ja.rewrite.draft import Draft
from tonebridge.language.lexicon import knowledge

_REASON, _STRATEGY = "ja_plain", "write_in_full"
_CUES = re.compile(
    "て[たるんくまなれ]|で[たるん]|と[いくけかこき]|ど[いくけき]|ちゃ|じゃ|っす|なきゃ|なくちゃ|んで|って|とりま|とこ|やつ|ヤツ|みたい|っぽい|とか|けど|ましょ|でしょ"
    "|ー|〜|～|[こそあど]っち|れる|れま|よ$|よ[。！!]|んだ|わ$|わ[。！!]|おいて|もん|ないと$|っけ|なぁ|かぁ|かんじ|感じ|ください|別の|済|[けケっ]|プリーズ|ん$|ん[。、]|いまいち|願い|ゼロ|[要未談認討整]$|[要未談認討整]。|ちょ|んない|シャス|しゃす|す$|す[。！!]"
)
_CONTRACTED = re.compile(
    "て[たるれまなろ]|で[たるれまなろ]|と[いくけかきこ]|ど[いくけかきこ]|[てで]く|[てで]か|[てで]っ|ちゃ|じゃ|ちま|じま"
)
_PLAINER: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(find), write, needs) for find, write, needs in knowledge("ja_spoken")["patterns"]
)
_CONTINUED = {"てる": "て", "でる": "で"}
_PREPARED = {"とく": "て", "どく": "で"}
_GONE = {"てく": "て", "でく": "で"}
_ENDED = frozenset({"ちゃう", "じゃう", "ちまう", "じまう"})


def written_out(draft: Draft, stop: str) -> None:
    """Write a sentence as it is put on paper; its last predicate is left to the style."""
    if _CUES.search(draft.text) is None:
        return
    words = draft.text[: len(draft.text) - len(stop)] if stop else draft.text
    for part in reversed(morphemes(words) if _CONTRACTED.search(words) else []):
        full = _in_full(part)
        if full and full != part.surface:
            draft.replace(part.start, part.end, full, reason=_REASON, strategy=_STRATEGY)
    for find, write, needs in _PLAINER:
        if needs not in draft.text:
            continue
        words = draft.text[: len(draft.text) - len(stop)] if stop else draft.text
        for found in reversed(list(find.finditer(words))):
            after = found.expand(write)
            draft.replace(found.start(), found.end(), after, reason=_REASON, strategy=_STRATEGY)


def _in_full(part: Morpheme) -> str:
    """Return 〜てる as 〜ている, 〜とく as 〜ておく, 〜ちゃう as 〜てしまう."""
    if part.kind != "助動詞":
        return ""
    surface = part.surface
    if part.lemma in _CONTINUED and len(surface) < 3:  # noqa: PLR2004 - not 〜てるん
        return _CONTINUED[part.lemma] + "い" + surface[1:]
    if part.lemma in _PREPARED:
        return _PREPARED[part.lemma] + "お" + surface[1:]
    if part.lemma in _GONE:
        return _GONE[part.lemma] + "い" + surface[1:]
    if part.lemma in _ENDED:
        for short, full in (
            ("ちゃ", "てしま"),
            ("じゃ", "でしま"),
            ("ちま", "てしま"),
            ("じま", "でしま"),
        ):
            surface = surface.replace(short, full, 1)
        return surface
    return ""
