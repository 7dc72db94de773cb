"""Haste and tone that lie in how a Japanese sentence is built."""

import pytest

from tonebridge.domain.analysis import Level
from tonebridge.language import engine


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("予約サイトが真っ白で、一件も予約が取れません。", Level.CRITICAL),
        ("アプリを開くと他のユーザーの注文履歴が表示されます。", Level.CRITICAL),
        ("工場のプレス機から火花が出ています。", Level.CRITICAL),
        ("攻撃者が管理者権限を取ったようです。", Level.CRITICAL),
        ("お客様のカードに二重で請求されています。", Level.HIGH),
        ("承認していただけないと、発注が進められません。", Level.HIGH),
        ("13時の商談で使うので、それまでに見積書をください。", Level.HIGH),
        ("あと30分で放送です。原稿を差し替えてください。", Level.HIGH),
        ("土曜までに写真を送ってください。", Level.MEDIUM),
        ("明後日までにアンケートの回答をお願いします。", Level.MEDIUM),
        ("防災訓練の避難経路の資料を共有します。", Level.LOW),
        ("全社会議の資料です。", Level.LOW),
        ("問題は何もありません。", Level.LOW),
    ],
)
def test_haste_is_heard_without_a_fixed_word(text, level):
    assert engine.analyze(text).priority.level is level


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("素晴らしい設計ですね。ボタンが三つとも動きませんが。", "sarcastic"),
        ("五分前に終わった会議に今いらっしゃるとは、大物ですね。", "sarcastic"),
        ("誰も読まない報告書を毎週ありがとうございます。", "sarcastic"),
        ("私の席だけ資料が配られていません。", "passive_aggressive"),
        ("頼んだ覚えはありませんけど。", "passive_aggressive"),
        ("もう一度だけ書きますね。締め切りは昨日でした。", "passive_aggressive"),
        ("お前のせいで全部パーだ。", "aggressive"),
        ("新しい髪型、似合ってるよ〜！", "friendly"),
        ("昨日の打ち上げ楽しかったね、また行こう笑", "friendly"),
    ],
)
def test_a_tone_is_heard_without_a_fixed_word(text, tone):
    assert engine.analyze(text).tone.label == tone


def test_praise_beside_good_news_is_no_mockery():
    heard = engine.analyze("素晴らしい設計ですね。とても使いやすいです。")

    assert "sarcastic" not in heard.tone.scores
    assert heard.sentiment > 0
