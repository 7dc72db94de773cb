import pytest

from tonebridge.domain.message import Intensity, Kind, Language, Message
from tonebridge.language import engine


def summarized(text, language=Language.EN, intensity=Intensity.MEDIUM):
    return engine.transform(
        Message(text=text, kind=Kind.SUMMARIZE, language=language, intensity=intensity)
    )


NEWS = (
    "Hello all, hope you had a great weekend. I wanted to let you know that the pool closes on "
    "July 3 for repairs, which was a nasty surprise. Memberships do not change. Please return "
    "your keys to Omar before June 30. Thank you all and enjoy the sunshine!"
)
NEWS_JA = (
    "いつもお世話になっております。長文失礼します。プールは修理のため7月3日に閉まります。"
    "会費は変わりません。鍵は6月30日までに大森さんへ返してください。よろしくお願いいたします。"
)


def test_greetings_and_small_talk_go_and_the_matter_stays():
    draft = summarized(NEWS)

    assert draft.text == (
        "- The pool closes on July 3 for repairs\n- Memberships do not change\n"
        "- Please return your keys to Omar before June 30"
    )
    assert draft.details == {
        "points": [
            "The pool closes on July 3 for repairs",
            "Memberships do not change",
            "Please return your keys to Omar before June 30",
        ]
    }


def test_japanese_loses_its_courtesies_too():
    assert summarized(NEWS_JA, Language.JA).text == (
        "・プールは修理のため7月3日に閉まります\n・会費は変わりません\n"
        "・鍵は6月30日までに大森さんへ返してください"
    )


@pytest.mark.parametrize(("text", "language"), [(NEWS, Language.EN), (NEWS_JA, Language.JA)])
def test_the_changes_turn_the_message_into_its_summary(text, language):
    draft = summarized(text, language)
    made, reached = "", 0
    for change in draft.changes:
        assert text[change.start : change.end] == change.before
        made += text[reached : change.start] + change.after
        reached = change.end

    assert made + text[reached:] == draft.text


def test_each_sentence_that_goes_says_why():
    reasons = [
        change.reason for change in summarized(NEWS).changes if change.strategy == "leave_out"
    ]

    assert set(reasons) == {"small_talk"}


@pytest.mark.parametrize(
    ("text", "intensity", "reason"),
    [
        (NEWS, Intensity.NONE, "intensity_none"),
        ("The pool closes on July 3.", Intensity.MEDIUM, "nothing_to_shorten"),
    ],
)
def test_a_text_that_stays_says_why(text, intensity, reason):
    draft = summarized(text, intensity=intensity)

    assert (draft.text, draft.details["unchanged"]) == (text, reason)


def test_summarizing_a_summary_changes_nothing():
    once = summarized(NEWS).text

    assert summarized(once).text == once


@pytest.mark.parametrize(
    ("aside", "matter"),
    [
        ("I know nobody likes reading long mails on a Friday.", "The lift in block B is broken."),
        ("Hi both, happy new year, can you believe it is March?", "The lease ends on 4 May."),
        ("What a ride!", "Vera orders 12 spare belts."),
        ("It was raining cats and dogs.", "Nobody may enter the shaft."),
        ("Greetings from a very windy seaside!", "The booth is set up in hall 7."),
    ],
)
def test_an_aside_goes_and_the_matter_stays(aside, matter):
    text = f"{aside} {matter} The next check of the building takes place on 8 June. Enjoy the sun!"
    points = summarized(text).details["points"]

    assert (len(points), matter.split()[-1][:-1] in points[0]) == (2, True)


def test_where_room_is_short_notes_take_the_place_of_sentences():
    text = (
        "The crane inspection failed because the certificate of the hook was missing. The "
        "concrete comes on Wednesday at 6:30 instead of Tuesday. Nobody is to work under the load "
        "until then. Jelena has the new plan. Hopefully the sun will be shining on us again by "
        "next week!"
    )

    assert summarized(text).text == (
        "Crane inspection failed because certificate of hook missing\n"
        "Concrete comes Wednesday at 6:30 instead of Tuesday\n"
        "Nobody is to work under load until then\nJelena has new plan"
    )
    assert summarized(summarized(text).text).text == summarized(text).text


def test_an_address_at_the_end_keeps_its_full_stop():
    text = f"{NEWS} You cannot send mail on Friday. If it fails, write to helpdesk@fenna.test."

    assert summarized(text).text.endswith("write to helpdesk@fenna.test.")
    assert summarized(summarized(text).text).text == summarized(text).text
