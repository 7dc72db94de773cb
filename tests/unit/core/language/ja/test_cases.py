import pytest
from tests.support.cases import answer_to, cases, softened
from tests.support.tone_score import failures, invented, lints

from tonebridge.language import engine

FILE = "ja_cases.jsonl"
SOFTEN = cases("soften", file=FILE)
CHANGED = [case for case in SOFTEN if case["intensity"] and case["text"] not in case["must_keep"]]


def by_id(case):
    return case["id"]


@pytest.mark.parametrize("case", SOFTEN, ids=by_id)
def test_a_softened_message_keeps_its_facts_and_loses_its_edge(case):
    answer = answer_to(case)

    assert failures(case, answer) == []
    assert lints("ja", answer["output"]) == []
    assert invented(case["text"], answer["output"]) == []


@pytest.mark.parametrize("case", SOFTEN, ids=by_id)
def test_softening_a_softened_message_changes_nothing(case):
    once = softened(case["text"], case["intensity"], "ja")

    assert softened(once, case["intensity"], "ja") == once


@pytest.mark.parametrize("case", SOFTEN, ids=by_id)
def test_politeness_never_falls_as_intensity_grows(case):
    heard = [
        engine.analyze(softened(case["text"], intensity, "ja")).politeness
        for intensity in range(4)
    ]

    assert heard == sorted(heard)


@pytest.mark.parametrize("case", CHANGED, ids=by_id)
def test_softening_makes_a_message_politer(case):
    before = engine.analyze(case["text"]).politeness

    assert engine.analyze(softened(case["text"], case["intensity"], "ja")).politeness > before


@pytest.mark.parametrize("case", cases("priority", file=FILE), ids=by_id)
def test_a_message_gets_the_priority_that_its_wording_asks_for(case):
    assert failures(case, answer_to(case)) == []


@pytest.mark.parametrize("case", cases("analyze", file=FILE), ids=by_id)
def test_an_analysis_hears_what_a_reader_hears(case):
    heard = engine.analyze(case["text"])
    sign = (heard.sentiment > 0.05) - (heard.sentiment < -0.05)
    expected = case["expected"]

    assert heard.tone.label.value in expected.get("tone", [heard.tone.label.value])
    assert sign == {"positive": 1, "neutral": 0, "negative": -1}.get(
        expected.get("sentiment"), sign
    )
    assert heard.keigo_level == expected.get("keigo_level", heard.keigo_level)
    least, most = expected.get("politeness", [0, 100])
    assert least <= heard.politeness <= most
    least, most = expected.get("clarity", [0, 100])
    assert least <= heard.clarity.score <= most
