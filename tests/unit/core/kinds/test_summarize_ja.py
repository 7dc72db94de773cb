import pytest

from tonebridge.domain.message import Intensity, Kind, Language, Message
from tonebridge.language import engine
from tonebridge.language.ja.asides import is_aside


def points(text):
    return engine.transform(
        Message(text=text, kind=Kind.SUMMARIZE, language=Language.JA, intensity=Intensity.MEDIUM)
    ).details["points"]


@pytest.mark.parametrize(
    "text",
    [
        "人事の須藤です",
        "念のためお伝えします",
        "決まったことを書いておきます",
        "お知らせが一つあります",
        "大した話ではないんですが一応共有しておきます",
        "司会が不慣れで申し訳なかったです",
        "今年の長雨には泣かされました",
        "このへん、誰も教えてくれないんですよね",
    ],
)
def test_who_writes_and_how_it_feels_is_beside_the_matter(text):
    assert is_aside(text, early=True, late=False)


@pytest.mark.parametrize(
    "text",
    [
        "出荷は止まります",
        "原因は証明書の期限切れでした",
        "申込は中止にします",
        "新しい鍵は守衛室に置きます",
    ],
)
def test_the_matter_is_no_aside(text):
    assert not is_aside(text, early=True, late=False)


def test_a_summary_keeps_the_last_fact_and_drops_the_talk_around_it():
    assert points(
        "店長の久保田です。先週末は猛暑の中、本当にお疲れさまでした。本題ですが、レジの2番が壊れました。"
        "修理は土曜の10時です。現金は2番に残っていません。セルフレジは使えます。"
    ) == [
        "レジの2番が壊れました",
        "修理は土曜の10時です",
        "現金は2番に残っていません",
        "セルフレジは使えます",
    ]
