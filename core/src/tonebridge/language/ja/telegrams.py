"""Finish what was jotted down like a telegram: 「本件保留で。」, 「確認よろ」."""

import re

from tonebridge.language.ja.officialese import is_act
from tonebridge.language.ja.rewrite.draft import Draft
from tonebridge.language.lexicon import knowledge

_NOUNS = "[一-龠々ァ-ヺーA-Za-z\U000f0000-\U000ffffd）)]"
_ACT = "[一-龠々ァ-ヺー]{2,8}"
_ENDINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(find.replace("{N}", _NOUNS).replace("{S}", _ACT)), write)
    for find, write in knowledge("ja_spoken")["endings"]
)
_QUESTIONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(find.replace("{N}", _NOUNS).replace("{S}", _ACT)), write)
    for find, write in knowledge("ja_spoken")["questions"]
)


def finished(draft: Draft, stop: str, *, listed: bool) -> None:
    """Give a sentence that breaks off the words that close it."""
    words = draft.text[: len(draft.text) - len(stop)] if stop else draft.text
    asked = "？" in stop or "?" in stop
    for find, write in _QUESTIONS if asked else _ENDINGS:
        found = find.search(words)
        if found is None:
            continue
        act = found.groupdict().get("act")
        if act is not None and not is_act(act):
            continue
        if listed and not found[0].endswith(("よろ", "ヨロ")):
            return
        draft.replace(
            found.start(),
            found.end(),
            found.expand(write),
            reason="ja_plain",
            strategy="write_in_full",
        )
        return
