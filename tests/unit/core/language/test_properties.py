import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.cases import softened
from tests.support.counting import calls_of

from tonebridge.domain.message import Intensity, Kind, Language, Message
from tonebridge.language import engine
from tonebridge.language.facts import mask

FACTS = st.sampled_from(
    ["14:30", "`x=1`", "@ana", "#482", "https://a.test/b", "2024-05-01", "30MB", "15時", "3つ"]
)
WORDS = st.sampled_from(
    [
        "fix",
        "the",
        "build",
        "you",
        "broke",
        "it",
        "again",
        "why",
        "stop",
        "sending",
        "please",
        "don't",
        "never",
        "now",
        "idiot",
        "nobody",
        "cares",
        "and",
        "or",
        "so",
        ",",
        ".",
        "?",
        "!",
        "\n",
        "-",
        "直せ",
        "送れ",
        "な",
        "よ",
        "。",
        "、",
        "バカ",
        "早く",
    ]
)
MESSAGES = st.lists(FACTS | WORDS, min_size=1, max_size=25).map(" ".join)
ANYTHING = st.text(st.characters(codec=None), max_size=200)
LANGUAGES = st.sampled_from(Language)
INTENSITIES = st.sampled_from(Intensity)


@given(ANYTHING)
def test_masking_any_text_and_back_gives_it_back(text):
    masked = mask(text)

    assert masked.unmask(masked.text) == text
    assert [text[fact.start : fact.end] for fact in masked.facts] == [
        fact.text for fact in masked.facts
    ]


@settings(deadline=None)
@given(MESSAGES, LANGUAGES, INTENSITIES)
def test_every_fact_survives_softening(text, language, intensity):
    answer = softened(text, intensity, language)

    assert [fact.text for fact in mask(text).facts if fact.text not in answer] == []


@settings(deadline=None)
@given(ANYTHING | MESSAGES, LANGUAGES, INTENSITIES)
def test_no_text_is_too_strange(text, language, intensity):
    if text:
        assert softened(text, intensity, language) == softened(text, intensity, language)
        engine.analyze(text)


@given(MESSAGES | ANYTHING.filter(bool), LANGUAGES)
def test_intensity_none_returns_every_byte(text, language):
    assert softened(text, Intensity.NONE, language) == text


@settings(deadline=None)
@given(MESSAGES, LANGUAGES)
def test_changes_put_back_give_the_source_again(text, language):
    message = Message(text=text, kind=Kind.SOFTEN, language=language, intensity=Intensity.MEDIUM)
    draft = engine.transform(message)
    rebuilt, reached = [], 0
    for change in draft.changes:
        assert text[change.start : change.end] == change.before
        rebuilt += [text[reached : change.start], change.after]
        reached = change.end

    assert "".join([*rebuilt, text[reached:]]) == draft.text


def test_a_message_that_was_pickled_gets_the_same_answer():
    message = Message(
        text="Fix it now, you idiot.",
        kind=Kind.SOFTEN,
        language=Language.EN,
        intensity=Intensity.STRONG,
    )
    travelled = pickle.loads(pickle.dumps(message))  # noqa: S301 - our own bytes

    assert engine.transform(travelled) == engine.transform(message)


HOSTILE_TO_PATTERNS = (
    *("a", "1", "a.", "a/", "`a", "<@", '"', "http://", "1,", "a@", "漢", "「", "_a", "A-", ":a"),
    *("you ", "why did you ", "so and ", "don't ", ", or i will ", "stop ", "great job ", "!?"),
    *("\n- fix ", "!", " ", "な", "ください。"),
)


def steps_for(text):
    return calls_of(lambda: (engine.analyze(text), softened(text, 3, engine.detect(text))))


@pytest.mark.parametrize("piece", HOSTILE_TO_PATTERNS)
def test_work_grows_no_faster_than_the_text(piece):
    """What a single pattern costs is measured in `bench/language.py`."""
    small, large = (piece * (length // len(piece)) for length in (1_000, 4_000))
    steps_for("直して。" + piece)  # loads what is loaded once
    steps_for("Fix it. " + piece)

    assert steps_for(large) < 5 * steps_for(small) + 3_000
