import pytest

from tonebridge.domain.message import Intensity, Kind, Language, Message, Term, TermMode
from tonebridge.language.guard import BOUNDS, judge


def asked(text, kind=Kind.SOFTEN, language=Language.EN, **more):
    return Message(text=text, kind=kind, language=language, intensity=Intensity.MEDIUM, **more)


GOOD = (
    ("Fix `a.py` by 14:30.", "Could you please fix `a.py` by 14:30?"),
    ("Don't deploy PAY-88 until 5 May.", "Could we avoid deploying PAY-88 until 5 May?"),
    ("Nope, no access.", "Unfortunately, there is no access."),
    ("Why can't you fix it?", "Could you please fix it?"),
)
BAD = (
    ("Fix row 12 by 14:30.", "Could you please fix row 12?", "fact_lost"),
    ("Run `a b` twice.", "Could you please run `a  b` twice?", "fact_lost"),
    ("Send it tomorrow.", "Could you please send it?", "fact_lost"),
    ("We lost three hours.", "We lost some hours.", "fact_lost"),
    ("Send it to @ana.", "Could you please send it to @ana by 15:00?", "fact_invented"),
    ("Send it to @ana.", "Could you please send it to @ana on Friday?", "fact_invented"),
    ("Do not restart the server.", "Could you please restart the server?", "negation_lost"),
    (
        "Stop the job. Do not restart it. It is not safe.",
        "Could you stop the job? Could you restart it? It is not safe.",
        "negation_lost",
    ),
    ("Merge it unless QA objects.", "Could you please merge it?", "condition_lost"),
    ("Fix the login page.", "ログインページを修正していただけますか。", "language_changed"),
    ("Fix it.", "", "too_short"),
    ("Fix it now.", "Could you please fix it now? " * 5, "too_long"),
    ("Fix the stupid page.", "Could you please fix the stupid page?", "rude_left"),
    ("Fix it.", "Here is the rewritten message: please fix it.", "meta_text"),
    ("Fix it.", "Please fix ⟦TIME:9⟧ it.", "meta_text"),
    ("Could you please fix it? Thank you.", "Fix it right away, will you.", "less_polite"),
)


@pytest.mark.parametrize(("text", "answer"), GOOD)
def test_the_guard_passes_what_keeps_the_meaning(text, answer):
    assert judge(asked(text), answer) == ()


@pytest.mark.parametrize(("text", "answer", "violation"), BAD)
def test_the_guard_names_what_is_wrong(text, answer, violation):
    assert violation in judge(asked(text), answer)


@pytest.mark.parametrize(
    ("text", "answer", "violation"),
    [
        ("15時までに直せ。", "直していただけますでしょうか。", "fact_lost"),
        ("本番を再起動するな。", "本番を再起動していただけますか。", "negation_lost"),
        ("田中さんに送って。", "田中さんと佐藤さんに送っていただけますか。", "fact_invented"),
        ("障害の場合は連絡しろ。", "連絡していただけますでしょうか。", "condition_lost"),
    ],
)
def test_the_guard_reads_japanese_too(text, answer, violation):
    assert violation in judge(asked(text, language=Language.JA), answer)


def test_an_answer_equal_to_its_message_is_fine():
    assert judge(asked("Fix it, you idiot."), "Fix it, you idiot.") == ()


def test_a_summary_may_leave_facts_out_but_not_grow():
    message = asked("The build of 14:30 failed. See #12.", Kind.SUMMARIZE)

    assert judge(message, "The build failed.") == ()
    assert judge(message, f"{message.text} Nobody knows why, and more.") == ("too_long",)


def test_a_term_that_was_to_be_replaced_may_not_stay():
    terms = (Term(term="SLO", plain="target for reliability"),)
    message = asked("Check the SLO.", Kind.TERMINOLOGY, terms=terms, mode=TermMode.REPLACE)

    assert judge(message, "Check the SLO.") == ("term_left",)
    assert judge(message, "Check the target for reliability.") == ()


def test_a_term_that_was_to_be_explained_is_explained():
    terms = (Term(term="SLO", plain="target for reliability"),)
    message = asked("Check the SLO.", Kind.TERMINOLOGY, terms=terms)

    assert judge(message, "Check the SLO, please.") == ("term_unexplained",)
    assert judge(message, "Check the SLO (target for reliability).") == ()


def test_every_kind_has_bounds():
    assert set(BOUNDS) == set(Kind)
