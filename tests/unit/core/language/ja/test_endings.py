"""What is read where no morphological dictionary is installed."""

import pytest

from tonebridge.language.ja.acts import Act, read
from tonebridge.language.ja.endings import cut
from tonebridge.language.ja.morphology import Morpheme, Part
from tonebridge.language.ja.sentences import sentence_of


def sentence(text):
    parts = tuple(
        Morpheme(start, end, text[start:end], lemma, Part(*tags))
        for start, end, lemma, tags in cut(text)
    )
    return sentence_of(text, "", parts)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("議事録を共有しろ", Act.REQUEST),
        ("議事録を共有せよ", Act.REQUEST),
        ("議事録を共有して", Act.REQUEST),
        ("議事録を共有してくれ", Act.REQUEST),
        ("議事録を共有しといて", Act.REQUEST),
        ("議事録を共有するな", Act.BAN),
        ("議事録を共有しないで", Act.BAN),
        ("議事録を共有した", Act.STATEMENT),
    ],
)
def test_orders_are_still_read(text, act):
    assert read(sentence(text)).act is act


@pytest.mark.parametrize(
    ("text", "polite"),
    [
        ("完了しました", True),
        ("原因は設定です", True),
        ("完了した", False),
        ("原因は設定だ", False),
    ],
)
def test_politeness_is_still_heard(text, polite):
    assert read(sentence(text)).polite is polite


@pytest.mark.parametrize("text", ["", "あいうえお", "abc しろ。", "\n", "「」", "ー〜…"])
def test_the_pieces_cover_the_text(text):
    assert "".join(text[start:end] for start, end, _, _ in cut(text)) == text
