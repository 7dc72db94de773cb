import pytest
from tests.evaluation.cases import score_file
from tests.evaluation.scorers import (
    clean_words_kept,
    content_kept,
    curses,
    length_fits,
    markers,
    negation_kept,
)
from tests.support.tone_score import misplaced, quadrants


class Parrot:
    """Returns every text as it was."""

    name = "parrot"

    def answer(self, case):
        return {"output": case["text"]}

    def soften(self, text, language, intensity):
        return text

    def analyze(self, text):
        return {"politeness": 50}


def test_whoever_changes_nothing_keeps_all_and_passes_next_to_nothing():
    scores = score_file(Parrot(), "cases.jsonl")

    assert scores["must_keep_recall"] == 1.0
    assert scores["with_invented_fact"] == 0.0
    assert scores["passed"] / scores["cases"] < 0.1


@pytest.mark.parametrize(
    ("language", "text", "output", "kept"),
    [
        ("en", "Do not restart it.", "Please avoid restarting it.", True),
        ("en", "Do not restart it.", "Please restart it.", False),
        ("en", "Restart it.", "Please restart it.", None),
        ("ja", "止めないで。", "止めていただけますか。", False),
        ("ja", "止めないで。", "止めるのはお控えください。", True),
    ],
)
def test_a_lost_negation_shows(language, text, output, kept):
    reference = {"en": "Could you please not restart it?", "ja": "止めないでください。"}[language]

    assert negation_kept(language, text, output, reference) is kept


def test_a_negation_that_a_person_drops_too_is_none_that_counts():
    text, answer = "It's not rocket science: unplug it.", "Could you please unplug it?"

    assert negation_kept("en", text, answer, "Could you unplug it, please?") is None


def test_content_is_counted_in_words_that_say_something():
    assert content_kept("Restart the payment server", "please restart the server") == 2 / 3
    assert content_kept("再起動してください", "再起動をお願いします") == 1.0
    assert content_kept("a", "a") is None


def test_curses_are_found_and_do_not_count_as_content():
    assert curses("this fucking report") == ["fucking"]
    assert clean_words_kept("this fucking report", "the report") == 0.5


def test_politeness_is_more_than_one_marker():
    assert markers("en", "Could you please send it? Thank you.") == 3
    assert markers("ja", "お手数ですが、お送りいただけますか。") == 4


@pytest.mark.parametrize(
    ("kind", "length", "fits"),
    [("summarize", 65, True), ("summarize", 66, False), ("structure", 160, True)],
)
def test_length_is_bound_by_kind(kind, length, fits):
    assert length_fits(kind, "en", "x" * 400, "x" * (4 * length)) is fits


def test_a_requirement_in_two_quadrants_is_misplaced():
    text = "## Must\n- search\n## Should\n- search\n## Could\n- \n## Won't\n- fax"
    expected = {"must": ["search"], "should": [], "could": ["tour"], "wont": ["fax"]}

    assert misplaced(expected, quadrants(text)) == ["also in should: search", "not in could: tour"]
