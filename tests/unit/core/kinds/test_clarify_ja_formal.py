import pytest
from tests.unit.core.kinds.test_clarify_ja import clear


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "給食費の納入につきまして、口座振替による方法をもって行うこととなりましたことをご通知申し上げます。",
            "給食費の納入は、口座振替で行うことになりました。",
        ),
        (
            "請求書の発行の依頼を受けた際には、内容の精査を行った上で発行を行うようにしてください。",
            "請求書の発行の依頼を受けたときは、内容を詳しく調べた後に発行してください。",
        ),
        (
            "配送の遅延が発生するおそれがなきにしもあらずですので、あらかじめご承知おき願います。",
            "配送の遅延が発生するおそれがありますので、あらかじめご承知ください。",
        ),
        (
            "予算の執行状況に鑑み、追加の発注は差し控えるべきものと思料いたします。",
            "予算の執行状況を考え、追加の発注は差し控えるべきだと思います。",
        ),
        (
            "不良品の発生率の低減を図るべく、作業手順書の改訂を行う運びとなりました。",
            "不良品の発生率を低減するため、作業手順書を改訂することになりました。",
        ),
        ("ご要望に沿いかねる場合がございます。", "ご要望に沿えない場合があります。"),
        ("図面は部長により承認された。", "図面は部長が承認しました。"),
        ("荷物の取り出しを行ってください。", "荷物を取り出してください。"),
        ("資料の持ち出しを行ってはならない。", "資料を持ち出さないでください。"),
    ],
)
def test_several_official_turns_in_one_sentence_are_all_undone(text, plain):
    assert clear(text).text.split("\n\n")[0] == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("送信ボタンを押下してください。", "送信ボタンを押してください。"),
        ("書類は窓口で受領されました。", "書類は窓口で受け取られました。"),
        ("見積書を送付しました。", "見積書を送りました。"),
        ("規則を遵守せず作業しないでください。", "規則を守らず作業しないでください。"),
        ("ご持参ください。", "持ってきてください。"),
    ],
)
def test_official_verbs_become_everyday_ones_in_the_form_they_stand_in(text, plain):
    assert clear(text).text.split("\n\n")[0] == plain


@pytest.mark.parametrize(
    "text", ["見積書の送付状を確認しました。", "受領書は経理にあります。", "押下音が鳴ります。"]
)
def test_official_nouns_stay(text):
    assert clear(text).text.startswith(text)


def test_one_of_two_and_a_third_is_asked_about():
    answer = clear("事務局か実行委員と会計で確認してください。").text
    assert "「事務局」か「実行委員」のどちらかと、「会計」の両方が必要でしょうか。" in answer
