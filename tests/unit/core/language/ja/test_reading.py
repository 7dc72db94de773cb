import pytest

from tonebridge.language.ja.acts import Act, readings
from tonebridge.language.ja.morphology import NOUN, morphemes
from tonebridge.language.ja.sentences import sentences

MASK = "\U000f0000"


def acts(text):
    return [reading.act for _, reading in readings(text) if reading.sentence.text]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("至急対応。", Act.REQUEST),
        ("確認よろしく。", Act.REQUEST),
        ("議事録を共有。", Act.REQUEST),
        ("テーブルを減らせ。", Act.REQUEST),
        ("送れよ。", Act.REQUEST),
        ("来い。", Act.REQUEST),
        ("せよ。", Act.REQUEST),
        ("遅れるな。", Act.BAN),
        ("待たせんな。", Act.BAN),
        ("渡せない。", Act.REFUSAL),
        ("承認しない。", Act.REFUSAL),
        ("その案は却下。", Act.REFUSAL),
        ("なんで動かないの？", Act.WHY),
        ("いつ終わる？", Act.QUESTION),
        ("サーバーが応答しない。", Act.STATEMENT),
        ("対応完了。", Act.STATEMENT),
        ("難しいな。", Act.STATEMENT),
        ("バグが出ててつらい。", Act.STATEMENT),
    ],
)
def test_a_sentence_is_read_as_what_it_does(text, act):
    assert acts(text) == [act]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("直せ。送れ！", ["直せ", "送れ"]),
        ("遅い、直して。", ["遅い", "直して"]),
        ("遅いので、直して。", ["遅いので、直して"]),
        ("誰だよ、消したの。", ["誰だよ、消したの"]),
        ("直せよ、早く。", ["直せよ", "早く"]),
        ("一行目\n二行目", ["一行目", "二行目"]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_a_text_is_split_where_a_sentence_is_finished(text, parts):
    assert [sentence.text for sentence in sentences(text) if sentence.text] == parts


@pytest.mark.parametrize("text", ["直せ。  送れ！\n", "、、、", "\n直せ", "…。w", "a b c", "草"])
def test_sentences_cover_the_text(text):
    closes = [sentence.close for sentence in sentences(text)]

    assert closes == sorted(set(closes))
    assert closes[-1] == len(text)


def test_a_mask_counts_as_a_noun():
    found = morphemes(f"{MASK}までに直せ")

    assert (found[0].surface, found[0].part) == (MASK, NOUN)


def test_a_mask_is_parted_from_the_full_stop_before_it():
    assert [sentence.text for sentence in sentences(f"古い。{MASK}を直せ。")] == [
        "古い",
        f"{MASK}を直せ",
    ]


def test_a_long_text_is_read_to_its_end():
    text = "資料を送れ。" * 10_000

    assert morphemes(text)[-1].end == len(text)
