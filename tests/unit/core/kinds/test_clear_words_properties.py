"""What holds for clarify, background and terminology, whatever the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.cases import cases, message_of
from tests.support.tone_score import lints

from tonebridge.domain.message import Intensity, Kind, Language, Message, TermMode
from tonebridge.language import engine
from tonebridge.language.facts import mask
from tonebridge.language.guard import judge

KINDS = (Kind.CLARIFY, Kind.BACKGROUND, Kind.TERMINOLOGY)
NAMES = tuple(kind.value for kind in KINDS)
CASES = (*cases(*NAMES), *cases(*NAMES, file="own_dev.jsonl"))
CASE_MESSAGES = tuple(message_of(case) for case in CASES)

FACTS = ["14:30", "`deploy()`", "@ana", "#482", "https://a.test/api", "2024-05-01", "30MB", "3件"]
WORDS = [
    *(
        "pls",
        "the thing",
        "soon",
        "deploy",
        "rollback",
        "cached",
        "it",
        "in order to",
        "thx",
        "EOD",
    ),
    *(
        "was made by",
        "a decision",
        "that",
        "should be carried out by you",
        "API",
        "pod",
        "he",
        ",",
    ),
    *(
        "例の件",
        "早めに",
        "デプロイ",
        "する",
        "することができる",
        "状況となっております",
        "りょ",
        "やつ",
        "。",
    ),
    *(
        "リスケ",
        "全員",
        "ない",
        "を行う",
        "調整",
        "との",
        "(",
        ")",
        "（",
        "）",
        "\n",
        "?",
        "「",
        "」",
    ),
]
MESSAGES = st.lists(st.sampled_from(FACTS + WORDS), min_size=1, max_size=25).map(" ".join)
ANYTHING = st.text(st.characters(codec=None), min_size=1, max_size=200)


def rewritten(text, kind, language, intensity=Intensity.MEDIUM, mode=TermMode.EXPLAIN):
    return engine.transform(
        Message(text=text, kind=kind, language=language, intensity=intensity, mode=mode)
    )


def rebuilt(text, changes):
    """Apply changes to their source."""
    pieces, reached = [], 0
    for change in changes:
        assert text[change.start : change.end] == change.before
        assert change.start >= reached
        pieces += [text[reached : change.start], change.after]
        reached = change.end
    return "".join([*pieces, text[reached:]])


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None)
@given(
    text=MESSAGES | ANYTHING, language=st.sampled_from(Language), mode=st.sampled_from(TermMode)
)
def test_changes_lead_from_the_source_to_the_answer(kind, text, language, mode):
    for intensity in Intensity:
        draft = rewritten(text, kind, language, intensity, mode)

        assert rebuilt(text, draft.changes) == draft.text


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None)
@given(text=MESSAGES, language=st.sampled_from(Language))
def test_every_fact_survives(kind, text, language):
    answer = rewritten(text, kind, language).text

    assert [fact.text for fact in mask(text).facts if fact.text not in answer] == []


@pytest.mark.parametrize("kind", KINDS)
@given(text=MESSAGES | ANYTHING, language=st.sampled_from(Language))
def test_intensity_none_returns_every_byte(kind, text, language):
    assert rewritten(text, kind, language, Intensity.NONE).text == text


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None)
@given(text=MESSAGES, language=st.sampled_from(Language))
def test_what_is_answered_passes_the_guard(kind, text, language):
    message = Message(text=text, kind=kind, language=language, intensity=Intensity.MEDIUM)
    draft = engine.transform(message)

    assert draft.text == text or judge(message, draft.text) == ()


@pytest.mark.parametrize("message", CASE_MESSAGES, ids=[case["id"] for case in CASES])
def test_doing_it_twice_changes_nothing_more(message):
    once = engine.transform(message).text
    again = Message(
        text=once,
        kind=message.kind,
        language=message.language,
        intensity=message.intensity,
        mode=message.mode,
        terms=message.terms,
    )

    assert engine.transform(again).text == once


@pytest.mark.parametrize("message", CASE_MESSAGES, ids=[case["id"] for case in CASES])
def test_an_answer_reads_fluently_and_undoes(message):
    draft = engine.transform(message)

    assert lints(message.language.value, draft.text) == []
    assert rebuilt(message.text, draft.changes) == draft.text


@pytest.mark.parametrize("message", CASE_MESSAGES, ids=[case["id"] for case in CASES])
def test_a_light_hand_changes_no_more_than_a_strong_one(message):
    changed = [
        len(
            rewritten(
                message.text, message.kind, message.language, intensity, message.mode
            ).changes
        )
        for intensity in (Intensity.NONE, Intensity.LIGHT, Intensity.STRONG)
    ]

    assert changed == sorted(changed)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "piece", ["pls ", "the thing ", "例の件", "API ", "API（", "することが", "a and b or "]
)
def test_a_text_of_8000_characters_is_answered(kind, piece):
    text = (piece * 8_000)[:8_000]

    assert len(rewritten(text, kind, engine.detect(text)).text) >= len(text) // 2
