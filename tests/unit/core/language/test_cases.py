import pytest
from tests.support.cases import answer_to, cases, softened
from tests.support.tone_score import failures, invented, lints

from tonebridge.language import engine

SOFTEN = (*cases("soften"), *cases("soften", file="own.jsonl"))
PRIORITY = (*cases("priority"), *cases("priority", file="own.jsonl"))
ANALYSES = cases("analyze", file="own.jsonl")
CLEAR_WORDS = ("clarify", "background", "terminology")
CLEARED = (*cases(*CLEAR_WORDS), *cases(*CLEAR_WORDS, file="own_dev.jsonl"))


def by_id(case):
    return case["id"]


@pytest.mark.parametrize("case", SOFTEN, ids=by_id)
def test_a_softened_message_keeps_its_facts_and_loses_its_edge(case):
    answer = answer_to(case)

    assert failures(case, answer) == []
    assert lints(case["lang"], answer["output"]) == []
    assert invented(case["text"], answer["output"]) == []


@pytest.mark.parametrize("case", SOFTEN, ids=by_id)
def test_softening_a_softened_message_changes_nothing(case):
    once = softened(case["text"], case["intensity"], case["lang"])

    assert softened(once, case["intensity"], case["lang"]) == once


@pytest.mark.parametrize("case", SOFTEN, ids=by_id)
def test_politeness_never_falls_as_intensity_grows(case):
    heard = [
        engine.analyze(softened(case["text"], intensity, case["lang"])).politeness
        for intensity in range(4)
    ]

    assert heard == sorted(heard)


@pytest.mark.parametrize("case", CLEARED, ids=by_id)
def test_a_message_is_made_clear_to_its_reader(case):
    answer = answer_to(case)

    assert failures(case, answer) == []
    assert lints(case["lang"], answer["output"]) == []
    assert case["kind"] != "clarify" or invented(case["text"], answer["output"]) == []


@pytest.mark.parametrize("case", PRIORITY, ids=by_id)
def test_a_message_gets_the_priority_that_its_wording_asks_for(case):
    assert failures(case, answer_to(case)) == []


@pytest.mark.parametrize("case", ANALYSES, ids=by_id)
def test_an_analysis_hears_what_a_reader_hears(case):
    heard = engine.analyze(case["text"])
    sign = (heard.sentiment > 0.05) - (heard.sentiment < -0.05)
    expected = case["expected"]

    assert heard.language.value == case["lang"]
    assert heard.tone.label.value in expected["tones"]
    if "sign" in expected:
        assert sign in expected["sign"]
    if "levels" in expected:
        assert heard.priority.level.value in expected["levels"]
