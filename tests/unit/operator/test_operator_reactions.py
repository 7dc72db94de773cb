"""Every error of core has a reaction, and so has every answer of the API server."""

import pytest

from tonebridge.domain import errors
from tonebridge_operator.errors import NotLeading, Refused, Unreachable
from tonebridge_operator.reactions import (
    REACTIONS,
    Reaction,
    Retry,
    reaction_to,
    reaction_to_answer,
)


def kinds(error):
    yield error
    for inner in error.__subclasses__():
        yield from kinds(inner)


def test_no_error_of_core_lacks_a_row():
    ours = {one for one in kinds(errors.ToneBridgeError) if one.__module__ == errors.__name__}

    assert ours == set(REACTIONS)


def test_an_error_of_the_user_waits_for_an_edit():
    found = reaction_to(errors.InvalidField("spec.size", "use small"))

    assert found == Reaction(Retry.ON_EDIT, "InvalidSpec")


@pytest.mark.parametrize(
    ("status", "reaction"),
    [
        (400, Reaction(Retry.ON_EDIT, "Refused")),
        (403, Reaction(Retry.BACKOFF, "Forbidden")),
        (409, Reaction(Retry.AT_ONCE, "Conflict")),
        (410, Reaction(Retry.AT_ONCE, "Expired")),
        (422, Reaction(Retry.ON_EDIT, "Refused")),
        (429, Reaction(Retry.BACKOFF, "Throttled")),
        (500, Reaction(Retry.BACKOFF, "ApiServerUnavailable")),
        (504, Reaction(Retry.BACKOFF, "ApiServerUnavailable")),
    ],
)
def test_an_answer_that_is_no_success_is_reacted_to(status, reaction):
    assert reaction_to_answer(status) == reaction


def test_every_reason_is_a_word_for_machines():
    for reaction in REACTIONS.values():
        assert reaction.reason.isalpha()
        assert reaction.reason[0].isupper()


@pytest.mark.parametrize(
    ("error", "reaction"),
    [
        (Refused("patch services", status=409, message=""), Reaction(Retry.AT_ONCE, "Conflict")),
        (Unreachable("patch", "reset"), Reaction(Retry.BACKOFF, "ApiServerUnavailable")),
        (NotLeading(), Reaction(Retry.BACKOFF, "Internal")),
    ],
)
def test_an_error_of_our_own_is_reacted_to(error, reaction):
    assert reaction_to(error) == reaction
