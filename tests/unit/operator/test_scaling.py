"""The queue calls for workers; they come at once and leave slowly."""

import pytest

from tonebridge_operator.scaling import Calls, called_for, settle


@pytest.mark.parametrize(
    ("depths", "workers"),
    [
        ({}, 1),
        ({"interactive": 0, "batch": 0}, 1),
        ({"interactive": 50}, 1),
        ({"interactive": 51}, 2),
        ({"interactive": 40, "batch": 40, "maintenance": 40}, 3),
        ({"history": 25_000}, 1),
        ({"history": 50_000, "batch": 50}, 3),
        ({"of a newer release": 9_999}, 1),
    ],
)
def test_what_waits_calls_for_workers(depths, workers):
    assert called_for(depths, for_each=50) == workers


def numbers(*steps, running=1, since=-1_000.0):
    """Return how many workers there are after each (time, call)."""
    calls, found = Calls(since=since), []
    for now, wanted in steps:
        calls, running = settle(calls, wanted, running=running, now=now)
        found.append(running)
    return found


def test_more_come_at_once_and_leave_after_the_window():
    steps = [(0.0, 5), (10.0, 1), (299.0, 2), (301.0, 1), (598.0, 1), (600.0, 1)]

    assert numbers(*steps) == [5, 5, 5, 2, 2, 1]


def test_a_restart_takes_no_worker_away_before_it_has_seen_a_window():
    assert numbers((0.0, 1), (299.0, 1), (300.0, 1), running=9, since=0.0) == [9, 9, 1]
