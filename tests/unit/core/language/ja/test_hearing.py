import pytest

from tonebridge.domain.analysis import Finding
from tonebridge.language.facts import mask

POLITER_AND_POLITER = [
    "さっさと直せ、この役立たず。",
    "直せ。",
    "直して。",
    "直した。",
    "直しました。",
    "直していただけますでしょうか。",
    "お忙しいところ恐れ入りますが、直していただけますと幸いです。",
]


def test_politeness_rises_from_insult_to_deference(hear):
    heard = [hear(text).politeness for text in POLITER_AND_POLITER]

    assert heard == sorted(set(heard))
    assert heard[0] < 20
    assert heard[-1] > 90


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("直した。", 4),
        ("直しました。", 3),
        ("ご確認ください。", 2),
        ("ご確認いただけますと幸いに存じます。", 1),
        ("", None),
    ],
)
def test_the_keigo_level_follows_the_words_of_respect(hear, text, level):
    assert hear(text).keigo_level == level


@pytest.mark.parametrize(
    ("text", "rude"),
    [
        ("この役立たず。", True),
        ("クソコードだ。", True),
        ("「バカ」と言われました。", False),
        ("ゴミ箱を空にしてください。", False),
        ("バカンスに行きます。", False),
        ("カスタム項目を直せ。", False),
    ],
)
def test_an_insult_is_heard_outside_quotations_and_longer_words(hear, text, rude):
    assert hear(text).rude is rude


def test_the_guard_hears_the_same_as_the_analysis(tongue, hear):
    for text in POLITER_AND_POLITER:
        manner = tongue.manner(mask(text))

        assert (manner.politeness, manner.rude) == (hear(text).politeness, hear(text).rude)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("無事に成功しました。", 1),
        ("問題ありませんでした。", 1),
        ("会議は14時からです。", 0),
        ("また失敗しました。", -1),
        ("ログインできません。", -1),
        ("この役立たず。", -1),
    ],
)
def test_a_negation_turns_a_feeling_round(hear, text, sign):
    sentiment = hear(text).sentiment

    assert (sentiment > 0) - (sentiment < 0) == sign


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("この前のやつ、直しておいてください。", "ja_vague_reference"),
        ("できないわけではないです。", "ja_double_negation"),
        ("変更することができます。", "ja_redundant"),
        ("直しといて。", "ja_no_object"),
        ("会議は" + "とても長い話が続いて" * 7 + "終わりました。", "ja_long_sentence"),
        ("顧客管理画面表示設定を変えます。", "ja_kanji_run"),
    ],
)
def test_what_makes_a_message_hard_to_follow_is_named(hear, text, reason):
    heard = hear(text)

    assert reason in heard.clarity_reasons
    assert heard.clarity < 100


def test_a_clear_message_is_clear(hear):
    heard = hear("資料を3月3日までに佐藤さんへ送ってください。")

    assert (heard.clarity, heard.clarity_reasons) == (100, ())


def test_a_finding_says_where_and_what_instead(hear):
    heard = hear("図をさっさと直せ。")

    assert heard.findings == (
        Finding(start=2, end=6, check="ja_blunt", suggestion="早めに"),
        Finding(
            start=6,
            end=8,
            check="ja_imperative",
            suggestion="直していただけますでしょうか",
        ),
    )


@pytest.mark.parametrize(
    ("text", "impact", "urgency", "blocking"),
    [
        ("個人情報が漏えいしています。", 1.0, 0.0, 0.0),
        ("至急、押印をお願いします。", 0.1, 1.0, 0.0),
        ("17時までに返信してください。", 0.1, 0.85, 0.0),
        ("30分以内に返信してください。", 0.1, 0.9, 0.0),
        ("作業が止まっています。", 0.1, 0.0, 1.0),
        ("お手すきのときに見てください。", 0.04, 0.0, 0.0),
        ("会議は14時からです。", 0.1, 0.0, 0.0),
    ],
)
def test_each_ground_for_haste_is_weighed_by_itself(hear, text, impact, urgency, blocking):
    cues = hear(text).cues

    assert (cues.impact, cues.urgency, cues.blocking) == (impact, urgency, blocking)
