import pytest

from tonebridge.language.facts import FIRST_MASK, mask

LOCKED = (
    ("at 14:30から", ["14:30"]),
    ("@tanakaさんに報告しろ", ["@tanaka"]),
    ("https://a.test/x?q=1を見て", ["https://a.test/x?q=1"]),
    ("PAY-88を直せ", ["PAY-88"]),
    ("v2.3.1の件", ["v2.3.1"]),
    ("８月２日 15時まで", ["８月２日", "15時"]),
    ("約80名に3つ、2日間", ["約80名", "3つ", "2日間"]),
    ("500万円と20％", ["500万円", "20％"]),
    ("「至急」と言った", ["「至急」"]),
    ("30 MB and 14 seconds", ["30 MB", "14 seconds"]),
    ("on May 9, 2024 at 2 pm", ["May 9, 2024", "2 pm"]),
    ("$1,200.50 or 99.9%", ["$1,200.50", "99.9%"]),
    ("CHANGELOG.md says 1.9.0", ["CHANGELOG.md", "1.9.0"]),
    ("see src/app/main.py, /etc/hosts", ["src/app/main.py", "/etc/hosts"]),
    ("<@U1> <#C1|gen> <!here> :tada:", ["<@U1>", "<#C1|gen>", "<!here>", ":tada:"]),
    ("set DB_HOST and get_user()", ["DB_HOST", "get_user()"]),
    ("commit a1b2c3d on 10.0.0.1", ["a1b2c3d", "10.0.0.1"]),
    ("mail a.b@c.test.", ["a.b@c.test"]),
    ("run\n```\nx 1\n```\nthen `y`", ["```\nx 1\n```", "`y`"]),
    ("either and/or he/she", []),
    ("ends here. Then it goes on", []),
)


@pytest.mark.parametrize(("text", "facts"), LOCKED)
def test_a_fact_is_locked_whole_and_nothing_else(text, facts):
    assert [fact.text for fact in mask(text).facts] == facts


def test_days_and_people_are_noted_and_stay_readable():
    masked = mask("Ms. Okafor needs it by Friday, 田中さん too")

    assert [(fact.type, fact.text) for fact in masked.noted] == [
        ("NAME", "Okafor"),
        ("DEADLINE", "Friday"),
        ("PERSON", "田中さん"),
    ]
    assert masked.text == masked.source


def test_what_passes_for_a_mask_is_a_fact_itself():
    forged = f"⟦TIME:1⟧ {chr(FIRST_MASK)} at 14:30"
    masked = mask(forged)

    assert [fact.type for fact in masked.facts] == ["MARK", "MARK", "TIME"]
    assert masked.unmask(masked.text) == forged


def test_tokens_come_back_as_the_same_masks():
    masked = mask("Ping @ana at 14:30 on #ops")

    assert masked.to_tokens() == "Ping ⟦MENTION:1⟧ at ⟦TIME:2⟧ on ⟦CHANNEL:3⟧"
    assert masked.from_tokens(masked.to_tokens()) == masked.text


def test_a_token_that_was_never_given_stays_visible():
    masked = mask("at 14:30")

    answer = masked.from_tokens("⟦TIME:1⟧ ⟦TIME:2⟧ ⟦DATE:1⟧")

    assert answer == f"{chr(FIRST_MASK)} ⟦TIME:2⟧ ⟦DATE:1⟧"


def test_offsets_lead_back_to_the_source():
    masked = mask("at 14:30 in room 12")

    assert [masked.source_offset(place) for place in (0, 3, 4, 13, 14)] == [0, 3, 8, 17, 19]
