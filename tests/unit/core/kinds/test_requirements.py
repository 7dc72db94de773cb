import pytest

from tonebridge.domain.message import Intensity, Kind, Language, Message
from tonebridge.language import engine


def sorted_out(text, language=Language.EN, intensity=Intensity.MEDIUM):
    return engine.transform(
        Message(text=text, kind=Kind.REQUIREMENTS, language=language, intensity=intensity)
    )


def quadrants(text, language=Language.EN):
    found = sorted_out(text, language).details["quadrants"]
    return {name: items for name, items in found.items() if items}


def test_every_quadrant_has_a_heading_and_an_empty_one_says_so():
    assert sorted_out("Refunds must work. A tour would be a bonus.").text == (
        "## Must\n- Refunds must work\n## Should\n- None\n"
        "## Could\n- A tour would be a bonus\n## Won't\n- None"
    )


def test_japanese_headings_name_both_scripts():
    assert sorted_out("返金は必須です。", Language.JA).text == (
        "## 必須（Must）\n・返金は必須です\n## 推奨（Should）\n・なし\n"
        "## 任意（Could）\n・なし\n## 対象外（Won't）\n・なし"
    )


@pytest.mark.parametrize(
    ("text", "quadrant"),
    [
        ("Never store card numbers.", "must"),
        ("Filters are important but not critical.", "should"),
        ("Dark mode is nice to have.", "could"),
        ("Voice input can wait.", "wont"),
        ("We do not need a mobile app.", "wont"),
    ],
)
def test_english_is_sorted_by_how_strongly_it_is_wanted(text, quadrant):
    assert quadrants(text) == {quadrant: [text[:-1]]}


@pytest.mark.parametrize(
    ("text", "quadrant"),
    [
        ("カード番号は絶対に保存してはいけません。", "must"),
        ("絞り込みは重要ですが必須ではありません。", "should"),
        ("ダークモードは余裕があれば。", "could"),
        ("音声入力は見送ります。", "wont"),
        ("スマホ版は要りません。", "wont"),
    ],
)
def test_japanese_is_sorted_by_how_strongly_it_is_wanted(text, quadrant):
    assert quadrants(text, Language.JA) == {quadrant: [text[:-1]]}


def test_halves_that_differ_stand_apart():
    assert quadrants("PDF export is a must but dark mode can wait.") == {
        "must": ["PDF export is a must"],
        "wont": ["Dark mode can wait"],
    }


def test_what_only_points_back_stays_with_what_it_points_to():
    assert quadrants("The report needs the ratio, that is a legal obligation.") == {
        "must": ["The report needs the ratio, that is a legal obligation"]
    }


def test_greetings_are_no_requirement():
    assert quadrants("Hi Joe, thanks for the visit. Search must be fast. Best, Ana") == {
        "must": ["Search must be fast"]
    }


def test_sorting_twice_changes_nothing():
    once = sorted_out("Search must be fast. Chat can wait.")

    again = sorted_out(once.text)

    assert again.text == once.text
    assert again.details == {**once.details, "unchanged": "structured_already"}


@pytest.mark.parametrize(
    ("intensity", "reason"),
    [(Intensity.NONE, "intensity_none"), (Intensity.MEDIUM, "no_requirement")],
)
def test_a_text_that_stays_says_why(intensity, reason):
    draft = sorted_out("The weather was fine.", intensity=intensity)

    assert (draft.text, draft.details["unchanged"]) == ("The weather was fine.", reason)


def test_a_request_with_a_deadline_is_a_must_and_any_other_a_should():
    text = "Thanks for your help. Please roll back the CI pipeline by Friday. Please rename it."

    assert quadrants(text + " Users want CSV.") == {
        "must": ["Please roll back the CI pipeline by Friday"],
        "should": ["Please rename it", "Users want CSV"],
    }


def test_a_japanese_ban_is_a_must_and_a_wish_a_should():
    text = "QAが終わるまでデプロイしないでください。CSVで出力してほしい。検索も使いたいそうです。"

    assert quadrants(text, Language.JA) == {
        "must": ["QAが終わるまでデプロイしないでください"],
        "should": ["CSVで出力してほしい", "検索も使いたいそうです"],
    }


@pytest.mark.parametrize(
    ("text", "quadrant"),
    [
        ("投薬の二重チェックは省略できません。", "must"),
        ("夜間の無人運転は許可しません。", "must"),
        ("ロード時間は短いに越したことはありません。", "should"),
        ("見られるほうがお客様に親切です。", "should"),
        ("混雑予報は費用が余れば検討します。", "could"),
        ("動画は載せたいけれど、最悪なくてもよいです。", "could"),
        ("旧ブラウザは切り捨てます。", "wont"),
        ("翻訳は当面見合わせます。", "wont"),
        ("遠隔地への複製は将来検討します。", "wont"),
        ("仮想通貨の精算はナシで。", "wont"),
    ],
)
def test_japanese_cues_are_known_by_their_class(text, quadrant):
    draft = engine.transform(
        Message(
            text=text, kind=Kind.REQUIREMENTS, language=Language.JA, intensity=Intensity.MEDIUM
        )
    )

    assert [name for name, items in draft.details["quadrants"].items() if items] == [quadrant]
