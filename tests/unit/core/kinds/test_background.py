import pytest

from tonebridge.domain.message import Intensity, Kind, Language, Message
from tonebridge.language import engine


def asked(text, language=Language.EN, intensity=Intensity.MEDIUM):
    return engine.transform(
        Message(text=text, kind=Kind.BACKGROUND, language=language, intensity=intensity)
    )


def test_what_a_reader_would_have_to_ask_is_asked_below():
    draft = asked("The page is broken, please fix it.")

    assert draft.text == (
        "The page is broken, please fix it.\n\nMissing information:\n"
        "- Which page, device or function is affected, and what exactly do you see?\n"
        "- Since when, and does it happen every time?\n"
        "- Which steps lead to it, and what did you expect instead?\n"
        "- What error message is shown (text or screenshot)?\n"
        "- In which environment is it (browser, device, version)?"
    )
    assert draft.details == {"questions": [line[2:] for line in draft.text.split("\n")[3:]]}


def test_a_japanese_message_is_asked_in_japanese():
    assert asked("印刷できません。", Language.JA).text.startswith(
        "印刷できません。\n\n【確認したい情報】\n- どの画面・機器・機能か"
    )


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        ("We need the new contract template by Monday.", "deadline"),
        ("The login fails since 14:00.", "Since when"),
        ("App crashes on Android 14.", "environment"),
        ("Please give access to Ms. Okafor.", "Who is it for"),
        ("5 laptops are needed, the budget is $4,000.", "budget"),
    ],
)
def test_what_the_message_says_is_not_asked(text, answered):
    assert not [question for question in asked(text).details["questions"] if answered in question]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The customer is angry about the delivery.", "customer"),
        ("The dashboard is slow.", "How long does it take"),
        ("The numbers are wrong.", "What values are expected"),
        ("The shop is down.", "what error do you see"),
        ("Please create an account for the new colleague.", "Who approves it?"),
        ("Can you approve this?", "What exactly is to be decided"),
        ("Let's set up a call with the vendor.", "Who takes part"),
        ("Please deploy it.", "what is the plan if it fails"),
        ("How do I reset it?", "What has been tried"),
    ],
)
def test_the_checklist_suits_what_the_message_is_about(text, act):
    assert act in "\n".join(asked(text).details["questions"])


@pytest.mark.parametrize(
    ("text", "language"),
    [("Thanks for your help!", Language.EN), ("ありがとうございました。", Language.JA)],
)
def test_thanks_raise_no_question(text, language):
    draft = asked(text, language)

    assert (draft.text, draft.details) == (text, {"questions": [], "unchanged": "nothing_missing"})


def test_a_stronger_hand_asks_more_and_never_over_500_characters():
    text = "It is broken."
    asked_by = [
        len(asked(text, intensity=intensity).details["questions"]) for intensity in Intensity
    ]

    assert asked_by == [0, 3, 5, 6]
    assert len(asked(text, intensity=Intensity.STRONG).text) <= len(text) + 500


def test_what_was_asked_once_is_not_asked_again():
    once = asked("It is broken.").text

    assert asked(once).text == once
