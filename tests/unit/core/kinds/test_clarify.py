import pytest

from tonebridge.domain.message import Intensity, Kind, Language, Message
from tonebridge.language import engine


def clear(text, language=Language.EN, intensity=Intensity.MEDIUM):
    return engine.transform(
        Message(text=text, kind=Kind.CLARIFY, language=language, intensity=intensity)
    )


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "pls chk the env vars b4 EOD, thx",
            "Please check the environment variables before the end of the day. Thank you.",
        ),
        ("Ship the fix by EOD Friday.", "Ship the fix by end of day Friday."),
        ("In order to win, we utilised a trick.", "To win, we used a trick."),
        ("Please be advised that the office is closed.", "The office is closed."),
        ("A decision was made by the board to leave.", "The board decided to leave."),
        ("The review of the contract was not completed by us.", "We did not review the contract."),
        (
            "The installation of the printers must be carried out by you.",
            "Please install the printers.",
        ),
        ("The disks should not be removed by you.", "Please do not remove the disks."),
        ("In the absence of any objection, we go on.", "If there is no objection, we go on."),
        ("We perform an analysis of the logs.", "We analyze the logs."),
        ("Can you send the report to Ana by Friday.", "Can you send the report to Ana by Friday?"),
        ("The filters are cleaned by the tenant.", "The tenant cleans the filters."),
        ("The report was not reviewed by the team.", "The team did not review the report."),
        ("It is necessary that your form be signed by you.", "Please sign your form."),
        ("Visitors are prohibited from smoking.", "Visitors must not smoke."),
        ("It is the duty of each tenant to lock up.", "Each tenant must lock up."),
        ("Carry out a thorough review of the plan.", "Thoroughly review the plan."),
        ("We do not disagree.", "We agree."),
        ("It was decided by the board that we stay.", "The board decided that we stay."),
        ("The submission of forms by Friday is required.", "You must submit forms by Friday."),
        ("The use of phones is prohibited.", "Do not use phones."),
        (
            "Consideration should be given by all leads to the use of form 7.",
            "All leads should consider using form 7.",
        ),
        (
            "The inspection of the lifts will take place on May 4.",
            "The lifts will be inspected on May 4.",
        ),
        ("Should the pump fail, we stop.", "If the pump fails, we stop."),
        (
            "Compliance with the rules is mandatory for all visitors.",
            "All visitors must follow the rules.",
        ),
        ("A review of the plan is being done by the board.", "The board is reviewing the plan."),
        ("There is no need for the tenant to pay.", "The tenant does not have to pay."),
        (
            "The bid has been the subject of careful review by the board.",
            "The board has carefully reviewed the bid.",
        ),
        (
            "The failure of a tenant to pay will lead to a fine.",
            "If a tenant does not pay, this will lead to a fine.",
        ),
        ("The bank made a request for a copy.", "The bank asked for a copy."),
        (
            "The board has come to the conclusion that we stay.",
            "The board has concluded that we stay.",
        ),
        ("The plan is not unusual.", "The plan is usual."),
        (
            "We are in receipt of your letter and are of the opinion that the fee is due.",
            "We have your letter and think that the fee is due.",
        ),
        (
            "In the event of cancellation by the customer, the deposit is lost.",
            "If the customer cancels, the deposit is lost.",
        ),
        ("The review of the contract is pending.", "The contract has not yet been reviewed."),
        (
            "It is essential that all staff wear their badges in the lab.",
            "All staff must wear their badges in the lab.",
        ),
        ("We proceeded to the closure of the gate.", "We closed the gate."),
        (
            "Call the guard before the start of the exam.",
            "Call the guard before the exam starts.",
        ),
        (
            "An evaluation of all trainees will be conducted by Ms. Braun.",
            "Ms. Braun will evaluate all trainees.",
        ),
    ],
)
def test_long_winded_english_gets_plain(text, plain):
    assert clear(text).text == plain


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("idk, will chk b4 noon", "I don't know, will check before noon."),
        ("can u send the rpt tmrw? thx", "Can you send the report tomorrow? Thank you."),
        ("ur late", "You are late."),
        ("thx 4 the tip, b4 noon is ok", "Thank you for the tip, before noon is ok."),
        ("my adress isnt wrng, i undrstnd", "My address isn't wrong, I understand."),
        ("fwd the PO 2 me 2day", "Forward the purchase order (PO) to me today."),
        ("lol the svr is dwn agn", "The server is down again."),
        ("is ur svr up", "Is your server up?"),
        (
            "fyi the db is down, ETA 3pm",
            ("For your information, the database is down, estimated time of arrival: 3pm"),
        ),
        ("plz cfm recieved invoice by thurs", "Please confirm received invoice by Thursday."),
    ],
)
def test_shorthand_is_written_out_as_sentences(text, written):
    assert clear(text).text == written


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "現状においては、ログの出力を実施することができない状況となっております。",
            "現状では、ログを出力できません。",
        ),
        ("関係部署との調整を行った上で、検討を行います。", "関係部署と調整した上で、検討します。"),
        ("月次の確認を実施する予定です。", "月次の確認を実施する予定です。"),
        ("ファイルを開くことができます。", "ファイルを開けます。"),
        ("まず最初に電源を切ってください。", "最初に電源を切ってください。"),
        ("りょ。", "了解しました。"),
        ("サーバーが落ちてるかも。", "サーバーが落ちているかもしれません。"),
        ("料理を用意します。", "料理を用意します。"),
    ],
)
def test_long_winded_japanese_gets_plain(text, plain):
    assert clear(text, Language.JA).text == plain


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Do the usual.", 'What exactly does "the usual" include?'),
        ("Move it to the other folder.", 'Which folder is meant by "the other folder"?'),
        ("Someone should call.", 'Who is meant by "Someone" (which person or team)?'),
        ("Send the file soon.", 'Which date or time is meant by "soon" (by when)?'),
        ("Fix this", 'What does "this" refer to?'),
        ("Anna told Maria that she presents.", 'Who is meant by "she" (which person or group)?'),
        (
            "The biweekly sync is moved.",
            'Does "biweekly" mean twice a week or every two weeks, and on which day?',
        ),
        ("It starts on 04/05.", 'In "04/05", which is the day and which is the month?'),
        ("All users cannot log in.", None),
        ("Send it to them.", 'Who or what is meant by "them" (which ones)?'),
        ("Tidy the folder we talked about.", 'What exactly is meant by "we talked about"?'),
        (
            "Do not go because he asked.",
            ('Does "because he asked" say why not, or which reason is the wrong one?'),
        ),
        (
            "Old desks and chairs must go.",
            ('Does "Old" apply to both the desks and the chairs, or only to the desks?'),
        ),
        ("Move that report to the archive.", 'Which report is meant by "that report"?'),
        (
            "We need a few more chairs.",
            'How many or how much is meant by "a few more" (which number)?',
        ),
        (
            "All users can not log in.",
            'Does "All users can not" mean none at all, or only not all?',
        ),
    ],
)
def test_what_stays_open_is_asked(text, question):
    asked = clear(text).details["questions"]

    assert question is None or question in asked


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("例のファイルを送ってください。", "「例のファイル」はどのファイルを指しますか。"),
        (
            "早めにお願いします。",
            "「早めに」とはいつのことでしょうか。期限や日時を教えてください。",
        ),
        ("直しておいてください。", "どの部分や何を対象にすればよいでしょうか。"),
        ("彼に確認してください。", "「彼」は誰（どなた）のことでしょうか。"),
    ],
)
def test_what_stays_open_in_japanese_is_asked(text, question):
    assert question in clear(text, Language.JA).details["questions"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Could you please review the attached contract by Friday at 15:00? Thank you.",
            Language.EN,
        ),
        ("Please send the invoice to Ms. Okafor by 3 May.", Language.EN),
        ("This is a reminder that your timesheet is due today.", Language.EN),
        ("I cannot attend the meeting because my train is late.", Language.EN),
        ("添付の契約書を5月10日までにご確認いただけますでしょうか。", Language.JA),
        ("明日の会議は14時からです。", Language.JA),
    ],
)
def test_a_clear_message_stays(text, language):
    draft = clear(text, language)

    assert (draft.text, draft.changes) == (text, ())


def test_a_deadline_that_is_given_is_not_asked_for():
    asked = "\n".join(clear("Do the usual by Monday at 9:00.").details["questions"])

    assert "when" not in asked.lower()


def test_a_question_names_the_words_that_raise_it():
    draft = clear("Do the usual.")

    assert draft.text == (
        'Do the usual.\n\nPlease clarify:\n- What exactly does "the usual" include?\n'
        "- By when is it needed (which date and time)?"
    )
    assert [(change.reason, change.strategy) for change in draft.changes] == [
        ("ambiguous", "ask_back")
    ]


def test_a_light_hand_leaves_the_style():
    text = "We utilised the review of the plan in order to win."

    assert (
        clear(text, intensity=Intensity.LIGHT).text == "We utilised the review of the plan to win."
    )
