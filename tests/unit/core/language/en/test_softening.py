"""English softening: what a native reader would send instead."""

import pytest
from tests.support.cases import softened

from tonebridge.domain.message import Intensity, Kind, Language, Message, Preset
from tonebridge.language import engine


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "If the ramp isn't cleared by 6 am, we're sending the truck back.",
            (
                "Could you please make sure that the ramp is cleared by 6 am? "
                "If that is not possible, we would have to send the truck back."
            ),
        ),
        (
            "If you can't follow the rota, find another job.",
            "Could you please follow the rota, or let me know if that is not possible?",
        ),
        (
            "Either you repair the lift today or we call another firm.",
            (
                "Could you please repair the lift today? "
                "Otherwise we would have to call another firm."
            ),
        ),
        (
            "Talk to my team like that again and I'll report you.",
            "Could we please avoid talking to my team like that again?",
        ),
    ],
)
def test_a_threat_becomes_the_request_that_it_holds(said, answer):
    assert softened(said) == answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "I told you three times to order masks.",
            "As mentioned three times, could you please order masks?",
        ),
        ("You were told not to open lot 7.", "Could we please avoid opening lot 7?"),
        (
            "You were supposed to send the keys yesterday.",
            "I had understood that you would send the keys yesterday.",
        ),
        ("You keep forgetting to lock bay 2.", "Could you please remember to lock bay 2?"),
        (
            "Nobody wants another survey.",
            "I do not think that another survey would help us at the moment.",
        ),
    ],
)
def test_a_reproach_becomes_a_request_or_a_statement(said, answer):
    assert softened(said) == answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "The demo failed because you didn't restart the server.",
            "The demo failed because the server was not restarted.",
        ),
        (
            "He waits because someone forgot to page the doctor.",
            "He waits because the doctor has not been paged yet.",
        ),
        (
            "Great job taking the portal down during enrollment.",
            "It looks like the portal was taken down during enrollment.",
        ),
        (
            "Who put the wrong labels on the samples?",
            (
                "It looks like the wrong labels were put on the samples. "
                "Could we look at it together?"
            ),
        ),
    ],
)
def test_blame_inside_a_sentence_is_told_as_a_fact(said, answer):
    assert softened(said) == answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("I don't have all day. Sign the form.", "Could you please sign the form?"),
        ("I'm not asking twice. Sign the form.", "Could you please sign the form?"),
        ("😡😡 @lukas sign the form.", "@lukas could you please sign the form?"),
        ("Do it. Now.", "Could you please do it? It is urgent."),
        ("The intern lost the keys. Great. Just great.", "The intern lost the keys."),
    ],
)
def test_heat_that_says_nothing_is_left_out(said, answer):
    assert softened(said) == answer


def test_one_refused_edit_does_not_take_back_the_others():
    said = "Send it to lot 4. Never ever, and I mean never, tell lies about lot 5."

    assert softened(said).startswith("Could you please send it to lot 4?")


def test_a_greeting_keeps_the_capital_of_a_name():
    said = "Hi Marta,\n\nsend the lots by Thursday.\n\nPaul"

    assert softened(said) == "Hi Marta,\n\nCould you please send the lots by Thursday?\n\nPaul"


@pytest.mark.parametrize(
    ("register", "answer"),
    [
        (1, "Can you please send the deck?"),
        (2, "Could you please send the deck?"),
        (3, "Would you kindly send the deck?"),
    ],
)
def test_a_preset_chooses_the_register(register, answer):
    preset = Preset(name="own", audience="peer", register=register, intensity=Intensity.LIGHT)
    message = Message(
        text="Send the deck.",
        kind=Kind.SOFTEN,
        language=Language.EN,
        intensity=Intensity.MEDIUM,
        preset=preset,
    )

    assert engine.transform(message).text == answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "I told you three times not to touch the prod DB.",
            "As mentioned three times, could we please avoid touching the prod DB?",
        ),
        (
            "Don't ask me again, ask @tanaka.",
            "Could you please ask @tanaka rather than me?",
        ),
        ("Obviously I explained this in May.", "This was mentioned in May."),
        (
            "Fix the login bug by 3pm, this is embarrassing.",
            "Could you please fix the login bug by 3pm?",
        ),
        (
            "I have asked twice already; send the contract by 9 May.",
            "I have asked twice; could you please send the contract by 9 May?",
        ),
        ("No. We can't do that.", "Unfortunately we are not able to do that."),
        (
            "Nobody reads your reports anyway.",
            "It seems that not many people read the reports.",
        ),
        ("You're late again.", "It looks like you were delayed."),
        ("Just do your job.", "Could we please talk about how the work is going?"),
    ],
)
def test_a_sharp_sentence_stays_a_whole_sentence_and_keeps_its_facts(said, answer):
    assert softened(said) == answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("you don't fuck with banks' money", "you don't mess with banks' money"),
        ("no one gives a fuck", "It seems that no one cares much."),
        (
            "Are you trying to make him an idiot?",
            "Are you trying to make him an unwise person?",
        ),
        ("we have to move a lot of shit", "we have to move a lot of stuff"),
        (
            "The build got fucked up by the cache.",
            "The build got broken by the cache.",
        ),
        ("It's cheap as shit.", "It's very cheap."),
        (
            "the fuck is up with the build",
            "Could you please let me know what is going on with the build?",
        ),
        ("dont you fucking forget about canada", "Please do not forget about canada"),
        ("let 's hope so", "let 's hope so"),
        ("The rest were a fucking mess", "The rest were a mess"),
        ("these people are fucking scum", "these people are difficult"),
        ("south park was just making shit up", "south park was just making stuff up"),
        ("i answered like a fucking dumbass", "i answered carelessly"),
        ("my dad can kick your dad's ass", "my dad can beat your dad"),
        ("i get tired of this shit and leave", "i get concerned about this and leave"),
        ("do you idiots read the article?", "do you read the article?"),
    ],
)
def test_a_rude_word_leaves_no_hole_behind(said, answer):
    assert softened(said) == answer
