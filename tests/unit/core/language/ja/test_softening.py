import pytest

from tonebridge.domain.message import Intensity, Preset
from tonebridge.language.facts import mask
from tonebridge.language.tongue import Edit

CLIENT = Preset(name="client", audience="client", register=3, intensity=Intensity.MEDIUM)
PEER = Preset(name="peer", audience="peer", register=1, intensity=Intensity.LIGHT)


@pytest.mark.parametrize(
    ("intensity", "answer"),
    [
        (0, "15時までに共有しろ。"),
        (1, "15時までに共有してください。"),
        (2, "15時までに共有していただけますでしょうか。"),
        (3, "お忙しいところ恐れ入りますが、15時までに共有していただけますと幸いです。"),
    ],
)
def test_a_command_becomes_a_request_of_the_wanted_strength(soften, intensity, answer):
    assert soften("15時までに共有しろ。", intensity) == answer


@pytest.mark.parametrize(
    ("intensity", "answer"),
    [
        (1, "本番を止めないでください。"),
        (2, "本番を止めないようお願いいたします。"),
        (3, "お忙しいところ恐れ入りますが、本番を止めないようご配慮いただけますと幸いです。"),
    ],
)
def test_a_ban_stays_a_negation(soften, intensity, answer):
    assert soften("本番を止めるな。", intensity) == answer


@pytest.mark.parametrize(
    ("intensity", "answer"),
    [
        (1, "お受けできません。権限は渡せません。"),
        (2, "申し訳ありませんが、お受けできません。権限は渡せません。"),
        (3, "誠に恐縮ですが、お受けいたしかねます。権限は渡しかねます。"),
    ],
)
def test_a_refusal_stays_a_refusal(soften, intensity, answer):
    assert soften("却下。権限は渡せない。", intensity) == answer


@pytest.mark.parametrize(
    "command",
    [
        "直せ",
        "直せよ",
        "直して",
        "直してよ",
        "直してね",
        "直してくれ",
        "直してくれよ",
        "直しなさい",
        "直しな",
        "直しなよ",
        "直しやがれ",
        "直してくれる？",
        "直してくれない？",
        "直してもらえる？",
        "直してもらえない？",
        "直してもらっていい？",
        "直してほしい",
        "直してほしいんだけど",
        "直してもらいたい",
        "直して頂戴",
        "直すこと",
        "直すように",
    ],
)
def test_every_way_to_order_is_heard_as_a_request(soften, command):
    answer = soften(f"表示の崩れを{command}。")

    assert answer.startswith("表示の崩れを直していただけますでしょうか")


@pytest.mark.parametrize(
    "ban",
    [
        "触るな",
        "触るなよ",
        "触んな",
        "触んなよ",
        "触らないで",
        "触らないでくれ",
        "触らないでほしい",
        "触るんじゃない",
        "触るんじゃねえ",
        "触っちゃダメ",
        "触っちゃいけない",
        "触ってはいけない",
        "触ってはならない",
        "触られては困る",
        "触らないこと",
        "触らないように",
    ],
)
def test_every_way_to_forbid_is_heard_as_a_ban(soften, ban):
    assert soften(f"設定に{ban}。") == "設定に触らないようお願いいたします。"


@pytest.mark.parametrize(
    ("plain", "polite"),
    [
        ("請求が漏れる。", "請求が漏れます。"),
        ("請求が漏れた。", "請求が漏れました。"),
        ("請求は漏れない。", "請求は漏れません。"),
        ("請求は漏れなかった。", "請求は漏れませんでした。"),
        ("値が高い。", "値が高いです。"),
        ("値は高くない。", "値は高くありません。"),
        ("値が高かった。", "値が高かったです。"),
        ("原因は設定だ。", "原因は設定です。"),
        ("原因は設定だった。", "原因は設定でした。"),
        ("原因は設定じゃない。", "原因は設定ではありません。"),
        ("原因は設定じゃなかった。", "原因は設定ではありませんでした。"),
        ("在庫がない。", "在庫がありません。"),
        ("まだ動いてない。", "まだ動いていません。"),
        ("値を消しちゃった。", "値を消してしまいました。"),
        ("明日やろう。", "明日やりましょう。"),
        ("遅れるかも。", "遅れるかもしれません。"),
        ("対応中。", "対応中です。"),
    ],
)
def test_a_plain_statement_becomes_polite(soften, plain, polite):
    assert soften(plain, 1) == polite


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "設定を消したの誰だよ。",
            "設定を消した経緯について確認させていただけますでしょうか。",
        ),
        ("お前が設定を消したんだろ。", "設定が消えたようです。"),
        ("またサーバーを落としてくれましたね。", "またサーバーが落ちたようです。"),
        (
            "直せって言ったよね？",
            "直していただくようお伝えしていたかと思いますので、ご対応をお願いいたします。",
        ),
        ("なんで確認しないの？", "確認しない理由を教えていただけますでしょうか？"),
        ("普通は確認しますよね。", "確認していただけますでしょうか。"),
        ("この図はゴミだ。", "この図は改善の余地があります。"),
        ("バカみたいに遅い。", "かなり遅いです。"),
        ("画面が真っ白なんだけど。", "画面が真っ白です。"),
        ("間違ってるじゃないか。", "間違っているのではないでしょうか。"),
        ("これ何？", "これは何でしょうか？"),
        ("本番で試すとか正気？", "本番で試すのは避けていただけますでしょうか？"),
    ],
)
def test_blame_becomes_a_report_or_an_open_question(soften, said, answer):
    assert soften(said) == answer


