"""What speech clips or turns round is written out; wrong keigo is put right."""

import pytest
from tests.support.cases import softened


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("荷物届いてないぞ。", "荷物が届いていません。"),
        ("スマホいじるな。", "スマホをいじらないようお願いいたします。"),
        ("同じミスするな。", "同じミスをしないようお願いいたします。"),
        ("電子カルテ遅すぎ。", "電子カルテが少し遅いように感じます。"),
        ("写真が暗い。撮り直し。", "写真が暗いです。撮り直しをお願いできますでしょうか。"),
        ("明日の朝イチまで。", "明日の朝イチまでにお願いいたします。"),
        ("この席は予約席。どいて。", "この席は予約席です。どいていただけますでしょうか。"),
        ("どうなってんの、これ。", "どうなっているのでしょうか。"),
        ("掃除当番サボるのやめて。", "掃除当番を怠らないようお願いいたします。"),
        (
            "日付入れろって言ってるでしょ。",
            "日付を入れていただくようお伝えしていたかと思いますので、ご対応をお願いいたします。",
        ),
    ],
)
def test_clipped_speech_is_written_out(said, answer):
    assert softened(said, 2, "ja") == answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("質問を3日も放置とは、さすがですね。", "質問が3日も放置されているようです。"),
        (
            "鍵返してないの、あなただけですよ。",
            "鍵返していないようですので、ご対応をお願いいたします。",
        ),
        ("誰だよ、設定触ったやつ。", "設定を触った経緯について確認させていただけますでしょうか。"),
        ("誰もいないじゃないか。", "誰もいないようです。"),
        ("工事が止まってるんですよ。", "工事が止まっています。"),
    ],
)
def test_mockery_and_reproach_become_what_is_seen(said, answer):
    assert softened(said, 2, "ja") == answer


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("部長がおっしゃられた件です。", "部長がおっしゃった件です。"),
        ("先方が資料をご覧になられました。", "先方が資料をご覧になりました。"),
        ("明日お伺いさせていただきます。", "明日お伺いします。"),
    ],
)
def test_double_keigo_is_put_right(said, right):
    assert softened(said, 2, "ja") == right


def test_a_compound_is_no_verdict_of_its_own():
    said = "この設計、かなり複雑です。"

    assert softened(said, 2, "ja") == said
