"""Somebody who keeps changing an object back is left alone for longer and longer."""

from tonebridge_operator.fights import WINDOW_S, Repairs, pause_s, repaired


def repaired_at(*times, digest="a"):
    history = Repairs()
    for now in times:
        history = repaired(history, digest, now=now)
    return history


def test_a_few_repairs_are_nobodys_business():
    history = repaired_at(0, 1, 2, 3)

    assert pause_s(history, "a", now=3.0) == 0.0
    assert pause_s(Repairs(), "a", now=0.0) == 0.0


def test_then_pauses_double():
    times = [float(number) for number in range(5)]
    pauses = []
    for _ in range(8):
        pauses.append(pause_s(repaired_at(*times), "a", now=times[-1]))
        times.append(times[-1] + 0.1)

    assert pauses == [5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 300.0, 300.0]


def test_a_pause_goes_by():
    history = repaired_at(0, 1, 2, 3, 4)

    assert pause_s(history, "a", now=6.0) == 3.0
    assert pause_s(history, "a", now=9.0) == 0.0


def test_what_is_wanted_otherwise_is_another_matter():
    history = repaired_at(0, 1, 2, 3, 4)

    assert pause_s(history, "b", now=4.0) == 0.0
    assert repaired(history, "b", now=5.0) == Repairs(digest="b", at=(5.0,))


def test_old_fights_are_forgotten():
    history = repaired_at(0, 1, 2, 3, 4)

    assert pause_s(history, "a", now=4.0 + WINDOW_S) == 0.0
    assert repaired(history, "a", now=WINDOW_S + 2.5).at == (3, 4, WINDOW_S + 2.5)
