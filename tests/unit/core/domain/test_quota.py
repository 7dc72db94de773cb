import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonebridge.domain.quota import Granted, Rate, Refused, take, wait_for_attempt

SIX = Rate(per_min=6, burst_s=30.0)
"""One every ten seconds, three at once."""


def outcomes(rate, *requests):
    """What becomes of requests, each a moment and a cost."""
    due, results = 0.0, []
    for now, cost in requests:
        result = take(due, rate, cost=cost, now=now)
        if isinstance(result, Granted):
            due = result.due
        results.append(result)
    return results


class TestAnUntouchedLimit:
    def test_grants_a_burst_and_counts_down(self):
        assert outcomes(SIX, (0, 1), (0, 1), (0, 1), (0, 1)) == [
            Granted(due=10.0, remaining=2, reset_s=10.0),
            Granted(due=20.0, remaining=1, reset_s=20.0),
            Granted(due=30.0, remaining=0, reset_s=30.0),
            Refused(retry_after_s=10.0),
        ]

    def test_grants_what_costs_more_than_a_burst_and_makes_the_next_wait(self):
        assert outcomes(SIX, (0, 5), (0, 1), (30, 1)) == [
            Granted(due=50.0, remaining=0, reset_s=50.0),
            Refused(retry_after_s=30.0),
            Granted(due=60.0, remaining=0, reset_s=30.0),
        ]

    def test_grants_one_even_if_a_burst_is_shorter_than_that(self):
        assert outcomes(Rate(per_min=6, burst_s=1.0), (0, 1), (0, 1)) == [
            Granted(due=10.0, remaining=0, reset_s=10.0),
            Refused(retry_after_s=10.0),
        ]


class TestATouchedLimit:
    def test_grants_again_exactly_when_it_said(self):
        *_, refused = outcomes(SIX, (0, 3), (4, 1))

        assert refused == Refused(retry_after_s=6.0)
        assert outcomes(SIX, (0, 3), (9.99, 1))[-1] == Refused(pytest.approx(0.01))
        assert outcomes(SIX, (0, 3), (10, 1))[-1] == Granted(due=40.0, remaining=0, reset_s=30.0)

    def test_makes_a_costly_request_wait_until_it_is_untouched(self):
        assert outcomes(SIX, (0, 1), (4, 5))[-1] == Refused(retry_after_s=6.0)

    def test_is_untouched_again_after_its_reset(self):
        assert outcomes(SIX, (0, 3), (1_000, 1))[-1] == Granted(
            due=1_010.0, remaining=2, reset_s=10.0
        )


REQUESTS = st.lists(st.tuples(st.floats(0.0, 20.0), st.integers(1, 8)), min_size=1, max_size=60)
RATES = st.builds(Rate, per_min=st.floats(0.5, 6_000.0), burst_s=st.floats(0.1, 60.0))


@given(rate=RATES, requests=REQUESTS)
def test_no_stretch_of_time_is_granted_more_than_its_share_and_a_burst(rate, requests):
    now, due, granted = 0.0, 0.0, []
    for pause_s, cost in requests:
        now += pause_s
        result = take(due, rate, cost=cost, now=now)
        if isinstance(result, Granted):
            due = result.due
            granted.append((now, cost))

    for first, (start, _) in enumerate(granted):
        taken = 0
        for end, cost in granted[first:]:
            taken += cost
            largest = max(cost for _, cost in granted[first:])
            burst = max(rate.tolerance_s / rate.interval_s, largest)
            assert taken <= (end - start) / rate.interval_s + burst + 1e-6


@given(rate=RATES, requests=REQUESTS, cost=st.integers(1, 8))
def test_a_refused_request_is_granted_after_the_time_it_was_told(rate, requests, cost):
    due, now = 0.0, 0.0
    for pause_s, earlier in requests:
        now += pause_s
        result = take(due, rate, cost=earlier, now=now)
        due = result.due if isinstance(result, Granted) else due

    match take(due, rate, cost=cost, now=now):
        case Refused(retry_after_s):
            assert retry_after_s > 0
            again = take(due, rate, cost=cost, now=now + retry_after_s + 1e-6)
            assert isinstance(again, Granted)
        case Granted(new_due, remaining, reset_s):
            assert new_due == pytest.approx(now + reset_s)
            assert remaining >= 0


class TestAttempts:
    @pytest.mark.parametrize(
        ("attempts", "now", "wait_s"),
        [
            ((), 100.0, 0.0),
            ((90.0, 95.0), 100.0, 0.0),
            ((50.0, 90.0, 95.0), 100.0, 10.0),
            ((39.0, 50.0, 90.0, 95.0), 100.0, 10.0),
            ((40.0, 90.0, 95.0), 100.0, 0.0),
        ],
    )
    def test_wait_until_the_third_last_is_a_minute_old(self, attempts, now, wait_s):
        assert wait_for_attempt(attempts, per_min=3, now=now) == wait_s
