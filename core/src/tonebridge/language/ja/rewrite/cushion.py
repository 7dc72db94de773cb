"""Cushion phrases: at most one a message."""

import re

from tonebridge.language.ja.rewrite.style import Style

_CUSHIONS = (
    "恐れ入り",
    "恐縮",
    "お手数",
    "申し訳",
    "ごめん",
    "すまん",
    "すまない",
    "差し支え",
    "お忙しいところ",
    "すみません",
    "すいません",
    "失礼ながら",
    "恐れながら",
    "ご面倒",
    "もしよろしければ",
    "よろしければ",
    "あいにく",
    "残念ながら",
)
_CUSHION = re.compile("|".join(_CUSHIONS))
_APPRECIATIVE = ("ありがとう", "お疲れ", "承知", "おはよう", "こんにちは", "おめでとう")


def has_cushion(text: str) -> bool:
    """Tell whether a message softens itself already."""
    return _CUSHION.search(text) is not None


def cushion_for(act: str, style: Style, text: str) -> str:
    """Return the phrase that suits an act, empty where none does."""
    cushion = style.cushion
    if cushion is None or any(word in text for word in _APPRECIATIVE):
        return ""
    if act in {"request", "ban", "why", "question"}:
        return cushion.request
    if act == "refusal":
        return cushion.refusal
    return cushion.news
