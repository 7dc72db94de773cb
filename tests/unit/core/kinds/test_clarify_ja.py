import pytest

from tonebridge.domain.message import Intensity, Kind, Language, Message
from tonebridge.language import engine


def clear(text):
    return engine.transform(
        Message(text=text, kind=Kind.CLARIFY, language=Language.JA, intensity=Intensity.MEDIUM)
    )


def asked(text):
    return clear(text).details["questions"]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "不具合の原因に関する調査の実施を行っているところでございます。",
            "不具合の原因を調査しています。",
        ),
        (
            "システム障害により、提供が困難な状況となっております。",
            "システム障害により、提供が困難です。",
        ),
        ("料金の改定を実施せざるを得ない状況です。", "料金を改定するしかありません。"),
        ("参加できないわけではありません。", "参加できる場合もあります。"),
        (
            "会議室の予約が取れないということはないわけではありません。",
            "会議室の予約が取れない場合もあります。",
        ),
        ("本人でなければ受け取れません。", "本人以外は受け取れません。"),
        ("施設の使用を停止することといたします。", "施設の使用を停止します。"),
        (
            "会場の使用は、事前の申請を必要とするものであります。",
            "会場の使用は、事前の申請が必要です。",
        ),
        ("資料の方を送付させていただきます。", "資料を送ります。"),
        ("作業を開始するという形になります。", "作業を開始します。"),
        ("システムへのログインを行うことができません。", "システムへログインできません。"),
        (
            "領収書の再発行は行わないものとし、控えを送ります。",
            "領収書の再発行は行わず、控えを送ります。",
        ),
        ("今現在の在庫の数を確認します。", "現在の在庫数を確認します。"),
    ],
)
def test_padding_of_official_japanese_is_taken_off(text, plain):
    assert clear(text).text == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("本件pendingで。", "本件保留でお願いします。"),
        ("再起動よろ。", "再起動をお願いします。"),
        ("数字が合わないんで、直しちゃいました。", "数字が合わないので、直してしまいました。"),
        ("りょ。資料は明日つけときます。", "了解しました。資料は明日つけておきます。"),
        ("体調が悪いので在宅にしたいっす。", "体調が悪いので在宅にしたいです。"),
        ("団体交渉の記録です。", "団体交渉の記録です。"),
        ("ギリシャの取引先です。", "ギリシャの取引先です。"),
    ],
)
def test_shorthand_and_speech_are_written_out(text, plain):
    assert clear(text).text.split("\n")[0] == plain


def test_a_sentence_of_several_thoughts_becomes_several():
    draft = clear(
        "書類は通っているが、部長が出張で面接日が決められず、候補は18日か20日だが、"
        "応募者は20日が難しいと言っており、日程は18日の午後で調整するので、今週中に返事がほしい。"
    )

    assert draft.text == (
        "書類は通っています。部長が出張で面接日が決められません。候補は18日か20日です。"
        "応募者は20日が難しいと言っております。日程は18日の午後で調整します。"
        "そのため、今週中に返事がほしいです。"
    )


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "昨日届いた部品の検査結果を送ってください。",
            "「昨日届いた」は「部品」と「検査結果」のどちらのことでしょうか。",
        ),
        (
            "田中さんと鈴木さんの上司に確認済みです。",
            (
                "「上司」は「田中さん」と「鈴木さん」の両方のものでしょうか。"
                "それとも「鈴木さん」だけのもので、「田中さん」は別でしょうか。どちらの意味か教えてください。"
            ),
        ),
        (
            "急いで来たお客様に説明した担当者を呼んで。",
            "「急いで」は「来た」と「呼んでください」のどちらにかかりますか。",
        ),
        (
            "部長は課長に自分の机を片付けるように言った。",
            "「自分」は「部長」と「課長」のどちら（誰）のことでしょうか。",
        ),
        (
            "次の金曜に納品してください。",
            "「次の金曜」は何月何日のことでしょうか。どの週か教えてください。",
        ),
    ],
)
def test_of_two_readings_it_is_asked_which_is_meant(text, question):
    assert question in asked(text)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "いつもの場所で。",
            "「いつもの場所」はどこのことでしょうか。具体的な場所や送り先を教えてください。",
        ),
        (
            "この前の打ち合わせの続きをやりましょう。",
            "「この前の打ち合わせ」はどの打ち合わせを指しますか。",
        ),
        ("資料を上に見せておいてください。", "「上」は誰（どなた）のことでしょうか。"),
        (
            "頼まれたので出ておきました。",
            "誰（どなた）に「頼まれた」のでしょうか。何についてかも教えてください。",
        ),
        ("もう送ってください。", "何を、誰（どちら）に対して行えばよいでしょうか。"),
        ("検討します。", "「検討します」とは、具体的に何をいつまでに行うことでしょうか。"),
    ],
)
def test_who_what_and_where_are_asked_by_what_a_word_names(text, question):
    assert question in asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "午後の会議は14時から第2会議室で行います。",
        "請求書は3月5日に経理の原さんへ送りました。",
        "完了後で構いませんので、5月8日までにご連絡ください。",
    ],
)
def test_what_says_all_is_not_asked_about(text):
    assert asked(text) == []
