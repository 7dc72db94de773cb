"""English softening of sentences by what they do, not by the words that they use."""

import pytest
from tests.support.cases import softened


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "Quickly count the vials and send the list to Priya.",
            "Could you please quickly count the vials and send the list to Priya?",
        ),
        (
            "@dana - finally update the rota, nobody knows who works on Saturday.",
            "@dana - could you please update the rota? Nobody knows who works on Saturday.",
        ),
        (
            "That's not my problem, call facilities at 4411.",
            "Could you please call facilities at 4411?",
        ),
        (
            "We agreed on oak, you delivered pine, take it back.",
            "We agreed on oak, you delivered pine. Could you please take it back?",
        ),
        (
            "The rule is simple: close the gate.",
            "The rule is simple. Could you please close the gate?",
        ),
    ],
)
def test_an_order_is_heard_behind_an_adverb_a_mention_or_a_joint(said, answer):
    assert softened(said) == answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "Under no circumstances share the door code with visitors.",
            "Could we please avoid sharing the door code with visitors under any circumstances?",
        ),
        (
            "Nobody touches the mixer until Ines has signed off.",
            "Could we please avoid touching the mixer until Ines has signed off?",
        ),
        (
            "The press is not to be used after 22:00.",
            "Could we please avoid using the press after 22:00?",
        ),
        (
            "Hands off the espresso machine, it's being repaired.",
            "Could we please avoid touching the espresso machine? It's being repaired.",
        ),
        (
            "No one in their right mind would ship glass in a paper bag.",
            "Could we please avoid shipping glass in a paper bag?",
        ),
    ],
)
def test_a_ban_stays_a_ban_in_every_form(said, answer):
    assert softened(said) == answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("That's a no from legal.", "Unfortunately, the answer from legal is no."),
        ("No refund.", "Unfortunately, no refund is possible."),
        (
            "No way am I signing this without the appendix.",
            "Unfortunately it is not possible for me to sign this without the appendix.",
        ),
        (
            "We don't do refunds on sale items.",
            "Unfortunately, we don't do refunds on sale items.",
        ),
    ],
)
def test_a_refusal_says_no_with_regret(said, answer):
    assert softened(said) == answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Your team broke the checkout page.", "It looks like the checkout page was broken."),
        (
            "You've been ignoring my calls since Monday.",
            "It looks like my calls have been ignored since Monday.",
        ),
        (
            "You people never reply to my mails.",
            "It looks like I have not received a reply to my mails.",
        ),
        (
            "Somebody once again forgot to water the plants.",
            "It looks like the plants have not been watered yet.",
        ),
        (
            "Whoever left the freezer open cost us 2,000 euros.",
            "It looks like the freezer was left open, which cost us 2,000 euros.",
        ),
        (
            "Whoever took my charger must return it by 5 pm.",
            "Could whoever took my charger please return it by 5 pm?",
        ),
        (
            "You lied to the customer about the price.",
            "The information to the customer about the price does not seem to be right.",
        ),
        ("Bug 4410 is open because someone prefers chatting to working.", "Bug 4410 is open."),
    ],
)
def test_blame_of_anybody_is_told_as_what_is_seen(said, answer):
    assert softened(said) == answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "You keep parking in the ambulance bay.",
            "Could we please avoid parking in the ambulance bay?",
        ),
    ],
)
def test_a_habit_becomes_a_wish(said, answer):
    assert softened(said) == answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "How come the invoices are still not booked?",
            "Could you help me understand why the invoices are still not booked?",
        ),
        (
            "Did nobody think of checking the expiry dates?",
            "It looks like the expiry dates were not checked.",
        ),
        (
            "Haven't I told you to wear gloves in the lab?",
            "Could you please wear gloves in the lab?",
        ),
        (
            "Am I the only one who empties the dishwasher around here?",
            "Could we please share the task of emptying the dishwasher?",
        ),
        (
            "What kind of idiot stores passwords in a text file?",
            "Could we please avoid storing passwords in a text file?",
        ),
        (
            "How did you manage to break a steel door?",
            "Could you help me understand how a steel door was broken?",
        ),
        ("Do you think the samples label themselves?", "Could you please label the samples?"),
        (
            "I wait since May 3, what is taking so long?",
            "I wait since May 3. Could you please let me know how this is coming along?",
        ),
    ],
)
def test_a_cornering_question_asks_openly_or_asks_for_what_it_means(said, answer):
    assert softened(said) == answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "As I already said on Tuesday, the pool closes at 18:00.",
            "As mentioned on Tuesday, the pool closes at 18:00.",
        ),
        ("As per my last three emails, the fee is 45 EUR.", "As a reminder, the fee is 45 EUR."),
        ("I'll say it slowly: the van takes diesel.", "As a reminder, the van takes diesel."),
        (
            "Didn't we agree on Tuesday that the logo stays blue?",
            "As far as I know, we agreed on Tuesday that the logo stays blue.",
        ),
    ],
)
def test_what_was_said_before_is_a_reminder_and_keeps_its_day(said, answer):
    assert softened(said) == answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "Unless you fix the leak today, I'm withholding the rent.",
            "Could you please fix the leak today? Otherwise I would have to withhold the rent.",
        ),
        (
            "Sign the contract by Friday or we walk.",
            "Could you please sign the contract by Friday? Otherwise we would have to walk.",
        ),
        (
            "Reply to them or we lose the permit on June 30.",
            "Could you please reply to them? Otherwise we would lose the permit on June 30.",
        ),
        (
            "One more mistake like this and you're off the project.",
            "Could we please make sure that there is not another mistake like this?",
        ),
    ],
)
def test_a_threat_gives_way_and_a_consequence_stays(said, answer):
    assert softened(said) == answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "Wow, another crash right before the demo, brilliant work.",
            "There is another crash right before the demo.",
        ),
        (
            "Your macro nuked column F in Budget_v7.xlsx, thanks a lot.",
            "It looks like the macro deleted column F in Budget_v7.xlsx.",
        ),
        ("Nice of you to show up at 10:40.", "Thank you for showing up at 10:40."),
        ("Oh look who finally decided to join the call.", "Thank you for joining the call."),
        ("Another day, another broken build.", "There is another broken build."),
    ],
)
def test_mockery_says_what_is_amiss(said, answer):
    assert softened(said) == answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "I don't care whose fault it is, the parser drops every third row.",
            "The parser drops every third row.",
        ),
        (
            "Are you out of your mind? That valve is under pressure.",
            "That valve is under pressure.",
        ),
        ("Put this in the file and leave me alone.", "Could you please put this in the file?"),
        ("The kids in class 3 sing, who even does that?", "The kids in class 3 sing."),
        ("Clearly math is not your strength: 19 % of 1,400 is 266.", "19 % of 1,400 is 266."),
        ("You are late, who even does that?", "It looks like you were delayed."),
        ("Half the tiles fell off. Half!", "Half the tiles fell off."),
    ],
)
def test_a_clause_of_contempt_goes_and_the_rest_stays(said, answer):
    assert softened(said) == answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "fix ur code, tests r red since 10am",
            "Could you please fix your code? Tests are red since 10am",
        ),
        ("u never update the board", "It looks like the board was not updated"),
    ],
)
def test_a_chat_is_read_as_it_is_meant(said, answer):
    assert softened(said) == answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "I told you three times not to prop the fire door open.",
            "As mentioned three times, could we please avoid propping the fire door open?",
        ),
        ("Why is this fucked up again?", "Could you help me understand why this is broken again?"),
        ("You lot can't pack a van.", "It looks like packing a van is proving difficult."),
        (
            "He says you lot can't pack a van, and he is right.",
            "He says packing a van is proving difficult, and he is right.",
        ),
    ],
)
def test_a_reproach_keeps_its_count_and_a_question_its_order(said, answer):
    assert softened(said) == answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "The parcels get lost when the label is wet.",
            "The parcels get lost when the label is wet.",
        ),
        (
            "Great work, everyone. No errors this time.",
            "Great work, everyone. No errors this time.",
        ),
        ("Who owns the ticket for the login page?", "Who owns the ticket for the login page?"),
        (
            "If the delivery isn't here by noon, we will use the spare parts.",
            "If the delivery isn't here by noon, we will use the spare parts.",
        ),
        (
            "You always find the right words, thank you.",
            "You always find the right words, thank you.",
        ),
        ("Nobody was hurt on Friday.", "Nobody was hurt on Friday."),
        ("Last chance to register is Friday.", "Last chance to register is Friday."),
    ],
)
def test_what_is_neutral_or_kind_stays(said, answer):
    assert softened(said) == answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("you idiots deleted the shared folder", "It looks like the shared folder was deleted"),
        ("most of it is some boiler room shit", "most of it is some boiler room stuff"),
        ("no respect from the bitches?", "no respect from the people?"),
        (
            "that is a ridiculous comment and it hurts.",
            "that is a questionable comment and it hurts.",
        ),
        ("he may be an ass, but he is right.", "he may be difficult, but he is right."),
        ("this shows how fucked up the plan is", "this shows how bad the plan is"),
        ("they ship stupid and lazy code", "they ship code"),
        (
            "And people don't ever, never have, never will.",
            "And people don't ever, never have, never will.",
        ),
    ],
)
def test_a_curse_leaves_whole_grammar(said, answer):
    assert softened(said) == answer
