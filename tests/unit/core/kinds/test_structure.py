import pytest

from tonebridge.domain.message import Intensity, Kind, Language, Message
from tonebridge.language import engine


def structured(text, language=Language.EN, intensity=Intensity.MEDIUM):
    return engine.transform(
        Message(text=text, kind=Kind.STRUCTURE, language=language, intensity=intensity)
    )


INCIDENT = (
    "checkout fails since 9:40, about 60 customers are affected, it was caused by the new cache, "
    "please roll back before 11:00 and do not restart the database, ticket SHOP-9"
)


def test_each_clause_stands_under_what_it_speaks_of():
    assert structured(INCIDENT).details == {
        "sections": [
            {"heading": "Situation", "items": ["Checkout fails since 9:40"]},
            {"heading": "Impact", "items": ["About 60 customers are affected"]},
            {"heading": "Cause", "items": ["It was caused by the new cache"]},
            {
                "heading": "Requested actions",
                "items": ["Please roll back before 11:00", "Do not restart the database"],
            },
            {"heading": "Reference", "items": ["Ticket SHOP-9"]},
        ]
    }


def test_a_japanese_clause_gets_an_end_of_its_own():
    text = "昨日から印刷ができなくて、原因は用紙の設定で、15時までに直す予定です。"

    assert structured(text, Language.JA).text == (
        "【状況】\n・昨日から印刷ができません\n【原因】\n・原因は用紙の設定\n【期限】\n・15時までに直す予定です"
    )


def test_a_timeline_keeps_its_order_and_its_times():
    text = "At 8:10 the disk filled up, at 8:02 the alarm rang, at 8:30 Ana freed 4 GB."

    assert structured(text).text == (
        "## Timeline\n- At 8:10 the disk filled up\n- At 8:02 the alarm rang\n"
        "- At 8:30 Ana freed 4 GB"
    )


def test_steps_are_numbered():
    text = "to reproduce open the menu, click Export, choose PDF, press Save, nothing happens"

    assert structured(text).text.startswith(
        "## Steps\n1. Open the menu\n2. Click Export\n3. Choose PDF\n4. Press Save\n"
    )


def test_an_enumeration_is_one_item():
    text = "we need Word, Excel and PowerPoint, the deadline is 3 May, Kim is responsible"

    assert structured(text).details["sections"][0]["items"] == [
        "We need Word, Excel and PowerPoint"
    ]


def test_greeting_and_closing_stay_outside_the_sections():
    lines = structured(f"Hi Ana,\n{INCIDENT}.\nThanks, Tom").text.splitlines()

    assert (lines[0], lines[-1]) == ("Hi Ana,", "Thanks, Tom")


def test_what_is_structured_already_stays_as_it_is():
    once = structured(INCIDENT)

    again = structured(once.text)

    assert again.text == once.text
    assert again.details["sections"] == once.details["sections"]
    assert again.details["unchanged"] == "structured_already"


@pytest.mark.parametrize(
    ("text", "language", "reason"),
    [
        ("The build is red.", Language.EN, "nothing_to_structure"),
        ("無理です。", Language.JA, "nothing_to_structure"),
    ],
)
def test_a_single_clause_needs_no_heading(text, language, reason):
    draft = structured(text, language)

    assert (draft.text, draft.details["unchanged"]) == (text, reason)


def test_intensity_none_changes_nothing():
    draft = structured(INCIDENT, intensity=Intensity.NONE)

    assert (draft.text, draft.changes) == (INCIDENT, ())


def test_how_far_something_went_is_no_deadline():
    text = "応答が900msまで悪化しました。15時までにロールバックしてください。"

    assert structured(text, Language.JA).text == (
        "【状況】\n・応答が900msまで悪化しました\n【期限】\n・15時までにロールバックしてください"
    )


def test_thanks_at_the_head_stay_above_the_sections():
    text = "Thanks for your help. Please roll back the CI pipeline by Friday. Users want CSV."

    assert structured(text).text == (
        "Thanks for your help.\n## Situation\n- Users want CSV\n"
        "## Requested actions\n- Please roll back the CI pipeline by Friday"
    )