@pytest.mark.parametrize(
    "text",
    [
        "お手数ですが、8月2日までにご返信いただけますと幸いです。",
        "資料を送りました。ご確認ください。",
        "本番への反映は行わないでください。",
        "明日の打ち合わせは14時からです。場所は会議室Bです。",
        "対応できませんでした。申し訳ございません。",
        "素晴らしい資料ですね！ぜひ参考にさせてください。",
        "",
        "   \n",
        "```\nしろ\n```",
        "https://example.com/a",
    ],
)
@pytest.mark.parametrize("intensity", [1, 2, 3])
def test_what_needs_no_softening_stays(soften, text, intensity):
    assert soften(text, intensity) == text


def test_an_insult_is_left_out_and_the_request_stays(soften):
    assert soften("無能か。3件直せ。") == "3件直していただけますでしょうか。"


def test_a_message_of_insults_alone_still_asks_for_something(soften):
    assert soften("バカ。アホ。") == "改善をお願いいたします。"


def test_a_message_gets_one_cushion_phrase(soften):
    answer = soften("設計を直せ。テストも書け。資料を送れ。", 3)

    assert answer == (
        "お忙しいところ恐れ入りますが、設計を直していただけますと幸いです。"
        "テストも書いていただけますと助かります。資料を送っていただけますと幸いです。"
    )


def test_a_cushion_phrase_comes_after_the_name(soften):
    answer = soften("@sato この図を直せ。", 3)

    assert answer == "@sato お忙しいところ恐れ入りますが、この図を直していただけますと幸いです。"


def test_clauses_that_a_comma_joins_become_sentences(soften):
    answer = soften("遅い、早くしろ、待ってるんだけど。")

    assert answer == "対応が遅れているようです。早めにご対応いただけますでしょうか。待っています。"


def test_words_in_quotation_marks_stay(soften):
    assert soften("「早くしろ」と書くな。") == "「早くしろ」と書かないようお願いいたします。"


def test_a_client_is_addressed_more_humbly_than_a_peer(soften):
    assert soften("確認しろ。", 2, CLIENT) == "恐れ入りますが、確認していただけますでしょうか。"
    assert soften("確認しろ。", 2, PEER) == "確認していただけますか。"


def test_an_edit_spans_only_the_words_that_change(tongue):
    masked = mask("15時までに議事録を共有しろ。")

    assert tongue.soften(masked, intensity=Intensity.LIGHT, preset=None) == (
        Edit(
            start=11,
            end=12,
            after="てください",
            reason="ja_imperative",
            strategy="ja_to_request",
        ),
    )


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("社長の承認がいる。", "社長の承認がいります。"),
        ("担当者がいる。", "担当者がいます。"),
        ("病気の兆候かもよ。", "病気の兆候かもしれません。"),
        ("お残りになっていらしたんですか？", "お残りになっていらしたのでしょうか？"),
        ("信じる、信じないは自由です。", "信じる、信じないは自由です。"),
        ("試してみない？", "試してみませんか？"),
        ("寒いね。", "寒いですね。"),
        ("たいへんだね", "たいへんですね"),
        ("お前のせいで障害が起きた。", "障害が起きました。"),
        ("お前のせいだ。", "原因を一緒に確認させていただけますでしょうか。"),
        ("なんでできないの？", "できない理由を教えていただけますでしょうか？"),
        ("誰も読んでないよ、あなたの報告書。", "誰も読んでいません、あなたの報告書。"),
        ("意味わかんないんだけど。", "意図を教えていただけますでしょうか。"),
        ("これ、全然ダメです。", "これ、改善の余地があるようです。"),
        ("お天気屋なところがあるからね。", "お天気屋なところがありますからね。"),
    ],
)
def test_what_a_sentence_means_survives_its_polite_form(guarded, said, answer):
    assert guarded(said) == answer
