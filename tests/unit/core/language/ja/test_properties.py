import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonebridge.domain.message import Intensity
from tonebridge.language.facts import Fact, Masked, mask
from tonebridge.language.ja.tongue import JapaneseTongue

TONGUE = JapaneseTongue()
WORDS = st.sampled_from(
    [
        "本番",
        "を",
        "止める",
        "な",
        "直せ",
        "しろ",
        "よ",
        "。",
        "、",
        "？",
        "！",
        "お前",
        "が",
        "消した",
        "の",
        "誰",
        "だよ",
        "なんで",
        "ない",
        "んだ",
        "けど",
        "じゃん",
        "って",
        "言った",
        "クソ",
        "コード",
        "バカ",
        "か",
        "却下",
        "無理",
        "ください",
        "いただけますか",
        "です",
        "ます",
        "した",
        "だろ",
        "早く",
        "さっさと",
        "普通は",
        "ますよね",
        "15時",
        "@sato",
        "`x`",
        "3つ",
        "w",
        "（笑）",
        "…",
        "MR",
        "push",
        "恐れ入りますが、",
        "さすが",
        "ですね",
        "てくれましたね",
        "「しろ」",
        "から",
        "のに",
        "\n",
    ]
)
MESSAGES = st.lists(WORDS, min_size=1, max_size=20).map("".join)
ANYTHING = st.text(st.characters(codec=None), max_size=120)
INTENSITIES = st.sampled_from(Intensity)


def softened(masked, intensity):
    pieces, reached = [], 0
    for edit in TONGUE.soften(masked, intensity=intensity, preset=None):
        assert edit.start >= reached
        assert edit.end >= edit.start
        pieces += (masked.text[reached : edit.start], edit.after)
        reached = edit.end
    return "".join([*pieces, masked.text[reached:]])


def masks(text):
    return [char for char in text if char >= "\U000f0000"]


@settings(deadline=None, max_examples=150)
@given(ANYTHING | MESSAGES, INTENSITIES)
def test_softening_never_raises_and_every_mask_survives_in_order(text, intensity):
    masked = mask(text)

    assert masks(softened(masked, intensity)) == masks(masked.text)


@settings(deadline=None, max_examples=150)
@given(ANYTHING | MESSAGES)
def test_hearing_never_raises_and_stays_in_range(text):
    heard = TONGUE.hear(mask(text))

    assert 0 <= heard.politeness <= 100
    assert 0 <= heard.clarity <= 100
    assert -1 <= heard.sentiment <= 1
    assert all(0 <= strength <= 1 for strength in heard.tones.values())
    assert [f for f in heard.findings if not 0 <= f.start <= f.end <= len(mask(text).text)] == []


@settings(deadline=None, max_examples=60)
@given(MESSAGES, INTENSITIES)
def test_the_same_text_gets_the_same_answer(text, intensity):
    masked = mask(text)
    again = pickle.loads(pickle.dumps(masked))  # noqa: S301 - our own bytes

    first = TONGUE.soften(masked, intensity=intensity, preset=None)
    assert JapaneseTongue().soften(again, intensity=intensity, preset=None) == first
    assert JapaneseTongue().hear(again) == TONGUE.hear(masked)


def test_threads_get_the_same_answers():
    texts = [f"資料を{n}部送れ。早くしろ。" for n in range(40)]
    alone = [softened(mask(text), Intensity.MEDIUM) for text in texts]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda t: softened(mask(t), Intensity.MEDIUM), texts))

    assert together == alone


@pytest.mark.parametrize(
    "text", ["\ud800しろ。", "é́しろ", "שלום しろ", "🎉👍", "\x00しろ。", "w" * 50]
)
def test_odd_characters_come_through(text):
    masked = Masked(text, text, (), ())

    assert softened(masked, Intensity.NONE) == text
    softened(masked, Intensity.STRONG)


def test_a_mask_inside_what_is_rewritten_comes_through():
    text = "\U000f0000、バカ。\U000f0001を直せ。"
    facts = (Fact(0, 1, "NAME", "A"), Fact(5, 6, "CODE", "B"))

    answer = softened(Masked(text, text, facts, (0, 5)), Intensity.MEDIUM)

    assert masks(answer) == masks(text)
