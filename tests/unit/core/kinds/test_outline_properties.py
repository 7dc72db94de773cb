import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.cases import answer_to, cases
from tests.support.counting import calls_of
from tests.support.tone_score import failures, invented, lints

from tonebridge.domain.message import Intensity, Kind, Language, Message
from tonebridge.language import engine
from tonebridge.language.facts import mask
from tonebridge.language.guard import judge

KINDS = (Kind.STRUCTURE, Kind.SUMMARIZE, Kind.REQUIREMENTS)
CASES = cases(*KINDS)
PIECES = st.sampled_from(
    [
        "please fix the build",
        "it must be fast",
        "we can wait",
        "never stop it",
        "due 5 May",
        "@ana",
        "14:30",
        "`x=1`",
        "because of #482",
        "thanks",
        "hi all",
        ",",
        ".",
        "?",
        "\n",
        "- ",
        "and",
        "確認してください",
        "止まりません",
        "15時までに",
        "原因は不明で",
        "必須です",
        "田中さんが",
        "、",
        "。",
        "・",
    ]
)
MESSAGES = st.lists(PIECES, min_size=1, max_size=25).map(" ".join)
ANYTHING = st.text(st.characters(codec=None), min_size=1, max_size=200)


def worked(text, kind, language, intensity=Intensity.MEDIUM):
    message = Message(text=text, kind=kind, language=language, intensity=intensity)
    return message, engine.transform(message)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_is_answered_as_its_reader_wants_it(case):
    answer = answer_to(case)

    assert failures(case, answer) == []
    assert lints(case["lang"], answer["output"]) == []
    assert invented(case["text"], answer["output"]) == []


@pytest.mark.parametrize(
    ("kind", "language", "least"),
    [
        ("structure", "en", 1.0),
        ("structure", "ja", 1.0),
        ("requirements", "en", 1.0),
        ("requirements", "ja", 1.0),
        ("summarize", "en", 0.75),
        ("summarize", "ja", 1.0),
    ],
)
def test_of_the_development_cases_as_many_pass_as_before(kind, language, least):
    asked = [case for case in cases(kind, file="own_dev.jsonl") if case["lang"] == language]
    passed = sum(not failures(case, answer_to(case)) for case in asked)

    assert passed >= least * len(asked)


@given(MESSAGES | ANYTHING, st.sampled_from(KINDS), st.sampled_from(Language))
def test_no_text_is_too_odd_and_the_guard_lets_every_answer_pass(text, kind, language):
    message, draft = worked(text, kind, language)

    assert draft.text == text or judge(message, draft.text) == ()
    assert worked(text, kind, language)[1] == draft


@given(MESSAGES, st.sampled_from(Language))
def test_structuring_loses_no_fact_and_doubles_none(text, language):
    _, draft = worked(text, Kind.STRUCTURE, language)

    for fact in mask(text).facts:
        assert draft.text.count(fact.text) >= text.count(fact.text)


@given(MESSAGES | ANYTHING, st.sampled_from(KINDS), st.sampled_from(Language))
def test_intensity_none_is_the_identity(text, kind, language):
    _, draft = worked(text, kind, language, Intensity.NONE)

    assert (draft.text, draft.changes) == (text, ())


@given(MESSAGES | ANYTHING, st.sampled_from(KINDS), st.sampled_from(Language))
def test_the_changes_rebuild_the_answer(text, kind, language):
    _, draft = worked(text, kind, language)
    made, reached = "", 0
    for change in draft.changes:
        assert text[change.start : change.end] == change.before
        made += text[reached : change.start] + change.after
        reached = change.end

    assert made + text[reached:] == draft.text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "pattern",
    ["please fix it and we wait, ", "important but can or ", "して、今日は、", "1, ", "("],
)
def test_work_grows_no_faster_than_the_text(kind, pattern):
    """Counted in calls, in Python and in C: the same on every machine."""
    small, large = (
        Message(
            text=(pattern * length)[:length],
            kind=kind,
            language=engine.detect(pattern),
            intensity=Intensity.MEDIUM,
        )
        for length in (1_000, 4_000)
    )
    engine.transform(small)  # loads what is loaded once

    assert calls_of(engine.transform, large) < 5 * calls_of(engine.transform, small) + 3_000
