import pytest

from tonebridge.domain.message import Intensity, Kind, Language, Message, Term, TermMode
from tonebridge.language import engine


def worked(
    text, language=Language.EN, intensity=Intensity.MEDIUM, terms=(), mode=TermMode.EXPLAIN
):
    return engine.transform(
        Message(
            text=text,
            kind=Kind.TERMINOLOGY,
            language=language,
            intensity=intensity,
            mode=mode,
            terms=tuple(Term(term=term, plain=plain) for term, plain in terms),
        )
    )


def replaced(text, language=Language.EN, terms=()):
    return worked(text, language, terms=terms, mode=TermMode.REPLACE).text


def test_a_term_is_explained_where_it_is_first_met():
    draft = worked("The hotfix is out. No other hotfix follows.")

    assert draft.text == (
        "The hotfix (an urgent correction, released quickly) is out. No other hotfix follows."
    )
    assert draft.details == {
        "terms": [{"term": "hotfix", "plain": "an urgent correction, released quickly"}]
    }


def test_a_change_says_where_why_and_how():
    (change,) = worked("Restart the pod.").changes

    assert (change.start, change.end, change.before) == (15, 15, "")
    assert (change.reason, change.strategy) == ("jargon", "explain_term")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("We deployed the hotfix.", "We rolled out the urgent correction."),
        ("The service was throttled.", "The service was slowed down."),
        ("It throttles the crawler.", "It slows down the crawler."),
        (
            "The merge broke two pipelines.",
            "The joining of the changes broke two automatic build and test processes.",
        ),
        ("Merge the branch.", "Combine the separate line of work."),
        ("CI is red.", "The automatic build and test is red."),
        ("Our CI is red.", "Our automatic build and test is red."),
        ("An API was added.", "A programming interface was added."),
        ("We saw a rollback.", "We saw a return to the previous version."),
        ("Timeouts again.", "Waits that took too long again."),
    ],
)
def test_plain_words_take_the_form_of_the_term(text, plain):
    assert replaced(text) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("リファクタリングするので、", "プログラムの内部を整理するので、"),
        ("コードをリファクタリングしました。", "コードを整理しました。"),
        ("ロールバックしないでください。", "以前の版に戻さないでください。"),
        ("変更がロールバックされました。", "変更が以前の版に戻されました。"),
        ("リストアできません。", "復元できません。"),
        ("スケールアウトすれば直ります。", "台数を増やせば直ります。"),
        ("デグレに注意してください。", "これまで動いていた機能の不具合に注意してください。"),
        ("タイムアウトしています。", "時間切れになっています。"),
    ],
)
def test_a_japanese_verb_stays_a_verb(text, plain):
    assert replaced(text, Language.JA) == plain


def test_an_own_term_wins_over_a_built_in_one():
    assert worked("The pipeline is red.", terms=[("pipeline", "our sales list")]).text == (
        "The pipeline (our sales list) is red."
    )


def test_the_longest_own_term_wins():
    terms = [("Falcon Lite", "the tablet till"), ("Falcon", "the till")]

    assert replaced("Falcon and Falcon Lite", terms=terms) == "The till and the tablet till"


@pytest.mark.parametrize("term", ["C++", "(beta)", "a.b", "[x]*", "e^x", "\\d+", "a|b"])
def test_a_term_is_a_literal(term):
    text = f"See {term} and acb or 42."

    assert worked(text, terms=[(term, "plain")]).text == f"See {term} (plain) and acb or 42."


@pytest.mark.parametrize(
    "text", ["See `pod` there.", "See https://a.test/pod now.", 'They said "pod" twice.', "#pod"]
)
def test_code_addresses_and_quotations_stay(text):
    assert worked(text).text == text


@pytest.mark.parametrize(
    "text",
    ["Please log in.", "a press release", "it is pr work", "podium", "ランチです", "認証局です"],
)
def test_what_only_looks_like_a_term_stays(text):
    assert worked(text, engine.detect(text)).text == text


def test_an_abbreviation_counts_in_capitals_only():
    terms = [("IT", "the computer department")]

    assert worked("IT says it works.", terms=terms).text == (
        "IT (the computer department) says it works."
    )


def test_the_plural_of_an_own_term_is_found():
    assert worked("Two QBRs.", terms=[("QBR", "quarterly review")]).text == (
        "Two QBRs (quarterly review)."
    )


@pytest.mark.parametrize(
    ("intensity", "explained"),
    [(Intensity.LIGHT, 1), (Intensity.MEDIUM, 2), (Intensity.STRONG, 3)],
)
def test_a_stronger_hand_explains_more(intensity, explained):
    draft = worked("A deadlock in the backend stopped the server.", intensity=intensity)

    assert len(draft.changes) == explained


def test_an_own_term_is_explained_by_a_light_hand_too():
    draft = worked(
        "ひまわりの件", Language.JA, Intensity.LIGHT, [("ひまわり", "経費精算システム")]
    )

    assert draft.text == "ひまわり（経費精算システム）の件"


def test_what_the_sender_explains_stays():
    text = "The API (our interface for partners) is down."

    assert worked(text).text == text


@pytest.mark.parametrize("kind", [Kind.SOFTEN, Kind.CLARIFY, Kind.STRUCTURE, Kind.BACKGROUND])
def test_another_kind_leaves_an_own_term_alone(kind):
    message = Message(
        text="Please check the SLO page for the Falcon release by Friday.",
        kind=kind,
        language=Language.EN,
        intensity=Intensity.MEDIUM,
        mode=TermMode.REPLACE,
        terms=(Term(term="Falcon", plain="the till"),),
    )

    assert "Falcon" in engine.transform(message).text


@pytest.mark.parametrize(
    ("kind", "text", "answer"),
    [
        (Kind.CLARIFY, "Pls test the MTG import.", "Please test the MTG import."),
        (Kind.SOFTEN, "Ask the stupid bot team to wait.", "Ask the stupid bot team to wait."),
    ],
)
def test_another_kind_rewords_round_an_own_term(kind, text, answer):
    message = Message(
        text=text,
        kind=kind,
        language=Language.EN,
        intensity=Intensity.LIGHT,
        terms=(Term(term="MTG", plain="a card game"), Term(term="stupid bot", plain="a robot")),
    )

    assert engine.transform(message).text == answer
